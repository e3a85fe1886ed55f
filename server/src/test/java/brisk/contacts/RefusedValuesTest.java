package brisk.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RefusedValuesTest {
    private static final String NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private String created(String path, Map<String, ?> body) {
        return seller.post(path, body).expect(201).json().path("id").asString();
    }

    private static String field(Reply reply) {
        return reply.json().path("errors").path(0).path("field").asString();
    }

    @Test
    void aNumberThatIsLongWhenWrittenOutIsRefused() {
        for (String number :
                List.of("1e131000", "1e999999", "1e-99999", "1e31", "-1e31", "1" + "0".repeat(40), "1.5e-31")) {
            Reply reply = seller.post("/api/contacts", "{\"name\":\"x\",\"custom\":{\"k\":" + number + "}}");
            assertThat(reply.status()).as(number).isEqualTo(422);
            assertThat(field(reply)).isEqualTo("custom.k");
            reply = seller.post("/api/deals", "{\"name\":\"x\",\"value\":" + number + "}");
            assertThat(reply.status()).as(number).isEqualTo(422);
        }
        seller.post("/api/deals", "{\"name\":\"x\",\"value\":\"1e999999999\"}").expect(422);
        for (String number : List.of("0", "1.50", "-2", "1e30", "123456789012345678901234567890")) {
            seller.post("/api/contacts", "{\"name\":\"x\",\"custom\":{\"k\":" + number + "}}")
                    .expect(201);
        }
    }

    @Test
    void aCursorWhoseKeyIsNoValueOfItsOrderIsABadRequest() {
        seller.post("/api/contacts", Map.of("name", "Ann")).expect(201);
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("lastContacted\nfoo", "/api/contacts?sort=lastContacted");
        keys.put("lastContacted\n", "/api/contacts?sort=lastContacted");
        keys.put("lastContacted\n2026-02-31 00:00:00+00", "/api/contacts?sort=lastContacted");
        keys.put("lastContacted\n9999999-01-01 00:00:00+00", "/api/contacts?sort=lastContacted");
        keys.put("warmness\n99999", "/api/contacts?sort=warmness");
        keys.put("-warmness\nx", "/api/contacts?sort=-warmness");
        keys.put("name\na\0b", "/api/contacts?sort=name");
        keys.put("-occurred\nx", "/api/timeline?sort=-occurred");
        keys.put("-occurred\n\n", "/api/timeline?kind=call&sort=-occurred");
        keys.put("value\nx", "/api/deals?sort=value");
        keys.put("due\nx", "/api/reminders?sort=due");
        keys.forEach((key, path) -> {
            String text = key.replaceFirst("\n", "\n" + NOBODY + "\n");
            String after = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            Reply reply = seller.get(path + "&after=" + after.replace("=", ""));
            assertThat(reply.status()).as(key + " " + path + " " + reply.text()).isEqualTo(400);
            assertThat(reply.json().path("detail").asString()).contains("cursor");
        });
    }

    @Test
    void onlyIdsAreMerged() {
        String winner = created("/api/contacts", Map.of("name", "Ann"));
        for (String losers : List.of("[null]", "[\"\"]", "[null, \"" + NOBODY + "\"]")) {
            Reply reply =
                    seller.post("/api/contacts/merge", "{\"winnerId\":\"" + winner + "\",\"loserIds\":" + losers + "}");
            assertThat(reply.status()).as(losers + reply.text()).isIn(400, 422);
        }
        seller.post("/api/contacts/merge", "{\"winnerId\":\"" + winner + "\",\"loserIds\":[null]}")
                .expect(422);
    }

    @Test
    void aDeletedParentIsNotNamed() {
        String company = created("/api/companies", Map.of("name", "Gone GmbH"));
        String employee = created("/api/contacts", Map.of("name", "Eve", "companyId", company));
        String person = created("/api/contacts", Map.of("name", "Gone"));
        String winner = created("/api/contacts", Map.of("name", "Winner"));
        String loser = created("/api/contacts", Map.of("name", "Loser"));
        seller.post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of(loser)))
                .expect(200);
        seller.delete("/api/companies/" + company).expect(204);
        seller.delete("/api/contacts/" + person).expect(204);

        Reply refused = seller.post("/api/contacts", Map.of("name", "Ann", "companyId", company));
        assertThat(field(refused.expect(422))).isEqualTo("companyId");
        assertThat(refused.text()).contains("does not exist in this workspace");
        String ann = created("/api/contacts", Map.of("name", "Ann"));
        assertThat(field(seller.patch("/api/contacts/" + ann, Map.of("companyId", company))
                        .expect(422)))
                .isEqualTo("companyId");
        seller.with("If-Match", "\"7\"")
                .patch("/api/contacts/" + ann, Map.of("name", "An"))
                .expect(412);
        seller.patch("/api/contacts/" + UUID.randomUUID(), Map.of("companyId", NOBODY))
                .expect(404);
        JsonNode bulk = seller.post(
                        "/api/contacts/bulk",
                        Map.of("operation", "create", "records", List.of(Map.of("name", "B", "companyId", company))))
                .expect(422)
                .json();
        assertThat(bulk.toString()).contains("companyId");
        seller.post(
                        "/api/contacts/bulk",
                        Map.of("operation", "update", "ids", List.of(ann), "changes", Map.of("companyId", company)))
                .expect(422);
        assertThat(field(seller.post("/api/companies", Map.of("name", "Child", "parentId", company))
                        .expect(422)))
                .isEqualTo("parentId");
        for (String contact : List.of(person, loser)) {
            assertThat(field(seller.post(
                                    "/api/reminders",
                                    Map.of("title", "Call", "dueAt", "2026-05-31T09:00:00Z", "contactId", contact))
                            .expect(422)))
                    .isEqualTo("contactId");
        }
        // What was named before stays, and other fields of such a record are still changed.
        seller.patch("/api/contacts/" + employee, Map.of("role", "Gaffer")).expect(200);
        String live = created("/api/companies", Map.of("name", "Live GmbH"));
        seller.patch("/api/contacts/" + employee, Map.of("companyId", live)).expect(200);
        created(
                "/api/reminders",
                Map.of("title", "Call", "dueAt", "2026-05-31T09:00:00Z", "contactId", ann, "companyId", live));
    }

    @Test
    void aBulkRequestThatContradictsItselfIsRefused() {
        String ann = created("/api/contacts", Map.of("name", "Ann"));
        Object records = List.of(Map.of("name", "B"));
        Object ids = List.of(ann);
        Object changes = Map.of("role", "Gaffer");
        for (Object body : List.of(
                Map.of(
                        "operation",
                        "update",
                        "records",
                        List.of(Map.of("id", ann, "name", "C")),
                        "ids",
                        ids,
                        "changes",
                        changes),
                Map.of("operation", "update", "records", List.of(Map.of("id", ann, "name", "C")), "changes", changes),
                Map.of("operation", "create", "records", records, "changes", changes),
                Map.of("operation", "create", "records", records, "ids", ids),
                Map.of("operation", "delete", "ids", ids, "changes", changes),
                Map.of("operation", "restore", "ids", ids, "changes", changes))) {
            seller.post("/api/contacts/bulk", body).expect(422);
        }
        assertThat(seller.get("/api/contacts").json().path("data").size()).isEqualTo(1);
        assertThat(seller.get("/api/contacts/" + ann).json().path("version").asInt())
                .isEqualTo(1);
    }

    @Test
    void aCreationThatWasTakenBackNamesNoIds() {
        JsonNode results = seller.post(
                        "/api/contacts/bulk",
                        Map.of("operation", "create", "records", List.of(Map.of("name", "Good"), Map.of("name", ""))))
                .expect(422)
                .json()
                .path("results");
        assertThat(results.get(0).path("result").asString()).isEqualTo("not done");
        assertThat(results.get(0).has("id")).isFalse();
    }

    @Test
    void timesAreThoseOfTheYears1To9999InUtc() {
        for (String time : List.of("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00")) {
            seller.post("/api/contacts", Map.of("name", "Ann", "lastContactedAt", time))
                    .expect(422);
        }
        seller.post("/api/contacts", Map.of("name", "Ann", "lastContactedAt", "9999-12-31T12:00:00Z"))
                .expect(201);
        for (String range : List.of("createdTo=9999-12-31", "lastContactedTo=9999-12-31", "createdFrom=9999-12-31")) {
            seller.get("/api/contacts?" + range).expect(200);
        }
        assertThat(seller.get("/api/contacts?lastContactedTo=9999-12-31")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(1);
        seller.get("/api/contacts?createdTo=%2B10000-01-01").expect(400);
    }

    @Test
    void aNameHasSomethingToSee() {
        for (String name : List.of("\u00a0", "\u200b", "\ufeff", " \u2060\u00a0\u3000\u200b ")) {
            seller.post("/api/contacts", Map.of("name", name)).expect(422);
            workspace
                    .admin()
                    .post("/api/tokens", Map.of("name", name, "scopes", List.of("read")))
                    .expect(422);
        }
        workspace
                .admin()
                .post("/api/tokens", "{\"name\":\"a\\ud800b\",\"scopes\":[\"read\"]}")
                .expect(422);
        assertThat(seller.post("/api/contacts", Map.of("name", "\u00a0Ann\u00a0Lee\ufeff"))
                        .expect(201)
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("Ann\u00a0Lee");
    }

    @Test
    void aPinStandsBehindAPin() {
        String ann = created("/api/contacts", Map.of("name", "Ann"));
        String bob = created("/api/contacts", Map.of("name", "Bob"));
        for (String after : List.of(NOBODY, bob)) {
            assertThat(field(seller.put("/api/my-500/pins/" + ann, Map.of("after", after))
                            .expect(422)))
                    .isEqualTo("after");
        }
        assertThat(seller.get("/api/my-500").json().path("data").size()).isZero();
        seller.send("PUT", "/api/my-500/pins/" + bob, null).expect(204);
        seller.put("/api/my-500/pins/" + ann, Map.of("after", bob)).expect(204);
        seller.put("/api/my-500/pins/" + NOBODY, Map.of("after", bob)).expect(404);
    }
}
