package brisk.workspace;

import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.records.Column;
import brisk.platform.records.Columns;
import brisk.platform.records.Listing;
import brisk.platform.records.Sort;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import brisk.platform.telemetry.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** API tokens at rest. */
public final class TokenStore {
    static final List<String> PARAMETERS = Listing.parametersWithoutInclude();
    private static final int MOST_PER_USER = 100;
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(30);
    private static final Columns COLUMNS = Columns.of(
            Column.text("id", "t.id"),
            Column.text("name", "t.name"),
            Column.texts("scopes", "t.scopes"),
            Column.text("userId", "t.user_id"),
            Column.text("userName", "u.name"),
            Column.time("createdAt", "t.created_at"),
            Column.time("lastUsedAt", "t.last_used_at"),
            Column.time("expiresAt", "t.expires_at"));
    private static final List<Sort> SORTS = List.of(Sort.by("created", "t.id", "uuid"));

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
                SELECT t.id AS credential_id, t.expires_at, coalesce(t.last_used_at, 'epoch') AS seen_at, t.scopes,
                       u.workspace_id, u.id, u.name, u.email, u.role, u.branch, coalesce(u.time_zone, w.time_zone) AS time_zone,
                       w.default_region, w.name AS workspace_name, w.time_zone AS workspace_time_zone
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

    /** A new token; nothing that is kept leads back to the secret in it. */
    record Issued(UUID id, Credential credential, Instant createdAt, Instant expiresAt) {}

    /** @throws Problem 409 where the user has as many tokens as one may have */
    Issued create(Handle handle, UUID workspaceId, UUID userId, String name, Set<String> scopes, Duration validity) {
        Credential credential = Credential.fresh(workspaceId);
        Instant now = clock.instant();
        Instant expiresAt = now.plus(validity);
        return handle.createQuery("""
                INSERT INTO api_tokens (workspace_id, token_hash, user_id, name, scopes, created_at, expires_at)
                SELECT :workspaceId, :tokenHash, :userId, :name, :scopes, :now, :expiresAt
                WHERE (SELECT count(*) FROM api_tokens WHERE workspace_id = :workspaceId AND user_id = :userId) < :most
                RETURNING id
                """)
                .bind("workspaceId", workspaceId)
                .bind("tokenHash", credential.hash())
                .bind("userId", userId)
                .bind("name", name)
                .bind("scopes", scopes.stream().sorted().toArray(String[]::new))
                .bind("now", now)
                .bind("expiresAt", expiresAt)
                .bind("most", MOST_PER_USER)
                .mapTo(UUID.class)
                .findOne()
                .map(id -> new Issued(id, credential, now, expiresAt))
                .orElseThrow(() -> Problem.conflict(
                        "You have " + MOST_PER_USER + " API tokens, the most one may have. Delete one first.",
                        Map.of()));
    }

    /** A page of the caller's tokens; administrators see everybody's. */
    static byte[] page(Handle handle, Caller caller, Query query) {
        var listing = new Listing(query, COLUMNS, "t", "-created", SORTS, caller);
        if (!caller.may(Permission.ADMINISTER)) {
            listing.where("t.user_id = :userId", "userId", caller.userId());
        }
        String user = " JOIN users u ON u.workspace_id = t.workspace_id AND u.id = t.user_id";
        return listing.run(handle, "api_tokens t" + user, "api_tokens t");
    }

    /** @throws Problem 404 for a token that is not the caller's, unless the caller administers the workspace */
    static void delete(Handle handle, Changes changes, Caller caller, UUID id) {
        UUID userId = handle.createQuery("""
                DELETE FROM api_tokens
                WHERE workspace_id = :workspaceId AND id = :id AND (user_id = :userId OR :administers)
                RETURNING user_id
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("userId", caller.userId())
                .bind("administers", caller.may(Permission.ADMINISTER))
                .mapTo(UUID.class)
                .findOne()
                .orElseThrow(() -> Problem.notFound("The API token"));
        SessionStore.touchCaller(changes, caller.workspaceId(), userId);
    }

    /** Expired tokens stay in the list for a month, so that somebody who wonders can see why a program fails. */
    void deleteExpired(Trace trace) {
        database.read(
                trace,
                handle -> handle.createUpdate("DELETE FROM api_tokens WHERE expires_at <= :before -- every workspace")
                        .bind("before", clock.instant().minus(KEPT_AFTER_EXPIRY))
                        .execute());
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
