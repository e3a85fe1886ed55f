package brisk.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.contract.Contract.Operation;
import brisk.platform.http.Json;
import brisk.testing.Http.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Holds replies against what the contract says of an operation's answers. */
final class Answers {
    private final Contract contract;
    private final Schemas schemas;

    Answers(Contract contract) {
        this.contract = contract;
        this.schemas = new Schemas(contract);
    }

    Schemas schemas() {
        return schemas;
    }

    /** The status is in the contract, the headers are there, the body is of a type and shape that it names. */
    Reply check(Operation operation, Reply reply) {
        String status = Integer.toString(reply.status());
        JsonNode response = contract.resolve(operation.node().path("responses").path(status));
        assertThat(response.isMissingNode())
                .as("%s answered %s, which the contract does not name: %s", reply.request(), status, reply.text())
                .isFalse();
        contract.root()
                .path("x-brisk-headers")
                .forEach(name -> checkHeader(
                        reply, name.asString(), contract.root().at("/components/headers/" + name.asString()), true));
        response.path("headers")
                .forEachEntry((name, header) -> checkHeader(
                        reply,
                        name,
                        contract.resolve(header),
                        contract.resolve(header).path("required").asBoolean(false)));
        checkBody(reply, response.path("content"));
        return reply;
    }

    private void checkHeader(Reply reply, String name, JsonNode header, boolean required) {
        String value = reply.header(name);
        if (value.isEmpty()) {
            assertThat(required).as("%s has no %s", reply.request(), name).isFalse();
            return;
        }
        assertThat(schemas.complaints(header.path("schema"), StringNode.valueOf(value)))
                .as("%s of %s is %s", name, reply.request(), value)
                .isEmpty();
    }

    private void checkBody(Reply reply, JsonNode content) {
        if (content.isMissingNode()) {
            assertThat(reply.text()).as("%s has a body", reply.request()).isEmpty();
            return;
        }
        String type = reply.header("Content-Type").replaceFirst(";.*", "");
        JsonNode media = content.path(type);
        assertThat(media.isMissingNode())
                .as("%s is of the type %s: %s", reply.request(), type, reply.text())
                .isFalse();
        if (type.endsWith("json")) {
            assertThat(schemas.complaints(media.path("schema"), reply.json()))
                    .as("%s: %s", reply.request(), reply.text())
                    .isEmpty();
            if (type.equals("application/problem+json")) {
                assertThat(reply.json().path("requestId").asString()).isEqualTo(reply.header("X-Request-Id"));
                assertThat(reply.json().path("status").asInt()).isEqualTo(reply.status());
            }
        } else {
            assertThat(reply.text()).isNotBlank();
            checkEvents(reply, media.path("x-brisk-event"));
        }
    }

    private void checkEvents(Reply reply, JsonNode schema) {
        if (schema.isMissingNode()) {
            return;
        }
        List<String> first = reply.text()
                .lines()
                .dropWhile(line -> !line.startsWith("event: "))
                .skip(1)
                .limit(1)
                .map(line -> line.substring("data: ".length()))
                .toList();
        assertThat(first).as(reply.text()).hasSize(1);
        assertThat(schemas.complaints(schema, Json.tree(first.getFirst().getBytes(UTF_8))))
                .as(reply.text())
                .isEmpty();
    }

    /** An example that the contract does not allow would show nothing. */
    void checkCall(Operation operation, Call call) {
        call.query().forEach((name, value) -> {
            JsonNode parameter = parameter(operation, name);
            assertThat(complaintsOfText(parameter.path("schema"), value))
                    .as("%s=%s", name, value)
                    .isEmpty();
        });
        byte[] body = call.body();
        if (body != null && call.contentType().endsWith("json")) {
            JsonNode schema = contract.resolve(operation.node().path("requestBody"))
                    .path("content")
                    .path(call.contentType())
                    .path("schema");
            assertThat(schema.isMissingNode()).as("no body of this type").isFalse();
            assertThat(schemas.complaints(schema, Json.tree(body)))
                    .as("the body of the example")
                    .isEmpty();
        }
    }

    private static JsonNode parameter(Operation operation, String name) {
        return operation.parameters().stream()
                .filter(p -> p.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the contract has no parameter " + name));
    }

    List<String> complaintsOfText(JsonNode schema, String value) {
        String type = contract.resolve(schema).path("type").asString("string");
        return schemas.complaints(
                schema, type.equals("string") ? StringNode.valueOf(value) : Json.MAPPER.readTree(value));
    }
}
