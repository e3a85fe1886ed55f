package brisk;

import brisk.platform.http.Json;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A short run on an empty home that shows the JVM, for its AOT cache, which classes a start and the first minutes of a
 * working day need: signing in, writing, reading past the cache and from it.
 */
final class Training {

    private static final List<String> READS = List.of(
            "/api/contacts?limit=50",
            "/api/search?q=anna",
            "/api/my-500",
            "/api/companies",
            "/api/timeline",
            "/api/health?detailed=true",
            "/");

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final int port;
    private String csrfToken = "";

    private Training(HttpClient client, int port) {
        this.client = client;
        this.port = port;
    }

    static void run(App app) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            new Training(client, app.port()).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        JsonNode admin = post(
                "/api/setup",
                Map.of(
                        "workspaceName", "Training",
                        "name", "Training",
                        "email", "training@example.org",
                        "password", "not for long: training 1"));
        csrfToken = admin.path("csrfToken").asString();
        JsonNode contact = post("/api/contacts", Map.of("name", "Anna", "emails", List.of("anna@example.org")));
        post("/api/notes", Map.of("contactId", contact.path("id").asString(), "body", "Likes tea."));
        for (String path : READS) {
            get(path);
            get(path);
        }
    }

    private void get(String path) throws IOException, InterruptedException {
        send(request(path).GET().build());
    }

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .header("X-CSRF-Token", csrfToken)
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() != 201) {
            throw new IllegalStateException(path + " answers " + response.statusCode());
        }
        return Json.tree(response.body());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT);
    }
}
