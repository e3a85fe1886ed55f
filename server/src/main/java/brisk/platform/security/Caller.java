package brisk.platform.security;

import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: every lookup takes it, so that no row of another workspace can be reached by an id alone.
 *
 * @param scopes what an API token was given ("read", "write", "admin"); a session has all of them
 * @param browser signed in with a cookie, as opposed to an API token
 * @param timeZone the person's own, in which their days begin and end
 * @param workspaceZone the workspace's, in which sales are counted by day and month
 * @param region ISO 3166 code by which phone numbers without a country code are read
 * @param branch the house of a dealership they belong to; null for all of them
 */
public record Caller(
        UUID workspaceId,
        UUID userId,
        String name,
        String email,
        Role role,
        Set<String> scopes,
        boolean browser,
        ZoneId timeZone,
        ZoneId workspaceZone,
        String region,
        @Nullable String branch) {

    public static final Set<String> ALL_SCOPES = Set.of("read", "write", "admin");

    public boolean may(Permission permission) {
        String scope = switch (permission) {
            case READ -> "read";
            case WRITE, MANAGE -> "write";
            case ADMINISTER -> "admin";
        };
        return role.may(permission) && scopes.contains(scope);
    }
}
