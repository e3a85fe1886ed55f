package brisk.views;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.patch;
import static brisk.platform.http.Route.post;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Fields.Values;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Saved views over HTTP. */
public final class ViewRoutes {
    private static final Duration TTL = Duration.ofMinutes(5);

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;

    public List<Route> table() {
        return List.of(
                get("/api/views", Permission.READ, this::list),
                post("/api/views", Permission.WRITE, this::create),
                get("/api/views/{id}", Permission.READ, this::read),
                patch("/api/views/{id}", Permission.WRITE, this::update),
                delete("/api/views/{id}", Permission.WRITE, this::remove),
                post("/api/views/{id}/restore", Permission.WRITE, this::restore));
    }

    public ViewRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    private Answer list(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query(SavedViews.PARAMETERS);
        return reads.own(
                request,
                "views",
                query,
                TTL,
                topics(caller),
                null,
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> SavedViews.page(handle, caller, query)), 0));
    }

    private static List<Topic> topics(Caller caller) {
        return List.of(SavedViews.all(caller.workspaceId()));
    }

    private Answer create(Request request) {
        Caller caller = request.caller();
        Values values = SavedViews.OF_NEW.readNew(request.json(), caller);
        try {
            return write(request, handle -> SavedViews.insert(handle, caller, values, clock.instant()))
                    .created("/api/views");
        } catch (Problem problem) {
            throw problem.status() == 409 ? explained(problem, request, values) : problem;
        }
    }

    private Problem explained(Problem conflict, Request request, Values values) {
        return database.read(request.trace(), handle -> SavedViews.withName(handle, request.caller(), values))
                .map(id -> Problem.conflict("You have a view of this name already.", Map.of("existingId", id)))
                .orElse(conflict);
    }

    private Answer read(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Query query = request.query("fields");
        return reads.own(
                request,
                "view-" + id,
                query,
                TTL,
                topics(caller),
                null,
                () -> database.read(request.trace(), handle -> SavedViews.read(handle, caller, id, query))
                        .cached());
    }

    private Answer update(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Values values = SavedViews.OF_CHANGE.readChanges(request.json(), caller);
        return change(
                        request,
                        handle -> SavedViews.CHANGEABLE.update(
                                handle, caller, id, values, request.ifMatch(), clock.instant()))
                .saved();
    }

    private Answer remove(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        change(request, handle -> {
            SavedViews.CHANGEABLE.delete(handle, caller, id, request.ifMatch(), clock.instant());
            return id;
        });
        return Answer.noContent();
    }

    private Answer restore(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        return write(request, handle -> SavedViews.CHANGEABLE.restore(handle, caller, id, "", clock.instant()))
                .saved();
    }

    private <T> T write(Request request, Database.Work<T> work) {
        return database.writeStatement(request.trace(), (handle, changes) -> {
            changes.touch(SavedViews.all(request.caller().workspaceId()));
            return work.run(handle);
        });
    }

    /** What somebody sees but must not change is not missing. */
    private <T> T change(Request request, Database.Work<T> work) {
        try {
            return write(request, work);
        } catch (Problem problem) {
            if (problem.status() == 404 && isVisible(request)) {
                throw Problem.forbidden("This view is somebody else's: they can change it, or a manager or an admin.");
            }
            throw problem;
        }
    }

    private boolean isVisible(Request request) {
        return database.read(
                request.trace(), (Handle handle) -> SavedViews.isVisible(handle, request.caller(), request.id("id")));
    }
}
