package brisk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT name FROM users WHERE workspace_id = :workspaceId AND id = :id",
                "SELECT name FROM users WHERE workspace_id = ?",
                "SELECT c.name FROM contacts c LEFT JOIN users AS u ON u.workspace_id = c.workspace_id AND u.id = c.owner_id"
                        + " WHERE c.workspace_id = :workspaceId::uuid",
                "SELECT u.name FROM sessions s JOIN users u ON u.workspace_id = s.workspace_id"
                        + " JOIN workspaces w ON w.id = u.workspace_id WHERE w.id = :workspaceId",
                "SELECT 1 FROM contacts c JOIN users u USING (workspace_id, id) WHERE c.workspace_id = :w",
                "SELECT 1 FROM contacts c WHERE (c.workspace_id, c.id) IN (SELECT workspace_id, id FROM users WHERE workspace_id = :w)",
                "SELECT 1 FROM contacts c, LATERAL (SELECT 1 FROM users u WHERE u.workspace_id = c.workspace_id LIMIT 5) five"
                        + " WHERE c.workspace_id = :w",
                "WITH hits AS (SELECT workspace_id, id FROM contacts WHERE workspace_id = :w)"
                        + " SELECT 1 FROM hits JOIN users u ON u.workspace_id = hits.workspace_id",
                "INSERT INTO users (workspace_id, name) VALUES (:w, :name) ON CONFLICT (workspace_id, id) DO UPDATE SET name = 'x'",
                "INSERT INTO users AS u (workspace_id, name) SELECT c.workspace_id, c.name FROM contacts c WHERE c.workspace_id = :w",
                "UPDATE users SET name = :name WHERE workspace_id = :w AND id = :id RETURNING id",
                "UPDATE users u SET name = c.name FROM contacts c WHERE c.workspace_id = :w AND u.workspace_id = c.workspace_id",
                "DELETE FROM users WHERE workspace_id = :w",
                "DELETE FROM users u USING contacts c WHERE u.workspace_id = :w AND c.workspace_id = u.workspace_id",
                "SELECT id FROM users WHERE workspace_id = :w FOR UPDATE",
                "SELECT extract(epoch FROM created_at) FROM users WHERE workspace_id = :w AND name IS NOT DISTINCT FROM 'from users'",
                "SELECT (SELECT count(*) FROM contacts c WHERE c.workspace_id = u.workspace_id) FROM users u WHERE u.workspace_id = :w",
                "SELECT 1 FROM users WHERE workspace_id = :w UNION ALL SELECT 1 FROM contacts WHERE workspace_id = :w",
                "SELECT workspace_id FROM users -- every workspace",
            })
    void lets_bound_statements_pass(String sql) {
        assertThat(complaint(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT name FROM users WHERE id = :id",
                "SELECT name FROM users -- workspace_id = :workspaceId",
                "SELECT name FROM users WHERE name = 'workspace_id = :workspaceId'",
                "SELECT 1 FROM contacts c JOIN users u ON u.id = c.owner_id WHERE c.workspace_id = :w",
                "SELECT 1 FROM contacts c JOIN users u ON u.workspace_id = c.workspace_id",
                "SELECT 1 FROM contacts c JOIN users u ON u.workspace_id = c.owner_id WHERE c.workspace_id = :w",
                "SELECT 1 FROM contacts c, users WHERE c.workspace_id = :w",
                "SELECT 1 FROM contacts, users WHERE workspace_id = :w",
                "SELECT 1 FROM users u JOIN workspaces w ON w.id = u.workspace_id",
                "SELECT 1 FROM contacts c JOIN users u USING (id) WHERE c.workspace_id = :w",
                "SELECT 1 FROM contacts c WHERE c.workspace_id = :w AND c.owner_id IN (SELECT id FROM users)",
                "SELECT 1 FROM contacts c WHERE EXISTS (SELECT 1 FROM users u WHERE u.id = c.owner_id AND c.workspace_id = :w)",
                "WITH hits AS (SELECT workspace_id, id FROM contacts) SELECT 1 FROM hits WHERE workspace_id = :w",
                "SELECT 1 FROM (contacts c JOIN users u ON u.id = c.owner_id) WHERE c.workspace_id = :w",
                "SELECT 1 FROM users WHERE workspace_id = :w UNION ALL SELECT 1 FROM contacts",
                "INSERT INTO users (name) VALUES (:name)",
                "INSERT INTO users VALUES (:w, :name)",
                "INSERT INTO users (workspace_id, name) SELECT workspace_id, name FROM contacts",
                "UPDATE users SET name = :name WHERE id = :id",
                "UPDATE users u SET name = c.name FROM contacts c WHERE u.workspace_id = :w",
                "DELETE FROM users",
                "DELETE FROM public.users WHERE id = ?",
            })
    void refuses_what_reaches_into_other_workspaces(String sql) {
        assertThat(complaint(sql)).isPresent();
    }

    private static Optional<String> complaint(String sql) {
        return WorkspaceCheck.of(Set.of("users", "contacts", "sessions")).complaint(sql);
    }
}
