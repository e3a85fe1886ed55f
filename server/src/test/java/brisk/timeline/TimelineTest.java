package brisk.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TimelineTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final String sellerId = workspace.person(Role.SELLER).id().toString();
    private final String contact = id(seller.post("/api/contacts", Map.of("name", "Ada Lovelace")));

    private static String id(Reply created) {
        return created.expect(201).json().path("id").asString();
    }

    private String log(String path, String kind, String occurredAt) {
        Map<String, Object> activity =
                new HashMap<>(Map.of("kind", kind, "contactId", contact, "occurredAt", occurredAt, "subject", kind));
        if (kind.equals("note")) {
            activity.put("body", "Prefers mornings");
        }
        return id(seller.post(path, activity));
    }

    private List<String> subjects(String path) {
        return seller.get(path).expect(200).each("subject");
    }

    private void logOneOfEachKind() {
        log("/api/interactions", "call", "2026-03-01T10:00:00Z");
        log("/api/interactions", "meeting", "2026-03-03T10:00:00Z");
        log("/api/interactions", "interaction", "2026-03-05T10:00:00Z");
        log("/api/messages", "email", "2026-03-02T10:00:00Z");
        log("/api/messages", "message", "2026-03-04T10:00:00Z");
        log("/api/notes", "note", "2026-03-06T10:00:00Z");
    }

    private int total(String path) {
        JsonNode pagination = seller.get(path).expect(200).json().path("pagination");
        assertThat(pagination.path("totalExact").asBoolean()).isTrue();
        return pagination.path("total").asInt();
    }

    @Test
    void theTimelineShowsEverythingNewestFirst() {
        logOneOfEachKind();
        for (String path : List.of(
                "/api/timeline",
                "/api/timeline?contactId=" + contact,
                "/api/timeline?ownerId=" + sellerId,
                "/api/crm/timeline")) {
            assertThat(subjects(path))
                    .as(path)
                    .containsExactly("note", "interaction", "message", "meeting", "email", "call");
        }
        assertThat(subjects("/api/timeline?sort=occurred&limit=2")).containsExactly("call", "email");
    }

    @Test
    void eachAddressShowsItsKinds() {
        logOneOfEachKind();
        assertThat(subjects("/api/interactions")).containsExactly("interaction", "meeting", "call");
        assertThat(subjects("/api/messages")).containsExactly("message", "email");
        assertThat(subjects("/api/notes")).containsExactly("note");
        assertThat(subjects("/api/timeline?kind=call,email")).containsExactly("email", "call");
        assertThat(subjects("/api/timeline?kind=call,email&contactId=" + contact))
                .containsExactly("email", "call");
        assertThat(subjects("/api/interactions?kind=call&ownerId=" + sellerId)).containsExactly("call");
        assertThat(seller.get("/api/notes?kind=call").expect(400).text()).contains("note");
        String note = log("/api/notes", "note", "2026-03-07T10:00:00Z");
        seller.get("/api/notes/" + note).expect(200);
        seller.get("/api/interactions/" + note).expect(404);
        seller.delete("/api/messages/" + note).expect(404);
    }

    @Test
    void totalsAreExactByKindOwnerAndFilter() {
        logOneOfEachKind();
        assertThat(total("/api/timeline")).isEqualTo(6);
        assertThat(total("/api/interactions")).isEqualTo(3);
        assertThat(total("/api/timeline?kind=call,email")).isEqualTo(2);
        assertThat(total("/api/timeline?ownerId=" + sellerId)).isEqualTo(6);
        assertThat(total("/api/interactions?ownerId=" + sellerId)).isEqualTo(3);
        assertThat(total("/api/timeline?contactId=" + contact)).isEqualTo(6);
        assertThat(total("/api/timeline?dateFrom=2026-03-02&dateTo=2026-03-04")).isEqualTo(3);
        assertThat(total("/api/messages?dateFrom=2026-03-03")).isEqualTo(1);
        seller.delete("/api/notes/"
                        + seller.get("/api/notes")
                                .json()
                                .path("data")
                                .get(0)
                                .path("id")
                                .asString())
                .expect(204);
        assertThat(total("/api/timeline")).isEqualTo(5);
        assertThat(total("/api/notes")).isZero();
    }

    @Test
    void aTimelineCanBeWalkedToItsEndWithoutGapsOrRepeats() {
        for (int i = 0; i < 21; i++) {
            log("/api/interactions", List.of("call", "meeting").get(i % 2), "2026-03-0" + (1 + i % 3) + "T10:00:00Z");
        }
        for (String filter :
                List.of("", "&contactId=" + contact, "&ownerId=" + sellerId, "&kind=call,meeting", "&sort=occurred")) {
            List<String> ids = new ArrayList<>();
            String next = "";
            do {
                JsonNode page = seller.get("/api/timeline?limit=4" + filter + (next.isEmpty() ? "" : "&after=" + next))
                        .expect(200)
                        .json();
                page.path("data").forEach(a -> ids.add(a.path("id").asString()));
                next = page.path("pagination").path("next").asString("");
            } while (!next.isEmpty());
            assertThat(ids).as(filter).hasSize(21).doesNotHaveDuplicates();
        }
        assertThat(subjects("/api/interactions?limit=4&page=6")).hasSize(1);
        assertThat(subjects("/api/timeline?limit=4&page=6&contactId=" + contact))
                .hasSize(1);
    }

    @Test
    void daysAreThoseOfWhoAsks() {
        log("/api/interactions", "call", "2026-03-01T23:30:00Z"); // the second of March in Berlin
        Fixtures.Person colleague = workspace.person(Role.CRE);
        workspace
                .admin()
                .patch("/api/users/" + colleague.id(), Map.of("timeZone", "America/New_York"))
                .expect(200);
        String first = "/api/timeline?dateFrom=2026-03-01&dateTo=2026-03-01";
        String second = "/api/timeline?dateFrom=2026-03-02&dateTo=2026-03-02";
        assertThat(subjects(first)).isEmpty();
        assertThat(subjects(second)).containsExactly("call");
        assertThat(colleague.http().get(first).expect(200).json().path("data")).hasSize(1);
        assertThat(colleague.http().get(second).expect(200).json().path("data")).isEmpty();
    }

    @Test
    void namesOfContactCompanyAndOwnerComeAlong() {
        String company = id(seller.post("/api/companies", Map.of("name", "Analytical Engines")));
        seller.post("/api/interactions", Map.of("contactId", contact, "companyId", company))
                .expect(201);
        String path = "/api/timeline?companyId=" + company + "&include=contact,company,owner";
        JsonNode activity = seller.get(path).expect(200).json().path("data").get(0);
        assertThat(activity.path("contact").path("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(activity.path("company").path("name").asString()).isEqualTo("Analytical Engines");
        assertThat(activity.path("owner").path("id").asString()).isEqualTo(sellerId);

        seller.patch("/api/contacts/" + contact, Map.of("name", "Ada King")).expect(200);
        assertThat(seller.get(path).text()).contains("Ada King");
    }

    @Test
    void aListIsReadOnceAndThenFromTheCacheUntilSomethingIsWritten() {
        String path = "/api/timeline?contactId=" + contact;
        workspace.manager().get("/api/contacts/" + contact).expect(200); // the server knows the manager from here on
        assertThat(seller.get(path).statements()).isEqualTo(1);
        assertThat(workspace.manager().get(path).statements()).isZero();
        assertThat(seller.get("/api/interactions").statements()).isEqualTo(1);

        Reply created = seller.post("/api/interactions", Map.of("contactId", contact, "subject", "Lunch"));
        assertThat(created.expect(201).statements()).isEqualTo(1);
        assertThat(subjects(path)).containsExactly("Lunch");
        assertThat(subjects("/api/interactions")).containsExactly("Lunch");

        String one = created.header("Location");
        assertThat(seller.get(one).expect(200).statements()).isEqualTo(1);
        assertThat(seller.get(one).statements()).isZero();
        seller.patch(one, Map.of("subject", "Dinner")).expect(200);
        assertThat(seller.get(one).text()).contains("Dinner");
        assertThat(subjects(path)).containsExactly("Dinner");
        seller.delete(one).expect(204);
        seller.get(one).expect(404);
        assertThat(subjects(path)).isEmpty();
        seller.post(one + "/restore", Map.of()).expect(200);
        assertThat(subjects(path)).containsExactly("Dinner");
    }

    @Test
    void aMoveToAnotherContactShowsOnBothTimelines() {
        String grace = id(seller.post("/api/contacts", Map.of("name", "Grace Hopper")));
        String call = log("/api/interactions", "call", "2026-03-01T10:00:00Z");
        assertThat(subjects("/api/timeline?contactId=" + contact)).hasSize(1);
        assertThat(subjects("/api/timeline?contactId=" + grace)).isEmpty();
        seller.patch("/api/interactions/" + call, Map.of("contactId", grace)).expect(200);
        assertThat(subjects("/api/timeline?contactId=" + contact)).isEmpty();
        assertThat(subjects("/api/timeline?contactId=" + grace)).hasSize(1);
    }

    @Test
    void anActivityOfAMergedContactSaysWhoseItIsNow() {
        String winner = id(seller.post("/api/contacts", Map.of("name", "Augusta Ada King")));
        String call = "/api/interactions/" + log("/api/interactions", "call", "2026-03-01T10:00:00Z");
        String reminder = seller.post(
                        "/api/reminders",
                        Map.of("title", "Call back", "dueAt", "2999-01-01T00:00:00Z", "contactId", contact))
                .expect(201)
                .header("Location");
        assertThat(seller.get(call).text()).contains(contact);
        assertThat(seller.get(reminder).text()).contains(contact);
        seller.post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of(contact)))
                .expect(200);
        assertThat(seller.get(call).text()).contains(winner);
        assertThat(seller.get(reminder).text()).contains(winner);
        assertThat(subjects("/api/timeline?contactId=" + winner)).containsExactly("call");
    }

    @Test
    void aLostUpdateIsRefused() {
        String call = "/api/interactions/" + log("/api/interactions", "call", "2026-03-01T10:00:00Z");
        String seen = seller.get(call).header("ETag");
        seller.with("If-Match", seen).patch(call, Map.of("outcome", "Reached")).expect(200);
        seller.with("If-Match", seen).patch(call, Map.of("outcome", "Busy")).expect(412);
        seller.with("If-Match", seen).delete(call).expect(412);
        assertThat(seller.get(call).json().path("outcome").asString()).isEqualTo("Reached");
    }

    @Test
    void anActivityIsSomebodysOrItIsRefused() {
        assertThat(seller.post("/api/interactions", Map.of("subject", "Lunch"))
                        .expect(422)
                        .text())
                .contains("contactId", "companyId");
        String call = "/api/interactions/" + log("/api/interactions", "call", "2026-03-01T10:00:00Z");
        assertThat(seller.patch(call, "{\"contactId\": null}").expect(422).text())
                .contains("companyId");
        String company = id(seller.post("/api/companies", Map.of("name", "Analytical Engines")));
        seller.patch(call, "{\"contactId\": null, \"companyId\": \"" + company + "\"}")
                .expect(200);
    }

    @Test
    void aContactThatIsDeletedOrUnknownIsRefused() {
        String unknown = "01990000-0000-7000-8000-000000000000";
        String stranger = id(Fixtures.workspace().seller().post("/api/contacts", Map.of("name", "Somebody Else")));
        String gone = id(seller.post("/api/contacts", Map.of("name", "Gone")));
        String call = "/api/interactions/" + log("/api/interactions", "call", "2026-03-01T10:00:00Z");
        seller.delete("/api/contacts/" + gone).expect(204);
        for (String other : List.of(unknown, stranger, gone)) {
            assertThat(seller.post("/api/interactions", Map.of("contactId", other))
                            .expect(422)
                            .text())
                    .contains("contactId");
            assertThat(seller.patch(call, Map.of("contactId", other))
                            .expect(422)
                            .text())
                    .contains("contactId");
            assertThat(seller.post("/api/notes", Map.of("contactId", contact, "companyId", other, "body", "x"))
                            .expect(422)
                            .text())
                    .contains("companyId");
            assertThat(seller.post("/api/interactions", Map.of("contactId", contact, "ownerId", other))
                            .expect(422)
                            .text())
                    .contains("ownerId");
        }
        assertThat(subjects("/api/timeline?contactId=" + contact)).hasSize(1);
        assertThat(seller.get("/api/contacts/" + contact)
                        .json()
                        .path("lastContactedAt")
                        .asString())
                .isEqualTo("2026-03-01T10:00:00.000Z");
    }

    @Test
    void badFieldsAreNamed() {
        assertThat(seller.post(
                                "/api/interactions",
                                Map.of(
                                        "contactId", contact,
                                        "kind", "email",
                                        "direction", "sideways",
                                        "durationSeconds", -1,
                                        "occurredAt", "yesterday"))
                        .expect(422)
                        .json()
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("field").asString()))
                .containsExactlyInAnyOrder("kind", "direction", "durationSeconds", "occurredAt");
        assertThat(seller.post("/api/notes", Map.of("contactId", contact))
                        .expect(422)
                        .text())
                .contains("body");
        seller.post("/api/notes", "[]").expect(400);
        seller.get("/api/timeline?contactId=7").expect(400);
        seller.get("/api/timeline?dateFrom=yesterday").expect(400);
    }

    @Test
    void theWorkspaceNextDoorSeesNothing() {
        String call = "/api/interactions/" + log("/api/interactions", "call", "2026-03-01T10:00:00Z");
        Http stranger = Fixtures.workspace().admin();
        stranger.get(call).expect(404);
        stranger.patch(call, Map.of("subject", "Mine")).expect(404);
        stranger.delete(call).expect(404);
        assertThat(stranger.get("/api/timeline?contactId=" + contact).json().path("data"))
                .isEmpty();
        seller.delete(call).expect(204);
        stranger.post(call + "/restore", Map.of()).expect(404);
    }

    @Test
    void whoMayOnlyReadWritesNothing() {
        String call = "/api/interactions/" + log("/api/interactions", "call", "2026-03-01T10:00:00Z");
        workspace.viewer().get(call).expect(200);
        workspace
                .viewer()
                .post("/api/interactions", Map.of("contactId", contact))
                .expect(403);
        workspace.viewer().patch(call, Map.of("subject", "x")).expect(403);
        workspace.viewer().delete(call).expect(403);
    }
}
