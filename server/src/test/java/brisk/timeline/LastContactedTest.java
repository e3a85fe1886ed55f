package brisk.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LastContactedTest {
    private static final String MARCH = "2026-03-10T09:00:00.000Z";
    private static final String APRIL = "2026-04-10T09:00:00.000Z";
    private static final String MAY = "2026-05-10T09:00:00.000Z";

    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final String contact = contact("Ada Lovelace");

    private String contact(String name) {
        return id(seller.post("/api/contacts", Map.of("name", name)));
    }

    private static String id(Reply created) {
        return created.expect(201).json().path("id").asString();
    }

    private String call(String contactId, String occurredAt) {
        return id(seller.post(
                "/api/interactions", Map.of("kind", "call", "contactId", contactId, "occurredAt", occurredAt)));
    }

    private String lastContacted(String contactId) {
        return seller.get("/api/contacts/" + contactId)
                .expect(200)
                .json()
                .path("lastContactedAt")
                .asString("never");
    }

    @Test
    void loggingACallMovesTheContactsLastContactedForward() {
        assertThat(lastContacted(contact)).isEqualTo("never");
        call(contact, APRIL);
        assertThat(lastContacted(contact)).isEqualTo(APRIL);
        call(contact, MARCH);
        assertThat(lastContacted(contact)).isEqualTo(APRIL);
        call(contact, MAY);
        assertThat(lastContacted(contact)).isEqualTo(MAY);
    }

    @Test
    void loggingACallDoesNotGetInTheWayOfSomebodyWhoEditsTheContact() {
        String etag = seller.get("/api/contacts/" + contact).header("ETag");
        call(contact, MAY);
        seller.with("If-Match", etag)
                .patch("/api/contacts/" + contact, Map.of("jobTitle", "Countess"))
                .expect(200);
    }

    @Test
    void listsOfContactsKnowTheNewCallAtOnce() {
        String path = "/api/contacts?sort=-lastContacted&fields=name,lastContactedAt";
        contact("Grace Hopper");
        assertThat(seller.get(path).text()).doesNotContain(MAY);
        call(contact, MAY);
        Reply list = seller.get(path).expect(200);
        assertThat(list.json().path("data").get(0).path("lastContactedAt").asString())
                .isEqualTo(MAY);
    }

    @Test
    void aNoteDoesNotCountAsContact() {
        seller.post("/api/notes", Map.of("contactId", contact, "body", "Prefers mornings"))
                .expect(201);
        assertThat(lastContacted(contact)).isEqualTo("never");
    }

    @Test
    void anEmailCountsAsContact() {
        seller.post("/api/messages", Map.of("kind", "email", "contactId", contact, "occurredAt", APRIL))
                .expect(201);
        assertThat(lastContacted(contact)).isEqualTo(APRIL);
    }

    @Test
    void aMeetingThatIsOnlyPlannedDoesNotCountYet() {
        String meeting = id(seller.post(
                "/api/interactions",
                Map.of("kind", "meeting", "contactId", contact, "occurredAt", "2999-01-01T10:00:00Z")));
        assertThat(lastContacted(contact)).isEqualTo("never");
        seller.patch("/api/interactions/" + meeting, Map.of("occurredAt", APRIL))
                .expect(200);
        assertThat(lastContacted(contact)).isEqualTo(APRIL);
    }

    @Test
    void deletingTheNewestCallMovesLastContactedBack() {
        call(contact, MARCH);
        String newest = call(contact, MAY);
        seller.delete("/api/interactions/" + newest).expect(204);
        assertThat(lastContacted(contact)).isEqualTo(MARCH);
        seller.post("/api/interactions/" + newest + "/restore", Map.of()).expect(200);
        assertThat(lastContacted(contact)).isEqualTo(MAY);
    }

    @Test
    void deletingTheOnlyCallMakesTheContactNeverContacted() {
        String only = call(contact, MAY);
        seller.delete("/api/interactions/" + only).expect(204);
        assertThat(lastContacted(contact)).isEqualTo("never");
    }

    @Test
    void deletingAnOlderCallChangesNothing() {
        String older = call(contact, MARCH);
        call(contact, MAY);
        seller.delete("/api/interactions/" + older).expect(204);
        assertThat(lastContacted(contact)).isEqualTo(MAY);
    }

    @Test
    void aDateThatSomebodyEnteredByHandStaysWhenAnOlderCallGoes() {
        String call = call(contact, MARCH);
        seller.patch("/api/contacts/" + contact, Map.of("lastContactedAt", MAY)).expect(200);
        seller.delete("/api/interactions/" + call).expect(204);
        assertThat(lastContacted(contact)).isEqualTo(MAY);
    }

    @Test
    void correctingTheDateOfTheNewestCallMovesLastContacted() {
        call(contact, APRIL);
        String newest = call(contact, MAY);
        seller.patch("/api/interactions/" + newest, Map.of("occurredAt", MARCH)).expect(200);
        assertThat(lastContacted(contact)).isEqualTo(APRIL);
    }

    @Test
    void aCallThatWasLoggedForTheWrongPersonMovesBoth() {
        String grace = contact("Grace Hopper");
        call(contact, MARCH);
        String call = call(contact, MAY);
        assertThat(lastContacted(grace)).isEqualTo("never");
        seller.patch("/api/interactions/" + call, Map.of("contactId", grace)).expect(200);
        assertThat(lastContacted(contact)).isEqualTo(MARCH);
        assertThat(lastContacted(grace)).isEqualTo(MAY);
    }

    @Test
    void callsDeletedAtTheSameMomentLeaveTheNewestOfTheOthers() throws Exception {
        for (int round = 0; round < 5; round++) {
            String person = contact("Person " + round);
            call(person, MARCH);
            List<Callable<Reply>> deletions = new ArrayList<>();
            for (int day = 1; day <= 6; day++) {
                String path = "/api/interactions/" + call(person, "2026-05-0" + day + "T09:00:00Z");
                deletions.add(() -> seller.delete(path));
            }
            deletions.add(() ->
                    seller.post("/api/interactions", Map.of("kind", "call", "contactId", person, "occurredAt", APRIL)));
            try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var done : together.invokeAll(deletions)) {
                    assertThat(done.get().status()).isBetween(200, 204);
                }
            }
            assertThat(lastContacted(person)).isEqualTo(APRIL);
        }
    }
}
