package brisk.workspace;

import brisk.platform.db.Database;
import brisk.platform.telemetry.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** API tokens at rest. */
public final class TokenStore {
    private final Database database;
    private final Clock clock;

    TokenStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Optional<SignedIn> find(Trace trace, Credential credential) {
        return database.read(
                trace,
                handle -> handle.createQuery("""
                SELECT t.id AS credential_id, t.expires_at, coalesce(t.last_used_at, t.created_at) AS seen_at, t.scopes,
                       u.workspace_id, u.id, u.name, u.email, u.role, coalesce(u.time_zone, w.time_zone) AS time_zone,
                       w.default_region, w.name AS workspace_name
                FROM api_tokens t
                JOIN users u ON u.workspace_id = t.workspace_id AND u.id = t.user_id
                JOIN workspaces w ON w.id = t.workspace_id
                WHERE t.workspace_id = :workspaceId AND t.token_hash = :tokenHash AND u.active
                """)
                        .bind("workspaceId", credential.workspaceId())
                        .bind("tokenHash", credential.hash())
                        .map((row, context) -> SessionStore.signedIn(row, scopes(row), false))
                        .findOne());
    }

    private static Set<String> scopes(ResultSet row) throws SQLException {
        return Set.of((String[]) row.getArray("scopes").getArray());
    }

    /** @return the secret's only appearance */
    Credential create(
            Handle handle, UUID workspaceId, UUID userId, String name, Set<String> scopes, Duration validity) {
        Credential credential = Credential.fresh(workspaceId);
        Instant now = clock.instant();
        handle.createUpdate("""
                INSERT INTO api_tokens (workspace_id, token_hash, user_id, name, scopes, created_at, expires_at)
                VALUES (:workspaceId, :tokenHash, :userId, :name, :scopes, :now, :expiresAt)
                """)
                .bind("workspaceId", workspaceId)
                .bind("tokenHash", credential.hash())
                .bind("userId", userId)
                .bind("name", name)
                .bind("scopes", scopes.stream().sorted().toArray(String[]::new))
                .bind("now", now)
                .bind("expiresAt", now.plus(validity))
                .execute();
        return credential;
    }

    void noteUse(Trace trace, Credential credential, Instant now) {
        database.read(
                trace,
                handle -> handle.createUpdate("""
                UPDATE api_tokens SET last_used_at = :now
                WHERE workspace_id = :workspaceId AND token_hash = :tokenHash
                """)
                        .bind("workspaceId", credential.workspaceId())
                        .bind("tokenHash", credential.hash())
                        .bind("now", now)
                        .execute());
    }
}
