package brisk.deals;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DealBulkTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final Sales sales = new Sales(seller);

    private Reply bulk(String operation, List<String> ids, Map<String, ?> updates) {
        return seller.post("/api/deals/bulk", Map.of("operation", operation, "dealIds", ids, "updates", updates));
    }

    private JsonNode deal(String id) {
        return seller.get("/api/deals/" + id).expect(200).json();
    }

    private List<String> three() {
        return List.of(sales.deal("A", "New", "1"), sales.deal("B", "Proposal", "2"), sales.deal("C", "Won", "3"));
    }

    @Test
    void manyDealsAreMovedAtOnceWithTheirHistoryAndTotals() {
        List<String> ids = three();
        Reply reply = bulk("update_stage", ids, Map.of("stageId", sales.stage("Negotiation")))
                .expect(200);
        assertThat(reply.statements()).isEqualTo(1);
        assertThat(reply.json().path("succeeded").asInt()).isEqualTo(3);
        assertThat(reply.json().at("/results/2/id").asString()).isEqualTo(ids.get(2));
        assertThat(reply.json().at("/results/2/result").asString()).isEqualTo("updated");
        assertThat(sales.total("/api/deals?stageId=" + sales.stage("Negotiation")))
                .isEqualTo(3);
        assertThat(sales.total("/api/deals?status=won")).isZero();
        JsonNode moves = seller.get("/api/deals/" + ids.getFirst() + "/history").json();
        assertThat(moves.at("/moves/0/outcome").asString()).isEqualTo("forward");
        assertThat(moves.at("/moves/0/by/id").asString())
                .isEqualTo(workspace.person(Role.SELLER).id().toString());
    }

    @Test
    void theyAreHandedOverOrLeftToNobody() {
        List<String> ids = three();
        UUID manager = workspace.person(Role.MANAGER).id();
        bulk("update_owner", ids, Map.of("ownerId", manager)).expect(200);
        assertThat(sales.total("/api/deals?ownerId=" + manager)).isEqualTo(3);
        Map<String, @Nullable Object> nobody = new HashMap<>();
        nobody.put("ownerId", null);
        bulk("update_owner", ids, nobody).expect(200);
        assertThat(sales.total("/api/deals?ownerId=" + manager)).isZero();
        assertThat(deal(ids.getFirst()).path("ownerId").isNull()).isTrue();
    }

    @Test
    void eachIsWonOrLostInItsOwnPipeline() {
        String other = workspace
                .admin()
                .post(
                        "/api/pipelines",
                        Map.of(
                                "name",
                                "Rentals",
                                "stages",
                                List.of(
                                        Map.of("name", "Asked", "probability", 20),
                                        Map.of("name", "Rented", "kind", "won"),
                                        Map.of("name", "Gone", "kind", "lost"))))
                .expect(201)
                .json()
                .path("id")
                .asString();
        List<String> ids = new ArrayList<>(three());
        ids.add(sales.create(Map.of("name", "D", "pipelineId", other))
                .path("id")
                .asString());
        String closedBefore = deal(ids.get(2)).path("closedAt").asString();

        bulk("close_won", ids, Map.of("reason", "Best offer")).expect(200);
        assertThat(sales.total("/api/deals?status=won")).isEqualTo(4);
        assertThat(deal(ids.get(3)).path("pipelineId").asString()).isEqualTo(other);
        assertThat(deal(ids.get(0)).path("reason").asString()).isEqualTo("Best offer");
        assertThat(deal(ids.get(2)).path("closedAt").asString()).isEqualTo(closedBefore);
        bulk("close_lost", ids, Map.of("closedAt", "2026-03-01T10:00:00Z")).expect(200);
        assertThat(sales.total("/api/deals?status=lost&closedTo=2026-03-01")).isEqualTo(4);
        assertThat(deal(ids.get(0)).path("reason").isNull()).isTrue();
    }

    @Test
    void theyAreDeletedAndBroughtBack() {
        List<String> ids = three();
        bulk("delete", ids, Map.of()).expect(200);
        assertThat(sales.total("/api/deals")).isZero();
        Reply again = bulk("delete", ids, Map.of()).expect(422);
        assertThat(again.json().at("/results/0/status").asInt()).isEqualTo(404);
        bulk("restore", ids, Map.of()).expect(200);
        assertThat(sales.total("/api/deals")).isEqualTo(3);
        assertThat(sales.total("/api/deals?status=won")).isEqualTo(1);
    }

    @Test
    void oneThatIsMissingStopsAllOfThemUnlessAPartialResultIsWanted() {
        List<String> ids = new ArrayList<>(three());
        seller.delete("/api/deals/" + ids.get(1)).expect(204);
        JsonNode refused = bulk("update_stage", ids, Map.of("stageId", sales.stage("Qualified")))
                .expect(422)
                .json();
        assertThat(refused.at("/results/0/result").asString()).isEqualTo("not done");
        assertThat(refused.at("/results/1/result").asString()).isEqualTo("failed");
        assertThat(sales.total("/api/deals?stageId=" + sales.stage("Qualified")))
                .isZero();

        JsonNode partial = seller.post(
                        "/api/deals/bulk",
                        Map.of(
                                "operation",
                                "update_stage",
                                "dealIds",
                                ids,
                                "updates",
                                Map.of("stageId", sales.stage("Qualified")),
                                "partial",
                                true))
                .expect(200)
                .json();
        assertThat(partial.path("failed").asInt()).isEqualTo(1);
        assertThat(sales.total("/api/deals?stageId=" + sales.stage("Qualified")))
                .isEqualTo(2);
    }

    private Reply withVersions(Map<String, ?> versions, List<String> ids, boolean partial) {
        return seller.post(
                "/api/deals/bulk",
                Map.of(
                        "operation",
                        "update_stage",
                        "dealIds",
                        ids,
                        "updates",
                        Map.of("stageId", sales.stage("Qualified")),
                        "versions",
                        versions,
                        "partial",
                        partial));
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
        List<String> ids = three();
        sales.move(ids.get(1), "Negotiation");
        Map<String, Integer> asSeen = Map.of(ids.get(0), 1, ids.get(1), 1);
        Reply refused = withVersions(asSeen, ids, false).expect(422);
        assertThat(refused.json().at("/results/1/status").asInt()).isEqualTo(412);
        assertThat(deal(ids.get(0)).path("version").asInt()).isEqualTo(1);

        Reply partial = withVersions(asSeen, ids, true).expect(200);
        assertThat(partial.statements()).isEqualTo(1);
        assertThat(partial.json().path("succeeded").asInt()).isEqualTo(2);
        assertThat(partial.json().at("/results/1/result").asString()).isEqualTo("failed");
        assertThat(partial.json().at("/results/1/detail").asString()).startsWith("Somebody changed");
        assertThat(deal(ids.get(1)).path("stageId").asString()).isEqualTo(sales.stage("Negotiation"));
        assertThat(deal(ids.get(2)).path("stageId").asString()).isEqualTo(sales.stage("Qualified"));

        withVersions(Map.of(UUID.randomUUID().toString(), 1), ids, true).expect(422);
        withVersions(Map.of(ids.get(0), "one"), ids, true).expect(422);
    }

    @Test
    void whoTakesBackAClosingGivesTheDealItsReasonAndItsDay() {
        List<String> ids = List.of(sales.deal("A", "Lost", "1"));
        bulk(
                        "update_stage",
                        ids,
                        Map.of(
                                "stageId",
                                sales.stage("Won"),
                                "reason",
                                "Came back",
                                "closedAt",
                                "2026-03-01T10:00:00Z"))
                .expect(200);
        assertThat(deal(ids.getFirst()).path("reason").asString()).isEqualTo("Came back");
        assertThat(deal(ids.getFirst()).path("closedAt").asString()).startsWith("2026-03-01T10:00:00");
    }

    @Test
    void whatMakesNoSenseIsRefusedAndChangesNothing() {
        List<String> ids = three();
        String unknown = UUID.randomUUID().toString();
        bulk("update_stage", ids, Map.of()).expect(422);
        bulk("update_stage", ids, Map.of("stageId", unknown)).expect(422);
        bulk("update_owner", ids, Map.of()).expect(422);
        bulk("update_owner", ids, Map.of("ownerId", unknown)).expect(422);
        bulk("update_owner", ids, Map.of("stageId", sales.stage("New"))).expect(400);
        bulk("delete", ids, Map.of("reason", "Too dear")).expect(400);
        bulk("close_won", List.of(), Map.of()).expect(422);
        bulk("close", ids, Map.of()).expect(422);
        bulk("close_won", List.of("A"), Map.of()).expect(422);
        List<String> many = new ArrayList<>();
        for (int i = 0; i <= 1_000; i++) {
            many.add(UUID.randomUUID().toString());
        }
        bulk("delete", many, Map.of()).expect(422);
        ids.forEach(id -> assertThat(deal(id).path("version").asInt()).isEqualTo(1));
    }

    @Test
    void whatIsReadIsNeverOlderThanTheAnswerToABulkChange() {
        List<String> ids = three();
        deal(ids.get(1));
        sales.names("/api/deals?status=lost");
        bulk("close_lost", ids, Map.of()).expect(200);
        assertThat(deal(ids.get(1)).path("status").asString()).isEqualTo("lost");
        assertThat(sales.names("/api/deals?status=lost")).hasSize(3);
    }

    @Test
    void requestsAboutTheSameDealsInOtherOrdersDoNotHinderEachOther() throws InterruptedException, ExecutionException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add(sales.deal("Deal " + i, "New", "1"));
        }
        List<String> reversed = ids.reversed();
        try (var people = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                List<String> order = i % 2 == 0 ? ids : reversed;
                String stage =
                        sales.stage(List.of("Qualified", "Proposal", "Won").get(i % 3));
                done.add(people.submit(() ->
                        bulk("update_stage", order, Map.of("stageId", stage)).expect(200)));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        assertThat(deal(ids.getFirst()).path("version").asInt()).isEqualTo(13);
    }
}
