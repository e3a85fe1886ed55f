package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One thing that is done to many leads. */
class LeadBulkTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http admin = workspace.admin();
    private final String ps = workspace.person(Role.PS).id().toString();

    private List<String> leads(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(Desk.lead(admin, Map.of()).path("id").asString());
        }
        return ids;
    }

    private static Map<String, Object> wish(String operation, List<String> ids, Map<String, ?> updates) {
        return new HashMap<>(Map.of("operation", operation, "leadIds", ids, "updates", updates));
    }

    private JsonNode lead(String id) {
        return admin.get("/api/leads/" + id).expect(200).json();
    }

    private List<String> mails() {
        return workspace
                .server()
                .app()
                .database()
                .read(
                        new Trace(),
                        handle -> handle.createQuery(
                                        "SELECT m.subject || ' ' || m.body FROM mails m WHERE m.workspace_id = :workspaceId")
                                .bind("workspaceId", workspace.id())
                                .mapTo(String.class)
                                .list());
    }

    @Test
    void manyLeadsAreHandedOverAndTheirPsIsToldOnce() {
        List<String> ids = leads(3);
        JsonNode result = admin.post("/api/leads/bulk", wish("update_ps", ids, Map.of("psId", ps)))
                .expect(200)
                .json();
        assertThat(result.path("succeeded").asInt()).isEqualTo(3);
        for (String id : ids) {
            assertThat(lead(id).path("psId").asString()).isEqualTo(ps);
            assertThat(admin.get("/api/leads/" + id + "/follow-ups")
                            .json()
                            .at("/data/0/userId")
                            .asString())
                    .isEqualTo(ps);
        }
        assertThat(mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail)
                        .startsWith("3 leads are yours now")
                        .contains(lead(ids.getFirst()).path("uid").asString()));
        admin.post("/api/leads/bulk", wish("update_ps", ids, Map.of("psId", ps)))
                .expect(200);
        assertThat(mails()).hasSize(1);
        Desk.lead(admin, Map.of("psId", ps));
        assertThat(mails()).hasSize(2);
    }

    @Test
    void manyLeadsGetAStatusAndEachFollows() {
        List<String> ids = leads(2);
        admin.post("/api/leads/bulk", wish("update_status", ids, Map.of("status", "lost")))
                .expect(200);
        for (String id : ids) {
            assertThat(lead(id).path("kind").asString()).isEqualTo("lost");
            assertThat(lead(id).path("nextFollowUpAt").isNull()).isTrue();
        }
        admin.post("/api/leads/bulk", wish("update_status", ids, Map.of("status", "nowhere")))
                .expect(422);
        admin.post(
                        "/api/leads/bulk",
                        wish("update_ps", ids, Map.of("psId", UUID.randomUUID().toString())))
                .expect(422);
        admin.post("/api/leads/bulk", wish("update_ps", ids, Map.of())).expect(422);
    }

    @Test
    void allOfThemOrNoneUnlessAPartIsEnough() {
        List<String> ids = new ArrayList<>(leads(2));
        ids.add(UUID.randomUUID().toString());
        Map<String, Object> wish = wish("update_status", ids, Map.of("status", "lost"));
        JsonNode refused = admin.post("/api/leads/bulk", wish).expect(422).json();
        assertThat(refused.at("/results/2/status").asInt()).isEqualTo(404);
        assertThat(lead(ids.getFirst()).path("status").asString()).isEqualTo("new");
        wish.put("partial", true);
        wish.put("versions", Map.of(ids.get(1), 7));
        JsonNode done = admin.post("/api/leads/bulk", wish).expect(200).json();
        assertThat(done.path("results").valueStream().map(r -> r.path("status").asInt(200)))
                .containsExactly(200, 412, 404);
        assertThat(lead(ids.getFirst()).path("status").asString()).isEqualTo("lost");
        assertThat(lead(ids.get(1)).path("status").asString()).isEqualTo("new");
    }

    @Test
    void whatWasDeletedComesBackUnlessItsNumberIsTaken() {
        String mobile = Desk.mobile();
        String first = Desk.lead(admin, Map.of("mobile", mobile)).path("id").asString();
        List<String> ids = new ArrayList<>(List.of(first));
        admin.post("/api/leads/bulk", wish("delete", ids, Map.of())).expect(200);
        String second = Desk.lead(admin, Map.of("mobile", mobile)).path("id").asString();
        ids.add(second);
        ids.addAll(leads(1));
        admin.post("/api/leads/bulk", wish("delete", ids.subList(1, 3), Map.of()))
                .expect(200);
        Map<String, Object> restore = wish("restore", ids, Map.of());
        admin.post("/api/leads/bulk", restore).expect(422);
        restore.put("partial", true);
        assertThat(admin.post("/api/leads/bulk", restore)
                        .expect(200)
                        .json()
                        .path("results")
                        .valueStream()
                        .map(r -> r.path("status").asInt(200)))
                .containsExactly(200, 409, 200);
        assertThat(admin.get("/api/leads/check?phone=" + mobile.replace(' ', '+'))
                        .json()
                        .at("/lead/id")
                        .asString())
                .isEqualTo(first);
    }

    @Test
    void nobodyChangesWhatTheyDoNotSee() {
        List<String> ids = leads(2);
        admin.patch("/api/leads/" + ids.getFirst(), Map.of("psId", ps)).expect(200);
        Http theirs = workspace.person(Role.PS).http();
        Map<String, Object> wish = wish("update_status", ids, Map.of("status", "lost"));
        wish.put("partial", true);
        assertThat(theirs.post("/api/leads/bulk", wish)
                        .expect(200)
                        .json()
                        .path("succeeded")
                        .asInt())
                .isEqualTo(1);
        theirs.post("/api/leads/bulk", wish("delete", ids.subList(0, 1), Map.of()))
                .expect(403);
        workspace.viewer().post("/api/leads/bulk", wish).expect(403);
        assertThat(Fixtures.workspace()
                        .admin()
                        .post("/api/leads/bulk", wish)
                        .expect(200)
                        .json()
                        .path("succeeded")
                        .asInt())
                .isZero();
        assertThat(lead(ids.get(1)).path("status").asString()).isEqualTo("new");
    }
}
