package brisk.platform.http;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.ReadCache;
import brisk.platform.cache.Topic;
import brisk.platform.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers GET requests through the read cache: the key says what was asked by whom, the topics what it depends on. */
public final class CachedReads {
    private final ReadCache cache;

    public CachedReads(ReadCache cache) {
        this.cache = cache;
    }

    /** A body that everybody in the workspace sees alike, or everybody in a time zone where the query names days. */
    public Answer shared(
            Request request, String resource, Query query, Duration ttl, List<Topic> topics, ReadCache.Loader loader)
            throws Exception {
        String scope = "all" + zone(request, query);
        return read(request, resource, scope, query.normalised(), query.refresh(), ttl, topics, null, loader);
    }

    /** A body of the caller's own. */
    public Answer own(
            Request request,
            String resource,
            Query query,
            Duration ttl,
            List<Topic> topics,
            Answer.@Nullable Splice splice,
            ReadCache.Loader loader)
            throws Exception {
        String scope = request.caller().userId() + zone(request, query);
        return read(request, resource, scope, query.normalised(), query.refresh(), ttl, topics, splice, loader);
    }

    private static String zone(Request request, Query query) {
        return query.namesDays() ? "@" + request.caller().timeZone() : "";
    }

    /**
     * A body that some see and others do not.
     *
     * @param scope says whom it is for, in characters that a header may have
     */
    public Answer seenBy(
            Request request,
            String resource,
            String scope,
            Query query,
            Duration ttl,
            List<Topic> topics,
            ReadCache.Loader loader)
            throws Exception {
        String zoned = scope + zone(request, query);
        return read(request, resource, zoned, query.normalised(), query.refresh(), ttl, topics, null, loader);
    }

    /** One record; the id is part of the key. */
    public Answer record(
            Request request,
            String resource,
            UUID id,
            Query query,
            Duration ttl,
            List<Topic> topics,
            ReadCache.Loader loader)
            throws Exception {
        String what = query.normalised().isEmpty() ? id.toString() : id + "?" + query.normalised();
        return read(request, resource, "all", what, query.refresh(), ttl, topics, null, loader);
    }

    private Answer read(
            Request request,
            String resource,
            String scope,
            String what,
            boolean refresh,
            Duration ttl,
            List<Topic> topics,
            Answer.@Nullable Splice splice,
            ReadCache.Loader loader)
            throws Exception {
        Caller caller = request.caller();
        String key = "brisk:" + resource + ':' + caller.workspaceId() + ':' + scope + ':' + what;
        long started = System.nanoTime();
        long databaseBefore = request.trace().databaseNanos();
        ReadCache.Found found = cache.read(key, topics, ttl, refresh, () -> {
            CachedBody body = loader.load();
            request.trace()
                    .rendered(System.nanoTime() - started - (request.trace().databaseNanos() - databaseBefore));
            return body;
        });
        request.trace().cache(found.hit() ? System.nanoTime() - started : 0, found.hit());
        Answer.Outcome outcome =
                refresh ? Answer.Outcome.BYPASS : found.hit() ? Answer.Outcome.HIT : Answer.Outcome.MISS;
        return new Answer.Cached(found.body(), key, outcome, splice);
    }
}
