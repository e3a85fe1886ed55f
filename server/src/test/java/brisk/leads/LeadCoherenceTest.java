package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** After every write, what the cache answers is what the database would, for everybody who sees the lead. */
class LeadCoherenceTest {
    private static final TestServer server = TestServer.start(Map.of());

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Http admin = workspace.admin();
    private final Http ps = workspace.person(Role.PS).http();
    private final String psId = workspace.person(Role.PS).id().toString();
    private final String mobile = Desk.mobile();
    private final String other = Desk.mobile();
    private final String uid = Desk.uid(admin, Map.of("mobile", mobile, "psId", psId));
    private final String id = admin.get("/api/leads/" + uid).json().path("id").asString();
    private final String rule = admin.post(
                    "/api/lead-rules", Map.of("name", "All", "strategy", "round_robin", "memberIds", List.of(psId)))
            .expect(201)
            .json()
            .path("id")
            .asString();
    private final List<String> answers = List.of(
            "/api/leads?include=cre,ps,statusInfo,touches,contact,deal",
            "/api/leads?sla=overdue",
            "/api/leads/" + uid + "?include=cre,ps,statusInfo,touches,contact,deal",
            "/api/leads/" + id,
            "/api/leads/" + uid + "/follow-ups",
            "/api/leads/" + uid + "/calls",
            "/api/leads/" + uid + "/touches",
            "/api/leads/check?phone=" + mobile.replace(' ', '+'),
            "/api/leads/check?phone=" + other.replace(' ', '+'),
            "/api/leads/" + uid + "/merges",
            "/api/leads/duplicates",
            "/api/leads/duplicates?dismissed=true",
            "/api/leads/touches",
            "/api/lead-doors",
            "/api/leads/stats",
            "/api/leads/sla",
            "/api/search?q=" + uid,
            "/api/search?q=asha",
            "/api/lead-rules",
            "/api/lead-rules/" + rule,
            "/api/lead-statuses",
            "/api/lead-settings",
            "/api/contacts",
            "/api/deals");

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String content(Http http, String path) {
        return http.get(path).text().replaceFirst("\"requestId\":\"[^\"]*\"", "");
    }

    private void assertFresh(String after) {
        for (Http http : List.of(admin, ps)) {
            for (String answer : answers) {
                String seen = content(http, answer);
                String fresh = content(http, answer + (answer.contains("?") ? "&" : "?") + "refresh=true");
                assertThat(seen).as("%s after %s", answer, after).isEqualTo(fresh);
            }
        }
    }

    private Map<String, Runnable> writes() {
        String lead = "/api/leads/" + uid;
        String seller = workspace.person(Role.SELLER).id().toString();
        Map<String, Runnable> writes = new LinkedHashMap<>();
        writes.put("another lead", () -> Desk.lead(admin, Map.of()));
        writes.put(
                "a duplicate",
                () -> Desk.enquire(admin, Map.of("mobile", mobile, "alternatePhones", List.of(other)))
                        .expect(409));
        writes.put(
                "a change",
                () -> admin.patch(lead, Map.of("customerName", "Asha K.")).expect(200));
        writes.put(
                "a follow-up",
                () -> ps.post(lead + "/follow-ups", Map.of("outcome", "busy")).expect(201));
        writes.put(
                "a call",
                () -> ps.post(lead + "/calls", Map.of("direction", "inbound", "outcome", "connected"))
                        .expect(201));
        writes.put(
                "another number",
                () -> admin.patch(lead, Map.of("mobile", Desk.mobile())).expect(200));
        writes.put(
                "a handover",
                () -> admin.patch("/api/leads/" + id, Map.of("psId", seller)).expect(200));
        writes.put(
                "a handover back", () -> admin.patch(lead, Map.of("psId", psId)).expect(200));
        writes.put("deleting", () -> admin.delete(lead).expect(204));
        writes.put(
                "restoring", () -> admin.send("POST", lead + "/restore", null).expect(200));
        writes.put("the clock", () -> {
            server.advance(Duration.ofMinutes(31));
            new LeadClock(server.app().database(), server.clock()).mark(new Trace());
        });
        writes.put(
                "a status",
                () -> admin.post("/api/lead-statuses", Map.of("name", "Finance", "kind", "open"))
                        .expect(201));
        writes.put(
                "a setting",
                () -> admin.patch("/api/lead-settings", Map.of("responseMinutes", 7))
                        .expect(200));
        writes.put(
                "a rule",
                () -> admin.patch("/api/lead-rules/" + rule, Map.of("active", false))
                        .expect(200));
        writes.put(
                "another name",
                () -> admin.patch("/api/users/" + psId, Map.of("name", "P. Raman"))
                        .expect(200));
        writes.putAll(writesOfMany());
        writes.put("converting", () -> ps.post(lead + "/convert", Map.of()).expect(200));
        return writes;
    }

    /** Writes that are about several leads, in the order in which one follows from the other. */
    private Map<String, Runnable> writesOfMany() {
        String twin = Desk.lead(admin, Map.of("psId", psId, "email", "twin@example.org"))
                .path("id")
                .asString();
        var made = new LinkedHashMap<String, String>();
        Map<String, Runnable> writes = new LinkedHashMap<>();
        writes.put("a pair", () -> {
            admin.patch("/api/leads/" + uid, Map.of("email", "twin@example.org"))
                    .expect(200);
            new LeadMatcher(server.app().database(), server.clock()).matchAll(new Trace(), workspace.id());
        });
        writes.put(
                "telling two customers apart",
                () -> admin.send("POST", "/api/leads/duplicates/" + pair(made) + "/dismiss", null)
                        .expect(200));
        writes.put(
                "taking that back",
                () -> admin.send("POST", "/api/leads/duplicates/" + made.get("pair") + "/restore", null)
                        .expect(200));
        writes.put(
                "a merge",
                () -> made.put(
                        "merge",
                        admin.post("/api/leads/merge", Map.of("keepId", id, "mergeId", twin))
                                .expect(200)
                                .json()
                                .path("mergeId")
                                .asString()));
        writes.put(
                "its undo",
                () -> admin.send("POST", "/api/leads/merges/" + made.get("merge") + "/undo", null)
                        .expect(200));
        writes.put(
                "a status for many",
                () -> admin.post(
                                "/api/leads/bulk",
                                Map.of(
                                        "operation",
                                        "update_status",
                                        "leadIds",
                                        List.of(id, twin),
                                        "updates",
                                        Map.of("status", "qualified")))
                        .expect(200));
        writes.put("a follow-up that is taken back", () -> {
            String path = "/api/leads/" + uid + "/follow-ups";
            String followUp = ps.post(path, Map.of("outcome", "busy"))
                    .expect(201)
                    .json()
                    .at("/followUp/id")
                    .asString();
            ps.delete(path + "/" + followUp).expect(204);
        });
        writes.put(
                "a door",
                () -> admin.post("/api/lead-doors", Map.of("name", "Form", "source", "Website"))
                        .expect(201));
        return writes;
    }

    private String pair(Map<String, String> made) {
        return made.computeIfAbsent(
                "pair",
                ignored -> admin.get("/api/leads/duplicates?limit=1")
                        .expect(200)
                        .json()
                        .at("/data/0/id")
                        .asString());
    }

    @Test
    void afterEveryWriteTheCacheIsAsNewAsTheDatabase() {
        writes().forEach((name, write) -> {
            answers.forEach(admin::get);
            answers.forEach(ps::get);
            write.run();
            assertFresh(name);
        });
    }
}
