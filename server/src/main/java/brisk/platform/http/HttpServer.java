package brisk.platform.http;

import brisk.platform.http.Route.Limit;
import brisk.platform.telemetry.Telemetry;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpException;
import io.helidon.http.WritableHeaders;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener: Helidon on virtual threads, one handler for everything, which is {@link Router}. */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int LONGEST_REQUEST_LINE_BYTES = 64 * 1024;

    private final Settings settings;
    private final WebServer server;

    /**
     * @param port 0 for any free one
     * @param maxBodyBytes of a route that names no limit of its own
     * @param trustedProxies whose X-Forwarded-For is believed
     * @param rateLimitFree addresses that are not limited
     */
    public record Settings(
            String host,
            int port,
            long maxBodyBytes,
            List<String> corsOrigins,
            Predicate<InetAddress> trustedProxies,
            Map<Limit, Integer> requestsPerMinute,
            int sessionFactor,
            Predicate<InetAddress> rateLimitFree,
            Duration shutdownGrace) {}

    private HttpServer(Settings settings, WebServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** Everything but listening: {@link #start} is for when requests can be answered. */
    public static HttpServer build(
            Settings settings, RouteTable table, Authenticator authenticator, Telemetry telemetry) {
        var limits = new RateLimits(new RateLimits.Settings(
                settings.requestsPerMinute(), settings.sessionFactor(), settings.rateLimitFree()));
        var router = new Router(
                table,
                authenticator,
                limits,
                new ClientAddress(settings.trustedProxies()),
                telemetry,
                new AnswerWriter(),
                new Router.Cors(settings.corsOrigins()),
                settings.maxBodyBytes());
        WebServer server = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                // Without it a body larger than the write buffer waits 40 ms for a delayed acknowledgement.
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxTcpConnections(MOST_CONNECTIONS)
                // With it Helidon writes 8 KiB at a time: 62 instead of 34 microseconds for an answer of 35 kB.
                .useNio(false)
                .idleConnectionTimeout(Duration.ofMinutes(2))
                .shutdownGracePeriod(settings.shutdownGrace())
                .shutdownHook(false)
                .maxPayloadSize(-1)
                .addProtocol(Http1Config.builder()
                        // Helidon says nothing to what is longer; the router says 414 to what is less long.
                        .maxPrologueLength(LONGEST_REQUEST_LINE_BYTES)
                        .addSendListener(new NotModifiedWithoutLength())
                        .build())
                // Bodies are compressed once, when they enter the cache, not on every answer.
                .contentEncoding(ContentEncodingContext.builder()
                        .contentEncodingsDiscoverServices(false)
                        .build())
                .directHandlers(handlers -> {
                    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
                        handlers.addHandler(
                                type,
                                (request, event, status, headers, message) -> router.refuse(notHttp(status.code())));
                    }
                })
                .routing(routing -> routing.any((request, response) -> {
                            router.handle(request, response);
                            closeIfAsked(request, response);
                        })
                        .error(
                                HttpException.class,
                                (request, response, e) -> router.refuse(
                                        request, response, notHttp(e.status().code())))
                        .error(Throwable.class, (request, response, e) -> {
                            log.error("an answer could not be written", e);
                            if (!response.isSent()) {
                                response.status(500).send();
                            }
                        }))
                .build();
        return new HttpServer(settings, server);
    }

    /** Helidon gives every answer without a body a length of 0, which would describe what a 304 leaves out. */
    private static final class NotModifiedWithoutLength implements Http1ConnectionListener {
        @Override
        public void headers(ConnectionContext context, Headers headers) {
            if (headers instanceof WritableHeaders<?> writable
                    && headers.contains(HeaderNames.ETAG)
                    && headers.contains(HeaderValues.CONTENT_LENGTH_ZERO)) {
                writable.remove(HeaderNames.CONTENT_LENGTH);
            }
        }
    }

    /**
     * Helidon only logs that it could not bind and goes on without a listener; whoever starts a server must know, best before
     * anything else is started.
     *
     * @throws UncheckedIOException when the address cannot be listened on
     */
    public static void requireFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(host + ":" + port, e);
        }
    }

    /** Helidon answers "Connection: close" in kind, but leaves the closing to the client, who waits for the end. */
    private static void closeIfAsked(ServerRequest request, ServerResponse response) {
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)
                || response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("it was asked for");
        }
    }

    /** In words of our own: Helidon's repeat what the client sent. */
    private static Problem notHttp(int status) {
        return switch (status) {
            case 413 -> Problem.notHttp(status, "Too large", "The body is larger than this server takes.");
            case 414 -> Problem.notHttp(status, "Address too long", "The address with its query is too long.");
            case 431 -> Problem.notHttp(status, "Headers too large", "The headers are larger than this server takes.");
            case 503 -> Problem.notHttp(status, "Not available", "Too many requests are under way.");
            case 505 -> Problem.notHttp(status, "Version not supported", "Ask in HTTP/1.1.");
            default ->
                status < 500
                        ? Problem.notHttp(
                                status,
                                "Bad request",
                                "This is no request of HTTP/1.1: its address, its query or a header is not well-formed or"
                                        + " is too long.")
                        : Problem.unexpected();
        };
    }

    /** @throws UncheckedIOException when the address cannot be listened on */
    public HttpServer start() {
        requireFree(settings.host(), settings.port());
        server.start();
        return this;
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
