package brisk.imports;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a column can mean.
 *
 * @param many whether several columns may mean it: the second e-mail address of a person
 * @param words the names that columns with this meaning have, folded by {@link #fold}; the better ones first
 */
public record ImportField(String name, boolean many, List<String> words) {
    /** The column's text is kept under the column's name, among the custom fields. */
    static final String CUSTOM = "custom";

    /** The column is left out. */
    static final String IGNORE = "ignore";

    /** One field in each line, "name: words", the name with an asterisk where several columns may mean it. */
    public static List<ImportField> table(String lines) {
        return lines.lines().map(ImportField::of).toList();
    }

    private static ImportField of(String line) {
        String[] parts = line.strip().split(":", 2);
        List<String> words =
                Arrays.stream(parts[1].split(",")).map(ImportField::fold).toList();
        return new ImportField(parts[0].replace("*", ""), parts[0].endsWith("*"), words);
    }

    /** Only letters, in lower case and without accents: "E-mail 1 - Value" and "e_mail_value" are one word. */
    static String fold(String header) {
        String plain = Normalizer.normalize(header, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        return plain.codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
