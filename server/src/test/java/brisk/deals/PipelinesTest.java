package brisk.deals;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PipelinesTest {
    private static final List<Map<String, Object>> RENTALS = List.of(
            Map.of("name", "Asked", "probability", 20),
            Map.of("name", "Reserved", "kind", "open", "probability", 80),
            Map.of("name", "Rented", "kind", "won"),
            Map.of("name", "Not available", "kind", "lost"),
            Map.of("name", "Too dear", "kind", "lost", "probability", 0));

    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http manager = workspace.manager();
    private final Sales sales = new Sales(workspace.seller());
    private final JsonNode first = manager.get("/api/pipelines").json().at("/data/0");
    private final String address = "/api/pipelines/" + first.path("id").asString();

    /** The stages as they are, each as it would be written back. */
    private List<Map<String, Object>> stages() {
        List<Map<String, Object>> stages = new ArrayList<>();
        for (JsonNode stage : manager.get(address).json().path("stages")) {
            stages.add(new HashMap<>(Map.of(
                    "id", stage.path("id").asString(),
                    "name", stage.path("name").asString(),
                    "kind", stage.path("kind").asString(),
                    "probability", stage.path("probability").asInt())));
        }
        return stages;
    }

    private List<String> names(JsonNode pipeline) {
        return pipeline.path("stages")
                .valueStream()
                .map(s -> s.path("name").asString())
                .toList();
    }

    @Test
    void aNewWorkspaceHasAPipelineToBeginWith() {
        assertThat(first.path("name").asString()).isEqualTo("Sales");
        assertThat(names(first)).containsExactly("New", "Qualified", "Proposal", "Negotiation", "Won", "Lost");
        assertThat(manager.get("/api/pipelines").json().path("data").size()).isEqualTo(1);
    }

    @Test
    void thereCanBeSeveralAndTheFirstIsTheDefault() {
        JsonNode made = manager.post("/api/pipelines", Map.of("name", "Rentals", "position", 1, "stages", RENTALS))
                .expect(201)
                .json();
        assertThat(names(made)).containsExactly("Asked", "Reserved", "Rented", "Not available", "Too dear");
        assertThat(made.at("/stages/2/probability").asInt()).isEqualTo(100);
        JsonNode all = manager.get("/api/pipelines").json().path("data");
        assertThat(all.valueStream().map(p -> p.path("name").asString())).containsExactly("Rentals", "Sales");
        JsonNode deal = sales.create(Map.of("name", "Without a stage"));
        assertThat(deal.path("pipelineId")).isEqualTo(made.path("id"));
        assertThat(deal.path("stageId")).isEqualTo(made.at("/stages/0/id"));
        JsonNode other = sales.create(
                Map.of("name", "In sales", "pipelineId", first.path("id").asString()));
        assertThat(other.path("stageId").asString()).isEqualTo(sales.stage("New"));

        manager.post("/api/pipelines", Map.of("name", "rentals", "stages", RENTALS))
                .expect(409);
        manager.patch("/api/pipelines/" + made.path("id").asString(), Map.of("position", 2))
                .expect(200);
        all = manager.get("/api/pipelines").json().path("data");
        assertThat(all.valueStream()
                        .map(p -> p.path("name").asString() + p.path("position").asInt()))
                .containsExactly("Sales1", "Rentals2");
        workspace
                .seller()
                .post("/api/pipelines", Map.of("name", "Mine", "stages", RENTALS))
                .expect(403);
    }

    @Test
    void stagesAreRenamedReorderedAddedAndTakenOut() {
        List<Map<String, Object>> stages = stages();
        stages.get(1).put("name", "Interested");
        stages.get(1).put("probability", 30);
        Map<String, Object> proposal = stages.remove(2);
        stages.add(0, proposal);
        stages.add(2, Map.of("name", "Demo", "probability", 40));
        var reply = manager.patch(address, Map.of("stages", stages)).expect(200);
        assertThat(names(reply.json()))
                .containsExactly("Proposal", "New", "Demo", "Interested", "Negotiation", "Won", "Lost");
        assertThat(reply.json().at("/stages/3/probability").asInt()).isEqualTo(30);
        assertThat(reply.json().at("/stages/0/id").asString()).isEqualTo(sales.stage("Proposal"));
        manager.with("If-Match", "\"1\"").patch(address, Map.of("name", "Late")).expect(412);
    }

    @Test
    void aStageWithDealsDoesNotGoWithoutSayingWhereTheyGo() {
        String live = sales.deal("Live", "Proposal", "10");
        String deleted = sales.deal("Deleted", "Proposal", "10");
        workspace.seller().delete("/api/deals/" + deleted).expect(204);
        List<Map<String, Object>> without = stages();
        without.remove(2);
        JsonNode refused =
                manager.patch(address, Map.of("stages", without)).expect(409).json();
        assertThat(refused.at("/stages/0/id").asString()).isEqualTo(sales.stage("Proposal"));
        assertThat(refused.at("/stages/0/deals").asInt()).isEqualTo(1);
        assertThat(manager.get(address).json().path("stages").size()).isEqualTo(6);

        for (String wrong : List.of("Won", "Proposal")) { // of another kind, and one that goes itself
            var target = Map.of(sales.stage("Proposal"), sales.stage(wrong));
            manager.patch(address, Map.of("stages", without, "moveDealsTo", target))
                    .expect(422);
        }
        var target = Map.of(sales.stage("Proposal"), sales.stage("Qualified"));
        workspace.seller().get("/api/deals/" + live).expect(200);
        manager.patch(address, Map.of("stages", without, "moveDealsTo", target)).expect(200);
        assertThat(workspace
                        .seller()
                        .get("/api/deals/" + live)
                        .json()
                        .path("stageId")
                        .asString())
                .isEqualTo(sales.stage("Qualified"));
        JsonNode history =
                workspace.seller().get("/api/deals/" + live + "/history").json();
        assertThat(history.at("/moves/0/outcome").asString()).isEqualTo("transferred");
        assertThat(history.at("/moves/0/from/name").asString()).isEqualTo("Proposal");
        assertThat(history.at("/moves/0/by/name").asString()).isEqualTo("Miguel Ortega");
        JsonNode back = workspace
                .seller()
                .send("POST", "/api/deals/" + deleted + "/restore", null)
                .expect(200)
                .json();
        assertThat(back.path("stageId").asString()).isEqualTo(sales.stage("Qualified"));
        workspace
                .seller()
                .post("/api/deals/" + live + "/move", Map.of("stageId", sales.stage("Proposal")))
                .expect(422);
    }

    @Test
    void aStageThatOnlyDeletedDealsAreInCanGo() {
        String deleted = sales.deal("Deleted", "Proposal", "10");
        workspace.seller().delete("/api/deals/" + deleted).expect(204);
        List<Map<String, Object>> without = stages();
        without.remove(2);
        manager.patch(address, Map.of("stages", without)).expect(200);
        JsonNode back = workspace
                .seller()
                .send("POST", "/api/deals/" + deleted + "/restore", null)
                .expect(200)
                .json();
        assertThat(back.path("stageId").asString()).isEqualTo(sales.stage("New"));
    }

    @Test
    void whatHasDealsKeepsItsKind() {
        sales.deal("Live", "Proposal", "10");
        List<Map<String, Object>> stages = stages();
        stages.get(2).putAll(Map.of("kind", "won", "probability", 100));
        assertThat(manager.patch(address, Map.of("stages", stages)).expect(409).text())
                .contains("Proposal");
        stages = stages();
        stages.get(1).putAll(Map.of("kind", "lost", "probability", 0));
        manager.patch(address, Map.of("stages", stages)).expect(200);
    }

    @Test
    void aPipelineHasStagesOfEachKind() {
        for (int left : List.of(0, 2, 3)) {
            List<Map<String, Object>> stages = new ArrayList<>(RENTALS);
            if (left == 0) {
                stages.subList(0, 2).clear();
            } else if (left == 2) {
                stages.remove(2);
            } else {
                stages.subList(3, 5).clear();
            }
            manager.post("/api/pipelines", Map.of("name", "Rentals", "stages", stages))
                    .expect(422);
        }
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("name", "Asked", "probability", 20),
                Map.of("name", "", "probability", 20),
                Map.of("name", "Sure", "probability", 101),
                Map.of("name", "Open"),
                Map.of("name", "Won?", "kind", "won", "probability", 99),
                Map.of("name", "Maybe", "kind", "maybe"),
                Map.of("name", "More", "probability", 1, "colour", "red"))) {
            List<Map<String, Object>> stages = new ArrayList<>(RENTALS);
            stages.add(wrong);
            manager.post("/api/pipelines", Map.of("name", "Rentals", "stages", stages))
                    .expect(422);
        }
    }

    @Test
    void aPipelineIsDeletedWhenItsDealsHaveGoneElsewhere() {
        manager.delete(address).expect(409); // the only one
        String rentals = manager.post("/api/pipelines", Map.of("name", "Rentals", "stages", RENTALS))
                .expect(201)
                .json()
                .path("id")
                .asString();
        String open = sales.deal("Open", "Proposal", "10");
        String won = sales.deal("Won", "Won", "10");
        assertThat(manager.delete(address).expect(409).json().path("stages").size())
                .isEqualTo(2);
        manager.delete(address + "?moveDealsTo=" + sales.stage("New")).expect(422);
        JsonNode stages = manager.get("/api/pipelines/" + rentals).json().path("stages");
        manager.delete(address + "?moveDealsTo=" + stages.at("/1/id").asString())
                .expect(204);
        manager.get(address).expect(404);
        JsonNode moved =
                workspace.seller().get("/api/deals/" + open + "?include=stage").json();
        assertThat(moved.at("/stage/name").asString()).isEqualTo("Reserved");
        assertThat(moved.path("pipelineId").asString()).isEqualTo(rentals);
        moved = workspace.seller().get("/api/deals/" + won + "?include=stage").json();
        assertThat(moved.at("/stage/name").asString()).isEqualTo("Rented");
        assertThat(moved.path("status").asString()).isEqualTo("won");
        workspace
                .seller()
                .post("/api/deals/" + open + "/move", Map.of("stageId", sales.stage("New")))
                .expect(422);
        assertThat(manager.send("POST", address + "/restore", null)
                        .expect(200)
                        .json()
                        .path("stages")
                        .size())
                .isEqualTo(6);
        sales.move(open, "New");
    }
}
