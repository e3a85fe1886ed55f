package brisk.companies;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.patch;
import static brisk.platform.http.Route.post;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.db.Database.Transaction;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Bulk;
import brisk.platform.records.Columns;
import brisk.platform.records.Deletion;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.RecentValues;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Companies over HTTP. */
public final class CompanyRoutes {
    private static final Duration TTL = Duration.ofMinutes(5);

    /** A thousand companies with all their fields. */
    private static final long BULK_BYTES = 8L << 20;

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;
    private final Deletion deletion;
    private final CompanyFigures figures;

    public CompanyRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
        this.deletion = new Deletion(database, Companies.TABLE, "", CompanyRoutes::touch, clock);
        this.figures = new CompanyFigures(database, reads, clock);
    }

    public List<Route> table() {
        return List.of(
                get("/api/companies", Permission.READ, this::list),
                post("/api/companies", Permission.WRITE, this::create),
                post("/api/companies/bulk", Permission.WRITE, this::bulk)
                        .limit(Route.Limit.BULK)
                        .maxBodyBytes(BULK_BYTES),
                get("/api/companies/suggestions", Permission.READ, this::suggestions),
                get("/api/companies/{id}", Permission.READ, this::read),
                patch("/api/companies/{id}", Permission.WRITE, this::update),
                delete("/api/companies/{id}", Permission.WRITE, deletion::delete),
                post("/api/companies/{id}/restore", Permission.WRITE, deletion::restore),
                get("/api/companies/{id}/analytics", Permission.READ, figures::analytics),
                get("/api/companies/{id}/deals-summary", Permission.READ, figures::dealsSummary));
    }

    private Answer list(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query(Companies.PARAMETERS);
        return reads.shared(
                request,
                "companies",
                query,
                TTL,
                topics(caller),
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> Companies.page(handle, caller, query)), 0));
    }

    private static List<Topic> topics(Caller caller) {
        return List.of(Companies.all(caller.workspaceId()), Topic.all(caller.workspaceId(), "users"));
    }

    private Answer create(Request request) {
        Caller caller = request.caller();
        Values values = Companies.FIELDS.readNew(request.json(), caller);
        return database.writeStatement(request.trace(), (handle, changes) -> {
                    changes.touch(Companies.all(caller.workspaceId()));
                    return Companies.TABLE.insert(handle, caller, values, clock.instant());
                })
                .created("/api/companies");
    }

    private Answer bulk(Request request) {
        Caller caller = request.caller();
        Bulk bulk = Bulk.read(request.json(), Companies.FIELDS, caller);
        return Answer.json(200, database.write(request.trace(), (handle, changes) -> {
            changes.touch(Companies.all(caller.workspaceId()));
            CompanyTree.refuseCircles(handle, caller, bulk);
            return bulk.results(
                    Companies.BULK.run(handle, caller, bulk, clock.instant(), id -> touch(changes, caller, id)));
        }));
    }

    private Answer suggestions(Request request) throws Exception {
        Caller caller = request.caller();
        return reads.shared(
                request,
                "company-suggestions",
                request.query(),
                TTL,
                List.of(Companies.all(caller.workspaceId())),
                () -> CachedBody.of(
                        database.read(
                                request.trace(),
                                handle -> RecentValues.json(handle, caller, "companies", Companies.TEXT_FACETS)),
                        0));
    }

    private Answer read(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Query query = request.query("fields", "include");
        Columns selected = Companies.COLUMNS.select(query);
        return reads.record(
                request,
                "company",
                id,
                query,
                TTL,
                topics(caller),
                () -> database.read(
                                request.trace(),
                                handle -> Companies.TABLE.read(
                                        handle, caller, id, selected, Companies.joins(selected::has)))
                        .cached());
    }

    private Answer update(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Values values = Companies.FIELDS.readChanges(request.json(), caller);
        Transaction<Row> work = (handle, changes) -> {
            touch(changes, caller, id);
            if (values.get("parent_id") instanceof UUID parent) {
                CompanyTree.refuseCircle(handle, caller, id, parent);
            }
            return Companies.TABLE.update(handle, caller, id, values, request.ifMatch(), clock.instant());
        };
        return (values.get("parent_id") == null
                        ? database.writeStatement(request.trace(), work)
                        : database.write(request.trace(), work))
                .saved();
    }

    private static void touch(Changes changes, Caller caller, UUID id) {
        changes.touch(Companies.all(caller.workspaceId()));
        changes.touch(Companies.one(caller.workspaceId(), id));
    }
}
