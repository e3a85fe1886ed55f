package brisk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A short run that shows the JVM which classes and methods a start and the first requests need, for its AOT cache. */
final class Training {

    private static final List<String> PATHS = List.of("/", "/api/health?detailed=true", "/api/contacts", "/api/docs");

    /** Enough for the JVM to have profiles of the way through the router. */
    private static final int ROUNDS = 50;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Training() {}

    static void run(App app) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (String path : PATHS) {
                    URI uri = URI.create("http://127.0.0.1:" + app.port() + path);
                    client.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.discarding());
                }
            }
        }
    }
}
