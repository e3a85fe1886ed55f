package brisk.imports.csv;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a file is to be read.
 *
 * @param headerLine the line of the column names, counted from 1; 0 where there is none
 * @param headers each one different, also where the file repeats or omits a name
 */
public record CsvFormat(Charset charset, char delimiter, long headerLine, List<String> headers) {
    private static final int MOST_COLUMNS = 500;
    private static final int HEADER_CHARACTERS = 200;

    /** @throws CsvException where it is no table at all */
    public static CsvFormat detect(Path file) throws IOException {
        return FormatDetection.detect(file);
    }

    /** Of a table that needs no reading as text, by its first rows. */
    public static CsvFormat ofTable(List<CsvRows.Row> rows) {
        return FormatDetection.ofTable(rows);
    }

    static CsvFormat of(Charset charset, char delimiter, long headerLine, List<String> names) {
        if (names.size() > MOST_COLUMNS) {
            throw new CsvException("The file has " + names.size() + " columns; " + MOST_COLUMNS + " are the most.");
        }
        return new CsvFormat(charset, delimiter, headerLine, distinct(names));
    }

    private static List<String> distinct(List<String> names) {
        Set<String> taken = new HashSet<>();
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            // The apostrophe is what our own report puts before what a spreadsheet would take for a formula.
            String name = names.get(i).replace("\0", "").strip().replaceFirst("^'(?=[=+@-])", "");
            if (name.isEmpty()) {
                name = "Column " + (i + 1);
            }
            name = name.substring(0, Math.min(HEADER_CHARACTERS, name.length()));
            String header = name;
            for (int n = 2; !taken.add(header.toLowerCase(Locale.ROOT)); n++) {
                header = name + " (" + n + ")";
            }
            headers.add(header);
        }
        return List.copyOf(headers);
    }
}
