package brisk.reminders;

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
import brisk.platform.records.Columns;
import brisk.platform.records.Deletion;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Includes;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Reminders over HTTP. */
public final class ReminderRoutes {
    private static final Duration LIST_TTL = Duration.ofMinutes(3);
    private static final Duration RECORD_TTL = Duration.ofMinutes(5);
    private static final long LONGEST_SNOOZE_MINUTES = 527_040; // a leap year

    private static final Fields SNOOZE = Fields.of(
            Field.of("until", "until", Readers.time()),
            Field.of("minutes", "minutes", Readers.integer(1, LONGEST_SNOOZE_MINUTES)));

    /** What is due falls due again where its time moves into the future. */
    private static final String RESCHEDULED = """
            state = CASE WHEN r.state <> 'done' AND :due_at > :now THEN 'open' ELSE r.state END,\s""";

    private static final String DONE = "state = 'done', done_at = coalesce(r.done_at, :now), ";

    /** What was due has had its mail already. */
    private static final String REOPENED = """
            state = CASE WHEN r.state <> 'done' THEN r.state WHEN r.due_at <= :now THEN 'due' ELSE 'open' END,
            done_at = NULL,\s""";

    private static final String SNOOZED = "state = 'open', done_at = NULL, snoozes = r.snoozes + 1, ";

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;
    private final Deletion deletion;

    public ReminderRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
        this.deletion = new Deletion(database, Reminders.TABLE, "", ReminderRoutes::touch, clock);
    }

    public List<Route> table() {
        return List.of(
                get("/api/reminders", Permission.READ, this::list),
                post("/api/reminders", Permission.WRITE, this::create),
                get("/api/reminders/{id}", Permission.READ, this::read),
                patch("/api/reminders/{id}", Permission.WRITE, this::update),
                delete("/api/reminders/{id}", Permission.WRITE, deletion::delete),
                post("/api/reminders/{id}/restore", Permission.WRITE, deletion::restore),
                post("/api/reminders/{id}/done", Permission.WRITE, request -> change(request, DONE)),
                post("/api/reminders/{id}/reopen", Permission.WRITE, request -> change(request, REOPENED)),
                post("/api/reminders/{id}/snooze", Permission.WRITE, this::snooze));
    }

    /**
     * A view moves with the clock and the caller's day, so it is remembered for the minute it was asked in; what falls due
     * within the minute is a write, by the job that marks it.
     */
    private Answer list(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query(Reminders.PARAMETERS);
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        String resource = query.text("view") == null ? "reminders" : "reminders@" + minute.atZone(caller.timeZone());
        return reads.own(
                request,
                scoped(caller, resource),
                query,
                LIST_TTL,
                withIncludes(caller, query, Reminders.listed(caller, query)),
                null,
                () -> CachedBody.of(
                        database.read(
                                request.trace(), handle -> Reminders.page(handle, caller, query, clock.instant())),
                        0));
    }

    /** Somebody who ceases to manage must not be shown what they saw before. */
    private static String scoped(Caller caller, String resource) {
        return caller.role().may(Permission.MANAGE) ? "team-" + resource : resource;
    }

    private static List<Topic> withIncludes(Caller caller, Query query, List<Topic> own) {
        return Includes.topics(
                caller,
                query,
                own,
                Map.of("contact", "contacts", "company", "companies", "deal", "deals", "user", "users"));
    }

    private Answer create(Request request) {
        Caller caller = request.caller();
        ObjectNode json = request.json();
        Fields.byDefault(json, "userId", caller.userId().toString());
        Values values = Reminders.FIELDS.readNew(json, caller);
        refuseForeignUser(caller, values);
        return database.writeStatement(request.trace(), (handle, changes) -> {
                    changes.touch(Reminders.all(caller.workspaceId()));
                    Row created = Reminders.TABLE.insert(handle, caller, values, clock.instant());
                    Reminders.TOPICS.changed(changes, caller.workspaceId(), created, List.of());
                    return created;
                })
                .created("/api/reminders");
    }

    private static void refuseForeignUser(Caller caller, Values values) {
        boolean foreign = values.has("user_id") && !caller.userId().equals(values.get("user_id"));
        if (foreign && !caller.may(Permission.MANAGE)) {
            throw Problem.forbidden("Only a manager or an admin gives reminders to other people.");
        }
    }

    private Answer read(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Query query = request.query("fields", "include");
        List<Topic> topics = withIncludes(caller, query, List.of(Reminders.one(caller.workspaceId(), id)));
        topics.add(Topic.all(caller.workspaceId(), "merges")); // a merge moves the reminders of a contact
        return reads.own(
                request,
                scoped(caller, "reminder-" + id),
                query,
                RECORD_TTL,
                topics,
                null,
                () -> database.read(request.trace(), handle -> {
                    Columns selected = Reminders.COLUMNS.select(query);
                    return Reminders.TABLE
                            .read(handle, caller, id, selected, Reminders.joins(selected::has))
                            .cached();
                }));
    }

    private Answer update(Request request) {
        Values values = Reminders.FIELDS.readChanges(request.json(), request.caller());
        refuseForeignUser(request.caller(), values);
        return change(request, values, values.has("due_at") ? RESCHEDULED : "");
    }

    private Answer change(Request request, String assignments) {
        return change(request, new Values(), assignments);
    }

    private Answer change(Request request, Values values, String assignments) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Row row = database.writeStatement(request.trace(), (handle, changes) -> {
            touch(changes, caller, id);
            return Reminders.TABLE.update(
                    handle, caller, id, values, assignments, "", request.ifMatch(), clock.instant());
        });
        return row.saved();
    }

    /** Until a time or for some minutes; what is done opens again. */
    private Answer snooze(Request request) {
        Caller caller = request.caller();
        Instant now = clock.instant();
        Values asked = SNOOZE.readChanges(request.json(), caller);
        Instant until = until(asked, now);
        ObjectNode change = Json.MAPPER.createObjectNode().put("dueAt", until.toString());
        return change(request, Reminders.FIELDS.readChanges(change, caller), SNOOZED);
    }

    private static Instant until(Values asked, Instant now) {
        if (asked.get("until") instanceof OffsetDateTime until && asked.get("minutes") == null) {
            if (!until.toInstant().isAfter(now)) {
                throw Problem.invalid("until", "must be in the future");
            }
            return until.toInstant();
        }
        if (asked.get("minutes") instanceof Long minutes && asked.get("until") == null) {
            return now.plus(Duration.ofMinutes(minutes));
        }
        throw Problem.invalid("until", "give either a time or a number of minutes");
    }

    private static void touch(Changes changes, Caller caller, UUID id) {
        changes.touch(Reminders.all(caller.workspaceId()));
        changes.touch(Reminders.one(caller.workspaceId(), id));
    }
}
