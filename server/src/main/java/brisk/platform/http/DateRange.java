package brisk.platform.http;

import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The days that {@code from} and {@code to} ask for, both included. */
public record DateRange(LocalDate from, LocalDate to) {
    /**
     * @param usual how long it is where {@code from} is not given; it ends today where {@code to} is not
     * @param most how long it may be, in whole years or whole months
     */
    public static DateRange of(Query query, LocalDate today, Period usual, Period most) {
        LocalDate end = query.date("to");
        LocalDate last = end == null ? today : end;
        LocalDate begin = query.date("from");
        LocalDate first = begin == null ? last.minus(usual).plusDays(1) : begin;
        if (first.isAfter(last)) {
            throw Problem.badRequest("'from' must not be after 'to'.");
        }
        if (first.plus(most).isBefore(last)) {
            throw Problem.badRequest("From 'from' to 'to' there are "
                    + (most.getYears() > 0 ? most.getYears() + " years" : most.getMonths() + " months")
                    + " at the most.");
        }
        return new DateRange(first, last);
    }

    public Map<String, @Nullable Object> json() {
        return Map.of("from", from.toString(), "to", to.toString());
    }
}
