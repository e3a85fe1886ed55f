package brisk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import brisk.contract.Contract.Operation;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every operation of the contract, called against a running server: what it promises is what happens. */
class ContractTest {
    private static final Contract contract = Contract.read();
    private static @Nullable TestServer empty;

    private final Answers answers = new Answers(contract);
    private final Examples examples = new Examples(ContractTest::beforeSetup);
    private final Fixtures.Workspace strangers = Fixtures.workspace();

    private static Http beforeSetup() {
        stopEmpty();
        empty = TestServer.start(Map.of());
        return Http.anonymous(empty);
    }

    @AfterAll
    static void stopEmpty() {
        if (empty != null) {
            empty.close();
            empty = null;
        }
    }

    @TestFactory
    Stream<DynamicContainer> everyOperation() {
        return contract.operations().stream()
                .map(operation ->
                        dynamicContainer(operation.method() + " " + operation.path(), tests(operation).stream()));
    }

    private List<DynamicTest> tests(Operation operation) {
        var promises = new Promises(contract, operation, examples, strangers, answers);
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest(
                "answers as the contract says, after " + promises.statements() + " statements", promises::answers));
        addIf(tests, promises.isCached(), "answers from the cache without a statement", promises::answersFromTheCache);
        addIf(tests, promises.hasAlias(), "answers the same at its other address", promises::answersAtItsOtherAddress);
        addIf(tests, !promises.isPublic(), "is closed to who is not signed in", promises::refusesTheAnonymous);
        addIf(tests, !promises.isPublic(), "shows nothing to another workspace", promises::showsNothingToStrangers);
        addIf(tests, promises.isRestricted(), "is closed to roles without the permission", promises::refusesRoles);
        addIf(tests, promises.isRestricted(), "is closed to tokens without the scope", promises::refusesScopes);
        addIf(tests, promises.isForPeople(), "is closed to API tokens", promises::refusesTokens);
        addIf(tests, promises.needsCsrfToken(), "needs the CSRF token of a session", promises::needsTheCsrfToken);
        tests.add(dynamicTest("refuses other parameters than it names", promises::refusesOtherParameters));
        addIf(tests, promises.isRead(), "takes what its parameters allow", promises::takesItsParameters);
        addIf(tests, promises.isRead(), "refuses what its parameters do not allow", promises::refusesBadParameters);
        addIf(tests, promises.hasId(), "does not know ids of other shapes", promises::doesNotKnowOtherIds);
        addIf(
                tests,
                promises.takesJson() && !promises.isSigned(),
                "refuses what is not the JSON expected",
                promises::refusesOtherBodies);
        return tests;
    }

    private static void addIf(List<DynamicTest> tests, boolean applies, String statement, Executable check) {
        if (applies) {
            tests.add(dynamicTest(statement, check));
        }
    }

    @Test
    void whatIsNotOfferedIsRefusedWithWhatIs() {
        Map<String, Set<String>> offered = new TreeMap<>();
        contract.operations()
                .forEach(operation -> offered.computeIfAbsent(operation.path(), path -> new TreeSet<>())
                        .add(operation.method()));
        offered.forEach((path, methods) -> {
            Set<String> allowed = new TreeSet<>(methods);
            if (methods.contains("GET")) {
                allowed.add("HEAD");
            }
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
                if (!methods.contains(method)) {
                    Reply reply = strangers
                            .admin()
                            .send(method, path.replaceAll("\\{[^}]+}", "1"), null)
                            .expect(405);
                    assertThat(reply.header("Allow")).isEqualTo(String.join(", ", allowed));
                    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
                }
            }
        });
    }

    @Test
    void everyOperationHasAnExampleAndTheReverse() {
        assertThat(examples.names())
                .containsExactlyInAnyOrderElementsOf(
                        contract.operations().stream().map(Operation::id).toList());
    }
}
