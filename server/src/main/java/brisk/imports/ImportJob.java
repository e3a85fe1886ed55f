package brisk.imports;

import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.imports.csv.CsvFormat;
import brisk.platform.records.Columns;
import brisk.platform.records.Sort;
import java.util.List;
import java.util.UUID;

/** One import: a file, what its columns mean, and how far it is. */
record ImportJob(
        UUID workspaceId,
        UUID id,
        String target,
        String fileName,
        CsvFormat format,
        List<String> fields,
        long fileBytes,
        String state,
        int attempts) {
    static final String UPLOADED = "uploaded";
    static final String QUEUED = "queued";

    static final List<String> STATES = List.of(UPLOADED, QUEUED, "running", "done", "failed", "cancelled");

    static final Columns COLUMNS = Columns.of(
            text("id", "i.id"),
            text("target", "i.target"),
            text("fileName", "i.file_name"),
            integer("fileBytes", "i.file_bytes"),
            text("state", "i.state"),
            text("error", "i.error"),
            integer("bytesRead", "i.bytes_read"),
            integer("rowsRead", "i.rows_read"),
            integer("rowsSaved", "i.rows_saved"),
            integer("rowsCreated", "i.rows_created"),
            integer("rowsUpdated", "i.rows_updated"),
            integer("rowsUnchanged", "i.rows_unchanged"),
            integer("rowsRepeated", "i.rows_repeated"),
            integer("rowsRejected", "i.rows_rejected"),
            integer("rowsReported", "i.rows_reported"),
            text("userId", "i.user_id"),
            time("createdAt", "i.created_at"),
            time("startedAt", "i.started_at"),
            time("finishedAt", "i.finished_at"));

    static final List<Sort> SORTS = List.of(Sort.by("created", "i.id", "uuid"));
}
