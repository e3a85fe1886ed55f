package brisk.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.http.Json;
import brisk.testing.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client that listens to /api/events. */
final class Events implements AutoCloseable {
    private static final String END = "";

    private final InputStream stream;
    private final BufferedReader lines;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private Events(InputStream stream) {
        this.stream = stream;
        this.lines = new BufferedReader(new InputStreamReader(stream, UTF_8));
    }

    /** Returns when it is connected: what changes from now on will be told. */
    static Events of(Http listener) throws IOException {
        var events = new Events(listener.open("/api/events"));
        assertThat(events.lines.readLine()).startsWith("retry: ");
        Thread.ofVirtual().start(events::read);
        return events;
    }

    private void read() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    received.add(line.substring("data: ".length()));
                }
            }
        } catch (IOException e) {
            // the test has closed it, or the server has
        }
        received.add(END);
    }

    /** The next change, which has to come within a second. */
    JsonNode next() throws InterruptedException {
        String data = received.poll(1, TimeUnit.SECONDS);
        assertThat(data).as("a change within a second").isNotNull().isNotEqualTo(END);
        return Json.tree(String.valueOf(data).getBytes(UTF_8));
    }

    Set<String> nextTopics() throws InterruptedException {
        return texts(next().path("topics"));
    }

    static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(entry -> texts.add(entry.asString()));
        return texts;
    }

    /** All that comes until it has been quiet for a while. */
    Set<String> topicsUntilQuiet() throws InterruptedException {
        Set<String> all = new TreeSet<>();
        for (@Nullable String data = received.poll(2, TimeUnit.SECONDS);
                data != null && !data.equals(END);
                data = received.poll(500, TimeUnit.MILLISECONDS)) {
            all.addAll(texts(Json.tree(data.getBytes(UTF_8)).path("topics")));
        }
        return all;
    }

    void assertNothingFor(Duration time) throws InterruptedException {
        assertThat(received.poll(time.toMillis(), TimeUnit.MILLISECONDS)).isNull();
    }

    void assertEnds() throws InterruptedException {
        assertThat(received.poll(2, TimeUnit.SECONDS))
                .as("the end of the stream")
                .isEqualTo(END);
    }

    @Override
    public void close() throws IOException {
        stream.close(); // not the reader, which waits for who reads
    }
}
