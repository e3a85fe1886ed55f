package brisk.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brisk.testing.Fixtures;
import brisk.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Downloads of more rows than one portion, on a server whose statements can be held up. */
class ExportStreamTest {
    private static final int ROWS = 900;
    private static final String LATER_PORTION = ":cursorId";

    private final TestServer server = TestServer.start(Map.of());
    private final Fixtures.Workspace northwind = Fixtures.workspace(server);

    ExportStreamTest() {
        List<Map<String, String>> records = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            records.add(Map.of("name", "Person " + (1_000 + i)));
        }
        northwind
                .seller()
                .post("/api/contacts/bulk", Map.of("operation", "create", "records", records))
                .expect(200);
    }

    @AfterEach
    void close() {
        server.afterStatement(sql -> {});
        server.close();
    }

    private InputStream download() {
        return northwind.seller().open("/api/contacts/export?fields=name");
    }

    @Test
    void the_first_rows_arrive_before_the_last_ones_are_read() throws Exception {
        var firstHaveArrived = new CountDownLatch(1);
        server.afterStatement(sql -> {
            if (sql.contains(LATER_PORTION)) {
                await(firstHaveArrived);
            }
        });
        try (InputStream in = download()) {
            String first = new String(in.readNBytes(1_000), UTF_8);
            assertThat(first).contains("Person 1000", "Person 1010");
            firstHaveArrived.countDown();
            String rest = new String(in.readAllBytes(), UTF_8);
            assertThat((first + rest).lines()).hasSize(ROWS + 1);
            assertThat(rest).contains("Person 1899");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing arrived");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_download_that_fails_on_its_way_does_not_look_like_a_whole_file() {
        server.afterStatement(sql -> {
            if (sql.contains(LATER_PORTION)) {
                throw new IllegalStateException("the test lets it fail");
            }
        });
        assertThatThrownBy(() -> {
                    try (InputStream in = download()) {
                        in.readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void who_waits_or_hangs_up_holds_no_connection_and_four_downloads_are_the_most() throws Exception {
        var goOn = new CountDownLatch(1);
        var arrived = new CountDownLatch(4);
        server.afterStatement(sql -> {
            if (sql.contains(LATER_PORTION)) {
                arrived.countDown();
                await(goOn);
            }
        });
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            open.add(download());
        }
        await(arrived);
        northwind.seller().get("/api/contacts/export").expect(429);
        for (InputStream in : open) {
            in.close();
        }
        goOn.countDown();
        for (int i = 0; i < 100 && server.app().database().poolUse().active() > 0; i++) {
            Thread.sleep(Duration.ofMillis(50));
        }
        assertThat(server.app().database().poolUse().active()).isZero();
        for (int i = 0; i < 6; i++) {
            try (InputStream in = download()) {
                assertThat(new String(in.readAllBytes(), UTF_8).lines()).hasSize(ROWS + 1);
            }
        }
    }
}
