package brisk.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing of one workspace can be seen, changed or entered from another. */
class IsolationTest {
    private final Fixtures.Workspace here = Fixtures.workspace();
    private final Fixtures.Workspace there = Fixtures.workspace();
    private final Person stranger = there.person(Role.SELLER);

    @Test
    void people_of_another_workspace_do_not_exist() {
        here.admin().get("/api/users/" + stranger.id()).expect(404);
        here.admin()
                .patch("/api/users/" + stranger.id(), Map.of("role", "viewer"))
                .expect(404);
        here.admin()
                .patch("/api/users/" + stranger.id(), Map.of("active", false))
                .expect(404);
        assertThat(here.admin().get("/api/users").text())
                .doesNotContain(stranger.id().toString());
        stranger.http().get("/api/session").expect(200);
    }

    @Test
    void tokens_of_another_workspace_do_not_exist() {
        there.program(Role.SELLER, "read");
        String id = there.admin().get("/api/tokens").json().at("/data/0/id").asString();
        here.admin().delete("/api/tokens/" + id).expect(404);
        assertThat(here.admin().get("/api/tokens").json().path("data")).isEmpty();
    }

    @Test
    void a_session_does_not_open_another_workspace() {
        Reply signedIn =
                signIn(here.person(Role.ADMIN).email(), Fixtures.PASSWORD, null).expect(200);
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(signedIn.sessionCookie()));
        bytes.putLong(0, there.id().getMostSignificantBits())
                .putLong(8, there.id().getLeastSignificantBits());
        String moved = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        Http.browser(here.server(), signedIn).get("/api/users").expect(200);
        Http.browser(here.server(), moved, "").get("/api/users").expect(401);
    }

    @Test
    void an_email_in_two_workspaces_asks_which_one_is_meant() {
        String email = "max." + UUID.randomUUID() + "@example.org";
        hire(here, email, "the same password");
        hire(there, email, "the same password");

        Reply which = signIn(email, "the same password", null).expect(409);
        assertThat(which.json().path("workspaces").findValuesAsString("id"))
                .containsExactlyInAnyOrder(here.id().toString(), there.id().toString());
        assertThat(which.header("Set-Cookie")).isEmpty();
        Reply chosen = signIn(email, "the same password", there.id()).expect(200);
        assertThat(chosen.json().at("/workspace/id").asString())
                .isEqualTo(there.id().toString());
    }

    @Test
    void a_password_of_ones_own_does_not_test_the_same_email_elsewhere() {
        String email = "max." + UUID.randomUUID() + "@example.org";
        hire(here, email, "the victim's password");
        hire(there, email, "one's own password");
        for (int i = 0; i < 5; i++) {
            Reply mine = signIn(email, "one's own password", null).expect(200);
            assertThat(mine.json().at("/workspace/id").asString())
                    .isEqualTo(there.id().toString());
        }
        signIn(email, "the victim's password", here.id()).expect(429);
    }

    private static void hire(Fixtures.Workspace workspace, String email, String password) {
        workspace
                .admin()
                .post("/api/users", Map.of("name", "Max Roth", "email", email, "role", "seller", "password", password))
                .expect(201);
    }

    private Reply signIn(String email, String password, @Nullable UUID workspaceId) {
        var body = new HashMap<String, Object>(Map.of("email", email, "password", password));
        if (workspaceId != null) {
            body.put("workspaceId", workspaceId);
        }
        return Http.anonymous(here.server()).post("/api/session", body);
    }
}
