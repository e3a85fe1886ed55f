package brisk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.coherence.Checker.Verdict;
import brisk.coherence.CoherenceRun;
import brisk.coherence.CoherenceRun.Settings;
import brisk.coherence.WithoutGenerations;
import brisk.platform.http.Json;
import brisk.platform.security.Role;
import brisk.testing.BriskProcess;
import brisk.testing.Fixtures;
import brisk.testing.TestServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short form of {@code ./brisk bench coherence}: nobody reads what is old, and a server that serves it would be found out. */
class UnderLoadTest {
    private static final int WRITERS = 6;
    private static final int READERS = 10;

    @Test
    void whoAsksAfterTheAnswerToAWriteSeesItWhateverTheyAskFor() throws Exception {
        try (TestServer server = TestServer.start(Map.of())) {
            Fixtures.Workspace workspace = Fixtures.workspace(server);
            List<String> tokens = List.of(token(workspace, Role.ADMIN), token(workspace, Role.SELLER));
            Verdict verdict =
                    CoherenceRun.run(new Settings(server.address(), tokens, Duration.ofSeconds(5), WRITERS, READERS));
            assertThat(verdict.examples()).isEmpty();
            assertThat(verdict.impossible()).isZero();
            assertThat(verdict.unknown()).isZero();
            // As little as a machine manages that compiles at the same time.
            assertThat(verdict.writes()).isGreaterThan(50);
            assertThat(verdict.hits()).isPositive();
            assertThat(verdict.byRoute()).hasSizeGreaterThan(5);
        }
    }

    private static String token(Fixtures.Workspace workspace, Role role) {
        return workspace.program(role, "read", "write").header("Authorization").substring("Bearer ".length());
    }

    @Test
    void aServerThatForgetsToInvalidateIsFoundOut(@TempDir Path classes, @TempDir Path home) throws Exception {
        WithoutGenerations.write(CoherenceRun.class.getClassLoader(), classes);
        try (BriskProcess server =
                BriskProcess.startBehind(classes, home, "--rateLimit.allowList", "127.0.0.0/8,::1")) {
            Verdict verdict = CoherenceRun.run(
                    new Settings(server.address(), List.of(setUp(server)), Duration.ofSeconds(5), WRITERS, READERS));
            assertThat(verdict.impossible()).isPositive();
        }
    }

    /** @return an administrator's token */
    private static String setUp(BriskProcess server) throws Exception {
        HttpResponse<String> first = post(
                server,
                "/api/setup",
                Map.of(
                        "workspaceName", "Northwind Pictures",
                        "name", "Ada Brandt",
                        "email", "ada@example.org",
                        "password", Fixtures.PASSWORD,
                        "timeZone", "Europe/Berlin",
                        "defaultRegion", "DE"));
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        String csrf = Json.tree(first.body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .path("csrfToken")
                .asString();
        HttpResponse<String> token = post(
                server,
                "/api/tokens",
                Map.of("name", "coherence", "scopes", List.of("read", "write"), "expiresInDays", 1),
                "Cookie",
                cookie,
                "X-CSRF-Token",
                csrf);
        return Json.tree(token.body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .path("token")
                .asString();
    }

    private static HttpResponse<String> post(BriskProcess server, String path, Map<String, ?> body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
