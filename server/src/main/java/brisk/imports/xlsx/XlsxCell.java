package brisk.imports.xlsx;

import brisk.imports.csv.CsvException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** One cell as the text that a person reads in it: a date as 2026-03-31, a number without what computers add to it. */
record XlsxCell(XlsxFile file, Xml xml) {
    private static final DateTimeFormatter WITH_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MOST_DIGITS = 15;
    private static final int LARGEST_EXPONENT = 30;
    private static final int SECONDS_OF_DAY = 86_400;

    /** The last day that programs know, 9999-12-31. */
    private static final int LAST_DAY = 2_958_465;

    /** Excel counts a 29 February 1900 that never was (as Lotus 1-2-3 did), so days before it are one off. */
    private static final int IMAGINARY_DAY = 60;

    private static final LocalDate BEFORE_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate BEFORE_1904 = LocalDate.of(1904, 1, 1);

    /** Reads on to the end of the cell. */
    String text() throws XMLStreamException, IOException {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        String value = "";
        String element;
        while ((element = xml.nextWithin("c")) != null) {
            if (element.equals("v") || element.equals("is")) {
                value = xml.text(element, XlsxRows.FIELD_CHARACTERS);
            }
        }
        return switch (type == null ? "n" : type) {
            case "s" -> value.isEmpty() ? "" : file.texts().get(number(value));
            case "b" -> value.equals("1") ? "TRUE" : value.equals("0") ? "FALSE" : value;
            case "n" -> value.isEmpty() ? "" : ofNumber(value.strip(), style);
            default -> value;
        };
    }

    private static int number(String index) {
        try {
            return Integer.parseInt(index.strip());
        } catch (NumberFormatException e) {
            throw new CsvException("The spreadsheet is damaged: a cell refers to the text '"
                    + index.substring(0, Math.min(20, index.length())) + "'.");
        }
    }

    private String ofNumber(String value, @Nullable String style) {
        BigDecimal number;
        try {
            number = value.length() > 40 ? null : new BigDecimal(value);
        } catch (NumberFormatException e) {
            number = null;
        }
        if (number == null || Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT) {
            return value;
        }
        if (file.isDate(style) && number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(LAST_DAY + 1L)) < 0) {
            return date(number);
        }
        // Seventeen digits are how computers write 0.1; nobody has typed more than fifteen.
        BigDecimal rounded = number.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private String date(BigDecimal number) {
        long seconds = number.multiply(BigDecimal.valueOf(SECONDS_OF_DAY))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        int days = Math.toIntExact(seconds / SECONDS_OF_DAY);
        LocalTime time = LocalTime.ofSecondOfDay(seconds % SECONDS_OF_DAY);
        if (days == 0 && !file.from1904()) {
            return time.format(DateTimeFormatter.ISO_LOCAL_TIME);
        }
        LocalDate date = file.from1904()
                ? BEFORE_1904.plusDays(days)
                : BEFORE_1900.plusDays(days < IMAGINARY_DAY ? days + 1 : days);
        return time.equals(LocalTime.MIDNIGHT)
                ? date.toString()
                : LocalDateTime.of(date, time).format(WITH_TIME);
    }
}
