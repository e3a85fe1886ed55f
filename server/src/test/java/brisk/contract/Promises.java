package brisk.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.contract.Contract.Operation;
import brisk.platform.http.Json;
import brisk.platform.security.Permission;
import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the contract promises of one operation, each promise a check. */
final class Promises {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String SOME_ID = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final Contract contract;
    private final Operation operation;
    private final Examples examples;
    private final Fixtures.Workspace strangers;
    private final Answers answers;
    private @Nullable World world;

    Promises(Contract contract, Operation operation, Examples examples, Fixtures.Workspace strangers, Answers answers) {
        this.contract = contract;
        this.operation = operation;
        this.examples = examples;
        this.strangers = strangers;
        this.answers = answers;
    }

    int statements() {
        return operation.node().path("x-brisk-statements").asInt();
    }

    boolean isCached() {
        return operation.node().path("x-brisk-cached").asBoolean(false);
    }

    boolean hasAlias() {
        return !operation.also().isEmpty();
    }

    boolean isPublic() {
        return operation.node().path("security").isArray()
                && operation.node().path("security").isEmpty();
    }

    private Permission permission() {
        return Permission.valueOf(
                operation.node().path("x-brisk-permission").asString().toUpperCase(Locale.ROOT));
    }

    boolean isRestricted() {
        return !isPublic() && permission() != Permission.READ;
    }

    boolean isForPeople() {
        return operation.node().path("security").size() == 1;
    }

    boolean isRead() {
        return operation.method().equals("GET");
    }

    boolean needsCsrfToken() {
        return !isPublic() && !isRead();
    }

    boolean hasId() {
        return operation.path().contains("{");
    }

    boolean takesJson() {
        return operation.node().at("/requestBody/content").has("application/json");
    }

    /** Whoever signs their requests gets one answer to whatever is wrong with address, body or signature. */
    boolean isSigned() {
        return operation.parameters().stream()
                .anyMatch(p -> p.path("name").asString().endsWith("-Signature"));
    }

    private World world() {
        if (world == null) {
            world = new World();
        }
        return world;
    }

    private Call call() {
        return Objects.requireNonNull(examples.of(operation.id(), world()), "there is no example of " + operation.id());
    }

    private Http caller(Call call) {
        return Objects.requireNonNullElse(call.caller(), isPublic() ? anonymous() : world().admin());
    }

    private Http anonymous() {
        return Http.anonymous(world().workspace().server());
    }

    private Reply send(Call call, Http http) {
        return answers.check(operation, call.send(operation, http));
    }

    private int success() {
        for (String status : operation.node().path("responses").propertyNames()) {
            if (status.startsWith("2")) {
                return Integer.parseInt(status);
            }
        }
        throw new AssertionError("the contract names no success; the example must say what is expected");
    }

    void answers() {
        Call call = call();
        answers.checkCall(operation, call);
        Reply reply = send(call, caller(call)).expect(call.status() == 0 ? success() : call.status());
        assertThat(reply.statements()).as("statements").isEqualTo(statements());
    }

    void answersFromTheCache() {
        Call call = call();
        Http http = caller(call);
        Reply miss = send(call, http);
        Reply hit = send(call, http);
        assertThat(miss.header("X-Cache")).isEqualTo("MISS");
        assertThat(hit.header("X-Cache")).isEqualTo("HIT");
        assertThat(hit.statements()).isZero();
        assertThat(hit.header("ETag")).isEqualTo(miss.header("ETag"));
        assertThat(hit.header("X-Cache-Key")).isEqualTo(miss.header("X-Cache-Key"));

        Reply unchanged =
                send(call, http.with("If-None-Match", hit.header("ETag"))).expect(304);
        assertThat(unchanged.header("ETag")).isEqualTo(hit.header("ETag"));
        assertThat(unchanged.statements()).isZero();

        Reply refreshed = send(call.query("refresh", "true"), http).expect(200);
        assertThat(refreshed.header("X-Cache")).isEqualTo("BYPASS");
        assertThat(refreshed.statements()).isEqualTo(statements());

        Reply head = call.send("HEAD", operation.path(), http).expect(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(hit.header("ETag"));
    }

    void answersAtItsOtherAddress() {
        Call call = call();
        Reply other = answers.check(operation, call.send(operation.method(), operation.also(), caller(call)));
        other.expect(success());
        if (isRead()) {
            assertThat(withoutTiming(other)).isEqualTo(withoutTiming(send(call, caller(call))));
        }
    }

    /** What a request took is another time each time. */
    private static String withoutTiming(Reply reply) {
        return reply.text().replaceFirst(",\"(metadata|performance)\":\\{[^}]*}}$", "}");
    }

    void refusesTheAnonymous() {
        send(call(), anonymous()).expect(401);
        Http forged = anonymous().with("Authorization", "Bearer brisk_nonsense");
        send(call(), forged).expect(401);
        send(call(), anonymous().with("Cookie", "brisk_session=nonsense")).expect(401);
    }

    /** Not by an id in the address, nor by one in the body, nor in a list; and what was tried changed nothing. */
    void showsNothingToStrangers() {
        Call call = call();
        if (call.caller() != null) {
            return; // what uses up its caller's session is about the caller alone
        }
        Reply reply = send(call, strangers.admin());
        if (hasId()) {
            reply.expect(404);
            send(call, caller(call)).expect(call.status() == 0 ? success() : call.status());
        } else if (call.body() != null
                && ID.matcher(new String(call.body(), UTF_8)).find()) {
            assertThat(reply.status()).as(reply.text()).isIn(404, 422);
        } else if (call.body() == null) {
            assertThat(reply.text()).doesNotContain(World.MARK);
        }
        assertThat(reply.text())
                .doesNotContain(world().workspace().id().toString())
                .doesNotContain(world().workspace().person(Role.ADMIN).id().toString());
    }

    void refusesRoles() {
        for (Role role : Role.values()) {
            if (!role.may(permission())) {
                send(call(), world().workspace().person(role).http()).expect(403);
            }
        }
    }

    void refusesScopes() {
        send(call(), world().workspace().program(Role.ADMIN, "read")).expect(403);
        if (permission() == Permission.ADMINISTER) {
            send(call(), world().workspace().program(Role.ADMIN, "read", "write"))
                    .expect(403);
        }
        if (permission() == Permission.WRITE && !isForPeople()) {
            Call call = call();
            send(call, world().workspace().program(Role.ADMIN, "write"))
                    .expect(call.status() == 0 ? success() : call.status());
        }
    }

    void refusesTokens() {
        send(call(), world().workspace().program(Role.ADMIN, "read", "write", "admin"))
                .expect(403);
    }

    void needsTheCsrfToken() {
        Http http = caller(call());
        send(call(), http.without("X-CSRF-Token")).expect(403);
        send(call(), http.with("X-CSRF-Token", "nonsense")).expect(403);
        send(call(), http.with("X-CSRF-Token", strangers.admin().header("X-CSRF-Token")))
                .expect(403);
    }

    /** The complaint lists what there is, which must be what the contract lists. */
    void refusesOtherParameters() {
        Call call = call();
        Reply reply = send(call.query("noSuchParameter", "1"), caller(call)).expect(400);
        String listed = reply.json().path("detail").asString().replaceFirst(".*there are: (.*)\\.$", "$1");
        assertThat(listed.startsWith("There are no") ? "" : listed)
                .isEqualTo(String.join(
                        ", ",
                        operation.parameters().stream()
                                .filter(p -> p.path("in").asString().equals("query"))
                                .map(p -> p.path("name").asString())
                                .filter(name -> !name.equals("refresh"))
                                .sorted()
                                .toList()));
        if (!isRead()) {
            send(call.query("refresh", "true"), caller(call)).expect(400);
        }
    }

    void takesItsParameters() {
        for (JsonNode parameter : operation.parameters()) {
            if (!parameter.path("in").asString().equals("query")
                    || parameter.path("name").asString().equals("after")) {
                continue;
            }
            Call call = call();
            for (String value : ParameterValues.allowed(contract, parameter)) {
                assertThat(answers.complaintsOfText(parameter.path("schema"), value))
                        .isEmpty();
                Call with = call.query(parameter.path("name").asString(), value);
                if (parameter.path("name").asString().equals("fields")) {
                    with.send(operation, caller(call)).expect(200); // an answer of some of the members
                } else {
                    send(with, caller(call)).expect(200);
                }
            }
        }
    }

    void refusesBadParameters() {
        for (JsonNode parameter : operation.parameters()) {
            if (parameter.path("in").asString().equals("query")) {
                Call call = call();
                for (String value : ParameterValues.refused(contract, parameter)) {
                    send(call.query(parameter.path("name").asString(), value), caller(call))
                            .expect(400);
                }
            }
        }
    }

    void doesNotKnowOtherIds() {
        Call call = call();
        for (String name : call.path().keySet()) {
            int status = isSigned() ? 401 : 404;
            send(call.path(name, "42"), caller(call)).expect(status);
            send(call.path(name, SOME_ID), caller(call)).expect(status);
        }
    }

    void refusesOtherBodies() {
        Call call = call();
        Http http = caller(call);
        send(call.body("text/plain", new byte[] {'x'}), http).expect(415);
        send(call.body("application/json", "{\"half".getBytes(UTF_8)), http).expect(400);
        send(call.body("application/json", "[]".getBytes(UTF_8)), http).expect(400);
        var body = Json.object(Objects.requireNonNull(call.body()));
        Reply reply = send(call.body(body.put("noSuchField", 1)), http).expect(400);
        assertThat(reply.json().path("detail").asString()).contains("noSuchField");
    }
}
