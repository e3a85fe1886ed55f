package brisk.leads;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.db.Figures;
import brisk.platform.db.Figures.Entry;
import brisk.platform.db.Sums;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.DateRange;
import brisk.platform.http.Json;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How the leads of a period fare, by source, CRE, PS and day: one statement over aggregates, whatever their number. A lead counts
 * on the day on which it came, in the state that it has now; days are those of the workspace's time zone.
 */
final class LeadStats {
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final int MOST_DAYS_SHOWN = 62;
    private static final Period USUAL_PERIOD = Period.ofDays(30);
    private static final Period LONGEST_PERIOD = Period.ofMonths(24);
    private static final int MOST_USERS = 2_000;

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;

    LeadStats(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    /** What leads of one kind come to. */
    private static final class Count {
        private final Map<String, Long> kinds = new HashMap<>();
        private final Map<String, Long> sla = new HashMap<>();
        private long leads;
        private long responseSeconds;

        /** @param at the first field of the key that says kind and sla */
        void add(Entry entry, int at) {
            leads += entry.amount();
            kinds.merge(entry.key(at), entry.amount(), Long::sum);
            sla.merge(entry.key(at + 1), entry.amount(), Long::sum);
            responseSeconds += entry.seconds();
        }

        private long kind(String name) {
            return kinds.getOrDefault(name, 0L);
        }

        private long sla(String name) {
            return sla.getOrDefault(name, 0L);
        }

        Map<String, @Nullable Object> json(Map<String, @Nullable Object> head) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>(head);
            long responded = sla("met") + sla("missed");
            long real = leads - kind("duplicate");
            json.put("leads", leads);
            json.put("open", kind("open"));
            json.put("won", kind("won"));
            json.put("lost", kind("lost"));
            json.put("duplicate", kind("duplicate"));
            json.put("conversion", rate(kind("won"), real));
            json.put("responded", responded);
            json.put(
                    "averageResponseMinutes",
                    responded == 0 ? null : Math.round(responseSeconds / 6.0 / responded) / 10.0);
            json.put("breaches", sla("missed") + sla("overdue"));
            return json;
        }

        Map<String, @Nullable Object> slaJson(Map<String, @Nullable Object> head) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>(head);
            long breaches = sla("missed") + sla("overdue");
            json.put("leads", leads);
            json.put("met", sla("met"));
            json.put("missed", sla("missed"));
            json.put("overdue", sla("overdue"));
            json.put("waiting", sla("waiting"));
            json.put("breaches", breaches);
            json.put("breachRate", rate(breaches, leads - sla("waiting")));
            return json;
        }
    }

    private static @Nullable Double rate(long part, long whole) {
        return whole <= 0 ? null : Math.round(10_000.0 * part / whole) / 10_000.0;
    }

    Answer read(Request request) throws Exception {
        return answer(request, "lead-stats", true, (figures, period) -> {
            List<Entry> all = all(figures);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("period", period.json());
            json.put("totals", total(all).json(Map.of()));
            json.put("bySource", sources(all));
            json.put("byCre", people(figures, all, "c:", Count::json));
            json.put("byPs", people(figures, all, "p:", Count::json));
            json.put("granularity", byDay(period) ? "day" : "month");
            json.put("series", series(figures, period));
            return json;
        });
    }

    Answer sla(Request request) throws Exception {
        return answer(request, "lead-sla", false, (figures, period) -> {
            List<Entry> all = all(figures);
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("period", period.json());
            json.put("totals", total(all).slaJson(Map.of()));
            json.put("byCre", people(figures, all, "c:", Count::slaJson));
            json.put("byPs", people(figures, all, "p:", Count::slaJson));
            return json;
        });
    }

    @FunctionalInterface
    private interface Shape {
        Map<String, @Nullable Object> of(Figures figures, DateRange period);
    }

    private Answer answer(Request request, String resource, boolean withSeries, Shape shape) throws Exception {
        Caller caller = request.caller();
        Query query = request.query("from", "to");
        LocalDate today = LocalDate.ofInstant(clock.instant(), caller.workspaceZone());
        DateRange period = DateRange.of(query, today, USUAL_PERIOD, LONGEST_PERIOD);
        return reads.seenBy(
                request,
                resource + "@" + today,
                LeadAccess.of(caller).cacheScope(caller),
                query,
                TTL,
                List.of(Leads.all(caller.workspaceId()), Topic.all(caller.workspaceId(), "users")),
                () -> CachedBody.of(
                        database.read(
                                request.trace(),
                                handle -> Json.bytes(shape.of(figures(handle, caller, period, withSeries), period))),
                        0));
    }

    private static Figures figures(Handle handle, Caller caller, DateRange period, boolean withSeries) {
        String whose = LeadAccess.of(caller).totals(caller);
        var sums = new Sums();
        if (withSeries && byDay(period)) {
            // All of the period is the sum of its days.
            String prefix = whose + "|";
            sums.range(
                    "days",
                    "leads",
                    "created_day",
                    prefix + period.from(),
                    prefix + period.to() + "}",
                    prefix.length());
        } else {
            sums.period("all", "leads", "created", whose, period.from(), period.to());
        }
        if (withSeries && !byDay(period)) {
            for (YearMonth month : months(period)) {
                LocalDate from = month.atDay(1).isBefore(period.from()) ? period.from() : month.atDay(1);
                LocalDate to = month.atEndOfMonth().isAfter(period.to()) ? period.to() : month.atEndOfMonth();
                sums.period(month.toString(), "leads", "created", whose, from, to);
            }
        }
        return Figures.read(sums.bind(handle.createQuery("WITH " + Sums.SQL + """

                SELECT part, key, amount, value, seconds FROM sums WHERE amount <> 0 OR seconds <> 0
                UNION ALL
                (SELECT 'users', u.id || '|' || replace(u.name, '|', '/'), 0, 0, 0 FROM users u
                 WHERE u.workspace_id = :workspaceId ORDER BY u.id LIMIT %d)
                """.formatted(MOST_USERS)))
                .bind("workspaceId", caller.workspaceId()));
    }

    private static boolean byDay(DateRange period) {
        return ChronoUnit.DAYS.between(period.from(), period.to()) < MOST_DAYS_SHOWN;
    }

    private static List<YearMonth> months(DateRange period) {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth m = YearMonth.from(period.from());
                !m.isAfter(YearMonth.from(period.to()));
                m = m.plusMonths(1)) {
            months.add(m);
        }
        return months;
    }

    /** What came in the whole period, by what, kind and sla. */
    private static List<Entry> all(Figures figures) {
        Map<List<String>, Entry> sums = new HashMap<>();
        for (Entry day : figures.of("days")) {
            List<String> key = day.key().subList(1, day.key().size());
            sums.merge(key, new Entry(key, day.amount(), day.value(), day.seconds()), LeadStats::plus);
        }
        return sums.isEmpty() ? figures.of("all") : List.copyOf(sums.values());
    }

    private static Entry plus(Entry one, Entry other) {
        return new Entry(
                one.key(),
                one.amount() + other.amount(),
                one.value().add(other.value()),
                one.seconds() + other.seconds());
    }

    private static Count total(List<Entry> all) {
        var total = new Count();
        all.stream().filter(entry -> entry.key(0).startsWith("s:")).forEach(entry -> total.add(entry, 1));
        return total;
    }

    /** Spellings that differ by case are one source, called as most of its leads call it. */
    private static List<Map<String, @Nullable Object>> sources(List<Entry> all) {
        Map<String, Count> counts = new HashMap<>();
        Map<String, Map<String, Long>> spellings = new HashMap<>();
        for (Entry entry : all) {
            if (entry.key(0).startsWith("s:")) {
                String name = entry.key(0).substring(2);
                String folded = name.toLowerCase(Locale.ROOT);
                counts.computeIfAbsent(folded, ignored -> new Count()).add(entry, 1);
                spellings.computeIfAbsent(folded, ignored -> new TreeMap<>()).merge(name, entry.amount(), Long::sum);
            }
        }
        return sorted(counts, (folded, count) -> {
            String name = spellings.getOrDefault(folded, Map.of()).entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(folded);
            return count.json(Map.of("source", name));
        });
    }

    private static List<Map<String, @Nullable Object>> people(
            Figures figures, List<Entry> all, String prefix, Shaped shaped) {
        Map<String, String> names = new HashMap<>();
        figures.of("users").forEach(user -> names.put(user.key(0), user.key(1)));
        Map<String, Count> counts = new HashMap<>();
        for (Entry entry : all) {
            if (entry.key(0).startsWith(prefix)) {
                counts.computeIfAbsent(entry.key(0).substring(2), ignored -> new Count())
                        .add(entry, 1);
            }
        }
        return sorted(counts, (id, count) -> {
            Map<String, @Nullable Object> head = new LinkedHashMap<>();
            head.put("user", id.isEmpty() ? null : Map.of("id", id, "name", names.getOrDefault(id, "")));
            return shaped.json(count, head);
        });
    }

    @FunctionalInterface
    private interface Shaped {
        Map<String, @Nullable Object> json(Count count, Map<String, @Nullable Object> head);
    }

    @FunctionalInterface
    private interface Named {
        Map<String, @Nullable Object> json(String key, Count count);
    }

    /** The most leads first. */
    private static List<Map<String, @Nullable Object>> sorted(Map<String, Count> counts, Named named) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().leads != 0)
                .sorted(Comparator.<Map.Entry<String, Count>>comparingLong(entry -> -entry.getValue().leads)
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> named.json(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Map<String, @Nullable Object>> series(Figures figures, DateRange period) {
        Map<String, Count> counts = new TreeMap<>();
        if (byDay(period)) {
            for (LocalDate day = period.from(); !day.isAfter(period.to()); day = day.plusDays(1)) {
                counts.put(day.toString(), new Count());
            }
            for (Entry entry : figures.of("days")) {
                if (entry.key(1).startsWith("s:")) {
                    counts.computeIfAbsent(entry.key(0), ignored -> new Count()).add(entry, 2);
                }
            }
        } else {
            for (YearMonth month : months(period)) {
                var count = new Count();
                figures.of(month.toString()).stream()
                        .filter(entry -> entry.key(0).startsWith("s:"))
                        .forEach(entry -> count.add(entry, 1));
                counts.put(month.toString(), count);
            }
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getValue().json(Map.of("date", entry.getKey())))
                .toList();
    }
}
