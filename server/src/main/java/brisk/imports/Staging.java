package brisk.imports;

import brisk.imports.csv.CsvRows;
import brisk.imports.csv.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Brings the rows of a file into the temporary table {@code staged}, normalised, at the pace of the database. */
final class Staging {
    /** So many rows are saved with one statement; between statements an import can be cancelled. */
    static final int ROWS_AT_ONCE = 10_000;

    /** The first step is a short one, after which the planner learns of what the file brings. */
    static final int FIRST_ROWS = 500;

    private static final int TOLD_EVERY_ROWS = 256;

    private Staging() {}

    /**
     * @param steps the last line of every so many rows
     * @param remarks what was assumed of whole columns, for a person
     */
    record Staged(long rows, List<Long> steps, List<String> remarks) {}

    @FunctionalInterface
    interface Watcher {
        void read(long bytes, long rows);
    }

    static Staged fill(
            Handle handle, ImportJob job, ImportTarget target, ImportSettings settings, Path file, Watcher watcher)
            throws SQLException, IOException {
        ColumnHabits habits;
        try (Rows rows = TableFile.open(file, job.format())) {
            habits = ColumnHabits.of(rows, target, settings, count -> watcher.read(0, 0));
        }
        handle.execute(
                "CREATE TEMPORARY TABLE staged (line bigint NOT NULL, rejection text, warning text, content text NOT NULL, "
                        + target.stagedColumns() + ") ON COMMIT DROP");
        CopyIn copy = handle.getConnection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY staged (" + target.filledColumns() + ", line, rejection, warning, content) FROM STDIN");
        Staged staged;
        try (Rows rows = TableFile.open(file, job.format())) {
            staged = copy(rows, new CopyLine(copy), job, target, settings, habits, watcher);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        handle.execute("CREATE INDEX ON staged (line)");
        handle.execute("ANALYZE staged");
        return staged;
    }

    private static Staged copy(
            Rows rows,
            CopyLine line,
            ImportJob job,
            ImportTarget target,
            ImportSettings settings,
            ColumnHabits habits,
            Watcher watcher) {
        int filled = target.filledColumns().split(",").length;
        int columns = job.format().headers().size();
        List<Long> steps = new ArrayList<>();
        long count = 0;
        long lastLine = 0;
        for (CsvRows.Row found = rows.next(); found != null; found = rows.next()) {
            var row = new ImportRow(settings, habits, found.fields());
            String broken = found.defect() == null ? surplus(found, columns) : found.defect();
            if (broken == null) {
                target.stage(row, line);
            } else {
                row.reject(broken);
            }
            if (row.rejection() != null) {
                line.blank(filled);
            }
            line.number(found.line())
                    .text(row.rejection())
                    .text(row.warning())
                    .text(CellValues.arrayJson(found.fields()))
                    .end();
            count++;
            lastLine = found.line();
            if (count % ROWS_AT_ONCE == 0 || count == FIRST_ROWS) {
                steps.add(lastLine);
            }
            if (count % TOLD_EVERY_ROWS == 0) {
                watcher.read(rows.bytesRead(), count);
            }
        }
        line.flush();
        if (steps.isEmpty() || steps.getLast() < lastLine) {
            steps.add(lastLine);
        }
        watcher.read(rows.bytesRead(), count);
        List<String> remarks = new ArrayList<>(rows.remarks());
        remarks.addAll(habits.remarks(job.format().headers()));
        remarks.addAll(settings.remarks());
        return new Staged(count, steps, remarks);
    }

    /** Too few fields are empty ones; fields beyond the header have no meaning, so they must be empty. */
    private static @Nullable String surplus(CsvRows.Row row, int columns) {
        List<String> fields = row.fields();
        for (int i = columns; i < fields.size(); i++) {
            if (!fields.get(i).isBlank()) {
                return "has " + fields.size() + " fields, but there are " + columns
                        + " columns; is a delimiter or a quotation mark missing?";
            }
        }
        return null;
    }
}
