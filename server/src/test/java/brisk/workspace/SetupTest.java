package brisk.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first start without a demo. */
class SetupTest {
    private static final Map<String, Object> SETUP = Map.of(
            "workspaceName", "Northwind Pictures",
            "name", "Ada Brandt",
            "email", "Ada@Example.org",
            "password", "a fine password",
            "timeZone", "Europe/Berlin",
            "defaultRegion", "DE");

    private final TestServer server = TestServer.start(Map.of());
    private final Http anybody = Http.anonymous(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_first_one_becomes_the_administrator_and_is_signed_in() {
        assertThat(anybody.get("/api/setup").expect(200).text()).isEqualTo("{\"needed\":true}");
        Reply made = anybody.post("/api/setup", SETUP).expect(201);

        assertThat(made.json().at("/user/email").asString()).isEqualTo("ada@example.org");
        assertThat(made.json().at("/workspace/timeZone").asString()).isEqualTo("Europe/Berlin");
        Http admin = Http.browser(server, made);
        assertThat(admin.get("/api/session").expect(200).json().at("/user/role").asString())
                .isEqualTo("admin");
        admin.delete("/api/cache").expect(204);
        assertThat(anybody.get("/api/setup").expect(200).text()).isEqualTo("{\"needed\":false}");
        assertThat(anybody.get("/api/setup").statements()).isZero();
        anybody.post("/api/setup", SETUP).expect(409);
        anybody.post("/api/session", Map.of("email", "ada@example.org", "password", "a fine password"))
                .expect(200);
    }

    @Test
    void of_many_at_once_one_gets_it() throws Exception {
        List<Integer> statuses =
                LockOutTest.atOnce(4, () -> anybody.post("/api/setup", SETUP).status());
        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses).filteredOn(status -> status != 201).containsOnly(409);
    }

    @Test
    void what_is_missing_or_wrong_is_said_per_field() {
        assertThat(anybody.post("/api/setup", Map.of())
                        .expect(422)
                        .json()
                        .path("errors")
                        .findValuesAsString("field"))
                .containsExactly("workspaceName", "name", "email", "password");
        anybody.post("/api/setup", Map.of("role", "admin")).expect(400);
        var weak = new HashMap<>(SETUP);
        weak.put("password", "short");
        weak.put("timeZone", "Mars/Olympus");
        weak.put("defaultRegion", "de");
        assertThat(anybody.post("/api/setup", weak)
                        .expect(422)
                        .json()
                        .path("errors")
                        .findValuesAsString("field"))
                .containsExactly("password", "timeZone", "defaultRegion");
        assertThat(anybody.get("/api/setup").text()).contains("true");
    }
}
