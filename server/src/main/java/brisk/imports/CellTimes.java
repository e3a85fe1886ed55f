package brisk.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and times as people, spreadsheet programs and advertising platforms write them. */
final class CellTimes {
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    /** What may stand behind a date: a time, after a comma, a blank or a T. */
    private static final String REST = "(?:[ ,T]+(?:at +)?(.+))?";

    private static final Pattern WEEKDAY = Pattern.compile("(?i)^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]? +(?=\\S)");
    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})" + REST);
    private static final Pattern YEAR_LAST =
            Pattern.compile("([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})" + REST);
    private static final Pattern DAY_WORD =
            Pattern.compile("(?i)([0-9]{1,2})(?:st|nd|rd|th)?[ /.-]*([a-z]{3,9})[ /.,-]*([0-9]{4}|[0-9]{2})" + REST);
    private static final Pattern WORD_DAY =
            Pattern.compile("(?i)([a-z]{3,9})[ .-]*([0-9]{1,2})(?:st|nd|rd|th)?[ ,-]+([0-9]{4})" + REST);
    private static final Pattern TIME =
            Pattern.compile("(?i)([0-9]{1,2})(?:[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?)?\\s*([ap])?\\.?m?\\.?"
                    + "\\s*(z|utc|gmt|[a-z]{3,4}|(?:gmt|utc)?[+-][0-9]{1,2}:?[0-9]{2})?");

    /** The days of spreadsheets from 1982 to 2064, with the part of the day. */
    private static final Pattern SERIAL = Pattern.compile("([3-5][0-9]{4})(?:[.,]([0-9]+))?");

    private static final LocalDate SERIAL_BEGIN = LocalDate.of(1899, 12, 30);
    private static final Pattern EPOCH = Pattern.compile("1[0-9]{9}(?:[0-9]{3})?");
    private static final int SECONDS_OF_A_DAY = 86_400;

    private CellTimes() {}

    /**
     * @param isMonthFirst decides whether 3/4/2026 is in March or in April, where both are possible
     * @return null where it is no time
     */
    static @Nullable Instant parse(String cell, boolean isMonthFirst, ZoneId zone) {
        String text = plain(cell);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            // not the form of computers; people's forms follow
        }
        try {
            return ofPeople(text, isMonthFirst, zone);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant ofPeople(String text, boolean isMonthFirst, ZoneId zone) {
        Matcher found = YEAR_FIRST.matcher(text);
        if (found.matches()) {
            return at(number(found, 1), number(found, 2), number(found, 3), found.group(4), zone);
        }
        found = YEAR_LAST.matcher(text);
        if (found.matches()) {
            int first = number(found, 1);
            int second = number(found, 2);
            boolean monthFirst = second > 12 || (first <= 12 && text.indexOf('.') < 0 && isMonthFirst);
            return at(
                    year(found.group(3)),
                    monthFirst ? first : second,
                    monthFirst ? second : first,
                    found.group(4),
                    zone);
        }
        found = DAY_WORD.matcher(text);
        if (found.matches()) {
            return at(year(found.group(3)), month(found.group(2)), number(found, 1), found.group(4), zone);
        }
        found = WORD_DAY.matcher(text);
        if (found.matches()) {
            return at(number(found, 3), month(found.group(1)), number(found, 2), found.group(4), zone);
        }
        return ofComputers(text, zone);
    }

    /** The number of a day in a spreadsheet that lost its format, and seconds or milliseconds since 1970. */
    private static @Nullable Instant ofComputers(String text, ZoneId zone) {
        Matcher serial = SERIAL.matcher(text);
        if (serial.matches()) {
            double part = serial.group(2) == null ? 0 : Double.parseDouble("0." + serial.group(2));
            return SERIAL_BEGIN
                    .plusDays(number(serial, 1))
                    .atStartOfDay()
                    .plusSeconds(Math.round(part * SECONDS_OF_A_DAY))
                    .atZone(zone)
                    .toInstant();
        }
        if (EPOCH.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return text.length() > 10 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }
        return null;
    }

    /** With the digits of ASCII (Devanagari and Arabic have others), single blanks and no day of the week. */
    private static String plain(String cell) {
        var text = new StringBuilder(cell.length());
        cell.codePoints().forEach(c -> {
            int digit = c < 128 ? -1 : Character.digit(c, 10);
            if (digit >= 0) {
                text.append(digit);
            } else if (!Character.isSpaceChar(c)) {
                text.appendCodePoint(c);
            } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        });
        return WEEKDAY.matcher(text.toString().strip()).replaceFirst("");
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static int year(String text) {
        int year = Integer.parseInt(text);
        return text.length() == 4 ? year : year < 70 ? 2000 + year : 1900 + year;
    }

    private static int month(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).startsWith(lower) || (lower.equals("sept") && i == 8)) {
                return i + 1;
            }
        }
        throw new DateTimeException(word);
    }

    private static Instant at(int year, int month, int day, @Nullable String time, ZoneId zone) {
        LocalDate date = LocalDate.of(year, month, day);
        if (time == null) {
            return date.atStartOfDay(zone).toInstant();
        }
        Matcher found = TIME.matcher(time.strip());
        if (!found.matches() || (found.group(2) == null && found.group(4) == null)) {
            throw new DateTimeException(time);
        }
        int hour = number(found, 1);
        String half = found.group(4);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException(time);
            }
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        LocalTime at = LocalTime.of(
                hour,
                Integer.parseInt(Objects.requireNonNullElse(found.group(2), "0")),
                Integer.parseInt(Objects.requireNonNullElse(found.group(3), "0")));
        return LocalDateTime.of(date, at).atZone(zone(found.group(5), zone)).toInstant();
    }

    /** Of the abbreviations only those that mean one zone are believed; IST is India's, Israel's and Ireland's. */
    private static ZoneId zone(@Nullable String named, ZoneId otherwise) {
        if (named == null) {
            return otherwise;
        }
        String offset = named.toUpperCase(Locale.ROOT).replaceFirst("^(GMT|UTC)(?=[+-])", "");
        if (offset.equals("Z") || offset.equals("UTC") || offset.equals("GMT")) {
            return ZoneOffset.UTC;
        }
        if (!offset.startsWith("+") && !offset.startsWith("-")) {
            return otherwise;
        }
        String digits = offset.substring(1).replace(":", "");
        String hhmm = digits.length() == 3 ? "0" + digits : digits;
        return ZoneOffset.of(offset.charAt(0) + hhmm);
    }
}
