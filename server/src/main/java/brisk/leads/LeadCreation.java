package brisk.leads;

import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Request;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.PhoneNumbers.Phone;
import brisk.platform.records.RecordTable;
import brisk.platform.security.Caller;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/**
 * A new lead in one statement and one round trip: the check for duplicates, the lead, its first follow-up, the entry of the call
 * and the mail to whom it is assigned, or a touch on the lead that is there already. What happens is create_lead() in the
 * migrations.
 */
final class LeadCreation {
    private final Database database;
    private final LeadIds ids;
    private final Clock clock;

    LeadCreation(Database database, LeadIds ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** What became of an enquiry. */
    private sealed interface Outcome {
        record Created(UUID id, String uid, long version, byte[] json) implements Outcome {}

        record Duplicate(KnownLead lead, String matched) implements Outcome {}
    }

    Answer create(Request request) {
        Caller caller = request.caller();
        Values values = Leads.OF_NEW.readNew(LeadForm.named(request.jsonOrForm()), caller);
        dialled(values);
        String fields = withPeople(values, caller).toString();
        Outcome outcome = database.writeStatement(request.trace(), (handle, changes) -> {
            changes.touch(Leads.all(caller.workspaceId()));
            return insert(handle, changes, caller, fields, clock.instant());
        });
        return switch (outcome) {
            case Outcome.Created created -> {
                ids.remember(caller.workspaceId(), created.uid(), created.id());
                byte[] body = timed(created.json(), request.trace());
                yield new Answer.Body(
                        201,
                        Answer.JSON,
                        body,
                        Map.of(
                                "Location",
                                "/api/leads/" + created.uid(),
                                "ETag",
                                new RecordTable.Row(created.id(), created.version(), created.json())
                                        .cached()
                                        .etag()));
            }
            case Outcome.Duplicate duplicate -> throw problem(duplicate, request.trace());
        };
    }

    /** A mobile is two columns: as it is dialled, and as it was typed. */
    static void dialled(Values values) {
        if (values.get("mobile") instanceof Phone phone) {
            values.with(Leads.MOBILE, phone.e164()).with(Leads.MOBILE_TYPED, phone.typed());
        }
    }

    /** Whoever enters an enquiry took it; who follows enquiries up keeps what they enter themselves. */
    private static ObjectNode withPeople(Values values, Caller caller) {
        ObjectNode fields = LeadCalls.json(values);
        String self = caller.userId().toString();
        boolean takes = caller.role() == Role.CRE;
        if (takes && fields.has("cre_id") && !fields.path("cre_id").asString("").equals(self)) {
            throw Problem.invalid("creId", "must be yourself, or be left out");
        }
        if (!fields.has("cre_id")) {
            fields.put("cre_id", self);
        }
        if (LeadAccess.of(caller) == LeadAccess.PS && !fields.has("ps_id")) {
            fields.put("ps_id", self);
        }
        return fields;
    }

    private static Outcome insert(Handle handle, Changes changes, Caller caller, String fields, Instant now) {
        LeadAccess access = LeadAccess.of(caller);
        return handle.createQuery("SELECT c.created, c.matched, l.id, l.uid, l.version, " + KnownLead.sql(access) + ", "
                        + Leads.WITH_PEOPLE.sql()
                        + "\nFROM create_lead(:workspaceId, :now, :callerId, CAST(:fields AS jsonb)) c"
                        + "\nCROSS JOIN LATERAL (SELECT (c.lead).*) l" + Leads.PEOPLE)
                .bind("workspaceId", caller.workspaceId())
                .bind("now", RecordTable.utc(now))
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("fields", fields)
                .map((row, context) -> outcome(row, changes, caller))
                .one();
    }

    private static Outcome outcome(ResultSet row, Changes changes, Caller caller) throws SQLException {
        UUID id = row.getObject(3, UUID.class);
        if (row.getBoolean(1)) {
            byte[] json = Json.write(generator -> {
                generator.writeStartObject();
                Leads.WITH_PEOPLE.writeMembers(generator, row, 6 + KnownLead.WIDTH);
                generator.writeEndObject();
            });
            return new Outcome.Created(id, row.getString(4), row.getLong(5), json);
        }
        changes.touch(Leads.one(caller.workspaceId(), id));
        return new Outcome.Duplicate(KnownLead.read(row, 6), row.getString(2));
    }

    private static Problem problem(Outcome.Duplicate duplicate, Trace trace) {
        Map<String, Object> extensions = new LinkedHashMap<>(conflict(duplicate.lead(), duplicate.matched()));
        extensions.put(
                "performance",
                Json.tree(("{" + performance(trace) + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .path("performance"));
        return Problem.conflict(
                "This customer is lead " + duplicate.lead().uid() + " already; the enquiry was added to it.",
                extensions);
    }

    /** What a 409 says of the lead that has the number. */
    static Map<String, Object> conflict(KnownLead lead, String matched) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("existingId", lead.id());
        extensions.put("lead", lead);
        extensions.put("matched", matched);
        return extensions;
    }

    /** A record with a member more: what this very request took. */
    private static byte[] timed(byte[] json, Trace trace) {
        byte[] member = ("," + performance(trace) + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] body = java.util.Arrays.copyOf(json, json.length - 1 + member.length);
        System.arraycopy(member, 0, body, json.length - 1, member.length);
        return body;
    }

    private static String performance(Trace trace) {
        var text = new StringBuilder(96).append("\"performance\":{\"queryTime\":");
        Trace.appendMillis(text, trace.databaseNanos()).append(",\"cacheHit\":false,\"totalTime\":");
        return Trace.appendMillis(text, trace.elapsedNanos()).append('}').toString();
    }
}
