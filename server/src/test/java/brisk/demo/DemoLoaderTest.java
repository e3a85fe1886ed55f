package brisk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brisk.testing.Http;
import brisk.testing.TestServer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoLoaderTest {
    /** Everything that makes a write slower and right. */
    private static final String GUARDS = """
            SELECT 'index', pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid::regclass::text !~ '^pg_'
            UNION ALL
            SELECT contype::text, conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated
            FROM pg_constraint
            UNION ALL
            SELECT 'trigger', pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
            ORDER BY 1, 2
            """;

    @Test
    void theSameSizeOnTheSameDayIsTheSameData() throws SQLException {
        List<List<String>> loads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (var database = new DemoDatabase()) {
                database.load(300);
                List<String> rows = new ArrayList<>(database.rows("SELECT * FROM workspaces"));
                rows.addAll(database.rows(
                        "SELECT id, email, name, role, time_zone, created_at, updated_at FROM users ORDER BY id"));
                for (String table : List.of(
                        "companies",
                        "contacts",
                        "pipeline_stages",
                        "products",
                        "deals",
                        "deal_moves",
                        "deal_products",
                        "activities",
                        "reminders",
                        "aggregates")) {
                    rows.addAll(database.rows("SELECT t.*::text FROM " + table + " t ORDER BY 1"));
                }
                loads.add(rows);
            }
        }
        assertThat(loads.getFirst()).hasSizeGreaterThan(1_000).isEqualTo(loads.getLast());
    }

    @Test
    void indexesReferencesAndTriggersAreBackAfterwards() throws SQLException {
        try (var database = new DemoDatabase()) {
            List<String> before = database.rows(GUARDS);
            database.load(50);
            assertThat(database.rows(GUARDS)).hasSizeGreaterThan(50).isEqualTo(before);
        }
    }

    @Test
    void aDatabaseWithAWorkspaceIsLeftAlone() throws SQLException {
        try (var database = new DemoDatabase()) {
            assertThat(DemoLoader.isLoaded(database.dataSource())).isFalse();
            assertThat(database.load(1)).isTrue();
            assertThat(DemoLoader.isLoaded(database.dataSource())).isTrue();
            assertThat(database.load(20)).isFalse();
            assertThat(database.number("SELECT count(*) FROM contacts")).isEqualTo(1);
        }
        try (var database = new DemoDatabase()) {
            database.execute("INSERT INTO workspaces (name) VALUES ('real')");
            assertThat(database.load(20)).isFalse();
            assertThat(DemoLoader.isLoaded(database.dataSource())).isFalse();
        }
    }

    @Test
    void twoServersOnOneEmptyDatabaseFillItOnce() throws SQLException {
        try (var database = new DemoDatabase()) {
            List<Boolean> loaded = IntStream.range(0, 2)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> database.load(100)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(loaded).containsExactlyInAnyOrder(true, false);
            assertThat(database.number("SELECT count(*) FROM workspaces")).isEqualTo(1);
            assertThat(database.number("SELECT count(*) FROM contacts")).isEqualTo(100);
        }
    }

    @Test
    void whatWasInterruptedIsLoadedAgainAsAWhole() throws Exception {
        try (var database = new DemoDatabase()) {
            List<String> guards = database.rows(GUARDS);
            CompletableFuture<Boolean> load = CompletableFuture.supplyAsync(() -> database.load(20_000));
            long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (database.number("""
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE datname = current_database() AND query LIKE 'COPY activities%'
                    """) == 0) {
                assertThat(System.nanoTime()).isLessThan(endNanos);
                assertThat(load).isNotDone();
                Thread.sleep(2);
            }
            assertThatThrownBy(load::join).isInstanceOf(CompletionException.class);

            assertThat(database.number("SELECT count(*) FROM workspaces")).isZero();
            assertThat(database.number("SELECT count(*) FROM contacts")).isZero();
            assertThat(database.rows(GUARDS)).isEqualTo(guards);

            assertThat(database.load(400)).isTrue();
            assertThat(database.number("SELECT count(*) FROM contacts")).isEqualTo(400);
        }
    }

    @Test
    void aStopInterruptsTheLoading() throws SQLException {
        try (var database = new DemoDatabase()) {
            CompletableFuture<Boolean> load = CompletableFuture.supplyAsync(
                    () -> database.load(50_000, line -> {
                        if (line.contains("of 50,000 contacts")) {
                            Thread.currentThread().interrupt();
                        }
                    }),
                    task -> Thread.ofPlatform().start(task));
            assertThatThrownBy(load::join).hasMessageContaining("stopped while the demo workspace was loading");
            assertThat(database.number("SELECT count(*) FROM workspaces")).isZero();
        }
    }

    @Test
    void atTheDefaultSizeSomeBooksAreFullAndThereAreFiveActivitiesForEachContact() {
        var world = new World(10_000, Clock.fixed(DemoDatabase.NOW, ZoneOffset.UTC));
        int[] books = new int[world.team.members().size()];
        int activities = 0;
        for (int i = 0; i < 10_000; i++) {
            People.Outline contact = world.people.outline(i);
            activities += world.rhythm.events(contact).size();
            if (contact.owner() >= 0) {
                books[contact.owner()]++;
            }
        }
        assertThat(world.team.member(0).email()).isEqualTo(DemoLogins.SELLER);
        assertThat(books[0]).isGreaterThan(550);
        assertThat(IntStream.range(0, 36).map(i -> books[i])).allMatch(book -> book > 50);
        assertThat(activities).isBetween(47_000, 53_000);
    }

    @Test
    void peopleSignInWithTheLoginThatTheStartShows() {
        try (TestServer server = TestServer.start(Map.of("demo.enabled", "true", "demo.size", "700"))) {
            assertThat(server.app().welcome())
                    .anyMatch(line -> line.contains(DemoLogins.SELLER) && line.contains(DemoLogins.PASSWORD));
            for (String role : List.of("admin", "manager", "seller", "cre", "ps", "viewer")) {
                var login = Map.of("email", role + "@brisk.example", "password", DemoLogins.PASSWORD);
                var reply = Http.anonymous(server).post("/api/session", login).expect(200);
                assertThat(reply.json().at("/user/role").asString()).isEqualTo(role);
                var contacts = Http.browser(server, reply).get("/api/contacts").expect(200);
                assertThat(contacts.json().at("/pagination/total").asInt()).isEqualTo(700);
            }
        }
    }
}
