package brisk.deals;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProductsTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http manager = workspace.manager();

    private String create(Map<String, ?> product) {
        return manager.post("/api/products", product)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private List<String> names(String query) {
        return workspace.seller().get("/api/products" + query).expect(200).each("name");
    }

    @Test
    void productsAreListedByNameAndFound() {
        create(Map.of("name", "Crane", "code", "CR-2", "category", "Grip", "price", "99.90", "currency", "EUR"));
        create(Map.of("name", "Árm", "category", "grip", "active", false));
        assertThat(names("")).containsExactly("Árm", "Crane");
        assertThat(names("?active=true")).containsExactly("Crane");
        assertThat(names("?category=GRIP")).hasSize(2);
        assertThat(names("?q=cr-2")).containsExactly("Crane");
        assertThat(names("?q=arm")).containsExactly("Árm");
    }

    @Test
    void aNameBelongsToOneProduct() {
        String crane = create(Map.of("name", "Crane"));
        String arm = create(Map.of("name", "Arm"));
        JsonNode refused = manager.post("/api/products", Map.of("name", "CRANE"))
                .expect(409)
                .json();
        assertThat(refused.path("existingId").asString()).isEqualTo(crane);
        refused = manager.patch("/api/products/" + arm, Map.of("name", "crane"))
                .expect(409)
                .json();
        assertThat(refused.path("existingId").asString()).isEqualTo(crane);
        manager.delete("/api/products/" + crane).expect(204);
        manager.patch("/api/products/" + arm, Map.of("name", "crane")).expect(200);
        manager.send("POST", "/api/products/" + crane + "/restore", null).expect(409);
        assertThat(names("?deleted=true")).containsExactly("Crane");
    }

    @Test
    void whatWasSoldStaysKnownWhenItsProductIsDeleted() {
        String crane = create(Map.of("name", "Crane"));
        var sales = new Sales(workspace.seller());
        String deal = sales.create(Map.of("name", "Shoot", "products", List.of(Map.of("productId", crane, "price", 5))))
                .path("id")
                .asString();
        String address = "/api/deals/" + deal + "?include=products";
        workspace.seller().get(address).expect(200);
        manager.patch("/api/products/" + crane, Map.of("name", "Big crane")).expect(200);
        manager.delete("/api/products/" + crane).expect(204);
        assertThat(workspace.seller().get(address).json().at("/products/0/name").asString())
                .isEqualTo("Big crane");
    }

    @Test
    void sellersDoNotChangeWhatIsSold() {
        workspace.seller().post("/api/products", Map.of("name", "Crane")).expect(403);
        manager.post("/api/products", Map.of("name", "Crane", "price", "-1")).expect(422);
        manager.patch("/api/products/" + create(Map.of("name", "Crane")), "{\"active\": null}")
                .expect(422);
    }
}
