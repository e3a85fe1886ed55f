package brisk.leads;

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
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Deletion;
import brisk.platform.records.Field;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Statuses, assignment rules and settings of the lead desk over HTTP. Who manages the team says how it runs. */
final class LeadSetupRoutes {
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Field POSITION = Field.of("position", "position", Readers.integer(1, 10_000));

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;
    private final Deletion ruleDeletion;

    LeadSetupRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
        this.ruleDeletion = new Deletion(
                database,
                LeadSetup.RULES,
                "",
                (changes, caller, id) -> changes.touch(topic(caller, "lead-rules")),
                clock);
    }

    List<Route> table() {
        return List.of(
                get("/api/lead-statuses", Permission.READ, this::statuses),
                post("/api/lead-statuses", Permission.MANAGE, this::createStatus),
                patch("/api/lead-statuses/{id}", Permission.MANAGE, this::updateStatus),
                get("/api/lead-rules", Permission.READ, this::rules),
                post("/api/lead-rules", Permission.MANAGE, this::createRule),
                get("/api/lead-rules/{id}", Permission.READ, this::rule),
                patch("/api/lead-rules/{id}", Permission.MANAGE, this::updateRule),
                delete("/api/lead-rules/{id}", Permission.MANAGE, ruleDeletion::delete),
                post("/api/lead-rules/{id}/restore", Permission.MANAGE, ruleDeletion::restore),
                get("/api/lead-settings", Permission.READ, this::settings),
                patch("/api/lead-settings", Permission.MANAGE, this::updateSettings));
    }

    private static Topic topic(Caller caller, String name) {
        return Topic.all(caller.workspaceId(), name);
    }

    private Answer statuses(Request request) throws Exception {
        Caller caller = request.caller();
        return reads.shared(
                request,
                "lead-statuses",
                request.query(),
                TTL,
                List.of(topic(caller, "lead-statuses")),
                () -> CachedBody.of(database.read(request.trace(), handle -> LeadSetup.statuses(handle, caller)), 0));
    }

    private Answer createStatus(Request request) {
        Caller caller = request.caller();
        Values values = LeadSetup.NEW_STATUS.readNew(request.json(), caller);
        if (!values.has("code")) {
            values.with(LeadSetup.CODE, codeOf(String.valueOf(values.get("name"))));
        }
        Row row = database.write(request.trace(), (handle, changes) -> {
            changes.touch(topic(caller, "lead-statuses"));
            place(handle, caller, "lead_statuses", values);
            return LeadSetup.STATUSES.insert(handle, caller, values, clock.instant());
        });
        return row.created("/api/lead-statuses");
    }

    /** "Test drive" is test_drive; a name without Latin letters has to be given a code. */
    private static String codeOf(String name) {
        String latin = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        String code =
                latin.replaceAll("\\p{M}+", "").replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        if (code.isEmpty()) {
            throw Problem.invalid("code", "is required for a name without Latin letters");
        }
        return code.substring(0, Math.min(40, code.length()));
    }

    private static void place(Handle handle, Caller caller, String table, Values values) {
        long last = LeadSetup.lastPosition(handle, caller, table);
        if (last >= 10_000) {
            throw Problem.conflict("There is no place behind the last one.", Map.of());
        }
        if (!values.has("position")) {
            values.with(POSITION, last + 1);
        }
    }

    private Answer updateStatus(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Values values = LeadSetup.STATUS_CHANGE.readChanges(request.json(), caller);
        Row row = database.write(request.trace(), (handle, changes) -> {
            changes.touch(topic(caller, "lead-statuses"));
            Row changed = LeadSetup.STATUSES.update(handle, caller, id, values, request.ifMatch(), clock.instant());
            if (!LeadSetup.hasOpenStatus(handle, caller)) {
                throw Problem.conflict("New leads need an open status.", Map.of());
            }
            return changed;
        });
        return row.saved();
    }

    private Answer rules(Request request) throws Exception {
        Caller caller = request.caller();
        return reads.shared(
                request,
                "lead-rules",
                request.query(),
                TTL,
                ruleTopics(caller),
                () -> CachedBody.of(database.read(request.trace(), handle -> LeadSetup.rules(handle, caller)), 0));
    }

    /** Whose turn it was last follows from the leads. */
    private static List<Topic> ruleTopics(Caller caller) {
        return List.of(topic(caller, "lead-rules"), topic(caller, "users"), topic(caller, "leads"));
    }

    private Answer createRule(Request request) {
        Caller caller = request.caller();
        Values values = LeadSetup.RULE_FIELDS.readNew(request.json(), caller);
        checkHours(values);
        Row row = database.write(request.trace(), (handle, changes) -> {
            changes.touch(topic(caller, "lead-rules"));
            place(handle, caller, "lead_rules", values);
            return LeadSetup.insertRule(handle, caller, values, clock.instant());
        });
        return row.created("/api/lead-rules");
    }

    private static void checkHours(Values values) {
        if ((values.get("from_time") == null) != (values.get("to_time") == null)) {
            throw Problem.invalid("toTime", "goes with fromTime: both or none");
        }
        if (values.get("member_ids") instanceof UUID[] members && members.length == 0) {
            throw Problem.invalid("memberIds", "must name somebody");
        }
    }

    private Answer rule(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        return reads.record(
                request,
                "lead-rule",
                id,
                request.query(),
                TTL,
                ruleTopics(caller),
                () -> database.read(
                                request.trace(), handle -> LeadSetup.RULES.read(handle, caller, id, LeadSetup.RULE, ""))
                        .cached());
    }

    private Answer updateRule(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Values values = LeadSetup.RULE_FIELDS.readChanges(request.json(), caller);
        checkHours(values);
        Row row = database.write(request.trace(), (handle, changes) -> {
            changes.touch(topic(caller, "lead-rules"));
            return LeadSetup.updateRule(handle, caller, id, values, request.ifMatch(), clock.instant());
        });
        return row.saved();
    }

    private Answer settings(Request request) throws Exception {
        Caller caller = request.caller();
        return reads.shared(
                request,
                "lead-settings",
                request.query(),
                TTL,
                List.of(topic(caller, "lead-settings")),
                () -> database.read(request.trace(), handle -> LeadSetup.settings(handle, caller))
                        .cached());
    }

    /** New leads are given the new times; those that are there keep theirs. */
    private Answer updateSettings(Request request) {
        Caller caller = request.caller();
        Values values = LeadSetup.SETTINGS_FIELDS.readChanges(request.json(), caller);
        Row row = database.writeStatement(request.trace(), (handle, changes) -> {
            changes.touch(topic(caller, "lead-settings"));
            return LeadSetup.updateSettings(handle, caller, values, request.ifMatch(), clock.instant())
                    .orElseThrow(() -> Problem.lostUpdate(
                            LeadSetup.settings(handle, caller).version()));
        });
        return row.saved();
    }
}
