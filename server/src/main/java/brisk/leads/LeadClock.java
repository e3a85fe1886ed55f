package brisk.leads;

import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.records.RecordTable;
import brisk.platform.telemetry.Trace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Marks leads whose first response is too late by now, so that breaches are counted where they happen and not by whoever asks:
 * a list of them costs the same however many leads wait. The version stays, because nobody changed anything.
 */
public final class LeadClock {
    private static final int MARKED_AT_ONCE = 500;

    private final Database database;
    private final Clock clock;

    public LeadClock(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public void mark(Trace trace) {
        Instant now = clock.instant();
        List<UUID> workspaces = database.read(
                trace,
                handle -> handle.createQuery("""
                SELECT DISTINCT workspace_id FROM leads
                WHERE sla = 'waiting' AND deleted_at IS NULL AND first_response_due_at < :now -- every workspace
                """)
                        .bind("now", RecordTable.utc(now))
                        .mapTo(UUID.class)
                        .list());
        for (UUID workspace : workspaces) {
            while (database.writeStatement(trace, (handle, changes) -> mark(handle, changes, workspace, now))
                    == MARKED_AT_ONCE) {
                // many leads take more than one helping
            }
        }
    }

    private static int mark(Handle handle, Changes changes, UUID workspaceId, Instant now) {
        List<UUID> late = handle.createQuery("""
                UPDATE leads l SET sla = 'overdue'
                WHERE l.workspace_id = :workspaceId AND l.id = ANY (ARRAY(
                    SELECT w.id FROM leads w
                    WHERE w.workspace_id = :workspaceId AND w.sla = 'waiting' AND w.deleted_at IS NULL
                      AND w.first_response_due_at < :now
                    ORDER BY w.first_response_due_at
                    LIMIT :limit
                    FOR NO KEY UPDATE SKIP LOCKED))
                RETURNING l.id
                """)
                .bind("workspaceId", workspaceId)
                .bind("now", RecordTable.utc(now))
                .bind("limit", MARKED_AT_ONCE)
                .mapTo(UUID.class)
                .list();
        if (!late.isEmpty()) {
            changes.touch(Leads.all(workspaceId));
            late.forEach(id -> changes.touch(Leads.one(workspaceId, id)));
        }
        return late.size();
    }
}
