package brisk.platform.http;

import brisk.platform.security.Caller;
import brisk.platform.telemetry.Trace;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One request on its way: who asks, what for, and what it cost so far. */
public final class Request {
    private static final Set<String> JSON_TYPES = Set.of("application/json", "application/merge-patch+json");

    private final ServerRequest raw;
    private final String id;
    private final Route route;
    private final Map<String, String> parameters;
    private final long maxBodyBytes;
    private final String address;
    private final boolean secure;
    private final Trace trace;
    private @Nullable Caller caller;
    private byte @Nullable [] jsonRead;

    Request(
            ServerRequest raw,
            String id,
            Route route,
            Map<String, String> parameters,
            long maxBodyBytes,
            String address,
            boolean secure,
            Trace trace) {
        this.raw = raw;
        this.id = id;
        this.route = route;
        this.parameters = parameters;
        this.maxBodyBytes = maxBodyBytes;
        this.address = address;
        this.secure = secure;
        this.trace = trace;
    }

    public String id() {
        return id;
    }

    public Route route() {
        return route;
    }

    public Trace trace() {
        return trace;
    }

    /** The client's address, as far as the trusted proxies vouch for it. */
    public String address() {
        return address;
    }

    void caller(Caller authenticated) {
        this.caller = authenticated;
    }

    /** The caller of a route that requires one. */
    public Caller caller() {
        if (caller == null) {
            throw Problem.unauthorized("Sign in, or send an API token.");
        }
        return caller;
    }

    /** An id in the path. What is no id names no record, so that is a 404 as well. */
    public UUID id(String name) {
        return Ids.parse(text(name)).orElseThrow(() -> Problem.notFound("The record"));
    }

    public String text(String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new IllegalStateException(route.path() + " has no parameter " + name));
    }

    public Query query(String... allowed) {
        return query(Arrays.asList(allowed));
    }

    public Query query(List<String> allowed) {
        return new Query(raw.query(), allowed, Router.isSafe(method()));
    }

    public String method() {
        return raw.prologue().method().text();
    }

    public String path() {
        return raw.path().path();
    }

    public @Nullable String header(String name) {
        return header(HeaderNames.create(name));
    }

    public @Nullable String header(HeaderName name) {
        return raw.headers().first(name).orElse(null);
    }

    /** Null where the client sent none of this name. */
    public @Nullable String cookie(String name) {
        return raw.headers().cookies().first(name).orElse(null);
    }

    /** Whether the client's side of the connection is encrypted, as far as the trusted proxies vouch for it. */
    public boolean secure() {
        return secure;
    }

    /** The version in If-Match, which is the part of our entity tags before the dash; null where none was sent. */
    public @Nullable Long ifMatch() {
        String tag = header(HeaderNames.IF_MATCH);
        if (tag == null || tag.equals("*")) {
            return null;
        }
        String bare = tag.replace("W/", "").replace("\"", "").strip();
        int dash = bare.indexOf('-');
        try {
            return Long.valueOf(dash < 0 ? bare : bare.substring(0, dash));
        } catch (NumberFormatException e) {
            throw Problem.badRequest("If-Match must be the ETag of the record, or its version in quotes.");
        }
    }

    public boolean hasBody() {
        return raw.content().hasEntity();
    }

    public ObjectNode json() {
        return Json.object(jsonBytes());
    }

    public <T> T json(Class<T> type) {
        return Json.read(jsonBytes(), type);
    }

    /**
     * A JSON object, or a form (application/x-www-form-urlencoded, UTF-8) as one: every value a text, one that is given several
     * times a list of texts. What a form leaves blank is not there.
     */
    public ObjectNode jsonOrForm() {
        if (!mediaType().equals("application/x-www-form-urlencoded")) {
            return json();
        }
        return form(bytes());
    }

    /** A form as JSON, as {@link #jsonOrForm} reads it. */
    public static ObjectNode form(byte[] body) {
        return Form.read(body);
    }

    /** The body, whatever it is. */
    public byte[] bytes() {
        try (InputStream body = body()) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw Problem.badRequest("The body ended early.");
        }
    }

    public byte[] jsonBytes() {
        if (!JSON_TYPES.contains(mediaType())) {
            throw Problem.wrongType("application/json");
        }
        jsonRead = bytes();
        return jsonRead;
    }

    /** The type of the body without parameters such as the charset; empty where none is named. */
    public String mediaType() {
        String type = Objects.requireNonNullElse(header(HeaderNames.CONTENT_TYPE), "");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** The problem with the place of the field that it is about, where that is known. */
    Problem located(Problem problem) {
        return problem.unknownField() == null || jsonRead == null
                ? problem
                : problem.at(Json.position(jsonRead, problem.unknownField()));
    }

    /** The body as it arrives; reading past the route's limit is a 413. */
    public InputStream body() {
        if (raw.headers().contentLength().orElse(0) > maxBodyBytes) {
            throw Problem.tooLarge(maxBodyBytes);
        }
        return raw.content().hasEntity()
                ? new LimitedInputStream(raw.content().inputStream(), maxBodyBytes)
                : InputStream.nullInputStream();
    }
}
