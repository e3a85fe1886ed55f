package brisk.workspace;

import brisk.platform.cache.Generations;
import brisk.platform.http.Authenticator;
import brisk.platform.http.Problem;
import brisk.platform.http.Request;
import brisk.platform.security.Caller;
import brisk.platform.telemetry.Trace;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions by cookie, API tokens by header. Who was found is remembered for ten minutes, together with the generation of that
 * user: signing out, a new role or password bump it, so that a remembered caller ends with the answer to that write.
 */
final class SessionAuthenticator implements Authenticator, AutoCloseable {
    static final String COOKIE = "brisk_session";
    static final String TOKEN_PREFIX = "brisk_";
    private static final Logger log = LoggerFactory.getLogger(SessionAuthenticator.class);
    private static final HeaderName CSRF = HeaderNames.create("X-CSRF-Token");
    private static final String BEARER = "Bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final long MOST_REMEMBERED = 20_000;
    private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

    private final SessionStore sessions;
    private final TokenStore tokens;
    private final Generations generations;
    private final Clock clock;
    private final ExecutorService notes = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("last-seen").factory());
    private final Cache<Key, Remembered> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    private record Key(UUID workspaceId, boolean browser, ByteBuffer hash) {}

    private record Remembered(SignedIn signedIn, long generation) {}

    SessionAuthenticator(SessionStore sessions, TokenStore tokens, Generations generations, Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.generations = generations;
        this.clock = clock;
    }

    /** What a request shows to be let in. */
    private record Shown(Credential credential, boolean browser) {
        Key key() {
            return new Key(credential.workspaceId(), browser, ByteBuffer.wrap(credential.hash()));
        }
    }

    @Override
    public @Nullable Caller authenticate(Request request) {
        // A route for everybody works with a stale cookie too: it is where one gets a new one.
        boolean open = request.route().permission() == null;
        Shown shown;
        try {
            shown = shown(request);
        } catch (Problem problem) {
            if (open) {
                return null;
            }
            throw problem;
        }
        if (shown == null) {
            return null;
        }
        if (open) {
            Remembered known = known(shown.key());
            return known == null ? null : known.signedIn.caller();
        }
        SignedIn signedIn = signedIn(request.trace(), shown);
        if (shown.browser && !SAFE.contains(request.method())) {
            requireCsrfToken(request, shown.credential);
        }
        return signedIn.caller();
    }

    /** The session or token of a request that was let in. */
    SignedIn signedIn(Request request) {
        Shown shown = shown(request);
        if (shown == null) {
            throw Problem.unauthorized("Sign in first.");
        }
        return signedIn(request.trace(), shown);
    }

    /** A session that was opened this very moment; its first request will find it remembered. */
    SignedIn welcome(Request request, Credential session) {
        return signedIn(request.trace(), new Shown(session, true));
    }

    /** The session of a request by a person in a browser; programs are refused. */
    Credential session(Request request) {
        Shown shown = shown(request);
        if (shown == null || !shown.browser) {
            throw Problem.forbidden("This is for people who have signed in; an API token cannot do it.");
        }
        return shown.credential;
    }

    private static @Nullable Shown shown(Request request) {
        String authorization = request.header(HeaderNames.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String token = authorization.substring(BEARER.length()).strip();
            return Optional.of(token)
                    .filter(text -> text.startsWith(TOKEN_PREFIX))
                    .flatMap(text -> Credential.parse(text.substring(TOKEN_PREFIX.length())))
                    .map(credential -> new Shown(credential, false))
                    .orElseThrow(() -> Problem.unauthorized("This is not an API token of Brisk."));
        }
        String cookie = request.cookie(COOKIE);
        return cookie == null
                ? null
                : Credential.parse(cookie)
                        .map(credential -> new Shown(credential, true))
                        .orElseThrow(() -> Problem.unauthorized("Your session has ended. Sign in again."));
    }

    private static void requireCsrfToken(Request request, Credential session) {
        String given = request.header(CSRF);
        if (given == null || !session.hasCsrfToken(given)) {
            throw Problem.forbidden(
                    "Requests of a signed-in browser that change something need the header X-CSRF-Token:"
                            + " send the csrfToken that GET /api/session answers.");
        }
    }

    private SignedIn signedIn(Trace trace, Shown shown) {
        Key key = shown.key();
        Remembered known = known(key);
        SignedIn found = current(trace, shown, key, known);
        Instant now = clock.instant();
        if (Duration.between(found.seenAt(), now).compareTo(NOTED_EVERY) >= 0) {
            noteUse(shown, key, known, found, now);
        }
        return found;
    }

    private SignedIn current(Trace trace, Shown shown, Key key, @Nullable Remembered known) {
        SignedIn found = known == null ? lookUp(trace, shown, key) : known.signedIn;
        if (!clock.instant().isBefore(found.expiresAt())) {
            remembered.invalidate(key);
            throw ended(shown);
        }
        return found;
    }

    /** Whether a request that was let in would be now; to ask is not to use the session, which would never end else. */
    boolean isStillSignedIn(Request request) {
        try {
            Shown shown = shown(request);
            if (shown == null) {
                return false;
            }
            current(new Trace(), shown, shown.key(), known(shown.key()));
            return true;
        } catch (Problem problem) {
            if (problem.status() == 401) {
                return false;
            }
            throw problem;
        }
    }

    private @Nullable Remembered known(Key key) {
        Remembered known = remembered.getIfPresent(key);
        return known != null && known.generation == generation(known.signedIn.caller()) ? known : null;
    }

    private long generation(Caller caller) {
        return generations.of(SessionStore.caller(caller.workspaceId(), caller.userId()));
    }

    /**
     * Who this is can only be known after the lookup, so the workspace's generation is taken before it. A writer bumps that one
     * first: where it is unchanged afterwards, the user's generation taken in between belongs to what was read.
     */
    private SignedIn lookUp(Trace trace, Shown shown, Key key) {
        long before = generations.of(SessionStore.callers(key.workspaceId));
        SignedIn found = (shown.browser ? sessions.find(trace, shown.credential) : tokens.find(trace, shown.credential))
                .orElseThrow(() -> ended(shown));
        long generation = generation(found.caller());
        if (generations.of(SessionStore.callers(key.workspaceId)) == before) {
            remembered.put(key, new Remembered(found, generation));
        }
        return found;
    }

    private static Problem ended(Shown shown) {
        return Problem.unauthorized(
                shown.browser
                        ? "Your session has ended. Sign in again."
                        : "This API token does not exist, was revoked, or has expired.");
    }

    /** One thread writes it down later; the request does not wait for it, and the next five minutes write nothing. */
    private void noteUse(Shown shown, Key key, @Nullable Remembered known, SignedIn found, Instant now) {
        Instant expires = shown.browser ? sessions.expiryFrom(now) : found.expiresAt();
        Remembered next =
                new Remembered(found.seen(now, expires), known == null ? generation(found.caller()) : known.generation);
        Remembered present = remembered.getIfPresent(key);
        if (present == null || !remembered.asMap().replace(key, present, next)) {
            return;
        }
        notes.execute(() -> {
            try {
                if (shown.browser) {
                    sessions.prolong(new Trace(), shown.credential, now);
                } else {
                    tokens.noteUse(new Trace(), shown.credential, now);
                }
            } catch (RuntimeException e) {
                log.debug("the last use of a session or token could not be noted", e);
            }
        });
    }

    @Override
    public void close() {
        notes.close();
    }
}
