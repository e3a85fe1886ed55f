package brisk.imports;

import brisk.imports.ImportStore.Progress;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.EventStream;
import brisk.platform.http.EventStreams;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Request;
import brisk.platform.security.Caller;
import brisk.platform.telemetry.Trace;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The progress of an import as server-sent events: {@code progress} as often as something changes, at the end one that
 * is called like the state ({@code done}, {@code failed}, {@code cancelled}) with the whole import. A comment now and then
 * keeps the connection open.
 */
final class ImportEvents implements AutoCloseable {
    private static final int MOST_STREAMS = 100;
    private static final int MOST_STREAMS_OF_A_USER = 20;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final List<String> ENDED = List.of("done", "failed", "cancelled");

    /** What part of the time reading takes; the rest is saving. For the estimate only. */
    private static final double READING_SHARE = 0.3;

    private final Database database;
    private final ImportStore store;
    private final EventStreams streams =
            new EventStreams(MOST_STREAMS, MOST_STREAMS_OF_A_USER, "Read the import itself instead.");

    ImportEvents(Database database, ImportStore store) {
        this.database = database;
        this.store = store;
    }

    /** @throws Problem 404, or 429 where too many are watching */
    Answer stream(Request request) {
        request.query();
        UUID id = request.id("id");
        Caller caller = request.caller();
        Progress first = store.progress(request.trace(), caller, id);
        return streams.open(request, stream -> send(stream, caller, id, first));
    }

    private void send(EventStream stream, Caller caller, UUID id, Progress first) throws IOException {
        long startedNanos = System.nanoTime();
        Progress progress = first;
        stream.send("progress", Json.bytes(members(progress)));
        while (!ENDED.contains(progress.state()) && System.nanoTime() - startedNanos < LONGEST.toNanos()) {
            if (!stream.await(LOOK)) {
                return;
            }
            Progress next = store.progress(new Trace(), caller, id);
            if (next.rowsRead() != progress.rowsRead()
                    || next.rowsSaved() != progress.rowsSaved()
                    || !next.state().equals(progress.state())) {
                stream.send("progress", Json.bytes(members(next)));
            }
            progress = next;
        }
        if (ENDED.contains(progress.state())) {
            byte[] job = database.read(new Trace(), handle -> store.json(handle, caller, id));
            stream.send(progress.state(), job);
        }
    }

    private static Map<String, Object> members(Progress p) {
        double read = p.bytesTotal() == 0 ? 1 : Math.min(1, (double) p.bytesRead() / p.bytesTotal());
        double saved = p.rowsRead() == 0 ? 0 : Math.min(1, (double) p.rowsSaved() / p.rowsRead());
        double done = p.state().equals("done") ? 1 : READING_SHARE * read + (1 - READING_SHARE) * saved;
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("state", p.state());
        members.put("bytesRead", p.bytesRead());
        members.put("bytesTotal", p.bytesTotal());
        members.put("rowsRead", p.rowsRead());
        members.put("rowsSaved", p.rowsSaved());
        members.put("percent", Math.round(done * 100));
        Long elapsed = p.elapsedMillis();
        if (p.state().equals("running") && elapsed != null && elapsed > 0 && done > 0) {
            members.put("rowsPerSecond", Math.round(p.rowsRead() / read * done * 1_000 / elapsed));
            members.put("secondsLeft", Math.round(elapsed * (1 - done) / done / 1_000));
        }
        return members;
    }

    @Override
    public void close() {
        streams.close();
    }
}
