package brisk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompanyImportTest {
    private static final String ACCOUNTS = """
            account,sector,year_established,revenue,employees,office_location,subsidiary_of
            Bluth Company,technolgy,1993,1242.32,3027,United States,Acme Corporation
            Acme Corporation,technolgy,1996,1100.04,2822,United States,
            Cheers,entertainment,1993,4269.9,"6,472",Norway,Massive Dynamic
            """;

    private final Fixtures.Workspace northwind = Fixtures.workspace();
    private final Sender sender = new Sender(northwind.manager());

    @Test
    void parents_are_found_by_name_wherever_they_stand() {
        JsonNode job = sender.send("companies", ACCOUNTS);
        assertThat(Sender.counts(job))
                .isEqualTo("created 3, updated 0, unchanged 0, repeated 0, rejected 0, reported 1");
        assertThat(sender.findings(job)).containsExactly("4 warning: there is no company Massive Dynamic to belong to");
        JsonNode bluth = sender.only("companies", "Bluth Company");
        assertThat(bluth.get("parentId"))
                .isEqualTo(sender.only("companies", "Acme Corporation").get("id"));
        assertThat(bluth.get("version").asInt()).isEqualTo(1);
        assertThat(bluth.get("industry").asString()).isEqualTo("technolgy");
        assertThat(bluth.get("foundedYear").asInt()).isEqualTo(1993);
        assertThat(bluth.get("revenue").asString()).isEqualTo("1242.32");
        assertThat(bluth.get("country").asString()).isEqualTo("United States");
        assertThat(sender.only("companies", "Cheers").get("employees").asInt()).isEqualTo(6472);

        assertThat(Sender.counts(sender.send("companies", ACCOUNTS)))
                .isEqualTo("created 0, updated 0, unchanged 3, repeated 0, rejected 0, reported 1");
        assertThat(Sender.counts(sender.send("companies", "Company\nMassive Dynamic\n")))
                .startsWith("created 1,");
        assertThat(Sender.counts(sender.send("companies", ACCOUNTS)))
                .isEqualTo("created 0, updated 1, unchanged 2, repeated 0, rejected 0, reported 0");
        assertThat(sender.only("companies", "Cheers").get("version").asInt()).isEqualTo(2);
    }

    @Test
    void no_company_belongs_to_itself_however_long_the_way() {
        JsonNode job = sender.send("companies", """
                Company,Parent company
                Alone,alone
                First,Second
                Second,Third
                Third,First
                Below,Third
                """);
        assertThat(sender.findings(job))
                .containsExactly(
                        "2 warning: cannot belong to alone (its own subsidiary)",
                        "3 warning: cannot belong to Second (its own subsidiary)",
                        "4 warning: cannot belong to Third (its own subsidiary)",
                        "5 warning: cannot belong to First (its own subsidiary)");
        assertThat(sender.only("companies", "Below").get("parentId"))
                .isEqualTo(sender.only("companies", "Third").get("id"));
    }

    @Test
    void a_circle_with_companies_that_were_there_before_is_seen() {
        sender.send("companies", "Company,Parent company\nDaughter,Mother\nMother,\n");
        JsonNode job = sender.send("companies", "Company,Parent company\nMother,Daughter\n");
        assertThat(sender.findings(job)).containsExactly("2 warning: cannot belong to Daughter (its own subsidiary)");
        assertThat(sender.only("companies", "Mother").get("parentId").isNull()).isTrue();
    }

    @Test
    void a_company_is_known_by_its_name() {
        northwind
                .seller()
                .post("/api/companies", Map.of("name", "Bluebay Gaming Ltd", "city", "London"))
                .expect(201);
        JsonNode job = sender.send("companies", """
                Record ID,Company name,Website URL,Company owner,City
                9001,Bluebay Gaming Ltd,bluebay.example.test,Selma Lindqvist,
                9002,Harbour Lotteries Ltd,,Someone Else,
                9003,bluebay gaming ltd,,,
                9004,,,,
                """);
        assertThat(Sender.counts(job))
                .isEqualTo("created 1, updated 1, unchanged 0, repeated 1, rejected 1, reported 0");
        assertThat(sender.findings(job))
                .containsExactly("4 repeated: is the same as line 2", "5 rejected: has no company name");
        JsonNode bluebay = sender.only("companies", "Bluebay Gaming Ltd");
        assertThat(bluebay.get("city").asString()).isEqualTo("London");
        assertThat(bluebay.get("website").asString()).isEqualTo("bluebay.example.test");
        assertThat(bluebay.get("owner").get("name").asString()).isEqualTo("Selma Lindqvist");
        assertThat(sender.only("companies", "Harbour Lotteries Ltd")
                        .get("custom")
                        .get("Company owner")
                        .asString())
                .isEqualTo("Someone Else");
    }

    @Test
    void revenue_in_millions_is_written_out() {
        sender.send("companies", "Company,Revenue (millions),Currency\nAcme,1100.04,usd\nGlobex,\"2,5\",Taler\n");
        JsonNode acme = sender.only("companies", "Acme");
        assertThat(acme.get("revenue").asString()).isEqualTo("1100040000.00");
        assertThat(acme.get("currency").asString()).isEqualTo("USD");
        JsonNode globex = sender.only("companies", "Globex");
        assertThat(globex.get("revenue").asString()).isEqualTo("2500000.00");
        assertThat(globex.get("currency").isNull()).isTrue();
        assertThat(globex.get("custom").get("Currency").asString()).isEqualTo("Taler");
    }
}
