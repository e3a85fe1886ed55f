package brisk.leads;

import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.records.Bulk;
import brisk.platform.records.Bulk.Outcome;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that is done to many leads, in one statement: triggers and totals then run once for all of them.
 *
 * <pre>{"operation": "update_ps", "leadIds": […], "updates": {"psId": …}, "versions": {…: 3}, "partial": true}</pre>
 *
 * @param versions of the leads that must not have been changed since; the others are changed whatever they are by now
 */
record LeadBulk(Operation operation, List<UUID> ids, Values updates, Map<UUID, Long> versions, boolean partial) {
    private static final Set<String> MEMBERS = Set.of("operation", "leadIds", "updates", "versions", "partial");
    private static final Field PS = Field.of("psId", "ps_id", Readers.id());
    private static final Field STATUS =
            Field.of("status", "status", Readers.text(40)).mandatory();

    enum Operation {
        UPDATE_PS("updated", ""),
        UPDATE_STATUS("updated", ""),
        DELETE("deleted", "deleted_at = :now, "),
        RESTORE("restored", "deleted_at = NULL, ");

        private final String done;
        private final String assignments;

        Operation(String done, String assignments) {
            this.done = done;
            this.assignments = assignments;
        }

        private Fields fields() {
            return switch (this) {
                case UPDATE_PS -> Fields.of(PS);
                case UPDATE_STATUS -> Fields.of(STATUS);
                case DELETE, RESTORE -> Fields.of();
            };
        }
    }

    static LeadBulk read(ObjectNode json, Caller caller) {
        for (String name : json.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw Problem.badRequest("There is no member '" + name + "' in a bulk request for leads.");
            }
        }
        Operation operation = Bulk.operation(json, Operation.class);
        boolean forManagers = operation == Operation.DELETE || operation == Operation.RESTORE;
        if (forManagers && !caller.may(Permission.MANAGE)) {
            throw Problem.forbidden("Only managers delete and restore leads.");
        }
        List<UUID> ids = Bulk.ids(json, "leadIds");
        return new LeadBulk(
                operation,
                ids,
                updates(json, operation, caller),
                Bulk.versions(json, ids, "leadIds"),
                Bulk.isPartial(json));
    }

    private static Values updates(ObjectNode json, Operation operation, Caller caller) {
        JsonNode given = json.path("updates");
        if (!given.isMissingNode() && !given.isObject()) {
            throw Problem.invalid("updates", "must be an object");
        }
        if ((given.isMissingNode() || given.isEmpty()) && operation == Operation.UPDATE_PS) {
            throw Problem.invalid("psId", "is required; null takes the PS away");
        }
        return operation.fields().readNew(given instanceof ObjectNode object ? object : json.objectNode(), caller);
    }

    /** A lead that was there when its turn came. */
    private record Present(UUID id, long version, boolean fits, boolean free) {}

    /**
     * @return the answer's body
     * @throws Problem 422 with all results where a lead is missing, has another version, or cannot get its numbers back, and the
     *     request is not a partial one: thrown inside the transaction, it takes everything back
     */
    byte[] run(Handle handle, Caller caller, Instant now) {
        UUID person = operation == Operation.UPDATE_PS ? (UUID) updates.get("ps_id") : null;
        boolean tells = person != null && !person.equals(caller.userId());
        if (tells) {
            handle.createQuery("SELECT set_config('brisk.told_together', 'yes', true)")
                    .mapTo(String.class)
                    .one();
        }
        Map<UUID, Present> present = new LinkedHashMap<>();
        List<UUID> given = new ArrayList<>();
        change(handle, caller, now, present, given);
        List<Outcome> outcomes = ids.stream()
                .map(id -> new Outcome(id, failure(present.get(id))))
                .toList();
        byte[] results = Bulk.results(Bulk.word(operation), operation.done, partial, outcomes);
        if (person != null && tells && !given.isEmpty()) {
            tell(handle, caller, person, given, now);
        }
        return results;
    }

    private void change(Handle handle, Caller caller, Instant now, Map<UUID, Present> present, List<UUID> given) {
        // Locked in one order, so that two requests about the same leads wait for each other and not both.
        updates.bind(handle.createQuery("""
                WITH chosen AS MATERIALIZED (
                    SELECT c.id, c.version, c.mobile, c.alternate_phones, c.ps_id,
                           c.version = coalesce((:versions::jsonb ->> c.id::text)::bigint, c.version) AS fits
                    FROM leads c
                    WHERE c.workspace_id = :workspaceId AND c.id = ANY (:ids) AND c.merged_into IS NULL AND c.deleted_at IS %s %s
                    ORDER BY c.id
                    FOR NO KEY UPDATE
                ), numbers AS (
                    SELECT chosen.id, phone FROM chosen, unnest(numbers_of(chosen.mobile, chosen.alternate_phones)) AS phone
                    WHERE :restores AND chosen.fits
                ), taken AS (
                    SELECT n.id FROM numbers n
                    WHERE EXISTS (SELECT FROM lead_phones p WHERE p.workspace_id = :workspaceId AND p.phone = n.phone)
                       OR EXISTS (SELECT FROM numbers o WHERE o.phone = n.phone AND o.id < n.id)
                ), able AS (
                    SELECT chosen.*, chosen.id NOT IN (SELECT taken.id FROM taken) AS free FROM chosen
                ), changed AS (
                    UPDATE leads l SET %s%s changed_by = :callerId, version = l.version + 1, updated_at = :now
                    FROM able
                    WHERE l.workspace_id = :workspaceId AND l.id = able.id AND able.fits AND able.free
                    RETURNING l.id, l.ps_id
                )
                SELECT able.id, able.version, able.fits, able.free, changed.ps_id IS DISTINCT FROM able.ps_id AND changed.id IS NOT NULL AS given
                FROM able LEFT JOIN changed ON changed.id = able.id
                """.formatted(
                                operation == Operation.RESTORE ? "NOT NULL" : "NULL",
                                LeadAccess.of(caller).andCondition("c"),
                                operation.assignments,
                                updates.assignments())))
                .bind("workspaceId", caller.workspaceId())
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("versions", new String(Json.bytes(versions), StandardCharsets.UTF_8))
                .bind("restores", operation == Operation.RESTORE)
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("now", RecordTable.utc(now))
                .map((rows, context) -> {
                    UUID id = rows.getObject("id", UUID.class);
                    if (rows.getBoolean("given")) {
                        given.add(id);
                    }
                    return new Present(id, rows.getLong("version"), rows.getBoolean("fits"), rows.getBoolean("free"));
                })
                .forEach(lead -> present.put(lead.id, lead));
    }

    /** One mail for all of them. */
    private static void tell(Handle handle, Caller caller, UUID person, List<UUID> given, Instant now) {
        handle.createQuery("SELECT tell_ps_of_many(:workspaceId, :person, :given, :now) IS NULL")
                .bind("workspaceId", caller.workspaceId())
                .bind("person", person)
                .bind("given", given.toArray(UUID[]::new))
                .bind("now", RecordTable.utc(now))
                .mapTo(Boolean.class)
                .one();
    }

    private @Nullable Problem failure(@Nullable Present lead) {
        if (lead == null) {
            return operation == Operation.RESTORE ? Problem.notFound("The deleted lead") : Problem.notFound("The lead");
        }
        if (!lead.fits) {
            return Problem.lostUpdate(lead.version);
        }
        return lead.free ? null : Problem.conflict("Another lead has one of its numbers by now.", Map.of());
    }
}
