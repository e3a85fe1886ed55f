package brisk.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionTest {
    private final TestServer server = TestServer.shared();
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Person seller = workspace.person(Role.SELLER);

    @Test
    void signing_in_opens_a_session_that_says_who_one_is() {
        Reply reply = signIn(seller, Fixtures.PASSWORD).expect(200);

        assertThat(reply.header("Set-Cookie"))
                .startsWith("brisk_session=")
                .contains("; Path=/; HttpOnly; SameSite=Lax; Max-Age=")
                .doesNotContain("Secure");
        assertThat(reply.text()).doesNotContain(reply.sessionCookie()).doesNotContain("argon2");
        for (var session :
                List.of(reply, Http.browser(server, reply).get("/api/session").expect(200))) {
            var body = session.json();
            assertThat(body.at("/user/id").asString()).isEqualTo(seller.id().toString());
            assertThat(body.at("/user/name").asString()).isEqualTo("Selma Lindqvist");
            assertThat(body.at("/user/role").asString()).isEqualTo("seller");
            assertThat(body.at("/workspace/name").asString()).isEqualTo(workspace.name());
            assertThat(body.at("/workspace/timeZone").asString()).isEqualTo("Europe/Berlin");
            assertThat(body.at("/workspace/defaultRegion").asString()).isEqualTo("DE");
            assertThat(body.path("csrfToken").asString()).hasSize(43);
        }
    }

    @Test
    void the_email_is_taken_in_any_case() {
        String shouted = " " + seller.email().toUpperCase(Locale.ROOT);
        signIn(shouted, Fixtures.PASSWORD).expect(200);
    }

    @Test
    void a_wrong_password_and_an_unknown_email_are_answered_alike() {
        Reply wrong = signIn(seller, "not the password").expect(401);
        Reply unknown = signIn("nobody@example.org", "not the password").expect(401);
        assertThat(wrong.json().path("detail")).isEqualTo(unknown.json().path("detail"));
        assertThat(wrong.header("Set-Cookie")).isEmpty();
    }

    @Test
    void bad_credentials_are_refused_before_anything_else() {
        Http anybody = Http.anonymous(server);
        anybody.post("/api/session", "{\"email\":\"a@b.c\"}").expect(400);
        anybody.post("/api/session", "{\"email\":\"a@b.c\",\"password\":\"x\",\"admin\":true}")
                .expect(400);
        anybody.post("/api/session", "[]").expect(400);
        signIn("\0", "x".repeat(100_000)).expect(400);
        signIn("x".repeat(10_000), "x".repeat(10_000)).expect(401);
        anybody.get("/api/session").expect(401);
        for (String cookie : List.of("", "x", "\"", "A".repeat(64), "%00", "ä", "a=b", "A".repeat(5_000))) {
            anybody.with("Cookie", "brisk_session=" + cookie)
                    .get("/api/session")
                    .expect(401);
            anybody.with("Cookie", "brisk_session=" + cookie).get("/api/health").expect(200);
        }
        for (String token : List.of("", "x", "brisk_", "brisk_" + "A".repeat(64), "A".repeat(64))) {
            anybody.with("Authorization", "Bearer " + token).get("/api/session").expect(401);
        }
    }

    @Test
    void a_stale_cookie_does_not_keep_anybody_from_signing_in() {
        Http stale = Http.anonymous(server).with("Cookie", "brisk_session=" + "A".repeat(64));
        stale.post("/api/session", Map.of("email", seller.email(), "password", Fixtures.PASSWORD))
                .expect(200);
    }

    @Test
    void everybody_changes_their_own_name_and_time_zone_and_nothing_else() {
        Person victor = workspace.person(Role.VIEWER);
        Http his = victor.http();
        JsonNode user = his.patch("/api/session", Map.of("name", "Victor N.", "timeZone", "Asia/Tokyo"))
                .expect(200)
                .json()
                .path("user");
        assertThat(user.path("name").asString()).isEqualTo("Victor N.");
        assertThat(his.get("/api/session").json().path("user")).isEqualTo(user);
        assertThat(workspace
                        .seller()
                        .get("/api/users/" + victor.id())
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("Victor N.");

        String own = "{\"timeZone\": null}";
        assertThat(his.patch("/api/session", own)
                        .expect(200)
                        .json()
                        .path("user")
                        .path("timeZone")
                        .asString())
                .isEqualTo("Europe/Berlin");
        his.patch("/api/session", Map.of("role", "admin")).expect(400);
        his.patch("/api/session", Map.of("timeZone", "Mars/Olympus")).expect(422);
        his.patch("/api/session", Map.of("name", " ")).expect(422);
    }

    @Test
    void signing_out_ends_this_session_at_once_and_no_other() {
        Http desk = browser(seller);
        Http phone = browser(seller);
        assertThat(desk.get("/api/users").expect(200).statements()).isPositive();
        assertThat(desk.get("/api/users").expect(200).statements()).isZero();

        assertThat(desk.delete("/api/session").expect(204).header("Set-Cookie"))
                .startsWith("brisk_session=;")
                .contains("Max-Age=0");

        desk.get("/api/users").expect(401);
        phone.get("/api/users").expect(200);
    }

    @Test
    void signing_out_everywhere_ends_all_sessions_of_this_user_only() {
        Http desk = browser(seller);
        Http phone = browser(seller);
        phone.get("/api/users").expect(200);

        desk.delete("/api/sessions").expect(204);

        desk.get("/api/users").expect(401);
        phone.get("/api/users").expect(401);
        workspace.manager().get("/api/users").expect(200);
    }

    @Test
    void a_new_password_ends_the_other_sessions() {
        Http desk = browser(seller);
        Http phone = browser(seller);
        phone.get("/api/users").expect(200);
        String next = "an even longer password";

        desk.post("/api/session/password", change("wrong", next)).expect(422);
        desk.post("/api/session/password", change(Fixtures.PASSWORD, "short")).expect(422);
        desk.post("/api/session/password", change(Fixtures.PASSWORD, seller.email()))
                .expect(422);
        phone.get("/api/users").expect(200);
        desk.post("/api/session/password", change(Fixtures.PASSWORD, next)).expect(204);

        desk.get("/api/users").expect(200);
        phone.get("/api/users").expect(401);
        signIn(seller, Fixtures.PASSWORD).expect(401);
        signIn(seller, next).expect(200);
    }

    @Test
    void a_session_ends_when_nobody_uses_it() {
        try (TestServer own = TestServer.start(Map.of("session.idleHours", "48"))) {
            Http admin = Fixtures.workspace(own).admin();
            admin.get("/api/users").expect(200);
            own.advance(Duration.ofHours(47));
            admin.get("/api/users").expect(200);
            own.advance(Duration.ofHours(47));
            admin.get("/api/users").expect(200);
            own.advance(Duration.ofHours(49));
            admin.get("/api/users").expect(401);
        }
    }

    @Test
    void the_cookie_is_for_encrypted_connections_only_where_a_trusted_proxy_says_so() {
        var body = Map.of("email", seller.email(), "password", Fixtures.PASSWORD);
        Http forwarded = Http.anonymous(server).with("X-Forwarded-Proto", "https");
        assertThat(forwarded.post("/api/session", body).expect(200).header("Set-Cookie"))
                .doesNotContain("Secure");
        try (TestServer own = TestServer.start(Map.of("http.trustedProxies", "127.0.0.1"))) {
            Person admin = Fixtures.workspace(own).person(Role.ADMIN);
            assertThat(Http.anonymous(own)
                            .with("X-Forwarded-Proto", "https")
                            .post("/api/session", Map.of("email", admin.email(), "password", Fixtures.PASSWORD))
                            .expect(200)
                            .header("Set-Cookie"))
                    .endsWith("; Secure");
        }
    }

    @Test
    void who_is_known_stays_known_while_the_database_is_down() {
        try (TestServer own = TestServer.start(Map.of())) {
            Fixtures.Workspace there = Fixtures.workspace(own);
            there.admin().get("/api/users").expect(200);
            own.db().close();
            assertThat(there.admin().get("/api/users").expect(200).header("X-Cache"))
                    .isEqualTo("HIT");
            there.admin().get("/api/session").expect(200);
        }
    }

    @Test
    void a_lookup_that_overlaps_signing_out_is_not_remembered() throws Exception {
        var identity = server.app().identity();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 100; round++) {
                var lookedUp = identity.openSession(workspace.id(), seller.id());
                Http phone = Http.browser(server, lookedUp.cookie(), lookedUp.csrfToken());
                var desk = identity.openSession(workspace.id(), seller.id());
                List<Future<Integer>> lookups = Stream.of(1, 2, 3)
                        .map(i -> threads.submit(() -> phone.get("/api/session").status()))
                        .toList();
                Http.browser(server, desk.cookie(), desk.csrfToken())
                        .delete("/api/sessions")
                        .expect(204);
                for (Future<Integer> lookup : lookups) {
                    lookup.get();
                }
                phone.get("/api/session").expect(401);
            }
        }
    }

    @Test
    void what_has_expired_is_forgotten() throws Exception {
        try (TestServer own = TestServer.start(Map.of("session.idleHours", "1"))) {
            Fixtures.Workspace there = Fixtures.workspace(own);
            there.program(Role.SELLER, "read");
            own.advance(Duration.ofDays(91));
            own.app().identity().deleteExpired(new Trace());
            assertThat(rows(own)).isEqualTo("0 sessions, 1 tokens");
            own.advance(Duration.ofDays(30));
            own.app().identity().deleteExpired(new Trace());
            assertThat(rows(own)).isEqualTo("0 sessions, 0 tokens");
        }
    }

    private static String rows(TestServer own) throws SQLException {
        try (var connection = own.db().connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT (SELECT count(*) FROM sessions) || ' sessions, '"
                        + " || (SELECT count(*) FROM api_tokens) || ' tokens'")) {
            result.next();
            return result.getString(1);
        }
    }

    private Http browser(Person person) {
        return Http.browser(server, signIn(person, Fixtures.PASSWORD).expect(200));
    }

    private Reply signIn(Person person, String password) {
        return signIn(person.email(), password);
    }

    private Reply signIn(String email, String password) {
        return Http.anonymous(server).post("/api/session", Map.of("email", email, "password", password));
    }

    private static Map<String, String> change(String current, String next) {
        return Map.of("currentPassword", current, "newPassword", next);
    }
}
