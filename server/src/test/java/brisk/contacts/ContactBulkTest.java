package brisk.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContactBulkTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private JsonNode bulk(int status, Object body) {
        return seller.post("/api/contacts/bulk", body).expect(status).json();
    }

    private List<String> create(int count) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(i % 2 == 0 ? Map.of("name", "Person " + i) : Map.of("name", "Person " + i, "role", "Gaffer"));
        }
        return bulk(200, Map.of("operation", "create", "records", records))
                .path("results")
                .valueStream()
                .map(r -> r.path("id").asString())
                .toList();
    }

    private int total() {
        return seller.get("/api/contacts")
                .json()
                .path("pagination")
                .path("total")
                .asInt();
    }

    @Test
    void aThousandContactsAreCreatedChangedDeletedAndBroughtBackAtOnce() {
        List<String> ids = create(1_000);
        assertThat(ids).doesNotHaveDuplicates().hasSize(1_000);
        assertThat(total()).isEqualTo(1_000);

        bulk(200, Map.of("operation", "update", "ids", ids, "changes", Map.of("status", "active", "warmness", 70)));
        assertThat(seller.get("/api/contacts?status=active")
                        .json()
                        .path("pagination")
                        .path("total")
                        .asInt())
                .isEqualTo(1_000);
        assertThat(seller.get("/api/contacts/" + ids.get(7))
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);

        bulk(200, Map.of("operation", "delete", "ids", ids));
        assertThat(total()).isZero();
        bulk(200, Map.of("operation", "restore", "ids", ids));
        assertThat(total()).isEqualTo(1_000);
        assertThat(seller.get("/api/contacts/stats").json().path("byRole").toString())
                .isEqualTo("[{\"key\":\"Gaffer\",\"count\":500}]");
    }

    @Test
    void oneBadRecordStopsAllAndIsNamed() {
        JsonNode problem = bulk(
                422,
                Map.of(
                        "operation",
                        "create",
                        "records",
                        List.of(
                                Map.of("name", "Good"),
                                Map.of("name", ""),
                                Map.of(
                                        "name",
                                        "No owner",
                                        "ownerId",
                                        UUID.randomUUID().toString()))));
        assertThat(problem.path("results").get(0).path("result").asString()).isEqualTo("not done");
        assertThat(problem.path("results")
                        .get(1)
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asString())
                .isEqualTo("name");
        assertThat(problem.path("results")
                        .get(2)
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asString())
                .isEqualTo("ownerId");
        assertThat(total()).isZero();
    }

    @Test
    void whoAsksForAPartialResultGetsWhatCanBeDone() {
        JsonNode answer = bulk(
                200,
                Map.of(
                        "operation",
                        "create",
                        "partial",
                        true,
                        "records",
                        List.of(Map.of("name", "Good"), Map.of("nmae", "Typo"))));
        assertThat(answer.path("succeeded").asInt()).isEqualTo(1);
        assertThat(answer.path("results").get(1).path("status").asInt()).isEqualTo(400);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void everyRecordMayBringItsOwnChangesAndTheVersionItWasReadAt() {
        List<String> ids = create(2);
        seller.patch("/api/contacts/" + ids.get(1), Map.of("status", "moved on"))
                .expect(200);
        Map<String, Object> stale = Map.of(
                "operation",
                "update",
                "records",
                List.of(
                        Map.of("id", ids.get(0), "version", 1, "role", "Grip"),
                        Map.of("id", ids.get(1), "version", 1, "role", "Producer")));
        JsonNode problem = bulk(422, stale);
        assertThat(problem.path("results").get(1).path("status").asInt()).isEqualTo(412);
        assertThat(seller.get("/api/contacts/" + ids.get(0)).json().path("role").isNull())
                .isTrue();
    }

    @Test
    void nobodyReachesContactsOfAnotherWorkspaceInBulk() {
        List<String> ids = create(2);
        Http stranger = Fixtures.workspace().seller();
        JsonNode problem = stranger.post("/api/contacts/bulk", Map.of("operation", "delete", "ids", ids))
                .expect(422)
                .json();
        assertThat(problem.path("results").get(0).path("status").asInt()).isEqualTo(404);
        assertThat(total()).isEqualTo(2);
    }

    @Test
    void aBatchHasALimitAndAShape() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            ids.add(UUID.randomUUID().toString());
        }
        bulk(422, Map.of("operation", "delete", "ids", ids));
        bulk(422, Map.of("operation", "explode", "ids", ids.subList(0, 1)));
        bulk(422, Map.of("operation", "update", "ids", ids.subList(0, 1)));
        bulk(422, Map.of("operation", "delete", "ids", List.of("x")));
        bulk(400, Map.of("operation", "delete", "idz", List.of()));
        bulk(422, Map.of("operation", "delete", "ids", ids.subList(0, 1), "partial", "yes"));
        bulk(422, Map.of("operation", "update", "records", List.of(Map.of("id", ids.getFirst(), "version", "latest"))));
        workspace
                .viewer()
                .post("/api/contacts/bulk", Map.of("operation", "delete", "ids", ids))
                .expect(403);
    }
}
