package brisk.platform.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer other than success, thrown where it is found and written once as RFC 9457 problem details. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One broken rule of one field; {@code field} is a JSON path such as {@code emails[1]}. */
    public record FieldError(String field, String message) {}

    private final int status;
    private final String title;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> extensions;
    private final transient Map<String, String> headers;
    private final @Nullable String unknownField;

    private Problem(
            int status,
            String title,
            String detail,
            List<FieldError> errors,
            Map<String, Object> extensions,
            Map<String, String> headers) {
        this(status, title, detail, errors, extensions, headers, null);
    }

    private Problem(
            int status,
            String title,
            String detail,
            List<FieldError> errors,
            Map<String, Object> extensions,
            Map<String, String> headers,
            @Nullable String unknownField) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.errors = errors;
        this.extensions = extensions;
        this.headers = headers;
        this.unknownField = unknownField;
    }

    private static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, List.of(), Map.of(), Map.of());
    }

    public static Problem badRequest(String detail) {
        return of(400, "Bad request", detail);
    }

    /** Its place in the body is added where the body is known. */
    public static Problem unknownField(String name, Collection<?> known) {
        String there = String.join(", ", known.stream().map(String::valueOf).toList());
        return new Problem(
                400,
                "Bad request",
                "There is no field '" + name + "'; there are: " + there + ".",
                List.of(),
                Map.of(),
                Map.of(),
                name);
    }

    /** @param position as {@link Json#position} says it */
    Problem at(String position) {
        return position.isEmpty()
                ? this
                : new Problem(status, title, detail() + " It stands at " + position + ".", errors, extensions, headers);
    }

    /** The name of a field of the body that is not expected there; null where this is about something else. */
    @Nullable
    String unknownField() {
        return unknownField;
    }

    /** A request that cannot be understood as one. */
    static Problem notHttp(int status, String title, String detail) {
        return of(status, title, detail);
    }

    public static Problem unauthorized(String detail) {
        return of(401, "Not signed in", detail).header("WWW-Authenticate", "Bearer realm=\"brisk\"");
    }

    public static Problem forbidden(String detail) {
        return of(403, "Not allowed", detail);
    }

    /** The same answer for what does not exist and for what belongs to somebody else. */
    public static Problem notFound(String what) {
        return of(404, "Not found", what + " does not exist, or you have no access to it.");
    }

    /** What was at this address is part of another record now. */
    public static Problem merged(String what, Object mergedInto) {
        return new Problem(
                404,
                "Not found",
                what + " was merged into another one.",
                List.of(),
                Map.of("mergedInto", mergedInto),
                Map.of());
    }

    public static Problem notAllowed(String method, String allow) {
        return of(405, "Method not allowed", method + " is not offered here; allowed: " + allow + ".")
                .header("Allow", allow);
    }

    public static Problem conflict(String detail, Map<String, Object> extensions) {
        return new Problem(409, "Conflict", detail, List.of(), extensions, Map.of());
    }

    public static Problem lostUpdate(long currentVersion) {
        return new Problem(
                412,
                "Changed meanwhile",
                "Somebody changed this record after you read it. Read it again and repeat your change.",
                List.of(),
                Map.of("currentVersion", currentVersion),
                Map.of());
    }

    public static Problem tooLarge(long limitBytes) {
        return of(413, "Too large", "The body is larger than " + limitBytes + " bytes, the most this route takes.");
    }

    public static Problem wrongType(String expected) {
        return of(415, "Wrong content type", "Send the body as " + expected + ".");
    }

    public static Problem invalid(List<FieldError> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().field() + ": " + errors.getFirst().message()
                : errors.size() + " fields are not valid.";
        return new Problem(422, "Not valid", detail, List.copyOf(errors), Map.of(), Map.of());
    }

    /** A batch that was refused as a whole; {@code extensions} say what is wrong with which entry. */
    public static Problem notDone(String detail, Map<String, Object> extensions) {
        return new Problem(422, "Nothing was done", detail, List.of(), extensions, Map.of());
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Problem tooMany(long retryAfterSeconds, String detail) {
        return of(429, "Too many requests", detail)
                .header("Retry-After", Long.toString(Math.max(1, retryAfterSeconds)));
    }

    public static Problem unavailable(long retryAfterSeconds, String detail) {
        return of(503, "Not available", detail).header("Retry-After", Long.toString(retryAfterSeconds));
    }

    static Problem unexpected() {
        return of(500, "Unexpected error", "Something went wrong on our side; the request id leads to the log.");
    }

    public Problem header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(status, title, detail(), errors, extensions, all);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, Object> extensions() {
        return extensions;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
