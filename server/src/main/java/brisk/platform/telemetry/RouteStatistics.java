package brisk.platform.telemetry;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counters and the distribution of times of one route since the process started. */
public final class RouteStatistics {
    private static final long HIGHEST_MICROS = 600_000_000L;

    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder hits = new LongAdder();
    private final LongAdder statements = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Recorder recorder = new Recorder(HIGHEST_MICROS, 2);
    private final Histogram total = new Histogram(HIGHEST_MICROS, 2);

    /** A reading of the counters; times in microseconds. */
    public record Snapshot(
            long requests,
            long errors,
            long hits,
            long statements,
            long bytes,
            long p50Micros,
            long p95Micros,
            long p99Micros,
            long maxMicros,
            double sumMicros) {}

    void record(int status, long nanos, Trace trace, long bodyBytes) {
        requests.increment();
        if (status >= 500) {
            errors.increment();
        }
        if (trace.hit()) {
            hits.increment();
        }
        statements.add(trace.statements());
        bytes.add(bodyBytes);
        recorder.recordValue(Math.min(HIGHEST_MICROS, nanos / 1_000));
    }

    public Snapshot snapshot() {
        synchronized (total) {
            total.add(recorder.getIntervalHistogram());
            return new Snapshot(
                    requests.sum(),
                    errors.sum(),
                    hits.sum(),
                    statements.sum(),
                    bytes.sum(),
                    total.getValueAtPercentile(50),
                    total.getValueAtPercentile(95),
                    total.getValueAtPercentile(99),
                    total.getMaxValue(),
                    total.getMean() * total.getTotalCount());
        }
    }
}
