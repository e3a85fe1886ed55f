package brisk.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsrfTest {
    private static final Map<String, Object> TOKEN = Map.of("name", "export", "scopes", new String[] {"read"});

    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    @Test
    void a_browser_must_show_its_token_to_change_something() {
        Http without = seller.without("X-CSRF-Token");
        assertThat(without.post("/api/tokens", TOKEN).expect(403).text()).contains("X-CSRF-Token");
        without.delete("/api/session").expect(403);
        seller.with("X-CSRF-Token", "").post("/api/tokens", TOKEN).expect(403);
        seller.with("X-CSRF-Token", "a".repeat(43)).post("/api/tokens", TOKEN).expect(403);

        without.get("/api/session").expect(200);
        seller.post("/api/tokens", TOKEN).expect(201);
    }

    @Test
    void the_token_of_another_session_does_not_fit() {
        String other =
                workspace.manager().get("/api/session").json().path("csrfToken").asString();
        seller.with("X-CSRF-Token", other).post("/api/tokens", TOKEN).expect(403);
    }

    @Test
    void a_program_needs_none() {
        Http admin = workspace.program(Role.ADMIN, "read", "admin");
        admin.delete("/api/cache").expect(204);
    }
}
