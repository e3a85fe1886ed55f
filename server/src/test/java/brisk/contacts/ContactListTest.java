package brisk.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContactListTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private String create(Map<String, ?> contact) {
        return seller.post("/api/contacts", contact)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private List<String> names(String path) {
        return seller.get(path).expect(200).each("name");
    }

    @Test
    void aListIsSortedByNameWhateverTheAccents() {
        for (String name : List.of("zoe", "Émile", "Eduard", "łukasz", "Lucas", "Ågot")) {
            create(Map.of("name", name));
        }
        assertThat(names("/api/contacts")).containsExactly("Ågot", "Eduard", "Émile", "Lucas", "łukasz", "zoe");
        assertThat(names("/api/contacts?sort=-name&limit=2")).containsExactly("zoe", "łukasz");
    }

    @Test
    void everyOrderCanBeWalkedToItsEndWithoutGapsOrRepeats() {
        create(Map.of("name", "Somebody else"));
        for (int i = 0; i < 23; i++) {
            var contact = new java.util.HashMap<String, Object>(
                    Map.of("name", "Person " + (i % 3), "warmness", i % 5, "status", "New"));
            if (i % 4 != 0) {
                contact.put("lastContactedAt", "2026-01-0" + (1 + i % 7) + "T10:00:00Z");
            }
            create(contact);
        }
        for (String sort : List.of(
                "name", "-name", "created", "-created", "warmness", "-warmness", "lastContacted", "-lastContacted")) {
            walk(sort, "", 24);
            walk(sort, "&q=person", 23);
            walk(sort, "&q=person&status=new", 23);
        }
    }

    private void walk(String sort, String filter, int expected) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = seller.get(
                            "/api/contacts?limit=5&sort=" + sort + filter + (next.isEmpty() ? "" : "&after=" + next))
                    .expect(200)
                    .json();
            page.path("data").forEach(c -> ids.add(c.path("id").asString()));
            next = page.path("pagination").path("next").asString("");
            assertThat(page.path("pagination").path("total").asInt()).isEqualTo(expected);
        } while (!next.isEmpty());
        assertThat(ids).as(sort + filter).hasSize(expected);
        assertThat(new HashSet<>(ids)).as(sort + filter).hasSize(expected);
    }

    @Test
    void pagesSayWhereTheyAre() {
        for (int i = 0; i < 7; i++) {
            create(Map.of("name", "Person " + i));
        }
        JsonNode pagination =
                seller.get("/api/contacts?page=2&limit=3").expect(200).json().path("pagination");
        assertThat(pagination.path("page").asInt()).isEqualTo(2);
        assertThat(pagination.path("total").asInt()).isEqualTo(7);
        assertThat(pagination.path("totalPages").asInt()).isEqualTo(3);
        assertThat(pagination.path("hasNext").asBoolean()).isTrue();
        assertThat(pagination.path("hasPrev").asBoolean()).isTrue();
        assertThat(names("/api/contacts?page=3&limit=3")).containsExactly("Person 6");
        assertThat(names("/api/contacts?page=9&limit=3")).isEmpty();
        assertThat(seller.get("/api/contacts?page=9&limit=3")
                        .json()
                        .path("pagination")
                        .path("total")
                        .asInt())
                .isEqualTo(7);
        assertThat(seller.get("/api/contacts?page=101&limit=100").expect(400).text())
                .contains("after");
        seller.get("/api/contacts?limit=101").expect(400);
        seller.get("/api/contacts?after=nonsense").expect(400);
        seller.get("/api/contacts?sort=shoeSize").expect(400);
    }

    @Test
    void filtersNarrowAListAndItsTotal() {
        String owner = workspace.person(Role.SELLER).id().toString();
        create(Map.of("name", "A", "role", "Producer", "tags", List.of("VIP"), "warmness", 10, "ownerId", owner));
        create(Map.of("name", "B", "role", "producer", "inCampaign", true, "warmness", 60));
        create(Map.of("name", "C", "role", "Gaffer", "lastContactedAt", "2026-05-05T10:00:00Z"));

        assertThat(names("/api/contacts?role=Producer")).containsExactly("A", "B");
        assertThat(names("/api/contacts?role=PRODUCER&tag=vip")).containsExactly("A");
        assertThat(names("/api/contacts?inCampaign=true")).containsExactly("B");
        assertThat(names("/api/contacts?warmnessMin=50")).containsExactly("B");
        assertThat(names("/api/contacts?ownerId=" + owner)).containsExactly("A");
        assertThat(names("/api/contacts?lastContactedFrom=2026-05-05&lastContactedTo=2026-05-05"))
                .containsExactly("C");
        assertThat(names("/api/contacts?createdFrom=2026-01-01T00:00:00Z&role=gaffer"))
                .containsExactly("C");
        assertThat(names("/api/contacts?createdTo=2020-01-01")).isEmpty();
        assertThat(seller.get("/api/contacts?role=Producer")
                        .json()
                        .path("pagination")
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(seller.get("/api/contacts?ownerId=" + owner)
                        .json()
                        .path("pagination")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    private long total(String filters) {
        JsonNode pagination = seller.get("/api/contacts?limit=1&" + filters)
                .expect(200)
                .json()
                .path("pagination");
        assertThat(pagination.path("totalExact").asBoolean()).as(filters).isTrue();
        return pagination.path("total").asLong();
    }

    private void moreThanIsCounted(String owner) throws SQLException {
        try (Connection connection = workspace.server().db().connect();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO contacts (workspace_id, name, status, in_campaign, tags, owner_id)
                        SELECT ?, 'Person ' || i, 'Active', true, '{VIP,vip}', CASE WHEN i % 3 = 0 THEN ?::uuid END
                        FROM generate_series(1, 10050) i""")) {
            insert.setObject(1, workspace.id());
            insert.setString(2, owner);
            insert.execute();
        }
    }

    @Test
    void wordsThatMoreHaveThanIsCountedAreListedInTheirOrder() throws SQLException {
        moreThanIsCounted(workspace.person(Role.SELLER).id().toString());
        JsonNode pagination =
                seller.get("/api/contacts?q=person&limit=2").expect(200).json().path("pagination");
        assertThat(pagination.path("total").asInt()).isEqualTo(10_000);
        assertThat(pagination.path("totalExact").asBoolean()).isFalse();
        assertThat(names("/api/contacts?q=person&limit=2")).containsExactly("Person 1", "Person 10");
        assertThat(names("/api/contacts?q=person&limit=2&after="
                        + pagination.path("next").asString()))
                .containsExactly("Person 100", "Person 1000");
        assertThat(names("/api/contacts?q=person&limit=2&sort=-name")).containsExactly("Person 9999", "Person 9998");
        assertThat(total("q=person&count=exact")).isEqualTo(10_050);
        assertThat(total("q=person&status=active&inCampaign=true&count=exact")).isEqualTo(10_050);
    }

    @Test
    void thatManyHaveAFacetIsKnownExactlyBeyondWhatIsCounted() throws SQLException {
        String owner = workspace.person(Role.SELLER).id().toString();
        moreThanIsCounted(owner);
        String id = create(Map.of("name", "A", "status", "ACTIVE", "ownerId", owner));
        assertThat(total("status=active")).isEqualTo(10_051);
        assertThat(total("status=Active&ownerId=" + owner)).isEqualTo(3_351);
        assertThat(total("tag=Vip")).isEqualTo(10_050);
        assertThat(total("inCampaign=1")).isEqualTo(10_050);
        assertThat(total("inCampaign=false")).isEqualTo(1);
        assertThat(total("status=none")).isZero();
        assertThat(seller.get("/api/contacts?status=active&tag=vip")
                        .json()
                        .at("/pagination/totalExact")
                        .asBoolean())
                .isFalse();

        seller.patch("/api/contacts/" + id, Map.of("inCampaign", true, "status", "Gone"))
                .expect(200);
        assertThat(total("inCampaign=true&ownerId=" + owner)).isEqualTo(3_351);
        assertThat(total("status=active")).isEqualTo(10_050);
        seller.delete("/api/contacts/" + id).expect(204);
        assertThat(total("status=gone")).isZero();
        assertThat(total("inCampaign=true")).isEqualTo(10_050);
        assertThat(total("status=gone&deleted=true")).isEqualTo(1);
    }

    @Test
    void whoWasNeverContactedIsNotContactedBeforeAnyTime() {
        create(Map.of("name", "A"));
        create(Map.of("name", "B", "lastContactedAt", "2026-05-05T10:00:00Z"));
        assertThat(names("/api/contacts?lastContactedTo=2026-05-06")).containsExactly("B");
        assertThat(names("/api/contacts?lastContactedTo=2026-05-04")).isEmpty();
        assertThat(names("/api/contacts?lastContactedFrom=1970-01-01")).containsExactly("B");
    }

    @Test
    void fieldsAndIncludesChooseWhatComes() {
        String company = seller.post("/api/companies", Map.of("name", "Studio Nord", "domain", "nord.example"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        create(Map.of("name", "A", "companyId", company));
        JsonNode row = seller.get("/api/contacts?fields=name,emails&include=company")
                .json()
                .path("data")
                .get(0);
        assertThat(row.propertyNames()).containsExactlyInAnyOrder("id", "name", "emails", "version", "company");
        assertThat(row.path("company").path("domain").asString()).isEqualTo("nord.example");

        seller.patch("/api/companies/" + company, Map.of("name", "Studio Süd")).expect(200);
        assertThat(seller.get("/api/contacts?fields=name,emails&include=company")
                        .text())
                .contains("Studio Süd");
        seller.get("/api/contacts?fields=password").expect(400);
    }

    @Test
    void aListIsOneStatementAndNoneTheSecondTime() {
        create(Map.of("name", "A"));
        assertThat(seller.get("/api/contacts?role=x&limit=7").statements()).isEqualTo(1);
        assertThat(seller.get("/api/contacts?limit=7&role=x").statements()).isZero();
        assertThat(seller.get("/api/contacts?limit=7&role=x&refresh=true").header("X-Cache"))
                .isEqualTo("BYPASS");
    }
}
