package brisk.platform.http;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON in and out: records in, bytes out, RFC 3339 times, a complaint with its position for anything else. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    /** Writes JSON token by token: the fast way for rows. */
    @FunctionalInterface
    public interface Writer<X extends Exception> {
        void write(JsonGenerator json) throws X;
    }

    public static <X extends Exception> byte[] write(Writer<X> writer) throws X {
        var bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            writer.write(json);
        }
        return bytes.toByteArray();
    }

    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** A JSON object, or a 400 that says where the text stops being one. */
    public static ObjectNode object(byte[] body) {
        if (tree(body) instanceof ObjectNode object) {
            return object;
        }
        throw Problem.badRequest("The body must be a JSON object.");
    }

    public static JsonNode tree(byte[] body) {
        if (body.length == 0) {
            throw Problem.badRequest("The body is empty; a JSON object is expected.");
        }
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    public static <T> T read(byte[] body, Class<T> type) {
        try {
            return MAPPER.readValue(body, type);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    private static Problem malformed(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String where = at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return Problem.badRequest("The body is not the JSON expected" + where + ": " + e.getOriginalMessage());
    }

    /** RFC 3339 in UTC with milliseconds. */
    public static String time(Instant instant) {
        return RFC_3339.format(instant);
    }
}
