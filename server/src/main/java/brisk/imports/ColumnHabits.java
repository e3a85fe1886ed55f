package brisk.imports;

import brisk.imports.csv.CsvRows;
import brisk.imports.csv.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the dates and amounts of a column are written, as all of its cells show together: 3/4/2026 alone says nothing, but
 * beside 3/15/2026 it is in March. What no cell shows is read by the workspace's region, and said.
 */
final class ColumnHabits {
    private static final Set<String> MONTH_FIRST = Set.of("US", "PH", "PR");
    private static final Pattern DATE =
            Pattern.compile("([0-9]{1,2})[/-]([0-9]{1,2})[/-](?:[0-9]{4}|[0-9]{2})(?:[ ,T].*)?");
    private static final Pattern MARKS = Pattern.compile("[.,]");

    private final String region;
    private final Map<Integer, Dates> dates = new HashMap<>();
    private final Map<Integer, Amounts> amounts = new HashMap<>();

    ColumnHabits(String region) {
        this.region = region;
    }

    private static final class Dates {
        private boolean someDayFirst;
        private boolean someMonthFirst;
        private @Nullable String unclear;
    }

    private static final class Amounts {
        private boolean pointIsDecimal;
        private boolean commaIsDecimal;
        private @Nullable String unclear;
    }

    /** Looks at all rows, where a column means a date or an amount. */
    static ColumnHabits of(Rows rows, ImportTarget target, ImportSettings settings, LongConsumer watcher) {
        var habits = new ColumnHabits(settings.region());
        for (ImportField field : target.fields()) {
            for (int column : settings.columns(field.name())) {
                if (field.kind() == ImportField.Kind.DATE) {
                    habits.dates.put(column, new Dates());
                } else if (field.kind() == ImportField.Kind.AMOUNT) {
                    habits.amounts.put(column, new Amounts());
                }
            }
        }
        if (habits.dates.isEmpty() && habits.amounts.isEmpty()) {
            return habits;
        }
        long count = 0;
        for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
            List<String> cells = row.fields();
            habits.dates.forEach((column, seen) -> see(seen, cell(cells, column)));
            habits.amounts.forEach((column, seen) -> see(seen, cell(cells, column)));
            if (++count % 256 == 0) {
                watcher.accept(count);
            }
        }
        return habits;
    }

    private static String cell(List<String> cells, int column) {
        return column < cells.size() ? CellValues.clean(cells.get(column)) : "";
    }

    private static void see(Dates seen, String cell) {
        Matcher date = DATE.matcher(cell);
        if (!date.matches()) {
            return;
        }
        int first = Integer.parseInt(date.group(1));
        int second = Integer.parseInt(date.group(2));
        seen.someDayFirst |= first > 12;
        seen.someMonthFirst |= second > 12;
        if (first <= 12 && second <= 12 && first != second && seen.unclear == null) {
            seen.unclear = cell;
        }
    }

    private static void see(Amounts seen, String cell) {
        String number = CellValues.withoutCurrency(cell);
        int last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
        if (last < 0) {
            return;
        }
        char mark = number.charAt(last);
        boolean once = number.indexOf(mark) == last;
        boolean both = MARKS.matcher(number).replaceAll("").length() < number.length() - 1
                && once
                && number.indexOf(mark == '.' ? ',' : '.') >= 0;
        if (once && (both || number.length() - last - 1 != 3)) {
            seen.pointIsDecimal |= mark == '.';
            seen.commaIsDecimal |= mark == ',';
        } else if (once && seen.unclear == null) {
            seen.unclear = cell;
        }
    }

    /** Whether 3/4/2026 in this column is in March. */
    boolean monthFirst(int column) {
        Dates seen = dates.get(column);
        if (seen != null && seen.someDayFirst != seen.someMonthFirst) {
            return seen.someMonthFirst;
        }
        return MONTH_FIRST.contains(region);
    }

    /** The mark before the decimals in this column; 0 where no cell shows it. */
    char decimalMark(int column) {
        Amounts seen = amounts.get(column);
        if (seen == null || seen.pointIsDecimal == seen.commaIsDecimal) {
            return 0;
        }
        return seen.pointIsDecimal ? '.' : ',';
    }

    /** What had to be guessed, for a person. */
    List<String> remarks(List<String> headers) {
        List<String> remarks = new ArrayList<>();
        dates.forEach((column, seen) -> {
            if (seen.unclear != null && seen.someDayFirst == seen.someMonthFirst) {
                remarks.add("'" + headers.get(column) + "' "
                        + (seen.someDayFirst
                                ? "has dates with the day first and others with the month first"
                                : "does not show whether its dates begin with the day or the month")
                        + "; " + seen.unclear + " was read as "
                        + (monthFirst(column) ? "month/day/year" : "day/month/year") + ", as usual in " + region);
            }
        });
        amounts.forEach((column, seen) -> {
            if (seen.unclear != null && seen.pointIsDecimal == seen.commaIsDecimal) {
                remarks.add("'" + headers.get(column)
                        + "' does not show what stands before decimals; in " + seen.unclear
                        + " the mark before three digits was read as one of thousands");
            }
        });
        return remarks;
    }
}
