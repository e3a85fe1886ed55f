package brisk.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import brisk.platform.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody who talks to the server; immutable, so that many tests may share one. */
public final class Http {
    private static final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String address;
    private final Map<String, String> headers;

    private Http(String address, Map<String, String> headers) {
        this.address = address;
        this.headers = Map.copyOf(headers);
    }

    public static Http anonymous(TestServer server) {
        return anonymous(server.address());
    }

    public static Http anonymous(String address) {
        return new Http(address, Map.of());
    }

    /** As a browser that has signed in. */
    public static Http browser(TestServer server, String sessionCookie, String csrfToken) {
        return anonymous(server)
                .with("Cookie", "brisk_session=" + sessionCookie)
                .with("X-CSRF-Token", csrfToken);
    }

    /** As the browser that got this answer to signing in. */
    public static Http browser(TestServer server, Reply signedIn) {
        return browser(
                server,
                signedIn.sessionCookie(),
                signedIn.json().path("csrfToken").asString());
    }

    /** As a program with an API token. */
    public static Http program(TestServer server, String token) {
        return anonymous(server).with("Authorization", "Bearer " + token);
    }

    /** The same client, with one more header in every request. */
    public Http with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Http(address, all);
    }

    public Http without(String name) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.remove(name);
        return new Http(address, all);
    }

    /** What this client sends with every request under this name; empty for nothing. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param body JSON as text, or anything that Jackson writes as JSON */
    public Reply post(String path, Object body) {
        return send("POST", path, body);
    }

    public Reply put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Reply patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    /** @param body null for none */
    public Reply send(String method, String path, @Nullable Object body) {
        if (body == null) {
            return send(method, path, "", BodyPublishers.noBody());
        }
        byte[] json = body instanceof String text ? text.getBytes(UTF_8) : Json.bytes(body);
        return send(method, path, "application/json", BodyPublishers.ofByteArray(json));
    }

    /** Any body, such as a file. */
    public Reply send(String method, String path, String contentType, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        headers.forEach(request::header);
        if (!contentType.isEmpty()) {
            request.setHeader("Content-Type", contentType);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(method + " " + path, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer that is read while it is written; closing it ends the connection. */
    public InputStream open(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            Assertions.assertThat(response.statusCode()).as(path).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Reply(String request, int status, HttpHeaders headers, byte[] bytes) {
        /** This reply, or a failed test that shows what came instead. */
        public Reply expect(int expected) {
            Assertions.assertThat(status).as("%s answered %s", request, text()).isEqualTo(expected);
            return this;
        }

        public String text() {
            return new String(bytes, UTF_8);
        }

        public JsonNode json() {
            return Json.tree(bytes);
        }

        /** A member of each record of a list. */
        public List<String> each(String member) {
            return json().path("data")
                    .valueStream()
                    .map(record -> record.path(member).asString())
                    .toList();
        }

        /** Empty where there is none. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The value of the session cookie that came with this answer; empty where none came. */
        public String sessionCookie() {
            return header("Set-Cookie").replaceFirst("^brisk_session=([^;]*);.*$", "$1");
        }

        /** How many SQL statements this request took, as Server-Timing says. */
        public int statements() {
            return Integer.parseInt(header("Server-Timing").replaceFirst(".*desc=\"(\\d+) statement.*", "$1"));
        }
    }
}
