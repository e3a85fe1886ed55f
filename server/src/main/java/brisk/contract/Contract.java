package brisk.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** openapi.yaml as a tree. */
final class Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();

    /**
     * What can be done at one address with one method.
     *
     * @param method in capitals
     * @param parameters of the address and the operation, references resolved
     * @param also the second address that leads to it; empty for none
     */
    record Operation(String method, String path, JsonNode node, List<JsonNode> parameters, String also) {
        String id() {
            return node.path("operationId").asString("");
        }

        String summary() {
            return node.path("summary").asString("");
        }

        String tag() {
            return node.path("tags").path(0).asString("");
        }
    }

    private Contract(JsonNode root) {
        this.root = root;
        root.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, node) -> {
                    if (METHODS.contains(method)) {
                        operations.add(operation(path, item, method, node));
                    }
                }));
    }

    private Operation operation(String path, JsonNode item, String method, JsonNode node) {
        List<JsonNode> parameters = new ArrayList<>();
        item.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
        node.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                node,
                List.copyOf(parameters),
                item.path("x-brisk-also").asString(""));
    }

    static byte[] text() {
        try (InputStream document =
                Objects.requireNonNull(Contract.class.getResourceAsStream("/openapi.yaml"), "openapi.yaml")) {
            return document.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Contract read() {
        return new Contract(YAMLMapper.builder().build().readTree(text()));
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        return operations;
    }

    /** What a reference refers to; a node that is none is itself. */
    JsonNode resolve(JsonNode node) {
        JsonNode reference = node.path("$ref");
        if (!reference.isString()) {
            return node;
        }
        JsonNode target = root.at(reference.asString().substring(1));
        if (target.isMissingNode()) {
            throw new IllegalStateException("nothing is at " + reference.asString());
        }
        return resolve(target);
    }

    /** "Contact" of "#/components/schemas/Contact"; empty for a node that is no reference. */
    static String nameOf(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
