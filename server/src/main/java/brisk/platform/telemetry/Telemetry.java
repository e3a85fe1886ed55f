package brisk.platform.telemetry;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Statistics per route ("GET /api/contacts"), and the log of slow requests. Bounded by the number of routes. */
public final class Telemetry {
    private static final Logger log = LoggerFactory.getLogger("brisk.slow");

    private final Map<String, RouteStatistics> routes = new ConcurrentHashMap<>();
    private final long slowRequestNanos;

    public Telemetry(long slowRequestMillis) {
        this.slowRequestNanos = slowRequestMillis * 1_000_000L;
    }

    public RouteStatistics route(String name) {
        return routes.computeIfAbsent(name, ignored -> new RouteStatistics());
    }

    public void record(RouteStatistics route, String name, String requestId, int status, Trace trace, long bodyBytes) {
        long nanos = trace.elapsedNanos();
        route.record(status, nanos, trace, bodyBytes);
        if (nanos > slowRequestNanos) {
            log.warn(
                    "slow request {} {} took {} ms, {} statements {} ms",
                    requestId,
                    name,
                    nanos / 1_000_000,
                    trace.statements(),
                    trace.databaseNanos() / 1_000_000);
        }
    }

    public Map<String, RouteStatistics.Snapshot> snapshot() {
        var all = new TreeMap<String, RouteStatistics.Snapshot>();
        routes.forEach((name, statistics) -> all.put(name, statistics.snapshot()));
        return all;
    }
}
