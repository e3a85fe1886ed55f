package brisk.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RecentValuesTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private String contact(String role, String... tags) {
        return seller.post("/api/contacts", Map.of("name", "Somebody", "role", role, "tags", List.of(tags)))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void whatTheTeamWritesMostOftenComesFirst() {
        contact("Grip", "berlin");
        contact("Gaffer", "berlin", "vip");
        contact("Gaffer", "berlin");
        JsonNode values = seller.get("/api/contacts/suggestions").expect(200).json();
        assertThat(texts(values.path("role"))).containsExactly("Gaffer", "Grip");
        assertThat(texts(values.path("tag"))).containsExactly("berlin", "vip");
        assertThat(values.path("source")).isEmpty();
    }

    @Test
    void aValueThatNobodyHasAnyMoreIsNotSuggested() {
        String id = contact("Grip", "berlin");
        assertThat(texts(seller.get("/api/contacts/suggestions").json().path("role")))
                .containsExactly("Grip");
        seller.delete("/api/contacts/" + id).expect(204);
        JsonNode values = seller.get("/api/contacts/suggestions").json();
        assertThat(values.path("role")).isEmpty();
        assertThat(values.path("tag")).isEmpty();
    }

    @Test
    void aWorkspaceIsSuggestedNothingFromAnother() {
        contact("Grip", "berlin");
        assertThat(Fixtures.workspace()
                        .seller()
                        .get("/api/contacts/suggestions")
                        .json()
                        .path("role"))
                .isEmpty();
    }

    @Test
    void companiesHaveSuggestionsOfTheirOwn() {
        seller.post(
                        "/api/companies",
                        Map.of("name", "Studio Nord", "industry", "Film", "country", "Germany", "tags", List.of("a")))
                .expect(201);
        JsonNode values = seller.get("/api/companies/suggestions").expect(200).json();
        assertThat(texts(values.path("industry"))).containsExactly("Film");
        assertThat(texts(values.path("country"))).containsExactly("Germany");
        assertThat(texts(values.path("tag"))).containsExactly("a");
    }

    @Test
    void dealsHaveSuggestionsOfTheirOwn() {
        seller.post(
                        "/api/deals",
                        Map.of("name", "Cameras", "source", "Fair", "currency", "EUR", "tags", List.of("rental")))
                .expect(201);
        JsonNode values = seller.get("/api/deals/suggestions").expect(200).json();
        assertThat(texts(values.path("source"))).containsExactly("Fair");
        assertThat(texts(values.path("currency"))).containsExactly("EUR");
        assertThat(texts(values.path("tag"))).containsExactly("rental");
    }
}
