package brisk.platform.records;

import brisk.platform.http.Ids;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.records.Fields.Values;
import brisk.platform.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to do one thing to many records. All of them or none, unless {@code "partial": true} asks for those that
 * can be done; either way the answer says for each what happened.
 *
 * <pre>{"operation": "create", "records": [{…}, …]}
 * {"operation": "update", "records": [{"id": …, "version": 3, …}, …]}
 * {"operation": "update", "ids": […], "changes": {…}}
 * {"operation": "delete" | "restore", "ids": […]}</pre>
 */
public final class Bulk {
    public static final int MOST_ITEMS = 1_000;
    private static final List<String> MEMBERS = List.of("operation", "records", "ids", "changes", "partial");

    /** What is done to each record, and the word for it afterwards. */
    public enum Operation {
        CREATE("created"),
        UPDATE("updated"),
        DELETE("deleted"),
        RESTORE("restored");

        private final String done;

        Operation(String done) {
            this.done = done;
        }
    }

    /** One record of the request. */
    public static final class Item {
        private final @Nullable UUID id;
        private final Values values;
        private final @Nullable Long version;
        private @Nullable Problem failure;

        private Item(@Nullable UUID id, Values values, @Nullable Long version, @Nullable Problem failure) {
            this.id = id;
            this.values = values;
            this.version = version;
            this.failure = failure;
        }

        public UUID id() {
            return Objects.requireNonNull(id, "an item to create has no id yet");
        }

        public Values values() {
            return values;
        }

        public @Nullable Long version() {
            return version;
        }

        public @Nullable Problem failure() {
            return failure;
        }

        public void fail(Problem problem) {
            failure = problem;
        }
    }

    /** What became of an item. */
    public record Outcome(@Nullable UUID id, @Nullable Problem failure) {}

    private final Operation operation;
    private final boolean partial;
    private final List<Item> items;

    private Bulk(Operation operation, boolean partial, List<Item> items) {
        this.operation = operation;
        this.partial = partial;
        this.items = items;
    }

    public static Bulk read(ObjectNode json, Fields fields, Caller caller) {
        for (String name : json.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw Problem.unknownField(name, MEMBERS);
            }
        }
        Operation operation = switch (json.path("operation").asString("")) {
            case "create" -> Operation.CREATE;
            case "update" -> Operation.UPDATE;
            case "delete" -> Operation.DELETE;
            case "restore" -> Operation.RESTORE;
            default -> throw Problem.invalid("operation", "must be one of: create, update, delete, restore");
        };
        refuseContradictions(json, operation);
        List<Item> items = json.has("records")
                ? records(json.path("records"), operation, fields, caller)
                : ids(json, operation, fields, caller);
        return new Bulk(operation, isPartial(json), items);
    }

    /** Of two wishes in one request, none may be done silently without the other. */
    private static void refuseContradictions(ObjectNode json, Operation operation) {
        if (json.has("records") && json.has("ids")) {
            throw Problem.invalid("ids", "does not go with 'records'; give one of them");
        }
        if (json.has("changes") && (operation != Operation.UPDATE || json.has("records"))) {
            throw Problem.invalid("changes", "goes with 'update' and 'ids' only");
        }
    }

    /** Whether a request wants what can be done of it. */
    public static boolean isPartial(ObjectNode json) {
        JsonNode partial = json.path("partial");
        if (partial.isMissingNode() || partial.isBoolean()) {
            return partial.asBoolean(false);
        }
        throw Problem.invalid("partial", "must be true or false");
    }

    private static List<Item> records(JsonNode records, Operation operation, Fields fields, Caller caller) {
        requireList(records, "records");
        if (operation != Operation.CREATE && operation != Operation.UPDATE) {
            throw Problem.invalid("records", "goes with create and update; give 'ids' instead");
        }
        List<Item> items = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (JsonNode record : records) {
            items.add(record(record, operation, fields, caller, seen));
        }
        return items;
    }

    private static Item record(JsonNode record, Operation operation, Fields fields, Caller caller, Set<UUID> seen) {
        try {
            if (!(record instanceof ObjectNode object)) {
                throw Problem.badRequest("A record must be an object.");
            }
            if (operation == Operation.CREATE) {
                return new Item(null, fields.readNew(object, caller), null, null);
            }
            UUID id = Ids.parse(object.path("id").asString("")).orElseThrow(() -> Problem.invalid("id", "is required"));
            if (!seen.add(id)) {
                throw Problem.invalid("id", "is named twice in this request");
            }
            Long version = version(object);
            ObjectNode changes = object.deepCopy();
            changes.remove("id");
            changes.remove("version");
            return new Item(id, fields.readChanges(changes, caller), version, null);
        } catch (Problem problem) {
            return new Item(null, new Values(), null, problem);
        }
    }

    private static @Nullable Long version(ObjectNode record) {
        JsonNode version = record.get("version");
        if (version == null || version.isNull()) {
            return null;
        }
        if (!version.isIntegralNumber() || !version.canConvertToLong()) {
            throw Problem.invalid("version", "must be a whole number");
        }
        return version.asLong();
    }

    private static List<Item> ids(ObjectNode json, Operation operation, Fields fields, Caller caller) {
        List<UUID> ids = ids(json, "ids");
        if (operation == Operation.CREATE) {
            throw Problem.invalid("ids", "new records have no id yet; give 'records' instead");
        }
        Values changes = operation == Operation.UPDATE && json.get("changes") instanceof ObjectNode object
                ? fields.readChanges(object, caller)
                : new Values();
        if (operation == Operation.UPDATE && changes.isEmpty()) {
            throw Problem.invalid("changes", "is required with 'ids'");
        }
        return ids.stream().map(id -> new Item(id, changes, null, null)).toList();
    }

    /** A member that is a list of ids, each of them once. */
    public static List<UUID> ids(ObjectNode json, String name) {
        requireList(json.path(name), name);
        Set<UUID> ids = new LinkedHashSet<>();
        for (JsonNode id : json.path(name)) {
            ids.add(Ids.parse(id.asString(""))
                    .orElseThrow(() -> Problem.invalid(name, "must be a list of ids (UUIDs)")));
        }
        return List.copyOf(ids);
    }

    /** The operation that the request names, of those that are written in small letters. */
    public static <E extends Enum<E>> E operation(ObjectNode json, Class<E> kind) {
        String wanted = json.path("operation").asString("");
        E[] operations = kind.getEnumConstants();
        return Arrays.stream(operations)
                .filter(each -> word(each).equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "operation",
                        "must be one of: "
                                + Arrays.stream(operations).map(Bulk::word).collect(Collectors.joining(", "))));
    }

    /** An operation as clients name it. */
    public static String word(Enum<?> operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The versions that {@code versions} demands, by record.
     *
     * @param name of the member that {@code ids} stood in
     */
    public static Map<UUID, Long> versions(ObjectNode json, List<UUID> ids, String name) {
        JsonNode given = json.path("versions");
        if (given.isMissingNode()) {
            return Map.of();
        }
        if (!given.isObject()) {
            throw Problem.invalid("versions", "must be an object of ids, each with a version");
        }
        Set<UUID> asked = Set.copyOf(ids);
        Map<UUID, Long> versions = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        for (var entry : given.properties()) {
            UUID id = Ids.parse(entry.getKey()).orElse(null);
            JsonNode version = entry.getValue();
            if (id == null || !asked.contains(id)) {
                errors.add(new FieldError("versions." + entry.getKey(), "is none of the " + name));
            } else if (!version.isIntegralNumber() || !version.canConvertToLong()) {
                errors.add(new FieldError("versions." + entry.getKey(), "must be a whole number"));
            } else {
                versions.put(id, version.asLong());
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return versions;
    }

    private static void requireList(JsonNode list, String name) {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_ITEMS) {
            throw Problem.invalid(name, "must be a list of 1 to " + MOST_ITEMS + " entries");
        }
    }

    public Operation operation() {
        return operation;
    }

    public List<Item> items() {
        return items;
    }

    /** Does {@code work} to each item; a problem is that item's outcome. */
    public void each(List<Outcome> outcomes, Consumer<Item> work) {
        for (Item item : items) {
            try {
                if (item.failure() != null) {
                    throw item.failure();
                }
                work.accept(item);
                outcomes.add(new Outcome(item.id(), null));
            } catch (Problem problem) {
                outcomes.add(new Outcome(item.id, problem));
            }
        }
    }

    /** Inserts the items in one batch, which goes to the server in one round trip. */
    public void create(
            Handle handle, RecordTable table, Fields fields, Caller caller, Instant now, List<Outcome> outcomes) {
        List<Item> good = items.stream().filter(item -> item.failure() == null).toList();
        List<UUID> ids = handle.createQuery("SELECT uuidv7() FROM generate_series(1, :count)")
                .bind("count", good.size())
                .mapTo(UUID.class)
                .list();
        if (!good.isEmpty()) {
            Values shape = fields.complete(good.getFirst().values());
            PreparedBatch batch = handle.prepareBatch("INSERT INTO " + table.table()
                    + " (workspace_id, id, created_at, updated_at" + shape.columns()
                    + ") VALUES (:workspaceId, :id, :now, :now" + shape.placeholders() + ")");
            for (int i = 0; i < good.size(); i++) {
                fields.complete(good.get(i).values()).bind(batch);
                batch.bind("workspaceId", caller.workspaceId())
                        .bind("id", ids.get(i))
                        .bind("now", RecordTable.utc(now))
                        .add();
            }
            batch.execute();
        }
        int next = 0;
        for (Item item : items) {
            outcomes.add(
                    item.failure() == null ? new Outcome(ids.get(next++), null) : new Outcome(null, item.failure()));
        }
    }

    /**
     * The answer's body.
     *
     * @throws Problem 422 with all results where an item failed and the request did not ask for a partial result: thrown
     *     inside the transaction, it takes everything back
     */
    public byte[] results(List<Outcome> outcomes) {
        boolean takenBack = operation == Operation.CREATE
                && !partial
                && outcomes.stream().anyMatch(outcome -> outcome.failure() != null);
        List<Outcome> told = takenBack
                ? outcomes.stream()
                        .map(outcome -> new Outcome(null, outcome.failure()))
                        .toList()
                : outcomes;
        return results(word(operation), operation.done, partial, told);
    }

    /**
     * The same of an operation of another kind.
     *
     * @param done the word for it afterwards, such as "updated"
     */
    public static byte[] results(String operation, String done, boolean partial, List<Outcome> outcomes) {
        long failed = outcomes.stream().filter(o -> o.failure() != null).count();
        String success = failed > 0 && !partial ? "not done" : done;
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            results.add(result(i, outcomes.get(i), success));
        }
        if (failed > 0 && !partial) {
            throw Problem.notDone(
                    failed + " of " + outcomes.size() + " records cannot be "
                            + done + ", so none was. Correct them, or repeat with"
                            + " \"partial\": true to leave them out.",
                    Map.of("results", results));
        }
        return Json.bytes(Map.of(
                "operation", operation, "succeeded", outcomes.size() - failed, "failed", failed, "results", results));
    }

    private static Map<String, Object> result(int index, Outcome outcome, String success) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("index", index);
        if (outcome.id() != null) {
            result.put("id", outcome.id());
        }
        Problem failure = outcome.failure();
        result.put("result", failure == null ? success : "failed");
        if (failure != null) {
            result.put("status", failure.status());
            result.put("detail", failure.detail());
            result.put("errors", failure.errors());
        }
        return result;
    }
}
