package brisk.dashboard;

import brisk.platform.http.Json;
import brisk.platform.records.Column;
import brisk.platform.records.Columns;
import brisk.platform.records.RecordTable;
import brisk.platform.records.Rows;
import brisk.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What happened last, and what is to be done next. */
final class RecentStore {
    private static final int ACTIVITIES = 10;
    private static final int TASKS = 5;
    private static final int OVERDUE_COUNTED = 100;
    private static final String[] KINDS = {"interaction", "call", "meeting", "email", "message", "note"};

    private static final Columns ACTIVITY = Columns.of(
            Column.text("id", "a.id"),
            Column.text("kind", "a.kind"),
            Column.text("subject", "a.subject"),
            Column.text("body", "left(a.body, 300)"),
            Column.text("direction", "a.direction"),
            Column.text("outcome", "a.outcome"),
            Column.time("occurredAt", "a.occurred_at"),
            named("contact", "ac"),
            named("company", "ak"),
            named("deal", "ad"),
            named("owner", "ao"));
    private static final Columns TASK = Columns.of(
            Column.text("id", "r.id"),
            Column.text("title", "r.title"),
            Column.text("state", "r.state"),
            Column.time("dueAt", "r.due_at"),
            Column.integer("version", "r.version"),
            named("contact", "rc"),
            named("company", "rk"),
            named("deal", "rd"));

    private RecentStore() {}

    private static Column named(String name, String alias) {
        return Column.included(name, Column.text("id", alias + ".id"), Column.text("name", alias + ".name"));
    }

    /**
     * {"activities": the newest that have taken place, "tasks": the next from the beginning of the day, "overdueTasks"}.
     *
     * @param ownerId whose activities; null for everybody's
     * @param userId whose tasks; null for none
     */
    static byte[] read(
            Handle handle, Caller caller, @Nullable UUID ownerId, @Nullable UUID userId, Instant morning, Instant now) {
        // An owner's activities are in the order of each kind.
        String newest = ownerId == null
                ? "SELECT a.* FROM activities a WHERE " + happened()
                : "SELECT each.* FROM unnest(CAST(:kinds AS text[])) AS part (kind) CROSS JOIN LATERAL (SELECT a.* FROM activities a WHERE "
                        + happened() + " AND a.owner_id = :ownerId AND a.kind = part.kind"
                        + " ORDER BY a.occurred_at DESC, a.id DESC LIMIT " + ACTIVITIES + ") each";
        var statement = handle.createQuery(
                        """
                WITH newest AS (
                    SELECT n.*, row_number() OVER (ORDER BY n.occurred_at DESC, n.id DESC) AS place
                    FROM (%s ORDER BY occurred_at DESC, id DESC LIMIT %d) n
                ), task AS (
                    SELECT t.*, row_number() OVER (ORDER BY t.due_at, t.id) AS place
                    FROM (SELECT r.* FROM reminders r
                          WHERE r.workspace_id = :workspaceId AND r.user_id = CAST(:userId AS uuid) AND r.deleted_at IS NULL
                            AND r.state <> 'done' AND r.due_at >= :morning
                          ORDER BY r.due_at, r.id
                          LIMIT %d) t
                )
                SELECT (SELECT count(*) FROM (
                            SELECT FROM reminders o
                            WHERE o.workspace_id = :workspaceId AND o.user_id = CAST(:userId AS uuid) AND o.deleted_at IS NULL
                              AND o.state <> 'done' AND o.due_at < :now
                            LIMIT %d) late) AS overdue, %s, %s
                FROM (SELECT 1) always
                LEFT JOIN (newest a FULL JOIN task r ON r.place = a.place) ON true
                LEFT JOIN contacts ac ON ac.workspace_id = :workspaceId AND ac.id = a.contact_id
                LEFT JOIN companies ak ON ak.workspace_id = :workspaceId AND ak.id = a.company_id
                LEFT JOIN deals ad ON ad.workspace_id = :workspaceId AND ad.id = a.deal_id
                LEFT JOIN users ao ON ao.workspace_id = :workspaceId AND ao.id = a.owner_id
                LEFT JOIN contacts rc ON rc.workspace_id = :workspaceId AND rc.id = r.contact_id
                LEFT JOIN companies rk ON rk.workspace_id = :workspaceId AND rk.id = r.company_id
                LEFT JOIN deals rd ON rd.workspace_id = :workspaceId AND rd.id = r.deal_id
                ORDER BY coalesce(a.place, r.place)
                """.formatted(newest, ACTIVITIES, TASKS, OVERDUE_COUNTED, ACTIVITY.sql(), TASK.sql()))
                .bind("workspaceId", caller.workspaceId())
                .bind("userId", userId)
                .bind("morning", RecordTable.utc(morning))
                .bind("now", RecordTable.utc(now));
        if (ownerId != null) {
            statement.bind("ownerId", ownerId).bind("kinds", KINDS);
        }
        return Rows.json(statement, RecentStore::write);
    }

    private static String happened() {
        return "a.workspace_id = :workspaceId AND a.deleted_at IS NULL AND a.occurred_at <= :now";
    }

    private static void write(JsonGenerator json, ResultSet rows) throws SQLException {
        int activityAt = 2;
        int taskAt = activityAt + ACTIVITY.width();
        List<String> tasks = new ArrayList<>();
        int overdue = 0;
        json.writeStartObject();
        json.writeName("activities");
        json.writeStartArray();
        while (rows.next()) {
            overdue = rows.getInt(1);
            if (rows.getObject(activityAt) != null) {
                json.writeStartObject();
                ACTIVITY.writeMembers(json, rows, activityAt);
                json.writeEndObject();
            }
            if (rows.getObject(taskAt) != null) {
                tasks.add(new String(
                        Json.write(task -> {
                            task.writeStartObject();
                            TASK.writeMembers(task, rows, taskAt);
                            task.writeEndObject();
                        }),
                        StandardCharsets.UTF_8));
            }
        }
        json.writeEndArray();
        json.writeName("tasks");
        json.writeRawValue("[" + String.join(",", tasks) + "]");
        json.writeName("overdueTasks");
        json.writeNumber(overdue);
        json.writeEndObject();
    }
}
