package brisk.platform.telemetry;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one request cost so far. Shared by the threads that work for it. All times in nanoseconds. */
public final class Trace {
    private final long startedNanos = System.nanoTime();
    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicLong databaseNanos = new AtomicLong();
    private final AtomicLong renderNanos = new AtomicLong();
    private volatile long cacheNanos;
    private volatile boolean hit;
    private volatile long answeredNanos;

    public void statement(long nanos) {
        statements.incrementAndGet();
        databaseNanos.addAndGet(nanos);
    }

    /** @param nanos may be negative, where statements ran at the same time and their sum is more than what passed */
    public void rendered(long nanos) {
        renderNanos.addAndGet(Math.max(0, nanos));
    }

    public void cache(long nanos, boolean wasHit) {
        cacheNanos = nanos;
        hit = wasHit;
    }

    public boolean hit() {
        return hit;
    }

    public int statements() {
        return statements.get();
    }

    public long databaseNanos() {
        return databaseNanos.get();
    }

    public long elapsedNanos() {
        return (answeredNanos == 0 ? System.nanoTime() : answeredNanos) - startedNanos;
    }

    /** The answer begins and lasts as long as somebody listens: that time says nothing about the server. */
    public void answered() {
        answeredNanos = System.nanoTime();
    }

    /** The Server-Timing header of the W3C recommendation, durations in milliseconds. */
    public String serverTiming() {
        var text = new StringBuilder(72).append("db;dur=");
        appendMillis(text, databaseNanos.get());
        int executed = statements.get();
        text.append(";desc=\"").append(executed).append(executed == 1 ? " statement" : " statements");
        text.append("\", cache;dur=");
        appendMillis(text, cacheNanos);
        text.append(", render;dur=");
        appendMillis(text, renderNanos.get());
        return text.toString();
    }

    /** Milliseconds with three decimals, without the cost of a formatter: this runs on every answer. */
    public static StringBuilder appendMillis(StringBuilder text, long nanos) {
        long micros = nanos / 1_000;
        long rest = micros % 1_000;
        return text.append(micros / 1_000)
                .append('.')
                .append((char) ('0' + rest / 100))
                .append((char) ('0' + rest / 10 % 10))
                .append((char) ('0' + rest % 10));
    }
}
