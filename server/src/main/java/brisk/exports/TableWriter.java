package brisk.exports;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table that grows row by row. Cells are texts, numbers (BigDecimal), flags, times (OffsetDateTime), days (LocalDate),
 * lists of texts, or null.
 */
interface TableWriter {
    /** What parts several values in a cell, and ends one that has a part's usual mark in it. */
    String BETWEEN = " ::: ";

    void head(List<String> labels) throws IOException;

    void row(@Nullable Object[] cells) throws IOException;

    /** Nothing that was written so far stays behind. */
    void flush() throws IOException;

    /** Ends the table; one that is not ended is recognisably broken. */
    void end() throws IOException;

    /** Marks with an apostrophe what the import would take for something else than it is. */
    static String marked(String text) {
        return Marks.NOTHING.contains(text) || Marks.MARKED.matcher(text).find() ? "'" + text : text;
    }

    static String joined(List<?> texts) {
        String all = String.join(BETWEEN, texts.stream().map(String::valueOf).toList());
        return texts.size() == 1 && Marks.PARTS.matcher(all).find() ? all + BETWEEN.stripTrailing() : all;
    }

    /** What the import knows as well. */
    final class Marks {
        private static final Set<String> NOTHING = Set.of("N/A", "n/a", "#N/A", "-", "--", "—");
        private static final Pattern MARKED = Pattern.compile("^'+(?:[=+@0-9-]|(?:N/A|n/a|#N/A|—)$)");
        private static final Pattern PARTS = Pattern.compile("[;,|\\n]");

        private Marks() {}
    }
}
