package brisk.workspace;

import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.security.Caller;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Sessions at rest: found by the hash of their secret, prolonged while they are in use. */
public final class SessionStore {
    private final Database database;
    private final Clock clock;
    private final Duration idle;

    /** @param idle after how long without a request a session ends */
    SessionStore(Database database, Clock clock, Duration idle) {
        this.database = database;
        this.clock = clock;
        this.idle = idle;
    }

    /** A new session, as the client must hold it: nothing that is kept leads back to the secret. */
    record Opened(Credential credential, Instant expiresAt) {}

    Optional<SignedIn> find(Trace trace, Credential credential) {
        return database.read(
                trace,
                handle -> handle.createQuery("""
                SELECT s.id AS credential_id, s.expires_at, s.last_seen_at AS seen_at, u.workspace_id, u.id, u.name, u.email,
                       u.role, u.branch, coalesce(u.time_zone, w.time_zone) AS time_zone, w.default_region, w.name AS workspace_name,
                       w.time_zone AS workspace_time_zone
                FROM sessions s
                JOIN users u ON u.workspace_id = s.workspace_id AND u.id = s.user_id
                JOIN workspaces w ON w.id = s.workspace_id
                WHERE s.workspace_id = :workspaceId AND s.token_hash = :tokenHash AND u.active
                """)
                        .bind("workspaceId", credential.workspaceId())
                        .bind("tokenHash", credential.hash())
                        .map((row, context) -> signedIn(row, Caller.ALL_SCOPES, true))
                        .findOne());
    }

    /** Reads the columns that sessions and API tokens have in common. */
    static SignedIn signedIn(ResultSet row, Set<String> scopes, boolean browser) throws SQLException {
        var caller = new Caller(
                row.getObject("workspace_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Role.of(row.getString("role")),
                scopes,
                browser,
                ZoneId.of(row.getString("time_zone")),
                ZoneId.of(row.getString("workspace_time_zone")),
                row.getString("default_region"),
                row.getString("branch"));
        return new SignedIn(
                caller,
                row.getObject("credential_id", UUID.class),
                row.getString("workspace_name"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant());
    }

    /** Opens a session without asking for a password: for those who have just proven who they are. */
    Opened open(Handle handle, UUID workspaceId, UUID userId, @Nullable String userAgent) {
        var opened = new Opened(Credential.fresh(workspaceId), expiryFrom(clock.instant()));
        bind(handle.createUpdate("""
                INSERT INTO sessions (workspace_id, token_hash, user_id, user_agent, created_at, last_seen_at, expires_at)
                VALUES (:workspaceId, :tokenHash, :userId, left(:userAgent, 300), :now, :now, :expiresAt)
                """), opened, userId, userAgent).execute();
        return opened;
    }

    /**
     * Opens a session for somebody whose password was right, and forgets the wrong ones before it.
     *
     * @return empty where the account was locked, deactivated or given another password in the meantime
     */
    Optional<Opened> open(Trace trace, UserStore.Login login, @Nullable String userAgent) {
        var opened = new Opened(Credential.fresh(login.workspaceId()), expiryFrom(clock.instant()));
        int rows = database.read(
                trace,
                handle -> bind(handle.createUpdate("""
                WITH welcome AS (
                    UPDATE users SET failed_logins = 0, locked_until = NULL
                    WHERE workspace_id = :workspaceId AND id = :userId AND active AND password_hash = :passwordHash
                      AND (locked_until IS NULL OR locked_until <= :now)
                    RETURNING workspace_id, id
                )
                INSERT INTO sessions (workspace_id, token_hash, user_id, user_agent, created_at, last_seen_at, expires_at)
                SELECT workspace_id, :tokenHash, id, left(:userAgent, 300), :now, :now, :expiresAt FROM welcome
                """), opened, login.id(), userAgent)
                        .bind("passwordHash", login.passwordHash())
                        .execute());
        return rows == 1 ? Optional.of(opened) : Optional.empty();
    }

    private Update bind(Update insert, Opened opened, UUID userId, @Nullable String userAgent) {
        return insert.bind("workspaceId", opened.credential.workspaceId())
                .bind("tokenHash", opened.credential.hash())
                .bind("userId", userId)
                .bind("userAgent", userAgent)
                .bind("now", opened.expiresAt.minus(idle))
                .bind("expiresAt", opened.expiresAt);
    }

    /** Notes that a session is in use and ends later for it. */
    void prolong(Trace trace, Credential credential, Instant now) {
        database.read(
                trace,
                handle -> handle.createUpdate("""
                UPDATE sessions SET last_seen_at = :now, expires_at = :expiresAt
                WHERE workspace_id = :workspaceId AND token_hash = :tokenHash AND last_seen_at < :now
                """)
                        .bind("workspaceId", credential.workspaceId())
                        .bind("tokenHash", credential.hash())
                        .bind("now", now)
                        .bind("expiresAt", now.plus(idle))
                        .execute());
    }

    Instant expiryFrom(Instant now) {
        return now.plus(idle);
    }

    /** Ends one session. */
    void close(Trace trace, Caller caller, Credential credential) {
        database.writeStatement(trace, (handle, changes) -> {
            touchCaller(changes, caller.workspaceId(), caller.userId());
            return handle.createUpdate("""
                    DELETE FROM sessions
                    WHERE workspace_id = :workspaceId AND token_hash = :tokenHash AND user_id = :userId
                    """)
                    .bind("workspaceId", caller.workspaceId())
                    .bind("tokenHash", credential.hash())
                    .bind("userId", caller.userId())
                    .execute();
        });
    }

    /** Ends the sessions of a user, except for one where it is given. */
    static void closeAll(Handle handle, Changes changes, UUID workspaceId, UUID userId, @Nullable Credential except) {
        touchCaller(changes, workspaceId, userId);
        handle.createUpdate("""
                DELETE FROM sessions
                WHERE workspace_id = :workspaceId AND user_id = :userId
                  AND (CAST(:except AS bytea) IS NULL OR token_hash <> CAST(:except AS bytea))
                """)
                .bind("workspaceId", workspaceId)
                .bind("userId", userId)
                .bind("except", except == null ? null : except.hash())
                .execute();
    }

    /** Says that cached callers of a user must be looked up again; the order is what {@link SessionAuthenticator} relies on. */
    static void touchCaller(Changes changes, UUID workspaceId, UUID userId) {
        changes.touch(callers(workspaceId));
        changes.touch(caller(workspaceId, userId));
    }

    static Topic callers(UUID workspaceId) {
        return Topic.all(workspaceId, "callers");
    }

    static Topic caller(UUID workspaceId, UUID userId) {
        return Topic.part(workspaceId, "user", userId);
    }

    /** Forgets what nobody can use any more. */
    void deleteExpired(Trace trace) {
        database.read(
                trace,
                handle -> handle.createUpdate("DELETE FROM sessions WHERE expires_at <= :now -- every workspace")
                        .bind("now", clock.instant())
                        .execute());
    }
}
