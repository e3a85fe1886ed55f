package brisk.leads;

import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.post;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Merging leads, and taking that back, over HTTP. */
final class LeadMergeRoutes {
    private final Database database;
    private final CachedReads reads;
    private final LeadIds ids;
    private final Clock clock;

    LeadMergeRoutes(Database database, CachedReads reads, LeadIds ids, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.ids = ids;
        this.clock = clock;
    }

    List<Route> table() {
        return List.of(
                post("/api/leads/merge", Permission.WRITE, this::merge),
                get("/api/leads/{uid}/merges", Permission.READ, this::merges),
                post("/api/leads/merges/{id}/undo", Permission.WRITE, this::undo));
    }

    /** {@code {"keepId": …, "mergeId": …}}, with {@code "take": ["email", …]} for fields that the lead which goes knows better. */
    private record Wish(
            @Nullable UUID keepId,
            @Nullable UUID mergeId,
            @Nullable List<@Nullable String> take) {}

    private Answer merge(Request request) {
        Caller caller = request.caller();
        Wish wish = request.json(Wish.class);
        UUID kept = required("keepId", wish.keepId());
        UUID other = required("mergeId", wish.mergeId());
        if (kept.equals(other)) {
            throw Problem.invalid("mergeId", "must be another lead than keepId");
        }
        Set<String> take = taken(wish.take(), caller);
        return Answer.json(200, database.write(request.trace(), (handle, changes) -> {
            LeadRoutes.touch(changes, caller, kept, other);
            return merge(handle, caller, kept, other, take, clock.instant());
        }));
    }

    private static UUID required(String name, @Nullable UUID id) {
        if (id == null) {
            throw Problem.invalid(name, "is required");
        }
        return id;
    }

    private static Set<String> taken(@Nullable List<@Nullable String> take, Caller caller) {
        Set<String> taken = new LinkedHashSet<>();
        List<FieldError> errors = new ArrayList<>();
        List<@Nullable String> given = take == null ? List.of() : take;
        for (int i = 0; i < given.size(); i++) {
            String field = given.get(i);
            if (field == null || !LeadMerge.takeable().contains(field)) {
                errors.add(new FieldError(
                        "take[" + i + "]", "must be one of: " + String.join(", ", LeadMerge.takeable())));
            } else {
                taken.add(field);
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        if (taken.contains("creId") && !caller.may(Permission.MANAGE)) {
            throw Problem.forbidden("Only managers say who took an enquiry.");
        }
        return taken;
    }

    private static byte[] merge(Handle handle, Caller caller, UUID kept, UUID other, Set<String> take, Instant now) {
        List<ObjectNode> rows = LeadMergeStore.lock(handle, caller, kept, other, "l.deleted_at IS NULL");
        ObjectNode keptRow = rows.getFirst();
        ObjectNode otherRow = rows.getLast();
        ObjectNode undo = LeadMergeStore.move(handle, caller, kept, other);
        ObjectNode keptNow = LeadMergeStore.set(handle, caller, kept, LeadMerge.changes(keptRow, otherRow, take), now);
        LeadMergeStore.numberPlan(handle, caller, kept);
        ObjectNode otherNow = LeadMergeStore.retire(handle, caller, kept, other, now);
        undo.set("before", LeadMerge.difference(keptNow, keptRow));
        undo.set("after", LeadMerge.difference(keptRow, keptNow));
        undo.set("other", LeadMerge.difference(otherNow, otherRow));
        undo.put("attempts", otherRow.path("attempts").asInt());
        UUID mergeId = LeadMergeStore.remember(handle, caller, kept, otherRow, undo, now);
        return answer(handle, caller, mergeId, kept);
    }

    private static byte[] answer(Handle handle, Caller caller, UUID mergeId, UUID kept) {
        byte[] lead = Leads.table(caller)
                .read(handle, caller, kept, Leads.COLUMNS.plain(), "")
                .json();
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("mergeId", mergeId.toString());
            json.writeName("lead");
            json.writeRawValue(new String(lead, StandardCharsets.UTF_8));
            json.writeEndObject();
        });
    }

    private Answer merges(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = ids.of(request);
        return reads.seenBy(
                request,
                "lead-merges:" + id,
                LeadAccess.of(caller).cacheScope(caller),
                request.query(),
                LeadRoutes.TTL,
                List.of(Leads.all(caller.workspaceId()), Topic.all(caller.workspaceId(), "users")),
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> LeadMergeStore.merges(handle, caller, id)), 0));
    }

    /** Fields that nobody changed since go back; everything that was moved goes back; what was made since stays. */
    private Answer undo(Request request) {
        Caller caller = request.caller();
        UUID mergeId = request.id("id");
        var broughtBack = new AtomicReference<@Nullable UUID>();
        try {
            return Answer.json(200, undo(request, caller, mergeId, broughtBack));
        } catch (Problem problem) {
            UUID other = broughtBack.get();
            List<String> phones = problem.status() == 409 && other != null
                    ? database.read(request.trace(), handle -> LeadStore.numbers(handle, caller, other))
                    : List.of();
            throw LeadRoutes.explained(database, problem, request, other, phones);
        }
    }

    private byte[] undo(Request request, Caller caller, UUID mergeId, AtomicReference<@Nullable UUID> broughtBack) {
        return database.write(request.trace(), (handle, changes) -> {
            Instant now = clock.instant();
            LeadMergeStore.Remembered merge = LeadMergeStore.claimUndo(handle, caller, mergeId, now);
            broughtBack.set(merge.other());
            LeadRoutes.touch(changes, caller, merge.kept(), merge.other());
            ObjectNode undo = merge.undo();
            ObjectNode current = LeadMergeStore.lock(
                            handle,
                            caller,
                            merge.kept(),
                            merge.other(),
                            "(l.merged_into = :kept OR (l.id = :kept AND l.deleted_at IS NULL))")
                    .getFirst();
            ObjectNode restored = LeadMerge.restored(current, undo.path("before"), undo.path("after"));
            restored.put(
                    "attempts",
                    current.path("attempts").asInt() - undo.path("attempts").asInt());
            LeadMergeStore.giveBack(handle, caller, merge, restored.has("next_follow_up_at"));
            LeadMergeStore.set(handle, caller, merge.kept(), restored, now);
            LeadMergeStore.numberPlan(handle, caller, merge.kept());
            LeadMergeStore.set(handle, caller, merge.other(), (ObjectNode) undo.path("other"), now);
            return answer(handle, caller, mergeId, merge.kept());
        });
    }
}
