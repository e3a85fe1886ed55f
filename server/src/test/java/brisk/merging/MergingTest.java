package brisk.merging;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MergingTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private String contact(Map<String, ?> contact) {
        return seller.post("/api/contacts", contact)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private JsonNode read(String id) {
        return seller.get("/api/contacts/" + id).expect(200).json();
    }

    private void call(String contactId, String subject) {
        seller.post(
                        "/api/interactions",
                        Map.of(
                                "kind",
                                "call",
                                "contactId",
                                contactId,
                                "subject",
                                subject,
                                "occurredAt",
                                "2026-02-03T10:00:00Z"))
                .expect(201);
    }

    private List<String> timeline(String contactId) {
        return seller.get("/api/timeline?contactId=" + contactId).expect(200).each("subject");
    }

    @Test
    void theWinnerTakesPartInTheDealsAndUndoGivesThemBack() {
        String winner = contact(Map.of("name", "Anna Berg"));
        String loser = contact(Map.of("name", "Ana Berg"));
        deal("Both", winner, loser);
        deal("Loser", loser);
        deal("Winner", winner);
        assertThat(deals(loser)).containsExactly("Both", "Loser");
        String merge = seller.post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of(loser)))
                .expect(200)
                .json()
                .path("mergeId")
                .asString();
        assertThat(deals(winner)).containsExactly("Both", "Loser", "Winner");
        assertThat(deals(loser)).isEmpty();
        seller.send("POST", "/api/contacts/merges/" + merge + "/undo", null).expect(200);
        assertThat(deals(winner)).containsExactly("Both", "Winner");
        assertThat(deals(loser)).containsExactly("Both", "Loser");
    }

    private void deal(String name, String... contactIds) {
        seller.post("/api/deals", Map.of("name", name, "contactIds", List.of(contactIds)))
                .expect(201);
    }

    private List<String> deals(String contactId) {
        return seller.get("/api/deals?sort=name&contactId=" + contactId)
                .expect(200)
                .each("name");
    }

    @Test
    void duplicatesAreFoundByMailPhoneAndNameWithTheReason() {
        String anna = contact(
                Map.of("name", "Anna Berg", "emails", List.of("anna@berg.example"), "phones", List.of("030 901820")));
        contact(Map.of("name", "A. Berg", "emails", List.of("office@berg.example", "anna@berg.example")));
        contact(Map.of("name", "ANNA BERG", "phones", List.of("+49 30 901820")));
        contact(Map.of("name", "Anna Berger"));
        JsonNode found = seller.get("/api/contacts/" + anna + "/duplicates")
                .expect(200)
                .json()
                .path("data");
        assertThat(found.valueStream().map(d -> d.path("name").asString() + d.path("reasons")))
                .containsExactly("ANNA BERG[\"name\",\"phone\"]", "A. Berg[\"email\"]");
        Fixtures.workspace()
                .seller()
                .get("/api/contacts/" + anna + "/duplicates")
                .expect(404);
    }

    /** Two contacts of one person, each with a call; the loser also with a reminder and a pin. */
    private record Both(String winner, String loser, String reminder) {}

    private Both annaTwice() {
        String winner = contact(Map.of(
                "name",
                "Anna Berg",
                "emails",
                List.of("anna@berg.example"),
                "jobTitle",
                "Producer",
                "warmness",
                20,
                "custom",
                Map.of("Diet", "vegan")));
        String loser = contact(Map.of(
                "name",
                "Anna B.",
                "emails",
                List.of("ab@studio.example", "anna@berg.example"),
                "phones",
                List.of("030 901820"),
                "jobTitle",
                "Line Producer",
                "role",
                "Crew",
                "warmness",
                60,
                "tags",
                List.of("vip"),
                "custom",
                Map.of("Diet", "none", "Car", "yes")));
        call(winner, "first");
        call(loser, "second");
        String reminder = seller.post(
                        "/api/reminders",
                        Map.of("title", "Call back", "contactId", loser, "dueAt", "2030-01-01T10:00:00Z"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        seller.send("PUT", "/api/my-500/pins/" + loser, null).expect(204);
        assertThat(timeline(winner)).containsExactly("first");
        return new Both(winner, loser, reminder);
    }

    private JsonNode merge(Both both) {
        return seller.post("/api/contacts/merge", Map.of("winnerId", both.winner(), "loserIds", List.of(both.loser())))
                .expect(200)
                .json();
    }

    private String contactOf(String reminder) {
        return seller.get("/api/reminders/" + reminder).json().path("contactId").asString();
    }

    private String pinned() {
        return seller.get("/api/my-500").json().at("/data/0/id").asString();
    }

    @Test
    void mergingKeepsEverything() {
        Both both = annaTwice();
        JsonNode merged = merge(both);

        JsonNode contact = read(both.winner());
        assertThat(merged.path("contact")).isEqualTo(contact);
        assertThat(contact.path("name").asString()).isEqualTo("Anna Berg");
        assertThat(contact.path("emails").toString()).isEqualTo("[\"anna@berg.example\",\"ab@studio.example\"]");
        assertThat(contact.path("phones").size()).isEqualTo(1);
        assertThat(contact.path("jobTitle").asString()).isEqualTo("Producer");
        assertThat(contact.path("role").asString()).isEqualTo("Crew");
        assertThat(contact.path("warmness").asInt()).isEqualTo(60);
        assertThat(contact.path("custom").toString()).contains("\"Diet\":\"vegan\"", "\"Car\":\"yes\"");
        assertThat(timeline(both.winner())).containsExactlyInAnyOrder("first", "second");
        assertThat(contactOf(both.reminder())).isEqualTo(both.winner());
        assertThat(pinned()).isEqualTo(both.winner());
        seller.get("/api/contacts/" + both.loser()).expect(404);
        seller.send("POST", "/api/contacts/" + both.loser() + "/restore", null).expect(404);
        assertThat(seller.get("/api/contacts/" + both.winner() + "/merges")
                        .json()
                        .path("data")
                        .get(0)
                        .path("loserIds")
                        .toString())
                .contains(both.loser());
    }

    @Test
    void whoAsksForAMergedContactLearnsWhereItIs() {
        Both both = annaTwice();
        merge(both);
        JsonNode problem =
                seller.get("/api/contacts/" + both.loser()).expect(404).json();
        assertThat(problem.path("mergedInto").asString()).isEqualTo(both.winner());
        assertThat(Fixtures.workspace()
                        .seller()
                        .get("/api/contacts/" + both.loser())
                        .expect(404)
                        .json()
                        .has("mergedInto"))
                .isFalse();
    }

    @Test
    void aMergeCanBeTakenBack() {
        Both both = annaTwice();
        JsonNode merged = merge(both);

        seller.patch("/api/contacts/" + both.winner(), Map.of("role", "Head of production"))
                .expect(200);
        String undo = "/api/contacts/merges/" + merged.path("mergeId").asString() + "/undo";
        Fixtures.workspace().seller().send("POST", undo, null).expect(404);
        seller.send("POST", undo, null).expect(200);
        assertThat(read(both.winner()).path("emails").toString()).isEqualTo("[\"anna@berg.example\"]");
        assertThat(read(both.winner()).path("role").asString()).isEqualTo("Head of production");
        assertThat(read(both.winner()).path("warmness").asInt()).isEqualTo(20);
        assertThat(read(both.loser()).path("jobTitle").asString()).isEqualTo("Line Producer");
        assertThat(timeline(both.winner())).containsExactly("first");
        assertThat(timeline(both.loser())).containsExactly("second");
        assertThat(contactOf(both.reminder())).isEqualTo(both.loser());
        assertThat(pinned()).isEqualTo(both.loser());
        assertThat(seller.get("/api/contacts/stats").json().path("total").asInt())
                .isEqualTo(2);
        seller.send("POST", undo, null).expect(404);
    }

    @Test
    void aMergeNeedsTwoContactsOfTheOwnWorkspace() {
        String winner = contact(Map.of("name", "A"));
        String stranger = Fixtures.workspace()
                .seller()
                .post("/api/contacts", Map.of("name", "B"))
                .json()
                .path("id")
                .asString();
        seller.post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of(stranger)))
                .expect(404);
        seller.post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of(winner)))
                .expect(422);
        seller.post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of()))
                .expect(422);
        workspace
                .viewer()
                .post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of()))
                .expect(403);
    }

    @Test
    void afterThirtyDaysAMergeStays() {
        try (var server = brisk.testing.TestServer.start(Map.of())) {
            Fixtures.Workspace own = Fixtures.workspace(server);
            String a = own.seller()
                    .post("/api/contacts", Map.of("name", "A"))
                    .json()
                    .path("id")
                    .asString();
            String b = own.seller()
                    .post("/api/contacts", Map.of("name", "B"))
                    .json()
                    .path("id")
                    .asString();
            String mergeId = own.seller()
                    .post("/api/contacts/merge", Map.of("winnerId", a, "loserIds", List.of(b)))
                    .expect(200)
                    .json()
                    .path("mergeId")
                    .asString();
            server.advance(Duration.ofDays(31));
            own.program(brisk.platform.security.Role.ADMIN, "read", "write")
                    .send("POST", "/api/contacts/merges/" + mergeId + "/undo", null)
                    .expect(404);
        }
    }

    @Test
    void aFieldThatAnotherContactKnowsBetterIsTakenFromItAndGoesBackWhenTheMergeIsUndone() {
        String winner = contact(Map.of("name", "A. Berg", "jobTitle", "Runner", "status", "Active"));
        String loser = contact(Map.of("name", "Anna Berg", "jobTitle", "Producer", "status", "Lost"));
        String merge = seller.post(
                        "/api/contacts/merge",
                        Map.of(
                                "winnerId",
                                winner,
                                "loserIds",
                                List.of(loser),
                                "take",
                                Map.of("name", loser, "jobTitle", loser)))
                .expect(200)
                .json()
                .path("mergeId")
                .asString();
        assertThat(read(winner).path("name").asString()).isEqualTo("Anna Berg");
        assertThat(read(winner).path("jobTitle").asString()).isEqualTo("Producer");
        assertThat(read(winner).path("status").asString()).isEqualTo("Active");

        seller.post("/api/contacts/merges/" + merge + "/undo", Map.of()).expect(200);
        assertThat(read(winner).path("name").asString()).isEqualTo("A. Berg");
        assertThat(read(winner).path("jobTitle").asString()).isEqualTo("Runner");
        assertThat(read(loser).path("jobTitle").asString()).isEqualTo("Producer");
    }

    @Test
    void aFieldIsTakenOnlyFromAContactOfTheMergeAndOnlyIfItCanBe() {
        String winner = contact(Map.of("name", "A. Berg"));
        String loser = contact(Map.of("name", "Anna Berg"));
        JsonNode errors = seller.post(
                        "/api/contacts/merge",
                        Map.of(
                                "winnerId",
                                winner,
                                "loserIds",
                                List.of(loser),
                                "take",
                                Map.of("name", winner, "search_text", loser)))
                .expect(422)
                .json()
                .path("errors");
        assertThat(errors.valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("take.name", "take.search_text");
        assertThat(read(loser).path("name").asString()).isEqualTo("Anna Berg");
    }
}
