package brisk.leads;

import brisk.contacts.Contacts;
import brisk.deals.DealRoutes;
import brisk.deals.Deals;
import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.http.Request;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From a lead to a contact and a deal, with what happened: convert_lead() in the migrations, one statement. */
final class LeadConversion {
    private static final Fields DEAL = Fields.of(
            Field.of("name", "name", Readers.text(200)),
            Field.of("value", "value", Readers.amount(16, 2)),
            Field.of("currency", "currency", Readers.currency()),
            Field.of("stageId", "stageId", Readers.id()),
            Field.of("expectedCloseDate", "expectedCloseDate", Readers.date()));

    private static final Fields WISH = Fields.of(
            Field.of("contactId", "contactId", Readers.id()),
            Field.of("deal", "deal", LeadConversion::deal).castTo("jsonb"),
            Field.of("status", "status", Readers.text(40)).neverEmpty());

    private final Database database;
    private final LeadIds ids;
    private final Clock clock;

    LeadConversion(Database database, LeadIds ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    private static @Nullable Object deal(String name, JsonNode value, Caller caller, List<FieldError> errors) {
        if (value instanceof ObjectNode object) {
            return LeadCalls.json(DEAL.readNew(object, caller)).toString();
        }
        errors.add(new FieldError(name, "must be an object, or null for none"));
        return null;
    }

    Answer convert(Request request) {
        Caller caller = request.caller();
        Values values = WISH.readNew(request.hasBody() ? request.json() : Json.MAPPER.createObjectNode(), caller);
        ObjectNode wish = LeadCalls.json(values).put("currency", DealRoutes.currencyOf(caller.region()));
        UUID id = ids.of(request);
        return Answer.json(200, database.writeStatement(request.trace(), (handle, changes) -> {
            LeadRoutes.touch(changes, caller, id);
            changes.touch(Contacts.all(caller.workspaceId()));
            changes.touch(Deals.all(caller.workspaceId()));
            changes.touch(Topic.all(caller.workspaceId(), "activities"));
            return convert(handle, changes, caller, id, wish.toString(), clock.instant());
        }));
    }

    private static byte[] convert(Handle handle, Changes changes, Caller caller, UUID id, String wish, Instant now) {
        return handle.createQuery("SELECT r.fresh, l.contact_id, l.deal_id, l.uid, "
                        + Leads.COLUMNS.plain().sql() + """

                FROM leads q
                CROSS JOIN LATERAL convert_lead(:workspaceId, q.id, :now, :callerId, CAST(:wish AS jsonb)) r
                CROSS JOIN LATERAL (SELECT (r.lead).*) l
                WHERE q.workspace_id = :workspaceId AND q.id = :id AND q.deleted_at IS NULL"""
                        + LeadAccess.of(caller).andCondition("q"))
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("id", id)
                .bind("now", RecordTable.utc(now))
                .bind("wish", wish)
                .map((row, context) -> answer(row, changes, caller))
                .findOne()
                .orElseThrow(() -> Problem.notFound("The lead"));
    }

    private static byte[] answer(ResultSet row, Changes changes, Caller caller) throws SQLException {
        UUID contact = row.getObject(2, UUID.class);
        UUID deal = row.getObject(3, UUID.class);
        if (!row.getBoolean(1)) {
            Map<String, Object> made = new HashMap<>();
            if (contact != null) {
                made.put("existingId", contact);
            }
            throw Problem.conflict("Lead " + row.getString(4) + " was converted before.", made);
        }
        changes.touch(Contacts.one(caller.workspaceId(), contact));
        changes.touch(Topic.part(caller.workspaceId(), "contact-timeline", contact));
        if (deal != null) {
            changes.touch(Deals.one(caller.workspaceId(), deal));
        }
        byte[] lead = Json.write(json -> {
            json.writeStartObject();
            Leads.COLUMNS.plain().writeMembers(json, row, 5);
            json.writeEndObject();
        });
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("contactId", contact.toString());
            json.writeName("dealId");
            if (deal == null) {
                json.writeNull();
            } else {
                json.writeString(deal.toString());
            }
            json.writeName("lead");
            json.writeRawValue(new String(lead, StandardCharsets.UTF_8));
            json.writeEndObject();
        });
    }
}
