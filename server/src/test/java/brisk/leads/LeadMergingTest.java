package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LeadMergingTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http admin = workspace.admin();
    private final String ps = workspace.person(Role.PS).id().toString();
    private final String keptMobile = Desk.mobile();
    private final String otherMobile = Desk.mobile();
    private final String otherAlternate = Desk.mobile();

    private JsonNode kept() {
        return Desk.lead(
                admin,
                Map.of("mobile", keptMobile, "source", "Facebook", "campaign", "Monsoon", "remarks", "Rang twice"));
    }

    private JsonNode other() {
        return Desk.lead(
                admin,
                Map.ofEntries(
                        Map.entry("mobile", otherMobile),
                        Map.entry("alternatePhones", List.of(otherAlternate)),
                        Map.entry("customerName", "Asha S. Kulkarni"),
                        Map.entry("source", "Walk-in"),
                        Map.entry("email", "asha@example.org"),
                        Map.entry("city", "Pune"),
                        Map.entry("priority", "high"),
                        Map.entry("remarks", "Wants red"),
                        Map.entry("custom", Map.of("Finance", true)),
                        Map.entry("psId", ps)));
    }

    private static String id(JsonNode lead) {
        return lead.path("id").asString();
    }

    private JsonNode merge(String kept, String other, String... take) {
        return admin.post("/api/leads/merge", Map.of("keepId", kept, "mergeId", other, "take", List.of(take)))
                .expect(200)
                .json();
    }

    private JsonNode undo(JsonNode merged) {
        return admin.send("POST", "/api/leads/merges/" + merged.path("mergeId").asString() + "/undo", null)
                .expect(200)
                .json();
    }

    private void followUp(String id, String outcome) {
        admin.post("/api/leads/" + id + "/follow-ups", Map.of("outcome", outcome, "remarks", "of " + id))
                .expect(201);
    }

    private String holder(String mobile) {
        return admin.get("/api/leads/check?phone=" + mobile.replace(' ', '+'))
                .expect(200)
                .json()
                .at("/lead/id")
                .asString("");
    }

    /** All that anybody sees of both leads, but for when they were changed. */
    private List<String> seen(String... ids) {
        List<String> seen = new ArrayList<>();
        for (String id : ids) {
            seen.add(admin.get("/api/leads/" + id + "?include=cre,ps,statusInfo,touches")
                    .expect(200)
                    .text()
                    .replaceAll("\"(version\":[0-9]+|updatedAt\":\"[^\"]*\")", ""));
            for (String list : List.of("/follow-ups", "/calls", "/touches")) {
                seen.add(admin.get("/api/leads/" + id + list).expect(200).text());
            }
        }
        for (String number : List.of(keptMobile, otherMobile, otherAlternate)) {
            seen.add(holder(number));
        }
        seen.add(admin.get("/api/leads/stats").expect(200).text());
        seen.add(admin.get("/api/leads/sla").expect(200).text());
        seen.add(admin.get("/api/leads?sort=created&limit=100")
                .json()
                .at("/pagination/total")
                .asString());
        return seen;
    }

    @Test
    void theKeptLeadHasWhatBothHadAndTheOtherOneLeadsToIt() {
        JsonNode kept = kept();
        JsonNode other = other();
        followUp(id(other), "no_answer");
        followUp(id(kept), "no_answer");
        followUp(id(other), "connected");
        Desk.enquire(admin, Map.of("mobile", otherMobile, "source", "Google")).expect(409);

        JsonNode lead = merge(id(kept), id(other), "city", "customerName").path("lead");
        assertThat(lead.path("id").asString()).isEqualTo(id(kept));
        assertThat(lead.path("customerName").asString()).isEqualTo("Asha S. Kulkarni");
        assertThat(lead.path("source").asString()).isEqualTo("Facebook");
        assertThat(lead.path("campaign").asString()).isEqualTo("Monsoon");
        assertThat(lead.path("email").asString()).isEqualTo("asha@example.org");
        assertThat(lead.path("priority").asString()).isEqualTo("high");
        assertThat(lead.path("psId").asString()).isEqualTo(ps);
        assertThat(lead.path("remarks").asString()).isEqualTo("Rang twice\n\nWants red");
        assertThat(lead.at("/custom/Finance").asBoolean()).isTrue();
        assertThat(lead.path("attempts").asInt()).isEqualTo(3);
        assertThat(lead.path("alternatePhones")
                        .valueStream()
                        .map(p -> p.path("typed").asString()))
                .containsExactly(otherMobile, otherAlternate);
        assertThat(admin.get("/api/leads/" + id(kept) + "/follow-ups")
                        .json()
                        .path("data")
                        .valueStream()
                        .map(f -> f.path("attempt").asInt() + " "
                                + f.path("outcome").asString("planned")))
                .containsExactly("4 planned", "3 connected", "2 no_answer", "1 no_answer");
        assertThat(admin.get("/api/leads/" + id(kept) + "/touches")
                        .json()
                        .path("data")
                        .valueStream()
                        .map(t -> t.path("source").asString()))
                .containsExactly("Walk-in", "Google");
        for (String number : List.of(keptMobile, otherMobile, otherAlternate)) {
            assertThat(holder(number)).isEqualTo(id(kept));
        }
        JsonNode gone = admin.get("/api/leads/" + other.path("uid").asString())
                .expect(404)
                .json();
        assertThat(gone.path("mergedInto").asString()).isEqualTo(id(kept));
        admin.send("POST", "/api/leads/" + id(other) + "/restore", null).expect(404);
        JsonNode listed = admin.get("/api/leads?deleted=true").json().at("/data/0");
        assertThat(listed.path("status").asString()).isEqualTo("duplicate");
        assertThat(listed.path("mergedInto").asString()).isEqualTo(id(kept));
        assertThat(admin.get("/api/leads/" + id(kept) + "/merges")
                        .json()
                        .at("/data/0/mergedUid")
                        .asString())
                .isEqualTo(other.path("uid").asString());
        assertThat(Desk.enquire(admin, Map.of("mobile", otherAlternate))
                        .expect(409)
                        .json()
                        .path("existingId")
                        .asString())
                .isEqualTo(id(kept));
    }

    @Test
    void undoingBringsEverythingBack() {
        String kept = id(kept());
        String other = id(other());
        followUp(other, "no_answer");
        followUp(kept, "connected");
        followUp(other, "callback");
        admin.post("/api/leads/" + other + "/calls", Map.of("direction", "inbound", "outcome", "connected"))
                .expect(201);
        Desk.enquire(admin, Map.of("mobile", otherMobile, "source", "Google")).expect(409);
        List<String> before = seen(kept, other);
        JsonNode merged =
                merge(kept, other, "city", "customerName", "mobile", "status", "source", "creId", "psId", "remarks");
        assertThat(merged.at("/lead/mobile/typed").asString()).isEqualTo(otherMobile);
        undo(merged);
        assertThat(seen(kept, other)).isEqualTo(before);
        admin.send("POST", "/api/leads/merges/" + merged.path("mergeId").asString() + "/undo", null)
                .expect(404);
    }

    @Test
    void undoingBringsBackALeadThatNobodyAnsweredYet() {
        String kept = id(kept());
        String other = id(other());
        followUp(kept, "not_interested");
        admin.patch("/api/leads/" + kept, Map.of("status", "lost")).expect(200);
        List<String> before = seen(kept, other);
        undo(merge(kept, other));
        assertThat(seen(kept, other)).isEqualTo(before);
        undo(merge(other, kept));
        assertThat(seen(kept, other)).isEqualTo(before);
        undo(merge(other, kept, "status"));
        assertThat(seen(kept, other)).isEqualTo(before);
    }

    @Test
    void whatWasDoneSinceStaysWithTheKeptLead() {
        String kept = id(kept());
        String other = id(other());
        followUp(kept, "no_answer");
        followUp(other, "no_answer");
        JsonNode merged = merge(kept, other);
        followUp(kept, "connected");
        admin.patch("/api/leads/" + kept, Map.of("city", "Goa")).expect(200);
        undo(merged);
        JsonNode lead = admin.get("/api/leads/" + kept).json();
        assertThat(lead.path("city").asString()).isEqualTo("Goa");
        assertThat(lead.path("email").isNull()).isTrue();
        assertThat(lead.path("attempts").asInt()).isEqualTo(2);
        assertThat(admin.get("/api/leads/" + kept + "/follow-ups")
                        .json()
                        .path("data")
                        .valueStream()
                        .map(f -> f.path("attempt").asInt() + " "
                                + f.path("outcome").asString("planned")))
                .containsExactly("3 planned", "2 connected", "1 no_answer");
        assertThat(admin.get("/api/leads/" + other).json().path("attempts").asInt())
                .isEqualTo(1);
    }

    @Test
    void aNumberThatSomebodyElseHasByNowKeepsAMergeFromBeingUndone() {
        String kept = id(kept());
        String other = id(other());
        JsonNode merged = merge(kept, other);
        admin.patch("/api/leads/" + kept, Map.of("alternatePhones", List.of())).expect(200);
        String uid = Desk.uid(admin, Map.of("mobile", otherAlternate));
        JsonNode refused = admin.send(
                        "POST", "/api/leads/merges/" + merged.path("mergeId").asString() + "/undo", null)
                .expect(409)
                .json();
        assertThat(refused.at("/lead/uid").asString()).isEqualTo(uid);
        admin.get("/api/leads/" + other).expect(404);
    }

    @Test
    void onlyWhoSeesBothLeadsMergesThemAndUndoesIt() {
        String kept = id(kept());
        String other = id(other());
        Map<String, ?> wish = Map.of("keepId", kept, "mergeId", other);
        workspace.person(Role.PS).http().post("/api/leads/merge", wish).expect(404);
        workspace.viewer().post("/api/leads/merge", wish).expect(403);
        admin.patch("/api/leads/" + kept, Map.of("psId", ps)).expect(200);
        Http both = workspace.person(Role.PS).http();
        both.post("/api/leads/merge", Map.of("keepId", kept, "mergeId", other, "take", List.of("creId")))
                .expect(403);
        String merge = both.post("/api/leads/merge", wish)
                .expect(200)
                .json()
                .path("mergeId")
                .asString();
        String path = "/api/leads/merges/" + merge + "/undo";
        workspace.seller().send("POST", path, null).expect(404);
        Fixtures.workspace().admin().send("POST", path, null).expect(404);
        both.send("POST", path, null).expect(200);
        Fixtures.workspace().admin().post("/api/leads/merge", wish).expect(404);
    }

    @Test
    void wishesThatMakeNoSenseAreRefused() {
        String kept = id(kept());
        admin.post("/api/leads/merge", Map.of("keepId", kept, "mergeId", kept)).expect(422);
        admin.post("/api/leads/merge", Map.of("keepId", kept)).expect(422);
        admin.post("/api/leads/merge", Map.of("keepId", kept, "mergeId", id(other()), "take", List.of("uid")))
                .expect(422);
    }

    /** Whoever enters the number while its lead is merged finds the lead that has it afterwards. */
    @Test
    void enquiriesThatComeWhileTwoLeadsAreMergedAreKeptWithTheLeadThatRemains() throws Exception {
        for (int round = 0; round < 5; round++) {
            String first = Desk.mobile();
            String kept = id(Desk.lead(admin, Map.of()));
            String other = id(Desk.lead(admin, Map.of("mobile", first)));
            List<Callable<Integer>> together = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                together.add(() -> Desk.enquire(
                                admin, Map.of("mobile", first, "alternatePhones", List.of(Desk.mobile())))
                        .status());
                together.add(() -> admin.post("/api/leads/" + other + "/follow-ups", Map.of("outcome", "busy"))
                        .status());
                together.add(() -> admin.post(
                                "/api/leads/" + other + "/calls", Map.of("direction", "outbound", "outcome", "busy"))
                        .status());
            }
            together.add(
                    4,
                    () -> admin.post("/api/leads/merge", Map.of("keepId", kept, "mergeId", other))
                            .status());
            int followUps = 0;
            int calls = 0;
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> answers = people.invokeAll(together);
                for (int i = 0; i < answers.size(); i++) {
                    int status = answers.get(i).get();
                    assertThat(status).isIn(200, 201, 404, 409);
                    int kind = i == 4 ? 0 : (i > 4 ? i - 1 : i) % 3;
                    followUps += kind == 1 && status == 201 ? 1 : 0;
                    calls += kind == 2 && status == 201 ? 1 : 0;
                }
            }
            JsonNode lead = admin.get("/api/leads/" + kept + "?include=touches").json();
            assertThat(lead.path("touches").asInt()).isEqualTo(9);
            assertThat(lead.path("attempts").asInt()).isEqualTo(followUps);
            assertThat(admin.get("/api/leads/" + kept + "/calls").json().path("data"))
                    .hasSize(calls + followUps + 2);
            assertThat(holder(first)).isEqualTo(kept);
        }
    }
}
