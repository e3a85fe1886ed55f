package brisk.performance;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;

import brisk.platform.cache.ReadCache;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Problem;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.security.Permission;
import brisk.platform.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** For those who run Brisk: is it well, how fast is it, empty its cache. */
public final class OperationsRoutes {
    private static final long RETRY_AFTER_SECONDS = 5;

    private final Database database;
    private final Supplier<@Nullable String> complaint;
    private final ReadCache cache;
    private final Telemetry telemetry;
    private final Clock clock;
    private final long startedMillis;
    private @Nullable MetricsPage metrics;

    public List<Route> table() {
        return List.of(
                get("/api/health", null, this::health).limit(Route.Limit.HEALTH),
                get("/metrics", Permission.ADMINISTER, this::metrics).limit(Route.Limit.HEALTH),
                delete("/api/cache", Permission.ADMINISTER, this::clearCache));
    }

    /** @param complaint why requests cannot be answered from the database at present, or null where they can */
    public OperationsRoutes(
            Database database,
            Supplier<@Nullable String> complaint,
            ReadCache cache,
            Telemetry telemetry,
            Clock clock) {
        this.database = database;
        this.complaint = complaint;
        this.cache = cache;
        this.telemetry = telemetry;
        this.clock = clock;
        this.startedMillis = clock.millis();
    }

    /** 200 while requests can be answered, 503 with the reason while the database cannot be reached. */
    private Answer health(Request request) {
        boolean detailed = Boolean.TRUE.equals(request.query("detailed").flag("detailed"));
        String reason = complaint.get();
        if (reason != null) {
            throw Problem.unavailable(RETRY_AFTER_SECONDS, reason);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", "ok");
        if (detailed) {
            long started = System.nanoTime();
            String version = database.read(
                    request.trace(),
                    handle -> handle.createQuery("SHOW server_version")
                            .mapTo(String.class)
                            .one());
            var pool = database.poolUse();
            body.put("uptimeSeconds", (clock.millis() - startedMillis) / 1_000);
            body.put(
                    "database",
                    Map.of(
                            "version",
                            version,
                            "millis",
                            (System.nanoTime() - started) / 1_000_000.0,
                            "connectionsActive",
                            pool.active(),
                            "connectionsMax",
                            pool.max()));
            body.put(
                    "cache",
                    Map.of(
                            "bytes", cache.weightBytes(),
                            "entries", cache.entryCount(),
                            "hitRate", cache.hitRate(),
                            "failures", cache.failures()));
        }
        return Answer.ok(body);
    }

    private Answer metrics(Request request) {
        request.query();
        return new Answer.Body(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                metricsPage().text().getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    /** Made for the first one who asks: it would be a tenth of the time of a start. */
    private synchronized MetricsPage metricsPage() {
        if (metrics == null) {
            metrics = new MetricsPage(database, cache, telemetry);
        }
        return metrics;
    }

    private Answer clearCache(Request request) {
        cache.clear();
        return Answer.noContent();
    }
}
