package brisk.workspace;

import brisk.platform.cache.Generations;
import brisk.platform.db.Database;
import brisk.platform.http.Authenticator;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.telemetry.Trace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Workspaces, the people in them, and how they prove who they are. */
public final class Identity implements AutoCloseable {
    private final Database database;
    private final WorkspaceStore workspaces = new WorkspaceStore();
    private final Passwords passwords = new Passwords();
    private final UserStore users;
    private final SessionStore sessions;
    private final TokenStore tokens;
    private final SessionAuthenticator authenticator;
    private final List<Route> table;

    /** @param sessionIdle after how long without a request a session ends */
    public Identity(Database database, CachedReads reads, Generations generations, Clock clock, Duration sessionIdle) {
        this.database = database;
        this.users = new UserStore(database, clock);
        this.sessions = new SessionStore(database, clock, sessionIdle);
        this.tokens = new TokenStore(database, clock);
        this.authenticator = new SessionAuthenticator(sessions, tokens, generations, clock);
        var signIn = new SignIn(users, sessions, passwords, clock);
        this.table = Stream.of(
                        new SetupRoutes(database, workspaces, users, sessions, passwords, authenticator).table(),
                        new SessionRoutes(database, users, sessions, signIn, passwords, authenticator, clock).table(),
                        new UserRoutes(database, users, passwords, reads).table(),
                        new TokenRoutes(database, tokens, authenticator).table())
                .flatMap(List::stream)
                .toList();
    }

    public List<Route> table() {
        return table;
    }

    public Authenticator authenticator() {
        return authenticator;
    }

    /** Whether there is no user at all yet, so that the first one may be made. */
    public boolean isSetUpNeeded() {
        return database.read(new Trace(), workspaces::isEmpty);
    }

    /** Whether the session or token that a request was let in with is good at this moment. */
    public boolean isStillSignedIn(Request request) {
        return authenticator.isStillSignedIn(request);
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
        var issued = database.read(
                new Trace(), handle -> tokens.create(handle, workspaceId, userId, name, scopes, validity));
        return SessionAuthenticator.TOKEN_PREFIX + issued.credential().reveal();
    }

    /** Forgets what has expired. */
    public void deleteExpired(Trace trace) {
        sessions.deleteExpired(trace);
        tokens.deleteExpired(trace);
    }

    @Override
    public void close() {
        authenticator.close();
    }
}
