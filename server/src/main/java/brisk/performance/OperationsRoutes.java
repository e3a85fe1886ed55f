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
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For those who run Brisk: is it well, how fast is it, empty its cache. */
public final class OperationsRoutes {
    private final Database database;
    private final ReadCache cache;
    private final Telemetry telemetry;
    private final Clock clock;
    private final long startedMillis;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public List<Route> table() {
        return List.of(
                get("/api/health", null, this::health).limit(Route.Limit.HEALTH),
                get("/metrics", Permission.ADMINISTER, this::metrics).limit(Route.Limit.HEALTH),
                delete("/api/cache", Permission.ADMINISTER, this::clearCache));
    }

    public OperationsRoutes(Database database, ReadCache cache, Telemetry telemetry, Clock clock) {
        this.database = database;
        this.cache = cache;
        this.telemetry = telemetry;
        this.clock = clock;
        this.startedMillis = clock.millis();
        new JvmMemoryMetrics().bindTo(registry);
        Gauge.builder("brisk.cache.bytes", cache, ReadCache::weightBytes).register(registry);
        FunctionCounter.builder("brisk.cache.hits", cache, c -> c.statistics().hitCount())
                .register(registry);
        FunctionCounter.builder("brisk.cache.misses", cache, c -> c.statistics().missCount())
                .register(registry);
        FunctionCounter.builder("brisk.cache.failures", cache, ReadCache::failures)
                .register(registry);
        Gauge.builder(
                        "brisk.database.connections.active",
                        database,
                        d -> d.poolUse().active())
                .register(registry);
        Gauge.builder(
                        "brisk.database.connections.max",
                        database,
                        d -> d.poolUse().max())
                .register(registry);
    }

    /** 200 while requests can be answered, 503 with the reason while the database cannot be reached. */
    private Answer health(Request request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", "ok");
        if (Boolean.TRUE.equals(request.query("detailed").flag("detailed"))) {
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
                            "hitRate", cache.statistics().hitRate(),
                            "failures", cache.failures()));
        }
        return Answer.ok(body);
    }

    private Answer metrics(Request request) {
        request.query();
        var text = new StringBuilder(registry.scrape());
        telemetry.snapshot().forEach((route, s) -> {
            String label = "{route=\"" + route + "\"";
            line(text, "brisk_requests_total" + label + "}", s.requests());
            line(text, "brisk_request_errors_total" + label + "}", s.errors());
            line(text, "brisk_request_cache_hits_total" + label + "}", s.hits());
            line(text, "brisk_request_statements_total" + label + "}", s.statements());
            line(text, "brisk_response_bytes_total" + label + "}", s.bytes());
            line(text, "brisk_request_seconds" + label + ",quantile=\"0.5\"}", s.p50Micros() / 1e6);
            line(text, "brisk_request_seconds" + label + ",quantile=\"0.95\"}", s.p95Micros() / 1e6);
            line(text, "brisk_request_seconds" + label + ",quantile=\"0.99\"}", s.p99Micros() / 1e6);
            line(text, "brisk_request_seconds_sum" + label + "}", s.sumMicros() / 1e6);
            line(text, "brisk_request_seconds_count" + label + "}", s.requests());
        });
        return new Answer.Body(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                text.toString().getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    private static void line(StringBuilder text, String name, Number value) {
        text.append(name).append(' ').append(value).append('\n');
    }

    private Answer clearCache(Request request) {
        if (request.query().refresh()) {
            throw Problem.badRequest("This route has no cached answer to refresh.");
        }
        cache.clear();
        return Answer.noContent();
    }
}
