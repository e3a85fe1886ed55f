package brisk.imports.xlsx;

import brisk.imports.csv.CsvException;
import brisk.imports.csv.CsvFormat;
import brisk.imports.csv.CsvRows.Row;
import brisk.imports.csv.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a spreadsheet as texts: those of its first visible sheet that has any, and of those behind it that begin
 * with the same column names, because a sheet ends at 1,048,576 rows. A line is the number of the row that programs show,
 * counted on from sheet to sheet.
 */
public final class XlsxRows implements Rows {
    static final int FIELD_CHARACTERS = 1 << 20;
    private static final int ROW_CHARACTERS = 1 << 21;
    private static final int MOST_FIELDS = 5_000;
    private static final int MOST_ROWS_OF_A_SHEET = 1_048_576;
    private static final int SAMPLE_ROWS = 100;

    private final XlsxFile file;
    private final long fileBytes;
    private final long headerLine;
    private final List<XlsxFile.Sheet> sheets;
    private final List<String> remarks = new ArrayList<>();
    private int sheet = -1;
    private @Nullable BoundedStream bytes;
    private @Nullable Xml xml;
    private long line;
    private boolean isFirstOfSheet;
    private @Nullable List<String> firstOfAll;
    private long bytesOfSheetsBefore;

    private XlsxRows(XlsxFile file, long fileBytes, long headerLine) {
        this.file = file;
        this.fileBytes = fileBytes;
        this.headerLine = headerLine;
        this.sheets = file.sheets();
    }

    /** Whether a file is packed as spreadsheets are; whether it is one, is found out by opening it. */
    public static boolean areIn(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(4), new byte[] {'P', 'K', 3, 4});
        }
    }

    /** @throws CsvException where it is no table at all */
    public static CsvFormat detect(Path file) throws IOException {
        try (XlsxRows rows = open(file, 0)) {
            List<Row> sample = new ArrayList<>();
            for (Row row = rows.next(); row != null && sample.size() < SAMPLE_ROWS; row = rows.next()) {
                sample.add(row);
            }
            return CsvFormat.ofTable(sample);
        }
    }

    public static XlsxRows open(Path file, CsvFormat format) throws IOException {
        return open(file, format.headerLine());
    }

    private static XlsxRows open(Path file, long headerLine) throws IOException {
        try {
            return new XlsxRows(new XlsxFile(file), Files.size(file), headerLine);
        } catch (XMLStreamException e) {
            throw damaged(e);
        }
    }

    private static CsvException damaged(XMLStreamException e) {
        // What is wrong was said further inside, where it was noticed.
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CsvException said) {
                return said;
            }
        }
        return new CsvException("The spreadsheet is damaged and cannot be read to its end.");
    }

    @Override
    public @Nullable Row next() {
        try {
            while (true) {
                Row row = nextOfSheet();
                if (row == null) {
                    if (!openNextSheet()) {
                        return null;
                    }
                } else if (!row.isBlank() && isWanted(row) && row.line() > headerLine) {
                    return row;
                }
            }
        } catch (XMLStreamException e) {
            throw damaged(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A further sheet goes on with the first one's table where it begins as that one does. */
    private boolean isWanted(Row row) throws IOException {
        if (!isFirstOfSheet) {
            return true;
        }
        isFirstOfSheet = false;
        if (firstOfAll == null) {
            firstOfAll = row.fields();
            return true;
        }
        if (!firstOfAll.equals(row.fields())) {
            remarks.add("The sheet '" + sheets.get(sheet).name()
                    + "' was not read: it does not begin with the same columns.");
            leaveSheet();
        }
        return false;
    }

    private boolean openNextSheet() throws IOException, XMLStreamException {
        leaveSheet();
        if (++sheet >= sheets.size()) {
            return false;
        }
        bytes = file.open(sheets.get(sheet).path());
        xml = bytes == null ? null : new Xml(bytes);
        isFirstOfSheet = true;
        line = firstOfAll == null ? 0 : (line / MOST_ROWS_OF_A_SHEET + 1) * MOST_ROWS_OF_A_SHEET;
        return true;
    }

    private void leaveSheet() throws IOException {
        if (xml != null) {
            bytesOfSheetsBefore += file.unpackedBytes(sheets.get(sheet).path());
            xml.close();
        }
        xml = null;
        bytes = null;
    }

    private @Nullable Row nextOfSheet() throws XMLStreamException, IOException {
        if (xml == null || !xml.next("row")) {
            return null;
        }
        String number = xml.attribute("r");
        long base = line / MOST_ROWS_OF_A_SHEET * MOST_ROWS_OF_A_SHEET;
        line = number == null ? line + 1 : Math.max(line + 1, base + rowNumber(number));
        List<String> cells = new ArrayList<>();
        int characters = 0;
        String element;
        while ((element = xml.nextWithin("row")) != null) {
            if (element.equals("c")) {
                int column = column(xml.attribute("r"), cells.size());
                while (cells.size() <= column) {
                    cells.add("");
                }
                String text = new XlsxCell(file, xml).text();
                characters += text.length();
                if (characters > ROW_CHARACTERS) {
                    throw new CsvException("The file cannot be read to its end: row " + line + " has more than "
                            + ROW_CHARACTERS + " characters.");
                }
                cells.set(column, text);
            }
        }
        return new Row(line, cells);
    }

    private static long rowNumber(String number) {
        try {
            return Math.clamp(Long.parseLong(number), 1, MOST_ROWS_OF_A_SHEET);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /** "C7" is the third column, 2; a cell that does not say where it is stands beside the one before. */
    private static int column(@Nullable String reference, int otherwise) {
        int column = 0;
        int letters = 0;
        while (reference != null && letters < reference.length() && letters < 4) {
            char c = reference.charAt(letters);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + (c - 'A' + 1);
            letters++;
        }
        int found = letters == 0 ? otherwise : column - 1;
        if (found >= MOST_FIELDS) {
            throw new CsvException("The spreadsheet has more than " + MOST_FIELDS + " columns.");
        }
        return found;
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public long bytesRead() {
        long all = 1;
        for (XlsxFile.Sheet each : sheets) {
            all += file.unpackedBytes(each.path());
        }
        long read = bytesOfSheetsBefore + (bytes == null ? 0 : bytes.count());
        return (long) (fileBytes * Math.min(1.0, (double) read / all));
    }

    @Override
    public void close() throws IOException {
        leaveSheet();
        file.close();
    }
}
