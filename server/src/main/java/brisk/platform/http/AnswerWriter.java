package brisk.platform.http;

import brisk.platform.cache.CachedBody;
import brisk.platform.telemetry.Trace;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts answers on the connection: status, headers that every answer carries, compression chosen, 304 and HEAD. */
final class AnswerWriter {
    private static final Logger log = LoggerFactory.getLogger(AnswerWriter.class);

    static final HeaderName LIMIT = HeaderNames.create("X-RateLimit-Limit");
    static final HeaderName REMAINING = HeaderNames.create("X-RateLimit-Remaining");
    static final HeaderName RESET = HeaderNames.create("X-RateLimit-Reset");
    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final HeaderName RESPONSE_TIME = HeaderNames.create("X-Response-Time");
    private static final HeaderName SERVER_TIMING = HeaderNames.create("Server-Timing");
    private static final HeaderName CACHE = HeaderNames.create("X-Cache");
    private static final HeaderName CACHE_KEY = HeaderNames.create("X-Cache-Key");

    private static final Header[] SECURITY = {
        HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
        HeaderValues.createCached("X-Frame-Options", "DENY"),
        HeaderValues.createCached("Referrer-Policy", "same-origin"),
        HeaderValues.createCached("Cross-Origin-Opener-Policy", "same-origin"),
        HeaderValues.createCached(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
                        + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"),
    };
    private static final Header JSON_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header PROBLEM_TYPE =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");
    private static final Header GZIP = HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");
    private static final Header VARY =
            HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding, Cookie, Authorization");
    /** A browser may keep the body but asks every time; the 304 comes from the cache. */
    private static final Header REVALIDATE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "private, no-cache");

    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header HIT = HeaderValues.createCached(CACHE, "HIT");
    private static final Header MISS = HeaderValues.createCached(CACHE, "MISS");
    private static final Header BYPASS = HeaderValues.createCached(CACHE, "BYPASS");

    /** One request and its response while the answer is written. */
    static final class Exchange {
        private final ServerRequest raw;
        private final ServerResponse response;
        private final String id;
        private final Trace trace;
        private final boolean head;
        private @Nullable Request request;
        private boolean notModified;

        Exchange(ServerRequest raw, ServerResponse response, String id, Trace trace, boolean head) {
            this.raw = raw;
            this.response = response;
            this.id = id;
            this.trace = trace;
            this.head = head;
        }

        String id() {
            return id;
        }

        Trace trace() {
            return trace;
        }

        void request(Request accepted) {
            this.request = accepted;
        }

        Problem located(Problem problem) {
            return request == null ? problem : request.located(problem);
        }

        int status(int answered) {
            return notModified ? 304 : answered;
        }
    }

    /** @return the bytes of the body */
    long write(Exchange exchange, Answer answer) {
        ServerResponse response = exchange.response;
        answer.headers().forEach((name, value) -> {
            if (name.equalsIgnoreCase("Vary")) {
                response.headers().add(HeaderValues.create(HeaderNames.VARY, value)); // beside "Origin"
            } else {
                response.header(name, value);
            }
        });
        return switch (answer) {
            case Answer.Cached cached -> writeCached(exchange, cached);
            case Answer.Body body -> {
                response.status(body.status());
                response.header(
                        body.contentType().equals(Answer.JSON)
                                ? JSON_TYPE
                                : HeaderValues.create(HeaderNames.CONTENT_TYPE, body.contentType()));
                if (!body.headers().containsKey("Cache-Control")) {
                    response.header(NO_STORE);
                }
                yield body.headers().containsKey("Content-Encoding") || !Asset.isText(body.contentType())
                        ? send(exchange, body.bytes())
                        : sendCompressed(exchange, body.bytes());
            }
            case Answer.Empty empty -> {
                response.status(empty.status());
                decorate(exchange);
                response.send();
                yield 0;
            }
            case Answer.Stream stream -> writeStream(exchange, stream);
        };
    }

    long write(Exchange exchange, Problem problem) {
        ServerResponse response = exchange.response;
        if (response.isSent()) {
            return 0;
        }
        response.status(Status.create(problem.status()));
        response.header(PROBLEM_TYPE);
        response.header(NO_STORE);
        problem.headers().forEach(response::header);
        return send(exchange, body(problem, exchange.id));
    }

    private static byte[] body(Problem problem, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("requestId", requestId);
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors());
        }
        body.putAll(problem.extensions());
        return Json.bytes(body);
    }

    /** The same for what never became a request. */
    static DirectHandler.TransportResponse direct(Problem problem, String requestId) {
        var response = DirectHandler.TransportResponse.builder()
                .status(Status.create(problem.status()))
                .header(PROBLEM_TYPE)
                .header(NO_STORE)
                .header(HeaderValues.create(REQUEST_ID, requestId))
                .keepAlive(false)
                .entity(body(problem, requestId));
        for (Header header : SECURITY) {
            response.header(header);
        }
        return response.build();
    }

    /** Compressed now, because this body is made for one answer. */
    private static long sendCompressed(Exchange exchange, byte[] bytes) {
        byte[] compressed = acceptsGzip(exchange) ? CachedBody.of(bytes, 0).gzip() : null;
        if (compressed == null) {
            return send(exchange, bytes);
        }
        exchange.response.header(GZIP);
        return send(exchange, compressed);
    }

    private static boolean acceptsGzip(Exchange exchange) {
        return AcceptedEncodings.weight(
                        exchange.raw
                                .headers()
                                .first(HeaderNames.ACCEPT_ENCODING)
                                .orElse(""),
                        "gzip")
                > 0;
    }

    private long writeCached(Exchange exchange, Answer.Cached cached) {
        ServerResponse response = exchange.response;
        CachedBody body = cached.body();
        response.header(
                switch (cached.outcome()) {
                    case HIT -> HIT;
                    case MISS -> MISS;
                    case BYPASS -> BYPASS;
                });
        response.header(HeaderValues.create(CACHE_KEY, cached.key()));
        response.header(HeaderValues.create(HeaderNames.ETAG, body.etag()));
        response.header(REVALIDATE);
        response.headers().add(VARY);
        if (matches(exchange.raw.headers().first(HeaderNames.IF_NONE_MATCH).orElse(null), body.etag())) {
            exchange.notModified = true;
            response.status(Status.NOT_MODIFIED_304);
            decorate(exchange);
            response.send();
            return 0;
        }
        response.status(Status.OK_200);
        response.header(JSON_TYPE);
        boolean acceptsGzip = acceptsGzip(exchange);
        byte[] compressed;
        byte[] plain;
        if (cached.splice() != null && exchange.request != null) {
            byte[] members =
                    cached.splice().members(exchange.request, cached.outcome()).getBytes(StandardCharsets.UTF_8);
            compressed = acceptsGzip ? body.gzipWith(members) : null;
            plain = compressed == null ? body.plainWith(members) : compressed;
        } else {
            compressed = acceptsGzip ? body.gzip() : null;
            plain = body.plain();
        }
        if (compressed == null) {
            return send(exchange, plain);
        }
        response.header(GZIP);
        return send(exchange, compressed);
    }

    /** Weak comparison (RFC 9110, 13.1.2). */
    static boolean matches(@Nullable String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        String opaque = etag.startsWith("W/") ? etag.substring(2) : etag;
        return ifNoneMatch.equals("*") || ifNoneMatch.contains(opaque);
    }

    private long writeStream(Exchange exchange, Answer.Stream stream) {
        ServerResponse response = exchange.response;
        response.header(HeaderNames.CONTENT_TYPE, stream.contentType());
        response.header(NO_STORE);
        decorate(exchange);
        if (exchange.head) {
            response.send();
            return 0;
        }
        exchange.trace.answered();
        OutputStream out = response.outputStream();
        try {
            stream.writer().write(out);
            out.close();
        } catch (IOException | UncheckedIOException | ServerConnectionException e) {
            log.debug("the client of request {} went away", exchange.id, e);
            throw new CloseConnectionException("the answer broke off", e);
        } catch (RuntimeException e) {
            // Ended properly, half a file would look like a whole one.
            log.warn("request {} broke off", exchange.id, e);
            throw new CloseConnectionException("the answer broke off", e);
        }
        return response.bytesWritten();
    }

    private static long send(Exchange exchange, byte[] bytes) {
        decorate(exchange);
        if (exchange.head) {
            exchange.response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
            exchange.response.send();
            return 0;
        }
        exchange.response.send(bytes);
        return bytes.length;
    }

    private static void decorate(Exchange exchange) {
        ServerResponse response = exchange.response;
        for (Header header : SECURITY) {
            if (!response.headers().contains(header.headerName())) {
                response.header(header);
            }
        }
        response.header(HeaderValues.create(REQUEST_ID, exchange.id));
        response.header(HeaderValues.create(SERVER_TIMING, exchange.trace.serverTiming()));
        var time = Trace.appendMillis(new StringBuilder(16), exchange.trace.elapsedNanos());
        response.header(HeaderValues.create(RESPONSE_TIME, time.append("ms").toString()));
    }
}
