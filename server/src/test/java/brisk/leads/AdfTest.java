package brisk.leads;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Enquiries in the car trade's format. */
class AdfTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http admin = workspace.admin();

    private static String adf(String... prospects) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?adf version=\"1.0\"?>\n<adf>" + String.join("", prospects)
                + "</adf>";
    }

    private static String prospect(String id, String email, String home, String mobile) {
        return """
            <prospect status="new">
              <id sequence="1" source="Cars24">%s</id>
              <requestdate>2026-11-20T10:15:00+05:30</requestdate>
              <vehicle interest="trade-in" status="used"><year>2016</year><make>Maruti</make><model>Swift</model></vehicle>
              <vehicle interest="buy" status="new">
                <year>2026</year><make>Tata</make><model>Nexon EV</model><trim>Long Range</trim><comments>Wants red</comments>
              </vehicle>
              <customer>
                <contact primarycontact="1">
                  <name part="first" type="individual">Asha</name><name part="last">Kulkarni</name>
                  <email preferredcontact="0">%s</email>
                  <phone type="phone" time="day">%s</phone>
                  <phone type="cellphone" time="evening" preferredcontact="1">%s</phone>
                  <address type="home"><street line="1">MG Road 12</street><city>Pune</city><postalcode>411001</postalcode></address>
                </contact>
                <comments><![CDATA[Is it <really> electric & quiet?]]></comments>
              </customer>
              <vendor><vendorname>Harbour Motors Andheri</vendorname></vendor>
              <provider><name part="full">CarWale</name><service>New car leads</service></provider>
            </prospect>
            """.formatted(id, email, home, mobile);
    }

    private Reply send(Http http, String type, byte[] body) {
        return http.send("POST", "/api/leads/adf", type, BodyPublishers.ofByteArray(body));
    }

    private JsonNode taken(String type, byte[] body) {
        return send(admin, type, body).expect(200).json();
    }

    private int leads() {
        return admin.get("/api/leads").json().at("/pagination/total").asInt();
    }

    @Test
    void aProspectBecomesALeadWithAllThatItSays() {
        String mobile = Desk.mobile();
        JsonNode taken = taken(
                "application/xml",
                adf(prospect("C-4711", "asha@example.org", "030 901820", mobile))
                        .getBytes(UTF_8));
        assertThat(taken.path("created").asInt()).isEqualTo(1);
        JsonNode result = taken.at("/results/0");
        assertThat(result.path("reference").asString()).isEqualTo("C-4711");
        JsonNode lead = admin.get("/api/leads/" + result.path("uid").asString())
                .expect(200)
                .json();
        assertThat(lead.path("id")).isEqualTo(result.path("id"));
        assertThat(lead.path("customerName").asString()).isEqualTo("Asha Kulkarni");
        assertThat(lead.at("/mobile/typed").asString()).isEqualTo(mobile);
        assertThat(lead.at("/alternatePhones/0/e164").asString()).isEqualTo("+4930901820");
        assertThat(lead.path("email").asString()).isEqualTo("asha@example.org");
        assertThat(lead.path("source").asString()).isEqualTo("CarWale");
        assertThat(lead.path("subSource").asString()).isEqualTo("New car leads");
        assertThat(lead.path("model").asString()).isEqualTo("2026 Tata Nexon EV Long Range");
        assertThat(lead.path("city").asString()).isEqualTo("Pune");
        assertThat(lead.path("creId").isNull()).isTrue();
        assertThat(lead.path("remarks").asString())
                .contains("Is it <really> electric & quiet?", "Trade-in: 2016 Maruti Swift", "Wants red", "evening");
        assertThat(lead.at("/custom/ADF vendor").asString()).isEqualTo("Harbour Motors Andheri");
        assertThat(lead.at("/custom/ADF request date").asString()).startsWith("2026-11-20");
        assertThat(admin.get("/api/leads/" + result.path("uid").asString() + "/calls")
                        .json()
                        .path("data"))
                .isEmpty();
    }

    @Test
    void everyProspectIsAnsweredForItself() {
        String known = Desk.mobile();
        String uid = Desk.uid(admin, Map.of("mobile", known));
        String twice = Desk.mobile();
        JsonNode taken = taken(
                "text/xml",
                adf(
                                prospect("1", "one@example.org", "12", twice),
                                prospect("2", "not an address", "", known),
                                prospect("3", "three@example.org", "", "call me"),
                                prospect("4", "four@example.org", "", twice),
                                "<prospect><customer><contact><phone>" + Desk.mobile()
                                        + "</phone></contact></customer></prospect>")
                        .getBytes(UTF_8));
        assertThat(taken.path("results").valueStream().map(r -> r.path("result").asString()))
                .containsExactly("created", "duplicate", "rejected", "duplicate", "rejected");
        assertThat(taken.at("/results/1/uid").asString()).isEqualTo(uid);
        assertThat(taken.at("/results/1/lead/uid").asString()).isEqualTo(uid);
        assertThat(taken.at("/results/2/errors/0/field").asString()).isEqualTo("mobile");
        assertThat(taken.at("/results/3/uid")).isEqualTo(taken.at("/results/0/uid"));
        assertThat(taken.at("/results/4/errors/0/field").asString()).isEqualTo("customerName");
        assertThat(leads()).isEqualTo(2);
        assertThat(admin.get("/api/leads/" + uid + "/touches")
                        .json()
                        .at("/data/0/remarks")
                        .asString())
                .contains("E-mail as given: not an address");
    }

    @Test
    void whatMailServersHandOverIsReadWhereverTheDocumentStands() {
        String attached = adf(prospect("1", "a@example.org", "", Desk.mobile()));
        String mail = """
                From: leads@carwale.example
                To: leads@harbour.example
                Subject: New lead
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=xyz

                --xyz
                Content-Type: text/plain; charset=utf-8

                See the attached file.
                --xyz
                Content-Type: application/octet-stream; name=lead.adf
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename=lead.adf

                %s
                --xyz--
                """.formatted(Base64.getMimeEncoder().encodeToString(attached.getBytes(UTF_8)));
        assertThat(taken("message/rfc822", mail.replace("\n", "\r\n").getBytes(UTF_8))
                        .path("created")
                        .asInt())
                .isEqualTo(1);
        String plain = "From: a@example.org\nSubject: Lead\nContent-Type: text/plain; charset=utf-8\n\nNew lead:\n"
                + adf(prospect("2", "b@example.org", "", Desk.mobile())).replace("Asha", "Núria") + "\nRegards\n";
        JsonNode taken = taken("message/rfc822", plain.getBytes(UTF_8));
        assertThat(admin.get("/api/leads/" + taken.at("/results/0/uid").asString())
                        .json()
                        .path("customerName")
                        .asString())
                .isEqualTo("Núria Kulkarni");
        send(admin, "message/rfc822", "Subject: Hello\n\nNo lead in here.\n".getBytes(UTF_8))
                .expect(422);
        assertThat(leads()).isEqualTo(2);
    }

    @Test
    void otherEncodingsAndEarlyInstructionsAreRead() {
        String text = "<?ADF VERSION=\"1.0\"?>\n<?xml version=\"1.0\"?>\n<ADF>"
                + prospect("1", "a@example.org", "", Desk.mobile()) + "</ADF>";
        assertThat(taken("application/x-adf+xml", text.getBytes(UTF_8))
                        .path("created")
                        .asInt())
                .isEqualTo(1);
        String wide = "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?><adf>"
                + prospect("2", "b@example.org", "", Desk.mobile()) + "</adf>";
        assertThat(taken("application/xml", wide.getBytes(UTF_16LE))
                        .path("created")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void brokenAndMaliciousXmlIsRefusedWithItsPlaceAndNothingIsWritten() {
        String good = prospect("1", "a@example.org", "", Desk.mobile());
        JsonNode broken = send(admin, "application/xml", ("<adf>\n" + good + "\n</oops>").getBytes(UTF_8))
                .expect(400)
                .json();
        assertThat(broken.path("detail").asString()).containsPattern("line 2[0-9], column");
        String outside = "<?xml version=\"1.0\"?><!DOCTYPE adf [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><adf>"
                + good.replace("Asha", "&x;") + "</adf>";
        assertThat(send(admin, "application/xml", outside.getBytes(UTF_8))
                        .expect(400)
                        .text())
                .doesNotContain("root:");
        String laughs = "<?xml version=\"1.0\"?><!DOCTYPE adf [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><adf>"
                + good.replace("Asha", "&b;") + "</adf>";
        send(admin, "application/xml", laughs.getBytes(UTF_8)).expect(400);
        send(
                        admin,
                        "application/xml",
                        ("<adf>" + "<a>".repeat(100) + "</a>".repeat(100) + good + "</adf>").getBytes(UTF_8))
                .expect(400);
        for (String other :
                List.of("", "<adf/>", "<leads>" + good + "</leads>", "<adf>" + good.repeat(101) + "</adf>")) {
            assertThat(send(admin, "application/xml", other.getBytes(UTF_8)).status())
                    .as(other.substring(0, Math.min(20, other.length())))
                    .isIn(400, 422);
        }
        send(admin, "application/json", "{}".getBytes(UTF_8)).expect(415);
        send(admin, "application/xml", ("<adf>" + " ".repeat(3 << 20) + "</adf>").getBytes(UTF_8))
                .expect(413);
        assertThat(leads()).isZero();
    }

    @Test
    void aCreTakesWhatTheySendAndViewersSendNothing() {
        byte[] body = adf(prospect("1", "a@example.org", "", Desk.mobile())).getBytes(UTF_8);
        send(workspace.viewer(), "application/xml", body).expect(403);
        JsonNode taken = send(workspace.person(Role.CRE).http(), "application/xml", body)
                .expect(200)
                .json();
        assertThat(admin.get("/api/leads/" + taken.at("/results/0/uid").asString())
                        .json()
                        .path("creId")
                        .asString())
                .isEqualTo(workspace.person(Role.CRE).id().toString());
    }
}
