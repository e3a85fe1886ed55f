package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LeadsTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http cre = workspace.person(Role.CRE).http();
    private final Http admin = workspace.admin();
    private final String ps = workspace.person(Role.PS).id().toString();

    @Test
    void anEnquiryBecomesALeadInOneStatementAndTheAnswerSaysWhatItTook() {
        String mobile = Desk.mobile();
        Reply reply = Desk.enquire(
                        cre,
                        Map.ofEntries(
                                Map.entry("mobile", mobile),
                                Map.entry("alternatePhones", List.of("+91 98450 12345")),
                                Map.entry("email", "Asha@Example.org"),
                                Map.entry("subSource", "Lead ads"),
                                Map.entry("campaign", "Monsoon"),
                                Map.entry("model", "Nexon EV"),
                                Map.entry("city", "Bengaluru"),
                                Map.entry("psId", ps),
                                Map.entry("priority", "high"),
                                Map.entry("custom", Map.of("Finance", true)),
                                Map.entry("remarks", "Saturday")))
                .expect(201);
        assertThat(reply.statements()).isEqualTo(1);
        JsonNode lead = reply.json();
        assertThat(lead.path("uid").asString()).matches("[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(reply.header("Location"))
                .isEqualTo("/api/leads/" + lead.path("uid").asString());
        assertThat(lead.at("/mobile/typed").asString()).isEqualTo(mobile);
        assertThat(lead.at("/mobile/e164").asString())
                .isEqualTo("+49" + mobile.substring(1).replace(" ", ""));
        assertThat(lead.at("/alternatePhones/0/e164").asString()).isEqualTo("+919845012345");
        assertThat(lead.path("email").asString()).isEqualTo("asha@example.org");
        assertThat(lead.path("status").asString()).isEqualTo("new");
        assertThat(lead.path("kind").asString()).isEqualTo("open");
        assertThat(lead.path("sla").asString()).isEqualTo("waiting");
        assertThat(lead.at("/cre/name").asString()).isEqualTo("Chidi Okafor");
        assertThat(lead.at("/ps/name").asString()).isEqualTo("Priya Raman");
        assertThat(lead.at("/performance/totalTime").asDouble()).isPositive();
        assertThat(Duration.between(
                        Instant.parse(lead.path("createdAt").asString()),
                        Instant.parse(lead.path("firstResponseDueAt").asString())))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(lead.path("nextFollowUpAt")).isEqualTo(lead.path("firstResponseDueAt"));

        Reply read = cre.get("/api/leads/" + lead.path("uid").asString().toLowerCase(java.util.Locale.ROOT)
                + "?include=cre,ps,statusInfo,touches,contact,deal");
        assertThat(read.expect(200).statements()).isEqualTo(1);
        assertThat(read.json().at("/statusInfo/name").asString()).isEqualTo("New");
        assertThat(read.json().path("touches").asInt()).isZero();
        assertThat(read.json().path("contact").isNull()).isTrue();
        assertThat(cre.get("/api/leads/" + lead.path("id").asString())
                        .expect(200)
                        .json()
                        .path("uid"))
                .isEqualTo(lead.path("uid"));
    }

    @Test
    void theSameNumberInAnyNotationIsTheSameLead() {
        String mobile = Desk.mobile();
        JsonNode first =
                Desk.lead(cre, Map.of("mobile", mobile, "alternatePhones", List.of("030 9018-20"), "psId", ps));
        for (Map<String, ?> again : List.<Map<String, ?>>of(
                Map.of("mobile", "+49 (" + mobile.substring(1, 4) + ") " + mobile.substring(5), "source", "Walk-in"),
                Map.of("mobile", "+49 30 901820"),
                Map.of("alternatePhones", List.of("0049-30-90-18-20")))) {
            Reply refused = Desk.enquire(admin, again).expect(409);
            assertThat(refused.statements()).isEqualTo(1);
            assertThat(refused.json().path("existingId")).isEqualTo(first.path("id"));
            assertThat(refused.json().at("/lead/uid")).isEqualTo(first.path("uid"));
            assertThat(refused.json().at("/lead/ps/name").asString()).isEqualTo("Priya Raman");
            assertThat(refused.json().at("/lead/createdAt")).isEqualTo(first.path("createdAt"));
            assertThat(refused.json().at("/performance/totalTime").asDouble()).isPositive();
        }
        assertThat(cre.get("/api/leads/" + first.path("uid").asString() + "?include=touches")
                        .json()
                        .path("touches")
                        .asInt())
                .isEqualTo(3);
        assertThat(Desk.uids(admin, "/api/leads")).hasSize(1);
    }

    @Test
    void aNumberThatADuplicateBroughtAlongLeadsToTheLeadFromThenOn() {
        String known = Desk.mobile();
        String wifes = Desk.mobile();
        JsonNode first = Desk.lead(cre, Map.of("mobile", known));
        Desk.enquire(admin, Map.of("mobile", known, "alternatePhones", List.of(wifes)))
                .expect(409);
        assertThat(Desk.enquire(admin, Map.of("mobile", wifes))
                        .expect(409)
                        .json()
                        .at("/lead/uid"))
                .isEqualTo(first.path("uid"));
    }

    @Test
    void aFormOfAnOlderProgramIsTaken() {
        String mobile = Desk.mobile();
        String form = "customer_name=Asha+Kulkarni&mobile=" + mobile.replace(' ', '+')
                + "&alternate_phones=030+111222%2C+030+111333&source=Website&sub_source=&custom.Finance=yes";
        Reply reply = cre.send(
                        "POST",
                        "/add_lead_optimized",
                        "application/x-www-form-urlencoded",
                        BodyPublishers.ofString(form))
                .expect(201);
        assertThat(reply.json().path("customerName").asString()).isEqualTo("Asha Kulkarni");
        assertThat(reply.json().path("alternatePhones").size()).isEqualTo(2);
        assertThat(reply.json().path("subSource").isNull()).isTrue();
        assertThat(reply.json().at("/custom/Finance").asString()).isEqualTo("yes");
        cre.post("/add_lead_optimized", Desk.enquiry(Map.of("mobile", mobile))).expect(409);
    }

    @Test
    void whatIsWrongIsSaidFieldByField() {
        Reply refused = cre.post(
                        "/api/leads",
                        Map.of(
                                "customerName", "",
                                "mobile", "soon",
                                "alternatePhones", List.of("at home"),
                                "email", "nobody",
                                "priority", "urgent",
                                "call", Map.of("durationSeconds", 5)))
                .expect(422);
        assertThat(refused.json()
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("field").asString()))
                .containsExactlyInAnyOrder(
                        "customerName", "mobile", "alternatePhones[0]", "email", "source", "priority");
        Desk.enquire(cre, Map.of("status", "no_such")).expect(422);
        Desk.enquire(admin, Map.of("psId", workspace.id().toString())).expect(422);
        Desk.enquire(cre, Map.of("creId", ps)).expect(422);
        assertThat(Desk.uids(admin, "/api/leads")).isEmpty();
    }

    @Test
    void whileANumberIsTypedOneSeesWhoseItIs() {
        String mobile = Desk.mobile();
        JsonNode lead = Desk.lead(cre, Map.of("mobile", mobile, "psId", ps));
        String typed = "/api/leads/check?phone=" + mobile.replace(' ', '+');
        Reply found = admin.get(typed).expect(200);
        assertThat(found.statements()).isEqualTo(1);
        assertThat(found.json().at("/lead/uid")).isEqualTo(lead.path("uid"));
        assertThat(found.json().at("/lead/customerName").asString()).isEqualTo("Asha Kulkarni");
        assertThat(found.json().at("/lead/mayOpen").asBoolean()).isTrue();
        assertThat(admin.get(typed).statements()).isZero();

        Reply seller = workspace.seller().get(typed).expect(200);
        assertThat(seller.json().at("/lead/ps/name").asString()).isEqualTo("Priya Raman");
        assertThat(seller.json().at("/lead/customerName").isNull())
                .as("not theirs to see")
                .isTrue();
        assertThat(seller.json().at("/lead/mayOpen").asBoolean()).isFalse();

        assertThat(admin.get("/api/leads/check?phone=01").json().path("known").asBoolean())
                .isFalse();
        assertThat(admin.get("/api/leads/check").json().at("/phone/e164").isNull())
                .isTrue();
    }

    @Test
    void aDeletedLeadFreesItsNumbersAndComesBackWhileTheyAreFree() {
        String mobile = Desk.mobile();
        String other = Desk.mobile();
        String uid = Desk.uid(cre, Map.of("mobile", mobile));
        Desk.enquire(cre, Map.of("mobile", mobile, "alternatePhones", List.of(other)))
                .expect(409);
        cre.delete("/api/leads/" + uid).expect(403);
        admin.delete("/api/leads/" + uid).expect(204);
        cre.get("/api/leads/" + uid).expect(404);
        assertThat(admin.get("/api/leads/check?phone=" + mobile.replace(' ', '+'))
                        .json()
                        .path("known")
                        .asBoolean())
                .isFalse();
        admin.send("POST", "/api/leads/" + uid + "/restore", null).expect(200);
        Desk.enquire(cre, Map.of("mobile", other)).expect(409);

        admin.delete("/api/leads/" + uid).expect(204);
        String second = Desk.uid(cre, Map.of("mobile", mobile));
        Reply taken = admin.send("POST", "/api/leads/" + uid + "/restore", null).expect(409);
        assertThat(taken.json().at("/lead/uid").asString()).isEqualTo(second);
        admin.delete("/api/leads/" + second).expect(204);
        admin.send("POST", "/api/leads/" + uid + "/restore", null).expect(200);
        admin.send("POST", "/api/leads/" + second + "/restore", null).expect(409);
    }

    @Test
    void aChangeKeepsNumbersUniqueAndRefusesLostUpdates() {
        String taken = Desk.mobile();
        String uid = Desk.uid(cre, Map.of("mobile", taken));
        JsonNode lead = Desk.lead(cre, Map.of());
        String address = "/api/leads/" + lead.path("uid").asString();
        Reply refused = cre.patch(address, Map.of("mobile", taken)).expect(409);
        assertThat(refused.json().at("/lead/uid").asString()).isEqualTo(uid);
        cre.patch(address, Map.of("alternatePhones", List.of(taken))).expect(409);
        String fresh = Desk.mobile();
        Reply changed = cre.patch(address, Map.of("mobile", fresh, "alternatePhones", List.of("030 445566")))
                .expect(200);
        assertThat(changed.statements()).isEqualTo(1);
        String old = lead.at("/mobile/typed").asString();
        Desk.enquire(cre, Map.of("mobile", "030 445566")).expect(409);
        Desk.enquire(cre, Map.of("mobile", old)).expect(201);
        cre.with("If-Match", "\"1\"").patch(address, Map.of("city", "Pune")).expect(412);
        cre.with("If-Match", "\"2\"").patch(address, Map.of("city", "Pune")).expect(200);
        cre.patch(address, Map.of("creId", ps)).expect(403);
        assertThat(cre.patch(address, Map.of("status", "lost"))
                        .json()
                        .path("closedAt")
                        .isNull())
                .isFalse();
        cre.patch(address, Map.of("status", "sold out")).expect(422);
    }

    @Test
    void listsAreFilteredSortedAndCounted() {
        String nexon = Desk.uid(cre, Map.of("model", "Nexon", "source", "Walk-in", "psId", ps, "priority", "high"));
        String harrier = Desk.uid(
                cre, Map.of("model", "Harrier", "customerName", "Babu Rao", "nextFollowUpAt", "2020-01-01T09:00:00Z"));
        String lost = Desk.uid(admin, Map.of("status", "lost", "city", "Pune", "branch", "Andheri"));
        assertThat(Desk.uids(admin, "/api/leads")).containsExactly(lost, harrier, nexon);
        assertThat(Desk.uids(admin, "/api/leads?sort=followUp")).startsWith(harrier);
        assertThat(Desk.uids(admin, "/api/leads?sort=name")).endsWith(harrier);
        assertThat(Desk.uids(admin, "/api/leads?model=nexon&source=WALK-IN&priority=high"))
                .containsExactly(nexon);
        assertThat(Desk.uids(admin, "/api/leads?overdue=true")).containsExactly(harrier);
        assertThat(Desk.uids(admin, "/api/leads?status=lost&branch=andheri")).containsExactly(lost);
        assertThat(Desk.uids(admin, "/api/leads?kind=open&q=rao")).containsExactly(harrier);
        assertThat(Desk.uids(admin, "/api/leads?q=" + nexon)).containsExactly(nexon);
        assertThat(Desk.uids(admin, "/api/leads?psId=" + ps)).containsExactly(nexon);
        assertThat(Desk.uids(admin, "/api/leads?unassigned=true")).containsExactly(lost, harrier);
        assertThat(Desk.uids(admin, "/api/leads?sla=met")).containsExactly(lost);
        assertThat(Desk.uids(admin, "/api/leads?followUpTo=2020-12-31")).containsExactly(harrier);
        JsonNode page = admin.get("/api/leads?limit=1").json();
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(3);
        assertThat(page.at("/pagination/totalExact").asBoolean()).isTrue();
        assertThat(Desk.uids(
                        admin,
                        "/api/leads?limit=2&after="
                                + page.at("/pagination/next").asString()))
                .containsExactly(harrier, nexon);
        assertThat(admin.get("/api/leads?psId=" + ps)
                        .json()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(1);
        assertThat(cre.get("/api/leads").json().at("/pagination/total").asInt()).isEqualTo(2);
    }
}
