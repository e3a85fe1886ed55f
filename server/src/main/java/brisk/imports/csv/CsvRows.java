package brisk.imports.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a file below its header, one after the other; what lies before and blank rows are passed over. */
public final class CsvRows implements Rows {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int FIELD_CHARACTERS = 1 << 20;
    private static final int ROW_CHARACTERS = 1 << 21;
    private static final int MOST_FIELDS = 5_000;

    private final CountingInputStream bytes;
    private final SpacedQuotes quotes;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final long headerLine;

    /**
     * @param line where the row begins; the file's first line is 1
     * @param defect why it cannot be what its writer meant, or null
     */
    public record Row(
            long line, List<String> fields, @Nullable String defect) {
        public Row(long line, List<String> fields) {
            this(line, fields, null);
        }

        public boolean isBlank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    private CsvRows(CountingInputStream bytes, SpacedQuotes quotes, CsvReader<CsvRecord> reader, long headerLine) {
        this.bytes = bytes;
        this.quotes = quotes;
        this.reader = reader;
        this.records = reader.iterator();
        this.headerLine = headerLine;
    }

    public static CsvRows open(Path file, CsvFormat format) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        ByteOrderMark.skip(in);
        var bytes = new CountingInputStream(in);
        var characters = new InputStreamReader(
                bytes,
                format.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        var quotes = new SpacedQuotes(characters, format.delimiter());
        return new CsvRows(bytes, quotes, reader(quotes, format.delimiter()), format.headerLine());
    }

    static CsvReader<CsvRecord> reader(Reader characters, char delimiter) {
        return reader(new SpacedQuotes(characters, delimiter), delimiter);
    }

    /** As tolerant as can be: a row with a slip is a finding, and no reason to refuse all the others. */
    @SuppressWarnings("removal") // there is nothing else yet that reads on after a stray character
    private static CsvReader<CsvRecord> reader(SpacedQuotes quotes, char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(ROW_CHARACTERS)
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(MOST_FIELDS)
                                .maxFieldSize(FIELD_CHARACTERS)
                                .maxRecordSize(ROW_CHARACTERS)),
                        quotes);
    }

    @Override
    public @Nullable Row next() {
        try {
            while (records.hasNext()) {
                CsvRecord found = records.next();
                var row = new Row(found.getStartingLineNumber(), found.getFields(), defect(found.getFields()));
                if (row.line() > headerLine && !row.isBlank()) {
                    return row;
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw tooLarge(e);
        }
    }

    /** A quotation mark that nothing closes takes all that follows into one field. */
    private @Nullable String defect(List<String> fields) {
        String last = fields.getLast();
        boolean hasSwallowed = last.indexOf('\n') >= 0 || last.indexOf('\r') >= 0;
        return hasSwallowed && !records.hasNext() && quotes.endsQuoted()
                ? "has a quotation mark that is not closed, so that the rows behind it are part of it"
                : null;
    }

    private static CsvException tooLarge(CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new CsvException("The file cannot be read to its end: a field is larger than " + FIELD_CHARACTERS
                + " characters, or a row has more than " + MOST_FIELDS
                + " fields. Is a quotation mark not closed? (" + cause.getMessage() + ")");
    }

    @Override
    public long bytesRead() {
        return bytes.count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class CountingInputStream extends FilterInputStream {
        private long count;

        CountingInputStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
