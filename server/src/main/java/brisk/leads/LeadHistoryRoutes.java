package brisk.leads;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.post;

import brisk.leads.LeadHistory.Part;
import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Readers;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Follow-ups, calls and touches of a lead over HTTP. */
final class LeadHistoryRoutes {
    private static final List<String> OUTCOMES =
            Stream.concat(Leads.CALL_OUTCOMES.stream(), Stream.of("visited")).toList();

    private static final Fields FOLLOW_UP = Fields.of(
            Field.of("outcome", "outcome", Readers.choice(OUTCOMES)).mandatory(),
            Field.of("channel", "channel", Readers.choice(List.of("call", "message", "email", "visit")))
                    .neverEmpty(),
            LeadCalls.DURATION,
            LeadCalls.REMARKS,
            Field.of("status", "status", Readers.text(40)).neverEmpty(),
            Field.of("nextAt", "nextAt", Readers.time()));

    private static final Fields CALL = Fields.of(
            LeadCalls.DIRECTION.mandatory(),
            LeadCalls.OUTCOME.mandatory(),
            LeadCalls.DURATION,
            LeadCalls.REMARKS,
            Field.of("at", "at", Readers.time()));

    private final Database database;
    private final CachedReads reads;
    private final LeadIds ids;
    private final Clock clock;

    LeadHistoryRoutes(Database database, CachedReads reads, LeadIds ids, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.ids = ids;
        this.clock = clock;
    }

    List<Route> table() {
        return List.of(
                get("/api/leads/{uid}/follow-ups", Permission.READ, request -> list(request, Part.FOLLOW_UPS)),
                post("/api/leads/{uid}/follow-ups", Permission.WRITE, this::followUp),
                delete("/api/leads/{uid}/follow-ups/{id}", Permission.WRITE, this::takeBack),
                get("/api/leads/{uid}/calls", Permission.READ, request -> list(request, Part.CALLS)),
                post("/api/leads/{uid}/calls", Permission.WRITE, this::call),
                get("/api/leads/{uid}/touches", Permission.READ, request -> list(request, Part.TOUCHES)));
    }

    private Answer list(Request request, Part part) throws Exception {
        Caller caller = request.caller();
        UUID id = ids.of(request);
        Query query = request.query();
        return reads.seenBy(
                request,
                part.name() + ":" + id,
                LeadAccess.of(caller).cacheScope(caller),
                query,
                LeadRoutes.TTL,
                List.of(Leads.one(caller.workspaceId(), id), Topic.all(caller.workspaceId(), "users")),
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> LeadHistory.list(handle, caller, id, part)), 0));
    }

    private Answer followUp(Request request) {
        Caller caller = request.caller();
        ObjectNode json = request.json();
        Fields.byDefault(json, "channel", "call");
        Values made = FOLLOW_UP.readNew(json, caller);
        UUID id = ids.of(request);
        return created(request, "follow-ups", database.writeStatement(request.trace(), (handle, changes) -> {
            LeadRoutes.touch(changes, caller, id);
            return LeadHistory.followUp(handle, caller, id, made, clock.instant());
        }));
    }

    private Answer takeBack(Request request) {
        Caller caller = request.caller();
        UUID followUp = request.id("id");
        UUID id = ids.of(request);
        database.writeStatement(request.trace(), (handle, changes) -> {
            LeadRoutes.touch(changes, caller, id);
            LeadHistory.takeBack(handle, caller, id, followUp, clock.instant());
            return id;
        });
        return Answer.noContent();
    }

    private Answer call(Request request) {
        Caller caller = request.caller();
        Values call = CALL.readNew(request.json(), caller);
        UUID id = ids.of(request);
        return created(request, "calls", database.writeStatement(request.trace(), (handle, changes) -> {
            LeadRoutes.touch(changes, caller, id);
            return LeadHistory.call(handle, caller, id, call, clock.instant());
        }));
    }

    private static Answer created(Request request, String list, byte[] json) {
        return new Answer.Body(
                201, Answer.JSON, json, Map.of("Location", "/api/leads/" + request.text("uid") + "/" + list));
    }
}
