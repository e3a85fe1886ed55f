package brisk.platform.http;

import brisk.platform.security.Caller;
import brisk.platform.telemetry.RouteStatistics;
import brisk.platform.telemetry.Telemetry;
import brisk.platform.telemetry.Trace;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of every request: id, route, caller, permission, rate limit, handler, answer, statistics. */
final class Router {
    private static final Logger log = LoggerFactory.getLogger(Router.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private static final int LONGEST_QUERY = 4_000;

    private final RouteTable table;
    private final Authenticator authenticator;
    private final RateLimits limits;
    private final ClientAddress clientAddress;
    private final Telemetry telemetry;
    private final AnswerWriter writer;
    private final Cors cors;
    private final long defaultMaxBodyBytes;
    private final Map<Route, RouteStatistics> statistics = new HashMap<>();
    private final RouteStatistics unrouted;

    private final AtomicLong sequence = new AtomicLong();
    private final String idPrefix = Long.toString(ThreadLocalRandom.current().nextLong(1L << 30, 1L << 35), 36) + "-";

    Router(
            RouteTable table,
            Authenticator authenticator,
            RateLimits limits,
            ClientAddress clientAddress,
            Telemetry telemetry,
            AnswerWriter writer,
            Cors cors,
            long defaultMaxBodyBytes) {
        this.table = table;
        this.authenticator = authenticator;
        this.limits = limits;
        this.clientAddress = clientAddress;
        this.telemetry = telemetry;
        this.writer = writer;
        this.cors = cors;
        this.defaultMaxBodyBytes = defaultMaxBodyBytes;
        table.routes().forEach(route -> statistics.put(route, telemetry.route(route.name())));
        this.unrouted = telemetry.route("other");
    }

    void handle(ServerRequest raw, ServerResponse response) {
        var trace = new Trace();
        String id = newId();
        String method = raw.prologue().method().text();
        RouteTable.Match match = table.find(method, raw.path().path());
        Route route = match == null ? null : match.route();
        long bytes = 0;
        int status = 500;
        var exchange = new AnswerWriter.Exchange(raw, response, id, trace, method.equals("HEAD"));
        try {
            cors.decorate(raw, response);
            Answer answer = answer(raw, response, exchange, match, method);
            status = answer.status();
            bytes = writer.write(exchange, answer);
            status = exchange.status(status);
        } catch (Problem problem) {
            status = problem.status();
            bytes = writer.write(exchange, exchange.located(problem));
        } catch (CloseConnectionException e) {
            // The client went away while it was answered, which is its right.
            throw e;
        } catch (Exception | StackOverflowError e) {
            log.error("request {} {} {} failed", id, method, route == null ? "" : route.path(), e);
            bytes = writer.write(exchange, Problem.unexpected());
        } finally {
            RouteStatistics of = route == null ? unrouted : statistics.getOrDefault(route, unrouted);
            telemetry.record(of, route == null ? "other" : route.name(), id, status, trace, bytes);
        }
    }

    String newId() {
        return idPrefix + Long.toString(sequence.incrementAndGet(), 36);
    }

    /** Answers what cannot be understood as a request, and counts it. */
    void refuse(ServerRequest raw, ServerResponse response, Problem problem) {
        var trace = new Trace();
        boolean head = raw.prologue().method().text().equals("HEAD");
        var exchange = new AnswerWriter.Exchange(raw, response, newId(), trace, head);
        long bytes = writer.write(exchange, problem);
        telemetry.record(unrouted, "other", exchange.id(), problem.status(), trace, bytes);
    }

    /** The same where Helidon has no request yet to answer. */
    DirectHandler.TransportResponse refuse(Problem problem) {
        String id = newId();
        var answer = AnswerWriter.direct(problem, id);
        telemetry.record(unrouted, "other", id, problem.status(), new Trace(), 0);
        return answer;
    }

    private Answer answer(
            ServerRequest raw,
            ServerResponse response,
            AnswerWriter.Exchange exchange,
            RouteTable.@Nullable Match match,
            String method)
            throws Exception {
        if (match == null) {
            throw Problem.notFound("This address");
        }
        if (raw.query().rawValue().length() > LONGEST_QUERY) {
            throw Problem.notHttp(414, "Address too long", "A query has at most " + LONGEST_QUERY + " characters.");
        }
        Route route = match.route();
        if (route == null) {
            if (method.equals("OPTIONS")) {
                return new Answer.Empty(204, Map.of("Allow", match.allow()));
            }
            throw Problem.notAllowed(method, match.allow());
        }
        InetAddress address = clientAddress.of(raw);
        String addressText = address.getHostAddress();
        long maxBodyBytes = route.maxBodyBytes() < 0 ? defaultMaxBodyBytes : route.maxBodyBytes();
        var request = new Request(
                raw,
                exchange.id(),
                route,
                match.parameters(),
                maxBodyBytes,
                addressText,
                clientAddress.secure(raw),
                exchange.trace());
        exchange.request(request);
        if (route.limit() == Route.Limit.NONE) {
            return route.handler().handle(request);
        }
        Caller caller = authenticate(request, route, address, addressText, response);
        limit(response, limits.consume(route.limit(), caller, address, addressText));
        if (route.permission() != null && !request.caller().may(route.permission())) {
            throw Problem.forbidden("Your role or token does not allow this.");
        }
        if (!route.takesQuery()) {
            request.query();
        }
        return route.handler().handle(request);
    }

    /** A refused credential counts against the address, so that guessing is slow whatever is guessed. */
    private @Nullable Caller authenticate(
            Request request, Route route, InetAddress address, String addressText, ServerResponse response) {
        try {
            Caller caller = authenticator.authenticate(request);
            if (caller != null) {
                request.caller(caller);
            } else if (route.permission() != null) {
                throw Problem.unauthorized("Sign in, or send an API token as 'Authorization: Bearer …'.");
            }
            return caller;
        } catch (Problem problem) {
            if (problem.status() < 500) {
                limit(response, limits.consume(Route.Limit.DEFAULT, null, address, addressText));
            }
            throw problem;
        }
    }

    private static void limit(ServerResponse response, RateLimits.@Nullable Verdict verdict) {
        if (verdict == null) {
            return;
        }
        response.header(AnswerWriter.LIMIT, Long.toString(verdict.limit()));
        response.header(AnswerWriter.REMAINING, Long.toString(verdict.remaining()));
        response.header(AnswerWriter.RESET, Long.toString(verdict.resetSeconds()));
        if (verdict.retryAfterSeconds() > 0) {
            throw Problem.tooMany(
                    verdict.retryAfterSeconds(),
                    "More than " + verdict.limit() + " requests a minute; wait " + verdict.retryAfterSeconds() + " s.");
        }
    }

    /** Allowed origins get their headers; with none configured, cross-origin requests are left to fail. */
    record Cors(List<String> origins) {
        void decorate(ServerRequest raw, ServerResponse response) {
            if (origins.isEmpty()) {
                return;
            }
            response.header(HeaderNames.VARY, "Origin");
            String origin = raw.headers().first(HeaderNames.ORIGIN).orElse("");
            if (origins.contains(origin)) {
                response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE");
                response.header(
                        HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
                        "Authorization, Content-Type, If-Match, If-None-Match");
                response.header(
                        HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
                        "ETag, Location, X-Request-Id, X-Response-Time, X-Cache, Server-Timing");
                response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
            }
        }
    }

    static boolean isSafe(String method) {
        return SAFE.contains(method);
    }
}
