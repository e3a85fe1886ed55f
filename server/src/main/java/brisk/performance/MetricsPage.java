package brisk.performance;

import brisk.platform.cache.ReadCache;
import brisk.platform.db.Database;
import brisk.platform.telemetry.RouteStatistics.Snapshot;
import brisk.platform.telemetry.Telemetry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.function.Function;

/** Counters and gauges in the text format of Prometheus, version 0.0.4. */
final class MetricsPage {
    private final Telemetry telemetry;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    MetricsPage(Database database, ReadCache cache, Telemetry telemetry) {
        this.telemetry = telemetry;
        new JvmMemoryMetrics().bindTo(registry);
        Gauge.builder("brisk.cache.bytes", cache, ReadCache::weightBytes).register(registry);
        FunctionCounter.builder("brisk.cache.hits", cache, ReadCache::hits).register(registry);
        FunctionCounter.builder("brisk.cache.misses", cache, ReadCache::misses).register(registry);
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

    String text() {
        var text = new StringBuilder(registry.scrape());
        Map<String, Snapshot> routes = telemetry.snapshot();
        counter(text, routes, "brisk_requests_total", "Requests answered.", Snapshot::requests);
        counter(text, routes, "brisk_request_errors_total", "Requests answered with 4xx or 5xx.", Snapshot::errors);
        counter(text, routes, "brisk_request_cache_hits_total", "Requests answered from the cache.", Snapshot::hits);
        counter(text, routes, "brisk_request_statements_total", "SQL statements of requests.", Snapshot::statements);
        counter(text, routes, "brisk_response_bytes_total", "Bytes of bodies sent.", Snapshot::bytes);
        family(text, "brisk_request_seconds", "summary", "Time from the request to its answer.");
        routes.forEach((route, s) -> {
            String label = "{route=\"" + route + "\"";
            line(text, "brisk_request_seconds" + label + ",quantile=\"0.5\"}", s.p50Micros() / 1e6);
            line(text, "brisk_request_seconds" + label + ",quantile=\"0.95\"}", s.p95Micros() / 1e6);
            line(text, "brisk_request_seconds" + label + ",quantile=\"0.99\"}", s.p99Micros() / 1e6);
            line(text, "brisk_request_seconds_sum" + label + "}", s.sumMicros() / 1e6);
            line(text, "brisk_request_seconds_count" + label + "}", s.requests());
        });
        return text.toString();
    }

    /** All lines of one metric stand together, as the format asks. */
    private static void counter(
            StringBuilder text,
            Map<String, Snapshot> routes,
            String name,
            String help,
            Function<Snapshot, Number> value) {
        family(text, name, "counter", help);
        routes.forEach((route, s) -> line(text, name + "{route=\"" + route + "\"}", value.apply(s)));
    }

    private static void family(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String name, Number value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
