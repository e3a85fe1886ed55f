package brisk.bench.mixed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** What became of the requests, by endpoint. */
final class Results {
    private static final int MOST_MILLIS = 120_000;

    private final AtomicLong firstNanos = new AtomicLong();
    private final long warmUpNanos;
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();

    private static final class Endpoint {
        private final Histogram millis = new Histogram(MOST_MILLIS, 3);
        private long cacheable;
        private long hits;
        private long errors;
    }

    /** @param warmUpSeconds what happens in them, from the first answer on, is not counted */
    Results(int warmUpSeconds) {
        this.warmUpNanos = warmUpSeconds * 1_000_000_000L;
    }

    /** @param cache HIT, MISS or BYPASS; empty where the answer is none of the cache */
    void record(String name, int millis, String cache, boolean failed) {
        long now = System.nanoTime();
        firstNanos.compareAndSet(0, now);
        if (now - firstNanos.get() < warmUpNanos) {
            return;
        }
        Endpoint endpoint = endpoints.computeIfAbsent(name, ignored -> new Endpoint());
        synchronized (endpoint) {
            endpoint.millis.recordValue(Math.min(millis, MOST_MILLIS));
            endpoint.cacheable += cache.isEmpty() ? 0 : 1;
            endpoint.hits += cache.equals("HIT") ? 1 : 0;
            endpoint.errors += failed ? 1 : 0;
        }
    }

    /** Lines of name, requests, requests/s, p50, p95, p99, longest (ms), errors, cacheable answers, hits; the first one is of all. */
    void write(Path file, int seconds) throws IOException {
        var all = new Endpoint();
        List<String> lines = new ArrayList<>();
        endpoints.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            Endpoint endpoint = entry.getValue();
            all.millis.add(endpoint.millis);
            all.cacheable += endpoint.cacheable;
            all.hits += endpoint.hits;
            all.errors += endpoint.errors;
            lines.add(line(entry.getKey(), endpoint, seconds));
        });
        lines.addFirst(line("all", all, seconds));
        Files.write(file, lines);
    }

    private static String line(String name, Endpoint endpoint, int seconds) {
        Histogram millis = endpoint.millis;
        return String.format(
                Locale.ROOT,
                "%s\t%d\t%.1f\t%d\t%d\t%d\t%d\t%d\t%d\t%d",
                name,
                millis.getTotalCount(),
                (double) millis.getTotalCount() / seconds,
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(95),
                millis.getValueAtPercentile(99),
                millis.getMaxValue(),
                endpoint.errors,
                endpoint.cacheable,
                endpoint.hits);
    }
}
