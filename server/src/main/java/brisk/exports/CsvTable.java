package brisk.exports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it, in UTF-8. What a spreadsheet program would run as a formula begins with an apostrophe; numbers
 * and phone numbers do not, because without letters there is nothing to run, and other programs want them as they are.
 */
final class CsvTable implements TableWriter {
    private static final Pattern HARMLESS = Pattern.compile("[+-]?[0-9(][0-9 ()./-]*");

    private final OutputStreamWriter writer;
    private final CsvWriter csv;

    /** @param isMarked with a byte order mark, without which Excel takes the file for one in an old encoding */
    CsvTable(OutputStream out, boolean isMarked) throws IOException {
        this.writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (isMarked) {
            writer.write('\uFEFF');
        }
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
    }

    @Override
    public void head(List<String> labels) {
        csv.writeRecord(labels.stream().map(CsvTable::safe).toList());
    }

    @Override
    public void row(@Nullable Object[] cells) {
        List<@Nullable String> texts = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            texts.add(
                    switch (cell) {
                        case null -> "";
                        case OffsetDateTime time -> time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
                        case String text -> safe(text);
                        case List<?> list -> safe(TableWriter.joined(list));
                        default -> cell.toString();
                    });
        }
        csv.writeRecord(texts);
    }

    static String safe(String text) {
        boolean isFormula = !text.isEmpty()
                && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                && !HARMLESS.matcher(text).matches();
        return isFormula ? "'" + text : TableWriter.marked(text);
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
        writer.flush();
    }

    @Override
    public void end() throws IOException {
        flush();
    }
}
