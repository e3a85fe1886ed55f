package brisk.workspace;

import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.post;

import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Readers;
import brisk.platform.records.Texts;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.workspace.UserStore.NewUser;
import brisk.workspace.WorkspaceStore.NewWorkspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first workspace and its administrator: open to everybody, for as long as there is no user at all. */
final class SetupRoutes {
    private final Database database;
    private final WorkspaceStore workspaces;
    private final UserStore users;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final SessionAuthenticator authenticator;

    /** Users are never deleted, so once there is one, nobody has to ask again. */
    private volatile boolean done;

    List<Route> table() {
        return List.of(get("/api/setup", null, this::state), post("/api/setup", null, this::setUp));
    }

    SetupRoutes(
            Database database,
            WorkspaceStore workspaces,
            UserStore users,
            SessionStore sessions,
            Passwords passwords,
            SessionAuthenticator authenticator) {
        this.database = database;
        this.workspaces = workspaces;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.authenticator = authenticator;
    }

    private Answer state(Request request) {
        request.query();
        return Answer.ok(Map.of("needed", isNeeded(request.trace())));
    }

    private boolean isNeeded(Trace trace) {
        if (!done) {
            done = !database.read(trace, workspaces::isEmpty);
        }
        return !done;
    }

    /** @param defaultRegion ISO 3166 code by which phone numbers without a country code are read */
    record Setup(
            @Nullable String workspaceName,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password,
            @Nullable String timeZone,
            @Nullable String defaultRegion) {}

    private record Made(UUID workspaceId, UUID userId, SessionStore.Opened session) {}

    private Answer setUp(Request request) {
        if (!isNeeded(request.trace())) {
            throw isDone();
        }
        Setup setup = checked(request.json(Setup.class));
        var workspace =
                new NewWorkspace(text(setup.workspaceName), text(setup.timeZone), text(setup.defaultRegion), false);
        var admin = new NewUser(
                text(setup.name), text(setup.email), Role.ADMIN, passwords.hash(text(setup.password)), null, null);
        Made made = database.write(request.trace(), (handle, changes) -> {
            workspaces.lockSetup(handle);
            if (!workspaces.isEmpty(handle)) {
                throw isDone();
            }
            UUID workspaceId = workspaces.create(handle, workspace);
            UUID userId = users.create(handle, workspaceId, admin);
            return new Made(
                    workspaceId, userId, sessions.open(handle, workspaceId, userId, request.header("User-Agent")));
        });
        done = true;
        return SessionRoutes.opened(request, 201, made.session, authenticator);
    }

    private static Problem isDone() {
        return Problem.conflict(
                "This Brisk is set up already. Sign in, or ask an administrator for an account.", Map.of());
    }

    private static Setup checked(Setup raw) {
        List<FieldError> errors = new ArrayList<>();
        String email = Users.normalEmail(text(raw.email));
        String password = text(raw.password);
        String timeZone = text(raw.timeZone).isEmpty() ? "UTC" : text(raw.timeZone);
        String region = text(raw.defaultRegion).isEmpty() ? "US" : text(raw.defaultRegion);
        check(errors, "workspaceName", isName(raw.workspaceName), "must have 1 to 200 characters");
        check(errors, "name", isName(raw.name), "must have 1 to 200 characters");
        check(errors, "email", Readers.isEmail(email), "is not an e-mail address");
        String complaint = Passwords.complaint(password, email);
        check(errors, "password", complaint == null, String.valueOf(complaint));
        check(errors, "timeZone", Users.isTimeZone(timeZone), "must be the name of a time zone such as Europe/Berlin");
        check(
                errors,
                "defaultRegion",
                Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(region),
                "must be a country code of two letters such as DE");
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Setup(
                Texts.clean(text(raw.workspaceName)), Texts.clean(text(raw.name)), email, password, timeZone, region);
    }

    private static void check(List<FieldError> errors, String field, boolean holds, String message) {
        if (!holds) {
            errors.add(new FieldError(field, message));
        }
    }

    private static boolean isName(@Nullable String raw) {
        String text = Texts.clean(text(raw));
        return !text.isEmpty() && Texts.complaint(text, 200) == null;
    }

    private static String text(@Nullable String given) {
        return Objects.requireNonNullElse(given, "");
    }
}
