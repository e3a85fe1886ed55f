package brisk.workspace;

import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.patch;
import static brisk.platform.http.Route.post;

import brisk.platform.cache.CachedBody;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import brisk.platform.security.Role;
import brisk.workspace.UserStore.NewUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The people of the workspace: everybody sees them, administrators change them. */
final class UserRoutes {
    private static final Duration TTL = Duration.ofMinutes(10);

    private final Database database;
    private final UserStore users;
    private final Passwords passwords;
    private final CachedReads reads;

    List<Route> table() {
        return List.of(
                get("/api/users", Permission.READ, this::list),
                post("/api/users", Permission.ADMINISTER, this::create),
                get("/api/users/{id}", Permission.READ, this::read),
                patch("/api/users/{id}", Permission.ADMINISTER, this::update));
    }

    UserRoutes(Database database, UserStore users, Passwords passwords, CachedReads reads) {
        this.database = database;
        this.users = users;
        this.passwords = passwords;
        this.reads = reads;
    }

    private Answer list(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query(UserStore.PARAMETERS);
        return reads.shared(
                request,
                "users",
                query,
                TTL,
                List.of(Users.all(caller.workspaceId())),
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> UserStore.page(handle, caller, query)), 0));
    }

    private Answer create(Request request) {
        Caller caller = request.caller();
        ObjectNode json = request.json();
        Optional<String> password = takePassword(json);
        Values values = Users.OF_NEW.readNew(json, caller);
        String email = text(values, "email");
        String hash = hash(password.orElseThrow(() -> Problem.invalid("password", "is required")), email);
        var user = new NewUser(
                text(values, "name"),
                email,
                Role.of(text(values, "role")),
                hash,
                (@Nullable String) values.get("time_zone"),
                (@Nullable String) values.get("branch"));
        Optional<Row> row = database.writeStatement(request.trace(), (handle, changes) -> {
            changes.touch(Users.all(caller.workspaceId()));
            return users.insert(handle, caller.workspaceId(), user);
        });
        return row.orElseThrow(() -> taken(request, caller, email)).created("/api/users");
    }

    private Problem taken(Request request, Caller caller, String email) {
        UUID id = database.read(request.trace(), handle -> users.idOf(handle, caller.workspaceId(), email));
        return Problem.conflict("A user with this e-mail exists already.", Map.of("existingId", id));
    }

    private Answer read(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        return reads.record(
                request,
                "user",
                id,
                request.query(),
                TTL,
                List.of(Users.all(caller.workspaceId())),
                () -> database.read(request.trace(), handle -> UserStore.read(handle, caller, id))
                        .cached());
    }

    private Answer update(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        ObjectNode json = request.json();
        Optional<String> password = takePassword(json);
        Values values =
                password.isPresent() && json.isEmpty() ? new Values() : Users.OF_CHANGE.readChanges(json, caller);
        String hash = password.map(given -> hash(given, "")).orElse(null);
        Row row = database.write(
                request.trace(),
                (handle, changes) -> users.update(handle, changes, caller, id, values, hash, request.ifMatch()));
        return row.saved();
    }

    /** Apart from the other fields, so that it ends up in no message and no column. */
    private static Optional<String> takePassword(ObjectNode json) {
        JsonNode password = json.remove("password");
        if (password == null) {
            return Optional.empty();
        }
        if (!password.isString()) {
            throw Problem.invalid("password", "must be a text");
        }
        return Optional.of(password.asString());
    }

    private String hash(String password, String email) {
        String complaint = Passwords.complaint(password, email);
        if (complaint != null) {
            throw Problem.invalid("password", complaint);
        }
        return passwords.hash(password);
    }

    private static String text(Values values, String column) {
        return String.valueOf(values.get(column));
    }
}
