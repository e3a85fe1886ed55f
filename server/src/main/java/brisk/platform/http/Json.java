package brisk.platform.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** JSON in and out: records in, bytes out, RFC 3339 times, a complaint with its position for anything else. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A number is no text and 1.5 no day: what a client means must not be guessed.
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

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
            throw malformed(e, body);
        }
    }

    public static <T> T read(byte[] body, Class<T> type) {
        if (body.length == 0) {
            throw Problem.badRequest("The body is empty; a JSON object is expected.");
        }
        try {
            T value = MAPPER.readValue(body, type);
            if (value == null) {
                throw Problem.badRequest("The body must be a JSON object.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw Problem.unknownField(e.getPropertyName(), e.getKnownPropertyIds());
        } catch (JacksonException e) {
            throw malformed(e, body);
        }
    }

    private static Problem malformed(JacksonException e, byte[] body) {
        String known = position(e.getLocation());
        String where = known.isEmpty() ? position(body, null) : known;
        return Problem.badRequest(
                "The body is not the JSON expected" + (where.isEmpty() ? "" : " (" + where + ")") + ": " + reason(e));
    }

    /** In our words: Jackson's speak of classes and of settings of its own. */
    private static String reason(JacksonException e) {
        return switch (e) {
            case StreamConstraintsException tooMuch ->
                "it is nested too deeply, or a name or a number in it is too long.";
            case StreamReadException read
            when read.getOriginalMessage().startsWith("Duplicate") -> "a name stands twice in one object.";
            case StreamReadException read -> "it is no JSON from there on.";
            default -> {
                String path = path(e);
                yield path.isEmpty()
                        ? "something else is expected there."
                        : "'" + path + "' is of another kind than expected.";
            }
        };
    }

    /** "take.jobTitle", "loserIds[2]" */
    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    /**
     * "line 3, column 17" for the first member of this name in the body's object, or, for no name, for where the body stops
     * being JSON; empty where there is none.
     */
    static String position(byte[] body, @Nullable String name) {
        try (JsonParser json = MAPPER.createParser(body)) {
            try {
                return position(json, name);
            } catch (JacksonException e) {
                return name == null ? position(json.currentLocation()) : "";
            }
        }
    }

    private static String position(JsonParser json, @Nullable String name) {
        int depth = 0;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token == JsonToken.PROPERTY_NAME
                    && depth == 1
                    && json.currentName().equals(name)) {
                return position(json.currentTokenLocation());
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return "";
    }

    private static String position(@Nullable TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1 ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** RFC 3339 in UTC with milliseconds; written by hand, because a page of a book has a hundred of them. */
    public static String time(Instant instant) {
        LocalDateTime t = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
        digits(text, 0, 4, t.getYear());
        digits(text, 5, 2, t.getMonthValue());
        digits(text, 8, 2, t.getDayOfMonth());
        digits(text, 11, 2, t.getHour());
        digits(text, 14, 2, t.getMinute());
        digits(text, 17, 2, t.getSecond());
        digits(text, 20, 3, t.getNano() / 1_000_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int at, int count, int number) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
