package brisk.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();

    @Test
    void a_token_is_shown_once_and_then_works_until_it_is_deleted() {
        Reply made = workspace.seller().post("/api/tokens", token("read")).expect(201);
        String secret = made.json().path("token").asString();
        String id = made.json().path("id").asString();
        Http program = Http.program(workspace.server(), secret);
        assertThat(secret).startsWith("brisk_").hasSize(70);

        var session = program.get("/api/session").expect(200).json();
        assertThat(session.at("/user/name").asString()).isEqualTo("Selma Lindqvist");
        assertThat(session.path("scopes").toString()).isEqualTo("[\"read\"]");
        assertThat(session.has("csrfToken")).isFalse();
        Reply list = workspace.seller().get("/api/tokens").expect(200);
        assertThat(list.json().at("/data/0/id").asString()).isEqualTo(id);
        assertThat(list.json().at("/pagination/total").asInt()).isEqualTo(1);
        assertThat(list.text()).doesNotContain(secret.substring(6)).doesNotContain("hash");
        program.get("/api/users").expect(200);
        assertThat(program.get("/api/users").expect(200).statements()).isZero();

        workspace.seller().delete("/api/tokens/" + id).expect(204);
        program.get("/api/users").expect(401);
        workspace.seller().delete("/api/tokens/" + id).expect(404);
    }

    @Test
    void a_token_does_what_its_scopes_say_and_no_more_than_its_user() {
        Http reader = workspace.program(Role.ADMIN, "read");
        reader.get("/api/users").expect(200);
        reader.post("/api/users", "{}").expect(403);
        reader.delete("/api/cache").expect(403);
        Http writer = workspace.program(Role.ADMIN, "write");
        writer.get("/api/users").expect(403);
        workspace.program(Role.ADMIN, "admin").delete("/api/cache").expect(204);
        workspace
                .program(Role.SELLER, "read", "write", "admin")
                .delete("/api/cache")
                .expect(403);
    }

    @Test
    void nobody_can_ask_for_more_than_their_role() {
        workspace.viewer().post("/api/tokens", token("read")).expect(201);
        workspace.viewer().post("/api/tokens", token("read", "write")).expect(422);
        workspace.seller().post("/api/tokens", token("read", "write")).expect(201);
        assertThat(workspace
                        .seller()
                        .post("/api/tokens", token("admin"))
                        .expect(422)
                        .text())
                .contains("scopes[0]", "more than your role allows");
        workspace.admin().post("/api/tokens", token("read", "write", "admin")).expect(201);
    }

    @Test
    void a_token_cannot_make_or_delete_tokens_or_end_sessions() {
        Http program = workspace.program(Role.ADMIN, "read", "write", "admin");
        program.post("/api/tokens", token("read")).expect(403);
        String id = program.get("/api/tokens").json().at("/data/0/id").asString();
        program.delete("/api/tokens/" + id).expect(403);
        program.delete("/api/sessions").expect(403);
        program.delete("/api/session").expect(403);
        program.post("/api/session/password", Map.of("currentPassword", Fixtures.PASSWORD, "newPassword", "0123456789"))
                .expect(403);
    }

    @Test
    void what_is_asked_for_is_checked() {
        Reply bad = workspace
                .seller()
                .post("/api/tokens", Map.of("name", " ", "scopes", List.of("everything"), "expiresInDays", 366))
                .expect(422);
        assertThat(bad.json().path("errors").findValuesAsString("field"))
                .containsExactly("name", "scopes[0]", "expiresInDays");
        workspace
                .seller()
                .post("/api/tokens", Map.of("name", "x", "scopes", List.of()))
                .expect(422);
        workspace.seller().post("/api/tokens", Map.of("name", "x")).expect(422);
        workspace
                .seller()
                .post("/api/tokens", "{\"name\":\"x\",\"scopes\":[null]}")
                .expect(422);
        workspace
                .seller()
                .post("/api/tokens", "{\"name\":1e999,\"scopes\":\"read\"}")
                .expect(400);
    }

    @Test
    void administrators_see_and_delete_everybodys_tokens_others_only_their_own() {
        String id = workspace
                .seller()
                .post("/api/tokens", token("read"))
                .json()
                .path("id")
                .asString();
        assertThat(workspace.manager().get("/api/tokens").expect(200).json().path("data"))
                .isEmpty();
        workspace.manager().delete("/api/tokens/" + id).expect(404);
        assertThat(workspace
                        .admin()
                        .get("/api/tokens")
                        .expect(200)
                        .json()
                        .at("/data/0/userName")
                        .asString())
                .isEqualTo("Selma Lindqvist");
        workspace.admin().delete("/api/tokens/" + id).expect(204);
    }

    @Test
    void a_token_expires_even_where_it_is_remembered() {
        try (TestServer own = TestServer.start(Map.of())) {
            Fixtures.Workspace there = Fixtures.workspace(own);
            String secret = there.seller()
                    .post("/api/tokens", Map.of("name", "export", "scopes", List.of("read"), "expiresInDays", 1))
                    .expect(201)
                    .json()
                    .path("token")
                    .asString();
            Http program = Http.program(own, secret);
            own.advance(Duration.ofHours(23));
            program.get("/api/users").expect(200);
            own.advance(Duration.ofMinutes(61));
            program.get("/api/users").expect(401);
            program.get("/api/users").expect(401);
        }
    }

    @Test
    void the_last_use_is_noted_after_the_answer_and_every_five_minutes_at_most() throws Exception {
        try (TestServer own = TestServer.start(Map.of())) {
            Fixtures.Workspace there = Fixtures.workspace(own);
            Http program = there.program(Role.SELLER, "read");
            for (int i = 0; i < 5; i++) {
                program.get("/api/session").expect(200);
            }
            own.advance(Duration.ofMinutes(6));
            for (int i = 0; i < 5; i++) {
                assertThat(program.get("/api/session").expect(200).statements()).isZero();
            }
            for (int i = 0; i < 100 && own.executed("UPDATE api_tokens") < 2; i++) {
                Thread.sleep(20);
            }
            assertThat(own.executed("UPDATE api_tokens")).isEqualTo(2);
            assertThat(there.admin()
                            .get("/api/tokens")
                            .json()
                            .at("/data/0/lastUsedAt")
                            .isString())
                    .isTrue();
        }
    }

    private static Map<String, Object> token(String... scopes) {
        return Map.of("name", "nightly export", "scopes", scopes);
    }
}
