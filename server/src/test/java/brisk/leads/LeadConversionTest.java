package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.retention.RetentionJob;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LeadConversionTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http ps = workspace.person(Role.PS).http();
    private final String psId = workspace.person(Role.PS).id().toString();

    private String lead() {
        String uid = Desk.uid(
                workspace.person(Role.CRE).http(),
                Map.of(
                        "psId",
                        psId,
                        "model",
                        "Nexon EV",
                        "email",
                        "asha@example.org",
                        "alternatePhones",
                        List.of(Desk.mobile()),
                        "custom",
                        Map.of("Finance", true),
                        "remarks",
                        "Saturday"));
        ps.post("/api/leads/" + uid + "/follow-ups", Map.of("outcome", "connected", "remarks", "Likes it"))
                .expect(201);
        ps.post("/api/leads/" + uid + "/follow-ups", Map.of("outcome", "visited", "channel", "visit"))
                .expect(201);
        return uid;
    }

    @Test
    void aLeadBecomesAContactAndADealAndItsHistoryGoesWithIt() {
        String uid = lead();
        Reply reply = ps.post("/api/leads/" + uid + "/convert", Map.of("deal", Map.of("value", "1450000")))
                .expect(200);
        assertThat(reply.statements()).isEqualTo(1);
        JsonNode made = reply.json();
        assertThat(made.at("/lead/status").asString()).isEqualTo("won");
        assertThat(made.at("/lead/nextFollowUpAt").isNull()).isTrue();
        JsonNode contact = ps.get("/api/contacts/" + made.path("contactId").asString())
                .expect(200)
                .json();
        assertThat(contact.path("name").asString()).isEqualTo("Asha Kulkarni");
        assertThat(contact.path("phones").size()).isEqualTo(2);
        assertThat(contact.at("/emails/0").asString()).isEqualTo("asha@example.org");
        assertThat(contact.path("ownerId").asString()).isEqualTo(psId);
        assertThat(contact.path("source").asString()).isEqualTo("Facebook");
        assertThat(contact.at("/custom/Finance").asBoolean()).isTrue();
        assertThat(contact.path("lastContactedAt").isNull()).isFalse();
        JsonNode deal = ps.get("/api/deals/" + made.path("dealId").asString() + "?include=contacts")
                .expect(200)
                .json();
        assertThat(deal.path("name").asString()).isEqualTo("Nexon EV for Asha Kulkarni");
        assertThat(deal.path("value").asString()).isEqualTo("1450000.00");
        assertThat(deal.path("status").asString()).isEqualTo("open");
        assertThat(deal.at("/contacts/0/id")).isEqualTo(made.path("contactId"));
        JsonNode timeline = ps.get("/api/timeline?dealId=" + made.path("dealId").asString())
                .json()
                .path("data");
        assertThat(timeline.valueStream().map(a -> a.path("kind").asString()))
                .containsExactlyInAnyOrder("note", "call", "call", "meeting");
        assertThat(timeline.toString()).contains("Likes it").contains("Saturday");

        JsonNode read = ps.get("/api/leads/" + uid + "?include=contact,deal")
                .expect(200)
                .json();
        assertThat(read.at("/contact/name").asString()).isEqualTo("Asha Kulkarni");
        assertThat(read.at("/deal/name").asString()).isEqualTo("Nexon EV for Asha Kulkarni");
        Reply again = ps.post("/api/leads/" + uid + "/convert", Map.of()).expect(409);
        assertThat(again.json().path("existingId")).isEqualTo(made.path("contactId"));
        workspace.seller().post("/api/leads/" + uid + "/convert", Map.of()).expect(404);
    }

    @Test
    void aContactThatIsThereAlreadyIsJoinedAndADealIsAChoice() {
        String contact = ps.post("/api/contacts", Map.of("name", "Asha"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        var wish = new java.util.HashMap<String, Object>(Map.of("contactId", contact, "status", "booked"));
        wish.putAll(Collections.singletonMap("deal", null));
        JsonNode made =
                ps.post("/api/leads/" + lead() + "/convert", wish).expect(200).json();
        assertThat(made.path("contactId").asString()).isEqualTo(contact);
        assertThat(made.path("dealId").isNull()).isTrue();
        assertThat(made.at("/lead/status").asString()).isEqualTo("booked");
        assertThat(ps.get("/api/timeline?contactId=" + contact)
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(4);
    }

    @Test
    void whatDoesNotExistIsRefusedAndNothingIsHalfDone() {
        String uid = lead();
        Fixtures.Workspace other = Fixtures.workspace();
        String theirs = other.admin()
                .post("/api/contacts", Map.of("name", "Theirs"))
                .json()
                .path("id")
                .asString();
        for (Map<String, ?> wish : List.<Map<String, ?>>of(
                Map.of("contactId", theirs),
                Map.of("deal", Map.of("stageId", theirs)),
                Map.of("status", "none"),
                Map.of("deal", Map.of("value", "-1")))) {
            ps.post("/api/leads/" + uid + "/convert", wish).expect(422);
        }
        assertThat(ps.get("/api/contacts?q=asha").json().at("/pagination/total").asInt())
                .isZero();
        assertThat(ps.get("/api/leads/" + uid).json().path("convertedAt").isNull())
                .isTrue();
    }

    @Test
    void aLeadFollowsItsContactWhenThatIsMergedAndOutlivesIt() {
        try (TestServer server = TestServer.start(Map.of("session.idleHours", "1000"))) {
            Fixtures.Workspace there = Fixtures.workspace(server);
            Http admin = there.admin();
            String uid = Desk.uid(admin, Map.of());
            String loser = admin.post("/api/leads/" + uid + "/convert", Map.of())
                    .expect(200)
                    .json()
                    .path("contactId")
                    .asString();
            String winner = admin.post("/api/contacts", Map.of("name", "Asha K."))
                    .json()
                    .path("id")
                    .asString();
            String address = "/api/leads/" + uid + "?include=contact";
            admin.get(address).expect(200);
            String merge = admin.post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of(loser)))
                    .expect(200)
                    .json()
                    .path("mergeId")
                    .asString();
            assertThat(admin.get(address).json().path("contactId").asString()).isEqualTo(winner);
            admin.send("POST", "/api/contacts/merges/" + merge + "/undo", null).expect(200);
            assertThat(admin.get(address).json().path("contactId").asString()).isEqualTo(loser);

            admin.delete("/api/contacts/" + loser).expect(204);
            String gone = Desk.uid(admin, Map.of());
            admin.delete("/api/leads/" + gone).expect(204);
            server.advance(Duration.ofDays(31));
            new RetentionJob(server.app().database(), server.clock()).purge(new Trace());
            assertThat(admin.get(address).expect(200).json().path("contactId").isNull())
                    .isTrue();
            admin.send("POST", "/api/leads/" + gone + "/restore", null).expect(404);
        }
    }
}
