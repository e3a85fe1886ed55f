package brisk;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.BriskProcess;
import brisk.testing.Http;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KillTest {
    private static final int BATCH = 500;

    private static Http signedIn(BriskProcess brisk, boolean firstTime) {
        Http anonymous = Http.anonymous(brisk.address());
        Map<String, String> who = Map.of("email", "ada@example.org", "password", "correct horse battery");
        Http.Reply reply = firstTime
                ? anonymous.post(
                        "/api/setup",
                        Map.of(
                                "workspaceName",
                                "Northwind",
                                "name",
                                "Ada",
                                "email",
                                "ada@example.org",
                                "password",
                                "correct horse battery"))
                : anonymous.post("/api/session", who);
        String cookie = reply.header("Set-Cookie").replaceFirst(";.*", "");
        return anonymous
                .with("Cookie", cookie)
                .with("X-CSRF-Token", reply.json().path("csrfToken").asString());
    }

    /** Every batch is in the database as a whole or not at all, and the totals agree with the rows. */
    @Test
    void aServerThatIsKilledDuringBulkWritesLeavesNoHalfBatch(@TempDir Path home) throws Exception {
        var acknowledged = new AtomicInteger();
        try (BriskProcess brisk = BriskProcess.start(home, "--rateLimit.allowList", "127.0.0.1");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Http admin = signedIn(brisk, true);
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> {
                    try {
                        while (true) {
                            admin.post("/api/contacts/bulk", batch()).expect(200);
                            acknowledged.incrementAndGet();
                        }
                    } catch (UncheckedIOException e) {
                        // that was the kill
                    }
                });
            }
            while (acknowledged.get() < 4) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            brisk.kill();
        }
        try (BriskProcess brisk = BriskProcess.start(home, "--rateLimit.allowList", "127.0.0.1")) {
            Http admin = signedIn(brisk, false);
            JsonNode pagination =
                    admin.get("/api/contacts?limit=1").expect(200).json().path("pagination");
            int total = pagination.path("total").asInt();
            int counted = admin.get("/api/contacts?role=gaffer&count=exact&limit=1")
                    .expect(200)
                    .json()
                    .path("pagination")
                    .path("total")
                    .asInt();
            assertThat(total % BATCH).isZero();
            assertThat(total).isGreaterThanOrEqualTo(acknowledged.get() * BATCH).isEqualTo(counted);
            admin.post("/api/contacts", Map.of("name", "Life goes on")).expect(201);
        }
    }

    private static Map<String, Object> batch() {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            records.add(Map.of("name", "Person " + i, "role", "gaffer"));
        }
        return Map.of("operation", "create", "records", records);
    }
}
