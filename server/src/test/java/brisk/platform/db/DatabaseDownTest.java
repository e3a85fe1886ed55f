package brisk.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.BriskProcess;
import brisk.testing.BriskProcess.Ended;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseDownTest {
    @TempDir
    private Path home;

    private static Http signedIn(BriskProcess brisk) {
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
        return anonymous
                .with("Cookie", setUp.header("Set-Cookie").replaceFirst(";.*", ""))
                .with("X-CSRF-Token", setUp.json().path("csrfToken").asString());
    }

    private static void await(Http http, String path, int status) throws InterruptedException {
        Instant patience = Instant.now().plusSeconds(60);
        while (http.get(path).status() != status && Instant.now().isBefore(patience)) {
            Thread.sleep(100);
        }
        http.get(path).expect(status);
    }

    @Test
    void withoutItsDatabaseBriskServesWhatIsCachedAndSaysWhenToComeBackForTheRest(@TempDir Path elsewhere)
            throws Exception {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(elsewhere, Path.of("target/test-postgres"), Map.of("fsync", "off"));
        try (BriskProcess brisk = BriskProcess.start(
                home,
                "--database.url",
                postgres.jdbcUrl("brisk"),
                "--database.user",
                postgres.user(),
                "--database.password",
                postgres.password())) {
            Http admin = signedIn(brisk);
            admin.get("/api/contacts").expect(200);
            admin.get("/api/health").expect(200);
            postgres.close();

            await(admin, "/api/health", 503);
            assertThat(admin.get("/api/health?detailed=true").expect(503).header("Retry-After"))
                    .isNotEmpty();
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
            Thread.sleep(5_000);
            assertThat(brisk.output())
                    .as("the log of an outage")
                    .noneMatch(line -> line.contains("kagkarlsson") || line.startsWith("\tat "))
                    .filteredOn(line -> line.contains("the database does not answer"))
                    .hasSize(1);
        } finally {
            postgres.close();
        }
    }

    @Test
    void aDatabaseThatWasKilledIsStartedAgainWithEverythingThatWasSaved() throws Exception {
        try (BriskProcess brisk = BriskProcess.start(home)) {
            Http admin = signedIn(brisk);
            admin.post("/api/contacts", Map.of("name", "Kept")).expect(201);
            killPostgres();
            await(admin, "/api/contacts?q=kept", 200);
            assertThat(admin.get("/api/contacts?q=kept").text()).contains("\"Kept\"");
            await(admin, "/api/health?detailed=true", 200);
            admin.post("/api/contacts", Map.of("name", "Life goes on")).expect(201);
            assertThat(brisk.output())
                    .filteredOn(line -> line.contains("PostgreSQL has ended"))
                    .singleElement()
                    .asString()
                    .contains("started again (1 of 5)");
        }
    }

    @Test
    void aDatabaseThatCannotBeStartedAgainEndsBriskWithOneLine() throws Exception {
        try (BriskProcess brisk = BriskProcess.start(home)) {
            Files.move(home.resolve("data/PG_VERSION"), home.resolve("PG_VERSION"));
            killPostgres();
            Ended ended = brisk.await(Duration.ofSeconds(90));
            assertThat(ended.exitCode()).isEqualTo(1);
            List<String> said = ended.output().stream()
                    .filter(line -> line.startsWith("brisk: "))
                    .toList();
            assertThat(said).singleElement().asString().contains("started again 5 times in vain");
        }
    }

    private void killPostgres() throws IOException {
        String postmaster =
                Files.readAllLines(home.resolve("data/postmaster.pid")).getFirst();
        ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow().destroyForcibly();
    }
}
