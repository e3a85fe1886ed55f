package brisk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Never stale after the answer to a write, however late a reader is; one statement however many readers wait. */
class CoherenceTest {
    private static TestServer server;
    private static Fixtures.Workspace workspace;
    private static Http seller;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of());
        workspace = Fixtures.workspace(server);
        seller = workspace.seller();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void removeHook() {
        server.afterStatement(sql -> {});
        threads.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/contacts/{id}",
                "/api/contacts?q=name",
                "/api/contacts?include=owner",
                "/api/search?q=name",
                "/api/my-500",
                "/api/contacts/{id}/duplicates"
            })
    void aReaderThatStoresAfterAWriteDoesNotMakeTheWriteUnseen(String route) throws Exception {
        String owner =
                workspace.person(brisk.platform.security.Role.SELLER).id().toString();
        String id = seller.post("/api/contacts", Map.of("name", "Old Name", "ownerId", owner))
                .expect(201)
                .json()
                .path("id")
                .asString();
        seller.post("/api/contacts", Map.of("name", "Old Name")).expect(201);
        String path = route.replace("{id}", id);
        var hasRead = new CountDownLatch(1);
        var mayStore = new CountDownLatch(1);
        var first = new AtomicBoolean(true);
        server.afterStatement(sql -> {
            if ((sql.contains("contacts") || sql.contains("search_records"))
                    && sql.contains("SELECT")
                    && !sql.contains("UPDATE")
                    && first.getAndSet(false)) {
                hasRead.countDown();
                await(mayStore);
            }
        });

        Future<Reply> slow = threads.submit(() -> seller.get(path));
        await(hasRead);
        seller.patch("/api/contacts/" + id, Map.of("name", "New Name", "jobTitle", "Changed"))
                .expect(200);
        mayStore.countDown();
        slow.get(10, TimeUnit.SECONDS).expect(200);

        Reply after = seller.get(path).expect(200);
        Reply again = seller.get(path).expect(200);
        assertThat(again.header("X-Cache")).isEqualTo("HIT");
        if (path.endsWith("duplicates")) {
            assertThat(after.json().path("data").size()).isZero();
        } else {
            assertThat(after.text()).contains("New Name");
            assertThat(again.text()).contains("New Name");
        }
        seller.delete("/api/contacts/" + id).expect(204);
        for (var rest : seller.get("/api/contacts?q=old").json().path("data")) {
            seller.delete("/api/contacts/" + rest.path("id").asString()).expect(204);
        }
    }

    @Test
    void sixtyFourReadersOfTheSameMissRunOneStatement() throws Exception {
        var readers = new CountDownLatch(64);
        server.afterStatement(sql -> {
            if (sql.contains("zzz-together") || sql.contains("FROM contacts c")) {
                await(readers); // the first loader is slow until all have asked
            }
        });
        long before = server.executed("FROM contacts c");
        List<Future<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            replies.add(threads.submit(() -> {
                readers.countDown();
                return seller.get("/api/contacts?q=zzz-together");
            }));
        }
        int misses = 0;
        for (Future<Reply> reply : replies) {
            misses += reply.get(20, TimeUnit.SECONDS)
                            .expect(200)
                            .header("X-Cache")
                            .equals("MISS")
                    ? 1
                    : 0;
        }
        assertThat(server.executed("FROM contacts c") - before).isEqualTo(1);
        assertThat(misses).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
