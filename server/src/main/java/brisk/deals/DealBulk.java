package brisk.deals;

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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
 * One thing that is done to many deals, in one statement: triggers and totals then run once for all of them.
 *
 * <pre>{"operation": "update_stage", "dealIds": […], "updates": {"stageId": …}, "versions": {…: 3}, "partial": true}</pre>
 *
 * @param versions of the deals that must not have been changed since; the others are changed whatever they are by now
 */
record DealBulk(Operation operation, List<UUID> ids, Values updates, Map<UUID, Long> versions, boolean partial) {
    private static final Set<String> MEMBERS = Set.of("operation", "dealIds", "updates", "versions", "partial");
    private static final Field STAGE =
            Field.of("stageId", "stage_id", Readers.id()).mandatory();
    private static final Field OWNER = Field.of("ownerId", "owner_id", Readers.id());
    private static final Field REASON = Field.of("reason", "reason", Readers.text(500));
    private static final Field CLOSED_AT =
            Field.of("closedAt", "closed_at", Readers.time()).neverEmpty();

    /** A deal that is won or lost already stays in its stage. */
    private static final String TO_KIND = """
            stage_id = CASE WHEN d.status = '%1$s' THEN d.stage_id ELSE (
                SELECT s.id FROM pipeline_stages s
                WHERE s.workspace_id = :workspaceId AND s.pipeline_id = d.pipeline_id AND s.kind = '%1$s'
                  AND s.removed_at IS NULL
                ORDER BY s.position, s.id
                LIMIT 1) END,
            """;

    enum Operation {
        UPDATE_STAGE("updated", ""),
        UPDATE_OWNER("updated", ""),
        CLOSE_WON("updated", TO_KIND.formatted("won")),
        CLOSE_LOST("updated", TO_KIND.formatted("lost")),
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
                case UPDATE_STAGE -> Fields.of(STAGE, REASON, CLOSED_AT);
                case UPDATE_OWNER -> Fields.of(OWNER);
                case CLOSE_WON, CLOSE_LOST -> Fields.of(REASON, CLOSED_AT);
                case DELETE, RESTORE -> Fields.of();
            };
        }
    }

    static DealBulk read(ObjectNode json, Caller caller) {
        for (String name : json.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw Problem.badRequest("There is no member '" + name + "' in a bulk request for deals.");
            }
        }
        Operation operation = Bulk.operation(json, Operation.class);
        List<UUID> ids = Bulk.ids(json, "dealIds");
        return new DealBulk(
                operation,
                ids,
                updates(json, operation, caller),
                Bulk.versions(json, ids, "dealIds"),
                Bulk.isPartial(json));
    }

    private static Values updates(ObjectNode json, Operation operation, Caller caller) {
        JsonNode given = json.path("updates");
        if (!given.isMissingNode() && !given.isObject()) {
            throw Problem.invalid("updates", "must be an object");
        }
        boolean nothing = given.isMissingNode() || given.isEmpty();
        if (nothing && operation == Operation.UPDATE_OWNER) {
            throw Problem.invalid("ownerId", "is required; null takes the owner away");
        }
        return operation.fields().readNew(given instanceof ObjectNode object ? object : json.objectNode(), caller);
    }

    /**
     * @return the answer's body
     * @throws Problem 422 with all results where a deal is missing, or has another version, and the request is not a partial
     *     one: thrown inside the transaction, it takes everything back
     */
    byte[] run(Handle handle, Caller caller, Instant now) {
        Map<UUID, Present> present = new LinkedHashMap<>();
        // Locked in one order, so that two requests about the same deals wait for each other and not both.
        updates.bind(handle.createQuery("""
                WITH chosen AS (
                    SELECT c.id, c.version, c.version = coalesce((:versions::jsonb ->> c.id::text)::bigint, c.version) AS fits
                    FROM deals c
                    WHERE c.workspace_id = :workspaceId AND c.id = ANY (:ids) AND c.deleted_at IS %s
                    ORDER BY c.id
                    FOR UPDATE
                ), changed AS (
                    UPDATE deals d SET %s%s changed_by = :callerId, version = d.version + 1, updated_at = :now
                    FROM chosen
                    WHERE d.workspace_id = :workspaceId AND d.id = chosen.id AND chosen.fits
                )
                SELECT id, version, fits FROM chosen
                """.formatted(
                                operation == Operation.RESTORE ? "NOT NULL" : "NULL",
                                operation.assignments,
                                updates.assignments())))
                .bind("workspaceId", caller.workspaceId())
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("versions", new String(Json.bytes(versions), StandardCharsets.UTF_8))
                .bind("callerId", caller.userId())
                .bind("now", RecordTable.utc(now))
                .map((rows, context) ->
                        new Present(rows.getObject("id", UUID.class), rows.getLong("version"), rows.getBoolean("fits")))
                .forEach(deal -> present.put(deal.id, deal));
        List<Outcome> outcomes = ids.stream()
                .map(id -> new Outcome(id, failure(present.get(id))))
                .toList();
        return Bulk.results(Bulk.word(operation), operation.done, partial, outcomes);
    }

    private @Nullable Problem failure(@Nullable Present deal) {
        if (deal == null) {
            return operation == Operation.RESTORE ? Deals.TABLE.noDeleted() : Problem.notFound("The deal");
        }
        return deal.fits ? null : Problem.lostUpdate(deal.version);
    }

    /** A deal that was there when its turn came. */
    private record Present(UUID id, long version, boolean fits) {}
}
