package brisk.merging;

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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of duplicates and merges. */
final class MergeStore {
    static final Duration UNDOABLE = Duration.ofDays(30);

    private static final Columns DUPLICATE = Columns.of(
            Column.text("id", "c.id"),
            Column.text("name", "c.name"),
            Column.texts("emails", "c.emails"),
            Column.json("phones", "c.phones"),
            Column.text("organisation", "c.organisation"),
            Column.text("jobTitle", "c.job_title"),
            Column.time("lastContactedAt", "c.last_contacted_at"),
            Column.time("createdAt", "c.created_at"),
            Column.texts("reasons", "found.reasons"));
    private static final Columns MERGE = Columns.of(
            Column.text("id", "m.id"),
            Column.text("winnerId", "m.winner_id"),
            Column.json("loserIds", "jsonb_path_query_array(m.undo, '$.losers[*].id')"),
            Column.text("userId", "m.user_id"),
            Column.time("createdAt", "m.created_at"),
            Column.time("undoneAt", "m.undone_at"));

    private MergeStore() {}

    /** Contacts that share an e-mail address, a phone number or the name with this one, by how much they share. */
    static byte[] duplicates(Handle handle, Caller caller, UUID contactId) {
        return Rows.json(
                handle.createQuery("""
                WITH this AS (
                    SELECT c.* FROM contacts c
                    WHERE c.workspace_id = :workspaceId AND c.id = :id AND c.deleted_at IS NULL
                ), hits AS (
                    (SELECT c.id, 'email' AS reason FROM this JOIN contacts c
                       ON c.workspace_id = :workspaceId AND c.email = ANY(this.emails) LIMIT 100)
                    UNION
                    (SELECT c.id, 'email' FROM this JOIN contacts c
                       ON c.workspace_id = :workspaceId AND c.emails && this.emails AND cardinality(c.emails) > 1 LIMIT 100)
                    UNION
                    (SELECT c.id, 'name' FROM this JOIN contacts c
                       ON c.workspace_id = :workspaceId AND c.name_key = this.name_key AND c.deleted_at IS NULL LIMIT 100)
                    UNION
                    (SELECT c.id, 'phone' FROM this
                       CROSS JOIN LATERAL jsonb_array_elements(this.phones) phone
                       JOIN contacts c ON c.workspace_id = :workspaceId
                        AND search_lexemes(c.workspace_id, c.search_text)
                            @@ search_entries(:workspaceId, '{}', substr(phone ->> 'e164', 2))
                        AND c.search_text LIKE '%%' || (phone ->> 'e164') || '%%' LIMIT 100)
                ), found AS (
                    SELECT id, array_agg(reason ORDER BY reason) AS reasons FROM hits WHERE id <> :id GROUP BY id
                )
                SELECT (SELECT count(*) FROM this) AS present, page.*
                FROM (SELECT 1) one LEFT JOIN LATERAL (
                    SELECT %s FROM found JOIN contacts c ON c.workspace_id = :workspaceId AND c.id = found.id
                    WHERE c.deleted_at IS NULL
                    ORDER BY cardinality(found.reasons) DESC, c.name_key, c.id
                    LIMIT 20) page ON true
                """.formatted(DUPLICATE.sql()))
                        .bind("workspaceId", caller.workspaceId())
                        .bind("id", contactId),
                (json, rows) -> {
                    json.writeStartObject();
                    json.writeName("data");
                    json.writeStartArray();
                    while (rows.next()) {
                        if (rows.getInt(1) == 0) {
                            throw Problem.notFound("The contact");
                        }
                        if (rows.getObject(2) != null) {
                            json.writeStartObject();
                            DUPLICATE.writeMembers(json, rows, 2);
                            json.writeEndObject();
                        }
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    /** Locks the contacts in the order of their ids, so that two merges cannot wait for each other. */
    static List<ObjectNode> lock(Handle handle, Caller caller, List<UUID> ids) {
        List<ObjectNode> rows = handle.createQuery("""
                SELECT to_jsonb(c) - 'search_text' - 'facets' FROM contacts c
                WHERE c.workspace_id = :workspaceId AND c.id = ANY(:ids) AND c.deleted_at IS NULL
                ORDER BY c.id
                FOR UPDATE
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, context) -> Json.object(row.getString(1).getBytes(StandardCharsets.UTF_8)))
                .list();
        List<ObjectNode> ordered = new ArrayList<>();
        for (UUID id : ids) {
            ordered.add(rows.stream()
                    .filter(row -> row.path("id").asString().equals(id.toString()))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("The contact " + id)));
        }
        return ordered;
    }

    /** Sets columns of a contact from JSON by column name; the row type of the table says how each is read. */
    static void set(Handle handle, Caller caller, UUID id, ObjectNode columns, Instant now) {
        var assignments = new StringBuilder();
        for (String column : columns.propertyNames()) {
            if (!column.matches("[a-z_]+")) {
                throw new IllegalStateException("no column: " + column);
            }
            assignments.append(column).append(" = merged.").append(column).append(", ");
        }
        handle.createUpdate("UPDATE contacts c SET " + assignments + """
                version = c.version + 1, updated_at = :now
                FROM jsonb_populate_record(NULL::contacts, CAST(:columns AS jsonb)) merged
                WHERE c.workspace_id = :workspaceId AND c.id = :id
                """)
                .bind("columns", columns.toString())
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("now", RecordTable.utc(now))
                .execute();
    }

    /**
     * Gives everything that hangs on the losers to the winner.
     *
     * @return per loser what was moved: {"activities": [ids], "reminders": [ids], "leads": [ids], "pins": [{"user_id", "position"}],
     *     "deals": [ids that it took part in], "joined": [those of them that the winner did not]}
     */
    static ObjectNode move(Handle handle, Caller caller, UUID winner, UUID loser) {
        return handle.createQuery("""
                WITH moved_activities AS (
                    UPDATE activities a SET contact_id = :winner
                    WHERE a.workspace_id = :workspaceId AND a.contact_id = :loser RETURNING a.id
                ), moved_reminders AS (
                    UPDATE reminders r SET contact_id = :winner
                    WHERE r.workspace_id = :workspaceId AND r.contact_id = :loser RETURNING r.id
                ), lost_pins AS (
                    DELETE FROM book_pins p
                    WHERE p.workspace_id = :workspaceId AND p.contact_id = :loser RETURNING p.user_id, p.position
                ), won_pins AS (
                    INSERT INTO book_pins (workspace_id, user_id, contact_id, position)
                    SELECT :workspaceId, user_id, :winner, position FROM lost_pins
                    ON CONFLICT (workspace_id, user_id, contact_id) DO NOTHING
                    RETURNING user_id
                ), moved_leads AS (
                    UPDATE leads l SET contact_id = :winner
                    WHERE l.workspace_id = :workspaceId AND l.contact_id = :loser RETURNING l.id
                ), left_deals AS (
                    DELETE FROM deal_contacts dc
                    WHERE dc.workspace_id = :workspaceId AND dc.contact_id = :loser RETURNING dc.deal_id
                ), joined_deals AS (
                    INSERT INTO deal_contacts (workspace_id, deal_id, contact_id)
                    SELECT :workspaceId, deal_id, :winner FROM left_deals
                    ON CONFLICT (workspace_id, deal_id, contact_id) DO NOTHING
                    RETURNING deal_id
                )
                SELECT jsonb_build_object(
                    'id', CAST(:loser AS uuid),
                    'activities', (SELECT coalesce(jsonb_agg(id), '[]') FROM moved_activities),
                    'reminders', (SELECT coalesce(jsonb_agg(id), '[]') FROM moved_reminders),
                    'leads', (SELECT coalesce(jsonb_agg(id), '[]') FROM moved_leads),
                    'pins', (SELECT coalesce(jsonb_agg(lost_pins), '[]') FROM lost_pins),
                    'pinned', (SELECT coalesce(jsonb_agg(user_id), '[]') FROM won_pins),
                    'deals', (SELECT coalesce(jsonb_agg(deal_id), '[]') FROM left_deals),
                    'joined', (SELECT coalesce(jsonb_agg(deal_id), '[]') FROM joined_deals))
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("winner", winner)
                .bind("loser", loser)
                .map((row, context) -> Json.object(row.getString(1).getBytes(StandardCharsets.UTF_8)))
                .one();
    }

    static void retire(Handle handle, Caller caller, UUID winner, UUID loser, Instant now) {
        handle.createUpdate("""
                UPDATE contacts c SET deleted_at = :now, merged_into = :winner, version = c.version + 1, updated_at = :now
                WHERE c.workspace_id = :workspaceId AND c.id = :loser
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("winner", winner)
                .bind("loser", loser)
                .bind("now", RecordTable.utc(now))
                .execute();
    }

    static UUID remember(Handle handle, Caller caller, UUID winner, ObjectNode undo, Instant now) {
        return handle.createQuery("""
                INSERT INTO contact_merges (workspace_id, winner_id, user_id, undo, created_at)
                VALUES (:workspaceId, :winner, :userId, CAST(:undo AS jsonb), :now)
                RETURNING id
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("winner", winner)
                .bind("userId", caller.userId())
                .bind("undo", undo.toString())
                .bind("now", RecordTable.utc(now))
                .mapTo(UUID.class)
                .one();
    }

    /** What a merge did; marks it as undone in the same statement, so that it is undone once. */
    record Remembered(UUID winner, ObjectNode undo) {}

    static Remembered claimUndo(Handle handle, Caller caller, UUID mergeId, Instant now) {
        return handle.createQuery("""
                UPDATE contact_merges m SET undone_at = :now
                WHERE m.workspace_id = :workspaceId AND m.id = :id AND m.undone_at IS NULL AND m.created_at > :since
                RETURNING m.winner_id, m.undo
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", mergeId)
                .bind("now", RecordTable.utc(now))
                .bind("since", RecordTable.utc(now.minus(UNDOABLE)))
                .map((row, context) -> new Remembered(
                        row.getObject(1, UUID.class),
                        Json.object(row.getString(2).getBytes(StandardCharsets.UTF_8))))
                .findOne()
                .orElseThrow(() -> Problem.notFound("A merge that can still be undone"));
    }

    /** Brings a loser back, with what was moved from it as far as that is still with the winner. */
    static void giveBack(Handle handle, Caller caller, UUID winner, JsonNode loser, Instant now) {
        handle.createUpdate("""
                WITH back AS (
                    UPDATE contacts c SET deleted_at = NULL, merged_into = NULL, version = c.version + 1, updated_at = :now
                    WHERE c.workspace_id = :workspaceId AND c.id = :loser AND c.merged_into = :winner RETURNING c.id
                ), activities_back AS (
                    UPDATE activities a SET contact_id = :loser FROM back
                    WHERE a.workspace_id = :workspaceId AND a.id = ANY(:activities) AND a.contact_id = :winner
                ), reminders_back AS (
                    UPDATE reminders r SET contact_id = :loser FROM back
                    WHERE r.workspace_id = :workspaceId AND r.id = ANY(:reminders) AND r.contact_id = :winner
                ), leads_back AS (
                    UPDATE leads l SET contact_id = :loser FROM back
                    WHERE l.workspace_id = :workspaceId AND l.id = ANY(:leads) AND l.contact_id = :winner
                ), deals_left AS (
                    DELETE FROM deal_contacts dc USING back
                    WHERE dc.workspace_id = :workspaceId AND dc.contact_id = :winner AND dc.deal_id = ANY(:joined)
                ), deals_back AS (
                    INSERT INTO deal_contacts (workspace_id, deal_id, contact_id)
                    SELECT :workspaceId, d.id, back.id
                    FROM back, deals d
                    WHERE d.workspace_id = :workspaceId AND d.id = ANY(:deals)
                    ON CONFLICT (workspace_id, deal_id, contact_id) DO NOTHING
                ), unpinned AS (
                    DELETE FROM book_pins p USING back
                    WHERE p.workspace_id = :workspaceId AND p.contact_id = :winner AND p.user_id = ANY(:pinned)
                )
                INSERT INTO book_pins (workspace_id, user_id, contact_id, position)
                SELECT :workspaceId, pin.user_id, back.id, pin.position
                FROM back, jsonb_to_recordset(CAST(:pins AS jsonb)) AS pin (user_id uuid, position integer)
                ON CONFLICT (workspace_id, user_id, contact_id) DO NOTHING
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("winner", winner)
                .bind("loser", UUID.fromString(loser.path("id").asString()))
                .bind("activities", ids(loser.path("activities")))
                .bind("reminders", ids(loser.path("reminders")))
                .bind("leads", ids(loser.path("leads")))
                .bind("pinned", ids(loser.path("pinned")))
                .bind("deals", ids(loser.path("deals")))
                .bind("joined", ids(loser.path("joined")))
                .bind("pins", loser.path("pins").toString())
                .bind("now", RecordTable.utc(now))
                .execute();
    }

    private static UUID[] ids(JsonNode texts) {
        return texts.valueStream().map(id -> UUID.fromString(id.asString())).toArray(UUID[]::new);
    }

    /** The merges into a contact, the newest first. */
    static byte[] merges(Handle handle, Caller caller, UUID contactId) {
        return Rows.json(
                handle.createQuery("""
                SELECT (SELECT count(*) FROM contacts c
                        WHERE c.workspace_id = :workspaceId AND c.id = :id AND c.deleted_at IS NULL) AS present, page.*
                FROM (SELECT 1) one LEFT JOIN LATERAL (
                    SELECT %s FROM contact_merges m
                    WHERE m.workspace_id = :workspaceId AND m.winner_id = :id
                    ORDER BY m.created_at DESC, m.id DESC
                    LIMIT 100) page ON true
                """.formatted(MERGE.sql()))
                        .bind("workspaceId", caller.workspaceId())
                        .bind("id", contactId),
                (json, rows) -> {
                    json.writeStartObject();
                    json.writeName("data");
                    json.writeStartArray();
                    while (rows.next()) {
                        if (rows.getInt(1) == 0) {
                            throw Problem.notFound("The contact");
                        }
                        if (rows.getObject(2) != null) {
                            json.writeStartObject();
                            MERGE.writeMembers(json, rows, 2);
                            json.writeEndObject();
                        }
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}
