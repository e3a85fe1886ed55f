package brisk.performance;

import brisk.platform.cache.ReadCache;
import brisk.platform.db.Database;
import brisk.platform.telemetry.Telemetry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Counters and gauges in the text format of Prometheus, version 0.0.4. */
final class MetricsPage {
    private final Telemetry telemetry;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    MetricsPage(Database database, ReadCache cache, Telemetry telemetry) {
        this.telemetry = telemetry;
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

    String text() {
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
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Number value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
