package brisk.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UserTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http admin = workspace.admin();
    private final Person seller = workspace.person(Role.SELLER);

    @Test
    void everybody_sees_the_people_of_the_workspace() {
        Reply reply = workspace.viewer().get("/api/users?limit=4").expect(200);
        var body = reply.json();
        assertThat(body.path("data").findValuesAsString("name"))
                .containsExactly("Ada Brandt", "Chidi Okafor", "Miguel Ortega", "Priya Raman");
        assertThat(body.at("/pagination/total").asInt()).isEqualTo(6);
        assertThat(body.at("/pagination/hasNext").asBoolean()).isTrue();
        assertThat(reply.text()).doesNotContain("argon2").doesNotContain("password");
        String next = body.at("/pagination/next").asString();
        assertThat(names("?limit=4&after=" + next)).containsExactly("Selma Lindqvist", "Viktor Novak");
        assertThat(names("?q=lindq")).containsExactly("Selma Lindqvist");
        assertThat(names("?role=admin")).containsExactly("Ada Brandt");
        assertThat(names("?active=false")).isEmpty();
        assertThat(names("?sort=-name&limit=1")).containsExactly("Viktor Novak");
        workspace.viewer().get("/api/users/" + seller.id()).expect(200);
        assertThat(workspace
                        .viewer()
                        .get("/api/users/" + seller.id())
                        .expect(200)
                        .statements())
                .isZero();
    }

    @Test
    void an_administrator_adds_somebody_who_can_sign_in() {
        workspace.viewer().get("/api/users").expect(200);
        String email = "nora." + UUID.randomUUID() + "@example.org";
        Reply made =
                admin.post("/api/users", user(email.toUpperCase(Locale.ROOT))).expect(201);

        assertThat(made.json().path("email").asString()).isEqualTo(email);
        assertThat(made.header("Location"))
                .isEqualTo("/api/users/" + made.json().path("id").asString());
        assertThat(made.text()).doesNotContain("argon2");
        assertThat(names("")).contains("Nora Wagner");
        Reply signedIn = Http.anonymous(workspace.server())
                .post("/api/session", Map.of("email", email, "password", "a fine password"))
                .expect(200);
        assertThat(signedIn.json().at("/user/role").asString()).isEqualTo("ps");

        Reply again = admin.post("/api/users", user(email)).expect(409);
        assertThat(again.json().path("existingId")).isEqualTo(made.json().path("id"));
    }

    @Test
    void a_new_user_is_checked() {
        var user = new HashMap<String, Object>(user("nora"));
        user.put("role", "boss");
        user.put("name", "");
        user.put("timeZone", "Mars/Olympus");
        assertThat(admin.post("/api/users", user)
                        .expect(422)
                        .json()
                        .path("errors")
                        .findValuesAsString("field"))
                .containsExactlyInAnyOrder("email", "role", "name", "timeZone");
        user = new HashMap<>(user("nora@example.org"));
        for (Object password : List.of("short", "x".repeat(201), "nora@example.org", 1234567890)) {
            user.put("password", password);
            Reply refused = admin.post("/api/users", user).expect(422);
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("password");
            assertThat(refused.text()).doesNotContain(String.valueOf(password));
        }
        user.remove("password");
        admin.post("/api/users", user).expect(422);
        user.put("passwordHash", "x");
        admin.post("/api/users", user).expect(400);
    }

    @Test
    void only_administrators_change_people() {
        for (Http other : List.of(workspace.manager(), workspace.seller(), workspace.viewer())) {
            other.post("/api/users", user("nora@example.org")).expect(403);
            other.patch("/api/users/" + seller.id(), Map.of("role", "admin")).expect(403);
        }
    }

    @Test
    void a_new_role_holds_from_the_next_request_on() {
        seller.http().get("/metrics").expect(403);
        seller.http().get("/api/users").expect(200);
        Reply changed = admin.patch("/api/users/" + seller.id(), Map.of("role", "admin"))
                .expect(200);
        assertThat(changed.json().path("version").asInt()).isEqualTo(2);
        seller.http().get("/metrics").expect(200);
        admin.patch("/api/users/" + seller.id(), Map.of("role", "viewer")).expect(200);
        seller.http().get("/metrics").expect(403);
    }

    @Test
    void whoever_is_deactivated_is_out_at_once() {
        Http program = workspace.program(Role.SELLER, "read");
        program.get("/api/users").expect(200);
        seller.http().get("/api/users").expect(200);

        admin.patch("/api/users/" + seller.id(), Map.of("active", false)).expect(200);

        program.get("/api/users").expect(401);
        seller.http().get("/api/users").expect(401);
        Http.anonymous(workspace.server())
                .post("/api/session", Map.of("email", seller.email(), "password", Fixtures.PASSWORD))
                .expect(401);
        assertThat(names("?active=true")).doesNotContain("Selma Lindqvist");
        admin.patch("/api/users/" + seller.id(), Map.of("active", true)).expect(200);
        program.get("/api/users").expect(200);
        seller.http().get("/api/users").expect(401);
    }

    @Test
    void a_lost_update_is_refused() {
        String path = "/api/users/" + seller.id();
        String etag = admin.get(path).header("ETag");
        admin.with("If-Match", etag).patch(path, Map.of("name", "Selma Berg")).expect(200);
        Reply lost = admin.with("If-Match", etag)
                .patch(path, Map.of("name", "Selma Dahl"))
                .expect(412);
        assertThat(lost.json().path("currentVersion").asInt()).isEqualTo(2);
        assertThat(admin.get(path).json().path("name").asString()).isEqualTo("Selma Berg");
        assertThat(seller.http().get("/api/session").json().at("/user/name").asString())
                .isEqualTo("Selma Berg");
    }

    @Test
    void the_last_administrator_stays() {
        String path = "/api/users/" + workspace.person(Role.ADMIN).id();
        admin.patch(path, Map.of("role", "seller")).expect(409);
        admin.patch(path, Map.of("active", false)).expect(409);
        admin.patch(path, Map.of("name", "Ada Lange")).expect(200);
    }

    @Test
    void of_two_administrators_who_step_down_at_once_one_stays() throws Exception {
        for (int round = 0; round < 5; round++) {
            Fixtures.Workspace fresh = Fixtures.workspace();
            Person second = fresh.person(Role.MANAGER);
            fresh.admin()
                    .patch("/api/users/" + second.id(), Map.of("role", "admin"))
                    .expect(200);
            var start = new CountDownLatch(1);
            try (var threads = Executors.newFixedThreadPool(2)) {
                List<Future<Integer>> statuses = List.of(fresh.person(Role.ADMIN), second).stream()
                        .map(person -> threads.submit(() -> {
                            start.await();
                            return person.http()
                                    .patch("/api/users/" + person.id(), Map.of("role", "seller"))
                                    .status();
                        }))
                        .toList();
                start.countDown();
                assertThat(List.of(statuses.get(0).get(), statuses.get(1).get()))
                        .containsExactlyInAnyOrder(200, 409);
            }
        }
    }

    private List<String> names(String query) {
        return workspace
                .viewer()
                .get("/api/users" + query)
                .expect(200)
                .json()
                .path("data")
                .findValuesAsString("name");
    }

    private static Map<String, Object> user(String email) {
        return Map.of("name", "Nora Wagner", "email", email, "role", "ps", "password", "a fine password");
    }
}
