package brisk.leads;

import static brisk.platform.records.Column.included;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.json;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.records.Columns;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.RecordTable;
import brisk.platform.records.Rows;
import brisk.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JsonGenerator;

/** What happened with a lead: follow-ups, calls and touches. Each list is that of a lead that the caller sees. */
final class LeadHistory {
    /** Of one lead; the newest ones. */
    private static final int MOST = 200;

    private static final Columns FOLLOW_UP = followUp("f");
    private static final Columns CALL = Columns.of(
            text("id", "f.id"),
            time("at", "f.at"),
            text("direction", "f.direction"),
            text("outcome", "f.outcome"),
            integer("durationSeconds", "f.duration_seconds"),
            text("remarks", "f.remarks"),
            included("user", text("id", "u.id"), text("name", "u.name")));
    /** What was entered of an enquiry by somebody who is a lead already. */
    static final Columns ENTERED = Columns.of(
            text("id", "f.id"),
            time("at", "f.at"),
            text("source", "f.source"),
            text("subSource", "f.sub_source"),
            text("campaign", "f.campaign"),
            text("model", "f.model"),
            text("customerName", "f.customer_name"),
            text("email", "f.email"),
            text("remarks", "f.remarks"),
            json("phones", "f.phones"),
            text("matched", "f.matched"));

    private static final Columns TOUCH = ENTERED.with(included("user", text("id", "u.id"), text("name", "u.name")));

    /** A list, with its table, its order, and the column that says who did it. */
    record Part(String name, String table, String order, String user, Columns columns) {
        static final Part FOLLOW_UPS =
                new Part("lead-follow-ups", "lead_follow_ups", "attempt DESC", "done_by", FOLLOW_UP);
        static final Part CALLS = new Part("lead-calls", "lead_calls", "at DESC, id DESC", "user_id", CALL);
        static final Part TOUCHES = new Part("lead-touches", "lead_touches", "id DESC", "user_id", TOUCH);
    }

    private LeadHistory() {}

    private static Columns followUp(String alias) {
        return Columns.of(
                text("id", alias + ".id"),
                integer("attempt", alias + ".attempt"),
                time("dueAt", alias + ".due_at"),
                time("doneAt", alias + ".done_at"),
                text("channel", alias + ".channel"),
                text("outcome", alias + ".outcome"),
                time("nextAt", alias + ".next_at"),
                text("remarks", alias + ".remarks"),
                text("userId", alias + ".user_id"),
                included("doneBy", text("id", "u.id"), text("name", "u.name")));
    }

    static byte[] list(Handle handle, Caller caller, UUID leadId, Part part) {
        LeadAccess access = LeadAccess.of(caller);
        var statement = handle.createQuery(
                        "SELECT f.id, " + part.columns.sql() + "\nFROM leads l\nLEFT JOIN LATERAL (SELECT * FROM "
                                + part.table + " p WHERE p.workspace_id = :workspaceId AND p.lead_id = l.id ORDER BY p."
                                + part.order.replace(", ", ", p.") + " LIMIT " + MOST + ") f ON true\n"
                                + "LEFT JOIN users u ON u.workspace_id = :workspaceId AND u.id = f." + part.user
                                + "\nWHERE l.workspace_id = :workspaceId AND l.id = :id AND l.deleted_at IS NULL"
                                + access.andCondition("l") + "\nORDER BY f." + part.order.replace(", ", ", f."))
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("id", leadId);
        return Rows.json(statement, (json, rows) -> write(json, rows, part.columns));
    }

    /** @param rows with an id before the columns, null where the lead has none of them; no row where it is not to be seen */
    static void write(JsonGenerator json, ResultSet rows, Columns columns) throws SQLException {
        boolean found = false;
        json.writeStartObject();
        json.writeName("data");
        json.writeStartArray();
        while (rows.next()) {
            found = true;
            if (rows.getObject(1) != null) {
                json.writeStartObject();
                columns.writeMembers(json, rows, 2);
                json.writeEndObject();
            }
        }
        if (!found) {
            throw Problem.notFound("The lead");
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What was made of an attempt, the one that is planned by now, and the lead: one statement, follow_up_lead(). */
    static byte[] followUp(Handle handle, Caller caller, UUID leadId, Values made, Instant now) {
        LeadAccess access = LeadAccess.of(caller);
        Columns planned = plannedColumns();
        return handle.createQuery("SELECT " + FOLLOW_UP.sql() + ", " + planned.sql() + ", "
                        + Leads.COLUMNS.plain().sql() + """

                FROM leads q
                CROSS JOIN LATERAL follow_up_lead(:workspaceId, q.id, :now, :callerId, CAST(:made AS jsonb)) r
                CROSS JOIN LATERAL (SELECT (r.lead).*) l
                CROSS JOIN LATERAL (SELECT (r.done).*) f
                CROSS JOIN LATERAL (SELECT (r.planned).*) n
                LEFT JOIN users u ON u.workspace_id = :workspaceId AND u.id = f.done_by
                WHERE q.workspace_id = :workspaceId AND q.id = :id AND q.deleted_at IS NULL""" + access.andCondition("q"))
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("id", leadId)
                .bind("now", RecordTable.utc(now))
                .bind("made", LeadCalls.json(made).toString())
                .map((row, context) -> followUpJson(row, planned))
                .findOne()
                .orElseThrow(() -> Problem.notFound("The lead"));
    }

    /**
     * Takes the newest attempt back: take_back_follow_up().
     *
     * @throws Problem 404, or 409 where there is a newer one
     */
    static void takeBack(Handle handle, Caller caller, UUID leadId, UUID followUpId, Instant now) {
        boolean taken = handle.createQuery("""
                SELECT r.taken FROM leads q
                CROSS JOIN LATERAL take_back_follow_up(:workspaceId, q.id, :followUpId, :now, :callerId) r
                WHERE q.workspace_id = :workspaceId AND q.id = :id AND q.deleted_at IS NULL""" + LeadAccess.of(caller).andCondition("q"))
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("id", leadId)
                .bind("followUpId", followUpId)
                .bind("now", RecordTable.utc(now))
                .mapTo(Boolean.class)
                .findOne()
                .orElseThrow(() -> Problem.notFound("The follow-up"));
        if (!taken) {
            throw Problem.conflict("Only the newest follow-up can be taken back.", Map.of());
        }
    }

    private static Columns plannedColumns() {
        return Columns.of(
                text("id", "n.id"),
                integer("attempt", "n.attempt"),
                time("dueAt", "n.due_at"),
                text("userId", "n.user_id"));
    }

    private static byte[] followUpJson(ResultSet row, Columns planned) throws SQLException {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeName("followUp");
            json.writeStartObject();
            FOLLOW_UP.writeMembers(json, row, 1);
            json.writeEndObject();
            json.writeName("planned");
            int at = 1 + FOLLOW_UP.width();
            if (row.getObject(at) == null) {
                json.writeNull();
            } else {
                json.writeStartObject();
                planned.writeMembers(json, row, at);
                json.writeEndObject();
            }
            json.writeName("lead");
            json.writeStartObject();
            Leads.COLUMNS.plain().writeMembers(json, row, at + planned.width());
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** One call; a first one from here is the first response. */
    static byte[] call(Handle handle, Caller caller, UUID leadId, Values call, Instant now) {
        LeadAccess access = LeadAccess.of(caller);
        Object at = call.get("at");
        return handle.createQuery("""
                WITH lead AS (
                    SELECT l.id, l.first_responded_at, l.created_at FROM leads l
                    WHERE l.workspace_id = :workspaceId AND l.id = :id AND l.deleted_at IS NULL %s
                    FOR NO KEY UPDATE -- it may just be deleted, or become part of another one
                ), responded AS (
                    UPDATE leads r
                    SET first_responded_at = greatest(lead.created_at, CAST(:at AS timestamptz)), version = r.version + 1,
                        updated_at = :now, changed_by = :callerId
                    FROM lead
                    WHERE r.workspace_id = :workspaceId AND r.id = lead.id AND r.first_responded_at IS NULL
                      AND :direction = 'outbound'
                ), made AS (
                    INSERT INTO lead_calls (workspace_id, lead_id, at, user_id, direction, outcome, duration_seconds, remarks,
                                            created_at)
                    SELECT :workspaceId, lead.id, :at, :callerId, :direction, :outcome, :duration, :remarks, :now FROM lead
                    RETURNING *
                )
                SELECT %s FROM made f LEFT JOIN users u ON u.workspace_id = :workspaceId AND u.id = f.user_id
                """.formatted(access.andCondition("l"), CALL.sql()))
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("id", leadId)
                .bind("at", at instanceof OffsetDateTime time ? time : RecordTable.utc(now))
                .bind("direction", (String) call.get("direction"))
                .bind("outcome", (String) call.get("outcome"))
                .bind("duration", (Long) call.get("durationSeconds"))
                .bind("remarks", (String) call.get("remarks"))
                .bind("now", RecordTable.utc(now))
                .map((row, context) -> Json.write((JsonGenerator json) -> {
                    json.writeStartObject();
                    CALL.writeMembers(json, row, 1);
                    json.writeEndObject();
                }))
                .findOne()
                .orElseThrow(() -> Problem.notFound("The lead"));
    }
}
