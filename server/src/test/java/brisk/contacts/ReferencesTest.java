package brisk.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What records may refer to, and what filters find of what was saved. */
class ReferencesTest {
    private static final String SOON = "2099-01-01T10:00:00Z";

    private final Http seller =
            Fixtures.workspace(TestServer.shared()).person(Role.SELLER).http();

    private String created(String path, Map<String, ?> record) {
        return seller.post(path, record).expect(201).json().path("id").asString();
    }

    private String deleted(String path) {
        String id = created(path, Map.of("name", "Gone"));
        seller.delete(path + "/" + id).expect(204);
        return id;
    }

    private void refuses(String field, String method, String path, Map<String, ?> body) {
        JsonNode problem = seller.send(method, path, body).expect(422).json();
        assertThat(problem.path("errors").get(0).path("field").asString()).isEqualTo(field);
    }

    @Test
    void aContactIsNotPutIntoACompanyThatIsDeleted() {
        String gone = deleted("/api/companies");
        String living = created("/api/companies", Map.of("name", "Studio Nord"));
        refuses("companyId", "POST", "/api/contacts", Map.of("name", "Ada", "companyId", gone));
        String ada = created("/api/contacts", Map.of("name", "Ada", "companyId", living));
        refuses("companyId", "PATCH", "/api/contacts/" + ada, Map.of("companyId", gone));
        seller.patch("/api/contacts/" + ada, "{\"companyId\":null}").expect(200);
        seller.patch("/api/contacts/" + ada, Map.of("companyId", living)).expect(200);
        seller.post(
                        "/api/contacts/bulk",
                        Map.of("operation", "create", "records", List.of(Map.of("name", "Bo", "companyId", gone))))
                .expect(422);
        seller.post(
                        "/api/contacts/bulk",
                        Map.of(
                                "operation",
                                "create",
                                "records",
                                List.of(Map.of("name", "Bo", "companyId", living), Map.of("name", "Cy"))))
                .expect(200);
        seller.delete("/api/companies/" + living).expect(204);
        seller.patch("/api/contacts/" + ada, Map.of("jobTitle", "Gaffer")).expect(200);
    }

    @Test
    void aReminderIsAboutSomethingThatIsThere() {
        refuses("contactId", "POST", "/api/reminders", reminder("contactId", deleted("/api/contacts")));
        refuses("companyId", "POST", "/api/reminders", reminder("companyId", deleted("/api/companies")));
        String ada = created("/api/contacts", Map.of("name", "Ada"));
        String id = created("/api/reminders", reminder("contactId", ada));
        seller.delete("/api/contacts/" + ada).expect(204);
        seller.patch("/api/reminders/" + id, Map.of("title", "Call back")).expect(200);
        refuses("contactId", "PATCH", "/api/reminders/" + id, Map.of("contactId", ada));
    }

    private static Map<String, String> reminder(String field, String id) {
        return Map.of("title", "Call", "dueAt", SOON, field, id);
    }

    @Test
    void noCompanyStandsAboveItself() {
        String a = created("/api/companies", Map.of("name", "A"));
        String b = created("/api/companies", Map.of("name", "B", "parentId", a));
        String c = created("/api/companies", Map.of("name", "C", "parentId", b));
        refuses("parentId", "PATCH", "/api/companies/" + a, Map.of("parentId", a));
        refuses("parentId", "PATCH", "/api/companies/" + a, Map.of("parentId", b));
        refuses("parentId", "PATCH", "/api/companies/" + a, Map.of("parentId", c));
        String d = created("/api/companies", Map.of("name", "D"));
        seller.patch("/api/companies/" + c, Map.of("parentId", d)).expect(200);
        seller.post(
                        "/api/companies/bulk",
                        Map.of(
                                "operation",
                                "update",
                                "records",
                                List.of(Map.of("id", d, "parentId", b), Map.of("id", a, "parentId", c))))
                .expect(422);
        seller.post(
                        "/api/companies/bulk",
                        Map.of("operation", "update", "ids", List.of(d), "changes", Map.of("parentId", b)))
                .expect(200);
        refuses("parentId", "POST", "/api/companies", Map.of("name", "E", "parentId", deleted("/api/companies")));
    }

    @Test
    void aDomainIsOne() {
        refuses("domain", "POST", "/api/companies", Map.of("name", "N", "domain", "not a domain"));
        refuses("domain", "POST", "/api/companies", Map.of("name", "N", "domain", "https://nord.example"));
        for (String domain : List.of("nord.example", "mail.studio-nord.co.uk", "köln.example")) {
            created("/api/companies", Map.of("name", "N", "domain", domain));
        }
    }

    @Test
    void aFilterFindsTheTextThatWasSavedWhateverItsScript() {
        for (String role : List.of("ΠΑΡΑΓΩΓΟΣ", "İSTANBUL", "Pre\u0301sident", "Größe", "Gaffer")) {
            String id = created("/api/contacts", Map.of("name", "Ada", "role", role, "tags", List.of(role)));
            String encoded = URLEncoder.encode(role, StandardCharsets.UTF_8);
            assertThat(seller.get("/api/contacts?role=" + encoded + "&tag=" + encoded + "&limit=1")
                            .expect(200)
                            .json()
                            .path("data")
                            .path(0)
                            .path("id")
                            .asString())
                    .as(role)
                    .isEqualTo(id);
        }
    }
}
