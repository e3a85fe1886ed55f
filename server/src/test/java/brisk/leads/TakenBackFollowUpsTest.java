package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was entered by mistake is taken back, and the lead is as it was. */
class TakenBackFollowUpsTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http admin = workspace.admin();
    private final String ps = workspace.person(Role.PS).id().toString();
    private final String uid = Desk.uid(admin, Map.of("psId", ps));

    private String followUp(Map<String, ? extends @Nullable Object> made) {
        return admin.post("/api/leads/" + uid + "/follow-ups", made)
                .expect(201)
                .json()
                .at("/followUp/id")
                .asString();
    }

    private void takeBack(String id) {
        admin.delete("/api/leads/" + uid + "/follow-ups/" + id).expect(204);
    }

    /** All that anybody sees of the lead, but for when it was changed. */
    private List<String> seen() {
        List<String> seen = new ArrayList<>();
        seen.add(admin.get("/api/leads/" + uid).text().replaceAll("\"(version\":[0-9]+|updatedAt\":\"[^\"]*\")", ""));
        for (String list : List.of(
                "/api/leads/" + uid + "/follow-ups",
                "/api/leads/" + uid + "/calls",
                "/api/leads/stats",
                "/api/leads/sla")) {
            seen.add(admin.get(list).expect(200).text());
        }
        return seen;
    }

    private void assertTakenBack(Map<String, ? extends @Nullable Object> made) {
        List<String> before = seen();
        String id = followUp(made);
        assertThat(seen()).isNotEqualTo(before);
        takeBack(id);
        assertThat(seen()).as("after %s was taken back", made).isEqualTo(before);
    }

    @Test
    void whateverWasEnteredTheLeadIsAsItWasBefore() {
        var never = new HashMap<String, @Nullable Object>(Map.of("outcome", "connected"));
        never.put("nextAt", null);
        List<Map<String, ? extends @Nullable Object>> mistakes = List.of(
                Map.of("outcome", "no_answer"),
                Map.of("outcome", "connected", "status", "test_drive", "durationSeconds", 60),
                Map.of("outcome", "visited", "channel", "visit", "nextAt", "2027-01-02T09:00:00Z"),
                Map.of("outcome", "not_interested", "status", "lost"),
                never);
        mistakes.forEach(this::assertTakenBack);
        followUp(Map.of("outcome", "connected"));
        mistakes.forEach(this::assertTakenBack);
        admin.patch("/api/leads/" + uid, Map.of("status", "lost")).expect(200);
        assertTakenBack(Map.of("outcome", "connected", "status", "qualified"));
    }

    @Test
    void onlyTheNewestIsTakenBackAndOnlyOnce() {
        String first = followUp(Map.of("outcome", "no_answer"));
        String second = followUp(Map.of("outcome", "busy"));
        String path = "/api/leads/" + uid + "/follow-ups/";
        admin.delete(path + first).expect(409);
        takeBack(second);
        admin.delete(path + second).expect(404);
        takeBack(first);
        assertThat(admin.get("/api/leads/" + uid).json().path("attempts").asInt())
                .isZero();
        String planned = admin.get("/api/leads/" + uid + "/follow-ups")
                .json()
                .at("/data/0/id")
                .asString();
        admin.delete(path + planned).expect(404);
    }

    @Test
    void whatSomebodyChangedSinceStays() {
        String id = followUp(Map.of("outcome", "connected"));
        admin.patch("/api/leads/" + uid, Map.of("status", "qualified", "nextFollowUpAt", "2027-03-01T09:00:00Z"))
                .expect(200);
        takeBack(id);
        var lead = admin.get("/api/leads/" + uid).json();
        assertThat(lead.path("status").asString()).isEqualTo("qualified");
        assertThat(lead.path("nextFollowUpAt").asString()).startsWith("2027-03-01");
        assertThat(lead.path("firstRespondedAt").isNull()).isTrue();
        assertThat(admin.get("/api/leads/" + uid + "/follow-ups").json().path("data"))
                .singleElement()
                .satisfies(
                        planned -> assertThat(planned.path("dueAt").asString()).startsWith("2027-03-01"));
    }

    @Test
    void onlyWhoSeesTheLeadTakesItBack() {
        String path = "/api/leads/" + uid + "/follow-ups/" + followUp(Map.of("outcome", "busy"));
        workspace.seller().delete(path).expect(404);
        workspace.viewer().delete(path).expect(403);
        Fixtures.workspace().admin().delete(path).expect(404);
        workspace.person(Role.PS).http().delete(path).expect(204);
    }
}
