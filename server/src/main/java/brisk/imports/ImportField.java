package brisk.imports;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a column can mean.
 *
 * @param many whether several columns may mean it: the second e-mail address of a person
 * @param kind dates and amounts are read by what all cells of their column show
 * @param words the names that columns with this meaning have, folded by {@link #fold}; the better ones first
 */
public record ImportField(String name, boolean many, Kind kind, List<String> words) {
    /** The column's text is kept under the column's name, among the custom fields. */
    static final String CUSTOM = "custom";

    /** The column is left out. */
    static final String IGNORE = "ignore";

    private static final Pattern LINE = Pattern.compile("(\\w+)(\\*?)(?: as (date|amount))?: *(.*)");

    /** What stands in the cells. */
    public enum Kind {
        TEXT,
        DATE,
        AMOUNT
    }

    /** One field in each line, "name: words" or "name as date: words", the name with an asterisk for several columns. */
    public static List<ImportField> table(String lines) {
        return lines.lines().map(ImportField::of).toList();
    }

    private static ImportField of(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(line);
        }
        Kind kind =
                parts.group(3) == null ? Kind.TEXT : Kind.valueOf(parts.group(3).toUpperCase(Locale.ROOT));
        List<String> words =
                Arrays.stream(parts.group(4).split(",")).map(ImportField::fold).toList();
        return new ImportField(parts.group(1), !parts.group(2).isEmpty(), kind, words);
    }

    /** Only letters, in lower case and without accents: "E-mail 1 - Value" and "e_mail_value" are one word. */
    static String fold(String header) {
        // Nearly all are ASCII already, and a start folds a thousand of them.
        boolean isAscii = header.chars().allMatch(character -> character < 128);
        String plain = (isAscii ? header : Normalizer.normalize(header, Normalizer.Form.NFD)).toLowerCase(Locale.ROOT);
        var letters = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
            if (Character.isLetter(plain.codePointAt(i))) {
                letters.appendCodePoint(plain.codePointAt(i));
            }
        }
        return letters.toString();
    }
}
