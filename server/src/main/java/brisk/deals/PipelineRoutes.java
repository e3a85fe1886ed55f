package brisk.deals;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.patch;
import static brisk.platform.http.Route.post;

import brisk.deals.PipelineStore.Present;
import brisk.deals.PipelineStore.Target;
import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Deletion;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Pipelines over HTTP. Who manages the team says what they look like. */
public final class PipelineRoutes {
    private static final Duration TTL = Duration.ofMinutes(5);

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;
    private final Deletion deletion;

    public PipelineRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
        this.deletion =
                new Deletion(database, Pipelines.TABLE, "", (changes, caller, id) -> touch(changes, caller), clock);
    }

    public List<Route> table() {
        return List.of(
                get("/api/pipelines", Permission.READ, this::list),
                post("/api/pipelines", Permission.MANAGE, this::create),
                get("/api/pipelines/{id}", Permission.READ, this::read),
                patch("/api/pipelines/{id}", Permission.MANAGE, this::update),
                delete("/api/pipelines/{id}", Permission.MANAGE, this::remove).withQuery(),
                post("/api/pipelines/{id}/restore", Permission.MANAGE, deletion::restore),
                get("/api/pipelines/{id}/board", Permission.READ, this::board));
    }

    private static List<Topic> topics(Caller caller) {
        return List.of(Pipelines.all(caller.workspaceId()));
    }

    private Answer list(Request request) throws Exception {
        Caller caller = request.caller();
        return reads.shared(
                request,
                "pipelines",
                request.query(),
                TTL,
                topics(caller),
                () -> CachedBody.of(database.read(request.trace(), handle -> PipelineStore.all(handle, caller)), 0));
    }

    private Answer create(Request request) {
        Caller caller = request.caller();
        Values values = Pipelines.FIELDS.readNew(request.json(), caller);
        if (values.has("move_deals_to")) {
            throw Problem.invalid("moveDealsTo", "goes with stages that are taken out of a pipeline");
        }
        return database.write(request.trace(), (handle, changes) -> {
                    touch(changes, caller);
                    UUID id = PipelineStore.insert(handle, caller, values, clock.instant());
                    place(handle, caller, id, values);
                    return PipelineStore.read(handle, caller, id);
                })
                .created("/api/pipelines");
    }

    private Answer read(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        return reads.record(
                request,
                "pipeline",
                id,
                request.query(),
                TTL,
                topics(caller),
                () -> database.read(request.trace(), handle -> PipelineStore.read(handle, caller, id))
                        .cached());
    }

    private Answer update(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Values values = Pipelines.FIELDS.readChanges(request.json(), caller);
        Row row = database.write(request.trace(), (handle, changes) -> {
            touch(changes, caller);
            Instant now = clock.instant();
            List<Present> present = PipelineStore.lock(handle, caller, id, request.ifMatch());
            PipelineStore.update(handle, caller, id, values, now);
            place(handle, caller, id, values);
            if (values.get("stages") instanceof String stages) {
                arrange(handle, caller, id, present, stages, targets(values), now);
            }
            return PipelineStore.read(handle, caller, id);
        });
        return row.saved();
    }

    private static void place(Handle handle, Caller caller, UUID id, Values values) {
        if (values.get("position") instanceof Long place) {
            PipelineStore.place(handle, caller, id, place);
        }
    }

    private static Map<UUID, UUID> targets(Values values) {
        return values.get("move_deals_to") instanceof String targets ? Stages.targetsOf(targets) : Map.of();
    }

    private static void arrange(
            Handle handle,
            Caller caller,
            UUID id,
            List<Present> present,
            String stages,
            Map<UUID, UUID> given,
            Instant now) {
        Map<UUID, UUID> targets = StageChange.targets(present, Stages.of(stages), given);
        PipelineStore.arrange(handle, caller, id, stages, now);
        if (!targets.isEmpty()) {
            PipelineStore.moveDeals(handle, caller, targets, now);
        }
    }

    /** Its open deals go to the stage {@code moveDealsTo} of another pipeline, the closed ones to those of their kind there. */
    private Answer remove(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        @Nullable UUID wanted = request.query("moveDealsTo").id("moveDealsTo");
        database.write(request.trace(), (handle, changes) -> {
            touch(changes, caller);
            Instant now = clock.instant();
            List<Present> present = PipelineStore.lock(handle, caller, id, request.ifMatch());
            Map<String, UUID> byKind = PipelineStore.targets(handle, caller, id, wanted).stream()
                    .collect(Collectors.toMap(Target::kind, Target::id));
            Map<UUID, UUID> targets = elsewhere(present, byKind, wanted);
            PipelineStore.delete(handle, caller, id, now);
            if (!targets.isEmpty()) {
                PipelineStore.moveDeals(handle, caller, targets, now);
            }
            return id;
        });
        return Answer.noContent();
    }

    private static Map<UUID, UUID> elsewhere(List<Present> present, Map<String, UUID> byKind, @Nullable UUID wanted) {
        if (byKind.isEmpty() && wanted != null) {
            throw Problem.invalid("moveDealsTo", "must be an open stage of another pipeline");
        }
        if (byKind.isEmpty()) {
            throw Problem.conflict("A workspace has at least one pipeline.", Map.of());
        }
        List<Present> occupied =
                present.stream().filter(stage -> stage.deals() > 0).toList();
        if (!occupied.isEmpty() && wanted == null) {
            throw StageChange.hasDeals(occupied);
        }
        Map<UUID, UUID> targets = new LinkedHashMap<>();
        for (Present stage : present) {
            UUID target = byKind.get(stage.kind());
            if (target != null && (stage.deals() > 0 || stage.deletedDeals())) {
                targets.put(stage.id(), target);
            }
        }
        return targets;
    }

    private Answer board(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Query query = request.query(BoardStore.PARAMETERS);
        List<Topic> topics = Deals.withIncludes(caller, query, List.of(Deals.all(caller.workspaceId())));
        topics.add(Pipelines.all(caller.workspaceId()));
        if (query.text("contactId") != null) {
            topics.add(Topic.all(caller.workspaceId(), "contacts"));
        }
        return reads.shared(
                request,
                "board:" + id,
                query,
                TTL,
                topics,
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> BoardStore.board(handle, caller, id, query)), 0));
    }

    /** Deals show their stages, and their figures are made with the probabilities of these. */
    private static void touch(Changes changes, Caller caller) {
        changes.touch(Pipelines.all(caller.workspaceId()));
        changes.touch(Deals.all(caller.workspaceId()));
    }
}
