package brisk.platform.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokenRequestsTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    /** What comes back for exactly these characters; the client sends nothing more after them. */
    private static String send(String request) throws IOException {
        URI address = URI.create(TestServer.shared().address());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nCookie: "
                + seller.header("Cookie") + "\r\nX-CSRF-Token: " + seller.header("X-CSRF-Token") + "\r\n";
    }

    @Test
    void aBodyThatBreaksOffOrIsNotInChunksIsABadRequest() throws IOException {
        String chunked = head("POST", "/api/contacts") + "Transfer-Encoding: chunked\r\n\r\n";
        String sized = head("POST", "/api/contacts") + "Content-Length: 50\r\n\r\n{\"name\"";
        for (String request : List.of(chunked + "zz\r\n{}\r\n0\r\n\r\n", chunked + "5\r\n{\"n", sized)) {
            assertThat(send(request))
                    .as(request)
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("X-Request-Id:")
                    .contains("\"requestId\"")
                    .containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void whatIsNoRequestIsAnsweredWithAProblemAndItsId() throws IOException {
        Map<String, String> requests = new HashMap<>();
        requests.put(head("GET", "/api/contacts?q=%zz") + "\r\n", "HTTP/1.1 400");
        requests.put(head("GET", "/api/contacts/%zz") + "\r\n", "HTTP/1.1 400");
        requests.put(head("GET", "/api/contacts") + "X-Long: " + "x".repeat(20_000) + "\r\n\r\n", "HTTP/1.1 4");
        requests.put(head("GET", "/api/contacts?q=" + "x".repeat(9_000)) + "\r\n", "HTTP/1.1 414");
        for (var entry : requests.entrySet()) {
            String request = entry.getKey();
            assertThat(send(request))
                    .as(request.substring(0, Math.min(60, request.length())))
                    .startsWith(entry.getValue())
                    .containsIgnoringCase("X-Request-Id:")
                    .contains("application/problem+json")
                    .contains("\"requestId\"");
        }
    }

    @Test
    void aBodyOfNullIsNoObject() {
        Http anybody = Http.anonymous(TestServer.shared());
        anybody.post("/api/session", "null").expect(400);
        anybody.post("/api/setup", "null");
        for (Reply reply : List.of(
                anybody.post("/api/session", "null"),
                workspace.admin().post("/api/tokens", "null"),
                seller.post("/api/session/password", "null"),
                seller.put("/api/session/password", "null"),
                seller.post("/api/contacts/merge", "null"),
                seller.put("/api/my-500/pins/01890a5d-ac96-774b-bcce-b302099a8057", "null"),
                seller.post("/api/contacts", "null"))) {
            assertThat(reply.status()).as(reply.request()).isIn(400, 405);
        }
        try (TestServer fresh = TestServer.start(Map.of())) {
            Http.anonymous(fresh).post("/api/setup", "null").expect(400);
        }
    }

    @Test
    void complaintsAboutABodyNameThePlaceAndNothingOfTheInside() {
        Map<String, String> bodies = new HashMap<>();
        bodies.put("{\"name\":\"A\",\n  \"nmae\": 1}", "'nmae'");
        bodies.put("{\"name\":\"A\",\n  \"name\": \"B\"}", "twice");
        bodies.put("{\"name\":\"A\",\n  'b'}", "no JSON");
        bodies.put("\n" + "[".repeat(3_000), "too deeply");
        bodies.forEach((body, words) -> assertThat(
                        detail(seller.post("/api/contacts", body).expect(400)))
                .contains(words)
                .contains("line 2, column "));
        assertThat(detail(seller.post("/api/contacts", "{\"name\":\"A\",\n  \"nmae\": 1}")))
                .contains("there are: name")
                .endsWith("line 2, column 3.");

        String id = "\"01890a5d-ac96-774b-bcce-b302099a8057\"";
        Map<String, String> merges = new HashMap<>();
        merges.put("{\"winnerId\":" + id + ",\n\"losers\":[]}", "'losers'");
        merges.put("{\"winnerId\":\n\"no id\",\"loserIds\":[]}", "'winnerId'");
        merges.put("{\"winnerId\":" + id + ",\"loserIds\":[\n\"no id\"]}", "'loserIds[0]'");
        merges.put("{\"winnerId\":" + id + ",\"loserIds\":\n3}", "'loserIds'");
        merges.forEach((body, words) -> assertThat(
                        detail(seller.post("/api/contacts/merge", body).expect(400)))
                .contains(words)
                .contains("line 2, column ")
                .doesNotContain("class", "java", "REDACTED", "Feature", "ignorable"));
    }

    private static String detail(Reply reply) {
        return reply.json().path("detail").asString();
    }

    @Test
    void numbersAndTextsAreNotTakenForEachOther() {
        Http admin = workspace.admin();
        for (String days : List.of("1.5", "\"5\"", "true")) {
            admin.post("/api/tokens", "{\"name\":\"x\",\"scopes\":[\"read\"],\"expiresInDays\":" + days + "}")
                    .expect(400);
        }
        admin.post("/api/tokens", "{\"name\":2,\"scopes\":[\"read\"]}").expect(400);
        Http.anonymous(workspace.server())
                .post("/api/session", "{\"email\":\"a@example.org\",\"password\":2}")
                .expect(400);
    }

    @Test
    void theMediaTypeIsReadAsSuch() {
        var json = BodyPublishers.ofString("{\"name\":\"Ann\"}");
        for (String type : List.of("Application/JSON", "application/json; charset=utf-8", "application/json ;x=y")) {
            seller.send("POST", "/api/contacts", type, json).expect(201);
        }
        for (String type : List.of("application/jsonfoo", "application/json-patch+json", "text/json")) {
            seller.send("POST", "/api/contacts", type, json).expect(415);
        }
    }

    @Test
    void cachedAnswersVaryByOriginWhereOriginsAreAllowed() {
        try (TestServer server = TestServer.start(Map.of("http.corsOrigins", "https://a.example"))) {
            Http http = Fixtures.workspace(server).seller().with("Origin", "https://a.example");
            for (int i = 0; i < 2; i++) {
                Reply reply = http.get("/api/contacts").expect(200);
                assertThat(String.join(", ", reply.headers().allValues("Vary")))
                        .contains("Origin", "Accept-Encoding", "Cookie");
                assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
            }
        }
    }

    @Test
    void aTrustedProxyMayNameTheClientsPort() {
        try (TestServer server =
                TestServer.start(Map.of("http.trustedProxies", "127.0.0.1", "rateLimit.defaultPerMinute", "3"))) {
            Http anybody = Http.anonymous(server);
            for (String client : List.of("192.0.2.1:999", "[2001:db8::1]:80", "[2001:db8:1::2]", "2001:db8:2::3")) {
                Http http = anybody.with("X-Forwarded-For", client);
                for (int i = 0; i < 3; i++) {
                    http.get("/api/session").expect(401);
                }
                http.get("/api/session").expect(429);
            }
            anybody.with("X-Forwarded-For", "192.0.2.1:1000")
                    .get("/api/session")
                    .expect(429);
        }
    }

    @Test
    void theMetricsOfRoutesAreFamiliesWithTheirType() {
        seller.get("/api/contacts").expect(200);
        seller.get("/api/companies").expect(200);
        String page = workspace.admin().get("/metrics").expect(200).text();
        String last = "";
        Map<String, Boolean> seen = new HashMap<>();
        for (String line : page.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                last = line.split(" ")[2];
                assertThat(seen.put(last, true))
                        .as("a second group of %s", last)
                        .isNull();
            } else if (!line.startsWith("#")) {
                assertThat(line).startsWith(last);
            }
        }
        assertThat(seen).containsKeys("brisk_requests_total", "brisk_request_seconds", "brisk_cache_bytes");
    }
}
