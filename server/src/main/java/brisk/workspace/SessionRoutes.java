package brisk.workspace;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.patch;
import static brisk.platform.http.Route.post;

import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Fields.Values;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and one's own password. */
final class SessionRoutes {
    /** The longest that browsers keep a cookie; the session behind it ends by its own rule. */
    private static final Duration COOKIE_AGE = Duration.ofDays(400);

    private final Database database;
    private final UserStore users;
    private final SessionStore sessions;
    private final SignIn signIn;
    private final Passwords passwords;
    private final SessionAuthenticator authenticator;
    private final Clock clock;

    List<Route> table() {
        return List.of(
                post("/api/session", null, this::open),
                get("/api/session", Permission.READ, this::show),
                patch("/api/session", Permission.READ, this::change),
                delete("/api/session", Permission.READ, this::close),
                delete("/api/sessions", Permission.READ, this::closeAll),
                post("/api/session/password", Permission.READ, this::changePassword));
    }

    SessionRoutes(
            Database database,
            UserStore users,
            SessionStore sessions,
            SignIn signIn,
            Passwords passwords,
            SessionAuthenticator authenticator,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.sessions = sessions;
        this.signIn = signIn;
        this.passwords = passwords;
        this.authenticator = authenticator;
        this.clock = clock;
    }

    /** @param workspaceId only needed where the same e-mail and password fit in several */
    record Credentials(
            @Nullable String email,
            @Nullable String password,
            @Nullable UUID workspaceId) {
        @Override
        public String toString() {
            return "Credentials[" + email + "]";
        }
    }

    private Answer open(Request request) {
        Credentials given = request.json(Credentials.class);
        if (given.email == null || given.password == null) {
            throw Problem.badRequest("'email' and 'password' are needed.");
        }
        return switch (signIn.signIn(
                request.trace(),
                Users.normalEmail(given.email),
                given.password,
                given.workspaceId,
                request.header("User-Agent"))) {
            case SignIn.Result.Welcome welcome -> opened(request, 200, welcome.session(), authenticator);
            case SignIn.Result.Wrong() -> throw wrong();
            case SignIn.Result.Locked(Duration wait) -> throw locked(wait);
            case SignIn.Result.Several(List<UserStore.Login> logins) ->
                throw Problem.conflict(
                        "You have an account in several workspaces; repeat with the 'workspaceId' of one of them.",
                        Map.of(
                                "workspaces",
                                logins.stream()
                                        .map(login -> Map.of("id", login.workspaceId(), "name", login.workspaceName()))
                                        .toList()));
        };
    }

    private static Problem wrong() {
        return Problem.unauthorized("The e-mail or the password is wrong.");
    }

    private static Problem locked(Duration wait) {
        return Problem.tooMany(
                wait.toSeconds() + 1, "Too many wrong passwords. The account is locked for some minutes.");
    }

    private Answer show(Request request) {
        request.query();
        return shown(request);
    }

    /** One's own name and time zone; the rest is for administrators. */
    private Answer change(Request request) {
        Caller caller = request.caller();
        authenticator.session(request);
        Values values = Users.OF_ONESELF.readChanges(request.json(), caller);
        database.writeStatement(
                request.trace(),
                (handle, changes) -> users.update(handle, changes, caller, caller.userId(), values, null, null));
        return shown(request);
    }

    private Answer shown(Request request) {
        SignedIn signedIn = authenticator.signedIn(request);
        Map<String, Object> body = body(signedIn);
        if (signedIn.caller().browser()) {
            body.put("csrfToken", authenticator.session(request).csrfToken());
        }
        return Answer.ok(body);
    }

    private Answer close(Request request) {
        sessions.close(request.trace(), request.caller(), authenticator.session(request));
        return signedOut(request);
    }

    private Answer closeAll(Request request) {
        Caller caller = request.caller();
        authenticator.session(request);
        database.writeStatement(request.trace(), (handle, changes) -> {
            SessionStore.closeAll(handle, changes, caller.workspaceId(), caller.userId(), null);
            return true;
        });
        return signedOut(request);
    }

    record PasswordChange(
            @Nullable String currentPassword, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    /** The session that asks stays, all others end: whoever changes a password may have lost the old one. */
    private Answer changePassword(Request request) {
        Caller caller = request.caller();
        Credential mine = authenticator.session(request);
        PasswordChange change = request.json(PasswordChange.class);
        if (change.currentPassword == null || change.newPassword == null) {
            throw Problem.badRequest("'currentPassword' and 'newPassword' are needed.");
        }
        UserStore.Login login = users.logins(request.trace(), caller.email(), caller.workspaceId()).stream()
                .findFirst()
                .orElseThrow(() -> Problem.forbidden("This account has no password."));
        Duration wait = login.lockedFor(clock.instant());
        if (wait.isPositive()) {
            throw locked(wait);
        }
        if (!passwords.matches(change.currentPassword, login.passwordHash())) {
            Duration left = users.countWrongPassword(request.trace(), login);
            throw left.isPositive() ? locked(left) : wrongCurrent();
        }
        String complaint = Passwords.complaint(change.newPassword, login.email());
        if (complaint != null) {
            throw Problem.invalid("newPassword", complaint);
        }
        String newHash = passwords.hash(change.newPassword);
        database.write(request.trace(), (handle, changes) -> {
            if (!users.changePassword(handle, login, newHash)) {
                throw wrongCurrent();
            }
            SessionStore.closeAll(handle, changes, caller.workspaceId(), caller.userId(), mine);
            return true;
        });
        return Answer.noContent();
    }

    private static Problem wrongCurrent() {
        return Problem.invalid("currentPassword", "is not your password");
    }

    /** What a client learns when a session begins. */
    static Answer opened(Request request, int status, SessionStore.Opened session, SessionAuthenticator authenticator) {
        Map<String, Object> body = body(authenticator.welcome(request, session.credential()));
        body.put("csrfToken", session.credential().csrfToken());
        String cookie = cookie(session.credential().reveal(), COOKIE_AGE, request);
        return new Answer.Body(status, Answer.JSON, Json.bytes(body), Map.of("Set-Cookie", cookie));
    }

    private static Map<String, Object> body(SignedIn signedIn) {
        Caller caller = signedIn.caller();
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", caller.userId());
        user.put("name", caller.name());
        user.put("email", caller.email());
        user.put("role", caller.role().label());
        user.put("timeZone", caller.timeZone().getId());
        Map<String, Object> workspace = new LinkedHashMap<>();
        workspace.put("id", caller.workspaceId());
        workspace.put("name", signedIn.workspaceName());
        workspace.put("timeZone", caller.workspaceZone().getId());
        workspace.put("defaultRegion", caller.region());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("user", user);
        body.put("workspace", workspace);
        body.put("scopes", caller.scopes().stream().sorted().toList());
        return body;
    }

    private static Answer signedOut(Request request) {
        return new Answer.Empty(204, Map.of("Set-Cookie", cookie("", Duration.ZERO, request)));
    }

    private static String cookie(String value, Duration age, Request request) {
        return SessionAuthenticator.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
                + age.toSeconds() + (request.secure() ? "; Secure" : "");
    }
}
