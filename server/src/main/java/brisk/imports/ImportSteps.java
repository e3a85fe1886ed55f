package brisk.imports;

import brisk.imports.ImportTarget.LineRange;
import brisk.platform.records.RecordTable;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** From staged rows to records: the steps of the one transaction, over all rows at once. */
final class ImportSteps {
    private static final int ANALYZE_FROM_ROWS = 5_000;

    private final Handle handle;
    private final ImportJob job;
    private final ImportTarget target;
    private int created;
    private int updated;

    @FunctionalInterface
    interface Watcher {
        void saved(long rows);
    }

    ImportSteps(Handle handle, ImportJob job, ImportTarget target) {
        this.handle = handle;
        this.job = job;
        this.target = target;
    }

    /** The records that are new or different. */
    int changed() {
        return created + updated;
    }

    /** @return what was decided for the file as a whole */
    List<String> decide(ImportSettings settings) {
        var context = new ImportContext(
                job.workspaceId(),
                job.id(),
                job.fileName(),
                settings.sender(),
                settings.mayManage(),
                job.format().headers(),
                settings.firstColumns());
        List<String> remarks = target.decide(handle, context);
        handle.execute("CREATE INDEX ON decided (line)");
        // Until the next ANALYZE a new workspace seems to have one contact, and the join begins there.
        handle.execute("CREATE INDEX ON decided (record_id) WHERE record_id IS NOT NULL");
        handle.execute("ANALYZE decided");
        return remarks;
    }

    /** What a person should know of single rows; the rows' own texts go along, because the file will be gone one day. */
    void report(Staging.Staged staged, List<String> decisions) {
        reportOfFile(
                Stream.concat(staged.remarks().stream(), decisions.stream()).toList());
        String own = target.findings();
        handle.createUpdate("""
                INSERT INTO import_findings (workspace_id, import_id, line, kind, reason, content)
                SELECT :workspaceId, :importId, f.line, f.kind, f.reason, s.content
                FROM (
                    SELECT line, 'rejected' AS kind, rejection AS reason FROM staged WHERE rejection IS NOT NULL
                    UNION ALL
                    SELECT line, 'warning', warning FROM staged WHERE warning IS NOT NULL AND rejection IS NULL
                    UNION ALL
                    SELECT line, 'repeated', %s FROM decided WHERE action = 'repeated'
                    %s
                ) f
                JOIN staged s ON s.line = f.line
                ORDER BY f.line
                """.formatted(
                                target.repetition(),
                                own.isEmpty() ? "" : "UNION ALL SELECT line, kind, reason FROM (" + own + ") own"))
                .bind("workspaceId", job.workspaceId())
                .bind("importId", job.id())
                .execute();
    }

    /** What concerns all rows stands at the line of the column names. */
    private void reportOfFile(List<String> remarks) {
        for (String remark : remarks) {
            handle.createUpdate("""
                    INSERT INTO import_findings (workspace_id, import_id, line, kind, reason, content)
                    VALUES (:workspaceId, :importId, :line, 'assumed', :reason, :content)
                    """)
                    .bind("workspaceId", job.workspaceId())
                    .bind("importId", job.id())
                    .bind("line", Math.max(1, job.format().headerLine()))
                    .bind("reason", remark)
                    .bind("content", CellValues.arrayJson(job.format().headers()))
                    .execute();
        }
    }

    /** @return the records that were there before and are different now */
    Set<UUID> save(Staging.Staged staged, Watcher watcher) {
        Set<UUID> touched = new HashSet<>();
        long after = -1;
        long steps = 0;
        for (long upTo : staged.steps()) {
            var lines = new LineRange(after, upTo);
            touched.addAll(target.update(handle, job.workspaceId(), lines));
            created += target.insert(handle, job.workspaceId(), lines);
            if (steps == 0 && staged.steps().size() > 1 && isMostOfItsTable(staged.rows())) {
                analyze();
            }
            after = upTo;
            watcher.saved(Math.min(staged.rows(), steps == 0 ? Staging.FIRST_ROWS : steps * Staging.ROWS_AT_ONCE));
            steps++;
        }
        touched.addAll(target.finish(handle, job.workspaceId(), job.id()));
        updated = touched.size();
        takePendingRowsIntoIndexes();
        // Before anybody sees the rows: whoever plans for an empty table compares each row of a file with each of the
        // table.
        if (changed() >= ANALYZE_FROM_ROWS) {
            analyze();
        }
        return touched;
    }

    /** Or whoever writes next would do it, in the middle of a request. */
    private void takePendingRowsIntoIndexes() {
        handle.createQuery("""
                SELECT gin_clean_pending_list(i.indexrelid)
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
                WHERE a.amname = 'gin' AND i.indrelid = ANY (CAST(:tables AS regclass[]))
                """)
                .bind("tables", target.tables().toArray(String[]::new))
                .mapTo(Long.class)
                .list();
    }

    /** Whether statistics of the table say nothing about what it is about to be. */
    private boolean isMostOfItsTable(long rows) {
        return handle.createQuery("SELECT reltuples < :rows FROM pg_class WHERE oid = CAST(:table AS regclass)")
                .bind("rows", rows)
                .bind("table", target.tables().getFirst())
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Where a workspace seems to have one record, all indexes that begin with it seem alike, and the check of a foreign key may walk
     * through all records of the workspace, for each row. Another import that does the same just now is not waited for.
     */
    private void analyze() {
        handle.execute("ANALYZE (SKIP_LOCKED) " + String.join(", ", target.tables()) + " -- every workspace");
    }

    /**
     * Writes down what came of it. Its state follows when caches know of the rows, {@link ImportRunner}.
     *
     * @return false where it was cancelled meanwhile, and nothing of this may stay
     */
    boolean done(Staging.Staged staged, Instant now) {
        return handle.createUpdate("""
                UPDATE import_jobs SET
                    finished_at = :now, error = NULL, bytes_read = file_bytes,
                    rows_read = :rows, rows_saved = :rows, rows_created = :created, rows_updated = :updated,
                    rows_unchanged = (SELECT count(*) FROM decided WHERE action = 'there') - :updated,
                    rows_repeated = (SELECT count(*) FROM decided WHERE action = 'repeated'),
                    rows_rejected = (SELECT count(*) FROM staged WHERE rejection IS NOT NULL),
                    rows_reported = (
                        SELECT count(DISTINCT f.line) FROM import_findings f
                        WHERE f.workspace_id = :workspaceId AND f.import_id = :importId
                          AND f.kind IN ('shared_email', 'warning', 'assumed'))
                WHERE workspace_id = :workspaceId AND id = :importId AND state = 'running'
                """)
                        .bind("now", RecordTable.utc(now))
                        .bind("rows", staged.rows())
                        .bind("created", created)
                        .bind("updated", updated)
                        .bind("workspaceId", job.workspaceId())
                        .bind("importId", job.id())
                        .execute()
                == 1;
    }
}
