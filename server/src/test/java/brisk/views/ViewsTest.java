package brisk.views;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ViewsTest {
    private final Fixtures.Workspace northwind = Fixtures.workspace();
    private final Http seller = northwind.seller();
    private final Http colleague = northwind.hire("Otto Lang").http();

    private static Map<String, Object> view(String name, boolean shared) {
        return Map.of(
                "resource",
                "contacts",
                "name",
                name,
                "shared",
                shared,
                "query",
                Map.of("role", "Producer", "sort", "-lastContacted"),
                "columns",
                List.of("name", "role", "warmness"));
    }

    private static String save(Http http, String name, boolean shared) {
        return http.post("/api/views", view(name, shared))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private static List<String> names(Http http, String query) {
        List<String> names = new ArrayList<>();
        http.get("/api/views" + query)
                .expect(200)
                .json()
                .path("data")
                .forEach(v -> names.add(v.path("name").asString()));
        return names;
    }

    @Test
    void aViewComesBackAsItWasSaved() {
        String id = save(seller, "Cold producers", false);
        JsonNode view = seller.get("/api/views/" + id).expect(200).json();
        assertThat(view.path("query").path("sort").asString()).isEqualTo("-lastContacted");
        assertThat(view.path("columns").size()).isEqualTo(3);
        assertThat(view.path("userId").asString())
                .isEqualTo(northwind.person(Role.SELLER).id().toString());
        assertThat(names(seller, "?resource=contacts")).containsExactly("Cold producers");
        assertThat(names(seller, "?resource=companies")).isEmpty();
    }

    @Test
    void aPrivateViewDoesNotExistForOthersNotEvenForManagers() {
        String id = save(seller, "My secret list", false);
        for (Http other : List.of(colleague, northwind.manager(), northwind.admin())) {
            other.get("/api/views/" + id).expect(404);
            other.patch("/api/views/" + id, Map.of("name", "Mine")).expect(404);
            other.delete("/api/views/" + id).expect(404);
            assertThat(names(other, "")).isEmpty();
        }
    }

    @Test
    void aSharedViewIsReadByAllAndChangedByItsOwnerAndManagers() {
        String id = save(seller, "Everybody's producers", true);
        assertThat(names(northwind.viewer(), "")).containsExactly("Everybody's producers");
        northwind.viewer().patch("/api/views/" + id, Map.of("name", "Mine")).expect(403);
        assertThat(colleague
                        .patch("/api/views/" + id, Map.of("name", "Mine"))
                        .expect(403)
                        .json()
                        .path("detail")
                        .asString())
                .contains("somebody else's");
        colleague.delete("/api/views/" + id).expect(403);
        northwind
                .manager()
                .patch("/api/views/" + id, Map.of("name", "The team's producers"))
                .expect(200);
        assertThat(names(seller, "")).containsExactly("The team's producers");
        northwind.admin().delete("/api/views/" + id).expect(204);
        assertThat(names(seller, "")).isEmpty();
    }

    @Test
    void aViewThatIsSharedNoMoreVanishesForOthersAtOnce() {
        String id = save(seller, "Producers", true);
        assertThat(names(colleague, "")).containsExactly("Producers");
        seller.patch("/api/views/" + id, Map.of("shared", false)).expect(200);
        assertThat(names(colleague, "")).isEmpty();
        assertThat(names(seller, "")).containsExactly("Producers");
    }

    @Test
    void anotherWorkspaceSeesNoSharedViews() {
        save(seller, "Producers", true);
        assertThat(names(Fixtures.workspace().admin(), "")).isEmpty();
    }

    @Test
    void twoViewsOfOneListHaveDifferentNamesWhateverTheirCase() {
        String id = save(seller, "Producers", false);
        String other = save(seller, "Gaffers", false);
        Reply taken = seller.post("/api/views", view("PRODUCERS", false)).expect(409);
        assertThat(taken.json().path("existingId").asString()).isEqualTo(id);
        assertThat(seller.patch("/api/views/" + other, Map.of("name", "producers"))
                        .expect(409)
                        .json()
                        .path("detail")
                        .asString())
                .contains("name");
        seller.patch("/api/views/" + id, Map.of("name", "producers")).expect(200);
        save(colleague, "Producers", false);
        Map<String, Object> companies = new HashMap<>(view("Producers", false));
        companies.put("resource", "companies");
        seller.post("/api/views", companies).expect(201);
    }

    @Test
    void theNameOfADeletedViewIsFreeUntilItComesBack() {
        String id = save(seller, "Producers", false);
        seller.delete("/api/views/" + id).expect(204);
        seller.get("/api/views/" + id).expect(404);
        String next = save(seller, "Producers", false);
        seller.post("/api/views/" + id + "/restore", Map.of()).expect(409);
        seller.delete("/api/views/" + next).expect(204);
        seller.send("POST", "/api/views/" + id + "/restore", null).expect(200);
        colleague.send("POST", "/api/views/" + next + "/restore", null).expect(404);
        assertThat(names(seller, "")).containsExactly("Producers");
    }

    @Test
    void aChangeThatSomebodyElseWasFasterWithIsRefused() {
        String id = save(seller, "Producers", true);
        northwind.manager().patch("/api/views/" + id, Map.of("shared", true)).expect(200);
        Reply lost = seller.with("If-Match", "\"1\"")
                .patch("/api/views/" + id, Map.of("name", "Gaffers"))
                .expect(412);
        assertThat(lost.json().path("currentVersion").asInt()).isEqualTo(2);
        seller.with("If-Match", "\"1\"").delete("/api/views/" + id).expect(412);
    }

    @Test
    void newViewsStandAtTheEndAndCanBeMoved() {
        save(seller, "First", false);
        save(seller, "Second", false);
        String third = save(seller, "Third", false);
        assertThat(names(seller, "")).containsExactly("First", "Second", "Third");
        seller.patch("/api/views/" + third, Map.of("position", 0)).expect(200);
        assertThat(names(seller, "")).containsExactly("Third", "First", "Second");
        assertThat(names(seller, "?sort=-name")).containsExactly("Third", "Second", "First");
    }

    @Test
    void whatIsNoViewIsRefusedFieldByField() {
        Reply reply = seller.post(
                        "/api/views",
                        Map.of(
                                "resource", "invoices",
                                "name", "x".repeat(101),
                                "shared", "yes",
                                "query", Map.of("warmnessMin", 10),
                                "columns", "name"))
                .expect(422);
        List<String> fields = new ArrayList<>();
        reply.json().path("errors").forEach(e -> fields.add(e.path("field").asString()));
        assertThat(fields).containsExactly("resource", "name", "shared", "query.warmnessMin", "columns");
        seller.post(
                        "/api/views",
                        Map.of("resource", "contacts", "name", "Large", "query", Map.of("q", "x".repeat(4_096))))
                .expect(422);
        seller.patch("/api/views/" + save(seller, "Producers", false), Map.of("resource", "companies"))
                .expect(400);
    }

    @Test
    void nobodyCollectsMoreThanAHundred() {
        Person collector = northwind.hire("Nora Sammler");
        for (int i = 0; i < 100; i++) {
            save(collector.http(), "View " + i, false);
        }
        assertThat(collector
                        .http()
                        .post("/api/views", view("One more", false))
                        .expect(409)
                        .json()
                        .path("detail")
                        .asString())
                .contains("100");
    }
}
