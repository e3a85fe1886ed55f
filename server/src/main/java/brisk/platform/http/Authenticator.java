package brisk.platform.http;

import brisk.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/** Turns the credentials of a request into its caller. */
@FunctionalInterface
public interface Authenticator {
    /**
     * @return null where the request carries no credentials
     * @throws Problem 401 for credentials that are wrong, expired or revoked; 403 for a missing CSRF token
     */
    @Nullable
    Caller authenticate(Request request);
}
