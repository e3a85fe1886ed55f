package brisk.platform.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A form that a browser or an old program sends. */
final class Form {
    private static final int MOST_FIELDS = 200;

    private Form() {}

    static ObjectNode read(byte[] body) {
        ObjectNode fields = Json.MAPPER.createObjectNode();
        String text = new String(body, StandardCharsets.UTF_8);
        for (String pair : text.split("&", MOST_FIELDS + 1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1)).strip();
            if (fields.size() >= MOST_FIELDS) {
                throw Problem.badRequest("A form has " + MOST_FIELDS + " fields at the most.");
            }
            if (!name.isEmpty() && !value.isEmpty()) {
                add(fields, name, value);
            }
        }
        return fields;
    }

    private static void add(ObjectNode fields, String name, String value) {
        JsonNode before = fields.get(name);
        if (before == null) {
            fields.put(name, value);
        } else if (before instanceof ArrayNode list) {
            list.add(value);
        } else {
            fields.putArray(name).add(before.asString()).add(value);
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("The form is not encoded as it should be: " + e.getMessage() + ".");
        }
    }
}
