package brisk.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BusyPoolTest {
    /** More than the circuit breaker needs to take a database for lost. */
    private static final int REFUSED = 12;

    @Test
    void whoFindsAllConnectionsAtWorkIsAskedToComeBackAndNobodyElseIsRefused() throws Exception {
        try (TestServer server = TestServer.start(Map.of("database.poolSize", "2"));
                var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            Http seller = Fixtures.workspace(server).seller();
            seller.get("/api/contacts").expect(200);
            var held = new CountDownLatch(2);
            var letGo = new CountDownLatch(1);
            server.afterStatement(sql -> {
                if (sql.contains("FROM contacts")) {
                    held.countDown();
                    awaited(letGo);
                }
            });
            List<CompletableFuture<Reply>> slow = ask(requests, seller, "slow", 2);
            assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
            for (CompletableFuture<Reply> each : ask(requests, seller, "late", REFUSED)) {
                Reply refused = each.get(30, TimeUnit.SECONDS).expect(503);
                assertThat(refused.header("Retry-After")).isNotEmpty();
                assertThat(refused.text()).contains("more to do than it can");
            }
            letGo.countDown();
            for (CompletableFuture<Reply> each : slow) {
                each.get(30, TimeUnit.SECONDS).expect(200);
            }
            seller.get("/api/contacts?role=after").expect(200);
        }
    }

    private static List<CompletableFuture<Reply>> ask(Executor requests, Http seller, String role, int times) {
        return IntStream.range(0, times)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> seller.get("/api/contacts?role=" + role + i), requests))
                .toList();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
