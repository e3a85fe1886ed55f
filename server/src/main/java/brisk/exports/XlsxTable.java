package brisk.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook whose rows leave as they come. Texts are texts there, whatever they begin with: no program runs them. A sheet
 * that is full is followed by another one with the same columns.
 */
final class XlsxTable implements TableWriter {
    static final int ROWS_OF_A_SHEET = Worksheet.MAX_ROWS;

    /** The most that a cell can have. */
    private static final int CELL_CHARACTERS = 32_767;

    private static final Pattern UNWRITABLE =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)");

    private final Workbook book;
    private final String title;
    private final int rowsOfASheet;
    private List<String> labels = List.of();
    private @Nullable Worksheet sheet;
    private int sheets;
    private int row;

    XlsxTable(OutputStream out, String title, int rowsOfASheet) {
        // What it writes at its end has to be ended here, and not by closing a stream of somebody else.
        this.book = new Workbook(out, "Brisk", "1.0");
        this.title = title;
        this.rowsOfASheet = rowsOfASheet;
    }

    @Override
    public void head(List<String> all) throws IOException {
        labels = List.copyOf(all);
        nextSheet();
    }

    private Worksheet nextSheet() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheets++;
        Worksheet fresh = book.newWorksheet(sheets == 1 ? title : title + " " + sheets);
        fresh.freezePane(0, 1);
        for (int i = 0; i < labels.size(); i++) {
            fresh.inlineString(0, i, written(labels.get(i)));
            fresh.style(0, i).bold().set();
        }
        row = 1;
        sheet = fresh;
        return fresh;
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        Worksheet to = sheet == null || row == rowsOfASheet ? nextSheet() : sheet;
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case null -> {}
                case BigDecimal number -> to.value(row, i, number);
                case Boolean flag -> to.value(row, i, flag);
                case LocalDate day -> {
                    to.value(row, i, day);
                    to.style(row, i).format("yyyy-mm-dd").set();
                }
                case OffsetDateTime time -> {
                    to.value(row, i, time.toLocalDateTime());
                    to.style(row, i).format("yyyy-mm-dd hh:mm:ss").set();
                }
                case List<?> list -> text(to, i, TableWriter.joined(list));
                case Object other -> text(to, i, other.toString());
            }
        }
        row++;
    }

    private void text(Worksheet to, int column, String text) {
        if (!text.isEmpty()) {
            to.inlineString(row, column, written(TableWriter.marked(text)));
        }
    }

    /** Characters that XML cannot have stand as _x0007_, and so does what looks like one of these. */
    private static String written(String text) {
        String cut = text.length() <= CELL_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, CELL_CHARACTERS - 1)));
        Matcher unwritable = UNWRITABLE.matcher(cut);
        return unwritable.find()
                ? unwritable.replaceAll(found -> Matcher.quoteReplacement(String.format(
                        java.util.Locale.ROOT, "_x%04X_", (int) found.group().charAt(0))))
                : cut;
    }

    @Override
    public void flush() throws IOException {
        if (sheet != null) {
            sheet.flush();
        }
    }

    @Override
    public void end() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        book.finish();
    }
}
