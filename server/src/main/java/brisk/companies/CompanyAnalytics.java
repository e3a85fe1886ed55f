package brisk.companies;

import brisk.deals.CurrencyTotals;
import brisk.deals.SalesFigures;
import brisk.platform.db.Figures;
import brisk.platform.db.Figures.Entry;
import brisk.platform.http.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The answer that {@link CompanyFigures} makes of what it has read. */
final class CompanyAnalytics {
    private static final List<String> KINDS = List.of("interaction", "call", "meeting", "email", "message", "note");

    private final Figures figures;
    private final YearMonth first;
    private final LocalDate today;
    private final ZoneId zone;

    /** @param first the month that the answer begins with */
    CompanyAnalytics(Figures figures, YearMonth first, LocalDate today, ZoneId zone) {
        this.figures = figures;
        this.first = first;
        this.today = today;
        this.zone = zone;
    }

    Map<String, Object> json(Map<String, Object> company) {
        CurrencyTotals won = closed("won", month -> true);
        CurrencyTotals lost = closed("lost", month -> true);
        CurrencyTotals open = new CurrencyTotals();
        for (Entry entry : figures.of("open")) {
            open.add(entry.key(1), entry, Integer.parseInt(entry.key(0)));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("company", company);
        Map<String, Object> revenue = new LinkedHashMap<>();
        revenue.put("total", SalesFigures.counted(won, false));
        revenue.put(
                "months",
                months((month, members) -> members.putAll(SalesFigures.counted(closed("won", month::equals), false))));
        json.put("revenue", revenue);
        json.put("open", SalesFigures.counted(open, true));
        json.put("lost", SalesFigures.counted(lost, false));
        json.put("winRate", SalesFigures.rate(won.count(), won.count() + lost.count()));
        json.put("activities", activities());
        json.put("lastTouchAt", lastTouch() == null ? null : Json.time(lastTouch()));
        json.put("daysSinceLastTouch", daysSinceLastTouch());
        boolean wonLately =
                closed("won", month -> month.compareTo(first.toString()) >= 0).count() > 0;
        json.put(
                "engagement",
                Engagement.of(
                                daysSinceLastTouch(),
                                figures.amount("touch"),
                                touches("inbound"),
                                touches("outbound"),
                                open.count() > 0,
                                wonLately)
                        .json());
        return json;
    }

    @FunctionalInterface
    private interface Month {
        void write(String month, Map<String, Object> members);
    }

    private List<Map<String, Object>> months(Month writer) {
        List<Map<String, Object>> months = new ArrayList<>();
        for (int i = 0; i < CompanyFigures.MONTHS; i++) {
            String month = first.plusMonths(i).toString();
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("month", month);
            writer.write(month, members);
            months.add(members);
        }
        return months;
    }

    private CurrencyTotals closed(String status, Predicate<String> month) {
        var totals = new CurrencyTotals();
        for (Entry entry : figures.of("closed")) {
            if (entry.key(0).equals(status) && month.test(entry.key(1))) {
                totals.add(entry.key(2), entry, 100);
            }
        }
        return totals;
    }

    private Map<String, Object> activities() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", figures.amount("activity"));
        json.put("kinds", kinds(month -> true));
        json.put("months", months((month, members) -> {
            Map<String, Long> kinds = kinds(month::equals);
            members.put(
                    "count", kinds.values().stream().mapToLong(Long::longValue).sum());
            members.put("kinds", kinds);
        }));
        return json;
    }

    private Map<String, Long> kinds(Predicate<String> month) {
        Map<String, Long> counts = new LinkedHashMap<>();
        KINDS.forEach(kind -> counts.put(kind, 0L));
        for (Entry entry : figures.of("activity")) {
            if (month.test(entry.key(1))) {
                counts.merge(entry.key(0), entry.amount(), Long::sum);
            }
        }
        return counts;
    }

    private long touches(String direction) {
        return figures.of("touch").stream()
                .filter(entry -> entry.key(0).equals(direction))
                .mapToLong(Entry::amount)
                .sum();
    }

    private @Nullable Instant lastTouch() {
        return figures.of("last").stream()
                .findFirst()
                .map(entry -> Instant.ofEpochSecond(entry.seconds()))
                .orElse(null);
    }

    private @Nullable Long daysSinceLastTouch() {
        Instant last = lastTouch();
        return last == null ? null : Math.max(0, ChronoUnit.DAYS.between(LocalDate.ofInstant(last, zone), today));
    }
}
