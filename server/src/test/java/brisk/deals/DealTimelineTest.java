package brisk.deals;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What hangs on a deal: activities and to-dos. */
class DealTimelineTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final Sales sales = new Sales(seller);

    private String make(String path, Map<String, ?> body) {
        return seller.post(path, body).expect(201).json().path("id").asString();
    }

    private List<String> subjects(String path) {
        return seller.get(path).expect(200).each("subject");
    }

    @Test
    void aDealHasATimeline() {
        String deal = sales.deal("Cameras", "New", "1");
        String other = sales.deal("Lights", "New", "1");
        make("/api/interactions", Map.of("dealId", deal, "kind", "call", "subject", "First call"));
        make("/api/notes", Map.of("dealId", deal, "subject", "A note", "body", "…"));
        make("/api/notes", Map.of("dealId", other, "subject", "Another note", "body", "…"));
        assertThat(subjects("/api/timeline?dealId=" + deal)).containsExactly("A note", "First call");
        assertThat(subjects("/api/notes?dealId=" + deal)).containsExactly("A note");
        JsonNode first =
                seller.get("/api/timeline?include=deal&dealId=" + deal).json().at("/data/0");
        assertThat(first.at("/deal/name").asString()).isEqualTo("Cameras");
        seller.patch("/api/deals/" + deal, Map.of("name", "Big cameras")).expect(200);
        first = seller.get("/api/timeline?include=deal&dealId=" + deal).json().at("/data/0");
        assertThat(first.at("/deal/name").asString()).isEqualTo("Big cameras");
    }

    @Test
    void whatHappensInADealHappensWithItsCompany() {
        String nord = make("/api/companies", Map.of("name", "Studio Nord"));
        String sued = make("/api/companies", Map.of("name", "Studio Süd"));
        String anna = make("/api/contacts", Map.of("name", "Anna", "companyId", sued));
        String deal = sales.create(Map.of("name", "Cameras", "companyId", nord))
                .path("id")
                .asString();
        make("/api/interactions", Map.of("dealId", deal, "subject", "About the deal"));
        make("/api/interactions", Map.of("dealId", deal, "contactId", anna, "subject", "With Anna about the deal"));
        make("/api/interactions", Map.of("contactId", anna, "subject", "With Anna"));
        make("/api/interactions", Map.of("contactId", anna, "companyId", nord, "subject", "Said otherwise"));
        assertThat(subjects("/api/timeline?companyId=" + nord))
                .containsExactly("Said otherwise", "With Anna about the deal", "About the deal");
        assertThat(subjects("/api/timeline?companyId=" + sued)).containsExactly("With Anna");
    }

    @Test
    void anActivityIsAboutSomebodyOrSomething() {
        assertThat(seller.post("/api/interactions", Map.of("subject", "About nothing"))
                        .expect(422)
                        .text())
                .contains("dealId");
        String deal = sales.deal("Cameras", "New", "1");
        String call = make("/api/interactions", Map.of("dealId", deal, "subject", "First call"));
        seller.patch("/api/interactions/" + call, "{\"dealId\": null}").expect(422);
        seller.delete("/api/deals/" + deal).expect(204);
        assertThat(seller.post("/api/interactions", Map.of("dealId", deal))
                        .expect(422)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("dealId");
    }

    @Test
    void aDealHasToDos() {
        String deal = sales.deal("Cameras", "New", "1");
        make("/api/reminders", Map.of("title", "Send the offer", "dueAt", "2999-01-01T00:00:00Z", "dealId", deal));
        make("/api/reminders", Map.of("title", "Call", "dueAt", "2999-01-01T00:00:00Z"));
        JsonNode reminders = seller.get("/api/reminders?include=deal&dealId=" + deal)
                .expect(200)
                .json()
                .path("data");
        assertThat(reminders.size()).isEqualTo(1);
        assertThat(reminders.at("/0/deal/name").asString()).isEqualTo("Cameras");
    }
}
