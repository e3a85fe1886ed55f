package brisk.merging;

import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.post;

import brisk.contacts.Contacts;
import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finding, merging and un-merging duplicates over HTTP. */
public final class MergeRoutes {
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final int MOST_LOSERS = 20;

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;

    public MergeRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    public List<Route> table() {
        return List.of(
                get("/api/contacts/{id}/duplicates", Permission.READ, this::duplicates),
                post("/api/contacts/merge", Permission.WRITE, this::merge),
                get("/api/contacts/{id}/merges", Permission.READ, this::merges),
                post("/api/contacts/merges/{id}/undo", Permission.WRITE, this::undo));
    }

    private Answer duplicates(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        List<Topic> topics = List.of(Contacts.all(caller.workspaceId()));
        return reads.record(
                request,
                "duplicates",
                id,
                request.query(),
                TTL,
                topics,
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> MergeStore.duplicates(handle, caller, id)), 0));
    }

    /**
     * Into one contact, up to 20 others: {@code {"winnerId": …, "loserIds": […]}}, with {@code "take": {"jobTitle": …}} for fields
     * that one of the others knows better.
     */
    private record Wish(
            UUID winnerId,
            List<@Nullable UUID> loserIds,
            @Nullable Map<String, @Nullable UUID> take) {}

    private Answer merge(Request request) {
        Caller caller = request.caller();
        Wish wish = request.json(Wish.class);
        if (wish.winnerId() == null) {
            throw Problem.invalid("winnerId", "is required");
        }
        if (wish.loserIds() == null
                || wish.loserIds().isEmpty()
                || wish.loserIds().size() > MOST_LOSERS) {
            throw Problem.invalid("loserIds", "must be a list of 1 to " + MOST_LOSERS + " ids");
        }
        List<UUID> losers =
                wish.loserIds().stream().filter(Objects::nonNull).distinct().toList();
        if (losers.isEmpty() || wish.loserIds().contains(null)) {
            throw Problem.invalid("loserIds", "must be a list of ids (UUIDs)");
        }
        if (losers.contains(wish.winnerId())) {
            throw Problem.invalid("loserIds", "must not contain the winner");
        }
        Map<String, UUID> take = taken(wish.take(), losers);
        return Answer.json(200, database.write(request.trace(), (handle, changes) -> {
            touch(changes, caller, wish.winnerId(), losers);
            return merge(handle, caller, wish.winnerId(), losers, take, clock.instant());
        }));
    }

    private static Map<String, UUID> taken(@Nullable Map<String, @Nullable UUID> take, List<UUID> losers) {
        if (take == null) {
            return Map.of();
        }
        List<FieldError> errors = new ArrayList<>();
        Map<String, UUID> taken = new HashMap<>();
        take.forEach((field, from) -> {
            if (!Merge.canBeTaken(field)) {
                errors.add(new FieldError("take." + field, "is no field that can be taken"));
            } else if (from == null || !losers.contains(from)) {
                errors.add(new FieldError("take." + field, "must be one of loserIds"));
            } else {
                taken.put(field, from);
            }
        });
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return taken;
    }

    private static byte[] merge(
            Handle handle, Caller caller, UUID winner, List<UUID> losers, Map<String, UUID> take, Instant now) {
        List<UUID> all = new ArrayList<>(List.of(winner));
        all.addAll(losers);
        List<ObjectNode> rows = MergeStore.lock(handle, caller, all);
        ObjectNode changes = Merge.changes(rows.getFirst(), rows.subList(1, rows.size()), take);
        ObjectNode undo = Json.MAPPER.createObjectNode();
        ObjectNode before = undo.putObject("before");
        changes.propertyNames()
                .forEach(column -> before.set(column, rows.getFirst().get(column)));
        undo.set("after", changes);
        ArrayNode moved = undo.putArray("losers");
        for (UUID loser : losers) {
            moved.add(MergeStore.move(handle, caller, winner, loser));
            MergeStore.retire(handle, caller, winner, loser, now);
        }
        MergeStore.set(handle, caller, winner, changes, now);
        UUID mergeId = MergeStore.remember(handle, caller, winner, undo, now);
        return answer(handle, caller, mergeId, winner);
    }

    private static byte[] answer(Handle handle, Caller caller, UUID mergeId, UUID winner) {
        byte[] contact = Contacts.TABLE
                .read(handle, caller, winner, Contacts.COLUMNS.plain(), "")
                .json();
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("mergeId", mergeId.toString());
            json.writeName("contact");
            json.writeRawValue(new String(contact, StandardCharsets.UTF_8));
            json.writeEndObject();
        });
    }

    private Answer merges(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        List<Topic> topics = List.of(Contacts.all(caller.workspaceId()));
        return reads.record(
                request,
                "merges",
                id,
                request.query(),
                TTL,
                topics,
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> MergeStore.merges(handle, caller, id)), 0));
    }

    /** Fields of the winner that nobody changed since go back; everything that was moved goes back. */
    private Answer undo(Request request) {
        Caller caller = request.caller();
        UUID mergeId = request.id("id");
        return Answer.json(200, database.write(request.trace(), (handle, changes) -> {
            Instant now = clock.instant();
            MergeStore.Remembered merge = MergeStore.claimUndo(handle, caller, mergeId, now);
            ObjectNode current =
                    MergeStore.lock(handle, caller, List.of(merge.winner())).getFirst();
            ObjectNode before = (ObjectNode) merge.undo().path("before");
            ObjectNode restored = Json.MAPPER.createObjectNode();
            for (Map.Entry<String, JsonNode> column : before.properties()) {
                if (current.get(column.getKey())
                        .equals(merge.undo().path("after").get(column.getKey()))) {
                    restored.set(column.getKey(), column.getValue());
                }
            }
            MergeStore.set(handle, caller, merge.winner(), restored, now);
            List<UUID> losers = new ArrayList<>();
            for (JsonNode loser : merge.undo().path("losers")) {
                MergeStore.giveBack(handle, caller, merge.winner(), loser, now);
                losers.add(UUID.fromString(loser.path("id").asString()));
            }
            touch(changes, caller, merge.winner(), losers);
            return answer(handle, caller, mergeId, merge.winner());
        }));
    }

    private static void touch(Changes changes, Caller caller, UUID winner, List<UUID> losers) {
        UUID workspaceId = caller.workspaceId();
        changes.touch(Contacts.all(workspaceId));
        changes.touch(Topic.all(workspaceId, "activities"));
        changes.touch(Topic.all(workspaceId, "reminders"));
        changes.touch(Topic.all(workspaceId, "deals"));
        changes.touch(Topic.all(workspaceId, "leads"));
        changes.touch(Topic.all(workspaceId, "merges"));
        List<UUID> all = new ArrayList<>(losers);
        all.add(winner);
        for (UUID id : all) {
            changes.touch(Contacts.one(workspaceId, id));
            changes.touch(Topic.part(workspaceId, "contact-timeline", id));
        }
    }
}
