package brisk.workspace;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.post;

import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Texts;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API tokens. People make and delete them in a session, so that a token that leaked cannot make itself another. */
final class TokenRoutes {
    private static final int DEFAULT_DAYS = 90;
    private static final int MOST_DAYS = 365;
    private static final int LONGEST_NAME = 100;

    private final Database database;
    private final TokenStore tokens;
    private final SessionAuthenticator authenticator;

    List<Route> table() {
        return List.of(
                get("/api/tokens", Permission.READ, this::list),
                post("/api/tokens", Permission.READ, this::create),
                delete("/api/tokens/{id}", Permission.READ, this::remove));
    }

    TokenRoutes(Database database, TokenStore tokens, SessionAuthenticator authenticator) {
        this.database = database;
        this.tokens = tokens;
        this.authenticator = authenticator;
    }

    private Answer list(Request request) {
        Caller caller = request.caller();
        Query query = request.query(TokenStore.PARAMETERS);
        return Answer.json(200, database.read(request.trace(), handle -> TokenStore.page(handle, caller, query)));
    }

    /** @param expiresInDays 1 to 365, 90 where it is not given */
    record NewToken(
            @Nullable String name,
            @Nullable List<@Nullable String> scopes,
            @Nullable Integer expiresInDays) {}

    private Answer create(Request request) {
        Caller caller = request.caller();
        authenticator.session(request);
        NewToken given = request.json(NewToken.class);
        List<FieldError> errors = new ArrayList<>();
        String name = Texts.clean(given.name == null ? "" : given.name);
        if (name.isEmpty() || Texts.complaint(name, LONGEST_NAME) != null) {
            errors.add(new FieldError("name", "must have 1 to " + LONGEST_NAME + " characters"));
        }
        Set<String> scopes = scopes(given.scopes == null ? List.of() : given.scopes, caller, errors);
        int days = given.expiresInDays == null ? DEFAULT_DAYS : given.expiresInDays;
        if (days < 1 || days > MOST_DAYS) {
            errors.add(new FieldError("expiresInDays", "must be a whole number from 1 to " + MOST_DAYS));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        TokenStore.Issued issued = database.read(
                request.trace(),
                handle -> tokens.create(
                        handle, caller.workspaceId(), caller.userId(), name, scopes, Duration.ofDays(days)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", issued.id());
        body.put("name", name);
        body.put("scopes", scopes);
        body.put("createdAt", Json.time(issued.createdAt()));
        body.put("expiresAt", Json.time(issued.expiresAt()));
        body.put(
                "token", SessionAuthenticator.TOKEN_PREFIX + issued.credential().reveal());
        return Answer.json(201, Json.bytes(body));
    }

    /** A token can do what its user can do, or less. */
    private static Set<String> scopes(List<@Nullable String> given, Caller caller, List<FieldError> errors) {
        Set<String> scopes = new TreeSet<>();
        for (int i = 0; i < given.size(); i++) {
            Permission needed = switch (given.get(i)) {
                case "read" -> Permission.READ;
                case "write" -> Permission.WRITE;
                case "admin" -> Permission.ADMINISTER;
                case null, default -> null;
            };
            if (needed == null) {
                errors.add(new FieldError("scopes[" + i + "]", "must be one of: read, write, admin"));
            } else if (!caller.role().may(needed)) {
                errors.add(new FieldError("scopes[" + i + "]", "is more than your role allows"));
            } else {
                scopes.add(given.get(i));
            }
        }
        if (given.isEmpty()) {
            errors.add(new FieldError("scopes", "must name at least one of: read, write, admin"));
        }
        return scopes;
    }

    private Answer remove(Request request) {
        Caller caller = request.caller();
        authenticator.session(request);
        UUID id = request.id("id");
        database.writeStatement(request.trace(), (handle, changes) -> {
            TokenStore.delete(handle, changes, caller, id);
            return id;
        });
        return Answer.noContent();
    }
}
