package brisk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files as programs really export them. Where they are missing these tests are skipped; generated ones hold the rules. */
class RealFilesTest {
    private static final String MESSY = "02-facebook-leads-messy-headers.csv";

    private final Fixtures.Workspace northwind = Fixtures.workspace();
    private final Sender sender = new Sender(northwind.manager());

    @Test
    void google_in_its_old_and_new_form() throws IOException {
        JsonNode old = sender.send("contacts", Sender.shared("contact-exports/google-contacts-old-format.csv"));
        assertThat(Sender.counts(old)).startsWith("created 1, ").endsWith("reported 0");
        JsonNode ada = sender.only("contacts", "Ada King Lovelace");
        assertThat(ada.get("emails").toString()).isEqualTo("[\"ada@home.example\",\"ada@work.example\"]");
        assertThat(e164(ada)).containsExactly("+442079460100", "+442079460200");
        assertThat(ada.get("organisation").asString()).isEqualTo("Analytical Engines");
        assertThat(ada.get("jobTitle").asString()).isEqualTo("Engineer");
        assertThat(ada.get("tags").toString()).isEqualTo("[\"Starred\",\"Family\",\"Work\"]");
        assertThat(ada.get("custom").get("Address 1 - Formatted").asString()).isEqualTo("12 Bridge St\nLondon");
        assertThat(ada.get("custom").get("Custom Field 1 - Value").asString()).isEqualTo("she/her");

        JsonNode recent = sender.send("contacts", Sender.shared("contact-exports/google-contacts-new-format.csv"));
        assertThat(Sender.counts(recent)).startsWith("created 1, ").endsWith("reported 0");
        JsonNode grace = sender.only("contacts", "Grace Brewster Hopper");
        assertThat(grace.get("emails").toString()).isEqualTo("[\"grace@navy.example\",\"grace@example.com\"]");
        assertThat(grace.get("organisation").asString()).isEqualTo("US Navy");
        assertThat(grace.get("jobTitle").asString()).isEqualTo("Rear Admiral");
        assertThat(grace.get("tags").toString()).isEqualTo("[\"Navy\"]");
        assertThat(grace.get("custom").get("Address 1 - City").asString()).isEqualTo("Arlington");
    }

    @Test
    void outlook() throws IOException {
        JsonNode job = sender.send("contacts", Sender.shared("contact-exports/outlook-export.csv"));
        assertThat(Sender.counts(job)).startsWith("created 1, ").endsWith("reported 0");
        JsonNode linus = sender.only("contacts", "Linus Torvalds");
        assertThat(linus.get("emails").toString()).isEqualTo("[\"linus@example.com\",\"linus@work.example\"]");
        assertThat(e164(linus)).containsExactly("+35890000001", "+35890000002", "+358400000003");
        assertThat(linus.get("jobTitle").asString()).isEqualTo("Maintainer");
        assertThat(linus.get("custom").get("Title").asString()).isEqualTo("Mr.");
        assertThat(linus.get("tags").toString()).isEqualTo("[\"Friends\",\"Open source\"]");
    }

    @Test
    void linkedin_with_notes_above_its_header() throws IOException {
        JsonNode job = sender.send("contacts", Sender.shared("contact-exports/linkedin/Connections.csv"));
        assertThat(Sender.counts(job))
                .isEqualTo("created 15, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        assertThat(job.get("preview").get("headerLine").asInt()).isEqualTo(4);
        JsonNode emma = sender.only("contacts", "Emma Thompson");
        assertThat(emma.get("organisation").asString()).isEqualTo("Meta");
        assertThat(emma.get("jobTitle").asString()).isEqualTo("Director of Design");
    }

    @Test
    void hubspot() throws IOException {
        JsonNode companies = sender.send("companies", Sender.shared("contact-exports/hubspot/companies.csv"));
        assertThat(Sender.counts(companies))
                .isEqualTo("created 2, updated 0, unchanged 0, repeated 1, rejected 0, reported 0");
        assertThat(Sender.counts(sender.send("contacts", Sender.shared("contact-exports/hubspot/contacts.csv"))))
                .isEqualTo("created 3, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        JsonNode french = sender.send("contacts", Sender.shared("contact-exports/hubspot/contacts-french.csv"));
        assertThat(Sender.counts(french))
                .isEqualTo("created 2, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        assertThat(sender.only("contacts", "Gaëlle Perrin")
                        .get("custom")
                        .get("Contact owner")
                        .asString())
                .isEqualTo("Inès Moreau");
        JsonNode mixed = sender.send(
                "contacts", Sender.shared("contact-exports/hubspot/contacts-mixed-dates-and-duplicates.csv"));
        assertThat(Sender.counts(mixed))
                .isEqualTo("created 3, updated 0, unchanged 0, repeated 1, rejected 1, reported 0");
        assertThat(sender.findings(mixed).getFirst()).startsWith("4 rejected: ");
        assertThat(sender.findings(mixed).getLast()).isEqualTo("5 repeated: is the same as line 2");
    }

    @Test
    void accounts_and_sales_teams() throws IOException {
        JsonNode accounts = sender.send("companies", Sender.shared("maven-crm-sales/accounts.csv"));
        assertThat(Sender.counts(accounts))
                .isEqualTo("created 85, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        assertThat(sender.only("companies", "Bluth Company").get("parentId"))
                .isEqualTo(sender.only("companies", "Acme Corporation").get("id"));
        assertThat(Sender.counts(sender.send("companies", Sender.shared("maven-crm-sales/accounts.csv"))))
                .isEqualTo("created 0, updated 0, unchanged 85, repeated 0, rejected 0, reported 0");
        JsonNode teams = sender.send("contacts", Sender.shared("maven-crm-sales/sales_teams.csv"));
        assertThat(Sender.counts(teams))
                .isEqualTo("created 35, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        assertThat(sender.only("contacts", "Mei-Mei Johns")
                        .get("custom")
                        .get("manager")
                        .asString())
                .isEqualTo("Melvin Marxen");
    }

    @Test
    void lead_sheets_are_understood_as_far_as_contacts_go() throws IOException {
        Path folder = Sender.shared("leads-india");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
                JsonNode job = sender.send("contacts", file);
                assertThat(job.get("state").asString())
                        .as("%s: %s", file, job.get("error"))
                        .isEqualTo("done");
                // One row of one sheet is "N/A,invalid-email,not-a-phone".
                assertThat(job.get("rowsRejected").asInt()).as("%s", file).isEqualTo(file.endsWith(MESSY) ? 1 : 0);
                assertThat(job.get("mapping").toString()).as("%s", file).contains("\"emails\"", "\"phones\"");
            }
        }
        assertThat(sender.only("contacts", "田中太郎").get("emails").get(0).asString())
                .isEqualTo("tanaka@example.jp");
        assertThat(sender.only("contacts", "Johnny").get("organisation").asString())
                .isEqualTo("Acme, Inc.");
        assertThat(e164(sender.only("contacts", "aarav.mehta.1@example.com"))).containsExactly("+919811100001");
    }

    private static List<String> e164(JsonNode contact) {
        return contact.get("phones")
                .valueStream()
                .map(p -> p.get("e164").asString())
                .toList();
    }
}
