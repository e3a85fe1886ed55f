package brisk.events;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventsTest {
    private static final Duration A_WHILE = Duration.ofMillis(600);

    private final Fixtures.Workspace northwind = Fixtures.workspace();

    private static String idOf(Reply created) {
        return created.expect(201).json().path("id").asString();
    }

    private String contact(String name) {
        return idOf(northwind.seller().post("/api/contacts", Map.of("name", name)));
    }

    @Test
    void aColleagueSeesWithinASecondThatAContactWasChanged() throws Exception {
        String gaffer = contact("Gaffer");
        try (Events events = Events.of(northwind.viewer())) {
            northwind
                    .seller()
                    .patch("/api/contacts/" + gaffer, Map.of("warmness", 80))
                    .expect(200);
            JsonNode change = events.next();
            assertThat(Events.texts(change.path("topics"))).containsExactly("contacts");
            assertThat(Events.texts(change.path("ids"))).containsExactly(gaffer);
        }
    }

    @Test
    void aNewContactIsNoneThatSomebodyCouldHaveOpen() throws Exception {
        try (Events events = Events.of(northwind.viewer())) {
            contact("Gaffer");
            JsonNode change = events.next();
            assertThat(change.path("ids").isArray()).isTrue();
            assertThat(change.path("ids")).isEmpty();
        }
    }

    @Test
    void aCallChangesTheTimelineAndItsContact() throws Exception {
        String gaffer = contact("Gaffer");
        String other = contact("Grip");
        try (Events events = Events.of(northwind.manager())) {
            northwind
                    .seller()
                    .post("/api/interactions", Map.of("contactId", gaffer, "kind", "call"))
                    .expect(201);
            JsonNode change = events.next();
            assertThat(Events.texts(change.path("topics"))).containsExactly("activities", "contacts");
            assertThat(Events.texts(change.path("ids"))).containsExactly(gaffer).doesNotContain(other);
        }
    }

    @Test
    void aCompanyThatIsChangedIsNamedToo() throws Exception {
        String studio = idOf(northwind.seller().post("/api/companies", Map.of("name", "Studio Nord")));
        try (Events events = Events.of(northwind.viewer())) {
            northwind
                    .seller()
                    .patch("/api/companies/" + studio, Map.of("city", "Hamburg"))
                    .expect(200);
            JsonNode change = events.next();
            assertThat(Events.texts(change.path("topics"))).containsExactly("companies");
            assertThat(Events.texts(change.path("ids"))).containsExactly(studio);
        }
    }

    @Test
    void aDealThatMovesIsNamedAndAPipelineThatChangesMayChangeAny() throws Exception {
        String deal = idOf(northwind.seller().post("/api/deals", Map.of("name", "Cameras")));
        String pipeline =
                northwind.admin().get("/api/pipelines").json().at("/data/0/id").asString();
        try (Events events = Events.of(northwind.viewer())) {
            northwind
                    .seller()
                    .post("/api/deals/bulk", Map.of("operation", "close_won", "dealIds", List.of(deal)))
                    .expect(200);
            JsonNode change = events.next();
            assertThat(Events.texts(change.path("topics"))).containsExactly("deals");
            assertThat(Events.texts(change.path("ids"))).containsExactly(deal);

            northwind
                    .admin()
                    .patch("/api/pipelines/" + pipeline, Map.of("name", "Verkauf"))
                    .expect(200);
            JsonNode renamed = events.next();
            assertThat(Events.texts(renamed.path("topics"))).containsExactly("deals", "pipelines");
            assertThat(renamed.has("ids")).isFalse();

            idOf(northwind.admin().post("/api/products", Map.of("name", "Tripod")));
            assertThat(events.nextTopics()).containsExactly("products");
        }
    }

    @Test
    void manyChangesAreToldTogetherAndOnceTheyAreTooManyWithoutIds() throws Exception {
        try (Events events = Events.of(northwind.viewer())) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                ids.add(contact("Extra " + i));
            }
            assertThat(events.topicsUntilQuiet()).containsExactly("contacts");

            northwind
                    .manager()
                    .post(
                            "/api/contacts/bulk",
                            Map.of("operation", "update", "ids", ids, "changes", Map.of("role", "Extra")))
                    .expect(200);
            JsonNode change = events.next();
            assertThat(Events.texts(change.path("topics"))).containsExactly("contacts");
            assertThat(change.has("ids")).isFalse();
            events.assertNothingFor(A_WHILE);
        }
    }

    @Test
    void aMergeAndAnImportArrive() throws Exception {
        String winner = contact("Amélie Dubois");
        String loser = contact("A. Dubois");
        try (Events events = Events.of(northwind.viewer())) {
            northwind
                    .seller()
                    .post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of(loser)))
                    .expect(200);
            assertThat(events.topicsUntilQuiet()).contains("activities", "contacts", "merges", "reminders");

            northwind
                    .seller()
                    .send("POST", "/api/imports", "text/csv", BodyPublishers.ofString("Name\nPia Berg\n"))
                    .expect(202);
            assertThat(events.topicsUntilQuiet()).containsExactly("contacts", "imports");
        }
    }

    @Test
    void aNewReminderIsAChangeToo() throws Exception {
        try (Events events = Events.of(northwind.viewer())) {
            northwind
                    .seller()
                    .post("/api/reminders", Map.of("title", "Call", "dueAt", "2027-01-02T09:00:00Z"))
                    .expect(201);
            assertThat(events.nextTopics()).containsExactly("reminders");
        }
    }

    @Test
    void anotherWorkspaceSeesNothing() throws Exception {
        Fixtures.Workspace strangers = Fixtures.workspace();
        try (Events events = Events.of(strangers.admin())) {
            contact("Gaffer");
            events.assertNothingFor(A_WHILE);
        }
    }

    @Test
    void aBookIsItsOwnersBusinessAlone() throws Exception {
        String gaffer = contact("Gaffer");
        try (Events mine = Events.of(northwind.seller());
                Events theirs = Events.of(northwind.manager())) {
            northwind.seller().send("PUT", "/api/my-500/pins/" + gaffer, null).expect(204);
            assertThat(mine.nextTopics()).containsExactly("book");
            theirs.assertNothingFor(A_WHILE);
        }
    }

    @Test
    void aNewRoleIsToldToWhoHasIt() throws Exception {
        Person selma = northwind.person(Role.SELLER);
        try (Events hers = Events.of(selma.http());
                Events theirs = Events.of(northwind.manager())) {
            northwind
                    .admin()
                    .patch("/api/users/" + selma.id(), Map.of("role", "manager"))
                    .expect(200);
            assertThat(hers.nextTopics()).containsExactly("session", "users");
            assertThat(theirs.nextTopics()).containsExactly("users");
        }
    }

    @Test
    void theStreamEndsWithTheSession() throws Exception {
        Person selma = northwind.person(Role.SELLER);
        try (Events events = Events.of(selma.http())) {
            selma.http().delete("/api/session").expect(204);
            events.assertEnds();
        }
        try (Events events = Events.of(northwind.viewer())) {
            northwind
                    .admin()
                    .patch("/api/users/" + northwind.person(Role.VIEWER).id(), Map.of("active", false))
                    .expect(200);
            events.assertEnds();
        }
    }

    @Test
    void theStreamOfATokenEndsWhenItIsRevoked() throws Exception {
        Http admin = northwind.admin();
        JsonNode token = admin.post("/api/tokens", Map.of("name", "wall display", "scopes", List.of("read")))
                .expect(201)
                .json();
        Http display = Http.program(northwind.server(), token.path("token").asString());
        try (Events events = Events.of(display)) {
            admin.delete("/api/tokens/" + token.path("id").asString()).expect(204);
            events.assertEnds();
        }
    }

    @Test
    void anOpenPageDoesNotKeepASessionAliveAndEndsWithIt() throws Exception {
        try (TestServer server = TestServer.start(Map.of("session.idleHours", "1"))) {
            Fixtures.Workspace workspace = Fixtures.workspace(server);
            try (Events events = Events.of(workspace.seller())) {
                for (int minutes = 0; minutes < 60; minutes += 20) {
                    events.assertNothingFor(Duration.ofMillis(300));
                    server.advance(Duration.ofMinutes(20));
                    workspace
                            .manager()
                            .post("/api/contacts", Map.of("name", "Gaffer"))
                            .expect(201);
                    if (minutes < 40) {
                        assertThat(events.nextTopics()).containsExactly("contacts");
                    }
                }
                events.assertEnds();
            }
        }
    }

    @Test
    void aServerThatStopsEndsItsStreams() throws Exception {
        TestServer server = TestServer.start(Map.of());
        try (Events events = Events.of(Fixtures.workspace(server).seller())) {
            server.close();
            events.assertEnds();
        }
    }

    @Test
    void whoOpensTooManyIsToldWhatToDo() throws Exception {
        List<Events> open = new ArrayList<>();
        try {
            IntStream.range(0, 20).forEach(i -> open.add(listen(northwind.seller())));
            Reply refused = northwind.seller().get("/api/events").expect(429);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.json().path("detail").asString()).contains("20", "share one");
            open.add(listen(northwind.manager()));
            contact("Gaffer");
            for (Events events : open) {
                assertThat(events.nextTopics()).containsExactly("contacts");
            }
        } finally {
            for (Events events : open) {
                events.close();
            }
        }
    }

    private static Events listen(Http http) {
        try {
            return Events.of(http);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aQuestionAboutTheStreamAloneOpensNone() {
        Reply head = northwind.seller().send("HEAD", "/api/events", null).expect(200);
        assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
    }

    @Test
    void howTheLeadDeskIsRunIsToldToo() throws Exception {
        Http admin = northwind.admin();
        String ps = northwind.person(Role.PS).id().toString();
        Map<String, Runnable> changes = new LinkedHashMap<>();
        changes.put(
                "lead-statuses", () -> idOf(admin.post("/api/lead-statuses", Map.of("name", "Later", "kind", "open"))));
        changes.put(
                "lead-rules",
                () -> idOf(admin.post(
                        "/api/lead-rules",
                        Map.of("name", "All", "strategy", "round_robin", "memberIds", List.of(ps)))));
        changes.put(
                "lead-settings",
                () -> admin.patch("/api/lead-settings", Map.of("responseMinutes", 20))
                        .expect(200));
        changes.put(
                "lead-doors", () -> idOf(admin.post("/api/lead-doors", Map.of("name", "Form", "source", "Website"))));
        for (var change : changes.entrySet()) {
            try (Events events = Events.of(northwind.manager())) {
                change.getValue().run();
                assertThat(Events.texts(events.next().path("topics"))).containsExactly(change.getKey());
            }
        }
    }
}
