package brisk.leads;

import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.records.RecordTable;
import brisk.platform.telemetry.Trace;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Compares leads that came or changed with all others: match_leads() in the migrations. A job, so that nobody who enters a lead
 * waits for it; and one that leaves time to others, because a file may bring a million leads at once.
 */
public final class LeadMatcher {
    private static final Duration LONGEST = Duration.ofMillis(500);
    /** Statements that changed leads; each of them brings 100 at the most. */
    private static final int CHECKS_AT_ONCE = 10;

    private final Database database;
    private final Clock clock;

    public LeadMatcher(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Some of what waits; the next call goes on with the rest. */
    public void match(Trace trace) {
        long end = System.nanoTime() + LONGEST.toNanos();
        List<UUID> waiting = waiting(trace);
        while (!waiting.isEmpty() && System.nanoTime() - end < 0) {
            List<UUID> rest = new ArrayList<>();
            for (UUID workspace : waiting) {
                if (matchSome(trace, workspace) == CHECKS_AT_ONCE) {
                    rest.add(workspace);
                }
            }
            waiting = rest;
        }
    }

    /** All that waits in a workspace, however long it takes. */
    public void matchAll(Trace trace, UUID workspaceId) {
        while (matchSome(trace, workspaceId) > 0) {
            // until nothing waits
        }
    }

    private List<UUID> waiting(Trace trace) {
        return database.read(
                trace,
                handle -> handle.createQuery("SELECT DISTINCT workspace_id FROM lead_checks -- every workspace")
                        .mapTo(UUID.class)
                        .list());
    }

    private int matchSome(Trace trace, UUID workspaceId) {
        return database.writeStatement(trace, (handle, changes) -> matchSome(handle, changes, workspaceId));
    }

    private int matchSome(Handle handle, Changes changes, UUID workspaceId) {
        record Matched(int checks, boolean news) {}
        Matched matched = handle.createQuery("""
                WITH taken AS MATERIALIZED (
                    DELETE FROM lead_checks c
                    WHERE c.workspace_id = :workspaceId AND c.id = ANY (ARRAY(
                        SELECT w.id FROM lead_checks w WHERE w.workspace_id = :workspaceId
                        ORDER BY w.id LIMIT :limit FOR UPDATE SKIP LOCKED))
                    RETURNING c.lead_ids
                ), leads_of_them AS MATERIALIZED (
                    SELECT array_agg(DISTINCT lead_id) AS ids
                    FROM taken t CROSS JOIN LATERAL unnest(t.lead_ids) AS lead_id
                )
                SELECT (SELECT count(*) FROM taken), CASE WHEN l.ids IS NOT NULL THEN match_leads(:workspaceId, l.ids, :now) END
                FROM leads_of_them l
                """)
                .bind("workspaceId", workspaceId)
                .bind("limit", CHECKS_AT_ONCE)
                .bind("now", RecordTable.utc(clock.instant()))
                .map((row, context) -> new Matched(row.getInt(1), row.getBoolean(2)))
                .one();
        if (matched.news) {
            changes.touch(Topic.all(workspaceId, LeadDuplicates.TOPIC));
        }
        return matched.checks;
    }
}
