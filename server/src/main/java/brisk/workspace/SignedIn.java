package brisk.workspace;

import brisk.platform.security.Caller;
import java.time.Instant;
import java.util.UUID;

/**
 * A session or an API token that was found valid, with the person behind it.
 *
 * @param id of the session or token, which is no secret
 * @param seenAt when it was last noted that it is in use
 */
record SignedIn(Caller caller, UUID id, String workspaceName, Instant expiresAt, Instant seenAt) {
    SignedIn seen(Instant now, Instant expires) {
        return new SignedIn(caller, id, workspaceName, expires, now);
    }
}
