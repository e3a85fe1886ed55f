package brisk.platform.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encoded answers by key, each of which counts until something that it depends on changes: bounded in bytes, expiring, one
 * loader at a time for a key. A failure of the cache itself is counted and answered from the loader.
 */
public final class ReadCache {
    private static final Logger log = LoggerFactory.getLogger(ReadCache.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** Writes can overtake the loader that one waits for again and again; then one loads for oneself. */
    private static final int ATTEMPTS = 3;

    private final AsyncCache<String, Entry> entries;
    private final Generations generations;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /**
     * Produces the body on a miss. Where it leaves out what is later than now, it asks for the time itself: by a moment from before it
     * began, it would leave out what has been written since, and be served to whoever wrote that.
     */
    @FunctionalInterface
    public interface Loader {
        CachedBody load() throws Exception;
    }

    /** What was found, and whether it was so without a loader of this very call. */
    public record Found(CachedBody body, boolean hit) {}

    private record Entry(CachedBody body, long began, int[] slots, long ttlNanos) {
        static final int OVERHEAD_BYTES = 64;

        int weight(String key) {
            long bytes = OVERHEAD_BYTES + body.sizeBytes() + 2L * key.length() + (long) Integer.BYTES * slots.length;
            return (int) Math.min(Integer.MAX_VALUE, bytes);
        }
    }

    public ReadCache(long maxBytes, Generations generations) {
        this.generations = generations;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, Entry entry) -> entry.weight(key))
                .expireAfter(Expiry.writing((String key, Entry entry) -> Duration.ofNanos(entry.ttlNanos())))
                .executor(Runnable::run)
                .buildAsync();
    }

    /**
     * @param topics what the answer depends on besides the records whose ids it contains
     * @param refresh true loads and stores even where there is an entry
     * @throws Exception what the loader throws; nothing is stored then
     */
    public Found read(String key, List<Topic> topics, Duration ttl, boolean refresh, Loader loader) throws Exception {
        if (refresh) {
            Entry entry = load(topics, ttl, loader);
            entries.put(key, CompletableFuture.completedFuture(entry));
            return new Found(entry.body(), false);
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var mine = new CompletableFuture<Entry>();
            CompletableFuture<Entry> other;
            try {
                other = claim(key, mine);
            } catch (RuntimeException e) {
                failures.increment();
                log.warn("the read cache failed, the database answers instead", e);
                break;
            }
            if (other == null) {
                misses.increment();
                return new Found(load(mine, topics, ttl, loader), false);
            }
            Entry entry = await(other);
            if (entry == null) {
                break;
            }
            if (counts(entry)) {
                hits.increment();
                return new Found(entry.body(), true);
            }
        }
        misses.increment();
        return new Found(loader.load(), false);
    }

    private boolean counts(Entry entry) {
        return !generations.changedSince(entry.began(), entry.slots());
    }

    /**
     * The answer that is there or being loaded; null where there is none that counts, and whoever waits from now on waits for
     * {@code mine}.
     */
    private @Nullable CompletableFuture<Entry> claim(String key, CompletableFuture<Entry> mine) {
        CompletableFuture<Entry> present = entries.getIfPresent(key);
        if (present == null) {
            return entries.asMap().putIfAbsent(key, mine);
        }
        boolean outdated = present.state() == State.SUCCESS && !counts(present.resultNow());
        return outdated && entries.asMap().replace(key, present, mine) ? null : present;
    }

    private Entry load(List<Topic> topics, Duration ttl, Loader loader) throws Exception {
        long began = generations.now();
        CachedBody body = loader.load();
        return new Entry(body, began, generations.slots(topics, body.plain()), ttl.toNanos());
    }

    private CachedBody load(CompletableFuture<Entry> mine, List<Topic> topics, Duration ttl, Loader loader)
            throws Exception {
        try {
            Entry entry = load(topics, ttl, loader);
            mine.complete(entry);
            return entry.body();
        } catch (Throwable e) {
            // Not completed with the exception: that would be logged, and it goes to its request anyway.
            mine.cancel(false);
            throw e;
        }
    }

    /** Waits for the loader of another request; null where that one fails or hangs, and this request tries for itself. */
    private static @Nullable Entry await(CompletableFuture<Entry> other) throws InterruptedException {
        try {
            return other.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            return null;
        }
    }

    /** Empties the cache; readers fill it again. */
    public void clear() {
        entries.synchronous().invalidateAll();
    }

    public long hits() {
        return hits.sum();
    }

    public long misses() {
        return misses.sum();
    }

    /** Of all reads, those that were answered without a loader of their own; 1 where nothing has been read. */
    public double hitRate() {
        long found = hits.sum();
        long all = found + misses.sum();
        return all == 0 ? 1 : (double) found / all;
    }

    public long failures() {
        return failures.sum();
    }

    public long entryCount() {
        return entries.synchronous().estimatedSize();
    }

    public long weightBytes() {
        return entries.synchronous()
                .policy()
                .eviction()
                .orElseThrow()
                .weightedSize()
                .orElse(0);
    }
}
