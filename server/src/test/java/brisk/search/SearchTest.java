package brisk.search;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private void contact(String name, String... emails) {
        seller.post("/api/contacts", Map.of("name", name, "emails", List.of(emails)))
                .expect(201);
    }

    private void worksFor(String name, String organisation) {
        seller.post("/api/contacts", Map.of("name", name, "organisation", organisation))
                .expect(201);
    }

    private List<String> found(String text) {
        return seller.get("/api/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .expect(200)
                .each("name");
    }

    @Test
    void aNameThatBeginsWithTheTextComesFirstThenAWordThenTheRest() {
        contact("Rosanna Weiss");
        contact("Karl Anna");
        contact("Annabel Lee", "annabel@lee.example");
        contact("Anna Zorn", "zorn@example.org");
        contact("Bo Lind", "anna.lind@example.org");
        assertThat(found("anna")).containsExactly("Anna Zorn", "Annabel Lee", "Bo Lind", "Karl Anna", "Rosanna Weiss");
    }

    @Test
    void accentsCaseAndScriptsDoNotMatter() {
        contact("José Núñez");
        contact("王伟明");
        contact("मोहन शर्मा");
        contact("Łukasz Żak");
        assertThat(found("jose nunez")).containsExactly("José Núñez");
        assertThat(found("JOSÉ")).containsExactly("José Núñez");
        assertThat(found("王伟")).containsExactly("王伟明");
        assertThat(found("王")).containsExactly("王伟明");
        assertThat(found("伟明")).containsExactly("王伟明");
        assertThat(found("शर्मा")).containsExactly("मोहन शर्मा");
        assertThat(found("zak")).containsExactly("Łukasz Żak");
    }

    @Test
    void punctuationRoundAWordIsNoPartOfIt() {
        contact("Zoë Müller");
        contact("Rain Phoenix");
        contact("C++ Guild");
        assertThat(found("Müller, Zoë")).containsExactly("Zoë Müller");
        assertThat(found("(rain)")).containsExactly("Rain Phoenix");
        assertThat(found("\"rain\"")).containsExactly("Rain Phoenix");
        assertThat(found("“Rain” phoenix.")).containsExactly("Rain Phoenix");
        assertThat(found("c++")).containsExactly("C++ Guild");
    }

    @Test
    void dealsAreFoundWithTheirCompany() {
        String company = seller.post("/api/companies", Map.of("name", "Studio Nord"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        seller.post("/api/deals", Map.of("name", "Cameras for Anna", "companyId", company))
                .expect(201);
        contact("Anna Zorn");
        assertThat(found("anna")).containsExactly("Anna Zorn", "Cameras for Anna");
        var deals =
                seller.get("/api/search?q=anna&type=deal").expect(200).json().path("data");
        assertThat(deals.size()).isEqualTo(1);
        assertThat(deals.at("/0/detail").asString()).isEqualTo("Studio Nord");
    }

    @Test
    void wordsMayStandInAnyOrderAndAnyField() {
        seller.post(
                        "/api/contacts",
                        Map.of(
                                "name",
                                "Mia Berg",
                                "organisation",
                                "Studio Nord",
                                "phones",
                                List.of("(030) 90-18 20"),
                                "custom",
                                Map.of("Agent", "Quentin")))
                .expect(201);
        assertThat(found("nord mia")).containsExactly("Mia Berg");
        assertThat(found("quentin")).containsExactly("Mia Berg");
        assertThat(found("030 9018")).containsExactly("Mia Berg");
        assertThat(found("+493090")).containsExactly("Mia Berg");
        assertThat(found("nord tim")).isEmpty();
    }

    @Test
    void contactsAndCompaniesAreFoundTogether() {
        contact("Acme Fan");
        seller.post("/api/companies", Map.of("name", "Acme Ltd", "domain", "acme.example"))
                .expect(201);
        assertThat(found("acme")).containsExactly("Acme Fan", "Acme Ltd");
        assertThat(seller.get("/api/search?q=acme&type=company")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void signsWithAMeaningInPatternsAreOrdinaryText() {
        contact("100% Organic");
        contact("100 Organic");
        assertThat(found("100%")).containsExactly("100% Organic");
        contact("a_b");
        contact("axb");
        assertThat(found("a_b")).containsExactly("a_b");
        contact("back\\slash");
        assertThat(found("back\\sl")).containsExactly("back\\slash");
    }

    @Test
    void aSearchIsOneStatementAndNobodyElsesContactsAreInIt() {
        contact("Shared Name");
        Fixtures.Workspace other = Fixtures.workspace();
        assertThat(other.seller()
                        .get("/api/search?q=shared")
                        .json()
                        .path("data")
                        .size())
                .isZero();
        assertThat(seller.get("/api/search?q=shared+name").statements()).isEqualTo(1);
        assertThat(seller.get("/api/search?q=shared+name").statements()).isZero();
        assertThat(found(" ")).isEmpty();
    }

    @Test
    void whatIsRareIsFoundAmongManyNewerOnesAndWhatIsCommonAsWell() {
        contact("Zed McQuillon", "zed@rare.example");
        worksFor("Ina Holt", "Redwood Pine Filmhouse");
        worksFor("Ola Berg", "Red Pine Filmhouse");
        for (int batch = 0; batch < 4; batch++) {
            seller.post("/api/contacts/bulk", Map.of("operation", "create", "records", people(batch * 100, 100)))
                    .expect(200);
        }
        assertThat(found("quillo")).containsExactly("Zed McQuillon");
        assertThat(found("mcq zed")).containsExactly("Zed McQuillon");
        assertThat(found("zed@rare")).containsExactly("Zed McQuillon");
        assertThat(found("pine red")).containsExactly("Ina Holt", "Ola Berg");
        assertThat(found("red pine film"))
                .as("three words that stand as they are")
                .containsExactly("Ola Berg");
        assertThat(found("redw pin film")).containsExactly("Ina Holt");
        assertThat(found("person pine film")).isEmpty();
        assertThat(found("common")).hasSize(20);
        assertThat(found("person 77 comm")).containsExactly("Person 77");
        assertThat(found("'")).isEmpty();
        assertThat(seller.get("/api/contacts?q=quillo")
                        .json()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(1);
        assertThat(seller.get("/api/contacts?q=common")
                        .json()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(400);
    }

    private static List<Map<String, Object>> people(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Map.<String, Object>of("name", "Person " + i, "organisation", "Common Ground"))
                .toList();
    }
}
