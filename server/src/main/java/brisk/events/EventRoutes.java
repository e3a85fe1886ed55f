package brisk.events;

import static brisk.platform.http.Route.get;

import brisk.events.ChangeFeed.Change;
import brisk.platform.cache.Generations;
import brisk.platform.http.Answer;
import brisk.platform.http.EventStream;
import brisk.platform.http.EventStreams;
import brisk.platform.http.Json;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** What has changed in the caller's workspace, as server-sent events: names of kinds, never contents. */
public final class EventRoutes implements AutoCloseable {
    private static final int MOST_STREAMS = 2_000;
    private static final int MOST_STREAMS_OF_A_USER = 20;
    /** How long a session that has ended may go unnoticed while nothing changes. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final ChangeFeed feed = new ChangeFeed();
    private final EventStreams streams = new EventStreams(
            MOST_STREAMS, MOST_STREAMS_OF_A_USER, "Let the tabs of a browser share one, or ask again every minute.");
    private final Predicate<Request> stillSignedIn;

    public List<Route> table() {
        return List.of(get("/api/events", Permission.READ, this::watch));
    }

    /** @param stillSignedIn whether the session or token of a request is good at this moment */
    public EventRoutes(Generations generations, Predicate<Request> stillSignedIn) {
        this.stillSignedIn = stillSignedIn;
        generations.listen(feed::changed);
    }

    private Answer watch(Request request) {
        request.query();
        return streams.open(request, stream -> send(request, stream));
    }

    private void send(Request request, EventStream stream) throws IOException {
        Caller caller = request.caller();
        try (ChangeFeed.Listener changes = feed.listen(caller.workspaceId(), caller.userId(), stream::wake)) {
            // Not all at the same moment, when a server has been started again.
            stream.retryAfter(Duration.ofMillis(ThreadLocalRandom.current().nextInt(2_000, 5_000)));
            while (stream.await(LOOK) && stillSignedIn.test(request)) {
                Change change = changes.take();
                if (change != null) {
                    stream.send("change", json(change));
                }
            }
        }
    }

    private static byte[] json(Change change) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("topics", change.topics());
        if (change.ids() != null) {
            members.put("ids", change.ids());
        }
        return Json.bytes(members);
    }

    @Override
    public void close() {
        streams.close();
    }
}
