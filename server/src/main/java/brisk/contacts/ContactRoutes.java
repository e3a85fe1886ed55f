package brisk.contacts;

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
import brisk.platform.records.Bulk;
import brisk.platform.records.Deletion;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Includes;
import brisk.platform.records.RecentValues;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Contacts over HTTP. */
public final class ContactRoutes {
    private static final Duration LIST_TTL = Duration.ofMinutes(5);
    private static final Duration STATISTICS_TTL = Duration.ofMinutes(3);
    private static final Duration RECORD_TTL = Duration.ofMinutes(5);

    /** A thousand contacts with all their fields. */
    private static final long BULK_BYTES = 8L << 20;

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;
    private final Deletion deletion;

    public ContactRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
        this.deletion =
                new Deletion(database, Contacts.TABLE, "AND c.merged_into IS NULL", ContactRoutes::touch, clock);
    }

    public List<Route> table() {
        return List.of(
                get("/api/contacts", Permission.READ, this::list),
                post("/api/contacts", Permission.WRITE, this::create),
                post("/api/contacts/bulk", Permission.WRITE, this::bulk)
                        .limit(Route.Limit.BULK)
                        .maxBodyBytes(BULK_BYTES),
                get("/api/contacts/stats", Permission.READ, this::statistics),
                get("/api/contacts/suggestions", Permission.READ, this::suggestions),
                get("/api/contacts/{id}", Permission.READ, this::read),
                patch("/api/contacts/{id}", Permission.WRITE, this::update),
                delete("/api/contacts/{id}", Permission.WRITE, deletion::delete),
                post("/api/contacts/{id}/restore", Permission.WRITE, deletion::restore));
    }

    private Answer list(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query(ContactStore.PARAMETERS);
        return reads.shared(
                request,
                "contacts",
                query,
                LIST_TTL,
                listTopics(caller, query),
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> ContactStore.page(handle, caller, query)), 0));
    }

    private static List<Topic> listTopics(Caller caller, Query query) {
        return withIncludes(caller, query, Contacts.TOPICS.listed(caller.workspaceId(), query));
    }

    private static List<Topic> withIncludes(Caller caller, Query query, List<Topic> own) {
        return Includes.topics(caller, query, own, Map.of("company", "companies", "owner", "users"));
    }

    private Answer create(Request request) {
        Caller caller = request.caller();
        Values values = Contacts.FIELDS.readNew(request.json(), caller);
        Row row = database.writeStatement(request.trace(), (handle, changes) -> {
            touch(changes, caller);
            return Contacts.TABLE.insert(handle, caller, values, clock.instant());
        });
        return row.created("/api/contacts");
    }

    private Answer bulk(Request request) {
        Caller caller = request.caller();
        Bulk bulk = Bulk.read(request.json(), Contacts.FIELDS, caller);
        return Answer.json(200, database.write(request.trace(), (handle, changes) -> {
            touch(changes, caller);
            return bulk.results(
                    Contacts.BULK.run(handle, caller, bulk, clock.instant(), id -> touch(changes, caller, id)));
        }));
    }

    private Answer statistics(Request request) throws Exception {
        Caller caller = request.caller();
        UUID workspaceId = caller.workspaceId();
        List<Topic> topics = List.of(
                Contacts.TOPICS.broad(workspaceId),
                Contacts.TOPICS.column(workspaceId, "status"),
                Contacts.TOPICS.column(workspaceId, "warmness"));
        return reads.shared(
                request,
                "contact-stats",
                request.query(),
                STATISTICS_TTL,
                topics,
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> ContactStore.statistics(handle, caller)), 0));
    }

    private Answer suggestions(Request request) throws Exception {
        Caller caller = request.caller();
        return reads.shared(
                request,
                "contact-suggestions",
                request.query(),
                LIST_TTL,
                List.of(Contacts.all(caller.workspaceId())),
                () -> CachedBody.of(
                        database.read(
                                request.trace(),
                                handle -> RecentValues.json(handle, caller, "contacts", ContactStore.TEXT_FACETS)),
                        0));
    }

    private Answer read(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Query query = request.query("fields", "include");
        List<Topic> topics = withIncludes(caller, query, List.of(Contacts.one(caller.workspaceId(), id)));
        return reads.record(
                request,
                "contact",
                id,
                query,
                RECORD_TTL,
                topics,
                () -> database.read(request.trace(), handle -> ContactStore.record(handle, caller, id, query)));
    }

    private Answer update(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Values values = Contacts.FIELDS.readChanges(request.json(), caller);
        Row row = database.writeStatement(request.trace(), (handle, changes) -> {
            touch(changes, caller, id);
            Row written = Contacts.TABLE.update(handle, caller, id, values, request.ifMatch(), clock.instant());
            Contacts.TOPICS.changed(changes, caller.workspaceId(), written, values.names());
            return written;
        });
        return row.saved();
    }

    static void touch(Changes changes, Caller caller, UUID... ids) {
        changes.touch(Contacts.all(caller.workspaceId()));
        for (UUID id : ids) {
            changes.touch(Contacts.one(caller.workspaceId(), id));
        }
    }
}
