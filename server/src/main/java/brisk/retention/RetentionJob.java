package brisk.retention;

import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.records.RecordTable;
import brisk.platform.telemetry.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Ends what was deleted more than 30 days ago: the one place that writes the tables of every feature. Its steps run in an
 * order in which no row is left that points to one that is gone, each in helpings and each repeatable.
 */
public final class RetentionJob {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int ROWS_AT_ONCE = 1_000;

    private static final String GONE_CONTACTS =
            "SELECT id FROM contacts WHERE workspace_id = :workspaceId AND deleted_at < :before";
    private static final String GONE_COMPANIES =
            "SELECT id FROM companies WHERE workspace_id = :workspaceId AND deleted_at < :before";

    private static final List<Step> STEPS = List.of(
            delete("contact_merges", "created_at < :before"),
            // What tells of a deleted contact goes with it. Totals see updates only, so first it is marked as deleted.
            mark("activities", "deleted_at IS NULL AND contact_id IN (" + GONE_CONTACTS + ")"),
            update(
                    "activities",
                    "company_id = NULL",
                    "contact_id IS NOT NULL AND company_id IN (" + GONE_COMPANIES + ")"),
            mark("activities", "deleted_at IS NULL AND company_id IN (" + GONE_COMPANIES + ")"),
            delete("activities", "deleted_at < :before"),
            delete("reminders", "deleted_at < :before"),
            delete("reminders", "contact_id IN (" + GONE_CONTACTS + ")"),
            update("reminders", "company_id = NULL", "company_id IN (" + GONE_COMPANIES + ")"),
            update("contacts", "merged_into = NULL", "merged_into IN (" + GONE_CONTACTS + ")"),
            delete("contacts", "deleted_at < :before"),
            update("contacts", "company_id = NULL", "company_id IN (" + GONE_COMPANIES + ")"),
            update("companies", "parent_id = NULL", "parent_id IN (" + GONE_COMPANIES + ")"),
            delete("companies", "deleted_at < :before"));

    private final Database database;
    private final Clock clock;

    public RetentionJob(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One statement that is repeated until it finds less than a helping. */
    private record Step(String table, String sql) {}

    private static Step delete(String table, String condition) {
        return new Step(table, "DELETE FROM " + table + "\n" + chosen(table, condition));
    }

    private static Step mark(String table, String condition) {
        return update(table, "deleted_at = :before - interval '1 second'", condition);
    }

    private static Step update(String table, String assignment, String condition) {
        return new Step(table, "UPDATE " + table + " SET " + assignment + "\n" + chosen(table, condition));
    }

    private static String chosen(String table, String condition) {
        return """
                WHERE workspace_id = :workspaceId AND id IN (
                    SELECT id FROM %s WHERE workspace_id = :workspaceId AND %s LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING id
                """.formatted(table, condition);
    }

    public void purge(Trace trace) {
        Instant before = clock.instant().minus(KEPT);
        List<UUID> workspaces = database.read(
                trace,
                handle -> handle.createQuery("SELECT id FROM workspaces -- every workspace")
                        .mapTo(UUID.class)
                        .list());
        for (UUID workspace : workspaces) {
            for (Step step : STEPS) {
                while (database.writeStatement(
                                trace, (handle, changes) -> run(handle, changes, workspace, step, before))
                        == ROWS_AT_ONCE) {
                    // much that was deleted takes more than one helping
                }
            }
        }
    }

    private static int run(Handle handle, Changes changes, UUID workspaceId, Step step, Instant before) {
        List<UUID> ids = handle.createQuery(step.sql())
                .bind("workspaceId", workspaceId)
                .bind("before", RecordTable.utc(before))
                .bind("limit", ROWS_AT_ONCE)
                .mapTo(UUID.class)
                .list();
        if (!ids.isEmpty()) {
            changes.touch(Topic.all(workspaceId, step.table()));
            ids.forEach(id -> changes.touch(Topic.one(workspaceId, step.table(), id)));
        }
        return ids.size();
    }
}
