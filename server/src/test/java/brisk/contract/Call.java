package brisk.contract;

import brisk.contract.Contract.Operation;
import brisk.platform.http.Json;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example of how an operation is called; immutable.
 *
 * @param path values of the parameters in the path
 * @param body null for none
 * @param caller null for an administrator of the example's workspace
 * @param status what it is answered with; 0 for the success that the contract names
 */
record Call(
        Map<String, String> path,
        Map<String, String> query,
        byte @Nullable [] body,
        String contentType,
        @Nullable Http caller,
        int status) {

    static Call plain() {
        return new Call(Map.of(), Map.of(), null, "", null, 0);
    }

    static Call id(String id) {
        return plain().path("id", id);
    }

    static Call json(Object body) {
        return plain().body(body);
    }

    Call path(String name, String value) {
        return new Call(plus(path, name, value), query, body, contentType, caller, status);
    }

    Call query(String name, String value) {
        return new Call(path, plus(query, name, value), body, contentType, caller, status);
    }

    /** @param json anything that Jackson writes as JSON */
    Call body(Object json) {
        return body("application/json", Json.bytes(json));
    }

    Call body(String type, byte[] bytes) {
        return new Call(path, query, bytes, type, caller, status);
    }

    Call by(Http somebody) {
        return new Call(path, query, body, contentType, somebody, status);
    }

    /** For what cannot succeed here. */
    Call answered(int expected) {
        return new Call(path, query, body, contentType, caller, expected);
    }

    boolean isJson() {
        return contentType.equals("application/json");
    }

    Reply send(Operation operation, Http http) {
        return send(operation.method(), operation.path(), http);
    }

    Reply send(String method, String template, Http http) {
        String address = template;
        for (var entry : path.entrySet()) {
            address = address.replace("{" + entry.getKey() + "}", encode(entry.getValue()));
        }
        var text = new StringBuilder(address);
        query.forEach((name, value) -> text.append(text.indexOf("?") < 0 ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value)));
        return http.send(
                method,
                text.toString(),
                contentType,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(map);
        all.put(name, value);
        return all;
    }
}
