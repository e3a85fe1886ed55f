package brisk.companies;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompanyBulkTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private JsonNode bulk(int status, Object body) {
        return seller.post("/api/companies/bulk", body).expect(status).json();
    }

    private List<String> create(String... names) {
        List<Map<String, String>> records =
                List.of(names).stream().map(name -> Map.of("name", name)).toList();
        return bulk(200, Map.of("operation", "create", "records", records))
                .path("results")
                .valueStream()
                .map(r -> r.path("id").asString())
                .toList();
    }

    private int total(String filter) {
        return seller.get("/api/companies" + filter)
                .json()
                .path("pagination")
                .path("total")
                .asInt();
    }

    @Test
    void manyCompaniesAreCreatedChangedDeletedAndBroughtBackAtOnce() {
        List<String> ids = create("Studio Nord", "Studio Süd", "Studio West");
        UUID owner = workspace.person(Role.SELLER).id();
        bulk(200, Map.of("operation", "update", "ids", ids, "changes", Map.of("industry", "Film", "ownerId", owner)));
        assertThat(total("?industry=film")).isEqualTo(3);
        bulk(200, Map.of("operation", "delete", "ids", ids));
        assertThat(total("")).isZero();
        bulk(200, Map.of("operation", "restore", "ids", ids));
        assertThat(total("?ownerId=" + owner)).isEqualTo(3);
    }

    @Test
    void whatIsReadIsNeverOlderThanTheAnswerToABulkChange() {
        List<String> ids = create("Studio Nord", "Studio Süd");
        seller.get("/api/companies/" + ids.get(1)).expect(200);
        bulk(200, Map.of("operation", "update", "ids", ids, "changes", Map.of("city", "Hamburg")));
        assertThat(seller.get("/api/companies/" + ids.get(1))
                        .json()
                        .path("city")
                        .asString())
                .isEqualTo("Hamburg");
    }

    @Test
    void noCompanyBecomesItsOwnParentOrThatOfAStranger() {
        List<String> ids = create("Studio Nord", "Studio Süd");
        String parent = ids.getFirst();
        JsonNode problem = bulk(422, Map.of("operation", "update", "ids", ids, "changes", Map.of("parentId", parent)));
        assertThat(problem.at("/results/0/errors/0/field").asString()).isEqualTo("parentId");
        assertThat(problem.at("/results/1/result").asString()).isEqualTo("not done");

        bulk(200, Map.of("operation", "update", "ids", ids, "changes", Map.of("parentId", parent), "partial", true));
        assertThat(seller.get("/api/companies/" + ids.get(1))
                        .json()
                        .path("parentId")
                        .asString())
                .isEqualTo(parent);

        Http stranger = Fixtures.workspace().seller();
        Object theirs = Map.of("operation", "create", "records", List.of(Map.of("name", "Ours", "parentId", parent)));
        assertThat(stranger.post("/api/companies/bulk", theirs)
                        .expect(422)
                        .json()
                        .at("/results/0/errors/0/field")
                        .asString())
                .isEqualTo("parentId");
    }
}
