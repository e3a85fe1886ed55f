package brisk.leads;

import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.records.Column;
import brisk.platform.records.Columns;
import brisk.platform.records.RecordTable;
import brisk.platform.records.Rows;
import brisk.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of merging leads. What a caller does not see is not there. */
final class LeadMergeStore {
    static final Duration UNDOABLE = Duration.ofDays(30);

    /** What a row says by itself; the rest follows from it. */
    private static final String ROW =
            "to_jsonb(l) - '{search_text,facets,name_key,version,updated_at,changed_by}'::text[]";

    private static final Columns MERGE = Columns.of(
            Column.text("id", "m.id"),
            Column.text("keptId", "m.kept_id"),
            Column.text("mergedId", "m.merged_id"),
            Column.text("mergedUid", "o.uid"),
            Column.text("customerName", "o.customer_name"),
            Column.included("user", Column.text("id", "u.id"), Column.text("name", "u.name")),
            Column.time("createdAt", "m.created_at"),
            Column.time("undoneAt", "m.undone_at"));

    private LeadMergeStore() {}

    /**
     * Locks both leads in the order of their ids and then their numbers, as everybody does who changes a lead: who just adds an
     * enquiry to one of them is waited for, and whoever comes next finds the number where it is by then.
     *
     * @param condition what must hold of each of them, over l
     */
    static List<ObjectNode> lock(Handle handle, Caller caller, UUID kept, UUID other, String condition) {
        List<ObjectNode> rows = handle.createQuery("SELECT " + ROW + " FROM leads l"
                        + "\nWHERE l.workspace_id = :workspaceId AND l.id IN (:kept, :other) AND " + condition
                        + LeadAccess.of(caller).andCondition("l") + "\nORDER BY l.id\nFOR NO KEY UPDATE OF l")
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("kept", kept)
                .bind("other", other)
                .map((row, context) -> Json.object(row.getString(1).getBytes(StandardCharsets.UTF_8)))
                .list();
        handle.createQuery("""
                SELECT p.phone FROM lead_phones p
                WHERE p.workspace_id = :workspaceId AND p.lead_id IN (:kept, :other)
                ORDER BY p.phone
                FOR UPDATE
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("kept", kept)
                .bind("other", other)
                .mapTo(String.class)
                .list();
        return Stream.of(kept, other)
                .map(id -> rows.stream()
                        .filter(row -> row.path("id").asString().equals(id.toString()))
                        .findFirst()
                        .orElseThrow(() -> Problem.notFound("The lead " + id)))
                .toList();
    }

    /**
     * Gives the numbers, follow-ups, calls and touches of the other lead to the kept one. Attempts are counted anew, in the order
     * in which they were made; what the other lead had planned stays behind.
     *
     * @return what was where: {"phones": […], "calls": [ids], "touches": [ids], "made": [{"id", "lead", "attempt"}],
     *     "keptPlan": {"id", "attempt", "due_at", "user_id"}, "otherPlan": {…}}
     */
    static ObjectNode move(Handle handle, Caller caller, UUID kept, UUID other) {
        return handle.createQuery("""
                WITH made AS MATERIALIZED (
                    SELECT f.id, f.lead_id, f.attempt,
                           1 + count(*) FILTER (WHERE f.outcome <> 'cancelled') OVER (
                               ORDER BY f.done_at, f.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS place
                    FROM lead_follow_ups f
                    WHERE f.workspace_id = :workspaceId AND f.lead_id IN (:kept, :other) AND f.done_at IS NOT NULL
                ), plans AS MATERIALIZED (
                    SELECT f.lead_id, jsonb_build_object('id', f.id, 'attempt', f.attempt, 'due_at', f.due_at, 'user_id', f.user_id) AS plan
                    FROM lead_follow_ups f
                    WHERE f.workspace_id = :workspaceId AND f.lead_id IN (:kept, :other) AND f.done_at IS NULL
                ), moved_made AS (
                    UPDATE lead_follow_ups f SET lead_id = :kept, attempt = made.place
                    FROM made
                    WHERE f.workspace_id = :workspaceId AND f.id = made.id
                ), moved_phones AS (
                    UPDATE lead_phones p SET lead_id = :kept
                    WHERE p.workspace_id = :workspaceId AND p.lead_id = :other RETURNING p.phone
                ), moved_calls AS (
                    UPDATE lead_calls c SET lead_id = :kept
                    WHERE c.workspace_id = :workspaceId AND c.lead_id = :other RETURNING c.id
                ), moved_touches AS (
                    UPDATE lead_touches t SET lead_id = :kept
                    WHERE t.workspace_id = :workspaceId AND t.lead_id = :other RETURNING t.id
                )
                SELECT jsonb_build_object(
                    'phones', (SELECT coalesce(jsonb_agg(phone), '[]') FROM moved_phones),
                    'calls', (SELECT coalesce(jsonb_agg(id), '[]') FROM moved_calls),
                    'touches', (SELECT coalesce(jsonb_agg(id), '[]') FROM moved_touches),
                    'made', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'lead', lead_id, 'attempt', attempt)), '[]') FROM made),
                    'keptPlan', (SELECT plan FROM plans WHERE lead_id = :kept),
                    'otherPlan', (SELECT plan FROM plans WHERE lead_id = :other))
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("kept", kept)
                .bind("other", other)
                .map((row, context) -> Json.object(row.getString(1).getBytes(StandardCharsets.UTF_8)))
                .one();
    }

    /**
     * Sets columns of a lead from JSON by column name, and numbers its plan behind what was made.
     *
     * @return the row as it is now
     */
    static ObjectNode set(Handle handle, Caller caller, UUID id, ObjectNode columns, Instant now) {
        var assignments = new StringBuilder();
        for (String column : columns.propertyNames()) {
            if (!column.matches("[a-z_]+")) {
                throw new IllegalStateException("no column: " + column);
            }
            assignments.append(column).append(" = given.").append(column).append(", ");
        }
        return handle.createQuery("UPDATE leads AS l SET " + assignments + """
                changed_by = :callerId, version = l.version + 1, updated_at = :now
                FROM jsonb_populate_record(NULL::leads, CAST(:columns AS jsonb)) given
                WHERE l.workspace_id = :workspaceId AND l.id = :id
                RETURNING\s""" + ROW)
                .bind("columns", columns.toString())
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("id", id)
                .bind("now", RecordTable.utc(now))
                .map((row, context) -> Json.object(row.getString(1).getBytes(StandardCharsets.UTF_8)))
                .one();
    }

    /** The plan of a lead is the attempt behind those that were made. */
    static void numberPlan(Handle handle, Caller caller, UUID id) {
        handle.createUpdate("""
                UPDATE lead_follow_ups f SET attempt = l.attempts + 1
                FROM leads l
                WHERE l.workspace_id = :workspaceId AND l.id = :id
                  AND f.workspace_id = :workspaceId AND f.lead_id = l.id AND f.done_at IS NULL
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .execute();
    }

    /** The lead ends in the kept one, as a duplicate where the workspace has such a status. */
    static ObjectNode retire(Handle handle, Caller caller, UUID kept, UUID other, Instant now) {
        return handle.createQuery("""
                UPDATE leads AS l
                SET deleted_at = :now, merged_into = :kept, changed_by = :callerId, version = l.version + 1, updated_at = :now,
                    status = coalesce((SELECT s.code FROM lead_statuses s
                                       WHERE s.workspace_id = :workspaceId AND s.kind = 'duplicate' AND s.active
                                       ORDER BY s.position, s.code LIMIT 1), l.status)
                WHERE l.workspace_id = :workspaceId AND l.id = :other
                RETURNING\s""" + ROW)
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("kept", kept)
                .bind("other", other)
                .bind("now", RecordTable.utc(now))
                .map((row, context) -> Json.object(row.getString(1).getBytes(StandardCharsets.UTF_8)))
                .one();
    }

    /** The other lead's enquiry becomes a touch of the kept one, and the merge can be undone. */
    static UUID remember(Handle handle, Caller caller, UUID kept, ObjectNode other, ObjectNode undo, Instant now) {
        return handle.createQuery("""
                WITH touch AS (
                    INSERT INTO lead_touches (workspace_id, lead_id, at, user_id, source, sub_source, campaign, model,
                                              customer_name, email, remarks, phones, matched)
                    SELECT :workspaceId, :kept, o.created_at, o.created_by, o.source, o.sub_source, o.campaign, o.model,
                           o.customer_name, o.email, o.remarks,
                           jsonb_build_array(jsonb_build_object('e164', o.mobile, 'typed', o.mobile_typed, 'extension', NULL))
                               || o.alternate_phones, o.mobile
                    FROM jsonb_populate_record(NULL::leads, CAST(:row AS jsonb)) o
                    RETURNING id
                )
                INSERT INTO lead_merges (workspace_id, kept_id, merged_id, user_id, undo, created_at)
                SELECT :workspaceId, :kept, :other, :callerId, CAST(:undo AS jsonb) || jsonb_build_object('touch', touch.id), :now
                FROM touch
                RETURNING id
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("kept", kept)
                .bind("other", UUID.fromString(other.path("id").asString()))
                .bind("row", other.toString())
                .bind("undo", undo.toString())
                .bind("now", RecordTable.utc(now))
                .mapTo(UUID.class)
                .one();
    }

    /** What a merge did. */
    record Remembered(UUID kept, UUID other, ObjectNode undo) {}

    /** Marks a merge as undone in the statement that reads it, so that it is undone once. */
    static Remembered claimUndo(Handle handle, Caller caller, UUID mergeId, Instant now) {
        return handle.createQuery("""
                UPDATE lead_merges m SET undone_at = :now
                WHERE m.workspace_id = :workspaceId AND m.id = :id AND m.undone_at IS NULL AND m.created_at > :since
                RETURNING m.kept_id, m.merged_id, m.undo
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", mergeId)
                .bind("now", RecordTable.utc(now))
                .bind("since", RecordTable.utc(now.minus(UNDOABLE)))
                .map((row, context) -> new Remembered(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        Json.object(row.getString(3).getBytes(StandardCharsets.UTF_8))))
                .findOne()
                .orElseThrow(() -> Problem.notFound("A merge that can still be undone"));
    }

    /**
     * Brings back what came from the other lead, as far as it is still with the kept one; what was made since stays there.
     *
     * @param replan whether the kept lead gets back the plan that it had, or its lack of one
     */
    static void giveBack(Handle handle, Caller caller, Remembered merge, boolean replan) {
        UUID keptPlan = id(merge.undo.at("/keptPlan/id"));
        UUID otherPlan = id(merge.undo.at("/otherPlan/id"));
        UUID[] plans = Stream.of(otherPlan, replan ? keptPlan : null)
                .filter(Objects::nonNull)
                .toArray(UUID[]::new);
        handle.createUpdate("""
                WITH phones_back AS (
                    UPDATE lead_phones p SET lead_id = :other
                    WHERE p.workspace_id = :workspaceId AND p.lead_id = :kept AND p.phone = ANY (:phones)
                ), calls_back AS (
                    UPDATE lead_calls c SET lead_id = :other
                    WHERE c.workspace_id = :workspaceId AND c.lead_id = :kept AND c.id = ANY (:calls)
                ), touches_back AS (
                    UPDATE lead_touches t SET lead_id = :other
                    WHERE t.workspace_id = :workspaceId AND t.lead_id = :kept AND t.id = ANY (:touches)
                ), touch_gone AS (
                    DELETE FROM lead_touches t WHERE t.workspace_id = :workspaceId AND t.id = :touch
                ), unplanned AS (
                    DELETE FROM lead_follow_ups f
                    WHERE f.workspace_id = :workspaceId AND f.lead_id = :kept AND f.done_at IS NULL AND :unplan
                ), plan_back AS (
                    UPDATE lead_follow_ups f SET done_at = NULL, done_by = NULL, outcome = NULL
                    WHERE f.workspace_id = :workspaceId AND f.id = ANY (:plans) AND f.outcome = 'cancelled'
                ), made AS (
                    SELECT m.id, m.lead, m.attempt
                    FROM jsonb_to_recordset(CAST(:made AS jsonb)) AS m (id uuid, lead uuid, attempt integer)
                ), since AS (
                    UPDATE lead_follow_ups f SET attempt = greatest(1, f.attempt - :attempts)
                    WHERE f.workspace_id = :workspaceId AND f.lead_id = :kept AND f.done_at IS NOT NULL
                      AND f.id NOT IN (SELECT made.id FROM made) AND f.id <> ALL (:plans)
                )
                UPDATE lead_follow_ups f SET lead_id = made.lead, attempt = made.attempt
                FROM made
                WHERE f.workspace_id = :workspaceId AND f.id = made.id AND f.lead_id = :kept
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("kept", merge.kept)
                .bind("other", merge.other)
                .bind("phones", texts(merge.undo.path("phones")))
                .bind("calls", ids(merge.undo.path("calls")))
                .bind("touches", ids(merge.undo.path("touches")))
                .bind("touch", UUID.fromString(merge.undo.path("touch").asString()))
                .bind("plans", plans)
                .bind("unplan", replan && keptPlan == null)
                .bind("made", merge.undo.path("made").toString())
                .bind("attempts", merge.undo.path("attempts").asInt())
                .execute();
    }

    private static String[] texts(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asString).toArray(String[]::new);
    }

    private static UUID[] ids(JsonNode texts) {
        return texts.valueStream().map(id -> UUID.fromString(id.asString())).toArray(UUID[]::new);
    }

    private static @Nullable UUID id(JsonNode text) {
        return text.isString() ? UUID.fromString(text.asString()) : null;
    }

    /** The merges into a lead that the caller sees, the newest first. */
    static byte[] merges(Handle handle, Caller caller, UUID leadId) {
        var statement = handle.createQuery("SELECT m.id, " + MERGE.sql() + """

                FROM leads l
                LEFT JOIN lead_merges m ON m.workspace_id = :workspaceId AND m.kept_id = l.id
                LEFT JOIN leads o ON o.workspace_id = :workspaceId AND o.id = m.merged_id
                LEFT JOIN users u ON u.workspace_id = :workspaceId AND u.id = m.user_id
                WHERE l.workspace_id = :workspaceId AND l.id = :id AND l.deleted_at IS NULL"""
                        + LeadAccess.of(caller).andCondition("l") + "\nORDER BY m.id DESC\nLIMIT 100")
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("id", leadId);
        return Rows.json(statement, (json, rows) -> LeadHistory.write(json, rows, MERGE));
    }
}
