package brisk.imports.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out how a file is encoded, what separates its fields, and which line names its columns. */
final class FormatDetection {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final int SAMPLE_CHARACTERS = 1 << 16;
    private static final int SAMPLE_ROWS = 100;
    private static final int MOST_LINES_BEFORE_HEADER = 30;

    /** A header has names in at least this part of its columns; a note above it has not. */
    private static final double HEADER_SHARE = 0.6;

    /** Excel writes it, and reads it, as a first line. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\\A\"?sep=(.)\"?\\R");

    private static final Pattern VALUE = Pattern.compile("\\S+@\\S+\\.\\S+|[+(]?[0-9][0-9 ()./-]{6,}");

    /** What a sample looks like when it is read with one delimiter. */
    private record Candidate(char delimiter, List<CsvRows.Row> rows, int width, double share) {
        boolean isTable() {
            return width > 1;
        }

        boolean betterThan(Candidate other) {
            return share > other.share || (share == other.share && width > other.width);
        }
    }

    private FormatDetection() {}

    static CsvFormat detect(Path file) throws IOException {
        refuseOtherFormats(file);
        Charset charset = charset(file);
        String sample = sample(file, charset);
        boolean isWhole = sample.length() < SAMPLE_CHARACTERS;
        Candidate best = delimiter(sample, isWhole);
        return header(charset, best);
    }

    /** Of rows that are told apart already; as text they would be this. */
    static CsvFormat ofTable(List<CsvRows.Row> rows) {
        return header(StandardCharsets.UTF_8, candidate(',', rows));
    }

    private static void refuseOtherFormats(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(4_096);
        }
        if (start.length == 0) {
            throw new CsvException("The file is empty.");
        }
        String magic = new String(start, 0, Math.min(4, start.length), StandardCharsets.ISO_8859_1);
        if (magic.equals("\u00D0\u00CF\u0011\u00E0")) {
            throw new CsvException(
                    "This is a spreadsheet of the old kind (.xls); save it as .xlsx or CSV and send that.");
        }
        if (magic.equals("PK\3\4")) {
            throw new CsvException(
                    "This is a spreadsheet or another packed file; save its table as CSV and send that.");
        }
        boolean isBinary = ByteOrderMark.charset(start) == null
                && new String(start, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0;
        if (isBinary || magic.equals("%PDF")) {
            throw new CsvException("This is no text file; export the rows as CSV and send that.");
        }
    }

    /** UTF-8 where every byte of the file is valid in it, else what Windows programs of western countries write. */
    private static Charset charset(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(4);
            Charset marked = ByteOrderMark.charset(in.readNBytes(3));
            in.reset();
            if (marked != null) {
                return marked;
            }
            return isUtf8(in) ? StandardCharsets.UTF_8 : WINDOWS;
        }
    }

    private static boolean isUtf8(InputStream in) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer characters = CharBuffer.allocate(1 << 16);
        boolean isEnd = false;
        while (!isEnd) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            isEnd = read < 0;
            bytes.position(bytes.position() + Math.max(0, read)).flip();
            CoderResult result = decoder.decode(bytes, characters.clear(), isEnd);
            if (result.isError()) {
                return false;
            }
            bytes.compact();
        }
        return true;
    }

    private static String sample(Path file, Charset charset) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ByteOrderMark.skip(in);
            var reader = new InputStreamReader(in, charset);
            var text = new char[SAMPLE_CHARACTERS];
            int length = 0;
            int read;
            while (length < text.length && (read = reader.read(text, length, text.length - length)) > 0) {
                length += read;
            }
            return new String(text, 0, length);
        }
    }

    private static Candidate delimiter(String sample, boolean isWhole) {
        Matcher named = SEPARATOR_LINE.matcher(sample);
        if (named.find()) {
            return candidate(sample, named.group(1).charAt(0), isWhole);
        }
        Candidate best = candidate(sample, DELIMITERS.getFirst(), isWhole);
        for (char delimiter : DELIMITERS.subList(1, DELIMITERS.size())) {
            Candidate other = candidate(sample, delimiter, isWhole);
            if (other.isTable() && (!best.isTable() || other.betterThan(best))) {
                best = other;
            }
        }
        return best;
    }

    private static Candidate candidate(String sample, char delimiter, boolean isWhole) {
        List<CsvRows.Row> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvRows.reader(new StringReader(sample), delimiter)) {
            for (CsvRecord found : reader) {
                var row = new CsvRows.Row(found.getStartingLineNumber(), found.getFields());
                if (!row.isBlank()) {
                    rows.add(row);
                }
                if (rows.size() == SAMPLE_ROWS) {
                    break;
                }
            }
        } catch (IOException | CsvParseException e) {
            // what was read until then is what there is to judge by
        }
        if (!isWhole && rows.size() > 1 && rows.size() < SAMPLE_ROWS) {
            rows.removeLast(); // cut off in its middle
        }
        return candidate(delimiter, rows);
    }

    private static Candidate candidate(char delimiter, List<CsvRows.Row> rows) {
        Map<Integer, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.fields().size(), 1, Integer::sum));
        int width = 1;
        for (var entry : counts.entrySet()) {
            int most = counts.getOrDefault(width, 0);
            if (entry.getValue() > most || (entry.getValue() == most && entry.getKey() > width)) {
                width = entry.getKey();
            }
        }
        return new Candidate(delimiter, rows, width, counts.getOrDefault(width, 0) / (double) Math.max(1, rows.size()));
    }

    /** The first row that fills most of the columns; notes and titles above it do not. */
    private static CsvFormat header(Charset charset, Candidate candidate) {
        if (candidate.rows.isEmpty()) {
            throw new CsvException("The file has no rows.");
        }
        long needed = candidate.width == 1 ? 1 : Math.max(2, Math.round(candidate.width * HEADER_SHARE));
        CsvRows.Row header = candidate.rows.stream()
                .limit(MOST_LINES_BEFORE_HEADER)
                .filter(row -> row.fields().stream().filter(f -> !f.isBlank()).count() >= needed)
                .findFirst()
                .orElse(candidate.rows.getFirst());
        boolean isData =
                header.fields().stream().anyMatch(f -> VALUE.matcher(f.strip()).matches());
        List<String> names = new ArrayList<>(isData ? List.of() : header.fields());
        while (names.size() < Math.max(candidate.width, header.fields().size())) {
            names.add("");
        }
        return CsvFormat.of(charset, candidate.delimiter, isData ? header.line() - 1 : header.line(), names);
    }
}
