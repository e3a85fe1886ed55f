package brisk.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks values against the contract's schemas. Clients must be ready for members that they do not know, so the contract
 * leaves objects open; here they are closed, so that no answer has a member that the contract does not name.
 */
final class Schemas {
    /** With what a schema may carry besides rules. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("example"))
            .keyword(new NonValidationKeyword("components"))
            .build();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            DIALECT,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> compiled = new HashMap<>();
    private final ObjectNode components;

    Schemas(Contract contract) {
        components = contract.root().path("components").deepCopy().asObject();
        Set<String> extended = new HashSet<>();
        components.path("schemas").forEach(schema -> collectExtended(schema, extended));
        components.path("schemas").forEachEntry((name, schema) -> {
            if (!extended.contains(name)) {
                close(schema);
            }
        });
    }

    private static void collectExtended(JsonNode schema, Set<String> extended) {
        schema.path("allOf").forEach(part -> extended.add(Contract.nameOf(part)));
        schema.forEach(child -> collectExtended(child, extended));
    }

    private static void close(JsonNode schema) {
        schema.forEach(Schemas::close);
        boolean open = schema.path("properties").isObject()
                && !schema.has("additionalProperties")
                && !schema.has("allOf")
                && schema.path("type").asString("").equals("object");
        if (open) {
            schema.asObject().put("additionalProperties", false);
        }
    }

    /** What is wrong with a value; empty for nothing. */
    List<String> complaints(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode document = schema.deepCopy().asObject();
        close(document);
        document.set("components", components);
        return registry.getSchema(document);
    }
}
