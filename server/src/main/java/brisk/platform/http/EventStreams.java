package brisk.platform.http;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The answers of one route that stay open and send events: so many at the most, and all of them end with the server. */
public final class EventStreams implements AutoCloseable {
    private static final Duration SLOWEST = Duration.ofSeconds(30);
    private static final long RETRY_AFTER_SECONDS = 15;

    private final int most;
    private final int mostPerUser;
    private final String advice;
    private final Duration slowest;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Integer> byUser = new HashMap<>();
    private volatile boolean closed;

    /** Sends the events of one stream, for as long as there are any. */
    @FunctionalInterface
    public interface Source {
        void send(EventStream stream) throws IOException;
    }

    /** @param advice what a client that is refused can do instead, as a sentence */
    public EventStreams(int most, int mostPerUser, String advice) {
        this(most, mostPerUser, advice, SLOWEST);
    }

    EventStreams(int most, int mostPerUser, String advice, Duration slowest) {
        this.most = most;
        this.mostPerUser = mostPerUser;
        this.advice = advice;
        this.slowest = slowest;
    }

    /** @throws Problem 429 where there are too many already */
    public Answer open(Request request, Source source) {
        UUID user = request.caller().userId();
        synchronized (byUser) {
            if (byUser.getOrDefault(user, 0) >= mostPerUser) {
                throw tooMany("You have " + mostPerUser + " streams of events open, the most a user may.");
            }
            if (open.size() >= most) {
                throw tooMany("There are " + most + " streams of events open, the most this server keeps.");
            }
        }
        return new Answer.Stream("text/event-stream", Map.of("X-Accel-Buffering", "no"), out -> {
            var stream = new EventStream(out, this, slowest);
            // Counted only here, because a HEAD request never comes so far; whoever is one too many may come back.
            if (enter(user, stream)) {
                try {
                    source.send(stream);
                } finally {
                    leave(user, stream);
                }
            }
        });
    }

    private Problem tooMany(String what) {
        return Problem.tooMany(RETRY_AFTER_SECONDS, what + " " + advice);
    }

    private boolean enter(UUID user, EventStream stream) {
        synchronized (byUser) {
            int mine = byUser.getOrDefault(user, 0);
            if (mine >= mostPerUser || open.size() >= most) {
                return false;
            }
            byUser.put(user, mine + 1);
            return open.add(stream);
        }
    }

    private void leave(UUID user, EventStream stream) {
        synchronized (byUser) {
            open.remove(stream);
            byUser.computeIfPresent(user, (ignored, count) -> count == 1 ? null : count - 1);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends all of them; their clients come back, to another server or later. */
    @Override
    public void close() {
        closed = true;
        open.forEach(EventStream::wake);
    }
}
