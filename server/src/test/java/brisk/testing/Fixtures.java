package brisk.testing;

import brisk.platform.cache.Topic;
import brisk.platform.security.Caller;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.workspace.Identity;
import brisk.workspace.UserStore.NewUser;
import brisk.workspace.WorkspaceStore.NewWorkspace;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Workspaces with people in them. */
public final class Fixtures {
    /** Of everybody in a fixture. */
    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger sequence = new AtomicInteger();
    private static final Map<String, String> hashes = new ConcurrentHashMap<>();
    private static final Map<Role, String> NAMES = Map.of(
            Role.ADMIN, "Ada Brandt",
            Role.MANAGER, "Miguel Ortega",
            Role.SELLER, "Selma Lindqvist",
            Role.CRE, "Chidi Okafor",
            Role.PS, "Priya Raman",
            Role.VIEWER, "Viktor Novak");

    private Fixtures() {}

    /** Somebody in a workspace, and the browser in which they are signed in. */
    public record Person(UUID id, String name, String email, Role role, Http http) {}

    /** A workspace with one user of each role. */
    public record Workspace(TestServer server, UUID id, String name, Map<Role, Person> people) {
        public Person person(Role role) {
            return Objects.requireNonNull(people.get(role), role.label());
        }

        public Http admin() {
            return person(Role.ADMIN).http();
        }

        public Http manager() {
            return person(Role.MANAGER).http();
        }

        public Http seller() {
            return person(Role.SELLER).http();
        }

        public Http viewer() {
            return person(Role.VIEWER).http();
        }

        /** A program with an API token of a user, valid for 90 days. */
        public Http program(Role role, String... scopes) {
            String token = server.app()
                    .identity()
                    .issueToken(id, person(role).id(), "nightly export", Set.of(scopes), Duration.ofDays(90));
            return Http.program(server, token);
        }

        /** One more seller, for lists and books of several people. */
        public Person hire(String name) {
            return Fixtures.hire(server, id, name, Role.SELLER);
        }
    }

    /** In the shared server. Tests that run at the same time do not see each other's rows. */
    public static Workspace workspace() {
        return workspace(TestServer.shared());
    }

    public static Workspace workspace(TestServer server) {
        return workspace(server, "Europe/Berlin", "DE");
    }

    /** In the shared server, somewhere else. */
    public static Workspace workspace(String timeZone, String region) {
        return workspace(TestServer.shared(), timeZone, region);
    }

    private static Workspace workspace(TestServer server, String timeZone, String region) {
        String name = List.of("Northwind Pictures", "Harbour Motors", "Alpine Media", "Lakeside Cars")
                .get(sequence.get() % 4);
        UUID id = server.app()
                .database()
                .read(
                        new Trace(),
                        handle -> server.app()
                                .identity()
                                .workspaces()
                                .create(handle, new NewWorkspace(name, timeZone, region, false)));
        Map<Role, Person> people = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            people.put(role, hire(server, id, NAMES.getOrDefault(role, "Robin Miller"), role));
        }
        return new Workspace(server, id, name, people);
    }

    private static Person hire(TestServer server, UUID workspaceId, String name, Role role) {
        Identity identity = server.app().identity();
        String email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + sequence.incrementAndGet() + "@example.org";
        String hash = hashes.computeIfAbsent(
                PASSWORD, password -> identity.passwords().hash(password));
        UUID id = server.app().database().writeStatement(new Trace(), (handle, changes) -> {
            changes.touch(Topic.all(workspaceId, "users"));
            return identity.users().create(handle, workspaceId, new NewUser(name, email, role, hash, null, null));
        });
        var session = identity.openSession(workspaceId, id);
        Http http = Http.browser(server, session.cookie(), session.csrfToken());
        http.get("/api/search").expect(200); // so that tests count the statements of their own requests alone
        return new Person(id, name, email, role, http);
    }

    /** Everything that a role allows, for tests of code below the routes. */
    public static Caller caller(Workspace workspace, Role role) {
        Person person = workspace.person(role);
        return new Caller(
                workspace.id(),
                person.id(),
                person.name(),
                person.email(),
                role,
                Caller.ALL_SCOPES,
                true,
                ZoneId.of("Europe/Berlin"),
                ZoneId.of("Europe/Berlin"),
                "DE",
                null);
    }
}
