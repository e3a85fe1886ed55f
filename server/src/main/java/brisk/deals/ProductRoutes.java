package brisk.deals;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.patch;
import static brisk.platform.http.Route.post;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.db.Database.Transaction;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Products over HTTP. Who manages the team says what is sold. */
public final class ProductRoutes {
    private static final Duration TTL = Duration.ofMinutes(5);

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;
    private final Deletion deletion;

    public ProductRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
        this.deletion = new Deletion(
                database,
                Products.TABLE,
                "",
                (changes, caller, id) -> changes.touch(Products.all(caller.workspaceId())),
                clock);
    }

    public List<Route> table() {
        return List.of(
                get("/api/products", Permission.READ, this::list),
                post("/api/products", Permission.MANAGE, this::create),
                get("/api/products/{id}", Permission.READ, this::read),
                patch("/api/products/{id}", Permission.MANAGE, this::update),
                delete("/api/products/{id}", Permission.MANAGE, deletion::delete),
                post("/api/products/{id}/restore", Permission.MANAGE, deletion::restore));
    }

    private static List<Topic> topics(Caller caller) {
        return List.of(Products.all(caller.workspaceId()));
    }

    private Answer list(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query(Products.PARAMETERS);
        return reads.shared(
                request,
                "products",
                query,
                TTL,
                topics(caller),
                () -> CachedBody.of(database.read(request.trace(), handle -> Products.page(handle, caller, query)), 0));
    }

    private Answer create(Request request) {
        Caller caller = request.caller();
        Values values = Products.FIELDS.readNew(request.json(), caller);
        return write(
                        request,
                        String.valueOf(values.get("name")),
                        (handle, changes) -> Products.TABLE.insert(handle, caller, values, clock.instant()))
                .created("/api/products");
    }

    private Answer read(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        return reads.record(
                request,
                "product",
                id,
                request.query(),
                TTL,
                topics(caller),
                () -> database.read(
                                request.trace(),
                                handle -> Products.TABLE.read(handle, caller, id, Products.COLUMNS, ""))
                        .cached());
    }

    private Answer update(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Values values = Products.FIELDS.readChanges(request.json(), caller);
        return write(
                        request,
                        String.valueOf(values.get("name")),
                        (handle, changes) ->
                                Products.TABLE.update(handle, caller, id, values, request.ifMatch(), clock.instant()))
                .saved();
    }

    /** A name that another product has is a 409 with that product's id. */
    private Row write(Request request, String name, Transaction<Row> work) {
        Caller caller = request.caller();
        try {
            return database.writeStatement(request.trace(), (handle, changes) -> {
                changes.touch(Products.all(caller.workspaceId()));
                return work.run(handle, changes);
            });
        } catch (Problem problem) {
            if (problem.status() == 409) {
                database.read(request.trace(), handle -> Products.named(handle, caller, name))
                        .ifPresent(existing -> {
                            throw Problem.conflict(
                                    "There is a product with this name already.", Map.of("existingId", existing));
                        });
            }
            throw problem;
        }
    }
}
