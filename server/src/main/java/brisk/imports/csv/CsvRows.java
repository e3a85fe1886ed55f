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
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final long headerLine;

    /** @param line where the row begins; the file's first line is 1 */
    public record Row(long line, List<String> fields) {
        public boolean isBlank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    private CsvRows(CountingInputStream bytes, CsvReader<CsvRecord> reader, long headerLine) {
        this.bytes = bytes;
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
        return new CsvRows(bytes, reader(characters, format.delimiter()), format.headerLine());
    }

    /** As tolerant as can be: a row with a slip is a finding, and no reason to refuse all the others. */
    @SuppressWarnings("removal") // there is nothing else yet that reads on after a stray character
    static CsvReader<CsvRecord> reader(Reader characters, char delimiter) {
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
                        new SpacedQuotes(characters, delimiter));
    }

    @Override
    public @Nullable Row next() {
        try {
            while (records.hasNext()) {
                CsvRecord found = records.next();
                var row = new Row(found.getStartingLineNumber(), found.getFields());
                if (row.line() > headerLine && !row.isBlank()) {
                    return row;
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw tooLarge(e);
        }
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
