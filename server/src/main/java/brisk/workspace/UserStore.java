package brisk.workspace;

import brisk.platform.security.Role;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The people of a workspace. */
public final class UserStore {

    /**
     * @param passwordHash of {@link Passwords#hash}; null for somebody who cannot sign in
     * @param timeZone an IANA name; null for the workspace's
     */
    public record NewUser(
            String name,
            String email,
            Role role,
            @Nullable String passwordHash,
            @Nullable String timeZone) {}

    /** One of many: the caller has made sure that no e-mail comes twice, and says what it changed. */
    public UUID create(Handle handle, UUID workspaceId, NewUser user) {
        return handle.createQuery("""
                INSERT INTO users (workspace_id, name, email, role, password_hash, time_zone)
                VALUES (:workspaceId, :name, :email, :role, :passwordHash, :timeZone)
                RETURNING id
                """)
                .bind("workspaceId", workspaceId)
                .bind("name", user.name())
                .bind("email", user.email())
                .bind("role", user.role().label())
                .bind("passwordHash", user.passwordHash())
                .bind("timeZone", user.timeZone())
                .mapTo(UUID.class)
                .one();
    }
}
