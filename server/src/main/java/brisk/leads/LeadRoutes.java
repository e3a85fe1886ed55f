package brisk.leads;

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
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.PhoneNumbers;
import brisk.platform.records.PhoneNumbers.Phone;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.records.Texts;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leads over HTTP. */
public final class LeadRoutes {
    static final Duration TTL = Duration.ofMinutes(5);
    /** What is overdue grows with the time. */
    private static final Duration OVERDUE_TTL = Duration.ofSeconds(10);

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;
    private final LeadIds ids;
    private final LeadCreation creation;
    private final LeadConversion conversion;
    private final LeadStats stats;

    public LeadRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
        this.ids = new LeadIds(database);
        this.creation = new LeadCreation(database, ids, clock);
        this.conversion = new LeadConversion(database, ids, clock);
        this.stats = new LeadStats(database, reads, clock);
    }

    public List<Route> table() {
        List<Route> table = new ArrayList<>(List.of(
                get("/api/leads", Permission.READ, this::list),
                post("/api/leads", Permission.WRITE, creation::create),
                post("/add_lead_optimized", Permission.WRITE, creation::create),
                post("/api/leads/bulk", Permission.WRITE, this::bulk).limit(Route.Limit.BULK),
                get("/api/leads/check", Permission.READ, this::check),
                get("/api/leads/stats", Permission.READ, stats::read),
                get("/api/leads/sla", Permission.READ, stats::sla),
                get("/api/leads/{uid}", Permission.READ, this::read),
                patch("/api/leads/{uid}", Permission.WRITE, this::update),
                delete("/api/leads/{uid}", Permission.MANAGE, this::remove),
                post("/api/leads/{uid}/restore", Permission.MANAGE, this::restore),
                post("/api/leads/{uid}/convert", Permission.WRITE, conversion::convert)));
        table.addAll(new LeadHistoryRoutes(database, reads, ids, clock).table());
        table.addAll(new LeadSetupRoutes(database, reads, clock).table());
        table.addAll(new LeadDuplicateRoutes(database, reads, clock).table());
        table.addAll(new LeadMergeRoutes(database, reads, ids, clock).table());
        table.addAll(new LeadAdfRoutes(database, clock).table());
        table.addAll(new LeadDoorRoutes(database, reads, clock).table());
        return table;
    }

    private Answer list(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query(LeadStore.PARAMETERS);
        boolean timely = Boolean.TRUE.equals(query.flag("overdue"));
        return reads.seenBy(
                request,
                "leads",
                LeadAccess.of(caller).cacheScope(caller),
                query,
                timely ? OVERDUE_TTL : TTL,
                Leads.withIncludes(caller, query, Leads.all(caller.workspaceId())),
                () -> CachedBody.of(
                        database.read(
                                request.trace(), handle -> LeadStore.page(handle, caller, query, clock.instant())),
                        0));
    }

    private Answer bulk(Request request) {
        Caller caller = request.caller();
        LeadBulk bulk = LeadBulk.read(request.json(), caller);
        return Answer.json(200, database.write(request.trace(), (handle, changes) -> {
            touch(changes, caller, bulk.ids().toArray(UUID[]::new));
            return bulk.run(handle, caller, clock.instant());
        }));
    }

    private Answer check(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query("phone");
        Phone phone = PhoneNumbers.parse(Texts.clean(query.text("phone", "")), caller.region());
        return reads.seenBy(
                request,
                "lead-check",
                LeadAccess.of(caller).cacheScope(caller),
                query,
                TTL,
                List.of(Leads.all(caller.workspaceId()), Topic.all(caller.workspaceId(), "users")),
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> LeadStore.check(handle, caller, phone)), 0));
    }

    private Answer read(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = ids.of(request);
        Query query = request.query("fields", "include");
        List<Topic> topics = Leads.withIncludes(caller, query, Leads.one(caller.workspaceId(), id));
        topics.add(Topic.all(caller.workspaceId(), "merges")); // who merges contacts moves their leads
        return reads.seenBy(
                request,
                "lead:" + id,
                LeadAccess.of(caller).cacheScope(caller),
                query,
                TTL,
                topics,
                () -> database.read(request.trace(), handle -> LeadStore.record(handle, caller, id, query))
                        .cached());
    }

    private Answer update(Request request) {
        Caller caller = request.caller();
        Values values = Leads.OF_CHANGE.readChanges(request.json(), caller);
        UUID id = ids.of(request);
        LeadCreation.dialled(values);
        if (values.has("cre_id") && !caller.may(Permission.MANAGE)) {
            throw Problem.forbidden("Only managers say who took an enquiry.");
        }
        try {
            Row row = database.writeStatement(request.trace(), (handle, changes) -> {
                touch(changes, caller, id);
                return LeadStore.update(handle, caller, id, values, request.ifMatch(), clock.instant());
            });
            return row.saved();
        } catch (Problem problem) {
            throw explained(database, problem, request, id, numbers(values));
        }
    }

    private static List<String> numbers(Values values) {
        List<String> numbers = new ArrayList<>();
        if (values.get("mobile") instanceof String mobile) {
            numbers.add(mobile);
        }
        if (values.get("alternate_phones") instanceof String phones) {
            Json.tree(phones.getBytes(StandardCharsets.UTF_8))
                    .forEach(phone -> numbers.add(phone.path("e164").asString()));
        }
        return numbers;
    }

    /** A number that somebody else has: with the lead that has it. */
    static Problem explained(
            Database database, Problem problem, Request request, @Nullable UUID id, List<String> phones) {
        if (problem.status() != 409) {
            return problem;
        }
        return database.read(request.trace(), handle -> LeadStore.holder(handle, request.caller(), phones, id))
                .map(found -> LeadStore.taken(found.getValue(), found.getKey()))
                .orElse(problem);
    }

    private Answer remove(Request request) {
        Caller caller = request.caller();
        UUID id = ids.of(request);
        database.writeStatement(request.trace(), (handle, changes) -> {
            touch(changes, caller, id);
            Leads.table(caller).delete(handle, caller, id, request.ifMatch(), clock.instant());
            return id;
        });
        return Answer.noContent();
    }

    private Answer restore(Request request) {
        Caller caller = request.caller();
        UUID id = ids.of(request);
        try {
            Row row = database.writeStatement(request.trace(), (handle, changes) -> {
                touch(changes, caller, id);
                return Leads.table(caller).restore(handle, caller, id, "AND l.merged_into IS NULL", clock.instant());
            });
            return row.saved();
        } catch (Problem problem) {
            List<String> phones = problem.status() == 409
                    ? database.read(request.trace(), handle -> LeadStore.numbers(handle, caller, id))
                    : List.of();
            throw explained(database, problem, request, id, phones);
        }
    }

    static void touch(Changes changes, Caller caller, UUID... ids) {
        changes.touch(Leads.all(caller.workspaceId()));
        for (UUID id : ids) {
            changes.touch(Leads.one(caller.workspaceId(), id));
        }
    }
}
