package brisk.deals;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.patch;
import static brisk.platform.http.Route.post;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Deletion;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Readers;
import brisk.platform.records.RecentValues;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Deals over HTTP. */
public final class DealRoutes {
    private static final Duration TTL = Duration.ofMinutes(5);

    private static final Fields MOVE = Fields.of(
            Field.of("stageId", "stage_id", Readers.id()).mandatory(),
            Field.of("reason", "reason", Readers.text(500)),
            Field.of("after", "after", Readers.id()).beside());

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;
    private final Deletion deletion;
    private final PipelineStats stats;

    public DealRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
        this.deletion = new Deletion(database, Deals.TABLE, "", DealRoutes::touch, clock);
        this.stats = new PipelineStats(database, reads, clock);
    }

    public List<Route> table() {
        return List.of(
                get("/api/deals", Permission.READ, this::list),
                post("/api/deals", Permission.WRITE, this::create),
                post("/api/deals/bulk", Permission.WRITE, this::bulk).limit(Route.Limit.BULK),
                get("/api/deals/pipeline-stats", Permission.READ, stats::read),
                get("/api/deals/suggestions", Permission.READ, this::suggestions),
                get("/api/deals/{id}", Permission.READ, this::read),
                patch("/api/deals/{id}", Permission.WRITE, this::update),
                delete("/api/deals/{id}", Permission.WRITE, deletion::delete),
                post("/api/deals/{id}/restore", Permission.WRITE, deletion::restore),
                post("/api/deals/{id}/move", Permission.WRITE, this::move),
                get("/api/deals/{id}/history", Permission.READ, this::history));
    }

    private Answer list(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query(DealStore.PARAMETERS);
        return reads.shared(
                request,
                "deals",
                query,
                TTL,
                Deals.withIncludes(caller, query, Deals.TOPICS.listed(caller.workspaceId(), query)),
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> DealStore.page(handle, caller, query)), 0));
    }

    private Answer create(Request request) {
        Caller caller = request.caller();
        ObjectNode json = request.json();
        Fields.byDefault(json, "ownerId", caller.userId().toString());
        Fields.byDefault(json, "currency", currencyOf(caller.region()));
        Values values = Deals.FIELDS.readNew(json, caller);
        valueOfProducts(values);
        Row row = database.writeStatement(request.trace(), (handle, changes) -> {
            touch(changes, caller);
            return DealStore.insert(handle, caller, values, clock.instant());
        });
        return row.created("/api/deals");
    }

    /** What people pay with there; the euro where the region has no currency of its own. */
    public static String currencyOf(String region) {
        try {
            Currency currency = Currency.getInstance(Locale.of("", region));
            return currency == null ? "EUR" : currency.getCurrencyCode();
        } catch (IllegalArgumentException e) {
            return "EUR"; // a code that is reserved, or not assigned to a country
        }
    }

    /** A deal is worth what its products come to, unless somebody says otherwise. */
    private static void valueOfProducts(Values values) {
        if (!values.has("value") && values.get("products") instanceof String lines) {
            BigDecimal total = DealProducts.total(lines);
            if (total != null) {
                values.with(Deals.VALUE, total);
            }
        }
    }

    private Answer bulk(Request request) {
        Caller caller = request.caller();
        DealBulk bulk = DealBulk.read(request.json(), caller);
        return Answer.json(200, database.write(request.trace(), (handle, changes) -> {
            touch(changes, caller, bulk.ids().toArray(UUID[]::new));
            return bulk.run(handle, caller, clock.instant());
        }));
    }

    private Answer suggestions(Request request) throws Exception {
        Caller caller = request.caller();
        return reads.shared(
                request,
                "deal-suggestions",
                request.query(),
                TTL,
                List.of(Deals.all(caller.workspaceId())),
                () -> CachedBody.of(
                        database.read(
                                request.trace(),
                                handle -> RecentValues.json(handle, caller, "deals", DealStore.TEXT_FACETS)),
                        0));
    }

    private Answer read(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Query query = request.query("fields", "include");
        List<Topic> topics = Deals.withIncludes(caller, query, List.of(Deals.one(caller.workspaceId(), id)));
        topics.add(Pipelines.all(caller.workspaceId())); // who takes a stage away moves its deals
        return reads.record(
                request,
                "deal",
                id,
                query,
                TTL,
                topics,
                () -> database.read(request.trace(), handle -> DealStore.record(handle, caller, id, query))
                        .cached());
    }

    private Answer update(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Values values = Deals.FIELDS.readChanges(request.json(), caller);
        valueOfProducts(values);
        List<String> named = values.names();
        Row row = database.writeStatement(request.trace(), (handle, changes) -> {
            touch(changes, caller, id);
            Row written = DealStore.update(handle, caller, id, values, request.ifMatch(), clock.instant());
            Deals.TOPICS.changed(changes, caller.workspaceId(), written, named);
            return written;
        });
        return row.saved();
    }

    /** {@code {"stageId": …, "reason": …, "after": the deal that it is to stand behind}}; without one it stands on top. */
    private Answer move(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Values values = MOVE.readNew(request.json(), caller);
        @Nullable UUID after = (UUID) values.get("after");
        Row row = database.writeStatement(request.trace(), (handle, changes) -> {
            touch(changes, caller, id);
            return DealStore.move(handle, caller, id, values, after, request.ifMatch(), clock.instant());
        });
        return row.saved();
    }

    private Answer history(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        List<Topic> topics = List.of(
                Deals.one(caller.workspaceId(), id),
                Pipelines.all(caller.workspaceId()),
                Topic.all(caller.workspaceId(), "users"));
        return reads.record(
                request,
                "deal-history",
                id,
                request.query(),
                TTL,
                topics,
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> DealStore.history(handle, caller, id)), 0));
    }

    static void touch(Changes changes, Caller caller, UUID... ids) {
        changes.touch(Deals.all(caller.workspaceId()));
        for (UUID id : ids) {
            changes.touch(Deals.one(caller.workspaceId(), id));
        }
    }
}
