package brisk.contract;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Values that a query parameter's schema allows, and some that it does not. */
final class ParameterValues {
    private ParameterValues() {}

    static List<String> allowed(Contract contract, JsonNode parameter) {
        if (parameter.path("name").asString().equals("fields")) {
            return List.of("id");
        }
        JsonNode schema = contract.resolve(parameter.path("schema"));
        List<String> values = new ArrayList<>();
        schema.path("enum").forEach(choice -> values.add(choice.asString()));
        for (String example : List.of("example", "default", "minimum", "maximum")) {
            JsonNode value = parameter.has(example) ? parameter.path(example) : schema.path(example);
            if (!value.isMissingNode() && !values.contains(value.asString())) {
                values.add(value.asString());
            }
        }
        switch (schema.path("type").asString()) {
            case "boolean" -> values.addAll(List.of("true", "false"));
            case "integer" -> {}
            default -> {
                if (values.isEmpty() && !schema.has("pattern")) {
                    values.add("Ünï cødé & 'quotes' = 100 %");
                }
            }
        }
        return values;
    }

    static List<String> refused(Contract contract, JsonNode parameter) {
        JsonNode schema = contract.resolve(parameter.path("schema"));
        List<String> values = new ArrayList<>();
        if (schema.has("enum") || schema.has("pattern") || schema.has("anyOf") || schema.has("format")) {
            values.add("no such value");
        }
        switch (schema.path("type").asString()) {
            case "boolean" -> values.add("perhaps");
            case "integer" -> values.addAll(List.of("x", "1.5", "99999999999999999999"));
            default -> {}
        }
        if (schema.has("minimum")) {
            values.add(Long.toString(schema.path("minimum").asLong() - 1));
        }
        if (schema.has("maximum")) {
            values.add(Long.toString(schema.path("maximum").asLong() + 1));
        }
        if (schema.has("maxLength")) {
            values.add("x".repeat(schema.path("maxLength").asInt() + 1));
        }
        return values;
    }
}
