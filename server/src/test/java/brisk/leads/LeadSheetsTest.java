package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.imports.Sender;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lead sheets as teams in India export them. Where they are missing these tests are skipped; generated ones hold the rules. */
class LeadSheetsTest {
    private final LeadFiles files = new LeadFiles(LeadFiles.dealership().manager());

    private JsonNode send(String name, String counts) throws IOException {
        JsonNode job = files.sender().send("leads", Sender.shared("leads-india/" + name));
        assertThat(Sender.counts(job)).isEqualTo(counts);
        return job;
    }

    private static String created(int created, int repeated, int rejected, int reported) {
        return "created " + created + ", updated 0, unchanged 0, repeated " + repeated + ", rejected " + rejected
                + ", reported " + reported;
    }

    private void facts(String number, String name, String email, String source, String campaign, String createdAt) {
        JsonNode lead = files.with(number);
        assertThat(lead.path("customerName").asString()).isEqualTo(name);
        assertThat(lead.path("email").asString("")).isEqualTo(email);
        assertThat(lead.path("source").asString()).isEqualTo(source);
        assertThat(lead.path("campaign").asString("")).isEqualTo(campaign);
        assertThat(lead.path("createdAt").asString()).startsWith(createdAt);
    }

    @Test
    void facebook() throws IOException {
        send("01-facebook-leads-standard.csv", created(5, 0, 0, 3));
        facts(
                "+919876543210",
                "Ananya Patel",
                "ananya.p@gmail.com",
                "Facebook",
                "Sarjapur Plots",
                "2024-03-17T02:35:00");
        facts(
                "+525512345678",
                "Carlos Mendez",
                "carlos.m@outlook.com",
                "Facebook",
                "Eden Park Inquiry",
                "2024-03-16T08:52");
        facts(
                "+15550100",
                "John Doe",
                "john.doe@gmail.com",
                "Facebook",
                "Meridian Tower Lead Form",
                "2024-03-15T03:42");
    }

    @Test
    void facebook_with_months_first_and_a_row_of_nobody() throws IOException {
        JsonNode job = send("02-facebook-leads-messy-headers.csv", created(2, 0, 1, 3));
        assertThat(files.findings(job))
                .contains(
                        "1 assumed: No column says the source; 'Facebook' was taken, as the name of the file or its columns show",
                        "2 assumed: '5550100' was read as +915550100, which is no number in use",
                        "4 rejected: has no phone number that could be dialled");
        facts("5550100", "John Doe", "john@example.com", "Facebook", "Meridian Ad", "2024-03-15T03:42:00");
        facts("5550101", "Jane Smith", "", "Facebook", "Eden Park Ad", "2024-03-16T09:00:00");
    }

    @Test
    void google() throws IOException {
        JsonNode job = send("03-google-ads-leads.csv", created(3, 0, 0, 4));
        assertThat(files.findings(job))
                .contains("3 assumed: '06 12 34 56 78' was read as +91612345678, which is no number in use;"
                        + " has no name; it is called by its e-mail address");
        facts(
                "+447700900123",
                "alex.turner@email.com",
                "alex.turner@email.com",
                "Google Ads",
                "Lead Form Submit",
                "2024-04-01T05:53:45");
        facts("+15550199", "+1-555-0199", "", "Google Ads", "Lead Form Submit", "2024-04-03T08:30:00");
        send("04-google-ads-export-utf8.csv", created(3, 0, 0, 1));
        facts("+819012345678", "田中太郎", "tanaka@example.jp", "Google Ads", "", "2024-05-02T18:30:00");
        facts("+493012345678", "Müller Hans", "hans.muller@web.de", "Google Ads", "", "2024-04-30T18:30:00");
        JsonNode maria = files.with("+34612345678");
        assertThat(maria.path("status").asString()).isEqualTo("contacted");
        assertThat(maria.path("city").asString()).isEqualTo("Madrid");
    }

    @Test
    void excel() throws IOException {
        send("05-excel-export.csv", created(3, 0, 0, 4));
        facts("5550202", "Charlie Brown", "charlie@test.com", "Import", "", "2024-01-16T18:30:00");
        send("21-tab-separated.csv", created(2, 0, 0, 3));
        facts("5551201", "Tab User Two", "tab2@test.com", "Import", "", "20");
    }

    @Test
    void an_agency_and_a_real_estate_office() throws IOException {
        JsonNode job = send("06-agency-crm-export.csv", created(4, 0, 0, 1));
        assertThat(files.findings(job))
                .containsExactlyInAnyOrder(
                        "1 assumed: 'Lead Owner': 2 names are no users here (Amit Patel, Priya Sharma);"
                                + " they were kept as a custom field",
                        "1 assumed: 'Status': there are no statuses BAD_LEAD, DID_NOT_CONNECT, GOOD_LEAD_FOLLOW_UP, SALE_DONE;"
                                + " kept as a custom field, and these leads begin as new ones do");
        facts("98765 01234", "Rajesh Kumar", "rajesh.k@domain.in", "Facebook Ads", "Meridian Q1", "20");
        JsonNode vikram = files.with("7654321098");
        assertThat(vikram.path("remarks").asString()).isEqualTo("Wrong number");
        assertThat(vikram.path("custom").toString())
                .contains("\"Lead ID\":\"LD-1003\"", "\"Status\":\"BAD_LEAD\"", "\"Lead Owner\":\"Priya Sharma\"");
        send("07-real-estate-crm.csv", created(3, 0, 0, 1));
        JsonNode vikramDesai = files.with("9988776654");
        assertThat(vikramDesai.path("model").asString()).isEqualTo("Eden Park");
        assertThat(vikramDesai.path("source").asString()).isEqualTo("eden_park");
        assertThat(vikramDesai.path("city").asString()).isEqualTo("Bangalore");
        assertThat(vikramDesai.path("custom").path("Budget").asString()).isEqualTo("85 L");
    }

    @Test
    void headers_that_are_misspelt_or_there_twice() throws IOException {
        send("08-broken-headers-typos.csv", created(3, 0, 0, 4));
        facts("5550302", "empty@test.com", "empty@test.com", "Import", "", "20");
        send("09-duplicate-headers.csv", created(2, 0, 0, 3));
        JsonNode john = files.with("5550400");
        assertThat(john.path("customerName").asString()).isEqualTo("John Doe");
        assertThat(john.path("custom").toString())
                .isEqualTo("{\"Name (2)\":\"John D.\",\"Email (2)\":\"john.d@alt.com\"}");
    }

    @Test
    void dates_of_several_forms_in_one_column() throws IOException {
        send("10-mixed-date-formats.csv", created(3, 0, 0, 4));
        facts("5550500", "Alice Brown", "alice@dates.com", "Import", "", "2024-01-14T18:30:00");
        facts("5550501", "Bob Green", "bob@dates.com", "Import", "", "2024-01-19T18:30:00");
        facts("5550502", "Carol White", "carol@dates.com", "Import", "", "2024-03-19T18:30:00");
    }

    @Test
    void names_of_many_scripts_and_columns_in_other_languages() throws IOException {
        send("11-international-names.csv", created(4, 0, 0, 1));
        send("12-unicode-emoji.csv", created(3, 0, 0, 4));
        send("13-mixed-languages.csv", created(3, 0, 0, 2));
        assertThat(files.with("+84912345678").path("customerName").asString()).isEqualTo("Nguyễn Văn An");
        assertThat(files.with("+971501234567").path("customerName").asString()).isEqualTo("Mohammed Al-Rashid");
        assertThat(files.with("5550601").path("remarks").asString()).isEqualTo("Interested in 📍 downtown");
        assertThat(files.with("+491701234567").path("remarks").asString()).isEqualTo("Wohnung gesucht");
    }

    @Test
    void blank_rows_repeated_rows_and_what_a_spreadsheet_would_run() throws IOException {
        send("14-blank-rows.csv", created(2, 0, 0, 3));
        JsonNode job = send("15-duplicate-rows.csv", created(3, 2, 0, 3));
        assertThat(files.findings(job))
                .contains("4 repeated: is the same as line 2", "5 repeated: is the same as line 2");
        assertThat(files.with("5550800").path("touches").asInt()).isZero();
        send("16-messy-formatting.csv", created(3, 0, 0, 4));
        assertThat(files.with("5550900").path("customerName").asString()).isEqualTo("John \"Johnny\" Doe");
        send("17-formula-injection.csv", created(5, 0, 0, 6));
        assertThat(files.with("5551000").path("customerName").asString()).isEqualTo("=SUM(A1:A10)");
        assertThat(files.with("5551002").path("customerName").asString()).isEqualTo("-100");
        String exported = files.http()
                .get("/api/leads/export?fields=customerName&bom=false")
                .expect(200)
                .text();
        assertThat(exported).contains("'=SUM(A1:A10)", "'@SUM(A1)");
    }

    @Test
    void a_hundred_rows_with_the_code_of_the_country_in_a_column_of_its_own() throws IOException {
        send("groweasy_demo_100_rows.csv", created(100, 0, 0, 1));
        facts("98111 00001", "Aarav Mehta", "aarav.mehta.1@example.com", "leads_on_demand", "", "2026-07-01T03:30:00");
        facts("09811100100", "Ananya Dhar", "ananya.dhar.100@example.com", "sarjapur_plots", "", "2026-07-16T03:30:00");
        List<String> names = files.names();
        assertThat(names).hasSize(100).startsWith("+919811100001 Aarav Mehta");
        assertThat(names.stream().map(name -> name.substring(0, 13))).doesNotHaveDuplicates();
        JsonNode again = files.sender().send("leads", Sender.shared("leads-india/groweasy_demo_100_rows.csv"));
        assertThat(Sender.counts(again)).startsWith("created 0, updated 0, unchanged 100, repeated 0, rejected 0,");
    }
}
