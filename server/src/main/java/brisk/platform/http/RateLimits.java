package brisk.platform.http;

import brisk.platform.http.Route.Limit;
import brisk.platform.security.Caller;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Token buckets per client and class of limit. A client is a user, else an address; idle buckets expire. */
final class RateLimits {
    private static final long MOST_CLIENTS = 100_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Requests a minute for API clients by class, and how many times that a browser session may. */
    record Settings(Map<Limit, Integer> perMinute, int sessionFactor, Predicate<InetAddress> allowed) {}

    /** @param retryAfterSeconds 0 where the request may go on */
    record Verdict(long limit, long remaining, long resetSeconds, long retryAfterSeconds) {}

    private record Client(Limit limit, Object who, boolean browser) {}

    private final Settings settings;
    private final Cache<Client, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    RateLimits(Settings settings) {
        this.settings = settings;
    }

    /** Null where the address is on the allow-list and nothing is counted. */
    @Nullable
    Verdict consume(Limit limit, @Nullable Caller caller, InetAddress address, String addressText) {
        if (settings.allowed().test(address)) {
            return null;
        }
        boolean browser = caller != null && caller.browser();
        Object who = caller == null ? addressText : callerKey(caller);
        long capacity = (long) settings.perMinute().getOrDefault(limit, 100) * (browser ? settings.sessionFactor() : 1);
        Bucket bucket = buckets.get(
                new Client(limit, who, browser),
                ignored -> Bucket.builder()
                        .addLimit(bandwidth -> bandwidth.capacity(capacity).refillGreedy(capacity, WINDOW))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        long wait = probe.isConsumed() ? 0 : ceilSeconds(probe.getNanosToWaitForRefill());
        return new Verdict(capacity, probe.getRemainingTokens(), ceilSeconds(probe.getNanosToWaitForReset()), wait);
    }

    private static UUID callerKey(Caller caller) {
        return caller.userId();
    }

    private static long ceilSeconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }
}
