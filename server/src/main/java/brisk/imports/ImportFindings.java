package brisk.imports;

import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.json;
import static brisk.platform.records.Column.text;

import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Json;
import brisk.platform.http.Query;
import brisk.platform.records.Columns;
import brisk.platform.records.Listing;
import brisk.platform.records.Sort;
import brisk.platform.security.Caller;
import brisk.platform.telemetry.Trace;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an import has to say about single rows: as JSON by the page, or as a file with the rows as they were. */
final class ImportFindings {
    static final List<String> PARAMETERS = Listing.parametersWithoutInclude("kind");

    private static final List<String> KINDS = List.of("rejected", "repeated", "shared_email", "warning", "assumed");
    private static final int ROWS_AT_ONCE = 2_000;

    private static final Columns COLUMNS = Columns.of(
            text("id", "f.id"),
            integer("line", "f.line"),
            text("kind", "f.kind"),
            text("reason", "f.reason"),
            json("values", "f.content"));

    private static final List<Sort> SORTS = List.of(Sort.by("line", "f.line", "bigint"));

    private record Finding(UUID id, long line, String kind, String reason, String content) {}

    private ImportFindings() {}

    static byte[] page(Handle handle, Caller caller, ImportJob job, Query query) {
        return new Listing(query, COLUMNS, "f", "line", SORTS, caller)
                .where("f.import_id = :importId", "importId", job.id())
                .where("f.kind = :kind", "kind", kind(query))
                .run(handle, "import_findings f", "import_findings f");
    }

    private static @Nullable String kind(Query query) {
        return query.text("kind") == null ? null : query.choice("kind", "", KINDS);
    }

    /** Read a portion at a time, so that a slow client holds no connection. */
    static Answer download(Database database, ImportJob job, Query query) {
        String kind = kind(query);
        return new Answer.Stream(
                "text/csv; charset=utf-8",
                Map.of("Content-Disposition", "attachment; filename=\"findings-" + job.id() + ".csv\""),
                out -> write(database, job, kind, out));
    }

    private static void write(Database database, ImportJob job, @Nullable String kind, OutputStream out)
            throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        // Excel takes a file without this mark for one in Windows-1252.
        writer.write('\uFEFF');
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
        List<String> header = new ArrayList<>(List.of("Import line", "Import finding", "Import reason"));
        job.format().headers().forEach(name -> header.add(harmless(name)));
        csv.writeRecord(header);
        long line = -1;
        UUID id = new UUID(0, 0);
        List<Finding> portion;
        do {
            portion = portion(database, job, kind, line, id);
            for (Finding finding : portion) {
                csv.writeRecord(row(finding));
                line = finding.line();
                id = finding.id();
            }
        } while (portion.size() == ROWS_AT_ONCE);
        csv.flush();
    }

    private static List<Finding> portion(Database database, ImportJob job, @Nullable String kind, long line, UUID id) {
        return database.read(
                new Trace(),
                handle -> handle.createQuery("""
                SELECT f.id, f.line, f.kind, f.reason, f.content FROM import_findings f
                WHERE f.workspace_id = :workspaceId AND f.import_id = :importId AND (f.line, f.id) > (:line, :id)
                  AND (CAST(:kind AS text) IS NULL OR f.kind = :kind)
                ORDER BY f.line, f.id
                LIMIT :limit
                """)
                        .bind("workspaceId", job.workspaceId())
                        .bind("importId", job.id())
                        .bind("line", line)
                        .bind("id", id)
                        .bind("kind", kind)
                        .bind("limit", ROWS_AT_ONCE)
                        .map((rows, context) -> new Finding(
                                rows.getObject(1, UUID.class),
                                rows.getLong(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5)))
                        .list());
    }

    private static List<String> row(Finding finding) {
        List<String> row =
                new ArrayList<>(List.of(Long.toString(finding.line()), finding.kind(), harmless(finding.reason())));
        for (JsonNode value : Json.tree(finding.content().getBytes(StandardCharsets.UTF_8))) {
            row.add(harmless(value.asString()));
        }
        return row;
    }

    /** A cell that begins like a formula would be run by the spreadsheet program that opens the file. */
    static String harmless(String cell) {
        boolean isRun = cell.length() > 1 && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 && !cell.equals("--");
        return isRun ? "'" + cell : cell;
    }
}
