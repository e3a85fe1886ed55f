package brisk.deals;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DealsTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final Sales sales = new Sales(seller);

    private String make(String path, Map<String, ?> body) {
        return workspace
                .manager()
                .post(path, body)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    @Test
    void aNewDealIsOpenAtTheBeginningOfThePipelineAndBelongsToWhoMadeIt() {
        var reply = seller.post("/api/deals", Map.of("name", "Cameras for Studio Nord"))
                .expect(201);
        JsonNode deal = reply.json();
        assertThat(deal.path("status").asString()).isEqualTo("open");
        assertThat(deal.path("stageId").asString()).isEqualTo(sales.stage("New"));
        assertThat(deal.path("ownerId").asString())
                .isEqualTo(workspace.person(Role.SELLER).id().toString());
        assertThat(deal.path("currency").asString()).isEqualTo("EUR"); // of the workspace's region
        assertThat(deal.path("value").isNull()).isTrue();
        assertThat(reply.header("Location"))
                .isEqualTo("/api/deals/" + deal.path("id").asString());
        assertThat(reply.statements()).isEqualTo(1);
    }

    @Test
    void everyFieldComesBackAsItWasGiven() {
        String company = make("/api/companies", Map.of("name", "Studio Nord"));
        String deal = sales.create(Map.ofEntries(
                        Map.entry("name", "Cameras"),
                        Map.entry("companyId", company),
                        Map.entry("stageId", sales.stage("Proposal")),
                        Map.entry("value", "1250.50"),
                        Map.entry("currency", "USD"),
                        Map.entry("expectedCloseDate", "2027-03-31"),
                        Map.entry("source", "fair"),
                        Map.entry("tags", List.of("rental")),
                        Map.entry("custom", Map.of("Shooting days", 12))))
                .path("id")
                .asString();
        JsonNode read = seller.get("/api/deals/" + deal + "?include=company,owner,stage,contacts,products")
                .expect(200)
                .json();
        assertThat(read.path("value").asString()).isEqualTo("1250.50");
        assertThat(read.path("currency").asString()).isEqualTo("USD");
        assertThat(read.path("expectedCloseDate").asString()).isEqualTo("2027-03-31");
        assertThat(read.path("source").asString()).isEqualTo("fair");
        assertThat(read.path("tags").get(0).asString()).isEqualTo("rental");
        assertThat(read.path("custom").path("Shooting days").asInt()).isEqualTo(12);
        assertThat(read.at("/company/name").asString()).isEqualTo("Studio Nord");
        assertThat(read.at("/owner/name").asString()).isEqualTo("Selma Lindqvist");
        assertThat(read.at("/stage/name").asString()).isEqualTo("Proposal");
        assertThat(read.at("/stage/probability").asInt()).isEqualTo(50);
        assertThat(read.path("contacts").isEmpty()).isTrue();
        assertThat(read.path("products").isEmpty()).isTrue();
    }

    @Test
    void aDealKnowsItsContactsAndProducts() {
        String anna = make("/api/contacts", Map.of("name", "Anna", "emails", List.of("anna@example.org")));
        String ben = make("/api/contacts", Map.of("name", "Ben"));
        String camera = make("/api/products", Map.of("name", "Camera", "price", "400.00", "currency", "EUR"));
        String crane = make("/api/products", Map.of("name", "Crane"));
        JsonNode deal = sales.create(Map.of(
                "name",
                "Shoot",
                "contactIds",
                List.of(ben, anna),
                "products",
                List.of(
                        Map.of("productId", camera, "quantity", "2.5", "price", "400"),
                        Map.of("productId", crane, "price", "99.99"))));
        assertThat(deal.path("value").asString())
                .as("a deal is worth what its products come to")
                .isEqualTo("1099.99");
        String address = "/api/deals/" + deal.path("id").asString();
        JsonNode read = seller.get(address + "?include=contacts,products").json();
        assertThat(read.path("contacts").valueStream().map(c -> c.path("name").asString()))
                .containsExactly("Anna", "Ben");
        assertThat(read.at("/contacts/0/email").asString()).isEqualTo("anna@example.org");
        assertThat(read.path("products").valueStream().map(p -> p.path("name").asString()))
                .containsExactly("Camera", "Crane");
        assertThat(read.at("/products/0/quantity").asString()).isEqualTo("2.5");
        assertThat(read.at("/products/0/price").asString()).isEqualTo("400.00");
        assertThat(read.at("/products/1/quantity").asString()).isEqualTo("1");

        var changed = seller.patch(
                        address,
                        Map.of(
                                "contactIds",
                                List.of(ben),
                                "value",
                                "500",
                                "products",
                                List.of(Map.of("productId", crane, "price", "120"))))
                .expect(200);
        assertThat(changed.statements()).isEqualTo(1);
        assertThat(changed.json().path("value").asString()).isEqualTo("500.00");
        read = seller.get(address + "?include=contacts,products").json();
        assertThat(read.path("contacts").size()).isEqualTo(1);
        assertThat(read.path("products").size()).isEqualTo(1);
        assertThat(read.at("/products/0/name").asString()).isEqualTo("Crane");

        workspace.admin().delete("/api/contacts/" + ben).expect(204);
        assertThat(seller.get(address + "?include=contacts")
                        .json()
                        .path("contacts")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatAContactTakesPartInCanBeListed() {
        String anna = make("/api/contacts", Map.of("name", "Anna"));
        sales.create(Map.of("name", "With Anna", "contactIds", List.of(anna)));
        sales.create(Map.of("name", "Without"));
        assertThat(sales.names("/api/deals?contactId=" + anna)).containsExactly("With Anna");
    }

    @Test
    void aLostUpdateIsRefusedAndChangesNothing() {
        String camera = make("/api/products", Map.of("name", "Camera"));
        JsonNode deal = sales.create(Map.of("name", "Shoot"));
        String address = "/api/deals/" + deal.path("id").asString();
        seller.patch(address, Map.of("value", "10")).expect(200);
        var late = Map.of("name", "Other", "products", List.of(Map.of("productId", camera, "price", "1")));
        var refused = seller.with("If-Match", "\"1\"").patch(address, late).expect(412);
        assertThat(refused.json().path("currentVersion").asInt()).isEqualTo(2);
        JsonNode read = seller.get(address + "?include=products").json();
        assertThat(read.path("name").asString()).isEqualTo("Shoot");
        assertThat(read.path("products").isEmpty()).isTrue();
        seller.with("If-Match", "\"2\"").patch(address, late).expect(200);
    }

    @Test
    void whatIsWrongIsSaidFieldByField() {
        var refused = seller.post(
                        "/api/deals",
                        Map.of(
                                "name", "",
                                "value", "-1",
                                "currency", "euro",
                                "expectedCloseDate", "31.3.2027",
                                "contactIds", List.of("Anna"),
                                "products", List.of(Map.of("productId", "Camera", "quantity", 0, "price", "-1"))))
                .expect(422);
        assertThat(refused.json()
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("field").asString()))
                .containsExactlyInAnyOrder(
                        "name",
                        "value",
                        "currency",
                        "expectedCloseDate",
                        "contactIds[0]",
                        "products[0].productId",
                        "products[0].quantity",
                        "products[0].price");
        seller.post("/api/deals", Map.of("name", "A", "status", "won")).expect(400);
        String id = sales.deal("A", "New", "1");
        assertThat(seller.patch("/api/deals/" + id, "{\"stageId\": null}")
                        .expect(422)
                        .text())
                .contains("must not be empty");
    }

    @Test
    void recordsOfOtherWorkspacesAreUnknown() {
        Fixtures.Workspace other = Fixtures.workspace();
        var theirs = new Sales(other.seller());
        String company = other.manager()
                .post("/api/companies", Map.of("name", "Theirs"))
                .json()
                .path("id")
                .asString();
        String product = other.manager()
                .post("/api/products", Map.of("name", "Theirs"))
                .json()
                .path("id")
                .asString();
        String id = sales.deal("Ours", "New", "1");
        for (Map<String, ?> change : List.of(
                Map.of("companyId", company),
                Map.of("stageId", theirs.stage("Won")),
                Map.of("contactIds", List.of(company)),
                Map.of("products", List.of(Map.of("productId", product, "price", 1))))) {
            seller.patch("/api/deals/" + id, change).expect(422);
        }
        assertThat(seller.post("/api/deals/" + id + "/move", Map.of("stageId", theirs.stage("Won")))
                        .expect(422)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("stageId");
        other.seller().get("/api/deals/" + id).expect(404);
    }

    @Test
    void whatIsWonOrLostIsClosedAndReopensWhenItGoesBack() {
        String id = sales.deal("Cameras", "Negotiation", "100");
        var reply = seller.post(
                        "/api/deals/" + id + "/move",
                        Map.of("stageId", sales.stage("Lost"), "reason", "They bought elsewhere"))
                .expect(200);
        assertThat(reply.statements()).isEqualTo(1);
        JsonNode lost = reply.json();
        assertThat(lost.path("status").asString()).isEqualTo("lost");
        assertThat(lost.path("reason").asString()).isEqualTo("They bought elsewhere");
        assertThat(lost.path("closedAt").asString())
                .isEqualTo(lost.path("stageSince").asString());

        JsonNode won = sales.move(id, "Won");
        assertThat(won.path("status").asString()).isEqualTo("won");
        assertThat(won.path("reason").isNull()).as("that it was lost is over").isTrue();

        JsonNode back = sales.move(id, "Proposal");
        assertThat(back.path("status").asString()).isEqualTo("open");
        assertThat(back.path("closedAt").isNull()).isTrue();

        JsonNode patched = seller.patch(
                        "/api/deals/" + id,
                        Map.of("stageId", sales.stage("Won"), "closedAt", "2026-11-01T10:00:00Z", "reason", "Price"))
                .expect(200)
                .json();
        assertThat(patched.path("status").asString()).isEqualTo("won");
        assertThat(patched.path("closedAt").asString()).isEqualTo("2026-11-01T10:00:00.000Z");
        assertThat(patched.path("reason").asString()).isEqualTo("Price");
    }

    @Test
    void theHistoryTellsWhoMovedItAndHowLongItWasInEachStage() {
        try (TestServer server = TestServer.start(Map.of())) {
            Fixtures.Workspace alpine = Fixtures.workspace(server);
            var alpineSales = new Sales(alpine.seller());
            String id = alpineSales.deal("Cameras", "New", "100");
            server.advance(Duration.ofDays(2));
            alpineSales.move(id, "Qualified");
            server.advance(Duration.ofDays(3));
            new Sales(alpine.manager()).move(id, "New");
            server.advance(Duration.ofDays(1));
            alpineSales.move(id, "Won");

            var reply = alpine.seller().get("/api/deals/" + id + "/history").expect(200);
            assertThat(reply.statements()).isEqualTo(1);
            JsonNode history = reply.json();
            assertThat(history.path("moves")
                            .valueStream()
                            .map(m -> m.path("outcome").asString()))
                    .containsExactly("won", "back", "forward", "entered");
            assertThat(history.at("/moves/1/by/name").asString()).isEqualTo("Miguel Ortega");
            assertThat(history.at("/moves/1/from/name").asString()).isEqualTo("Qualified");
            assertThat(history.at("/moves/1/seconds").asLong()).isBetween(259_200L, 259_260L);
            JsonNode stages = history.path("stages");
            assertThat(stages.valueStream().map(s -> s.path("name").asString()))
                    .containsExactly("New", "Qualified", "Won");
            assertThat(stages.get(0).path("seconds").asLong()).isBetween(259_200L, 259_260L);
            assertThat(stages.get(0).path("visits").asInt()).isEqualTo(2);
            assertThat(stages.get(0).path("since").isNull()).isTrue();
            assertThat(stages.get(2).path("since").isString()).isTrue();

            server.advance(Duration.ofDays(1));
            alpineSales.move(id, "Qualified");
            assertThat(alpine.seller()
                            .get("/api/deals/" + id + "/history")
                            .json()
                            .at("/moves/0/outcome")
                            .asString())
                    .isEqualTo("reopened");
        }
    }

    @Test
    void aDeletedDealIsGoneAndComesBackAsItWas() {
        String id = sales.deal("Cameras", "Proposal", "100");
        sales.move(id, "Won");
        seller.delete("/api/deals/" + id).expect(204);
        seller.get("/api/deals/" + id).expect(404);
        seller.get("/api/deals/" + id + "/history").expect(404);
        seller.post("/api/deals/" + id + "/move", Map.of("stageId", sales.stage("New")))
                .expect(404);
        assertThat(sales.names("/api/deals")).isEmpty();
        assertThat(sales.names("/api/deals?deleted=true")).containsExactly("Cameras");
        JsonNode back = seller.send("POST", "/api/deals/" + id + "/restore", null)
                .expect(200)
                .json();
        assertThat(back.path("status").asString()).isEqualTo("won");
        seller.send("POST", "/api/deals/" + id + "/restore", null).expect(404);
        seller.get("/api/deals/" + id + "/history").expect(200);
    }
}
