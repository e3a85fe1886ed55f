package brisk.dashboard;

import brisk.platform.db.Aggregates;
import brisk.platform.db.Figures;
import brisk.platform.db.Sums;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many activities each day has, in the zone of who looks: one range of buckets per day. Where days of the zone do not begin
 * with an hour of UTC, buckets of a quarter of an hour are read instead.
 */
final class ActivityDays {
    private static final int DAYS = 30;
    private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();

    private final LocalDate today;
    private final ZoneId zone;

    ActivityDays(LocalDate today, ZoneId zone) {
        this.today = today;
        this.zone = zone;
    }

    private LocalDate monday() {
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private LocalDate first() {
        return today.minusDays(DAYS - 1);
    }

    /** @param whose an owner's id, or empty for everybody */
    void addTo(Sums sums, String whose) {
        LocalDate end = monday().plusWeeks(1);
        for (LocalDate day = first(); day.isBefore(end); day = day.plusDays(1)) {
            Instant begin = day.atStartOfDay(zone).toInstant();
            Instant after = day.plusDays(1).atStartOfDay(zone).toInstant();
            boolean hours = begin.getEpochSecond() % HOUR_SECONDS == 0 && after.getEpochSecond() % HOUR_SECONDS == 0;
            String from = whose + "|" + Aggregates.bucket(begin);
            String to = whose + "|" + Aggregates.bucket(after);
            sums.range(part(day), "activities", hours ? "hour" : "quarter", from, to, from.length());
        }
    }

    private static String part(LocalDate day) {
        return "activities " + day;
    }

    Map<String, Object> json(Figures figures) {
        List<Map<String, Object>> days = new ArrayList<>();
        for (LocalDate day = first(); !day.isAfter(today); day = day.plusDays(1)) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("day", day.toString());
            json.put("count", figures.amount(part(day)));
            days.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("today_activities", figures.amount(part(today)));
        json.put("yesterday_activities", figures.amount(part(today.minusDays(1))));
        json.put("week_activities", week(figures, monday()));
        json.put("last_week_activities", week(figures, monday().minusWeeks(1)));
        json.put("days", days);
        return json;
    }

    private static long week(Figures figures, LocalDate monday) {
        long count = 0;
        for (int i = 0; i < DayOfWeek.values().length; i++) {
            count += figures.amount(part(monday.plusDays(i)));
        }
        return count;
    }
}
