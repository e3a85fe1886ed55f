package brisk.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.BriskProcess;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseDownTest {
    @Test
    void withoutItsDatabaseBriskServesWhatIsCachedAndSaysWhenToComeBackForTheRest(@TempDir Path home) throws Exception {
        try (BriskProcess brisk = BriskProcess.start(home)) {
            Http anonymous = Http.anonymous(brisk.address());
            Reply setUp = anonymous.post(
                    "/api/setup",
                    Map.of(
                            "workspaceName",
                            "N",
                            "name",
                            "Ada",
                            "email",
                            "a@example.org",
                            "password",
                            "correct horse battery"));
            Http admin = anonymous
                    .with("Cookie", setUp.header("Set-Cookie").replaceFirst(";.*", ""))
                    .with("X-CSRF-Token", setUp.json().path("csrfToken").asString());
            admin.get("/api/contacts").expect(200);
            String postmaster =
                    Files.readAllLines(home.resolve("data/postmaster.pid")).getFirst();
            ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow().destroyForcibly();

            assertThat(admin.get("/api/contacts").expect(200).header("X-Cache")).isEqualTo("HIT");
            Reply miss = admin.get("/api/contacts?role=x").expect(503);
            assertThat(miss.header("Retry-After")).isNotEmpty();
            assertThat(miss.text()).doesNotContain("Exception").contains("requestId");
            Reply write = admin.post("/api/contacts", Map.of("name", "Lost?")).expect(503);
            assertThat(write.header("Retry-After")).isNotEmpty();
            for (int i = 0; i < 8; i++) {
                admin.get("/api/contacts?role=y" + i).expect(503);
            }
            long started = System.nanoTime();
            admin.get("/api/contacts?role=z").expect(503);
            assertThat(System.nanoTime() - started)
                    .as("nanoseconds with the breaker open")
                    .isLessThan(1_000_000_000L);
        }
    }
}
