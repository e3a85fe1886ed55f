package brisk.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.http.Route.Limit;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
    private static final byte[] LARGE = ("\"" + "x".repeat(1 << 20) + "\"").getBytes(UTF_8);

    private final AtomicReference<@Nullable EventStream> opened = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private void sendForever(EventStream stream) throws IOException {
        opened.set(stream);
        try {
            while (stream.await(Duration.ZERO)) {
                stream.send("large", LARGE);
            }
        } finally {
            ended.countDown();
        }
    }

    /** It would hold a thread, a connection and one of the places for as long as it likes. */
    @Test
    void aClientThatDoesNotReadIsLeftAlone() throws Exception {
        var caller = new Caller(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "Selma",
                "selma@example.org",
                Role.SELLER,
                Caller.ALL_SCOPES,
                true,
                ZoneId.of("UTC"),
                ZoneId.of("UTC"),
                "DE",
                null);
        var table = new RouteTable();
        try (var streams = new EventStreams(1, 1, "", Duration.ofMillis(200))) {
            table.add(List.of(
                    Route.get("/events", Permission.READ, request -> streams.open(request, this::sendForever))));
            var settings = new HttpServer.Settings(
                    "127.0.0.1",
                    0,
                    1_000,
                    List.of(),
                    address -> false,
                    Map.of(Limit.DEFAULT, 100),
                    1,
                    address -> true,
                    Duration.ofSeconds(1));
            try (HttpServer server = HttpServer.build(settings, table, request -> caller, new Telemetry(30_000))
                            .start();
                    var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                client.getOutputStream().write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
                for (int i = 0; i < 100 && ended.getCount() > 0; i++) {
                    TimeUnit.MILLISECONDS.sleep(100);
                    EventStream stream = opened.get();
                    if (stream != null) {
                        stream.wake();
                    }
                }
                assertThat(ended.await(1, TimeUnit.SECONDS))
                        .as("the stream was given up")
                        .isTrue();
            }
        }
    }
}
