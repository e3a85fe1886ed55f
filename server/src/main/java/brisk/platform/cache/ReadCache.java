package brisk.platform.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encoded answers by key and by the generations of what they read: bounded in bytes, expiring, one loader at a time
 * for a key. A failure of the cache itself is counted and answered from the loader.
 */
public final class ReadCache {
    private static final Logger log = LoggerFactory.getLogger(ReadCache.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final AsyncCache<String, Entry> entries;
    private final Generations generations;
    private final LongAdder failures = new LongAdder();

    private record Entry(CachedBody body, long ttlNanos) {}

    /** Produces the body on a miss. */
    @FunctionalInterface
    public interface Loader {
        CachedBody load() throws Exception;
    }

    /** What was found, and whether a loader ran for this very call. */
    public record Found(CachedBody body, boolean hit) {}

    public ReadCache(long maxBytes, Generations generations) {
        this.generations = generations;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, Entry entry) ->
                        (int) Math.min(Integer.MAX_VALUE, entry.body().sizeBytes() + 2L * key.length()))
                .expireAfter(Expiry.creating((String key, Entry entry) -> Duration.ofNanos(entry.ttlNanos())))
                .executor(Runnable::run)
                .recordStats()
                .buildAsync();
    }

    /**
     * @param refresh true loads and stores even where there is an entry
     * @throws Exception what the loader throws; nothing is stored then
     */
    public Found read(String key, List<Topic> topics, Duration ttl, boolean refresh, Loader loader) throws Exception {
        String versioned = versioned(key, topics);
        if (refresh) {
            CachedBody body = loader.load();
            entries.put(versioned, CompletableFuture.completedFuture(new Entry(body, ttl.toNanos())));
            return new Found(body, false);
        }
        CompletableFuture<Entry> mine = new CompletableFuture<>();
        CompletableFuture<Entry> other;
        try {
            other = claim(versioned, mine);
        } catch (RuntimeException e) {
            failures.increment();
            log.warn("the read cache failed, the database answers instead", e);
            return new Found(loader.load(), false);
        }
        return other == null ? new Found(load(mine, ttl, loader), false) : new Found(await(other, loader), true);
    }

    private @Nullable CompletableFuture<Entry> claim(String versioned, CompletableFuture<Entry> mine) {
        CompletableFuture<Entry> present = entries.getIfPresent(versioned);
        return present != null ? present : entries.asMap().putIfAbsent(versioned, mine);
    }

    private static CachedBody load(CompletableFuture<Entry> mine, Duration ttl, Loader loader) throws Exception {
        try {
            CachedBody body = loader.load();
            mine.complete(new Entry(body, ttl.toNanos()));
            return body;
        } catch (Throwable e) {
            // Not completed with the exception: that would be logged, and it goes to its request anyway.
            mine.cancel(false);
            throw e;
        }
    }

    /** Waits for the loader of another request; where that one fails or hangs, this request tries for itself. */
    private static CachedBody await(CompletableFuture<Entry> other, Loader loader) throws Exception {
        try {
            return other.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS).body();
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            return loader.load();
        }
    }

    private String versioned(String key, List<Topic> topics) {
        var text = new StringBuilder(key.length() + 24).append(key);
        for (Topic topic : topics) {
            text.append('.').append(Long.toString(generations.of(topic), Character.MAX_RADIX));
        }
        return text.toString();
    }

    /** Empties the cache; readers fill it again. */
    public void clear() {
        entries.synchronous().invalidateAll();
    }

    public CacheStats statistics() {
        return entries.synchronous().stats();
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
