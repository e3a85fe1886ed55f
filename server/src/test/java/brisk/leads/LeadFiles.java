package brisk.leads;

import static java.nio.charset.StandardCharsets.UTF_8;

import brisk.imports.Sender;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.net.URLEncoder;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Files of leads, sent by somebody in a workspace in India, and what became of them. */
record LeadFiles(Http http) {
    static Fixtures.Workspace dealership() {
        return Fixtures.workspace("Asia/Kolkata", "IN");
    }

    Sender sender() {
        return new Sender(http);
    }

    JsonNode send(String text) {
        return sender().send("leads", text);
    }

    List<String> findings(JsonNode job) {
        return sender().findings(job);
    }

    List<JsonNode> all(String query) {
        return http.get("/api/leads?limit=100&include=cre,ps,touches&sort=created" + query)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    /** The lead that has a number. */
    JsonNode with(String number) {
        JsonNode known = http.get("/api/leads/check?phone=" + URLEncoder.encode(number, UTF_8))
                .expect(200)
                .json();
        if (!known.path("known").asBoolean()) {
            throw new AssertionError("nobody has " + number);
        }
        return http.get("/api/leads/" + known.at("/lead/uid").asString() + "?include=cre,ps,touches")
                .expect(200)
                .json();
    }

    /** "+919811100001 Aarav Mehta" of all, the oldest enquiry first. */
    List<String> names() {
        return all("").stream()
                .map(lead -> lead.at("/mobile/e164").asString() + " "
                        + lead.path("customerName").asString())
                .toList();
    }
}
