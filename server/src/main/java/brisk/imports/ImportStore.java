package brisk.imports;

import brisk.imports.ImportSettings.User;
import brisk.imports.csv.CsvFormat;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.records.Listing;
import brisk.platform.records.RecordTable;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of imports: what they are, and how far. Reads by a caller see their own, or all of the workspace for managers. */
final class ImportStore {
    private static final int MOST_WAITING = 50;
    private static final String VISIBLE = "i.workspace_id = :workspaceId AND (i.user_id = :userId OR :manages)";

    private final Database database;
    private final Clock clock;

    ImportStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A file that was received and understood. */
    record Uploaded(
            String target,
            String fileName,
            long fileBytes,
            String fileType,
            CsvFormat format,
            List<String> fields,
            List<List<String>> preview) {}

    /** The imports of a workspace: those who look at them learn of new ones, and of their ends. */
    static Topic all(UUID workspaceId) {
        return Topic.all(workspaceId, "imports");
    }

    UUID create(Handle handle, Caller caller, Uploaded file, String state) {
        int waiting = handle.createQuery("""
                SELECT count(*) FROM import_jobs
                WHERE workspace_id = :workspaceId AND state IN ('uploaded', 'queued', 'running')
                """)
                .bind("workspaceId", caller.workspaceId())
                .mapTo(Integer.class)
                .one();
        if (waiting >= MOST_WAITING) {
            throw Problem.tooMany(60, "There are " + waiting + " imports waiting already; start or cancel some first.");
        }
        return handle.createQuery("""
                INSERT INTO import_jobs (workspace_id, user_id, target, file_name, file_bytes, file_type, state, charset, delimiter,
                    header_line, headers, fields, preview, created_at)
                VALUES (:workspaceId, :userId, :target, :fileName, :fileBytes, :fileType, :state, :charset, :delimiter,
                    :headerLine, :headers, :fields, CAST(:preview AS jsonb), :now)
                RETURNING id
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("userId", caller.userId())
                .bind("target", file.target())
                .bind("fileName", file.fileName())
                .bind("fileBytes", file.fileBytes())
                .bind("fileType", file.fileType())
                .bind("state", state)
                .bind("charset", file.format().charset().name())
                .bind("delimiter", String.valueOf(file.format().delimiter()))
                .bind("headerLine", file.format().headerLine())
                .bind("headers", file.format().headers().toArray(String[]::new))
                .bind("fields", file.fields().toArray(String[]::new))
                .bind("preview", new String(Json.bytes(file.preview()), StandardCharsets.UTF_8))
                .bind("now", RecordTable.utc(clock.instant()))
                .mapTo(UUID.class)
                .one();
    }

    /** What a caller may see, to act on it. */
    ImportJob find(Handle handle, Caller caller, UUID id) {
        return handle.createQuery("SELECT i.* FROM import_jobs i WHERE " + VISIBLE + " AND i.id = :id")
                .bind("workspaceId", caller.workspaceId())
                .bind("userId", caller.userId())
                .bind("manages", caller.may(Permission.MANAGE))
                .bind("id", id)
                .map((rows, context) -> job(rows))
                .findOne()
                .orElseThrow(() -> Problem.notFound("The import"));
    }

    private static ImportJob job(ResultSet rows) throws SQLException {
        var format = new CsvFormat(
                Charset.forName(rows.getString("charset")),
                rows.getString("delimiter").charAt(0),
                rows.getLong("header_line"),
                texts(rows.getArray("headers")));
        return new ImportJob(
                rows.getObject("workspace_id", UUID.class),
                rows.getObject("id", UUID.class),
                rows.getString("target"),
                rows.getString("file_name"),
                format,
                texts(rows.getArray("fields")),
                rows.getLong("file_bytes"),
                rows.getString("state"),
                rows.getInt("attempts"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** One import with its columns and first rows. */
    byte[] json(Handle handle, Caller caller, UUID id) {
        return handle.createQuery("SELECT " + ImportJob.COLUMNS.sql()
                        + ", i.headers, i.fields, i.preview, i.file_type, i.charset,"
                        + " i.delimiter, i.header_line FROM import_jobs i WHERE " + VISIBLE + " AND i.id = :id")
                .bind("workspaceId", caller.workspaceId())
                .bind("userId", caller.userId())
                .bind("manages", caller.may(Permission.MANAGE))
                .bind("id", id)
                .map((rows, context) -> json(rows))
                .findOne()
                .orElseThrow(() -> Problem.notFound("The import"));
    }

    private static byte[] json(ResultSet rows) throws SQLException {
        List<String> headers = texts(rows.getArray("headers"));
        List<String> fields = texts(rows.getArray("fields"));
        return Json.write(json -> {
            json.writeStartObject();
            ImportJob.COLUMNS.writeMembers(json, rows, 1);
            json.writeName("mapping");
            json.writeStartObject();
            for (int i = 0; i < headers.size(); i++) {
                json.writeStringProperty(headers.get(i), fields.get(i));
            }
            json.writeEndObject();
            json.writeName("preview");
            json.writeStartObject();
            json.writeStringProperty("fileType", rows.getString("file_type"));
            json.writeStringProperty("charset", rows.getString("charset"));
            json.writeStringProperty("delimiter", rows.getString("delimiter"));
            json.writeName("headerLine");
            json.writeNumber(rows.getLong("header_line"));
            json.writeName("headers");
            json.writeStartArray();
            headers.forEach(json::writeString);
            json.writeEndArray();
            json.writeName("rows");
            json.writeRawValue(rows.getString("preview"));
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    byte[] page(Handle handle, Caller caller, Query query) {
        var listing = new Listing(query, ImportJob.COLUMNS, "i", "-created", ImportJob.SORTS, caller)
                .where("i.state = :state", "state", query.oneOf("state", ImportJob.STATES))
                .where("i.target = :target", "target", query.text("target"));
        if (!caller.may(Permission.MANAGE)) {
            listing.where("i.user_id = :userId", "userId", caller.userId());
        }
        return listing.run(handle, "import_jobs i", "import_jobs i");
    }

    /** How far an import is, for those who watch it. */
    record Progress(
            String state,
            long bytesRead,
            long bytesTotal,
            long rowsRead,
            long rowsSaved,
            @Nullable Long elapsedMillis) {}

    Progress progress(Trace trace, Caller caller, UUID id) {
        return database.read(
                trace,
                handle -> handle.createQuery("""
                SELECT i.state, i.bytes_read, i.file_bytes, i.rows_read, i.rows_saved,
                       (extract(epoch FROM :now - i.started_at) * 1000)::bigint AS elapsed_millis
                FROM import_jobs i WHERE %s AND i.id = :id
                """.formatted(VISIBLE))
                        .bind("workspaceId", caller.workspaceId())
                        .bind("userId", caller.userId())
                        .bind("manages", caller.may(Permission.MANAGE))
                        .bind("id", id)
                        .bind("now", RecordTable.utc(clock.instant()))
                        .map((rows, context) -> new Progress(
                                rows.getString(1),
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getLong(5),
                                rows.getObject(6, Long.class)))
                        .findOne()
                        .orElseThrow(() -> Problem.notFound("The import")));
    }

    /** Sends it on its way, once. */
    void queue(Handle handle, ImportJob job, List<String> fields) {
        int queued = handle.createUpdate("""
                UPDATE import_jobs SET state = 'queued', fields = :fields
                WHERE workspace_id = :workspaceId AND id = :id AND state = 'uploaded'
                """)
                .bind("fields", fields.toArray(String[]::new))
                .bind("workspaceId", job.workspaceId())
                .bind("id", job.id())
                .execute();
        if (queued == 0) {
            boolean isCancelled = job.state().equals("cancelled");
            throw Problem.conflict(
                    isCancelled
                            ? "This import was cancelled; send the file again."
                            : "This import was started already.",
                    Map.of("state", job.state()));
        }
    }

    void cancel(Handle handle, ImportJob job) {
        String state = handle.createQuery("""
                WITH cancelled AS (
                    UPDATE import_jobs SET state = 'cancelled', finished_at = :now, rows_read = 0, bytes_read = 0, rows_saved = 0
                    WHERE workspace_id = :workspaceId AND id = :id AND state IN ('uploaded', 'queued', 'running')
                      AND finished_at IS NULL
                    RETURNING state
                )
                SELECT state FROM cancelled
                UNION ALL
                SELECT state FROM import_jobs
                WHERE workspace_id = :workspaceId AND id = :id AND NOT EXISTS (SELECT FROM cancelled)
                """)
                .bind("workspaceId", job.workspaceId())
                .bind("id", job.id())
                .bind("now", RecordTable.utc(clock.instant()))
                .mapTo(String.class)
                .one();
        if (!state.equals("cancelled")) {
            throw Problem.conflict("This import has ended; it can no longer be cancelled.", Map.of());
        }
    }

    // For the runner, which works for a workspace and not for a caller.

    Optional<ImportJob> find(UUID workspaceId, UUID id) {
        return database.read(
                new Trace(),
                handle -> handle.createQuery("""
                        SELECT * FROM import_jobs
                        WHERE workspace_id = :workspaceId AND id = :id AND state IN ('queued', 'running')
                        """)
                        .bind("workspaceId", workspaceId)
                        .bind("id", id)
                        .map((rows, context) -> job(rows))
                        .findOne());
    }

    ImportSettings settings(ImportJob job) {
        return database.read(new Trace(), handle -> {
            List<User> users = handle.createQuery(
                            "SELECT id, name, email FROM users WHERE workspace_id = :workspaceId AND active")
                    .bind("workspaceId", job.workspaceId())
                    .map((rows, context) ->
                            new User(rows.getObject(1, UUID.class), rows.getString(2), rows.getString(3)))
                    .list();
            return handle.createQuery("""
                    SELECT w.default_region, w.time_zone, u.id, u.role, u.branch
                    FROM workspaces w
                    JOIN import_jobs i ON i.workspace_id = w.id AND i.id = :id
                    JOIN users u ON u.workspace_id = i.workspace_id AND u.id = i.user_id
                    WHERE w.id = :workspaceId
                    """)
                    .bind("workspaceId", job.workspaceId())
                    .bind("id", job.id())
                    .map((rows, context) -> new ImportSettings(
                            job.format().headers(),
                            job.fields(),
                            rows.getString(1),
                            ZoneId.of(rows.getString(2)),
                            new ImportContext.Sender(
                                    rows.getObject(3, UUID.class), Role.of(rows.getString(4)), rows.getString(5)),
                            users))
                    .one();
        });
    }

    /** @return false where it was cancelled */
    boolean begin(ImportJob job) {
        return change(job, """
                UPDATE import_jobs SET state = 'running', started_at = :now, attempts = attempts + 1,
                    bytes_read = 0, rows_read = 0, rows_saved = 0
                WHERE workspace_id = :workspaceId AND id = :id AND state IN ('queued', 'running')
                """);
    }

    /** An import that the end of the server interrupts did not fail: it begins again at the next start. */
    void interrupted(ImportJob job) {
        change(job, """
                UPDATE import_jobs SET state = 'queued', attempts = attempts - 1
                WHERE workspace_id = :workspaceId AND id = :id AND state = 'running'
                """);
    }

    private boolean change(ImportJob job, String sql) {
        return database.read(
                new Trace(),
                handle -> handle.createUpdate(sql)
                                .bind("workspaceId", job.workspaceId())
                                .bind("id", job.id())
                                .bind("now", RecordTable.utc(clock.instant()))
                                .execute()
                        == 1);
    }

    /** @return false where it was cancelled */
    boolean advance(ImportJob job, long bytesRead, long rowsRead, long rowsSaved) {
        return database.read(
                new Trace(),
                handle -> handle.createUpdate("""
                UPDATE import_jobs SET bytes_read = :bytesRead, rows_read = :rowsRead, rows_saved = :rowsSaved
                WHERE workspace_id = :workspaceId AND id = :id AND state = 'running'
                """)
                                .bind("bytesRead", bytesRead)
                                .bind("rowsRead", rowsRead)
                                .bind("rowsSaved", rowsSaved)
                                .bind("workspaceId", job.workspaceId())
                                .bind("id", job.id())
                                .execute()
                        == 1);
    }

    void fail(ImportJob job, String error) {
        database.writeStatement(new Trace(), (handle, changes) -> {
            changes.touch(all(job.workspaceId()));
            return handle.createUpdate("""
                    UPDATE import_jobs SET state = 'failed', error = :error, finished_at = :now, rows_saved = 0
                    WHERE workspace_id = :workspaceId AND id = :id AND state IN ('queued', 'running')
                    """)
                    .bind("error", error)
                    .bind("workspaceId", job.workspaceId())
                    .bind("id", job.id())
                    .bind("now", RecordTable.utc(clock.instant()))
                    .execute();
        });
    }

    /** Files that nobody started an import of. */
    void cancelUploadedBefore(Duration age) {
        database.read(
                new Trace(),
                handle -> handle.createUpdate("""
                UPDATE import_jobs SET state = 'cancelled', finished_at = :now
                WHERE state = 'uploaded' AND created_at < :before -- every workspace
                """)
                        .bind("now", RecordTable.utc(clock.instant()))
                        .bind("before", RecordTable.utc(clock.instant().minus(age)))
                        .execute());
    }

    /** Imports that still need their files. */
    Set<UUID> unfinished() {
        return database.read(
                new Trace(), handle -> handle.createQuery("""
                SELECT id FROM import_jobs
                WHERE state IN ('uploaded', 'queued', 'running') -- every workspace
                """).mapTo(UUID.class).set());
    }

    void deleteOlderThan(Duration age) {
        database.read(
                new Trace(),
                handle -> handle.createUpdate("""
                DELETE FROM import_jobs WHERE finished_at < :before -- every workspace
                """)
                        .bind("before", RecordTable.utc(clock.instant().minus(age)))
                        .execute());
    }
}
