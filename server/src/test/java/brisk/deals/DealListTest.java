package brisk.deals;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DealListTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final Sales sales = new Sales(seller);

    @Test
    void filtersNarrowAListAndItsTotal() {
        String manager = workspace.person(Role.MANAGER).id().toString();
        String company = workspace
                .admin()
                .post("/api/companies", Map.of("name", "Studio Nord"))
                .json()
                .path("id")
                .asString();
        sales.create(Map.of("name", "A", "value", "100", "companyId", company, "expectedCloseDate", "2027-01-10"));
        sales.create(Map.of("name", "B", "value", "200", "ownerId", manager, "currency", "USD", "source", "Fair"));
        sales.create(Map.of("name", "C", "stageId", sales.stage("Proposal"), "tags", List.of("VIP")));
        sales.create(
                Map.of("name", "D", "stageId", sales.stage("Won"), "value", "50", "closedAt", "2026-05-05T22:30:00Z"));

        Map<String, List<String>> expected = new HashMap<>();
        expected.put("stageId=" + sales.stage("New"), List.of("B", "A"));
        expected.put("status=open", List.of("C", "B", "A"));
        expected.put("status=won", List.of("D"));
        expected.put("status=lost", List.of());
        expected.put("status=won&stageId=" + sales.stage("New"), List.of());
        expected.put("ownerId=" + manager, List.of("B"));
        expected.put("ownerId=" + manager + "&status=won", List.of());
        expected.put("ownerId=" + manager + "&stageId=" + sales.stage("New"), List.of("B"));
        expected.put("companyId=" + company, List.of("A"));
        expected.put("currency=USD", List.of("B"));
        expected.put("source=fair", List.of("B"));
        expected.put("tag=vip", List.of("C"));
        expected.put("valueMin=100", List.of("B", "A"));
        expected.put("valueMin=50&valueMax=100", List.of("D", "A"));
        expected.put("expectedCloseFrom=2027-01-10", List.of("A"));
        expected.put("expectedCloseTo=2027-01-10", List.of("A"));
        expected.put("expectedCloseFrom=2027-01-11", List.of());
        expected.put("closedFrom=2026-05-06", List.of("D")); // half past midnight in Berlin
        expected.put("closedFrom=2026-05-06&closedTo=2026-05-06", List.of("D"));
        expected.put("closedTo=2026-05-05", List.of());
        expected.put("createdTo=2020-01-01", List.of());
        expected.put("q=b", List.of("B"));
        expected.forEach((query, names) -> {
            assertThat(sales.names("/api/deals?sort=-created&" + query))
                    .as(query)
                    .isEqualTo(names);
            assertThat(sales.total("/api/deals?" + query)).as(query).isEqualTo(names.size());
        });
        JsonNode pipeline = seller.get("/api/pipelines").json().at("/data/0/id");
        assertThat(sales.total("/api/deals?pipelineId=" + pipeline.asString())).isEqualTo(4);
        for (String bad :
                List.of("status=shut", "stageId=New", "valueMin=-1", "expectedCloseFrom=today", "sort=rank")) {
            seller.get("/api/deals?" + bad).expect(400);
        }
    }

    @Test
    void everyOrderCanBeWalkedToItsEndWithoutGapsOrRepeats() {
        for (int i = 0; i < 17; i++) {
            var deal = new HashMap<String, Object>(Map.of("name", "Deal " + i % 4));
            if (i % 3 > 0) {
                deal.put("value", i % 5);
                deal.put("expectedCloseDate", "2027-02-0" + (1 + i % 6));
            }
            if (i % 4 == 0) {
                deal.put("stageId", sales.stage("Won"));
            }
            sales.create(deal);
        }
        for (String order : List.of("name", "created", "value", "expectedClose", "closed", "board")) {
            for (String sort : List.of(order, "-" + order)) {
                List<String> ids = new ArrayList<>();
                String next = "";
                do {
                    JsonNode page = seller.get(
                                    "/api/deals?limit=4&sort=" + sort + (next.isEmpty() ? "" : "&after=" + next))
                            .expect(200)
                            .json();
                    page.path("data").forEach(d -> ids.add(d.path("id").asString()));
                    next = page.at("/pagination/next").asString("");
                } while (!next.isEmpty());
                assertThat(ids).as(sort).hasSize(17);
                assertThat(new HashSet<>(ids)).as(sort).hasSize(17);
            }
        }
    }

    @Test
    void aDealThatArrivesStandsOnTopOfItsColumnAndCanBePutBehindAnother() {
        String a = sales.deal("A", "New", "1");
        String b = sales.deal("B", "New", "1");
        String c = sales.deal("C", "Proposal", "1");
        String column = "/api/deals?stageId=" + sales.stage("New");
        assertThat(sales.names(column)).containsExactly("B", "A");

        sales.move(c, "New");
        assertThat(sales.names(column)).containsExactly("C", "B", "A");
        place(c, b);
        assertThat(sales.names(column)).containsExactly("B", "C", "A");
        place(c, a);
        assertThat(sales.names(column)).containsExactly("B", "A", "C");
        sales.move(c, "New");
        assertThat(sales.names(column)).containsExactly("C", "B", "A");
        for (int i = 0; i < 120; i++) {
            place(i % 2 == 0 ? b : a, c); // the gap behind c becomes ever smaller
        }
        assertThat(sales.names(column)).containsExactly("C", "A", "B");
        sales.move(a, "Proposal");
        place(b, a); // which has gone elsewhere meanwhile
        assertThat(sales.names(column)).containsExactly("B", "C");
    }

    private void place(String deal, String after) {
        var reply = seller.post("/api/deals/" + deal + "/move", Map.of("stageId", sales.stage("New"), "after", after))
                .expect(200);
        assertThat(reply.statements()).isEqualTo(1);
    }

    @Test
    void aListIsOneStatementAndNoneTheSecondTime() {
        sales.deal("A", "New", "1");
        String path = "/api/deals?status=open&limit=7&include=company,owner,stage,contacts,products";
        assertThat(seller.get(path).expect(200).statements()).isEqualTo(1);
        assertThat(seller.get(path).statements()).isZero();
    }
}
