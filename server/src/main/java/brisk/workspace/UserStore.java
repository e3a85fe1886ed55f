package brisk.workspace;

import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Listing;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.records.Texts;
import brisk.platform.security.Caller;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The people of a workspace. */
public final class UserStore {
    static final List<String> PARAMETERS = Listing.parametersWithoutInclude("q", "role", "active");
    static final int WRONG_PASSWORDS = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(15);
    private static final int MOST_LOGINS = 20;

    private final Database database;
    private final Clock clock;

    UserStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param passwordHash of {@link Passwords#hash}; null for somebody who cannot sign in
     * @param timeZone an IANA name; null for the workspace's
     * @param branch the house they belong to; null for all
     */
    public record NewUser(
            String name,
            String email,
            Role role,
            @Nullable String passwordHash,
            @Nullable String timeZone,
            @Nullable String branch) {}

    /**
     * Adds a user whose e-mail is known to be new. Outside of a transaction on a new workspace, touch the topic "users".
     *
     * @return the id
     */
    public UUID create(Handle handle, UUID workspaceId, NewUser user) {
        return insert(handle, workspaceId, user)
                .orElseThrow(() -> new IllegalArgumentException("the e-mail is taken"))
                .id();
    }

    /** @return empty where the workspace has a user with this e-mail */
    Optional<Row> insert(Handle handle, UUID workspaceId, NewUser user) {
        return handle.createQuery("""
                INSERT INTO users AS u (workspace_id, name, email, role, password_hash, time_zone, branch, created_at,
                                        updated_at)
                VALUES (:workspaceId, :name, :email, :role, :passwordHash, :timeZone, :branch, :now, :now)
                ON CONFLICT (workspace_id, lower(email)) DO NOTHING
                RETURNING u.id, u.version,
                """ + Users.COLUMNS.sql())
                .bind("workspaceId", workspaceId)
                .bind("name", user.name())
                .bind("email", user.email())
                .bind("role", user.role().label())
                .bind("passwordHash", user.passwordHash())
                .bind("timeZone", user.timeZone())
                .bind("branch", user.branch())
                .bind("now", clock.instant())
                .map(UserStore::row)
                .findOne();
    }

    UUID idOf(Handle handle, UUID workspaceId, String email) {
        return handle.createQuery(
                        "SELECT id FROM users WHERE workspace_id = :workspaceId AND lower(email) = lower(:email)")
                .bind("workspaceId", workspaceId)
                .bind("email", email)
                .mapTo(UUID.class)
                .one();
    }

    static byte[] page(Handle handle, Caller caller, Query query) {
        String q = query.text("q");
        return new Listing(query, Users.COLUMNS, "u", "name", Users.SORTS, caller)
                .where("u.role = :role", "role", query.oneOf("role", Users.ROLES))
                .where("u.active = :active", "active", query.flag("active"))
                .where(
                        "fold(u.name || ' ' || u.email) LIKE fold(:pattern)",
                        "pattern",
                        q == null ? null : "%" + Texts.likeLiteral(q) + "%")
                .run(handle, "users u", "users u");
    }

    static Row read(Handle handle, Caller caller, UUID id) {
        return handle.createQuery("SELECT u.id, u.version, " + Users.COLUMNS.sql()
                        + " FROM users u WHERE u.workspace_id = :workspaceId AND u.id = :id")
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .map(UserStore::row)
                .findOne()
                .orElseThrow(() -> Problem.notFound("The user"));
    }

    /**
     * @param newPasswordHash null to leave the password as it is
     * @param ifMatch the version that the client saw; null where it does not mind
     */
    Row update(
            Handle handle,
            Changes changes,
            Caller caller,
            UUID id,
            Values values,
            @Nullable String newPasswordHash,
            @Nullable Long ifMatch) {
        boolean deactivated = Boolean.FALSE.equals(values.get("active"));
        boolean demoted = values.has("role") && !Objects.equals(values.get("role"), Role.ADMIN.label());
        if (deactivated || demoted) {
            keepOneAdmin(handle, caller, id);
        }
        changes.touch(Users.all(caller.workspaceId()));
        SessionStore.touchCaller(changes, caller.workspaceId(), id);
        if (deactivated || newPasswordHash != null) {
            SessionStore.closeAll(handle, changes, caller.workspaceId(), id, null);
        }
        return values.bind(
                        handle.createQuery("UPDATE users AS u SET " + values.assignments() + """
                    version = version + 1, updated_at = :now, password_hash = coalesce(CAST(:passwordHash AS text), password_hash),
                    failed_logins = CASE WHEN CAST(:passwordHash AS text) IS NULL THEN failed_logins ELSE 0 END,
                    locked_until = CASE WHEN CAST(:passwordHash AS text) IS NULL THEN locked_until END
                WHERE u.workspace_id = :workspaceId AND u.id = :id
                  AND (CAST(:ifMatch AS bigint) IS NULL OR u.version = CAST(:ifMatch AS bigint))
                RETURNING u.id, u.version,
                """ + Users.COLUMNS.sql()))
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("passwordHash", newPasswordHash)
                .bind("ifMatch", ifMatch)
                .bind("now", clock.instant())
                .map(UserStore::row)
                .findOne()
                .orElseThrow(() -> Problem.lostUpdate(read(handle, caller, id).version()));
    }

    /** The locks make a second administrator who steps down at the same moment wait and then see this one gone. */
    private static void keepOneAdmin(Handle handle, Caller caller, UUID id) {
        List<UUID> admins = handle.createQuery("""
                SELECT id FROM users
                WHERE workspace_id = :workspaceId AND role = 'admin' AND active
                ORDER BY id FOR UPDATE
                """)
                .bind("workspaceId", caller.workspaceId())
                .mapTo(UUID.class)
                .list();
        if (admins.equals(List.of(id))) {
            throw Problem.conflict(
                    "This is the only administrator. Make somebody else an administrator first.", Map.of());
        }
    }

    private static Row row(ResultSet rows, StatementContext context) throws SQLException {
        byte[] json = Json.write(generator -> {
            generator.writeStartObject();
            Users.COLUMNS.writeMembers(generator, rows, 3);
            generator.writeEndObject();
        });
        return new Row(rows.getObject(1, UUID.class), rows.getLong(2), json);
    }

    /** Somebody who could be signing in. */
    record Login(
            UUID workspaceId,
            UUID id,
            String workspaceName,
            String email,
            @Nullable String passwordHash,
            @Nullable Instant lockedUntil) {

        /** How long it is locked from now; zero where it is not. */
        Duration lockedFor(Instant now) {
            return lockedUntil == null || !lockedUntil.isAfter(now)
                    ? Duration.ZERO
                    : Duration.between(now, lockedUntil);
        }
    }

    /** The active users with an e-mail: in one workspace, or in all because the person has not said which. */
    List<Login> logins(Trace trace, String email, @Nullable UUID workspaceId) {
        return database.read(
                trace,
                handle -> handle.createQuery("""
                -- every workspace
                SELECT u.workspace_id, u.id, w.name AS workspace_name, u.email, u.password_hash, u.locked_until
                FROM users u JOIN workspaces w ON w.id = u.workspace_id
                WHERE lower(u.email) = lower(:email) AND u.active AND u.password_hash IS NOT NULL
                  AND (CAST(:workspaceId AS uuid) IS NULL OR u.workspace_id = CAST(:workspaceId AS uuid))
                ORDER BY u.id LIMIT :most
                """)
                        .bind("email", email)
                        .bind("workspaceId", workspaceId)
                        .bind("most", MOST_LOGINS)
                        .map((rows, context) -> new Login(
                                rows.getObject("workspace_id", UUID.class),
                                rows.getObject("id", UUID.class),
                                rows.getString("workspace_name"),
                                rows.getString("email"),
                                rows.getString("password_hash"),
                                instant(rows, "locked_until")))
                        .list());
    }

    private static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
        var time = rows.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /**
     * One statement, so that guesses that come at the same time are all counted. A lock that is over starts anew.
     *
     * @return zero, or how long to wait where others had locked the account before this one was counted
     */
    Duration countWrongPassword(Trace trace, Login login) {
        Instant now = clock.instant();
        int counted = database.read(
                trace,
                handle -> handle.createUpdate("""
                UPDATE users SET
                    failed_logins = CASE WHEN locked_until <= :now THEN 1 ELSE failed_logins + 1 END,
                    locked_until = CASE WHEN locked_until IS NULL AND failed_logins + 1 >= :most
                                        THEN CAST(:until AS timestamptz) END
                WHERE workspace_id = :workspaceId AND id = :id AND (locked_until IS NULL OR locked_until <= :now)
                """)
                        .bind("workspaceId", login.workspaceId())
                        .bind("id", login.id())
                        .bind("most", WRONG_PASSWORDS)
                        .bind("now", now)
                        .bind("until", now.plus(LOCKED_FOR))
                        .execute());
        return counted == 0 ? LOCKED_FOR : Duration.ZERO;
    }

    /** @return whether the password was still the one that the caller knew */
    boolean changePassword(Handle handle, Login login, String newHash) {
        return handle.createUpdate("""
                UPDATE users SET password_hash = :newHash, failed_logins = 0, locked_until = NULL, updated_at = :now
                WHERE workspace_id = :workspaceId AND id = :id AND password_hash = :passwordHash
                """)
                        .bind("workspaceId", login.workspaceId())
                        .bind("id", login.id())
                        .bind("passwordHash", login.passwordHash())
                        .bind("newHash", newHash)
                        .bind("now", clock.instant())
                        .execute()
                == 1;
    }
}
