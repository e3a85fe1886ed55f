package brisk.imports.xlsx;

import brisk.imports.csv.CsvException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The parts of a spreadsheet file, and what they say of its sheets, dates and texts. */
final class XlsxFile implements Closeable {
    /** Twenty is usual for sheets, and the last hundred is for those that are nearly empty. */
    private static final long MOST_TIMES_LARGER = 200;

    private static final long UNPACKED_ALWAYS_BYTES = 64L << 20;
    private static final long UNPACKED_MOST_BYTES = 4L << 30;
    private static final int LONGEST_DIRECTORY_BYTES = 1 << 20;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT_BYTES = 0xFFFF;
    private static final int MOST_SHEETS = 1_000;
    private static final int MOST_STYLES = 65_536;

    /** A colour, a currency or a text in a number format says nothing about dates. */
    private static final Pattern NO_DATE_LETTERS =
            Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.|(?i)general");

    private static final Pattern DATE_LETTER = Pattern.compile("[yYmMdDhHsS]");

    private final ZipFile zip;
    private final Budget budget;
    private final List<Sheet> sheets = new ArrayList<>();
    private final Set<Integer> dateStyles = new TreeSet<>();
    private final SharedStrings texts;
    private boolean from1904;

    /** @param path of the part that has its rows */
    record Sheet(String name, String path) {}

    /** How much may still be unpacked: a file of a few kilobytes can pretend to hold gigabytes. */
    static final class Budget {
        private long bytes;

        Budget(long bytes) {
            this.bytes = bytes;
        }

        void take(int read) {
            bytes -= read;
            if (bytes < 0) {
                throw new CsvException(
                        "The spreadsheet unpacks to far more than its size; save it as CSV and send that.");
            }
        }
    }

    XlsxFile(Path file) throws IOException, XMLStreamException {
        requireSmallDirectory(file);
        this.budget = new Budget(
                Math.min(UNPACKED_MOST_BYTES, Math.max(UNPACKED_ALWAYS_BYTES, MOST_TIMES_LARGER * Files.size(file))));
        try {
            this.zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new CsvException("The spreadsheet is damaged and cannot be opened (" + e.getMessage() + ").");
        }
        try {
            BoundedStream shared = open("xl/sharedStrings.xml");
            this.texts = new SharedStrings(shared == null ? null : new Xml(shared));
            readSheets();
            readStyles();
        } catch (Throwable e) {
            zip.close();
            throw e;
        }
    }

    /** The list of its parts is read at once and as a whole; a spreadsheet has a few dozen of them. */
    private static void requireSmallDirectory(Path file) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(access.length(), END_BYTES + LONGEST_COMMENT_BYTES);
            var end = new byte[length];
            access.seek(access.length() - length);
            access.readFully(end);
            ByteBuffer bytes = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = length - END_BYTES; at >= 0; at--) {
                if (bytes.getInt(at) == 0x06054B50) {
                    long entries = Short.toUnsignedLong(bytes.getShort(at + 10));
                    long size = Integer.toUnsignedLong(bytes.getInt(at + 12));
                    long offset = Integer.toUnsignedLong(bytes.getInt(at + 16));
                    if (entries == 0xFFFF || size > LONGEST_DIRECTORY_BYTES || offset == 0xFFFF_FFFFL) {
                        throw new CsvException(
                                "The spreadsheet has more parts than any program makes; it is not read.");
                    }
                    return;
                }
            }
        }
        throw new CsvException("The spreadsheet is damaged: its end is missing.");
    }

    @Nullable
    BoundedStream open(String path) throws IOException {
        ZipEntry entry = zip.getEntry(path);
        if (entry == null) {
            return null;
        }
        InputStream in = zip.getInputStream(entry);
        return in == null ? null : new BoundedStream(in, budget);
    }

    /** As its directory says; only good for telling how far one is. */
    long unpackedBytes(String path) {
        ZipEntry entry = zip.getEntry(path);
        return entry == null ? 0 : Math.max(1, entry.getSize());
    }

    private void readSheets() throws IOException, XMLStreamException {
        Map<String, String> paths = new HashMap<>();
        try (Xml xml = required("xl/_rels/workbook.xml.rels")) {
            while (xml.next("Relationship") && paths.size() < MOST_SHEETS) {
                String target = String.valueOf(xml.attribute("Target"));
                paths.put(
                        String.valueOf(xml.attribute("Id")),
                        target.startsWith("/") ? target.substring(1) : "xl/" + target);
            }
        }
        try (Xml xml = required("xl/workbook.xml")) {
            String element;
            while ((element = xml.nextWithin("workbook")) != null && sheets.size() < MOST_SHEETS) {
                if (element.equals("workbookPr")) {
                    String value = xml.attribute("date1904");
                    from1904 = "1".equals(value) || "true".equals(value);
                } else if (element.equals("sheet")) {
                    String state = xml.attribute("state");
                    String path = paths.get(String.valueOf(xml.attribute("id")));
                    if (path != null && (state == null || state.equals("visible"))) {
                        sheets.add(new Sheet(String.valueOf(xml.attribute("name")), path));
                    }
                }
            }
        }
    }

    private Xml required(String path) throws IOException, XMLStreamException {
        BoundedStream in = open(path);
        if (in == null) {
            throw new CsvException(
                    "This is no spreadsheet that can be read (.xlsx); save the rows as CSV and send that.");
        }
        return new Xml(in);
    }

    private void readStyles() throws IOException, XMLStreamException {
        BoundedStream in = open("xl/styles.xml");
        if (in == null) {
            return;
        }
        Set<String> dateFormats = new TreeSet<>();
        try (var xml = new Xml(in)) {
            boolean isCellStyle = false;
            int style = 0;
            String element;
            while ((element = xml.nextWithin("styleSheet")) != null && style < MOST_STYLES) {
                switch (element) {
                    case "numFmt" -> {
                        String code = String.valueOf(xml.attribute("formatCode"));
                        if (dateFormats.size() < MOST_STYLES
                                && DATE_LETTER
                                        .matcher(NO_DATE_LETTERS.matcher(code).replaceAll(""))
                                        .find()) {
                            dateFormats.add(String.valueOf(xml.attribute("numFmtId")));
                        }
                    }
                    case "cellXfs" -> isCellStyle = true;
                    case "cellStyles", "dxfs", "tableStyles" -> isCellStyle = false;
                    case "xf" -> {
                        if (isCellStyle) {
                            String format = String.valueOf(xml.attribute("numFmtId"));
                            if (dateFormats.contains(format) || isBuiltInDate(format)) {
                                dateStyles.add(style);
                            }
                            style++;
                        }
                    }
                    default -> {}
                }
            }
        }
    }

    /** Formats that every program knows without being told (ECMA-376 part 1, 18.8.30). */
    private static boolean isBuiltInDate(String format) {
        if (format.length() > 3 || !format.chars().allMatch(Character::isDigit) || format.isEmpty()) {
            return false;
        }
        int id = Integer.parseInt(format);
        return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    }

    /** Those that people see. */
    List<Sheet> sheets() {
        return sheets;
    }

    boolean isDate(@Nullable String style) {
        return style != null
                && style.length() < 6
                && !style.isEmpty()
                && style.chars().allMatch(c -> c >= '0' && c <= '9')
                && dateStyles.contains(Integer.parseInt(style));
    }

    boolean from1904() {
        return from1904;
    }

    SharedStrings texts() {
        return texts;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
