package brisk.my500;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.post;
import static brisk.platform.http.Route.put;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Pagination;
import brisk.platform.records.SearchText;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import brisk.platform.telemetry.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The caller's own book: whom to contact next, and what happened last with each of them. */
public final class My500Routes {
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Map<String, String> NOT_CONNECTED =
            Map.of("state", "not_connected", "detail", "This workspace is not connected to Pipedrive.");

    private final Database database;
    private final CachedReads reads;

    public My500Routes(Database database, CachedReads reads) {
        this.database = database;
        this.reads = reads;
    }

    public List<Route> table() {
        return List.of(
                get("/api/my-500", Permission.READ, this::page),
                get("/api/my-500/search", Permission.READ, this::search),
                get("/api/my-500/sync", Permission.READ, this::syncStatus),
                post("/api/my-500/sync", Permission.WRITE, this::sync),
                put("/api/my-500/pins/{contactId}", Permission.WRITE, this::pin),
                delete("/api/my-500/pins/{contactId}", Permission.WRITE, this::unpin));
    }

    private Answer page(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query("page", "limit");
        int limit = query.integer("limit", 20, 1, 100);
        int page = query.integer("page", 1, 1, BookStore.SIZE);
        int offset = (page - 1) * limit;
        return reads.own(request, "my-500", query, TTL, topics(caller), My500Routes::performance, () -> {
            byte[] json = database.read(
                    request.trace(),
                    handle -> BookStore.page(
                            handle, caller, offset, limit, (ending, total) -> writeEnd(ending, page, limit, total)));
            return CachedBody.spliceable(json);
        });
    }

    private static List<Topic> topics(Caller caller) {
        UUID workspaceId = caller.workspaceId();
        return List.of(
                Topic.broad(workspaceId, "contacts"),
                Topic.of(workspaceId, "contacts", caller.userId()),
                Topic.broad(workspaceId, "activities"),
                book(caller));
    }

    private static Topic book(Caller caller) {
        return Topic.part(caller.workspaceId(), "book", caller.userId());
    }

    private static void writeEnd(JsonGenerator json, int page, int limit, int total) {
        boolean more = (long) page * limit < total;
        new Pagination(page, limit, total, true, more, page > 1, null).write(json);
        json.writeName("syncStatus");
        json.writePOJO(NOT_CONNECTED);
    }

    /** Milliseconds of this very request, appended to the cached body. */
    private static String performance(Request request, Answer.Outcome outcome) {
        var text = new StringBuilder(96).append("\"performance\":{\"queryTime\":");
        Trace.appendMillis(text, request.trace().databaseNanos());
        text.append(",\"cacheHit\":").append(outcome == Answer.Outcome.HIT).append(",\"totalTime\":");
        return Trace.appendMillis(text, request.trace().elapsedNanos())
                .append('}')
                .toString();
    }

    private Answer search(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query("q", "limit");
        int limit = query.integer("limit", 20, 1, 100);
        SearchText text = SearchText.of(query.text("q", ""));
        return reads.own(request, "my-500-search", query, TTL, topics(caller), My500Routes::performance, () -> {
            byte[] json = database.read(request.trace(), handle -> BookStore.search(handle, caller, text, limit));
            return CachedBody.spliceable(json);
        });
    }

    private Answer syncStatus(Request request) {
        request.query();
        return Answer.ok(NOT_CONNECTED);
    }

    private Answer sync(Request request) {
        throw Problem.conflict(
                "This workspace is not connected to Pipedrive, so there is nothing to synchronise with.", Map.of());
    }

    /** Body, optional: {@code {"after": id}} places it behind that pin, {@code {"first": true}} on top. */
    private Answer pin(Request request) {
        Caller caller = request.caller();
        UUID contactId = request.id("contactId");
        var wish = request.hasBody() ? request.json(Placement.class) : new Placement(null, null);
        UUID after = Boolean.TRUE.equals(wish.first()) ? contactId : wish.after();
        BookStore.Pinned pinned = database.writeStatement(request.trace(), (handle, changes) -> {
            changes.touch(book(caller));
            return BookStore.pin(handle, caller, contactId, after);
        });
        return switch (pinned) {
            case DONE -> Answer.noContent();
            case NO_SUCH_CONTACT -> throw Problem.notFound("The contact");
            case NO_SUCH_PLACE -> throw Problem.invalid("after", "must be a contact that is pinned in your book");
            case BOOK_FULL ->
                throw Problem.conflict("The book is full: unpin one of its 500 contacts first.", Map.of());
        };
    }

    private record Placement(@Nullable UUID after, @Nullable Boolean first) {}

    private Answer unpin(Request request) {
        Caller caller = request.caller();
        UUID contactId = request.id("contactId");
        boolean wasPinned = database.writeStatement(request.trace(), (handle, changes) -> {
            changes.touch(book(caller));
            return BookStore.unpin(handle, caller, contactId);
        });
        if (!wasPinned) {
            throw Problem.notFound("The pin");
        }
        return Answer.noContent();
    }
}
