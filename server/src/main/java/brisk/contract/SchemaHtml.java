package brisk.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Schemas as tables: a line says what a value is, and what is inside it can be opened. */
final class SchemaHtml {
    private static final int DEEPEST = 6;

    private final Contract contract;

    SchemaHtml(Contract contract) {
        this.contract = contract;
    }

    /** The members of a schema, or what its items have; empty for a schema of plain values. */
    String members(JsonNode schema) {
        return members(schema, 0);
    }

    private String members(JsonNode schema, int depth) {
        JsonNode object = objectIn(schema);
        JsonNode values = object.path("additionalProperties");
        if (depth > DEEPEST || (propertiesOf(object).isEmpty() && !values.isObject())) {
            return "";
        }
        List<String> required = requiredOf(object);
        var html = new StringBuilder("<table class=members><tbody>");
        for (Property property : propertiesOf(object)) {
            appendRow(html, property.name(), property.schema(), required.contains(property.name()), depth);
        }
        if (values.isObject()) {
            appendRow(html, "any name", values, false, depth);
        }
        return html.append("</tbody></table>").toString();
    }

    private void appendRow(StringBuilder html, String name, JsonNode schema, boolean required, int depth) {
        html.append("<tr><th scope=row><code>")
                .append(Html.escape(name))
                .append("</code>")
                .append(required ? "<span class=required title=required>*</span>" : "")
                .append("</th><td>")
                .append(description(schema));
        String inner = members(schema, depth + 1);
        if (!inner.isEmpty()) {
            html.append("<details><summary>Its members</summary>").append(inner).append("</details>");
        }
        html.append("</td></tr>");
    }

    /** Type, limits and description of a value in one cell. */
    String description(JsonNode schema) {
        JsonNode target = contract.resolve(schema);
        String text =
                schema.path("description").asString(target.path("description").asString(""));
        String limits = limits(target);
        return "<span class=type>" + Html.escape(type(schema)) + "</span>"
                + (limits.isEmpty() ? "" : " <span class=limits>" + limits + "</span>")
                + (text.isEmpty() ? "" : "<p>" + Html.inline(text) + "</p>");
    }

    /** "text or null", "list of Phone". */
    String type(JsonNode schema) {
        String name = Contract.nameOf(schema);
        JsonNode target = contract.resolve(schema);
        JsonNode type = target.path("type");
        if (type.isArray()) {
            return String.join(
                    " or ",
                    type.valueStream().map(t -> word(t.asString(), target)).toList());
        }
        JsonNode choices = target.path("anyOf");
        if (choices.path(0).has("type")
                || choices.path(0).has("$ref")
                || choices.path(0).has("format")) {
            return String.join(
                    " or ", choices.valueStream().map(this::type).distinct().toList());
        }
        String word = word(type.asString(target.has("allOf") ? "object" : "string"), target);
        return name.isEmpty() || !objectLike(target) ? word : name;
    }

    private static boolean objectLike(JsonNode target) {
        return target.has("properties") || target.has("allOf");
    }

    private String word(String type, JsonNode schema) {
        return switch (type) {
            case "array" -> "list of " + (schema.has("items") ? type(schema.path("items")) : "anything");
            case "string" ->
                switch (schema.path("format").asString("")) {
                    case "uuid" -> "id";
                    case "date-time" -> "time";
                    case "date" -> "date";
                    default -> "text";
                };
            case "integer" -> "whole number";
            case "boolean" -> "true or false";
            default -> type;
        };
    }

    private static String limits(JsonNode schema) {
        List<String> limits = new ArrayList<>();
        List<String> choices = schema.path("enum")
                .valueStream()
                .filter(choice -> !choice.isNull())
                .map(choice -> "<code>" + Html.escape(choice.asString()) + "</code>")
                .toList();
        if (!choices.isEmpty()) {
            limits.add(String.join(" ", choices));
        }
        addRange(limits, schema, "minimum", "maximum", "");
        addRange(limits, schema, "minLength", "maxLength", " characters");
        addRange(limits, schema, "minItems", "maxItems", " entries");
        if (schema.has("default")) {
            limits.add("default <code>" + Html.escape(schema.path("default").asString()) + "</code>");
        }
        return String.join(", ", limits);
    }

    private static void addRange(List<String> limits, JsonNode schema, String least, String most, String unit) {
        if (schema.has(least) && schema.has(most)) {
            limits.add(number(schema, least) + " to " + number(schema, most) + unit);
        } else if (schema.has(most)) {
            limits.add("at most " + number(schema, most) + unit);
        } else if (schema.has(least)) {
            limits.add("at least " + number(schema, least) + unit);
        }
    }

    private static String number(JsonNode schema, String limit) {
        return String.format(Locale.ROOT, "%,d", schema.path(limit).asLong());
    }

    private record Property(String name, JsonNode schema) {}

    /** Its own members and those that it takes over; an own one wins. */
    private List<Property> propertiesOf(JsonNode object) {
        List<Property> properties = new ArrayList<>();
        object.path("allOf").forEach(part -> properties.addAll(propertiesOf(contract.resolve(part))));
        object.path("properties").forEachEntry((name, schema) -> {
            var own = new Property(name, schema);
            int at = properties.stream().map(Property::name).toList().indexOf(name);
            if (at < 0) {
                properties.add(own);
            } else if (Contract.nameOf(schema).isEmpty() && !schema.has("type")) {
                properties.set(at, new Property(name, merged(properties.get(at).schema(), schema)));
            } else {
                properties.set(at, own);
            }
        });
        return properties;
    }

    private List<String> requiredOf(JsonNode object) {
        List<String> required = new ArrayList<>();
        object.path("allOf").forEach(part -> required.addAll(requiredOf(contract.resolve(part))));
        object.path("required").forEach(name -> required.add(name.asString()));
        return required;
    }

    private static JsonNode merged(JsonNode general, JsonNode narrower) {
        var both = general.deepCopy().asObject();
        narrower.forEachEntry(both::set);
        return both;
    }

    /** The object behind references, lists and "or null". */
    private JsonNode objectIn(JsonNode schema) {
        JsonNode target = contract.resolve(schema);
        if (target.has("items")) {
            return objectIn(target.path("items"));
        }
        for (JsonNode choice : target.path("anyOf")) {
            JsonNode inside = objectIn(choice);
            if (objectLike(inside)) {
                return target.has("allOf") ? target : inside;
            }
        }
        return target;
    }
}
