package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FollowUpsTest {
    private static final TestServer server = TestServer.start(Map.of());

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Http cre = workspace.person(Role.CRE).http();
    private final Http ps = workspace.person(Role.PS).http();
    private final String psId = workspace.person(Role.PS).id().toString();
    private final LeadClock leadClock = new LeadClock(server.app().database(), server.clock());

    @AfterAll
    static void stop() {
        server.close();
    }

    private String lead() {
        return Desk.uid(cre, Map.of("psId", psId));
    }

    private JsonNode data(String uid, String list) {
        return ps.get("/api/leads/" + uid + "/" + list).expect(200).json().path("data");
    }

    @Test
    void aNewLeadHasAFollowUpAndTheCallByWhichItCame() {
        String uid = lead();
        JsonNode planned = data(uid, "follow-ups").get(0);
        assertThat(planned.path("attempt").asInt()).isEqualTo(1);
        assertThat(planned.path("outcome").isNull()).isTrue();
        assertThat(planned.path("userId").asString()).isEqualTo(psId);
        JsonNode call = data(uid, "calls").get(0);
        assertThat(call.path("direction").asString()).isEqualTo("inbound");
        assertThat(call.at("/user/name").asString()).isEqualTo("Chidi Okafor");
        String web = Desk.uid(cre, java.util.Collections.singletonMap("call", null));
        assertThat(cre.get("/api/leads/" + web + "/calls").json().path("data").isEmpty())
                .as("nobody called")
                .isTrue();
    }

    @Test
    void attemptsFollowEachOtherAndTheLeadFollowsThem() {
        String uid = lead();
        Reply reply = ps.post(
                        "/api/leads/" + uid + "/follow-ups", Map.of("outcome", "no_answer", "remarks", "Rang twice"))
                .expect(201);
        assertThat(reply.statements()).isEqualTo(1);
        JsonNode first = reply.json();
        assertThat(first.at("/followUp/attempt").asInt()).isEqualTo(1);
        assertThat(first.at("/followUp/doneBy/name").asString()).isEqualTo("Priya Raman");
        assertThat(first.at("/planned/attempt").asInt()).isEqualTo(2);
        assertThat(first.at("/lead/status").asString()).as("nobody was reached").isEqualTo("new");
        assertThat(first.at("/lead/sla").asString()).isEqualTo("met");
        assertThat(first.at("/planned/dueAt")).isEqualTo(first.at("/lead/nextFollowUpAt"));

        JsonNode second = ps.post(
                        "/api/leads/" + uid + "/follow-ups",
                        Map.of("outcome", "connected", "nextAt", "2027-01-02T09:00:00Z", "durationSeconds", 95))
                .expect(201)
                .json();
        assertThat(second.at("/lead/status").asString()).isEqualTo("contacted");
        assertThat(second.at("/lead/nextFollowUpAt").asString()).isEqualTo("2027-01-02T09:00:00.000Z");
        assertThat(second.at("/lead/attempts").asInt()).isEqualTo(2);

        JsonNode third = ps.post(
                        "/api/leads/" + uid + "/follow-ups",
                        Map.of("outcome", "not_interested", "channel", "visit", "status", "lost"))
                .expect(201)
                .json();
        assertThat(third.path("planned").isNull()).isTrue();
        assertThat(third.at("/lead/kind").asString()).isEqualTo("lost");
        assertThat(third.at("/lead/nextFollowUpAt").isNull()).isTrue();
        assertThat(data(uid, "follow-ups")
                        .valueStream()
                        .map(f -> f.path("outcome").asString()))
                .containsExactly("not_interested", "connected", "no_answer");
        assertThat(data(uid, "calls").valueStream().map(c -> c.path("outcome").asString()))
                .containsExactly("connected", "no_answer", "connected");
        ps.post("/api/leads/" + uid + "/follow-ups", Map.of("outcome", "won")).expect(422);
        ps.post("/api/leads/" + uid + "/follow-ups", Map.of("outcome", "connected", "status", "none"))
                .expect(422);
    }

    @Test
    void thePlannedFollowUpMovesWithItsDateAndItsOwner() {
        String uid = lead();
        var selma = workspace.person(Role.SELLER).id();
        cre.patch("/api/leads/" + uid, Map.of("nextFollowUpAt", "2027-03-01T10:00:00Z", "psId", selma.toString()))
                .expect(200);
        JsonNode planned = workspace
                .seller()
                .get("/api/leads/" + uid + "/follow-ups")
                .json()
                .path("data");
        assertThat(planned.size()).isEqualTo(1);
        assertThat(planned.at("/0/dueAt").asString()).isEqualTo("2027-03-01T10:00:00.000Z");
        assertThat(planned.at("/0/userId").asString()).isEqualTo(selma.toString());
        cre.patch("/api/leads/" + uid, "{\"nextFollowUpAt\": null}").expect(200);
        assertThat(cre.get("/api/leads/" + uid + "/follow-ups")
                        .json()
                        .at("/data/0/outcome")
                        .asString())
                .isEqualTo("cancelled");
        cre.patch("/api/leads/" + uid, Map.of("nextFollowUpAt", "2027-03-01T10:00:00Z"))
                .expect(200);
        assertThat(cre.get("/api/leads/" + uid + "/follow-ups")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aCallIsTheFirstResponseOnlyIfSomebodyCalledTheCustomer() {
        String uid = lead();
        Reply inbound = ps.post("/api/leads/" + uid + "/calls", Map.of("direction", "inbound", "outcome", "connected"))
                .expect(201);
        assertThat(inbound.statements()).isEqualTo(1);
        assertThat(ps.get("/api/leads/" + uid).json().path("sla").asString()).isEqualTo("waiting");
        ps.post("/api/leads/" + uid + "/calls", Map.of("direction", "outbound", "outcome", "busy"))
                .expect(201);
        assertThat(ps.get("/api/leads/" + uid).json().path("sla").asString()).isEqualTo("met");
        assertThat(data(uid, "calls").size()).isEqualTo(3);
    }

    @Test
    void whatIsNotAnsweredInTimeIsABreachOfItsCreAndPs() {
        workspace
                .manager()
                .patch("/api/lead-settings", Map.of("responseMinutes", 10))
                .expect(200);
        String late = lead();
        String inTime = lead();
        String never = Desk.uid(workspace.admin(), Map.of());
        ps.post("/api/leads/" + inTime + "/follow-ups", Map.of("outcome", "connected"))
                .expect(201);
        server.advance(Duration.ofMinutes(11));
        leadClock.mark(new Trace());
        assertThat(Desk.uids(workspace.admin(), "/api/leads?sla=overdue")).containsExactly(never, late);
        assertThat(Desk.uids(workspace.admin(), "/api/leads?overdue=true")).containsExactlyInAnyOrder(never, late);
        ps.post("/api/leads/" + late + "/follow-ups", Map.of("outcome", "connected"))
                .expect(201);

        Reply reply = workspace.manager().get("/api/leads/sla").expect(200);
        assertThat(reply.statements()).isEqualTo(1);
        JsonNode sla = reply.json();
        assertThat(sla.at("/totals/breaches").asInt()).isEqualTo(2);
        assertThat(sla.at("/totals/met").asInt()).isEqualTo(1);
        assertThat(sla.at("/totals/breachRate").asDouble()).isEqualTo(0.6667);
        JsonNode byPs = sla.path("byPs");
        assertThat(byPs.at("/0/user/name").asString()).isEqualTo("Priya Raman");
        assertThat(byPs.at("/0/missed").asInt()).isEqualTo(1);
        assertThat(byPs.at("/1/user").isNull()).as("nobody's").isTrue();
        assertThat(byPs.at("/1/overdue").asInt()).isEqualTo(1);
        assertThat(sla.at("/byCre/0/user/name").asString()).isEqualTo("Chidi Okafor");
    }

    @Test
    void figuresTellHowLeadsFareBySourceCrePsAndDay() {
        String won = Desk.uid(cre, Map.of("psId", psId, "source", "Facebook"));
        Desk.uid(cre, Map.of("psId", psId, "source", "FACEBOOK"));
        Desk.uid(cre, Map.of("source", "Facebook"));
        String walkIn = Desk.uid(cre, Map.of("source", "Walk|in"));
        server.advance(Duration.ofMinutes(5));
        ps.post("/api/leads/" + won + "/follow-ups", Map.of("outcome", "visited", "channel", "visit", "status", "won"))
                .expect(201);
        Reply reply = cre.get("/api/leads/stats").expect(200);
        assertThat(reply.statements()).isEqualTo(1);
        JsonNode stats = reply.json();
        assertThat(stats.at("/totals/leads").asInt()).isEqualTo(4);
        assertThat(stats.at("/totals/won").asInt()).isEqualTo(1);
        assertThat(stats.at("/totals/averageResponseMinutes").asDouble()).isBetween(5.0, 5.2);
        assertThat(stats.at("/bySource/0/source").asString()).isEqualTo("Facebook");
        assertThat(stats.at("/bySource/0/leads").asInt()).isEqualTo(3);
        assertThat(stats.at("/bySource/0/conversion").asDouble()).isEqualTo(0.3333);
        assertThat(stats.at("/byPs/0/leads").asInt()).isEqualTo(2);
        assertThat(stats.at("/granularity").asString()).isEqualTo("day");
        assertThat(stats.path("series").size()).isEqualTo(30);
        assertThat(stats.path("series")
                        .valueStream()
                        .mapToInt(day -> day.path("leads").asInt())
                        .sum())
                .isEqualTo(4);
        assertThat(cre.get("/api/leads/stats?from=2026-01-01")
                        .json()
                        .path("granularity")
                        .asString())
                .isEqualTo("month");
        workspace.admin().delete("/api/leads/" + walkIn).expect(204);
        assertThat(cre.get("/api/leads/stats").json().at("/totals/leads").asInt())
                .isEqualTo(3);
        for (String bad : List.of("from=2026-02-01&to=2026-01-01", "from=2020-01-01", "from=today")) {
            cre.get("/api/leads/stats?" + bad).expect(400);
        }
    }
}
