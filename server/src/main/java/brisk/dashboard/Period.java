package brisk.dashboard;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The week, month, quarter or year that a day is in, up to that day, and what it is compared with.
 *
 * @param from its first day
 * @param to the day it is asked for
 * @param previousFrom the first day of the one before
 * @param previousTo the last day of the one before
 */
record Period(String name, LocalDate from, LocalDate to, LocalDate previousFrom, LocalDate previousTo) {
    static final List<String> NAMES = List.of("week", "month", "quarter", "year");

    static Period of(String name, LocalDate today) {
        LocalDate from = switch (name) {
            case "week" -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "quarter" -> today.withDayOfMonth(1).minusMonths((today.getMonthValue() - 1) % 3);
            case "year" -> today.withDayOfYear(1);
            default -> today.withDayOfMonth(1);
        };
        LocalDate previous = switch (name) {
            case "week" -> from.minusWeeks(1);
            case "quarter" -> from.minusMonths(3);
            case "year" -> from.minusYears(1);
            default -> from.minusMonths(1);
        };
        return new Period(name, from, today, previous, from.minusDays(1));
    }

    /** The day of the one before that is as far into it as today is into this one, or its last where it is shorter. */
    LocalDate previousToDate() {
        LocalDate day = previousFrom.plusDays(ChronoUnit.DAYS.between(from, to));
        return day.isAfter(previousTo) ? previousTo : day;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.putAll(days(from, to));
        json.put("previous", days(previousFrom, previousTo));
        json.put("previousToDate", days(previousFrom, previousToDate()));
        return json;
    }

    private static Map<String, Object> days(LocalDate from, LocalDate to) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", from.toString());
        json.put("to", to.toString());
        return json;
    }
}
