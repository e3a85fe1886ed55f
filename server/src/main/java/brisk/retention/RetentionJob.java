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
 * Ends what was deleted more than 30 days ago: the one place that writes the tables of every feature. Who adds a table that
 * points to contacts or companies adds its step here, so that no row is left that points to one that is gone.
 */
public final class RetentionJob {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int OWNERS_AT_ONCE = 200;

    private static final List<Step> ALONE = List.of(
            delete("contact_merges", "created_at < :before"),
            delete("lead_merges", "created_at < :before"),
            delete("lead_pairs", "dismissed_at < :before - INTERVAL '1 year'"),
            delete("lead_door_requests", "created_at < :before + INTERVAL '29 days'"),
            delete("activities", "deleted_at < :before"),
            delete("reminders", "deleted_at < :before"),
            delete("saved_views", "deleted_at < :before"),
            delete("lead_rules", "deleted_at < :before"),
            delete(
                    "products",
                    "deleted_at < :before AND NOT EXISTS (SELECT FROM deal_products l"
                            + " WHERE l.workspace_id = products.workspace_id AND l.product_id = products.id)"));

    /** Its moves, products and contacts go with it by their references. */
    private static final List<Step> DEALS = List.of(
            update(
                    "activities",
                    "deal_id = NULL",
                    "deal_id = ANY(:gone) AND (contact_id IS NOT NULL OR company_id IS NOT NULL)"),
            mark("deal_id = ANY(:gone) AND deleted_at IS NULL"),
            delete("activities", "deal_id = ANY(:gone)"),
            update("reminders", "deal_id = NULL", "deal_id = ANY(:gone)"),
            update("leads", "deal_id = NULL", "deal_id = ANY(:gone)"),
            delete("deals", "id = ANY(:gone) AND deleted_at < :before"));

    /** Their follow-ups, calls, touches and numbers go with them by their references. */
    private static final List<Step> LEADS = List.of(
            update("leads", "merged_into = NULL", "merged_into = ANY(:gone)"),
            delete("leads", "id = ANY(:gone) AND deleted_at < :before"));

    /** What tells of a person goes with them. */
    private static final List<Step> CONTACTS = List.of(
            mark("contact_id = ANY(:gone) AND deleted_at IS NULL"),
            delete("activities", "contact_id = ANY(:gone)"),
            delete("reminders", "contact_id = ANY(:gone)"),
            update("contacts", "merged_into = NULL", "merged_into = ANY(:gone)"),
            update("leads", "contact_id = NULL", "contact_id = ANY(:gone)"),
            delete("contacts", "id = ANY(:gone) AND deleted_at < :before"));

    /** What tells of a person at a company stays with the person. */
    private static final List<Step> COMPANIES = List.of(
            update(
                    "activities",
                    "company_id = NULL",
                    "company_id = ANY(:gone) AND (contact_id IS NOT NULL OR deal_id IS NOT NULL)"),
            mark("company_id = ANY(:gone) AND deleted_at IS NULL"),
            delete("activities", "company_id = ANY(:gone)"),
            update("reminders", "company_id = NULL", "company_id = ANY(:gone)"),
            update("contacts", "company_id = NULL", "company_id = ANY(:gone)"),
            update("deals", "company_id = NULL", "company_id = ANY(:gone)"),
            update("companies", "parent_id = NULL", "parent_id = ANY(:gone)"),
            delete("companies", "id = ANY(:gone) AND deleted_at < :before"));

    private final Database database;
    private final Clock clock;

    public RetentionJob(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One statement that is repeated until it finds less than a helping. */
    private record Step(String table, String sql) {}

    private static Step delete(String table, String condition) {
        return step(table, "DELETE FROM " + table, condition);
    }

    private static Step update(String table, String assignment, String condition) {
        return step(table, "UPDATE " + table + " SET " + assignment, condition);
    }

    /** Totals see updates only, so an activity is marked as deleted before it goes. */
    private static Step mark(String condition) {
        return update("activities", "deleted_at = :before", condition);
    }

    /** As an array, the rows to change are found by their key whatever the planner expects. */
    private static Step step(String table, String statement, String condition) {
        return new Step(table, """
                %s
                WHERE workspace_id = :workspaceId AND id = ANY(ARRAY(
                    SELECT id FROM %s WHERE workspace_id = :workspaceId AND %s LIMIT %d))
                RETURNING id
                """.formatted(statement, table, condition, ROWS_AT_ONCE));
    }

    public void purge(Trace trace) {
        Instant before = clock.instant().minus(KEPT);
        List<UUID> workspaces = database.read(
                trace,
                handle -> handle.createQuery("SELECT id FROM workspaces -- every workspace")
                        .mapTo(UUID.class)
                        .list());
        for (UUID workspace : workspaces) {
            purge(trace, workspace, "leads", LEADS, before);
            purge(trace, workspace, "deals", DEALS, before);
            run(trace, workspace, ALONE, List.of(), before);
            purge(trace, workspace, "contacts", CONTACTS, before);
            purge(trace, workspace, "companies", COMPANIES, before);
        }
    }

    private void purge(Trace trace, UUID workspaceId, String table, List<Step> steps, Instant before) {
        List<UUID> gone;
        int deleted;
        do {
            gone = database.read(
                    trace,
                    handle -> handle.createQuery("SELECT id FROM " + table
                                    + " WHERE workspace_id = :workspaceId AND deleted_at < :before ORDER BY deleted_at LIMIT "
                                    + OWNERS_AT_ONCE)
                            .bind("workspaceId", workspaceId)
                            .bind("before", RecordTable.utc(before))
                            .mapTo(UUID.class)
                            .list());
            deleted = gone.isEmpty() ? 0 : run(trace, workspaceId, steps, gone, before);
        } while (deleted == OWNERS_AT_ONCE);
    }

    /** @return how many rows the last helping of the last step changed */
    private int run(Trace trace, UUID workspaceId, List<Step> steps, List<UUID> gone, Instant before) {
        int changed = 0;
        for (Step step : steps) {
            do {
                changed = database.writeStatement(
                        trace, (handle, changes) -> run(handle, changes, workspaceId, step, gone, before));
            } while (changed == ROWS_AT_ONCE);
        }
        return changed;
    }

    private static int run(
            Handle handle, Changes changes, UUID workspaceId, Step step, List<UUID> gone, Instant before) {
        List<UUID> ids = handle.createQuery(step.sql())
                .bind("workspaceId", workspaceId)
                .bind("gone", gone.toArray(UUID[]::new))
                .bind("before", RecordTable.utc(before))
                .mapTo(UUID.class)
                .list();
        if (!ids.isEmpty()) {
            changes.touch(Topic.all(workspaceId, step.table()));
            ids.forEach(id -> changes.touch(Topic.one(workspaceId, step.table(), id)));
        }
        return ids.size();
    }
}
