package brisk.deals;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BoardTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final Sales sales = new Sales(seller);
    private final String board = "/api/pipelines/"
            + seller.get("/api/pipelines").json().at("/data/0/id").asString() + "/board";

    private JsonNode stage(String query, String name) {
        for (JsonNode stage : seller.get(board + query).expect(200).json().path("stages")) {
            if (stage.path("name").asString().equals(name)) {
                return stage;
            }
        }
        throw new AssertionError(name);
    }

    private String seen(String query, String stage) {
        JsonNode column = stage(query, stage);
        List<String> parts = new ArrayList<>(List.of(column.path("count").asString()));
        column.path("totals")
                .forEach(total -> parts.add(total.path("count").asString() + "x "
                        + total.path("value").asString() + " "
                        + total.path("currency").asString()));
        column.path("deals").forEach(deal -> parts.add(deal.path("name").asString()));
        return String.join(", ", parts);
    }

    @Test
    void aBoardShowsWhatEachStageComesToAndItsFirstDeals() {
        sales.deal("A", "New", "100.50");
        sales.deal("B", "New", "200");
        sales.create(Map.of("name", "C", "value", "7", "currency", "USD"));
        sales.create(Map.of("name", "D", "stageId", sales.stage("Proposal")));
        String won = sales.deal("E", "Won", "1000");

        assertThat(seen("", "New")).isEqualTo("3, 2x 300.50 EUR, 1x 7.00 USD, C, B, A");
        assertThat(seen("", "Qualified")).isEqualTo("0");
        assertThat(seen("", "Proposal")).isEqualTo("1, 1x 0.00 EUR, D");
        assertThat(seen("", "Won")).isEqualTo("1, 1x 1000.00 EUR, E");
        assertThat(seen("?limit=2", "New")).isEqualTo("3, 2x 300.50 EUR, 1x 7.00 USD, C, B");
        JsonNode json = seller.get(board).json();
        assertThat(json.at("/pipeline/name").asString()).isEqualTo("Sales");
        assertThat(json.path("totalExact").asBoolean()).isTrue();
        assertThat(json.path("stages").size()).isEqualTo(6);
        assertThat(json.at("/stages/4/deals/0/id").asString()).isEqualTo(won);
    }

    @Test
    void itShowsTheDealsOfOneOwnerOrThoseThatAFilterLeaves() {
        UUID manager = workspace.person(Role.MANAGER).id();
        sales.create(Map.of("name", "Cameras", "value", "100", "ownerId", manager, "tags", List.of("rental")));
        sales.create(Map.of("name", "Lenses", "value", "50", "tags", List.of("rental")));
        sales.create(Map.of("name", "Lights", "value", "10", "ownerId", manager, "currency", "USD"));

        assertThat(seen("?ownerId=" + manager, "New")).isEqualTo("2, 1x 100.00 EUR, 1x 10.00 USD, Lights, Cameras");
        assertThat(seen("?tag=rental", "New")).isEqualTo("2, 2x 150.00 EUR, Lenses, Cameras");
        assertThat(seen("?tag=rental&ownerId=" + manager, "New")).isEqualTo("1, 1x 100.00 EUR, Cameras");
        assertThat(seen("?q=li", "New")).isEqualTo("1, 1x 10.00 USD, Lights");
        assertThat(seen("?valueMin=60&limit=1", "New")).isEqualTo("1, 1x 100.00 EUR, Cameras");
        assertThat(seen("?q=nothing", "New")).isEqualTo("0");
        seller.get(board + "?stageId=" + sales.stage("New")).expect(400);
        seller.get(board + "?limit=101").expect(400);
    }

    @Test
    void everyWriteShowsAtOnce() {
        String a = sales.deal("A", "New", "100");
        assertThat(seen("", "New")).isEqualTo("1, 1x 100.00 EUR, A");
        String b = sales.deal("B", "New", "1");
        assertThat(seen("", "New")).isEqualTo("2, 2x 101.00 EUR, B, A");
        seller.post("/api/deals/" + b + "/move", Map.of("stageId", sales.stage("New"), "after", a))
                .expect(200);
        assertThat(seen("", "New")).isEqualTo("2, 2x 101.00 EUR, A, B");
        sales.move(b, "Won");
        assertThat(seen("", "New")).isEqualTo("1, 1x 100.00 EUR, A");
        assertThat(seen("", "Won")).isEqualTo("1, 1x 1.00 EUR, B");
        seller.patch("/api/deals/" + a, Map.of("value", "8", "currency", "USD")).expect(200);
        assertThat(seen("", "New")).isEqualTo("1, 1x 8.00 USD, A");
        seller.delete("/api/deals/" + a).expect(204);
        assertThat(seen("", "New")).isEqualTo("0");
        seller.send("POST", "/api/deals/" + a + "/restore", null).expect(200);
        assertThat(seen("", "New")).isEqualTo("1, 1x 8.00 USD, A");

        String company = workspace
                .admin()
                .post("/api/companies", Map.of("name", "Studio Nord"))
                .json()
                .path("id")
                .asString();
        seller.patch("/api/deals/" + a, Map.of("companyId", company)).expect(200);
        assertThat(stage("?include=company", "New").at("/deals/0/company/name").asString())
                .isEqualTo("Studio Nord");
        seller.patch("/api/companies/" + company, Map.of("name", "Studio Süd")).expect(200);
        assertThat(stage("?include=company", "New").at("/deals/0/company/name").asString())
                .isEqualTo("Studio Süd");
    }

    @Test
    void aPipelineThatChangesChangesItsBoard() {
        List<Map<String, Object>> stages = new ArrayList<>();
        seller.get("/api/pipelines").json().at("/data/0/stages").forEach(stage -> {
            if (!stage.path("name").asString().equals("Qualified")) {
                stages.add(new HashMap<>(Map.of(
                        "id", stage.path("id").asString(),
                        "name", stage.path("name").asString(),
                        "kind", stage.path("kind").asString(),
                        "probability", stage.path("probability").asInt())));
            }
        });
        sales.deal("A", "Qualified", "1");
        assertThat(seen("", "New")).isEqualTo("0");
        workspace
                .admin()
                .patch(
                        board.replace("/board", ""),
                        Map.of("stages", stages, "moveDealsTo", Map.of(sales.stage("Qualified"), sales.stage("New"))))
                .expect(200);
        assertThat(seen("", "New")).isEqualTo("1, 1x 1.00 EUR, A");
        assertThat(seller.get(board).json().path("stages").size()).isEqualTo(5);
        seller.get(board.replace(
                        seller.get("/api/pipelines").json().at("/data/0/id").asString(), sales.stage("New")))
                .expect(404);
    }

    @Test
    void aColumnOfFiveThousandDealsIsShownToItsEnd() throws SQLException {
        fill("New", 5_000);
        JsonNode column = stage("?limit=50", "New");
        assertThat(column.path("count").asInt()).isEqualTo(5_000);
        List<String> names = new ArrayList<>();
        column.path("deals").forEach(deal -> names.add(deal.path("name").asString()));
        String next = column.path("next").asString();
        while (!next.isEmpty()) {
            JsonNode page = seller.get(
                            "/api/deals?limit=100&fields=name&stageId=" + sales.stage("New") + "&after=" + next)
                    .expect(200)
                    .json();
            page.path("data").forEach(deal -> names.add(deal.path("name").asString()));
            next = page.at("/pagination/next").asString("");
        }
        assertThat(names).hasSize(5_000);
        assertThat(new HashSet<>(names)).hasSize(5_000);
    }

    @Test
    void aFilteredBoardCountsUpToTenThousandDeals() throws SQLException {
        fill("New", 10_000);
        assertThat(seller.get(board + "?currency=EUR").json().path("totalExact").asBoolean())
                .isTrue();
        fill("Won", 1);
        JsonNode json = seller.get(board + "?currency=EUR&refresh=true").json();
        assertThat(json.path("totalExact").asBoolean()).isFalse();
        assertThat(seen("", "New")).startsWith("10000, 10000x ");
    }

    private void fill(String stage, int count) throws SQLException {
        try (Connection connection = workspace.server().db().connect();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO deals (workspace_id, name, stage_id, currency, value, created_at)
                        SELECT ?, 'Deal ' || i, ?, 'EUR', i % 100, now() - i / 3 * interval '1 minute'
                        FROM generate_series(1, ?) i""")) {
            insert.setObject(1, workspace.id());
            insert.setObject(2, UUID.fromString(sales.stage(stage)));
            insert.setInt(3, count);
            insert.executeUpdate();
        }
    }

    @Test
    void aBoardIsOneStatementAndNoneTheSecondTime() {
        sales.deal("A", "New", "1");
        for (String query : List.of("", "?include=company,owner&limit=50", "?q=a&ownerId=" + workspace.id())) {
            assertThat(seller.get(board + query).expect(200).statements()).isEqualTo(1);
            assertThat(seller.get(board + query).statements()).isZero();
        }
    }
}
