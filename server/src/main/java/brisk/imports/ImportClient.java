package brisk.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import brisk.platform.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The import API seen from a program: every failure is an exception with one line for a person. */
final class ImportClient {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(30);
    private static final int MOST_WAITS = 10;

    private final String server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, String> credentials = new HashMap<>();
    private boolean isSignedIn;

    ImportClient(String server) {
        this.server = server;
    }

    void use(String token) {
        credentials.put("Authorization", "Bearer " + token);
    }

    void signIn(String email, String password) throws IOException, InterruptedException {
        byte[] body = Json.bytes(Map.of("email", email, "password", password));
        HttpResponse<String> response = send(request("/api/session", ANSWER_LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
        String cookie = response.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
        credentials.put("Cookie", cookie);
        credentials.put("X-CSRF-Token", parse(response).path("csrfToken").asString(""));
        isSignedIn = true;
    }

    JsonNode upload(Path file, String target, Map<String, String> mapping) throws IOException, InterruptedException {
        String path = "/api/imports?target=" + encoded(target)
                + "&fileName=" + encoded(String.valueOf(file.getFileName()))
                + (mapping.isEmpty() ? "" : "&mapping=" + encoded(new String(Json.bytes(mapping), UTF_8)));
        return parse(send(
                request(path, UPLOAD_LIMIT).header("Content-Type", typeOf(file)).POST(BodyPublishers.ofFile(file))));
    }

    /** The server looks into the file; this only has to be a type that it takes. */
    private static String typeOf(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".xlsx") ? ImportUpload.SPREADSHEET : "text/csv";
    }

    /** Passes on every progress event, and returns the import when it has ended. */
    JsonNode watch(String id, Consumer<JsonNode> progress) throws IOException, InterruptedException {
        while (true) {
            JsonNode end = listen("/api/imports/" + id + "/events", progress);
            if (end != null) {
                return end;
            }
            Thread.sleep(1_000);
        }
    }

    private @Nullable JsonNode listen(String path, Consumer<JsonNode> progress)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response =
                exchange(request(path, Duration.ofHours(1)).GET().build(), BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw failure(
                    response.statusCode(), String.join("\n", response.body().toList()));
        }
        String event = "";
        try (Stream<String> lines = response.body()) {
            for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
                String line = all.next();
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    JsonNode data = Json.MAPPER.readTree(line.substring(6));
                    if (!event.equals("progress")) {
                        return data;
                    }
                    progress.accept(data);
                }
            }
        } catch (UncheckedIOException e) {
            // the connection was lost on the way; the import goes on without listeners
        }
        return null;
    }

    private HttpRequest.Builder request(String path, Duration limit) throws IOException {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(server + path)).timeout(limit);
            credentials.forEach(request::setHeader);
            return request;
        } catch (IllegalArgumentException e) {
            throw new IOException(server + " is no address of a server");
        }
    }

    /** Waits where the server says that it is too much at once. */
    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        for (int waits = 0; ; waits++) {
            HttpResponse<String> response = exchange(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 429 || waits == MOST_WAITS) {
                if (response.statusCode() >= 300) {
                    throw failure(response.statusCode(), response.body());
                }
                return response;
            }
            Thread.sleep(
                    1_000 * response.headers().firstValueAsLong("Retry-After").orElse(5));
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return http.send(request, handler);
        } catch (ConnectException e) {
            throw new IOException(
                    "no Brisk answers at " + server + "; start one with ./brisk run, or name it with --server");
        } catch (IOException e) {
            throw new IOException("the connection to " + server + " was lost: " + e.getMessage());
        }
    }

    /** What the problem details say. */
    private static IOException failure(int status, String body) {
        String detail = "";
        try {
            detail = Json.MAPPER.readTree(body).path("detail").asString("");
        } catch (JacksonException e) {
            // not from Brisk, it seems
        }
        String reason = detail.isEmpty() ? "the server answered " + status : detail;
        return new IOException(status == 401 ? "not signed in: " + reason : reason);
    }

    private static JsonNode parse(HttpResponse<String> response) throws IOException {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (JacksonException e) {
            throw new IOException("what answers at " + response.uri() + " is no Brisk");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Leaves no session behind. */
    void signOut() throws IOException, InterruptedException {
        if (isSignedIn) {
            exchange(request("/api/session", ANSWER_LIMIT).DELETE().build(), BodyHandlers.discarding());
        }
    }
}
