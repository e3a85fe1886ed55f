package brisk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of rows: generated files in the shapes of the real ones. */
class ContactImportTest {
    private final Fixtures.Workspace northwind = Fixtures.workspace();
    private final Sender sender = new Sender(northwind.seller());

    @Test
    void a_row_becomes_a_contact_by_the_rules_of_the_api() {
        JsonNode job = sender.send("contacts", """
                First Name,Last Name,E-Mail,E-mail 2 Address,Phone,Mobile,Company,Job Title,Lead Status,Labels,Owner,City
                Zoe\u0308,Müller ,ZOE@Example.ORG,zoe@home.example;z@x.example,030 901820 x12,(0171) 2345678,Rheinwerk,Director,New,* myContacts ::: VIP,Selma Lindqvist,Köln
                """);
        assertThat(Sender.counts(job))
                .isEqualTo("created 1, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        JsonNode zoe = sender.only("contacts", "Zoë Müller");
        assertThat(zoe.get("name").asString()).isEqualTo("Zoë Müller");
        assertThat(zoe.get("emails").toString())
                .isEqualTo("[\"zoe@example.org\",\"zoe@home.example\",\"z@x.example\"]");
        assertThat(zoe.get("phones").toString())
                .isEqualTo("[{\"e164\": \"+4930901820\", \"typed\": \"030 901820 x12\", \"extension\": \"12\"},"
                                .replace("\": ", "\":")
                                .replace(", \"", ",\"")
                        + "{\"e164\":\"+491712345678\",\"typed\":\"(0171) 2345678\",\"extension\":null}]");
        assertThat(zoe.get("organisation").asString()).isEqualTo("Rheinwerk");
        assertThat(zoe.get("jobTitle").asString()).isEqualTo("Director");
        assertThat(zoe.get("status").asString()).isEqualTo("New");
        assertThat(zoe.get("tags").toString()).isEqualTo("[\"VIP\"]");
        assertThat(zoe.get("ownerId").asString())
                .isEqualTo(northwind.person(Role.SELLER).id().toString());
        assertThat(zoe.get("custom").toString()).isEqualTo("{\"City\":\"Köln\"}");
    }

    @Test
    void the_derived_columns_are_those_of_a_contact_made_by_hand() {
        sender.send("contacts", "Name,Email,Phone,Status,Tags,City\nImported,dé@x.org,030 901820,New,A;B,Łódź\n");
        northwind
                .seller()
                .post(
                        "/api/contacts",
                        Map.of(
                                "name", "Imported",
                                "emails", List.of("dé@x.org"),
                                "phones", List.of("030 901820"),
                                "status", "New",
                                "tags", List.of("A", "B"),
                                "custom", Map.of("City", "Łódź")))
                .expect(201);
        List<String> derived = northwind
                .server()
                .app()
                .database()
                .read(
                        new brisk.platform.telemetry.Trace(),
                        h -> h.createQuery(
                                        "SELECT DISTINCT name_key || email || search_text || facets::text || phones::text || custom::text"
                                                + " FROM contacts WHERE workspace_id = :workspaceId")
                                .bind("workspaceId", northwind.id())
                                .mapTo(String.class)
                                .list());
        assertThat(derived).hasSize(1);
    }

    @Test
    void the_same_file_twice_adds_nothing_and_more_of_it_only_what_is_new() {
        String head = "Name,Email,Phone,Company,Notes\n";
        String ada = "Ada Brandt,ada@example.org,030 901820,Rheinwerk,first\n";
        String noEmail = "Bo Ek,,030 901821,,\nCy Dahl,,,Nordlys AS,\n";
        assertThat(Sender.counts(sender.send("contacts", head + ada + noEmail)))
                .isEqualTo("created 3, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        assertThat(Sender.counts(sender.send("contacts", head + ada + noEmail)))
                .isEqualTo("created 0, updated 0, unchanged 3, repeated 0, rejected 0, reported 0");
        JsonNode before = sender.only("contacts", "Ada Brandt");
        assertThat(Sender.counts(sender.send(
                        "contacts",
                        "Name,Email,Phone,Job Title,Notes\nADA BRANDT,Ada@Example.org,030 901899,Chief,second\n"
                                + "Dee Fox,dee@example.org,,,\n")))
                .isEqualTo("created 1, updated 1, unchanged 0, repeated 0, rejected 0, reported 0");
        JsonNode after = sender.only("contacts", "Ada Brandt");
        assertThat(after.get("version").asLong())
                .isEqualTo(before.get("version").asLong() + 1);
        assertThat(after.get("name").asString()).isEqualTo("Ada Brandt");
        assertThat(after.get("organisation").asString()).isEqualTo("Rheinwerk");
        assertThat(after.get("jobTitle").asString()).isEqualTo("Chief");
        assertThat(after.get("custom").get("Notes").asString()).isEqualTo("second");
        assertThat(after.get("phones").size()).isEqualTo(2);
    }

    @Test
    void an_import_knows_its_rows_again_after_people_changed_merged_or_deleted_them() {
        String file = "Name,Email\nAda Brandt,ada@example.org\nA. Brandt,a.brandt@example.org\nBo Ek,bo@example.org\n";
        sender.send("contacts", file);
        String ada = sender.only("contacts", "Ada Brandt").get("id").asString();
        String twin = sender.only("contacts", "A. Brandt").get("id").asString();
        String bo = sender.only("contacts", "Bo Ek").get("id").asString();
        var http = northwind.seller();
        http.patch("/api/contacts/" + ada, Map.of("name", "Ada Lovelace", "emails", List.of("lovelace@example.org")))
                .expect(200);
        northwind
                .manager()
                .post("/api/contacts/merge", Map.of("winnerId", ada, "loserIds", List.of(twin)))
                .expect(200);
        assertThat(Sender.counts(sender.send("contacts", file)))
                .isEqualTo("created 0, updated 1, unchanged 2, repeated 0, rejected 0, reported 0");
        JsonNode now = http.get("/api/contacts/" + ada).expect(200).json();
        assertThat(now.get("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(now.get("emails").get(0).asString()).isEqualTo("lovelace@example.org");
        http.delete("/api/contacts/" + bo).expect(204);
        assertThat(Sender.counts(sender.send("contacts", file)))
                .isEqualTo("created 1, updated 0, unchanged 2, repeated 0, rejected 0, reported 0");
    }

    @Test
    void a_contact_made_by_hand_is_known_by_name_and_email() {
        northwind
                .seller()
                .post("/api/contacts", Map.of("name", "Renée Dupont", "emails", List.of("renee@example.org")))
                .expect(201);
        assertThat(Sender.counts(sender.send("contacts", "Name,Email,City\nRENEE DUPONT,Renee@example.org,Lyon\n")))
                .isEqualTo("created 0, updated 1, unchanged 0, repeated 0, rejected 0, reported 0");
    }

    @Test
    void differently_named_people_with_one_email_are_kept_and_both_reported() {
        northwind
                .seller()
                .post("/api/contacts", Map.of("name", "Old Hand", "emails", List.of("office@example.org")))
                .expect(201);
        JsonNode job = sender.send("contacts", """
                Name,Email
                Ada Brandt,office@example.org
                Bo Ek,bo@example.org
                Cy Dahl,Office@Example.org
                """);
        assertThat(Sender.counts(job))
                .isEqualTo("created 3, updated 0, unchanged 0, repeated 0, rejected 0, reported 2");
        assertThat(sender.findings(job))
                .containsExactly(
                        "2 shared_email: office@example.org is also the e-mail address of Cy Dahl (line 4);"
                                + " office@example.org is also the e-mail address of Old Hand",
                        "4 shared_email: office@example.org is also the e-mail address of Ada Brandt (line 2);"
                                + " office@example.org is also the e-mail address of Old Hand");
    }

    @Test
    void an_office_address_of_many_names_three_and_counts_the_rest() {
        var file = new StringBuilder("Name,Email\n");
        for (int i = 1; i <= 6; i++) {
            file.append("Person ").append(i).append(",info@example.org\n");
        }
        JsonNode job = sender.send("contacts", file.toString());
        assertThat(sender.findings(job))
                .contains(
                        "2 shared_email: info@example.org is also the e-mail address of Person 2 (line 3),"
                                + " Person 3 (line 4), Person 4 (line 5) and 2 more",
                        "7 shared_email: info@example.org is also the e-mail address of Person 1 (line 2),"
                                + " Person 2 (line 3), Person 3 (line 4) and 2 more");
    }

    @Test
    void a_repeated_row_is_left_out_and_names_the_first() {
        JsonNode job = sender.send("contacts", """
                User Id,Name,Email,Phone
                1,Ada Brandt,ada@example.org,030 1234567
                2,Bo Ek,bo@example.org,

                3,ada brandt ,ADA@example.org,030 7654321
                """);
        assertThat(Sender.counts(job))
                .isEqualTo("created 2, updated 0, unchanged 0, repeated 1, rejected 0, reported 0");
        assertThat(sender.findings(job)).containsExactly("5 repeated: is the same as line 2");
        assertThat(sender.only("contacts", "Ada Brandt")
                        .get("custom")
                        .get("User Id")
                        .asString())
                .isEqualTo("1");
    }

    @Test
    void a_row_is_rejected_only_where_nobody_could_be_made_of_it() {
        JsonNode job = sender.send("contacts", """
                Record ID,First Name,Last Name,Email,Company,Phone
                1,,,tom@example.org,,
                2,,,,Rheinwerk,
                3,,,,,+49 30 901820
                4,,,,,
                5,Ada,Brandt,ada@example.org,Acme, Inc.,030 1
                6,Bo,Ek
                """);
        assertThat(Sender.counts(job))
                .isEqualTo("created 4, updated 0, unchanged 0, repeated 0, rejected 2, reported 0");
        assertThat(sender.findings(job))
                .containsExactly(
                        "5 rejected: has neither a name nor an e-mail address, an organisation or a phone number",
                        "6 rejected: has 7 fields, but there are 6 columns; is a delimiter or a quotation mark missing?");
        assertThat(sender.only("contacts", "tom@example.org").get("name").asString())
                .isEqualTo("tom@example.org");
        assertThat(sender.only("contacts", "Rheinwerk").get("name").asString()).isEqualTo("Rheinwerk");
    }

    @Test
    void what_a_field_cannot_take_is_kept_beside_it_with_a_warning() {
        JsonNode job = sender.send("contacts", """
                Name,Email,Phone,Job Title,Last contacted,Owner,Warmness
                Ada Brandt,not an address,call me,%s,some day,Nobody Here,120
                Bo Ek,bo@example.org,9.19877E+11,,2026-01-02,,40
                """.formatted("x".repeat(250)));
        assertThat(Sender.counts(job))
                .isEqualTo("created 2, updated 0, unchanged 0, repeated 0, rejected 0, reported 2");
        assertThat(sender.findings(job))
                .containsExactly(
                        "2 warning: 'Email' has no e-mail address in it; 'Phone' has no phone number in it;"
                                + " 'Job Title' is longer than 200 characters; the whole text is in the custom fields;"
                                + " 'Warmness' is no number from 0 to 100;"
                                + " 'Last contacted' is no date that could be understood",
                        "3 warning: 'Phone' has no phone number in it");
        JsonNode custom = sender.only("contacts", "Ada Brandt").get("custom");
        assertThat(custom.get("Email").asString()).isEqualTo("not an address");
        assertThat(custom.get("Phone").asString()).isEqualTo("call me");
        assertThat(custom.get("Job Title").asString()).isEqualTo("x".repeat(250));
        assertThat(custom.get("Owner").asString()).isEqualTo("Nobody Here");
        JsonNode bo = sender.only("contacts", "Bo Ek");
        assertThat(bo.get("warmness").asInt()).isEqualTo(40);
        assertThat(bo.get("lastContactedAt").asString()).isEqualTo("2026-01-01T23:00:00.000Z");
    }

    @Test
    void a_country_code_in_a_column_of_its_own_belongs_to_the_number() {
        sender.send("contacts", """
                name,country_code,mobile_without_country_code
                Aarav Mehta,"'+91",9811100001
                Ola Nordmann,+47,+47 21 03 05 00
                """);
        assertThat(sender.only("contacts", "Aarav Mehta")
                        .get("phones")
                        .get(0)
                        .get("e164")
                        .asString())
                .isEqualTo("+919811100001");
        assertThat(sender.only("contacts", "Ola Nordmann")
                        .get("phones")
                        .get(0)
                        .get("e164")
                        .asString())
                .isEqualTo("+4721030500");
    }

    @Test
    void contacts_are_linked_to_the_company_that_they_name_where_there_is_just_one() {
        northwind.seller().post("/api/companies", Map.of("name", "Rheinwerk")).expect(201);
        sender.send("contacts", "Name,Company\nAda Brandt,RHEINWERK\nBo Ek,Unknown Ltd\n");
        assertThat(sender.only("contacts", "Ada Brandt").get("companyId").isNull())
                .isFalse();
        assertThat(sender.only("contacts", "Bo Ek").get("companyId").isNull()).isTrue();
    }

    @Test
    void lists_and_totals_show_the_import_at_once() {
        var http = northwind.seller();
        http.get("/api/contacts").expect(200);
        http.get("/api/contacts/stats").expect(200);
        sender.send("contacts", "Name,Status\nAda Brandt,New\nBo Ek,New\n");
        assertThat(http.get("/api/contacts")
                        .expect(200)
                        .json()
                        .get("pagination")
                        .get("total")
                        .asInt())
                .isEqualTo(2);
        JsonNode statistics = http.get("/api/contacts/stats").expect(200).json();
        assertThat(statistics.get("total").asInt()).isEqualTo(2);
        assertThat(statistics.get("byStatus").get(0).get("count").asInt()).isEqualTo(2);
        String ada = sender.only("contacts", "Ada Brandt").get("id").asString();
        http.get("/api/contacts/" + ada).expect(200);
        sender.send("contacts", "Name,Role\nAda Brandt,Buyer\n");
        assertThat(http.get("/api/contacts/" + ada)
                        .expect(200)
                        .json()
                        .get("role")
                        .asString())
                .isEqualTo("Buyer");
    }
}
