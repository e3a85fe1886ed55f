package brisk.workspace;

import brisk.platform.cache.Generations;
import brisk.platform.db.Database;
import brisk.platform.http.Authenticator;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Route;
import brisk.platform.telemetry.Trace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Workspaces, the people in them, and how they prove who they are. */
public final class Identity implements AutoCloseable {
    private final Database database;
    private final WorkspaceStore workspaces = new WorkspaceStore();
    private final UserStore users = new UserStore();
    private final Passwords passwords = new Passwords();
    private final SessionStore sessions;
    private final TokenStore tokens;
    private final SessionAuthenticator authenticator;

    /** @param sessionIdle after how long without a request a session ends */
    public Identity(Database database, CachedReads reads, Generations generations, Clock clock, Duration sessionIdle) {
        this.database = database;
        this.sessions = new SessionStore(database, clock, sessionIdle);
        this.tokens = new TokenStore(database, clock);
        this.authenticator = new SessionAuthenticator(sessions, tokens, generations, clock);
    }

    public List<Route> table() {
        return List.of();
    }

    public Authenticator authenticator() {
        return authenticator;
    }

    public WorkspaceStore workspaces() {
        return workspaces;
    }

    public UserStore users() {
        return users;
    }

    public Passwords passwords() {
        return passwords;
    }

    /** What a browser holds after signing in. */
    public record BrowserSession(String cookie, String csrfToken) {}

    /** Signs a user in without a password, for whoever has other proof. */
    public BrowserSession openSession(UUID workspaceId, UUID userId) {
        Credential credential = database.read(
                new Trace(),
                handle -> sessions.open(handle, workspaceId, userId, null).credential());
        return new BrowserSession(credential.reveal(), credential.csrfToken());
    }

    /** @return the token as a program sends it, shown this once */
    public String issueToken(UUID workspaceId, UUID userId, String name, Set<String> scopes, Duration validity) {
        Credential credential = database.read(
                new Trace(), handle -> tokens.create(handle, workspaceId, userId, name, scopes, validity));
        return SessionAuthenticator.TOKEN_PREFIX + credential.reveal();
    }

    /** Forgets what has expired. */
    public void deleteExpired(Trace trace) {
        sessions.deleteExpired(trace);
    }

    @Override
    public void close() {
        authenticator.close();
    }
}
