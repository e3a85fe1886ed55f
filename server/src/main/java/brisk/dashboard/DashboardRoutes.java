package brisk.dashboard;

import static brisk.platform.http.Route.get;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Json;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import brisk.platform.telemetry.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request for the whole first screen: two statements, neither of which costs more where the workspace is larger. */
public final class DashboardRoutes {
    private static final Duration TTL = Duration.ofMinutes(5);
    /** What it counts, and what it shows by name. */
    private static final List<String> TOPICS =
            List.of("deals", "pipelines", "activities", "reminders", "companies", "contacts", "users");

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;

    public DashboardRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    public List<Route> table() {
        return List.of(get("/api/dashboard", Permission.READ, this::dashboard).limit(Route.Limit.DASHBOARD));
    }

    /**
     * Remembered for its days, those of the workspace, in which sales are counted, and those of who looks. Somebody who ceases to
     * manage must not be shown other people's tasks that they saw before.
     */
    private Answer dashboard(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query("ownerId", "pipelineId", "period");
        Instant asked = clock.instant();
        LocalDate salesDay = LocalDate.ofInstant(asked, caller.workspaceZone());
        LocalDate today = LocalDate.ofInstant(asked, caller.timeZone());
        UUID ownerId = query.id("ownerId");
        UUID tasksOf = tasksOf(caller, ownerId);
        UUID pipelineId = query.id("pipelineId");
        Period period = Period.of(query.choice("period", "month", Period.NAMES), salesDay);
        String resource =
                "dashboard@" + salesDay + "@" + today + "@" + caller.timeZone() + (tasksOf == null ? "@" : "");
        return reads.own(request, resource, query, TTL, topics(caller), this::metadata, () -> {
            Instant now = clock.instant();
            var overview =
                    new Overview(caller, ownerId, pipelineId, period, new ActivityDays(today, caller.timeZone()), now);
            byte[] json = database.read(request.trace(), handle -> {
                Map<String, Object> figures = overview.read(handle);
                Instant morning = today.atStartOfDay(caller.timeZone()).toInstant();
                byte[] recent = RecentStore.read(handle, caller, ownerId, tasksOf, morning, now);
                return json(overview, figures, recent);
            });
            return CachedBody.spliceable(json);
        });
    }

    private static byte[] json(Overview overview, Map<String, Object> figures, byte[] recent) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeName("period");
            json.writePOJO(overview.period().json());
            json.writeName("overview");
            json.writePOJO(figures);
            json.writeName("recent");
            json.writeRawValue(new String(recent, StandardCharsets.UTF_8));
            json.writeEndObject();
        });
    }

    /** One's own, or those of the owner where one may see them. */
    private static @Nullable UUID tasksOf(Caller caller, @Nullable UUID ownerId) {
        boolean own = ownerId == null || ownerId.equals(caller.userId());
        return own ? caller.userId() : caller.role().may(Permission.MANAGE) ? ownerId : null;
    }

    private static List<Topic> topics(Caller caller) {
        return TOPICS.stream()
                .map(name -> Topic.all(caller.workspaceId(), name))
                .toList();
    }

    /** Milliseconds of this very request, appended to the cached body. */
    private String metadata(Request request, Answer.Outcome outcome) {
        var text = new StringBuilder(112).append("\"metadata\":{\"responseTime\":");
        return Trace.appendMillis(text, request.trace().elapsedNanos())
                .append(",\"cached\":")
                .append(outcome == Answer.Outcome.HIT)
                .append(",\"timestamp\":\"")
                .append(Json.time(clock.instant()))
                .append("\"}")
                .toString();
    }
}
