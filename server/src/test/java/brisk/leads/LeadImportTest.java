package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.imports.Sender;
import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LeadImportTest {
    private final Fixtures.Workspace workspace = LeadFiles.dealership();
    private final LeadFiles files = new LeadFiles(workspace.manager());

    private List<String> phones(JsonNode lead) {
        return lead.path("alternatePhones")
                .valueStream()
                .map(phone -> phone.path("e164").asString())
                .toList();
    }

    @Test
    void numbers_as_people_write_them() {
        JsonNode job = files.send("""
                Name,Phone,Alternate Mobile
                Blank within,98450 98450,
                With the country,+91-98220 11122,
                Of Facebook,p:+919822011123,
                Zero before,09822011124,
                Country without a plus,919822011125,
                Of Excel,'9822011126,
                Of a spreadsheet,9822011127.0,
                Two in a cell,98220 11128 / 98220 11129,
                Two beside each other,98220 11130 98220 11131,
                Another ending,98220 11132/33,
                Landline,080-22345678,"98220 11134, 98220 11135"
                देवनागरी,९८२२० १११३६,
                Other only,,Mob: 98220 11137
                Not one,call me,
                Rounded,9.82E+09,
                Zeros,0000000000,
                None,,
                """);
        assertThat(Sender.counts(job))
                .isEqualTo("created 13, updated 0, unchanged 0, repeated 0, rejected 4, reported 1");
        assertThat(files.findings(job))
                .contains(
                        "15 rejected: has no phone number that could be dialled",
                        "16 rejected: has no phone number that could be dialled",
                        "17 rejected: has no phone number that could be dialled",
                        "18 rejected: has no phone number");
        assertThat(files.names())
                .containsExactly(
                        "+919845098450 Blank within",
                        "+919822011122 With the country",
                        "+919822011123 Of Facebook",
                        "+919822011124 Zero before",
                        "+919822011125 Country without a plus",
                        "+919822011126 Of Excel",
                        "+919822011127 Of a spreadsheet",
                        "+919822011128 Two in a cell",
                        "+919822011130 Two beside each other",
                        "+919822011132 Another ending",
                        "+918022345678 Landline",
                        "+919822011136 देवनागरी",
                        "+919822011137 Other only");
        assertThat(phones(files.with("9822011129"))).containsExactly("+919822011129");
        assertThat(phones(files.with("9822011131"))).containsExactly("+919822011131");
        assertThat(phones(files.with("9822011133"))).containsExactly("+919822011133");
        assertThat(phones(files.with("9822011135"))).containsExactly("+919822011134", "+919822011135");
        assertThat(files.with("9845098450").at("/mobile/typed").asString()).isEqualTo("98450 98450");
    }

    @Test
    void the_code_or_the_name_of_the_country_in_a_column_of_its_own() {
        files.send("""
                Name;ISD Code;Mobile;Country
                One;'+91;98450 00001;
                Two;91;098450 00002;
                Three;+91;+91 98450 00003;
                Four;+91;919845000004;
                Five;;06 12 34 56 78;France
                Six;;050 123 4567;UAE
                """);
        assertThat(files.names())
                .containsExactly(
                        "+919845000001 One",
                        "+919845000002 Two",
                        "+919845000003 Three",
                        "+919845000004 Four",
                        "+33612345678 Five",
                        "+971501234567 Six");
    }

    @Test
    void headers_behind_blank_rows_in_devanagari_and_arabic_with_tabs_and_a_mark_of_byte_order() {
        byte[] hindi =
                "\uFEFF\n\n\t\t\n\nनाम\tमोबाइल नंबर\tशहर\tतारीख\tस्रोत\tटिप्पणी\nआशा कुलकर्णी\t98450 98450\tपुणे\t१५/०३/२०२६\tमेला\tशाम को फोन करें\n"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(Sender.counts(files.sender().send("leads", "sheet.tsv", hindi)))
                .startsWith("created 1,");
        JsonNode asha = files.with("9845098450");
        assertThat(asha.path("customerName").asString()).isEqualTo("आशा कुलकर्णी");
        assertThat(asha.path("city").asString()).isEqualTo("पुणे");
        assertThat(asha.path("source").asString()).isEqualTo("मेला");
        assertThat(asha.path("remarks").asString()).isEqualTo("शाम को फोन करें");
        assertThat(asha.path("createdAt").asString()).isEqualTo("2026-03-14T18:30:00.000Z");
        files.send(
                "الاسم;رقم الجوال;المدينة;التاريخ;ملاحظات\nليلى حداد;+971 50 123 4567;دبي;٢٠٢٦-٠٣-١٥ ١٠:٣٠;سيارة بيضاء\n");
        JsonNode laila = files.with("+971501234567");
        assertThat(laila.path("customerName").asString()).isEqualTo("ليلى حداد");
        assertThat(laila.path("city").asString()).isEqualTo("دبي");
        assertThat(laila.path("createdAt").asString()).isEqualTo("2026-03-15T05:00:00.000Z");
    }

    @Test
    void a_row_has_everything_that_a_lead_that_is_entered_has() {
        Fixtures.Person priya = workspace.person(Role.PS);
        Fixtures.Person chidi = workspace.person(Role.CRE);
        JsonNode job = files.send("""
                Enquiry Date,Customer Name,Mobile,Email ID,Lead Source,Sub Source,Campaign,Model,City,Branch,CRE,Sales Consultant,\
                Lead Status,Priority,Remarks,Exchange car
                15/03/2026 2:05 PM,Asha Kulkarni,9845098450,Asha@Mail.example,Facebook,Story,Monsoon,Arden Volt,Pune,Baner,%s,%s,\
                Test Drive,Hot,Call after six,Old Trail
                16/03/2026,Ravi Rao,9845098451,,fb,,,,,,Nobody Known,,Almost there,Unsure,,
                """.formatted(chidi.email(), priya.name()));
        assertThat(files.findings(job))
                .containsExactlyInAnyOrder(
                        "1 assumed: 'CRE': 1 names are no users here (Nobody Known); they were kept as a custom field",
                        "1 assumed: 'Lead Status': there is no status Almost there; kept as a custom field, and these leads begin as"
                                + " new ones do");
        JsonNode asha = files.with("9845098450");
        assertThat(asha.path("uid").asString()).matches("[0-9A-Z]{3}-[0-9A-Z]{4}");
        assertThat(asha.path("createdAt").asString()).isEqualTo("2026-03-15T08:35:00.000Z");
        assertThat(asha.path("email").asString()).isEqualTo("asha@mail.example");
        assertThat(List.of(
                        "source",
                        "subSource",
                        "campaign",
                        "model",
                        "city",
                        "branch",
                        "status",
                        "kind",
                        "priority",
                        "remarks",
                        "sla"))
                .extracting(field -> asha.path(field).asString())
                .containsExactly(
                        "Facebook",
                        "Story",
                        "Monsoon",
                        "Arden Volt",
                        "Pune",
                        "Baner",
                        "test_drive",
                        "open",
                        "high",
                        "Call after six",
                        "waiting");
        assertThat(asha.at("/cre/name").asString()).isEqualTo(chidi.name());
        assertThat(asha.at("/ps/name").asString()).isEqualTo(priya.name());
        assertThat(asha.path("custom").toString()).isEqualTo("{\"Exchange car\":\"Old Trail\"}");
        JsonNode followUps = files.http()
                .get("/api/leads/" + asha.path("uid").asString() + "/follow-ups")
                .expect(200)
                .json()
                .path("data");
        assertThat(followUps).hasSize(1);
        assertThat(followUps.get(0).path("dueAt").asString())
                .isEqualTo(asha.path("firstResponseDueAt").asString());
        JsonNode ravi = files.with("9845098451");
        assertThat(ravi.path("source").asString()).isEqualTo("Facebook");
        assertThat(ravi.path("status").asString()).isEqualTo("new");
        assertThat(ravi.path("creId").isNull()).isTrue();
        assertThat(ravi.path("custom").toString())
                .contains("\"CRE\":\"Nobody Known\"", "\"Lead Status\":\"Almost there\"", "\"Priority\":\"Unsure\"");
        assertThat(files.all("&q=kulkarni")).hasSize(1);
        assertThat(files.all("&campaign=monsoon")).hasSize(1);
    }

    @Test
    void one_number_is_one_lead_and_who_asks_again_is_kept_with_it() {
        String known = Desk.uid(
                workspace.admin(),
                Map.of("customerName", "Here before", "mobile", "+91 98450 00009", "source", "Walk-in"));
        String sheet = """
                Name,Mobile,Alternate,Source,Date
                First,98450 00001,98450 00002,Facebook,2026-03-01
                Again,98450 00001,,Google,2026-03-04
                By the other number,98450 00003,98450 00002,Website,2026-03-05
                By the number of that one,98450 00003,,Referral,2026-03-06
                First,98450 00001,98450 00002,Facebook,2026-03-01
                Of somebody here,98450 00009,98450 00008,Facebook,2026-03-01
                By the new number,98450 00008,,Facebook,2026-03-02
                Somebody else,98450 00007,,Facebook,2026-03-02
                """.replace("Alternate,", "Alternate number,");
        JsonNode job = files.send(sheet);
        assertThat(Sender.counts(job))
                .isEqualTo("created 2, updated 1, unchanged 0, repeated 5, rejected 0, reported 0");
        String since = files.with("9845000009").path("createdAt").asString();
        assertThat(files.findings(job)).hasSize(6);
        assertThat(files.findings(job))
                .startsWith(
                        "3 repeated: asks again with the number +919845000001 of line 2; kept as an enquiry of the same lead",
                        "4 repeated: asks again with the number +919845000002 of line 2; kept as an enquiry of the same lead",
                        "5 repeated: asks again with the number +919845000003 of line 2; kept as an enquiry of the same lead",
                        "6 repeated: is the same as line 2");
        assertThat(files.findings(job).get(4))
                .startsWith("7 repeated: asks again with the number +919845000009 of lead " + known
                        + ", which is here since ")
                .doesNotContain("Here before");
        assertThat(since).isNotEmpty();
        JsonNode first = files.with("9845000003");
        assertThat(first.path("customerName").asString()).isEqualTo("First");
        assertThat(first.path("touches").asInt()).isEqualTo(3);
        assertThat(files.with("98450 00008").path("uid").asString()).isEqualTo(known);
        assertThat(files.with("98450 00008").path("touches").asInt()).isEqualTo(2);
        assertThat(files.names()).hasSize(3);

        JsonNode again = files.send(sheet);
        assertThat(Sender.counts(again))
                .isEqualTo("created 0, updated 0, unchanged 3, repeated 5, rejected 0, reported 0");
        assertThat(files.with("9845000003").path("touches").asInt()).isEqualTo(3);
        assertThat(files.with("98450 00008").path("touches").asInt()).isEqualTo(2);
        assertThat(Sender.counts(files.send(sheet.replace("2026-03-06", "2026-04-06"))))
                .isEqualTo("created 0, updated 1, unchanged 2, repeated 5, rejected 0, reported 0");
    }

    @Test
    void what_was_deleted_comes_again_and_what_an_export_wrote_is_known() {
        files.send("Name,Mobile\nAsha,98450 00001\nRavi,98450 00002\n");
        String file =
                files.http().get("/api/leads/export?bom=false").expect(200).text();
        assertThat(file).startsWith("Lead ID,Customer name,Mobile,Alternate phones,");
        assertThat(Sender.counts(files.send(file)))
                .isEqualTo("created 0, updated 0, unchanged 2, repeated 0, rejected 0, reported 0");
        files.http()
                .delete("/api/leads/" + files.with("9845000001").path("uid").asString())
                .expect(204);
        assertThat(Sender.counts(files.send("Name,Mobile\nAsha,98450 00001\nRavi,98450 00002\n")))
                .startsWith("created 1, updated 0, unchanged 1,");
        var elsewhere = new LeadFiles(LeadFiles.dealership().manager());
        assertThat(Sender.counts(elsewhere.send(file))).startsWith("created 2,");
    }

    @Test
    void whoever_takes_enquiries_took_those_of_their_file() {
        String sheet = "Name,Mobile,CRE\nAsha,%s,Somebody\n";
        var cre = new LeadFiles(workspace.person(Role.CRE).http());
        JsonNode job = cre.send(sheet.formatted("9845000001"));
        assertThat(cre.findings(job))
                .contains(
                        "1 assumed: 'CRE' was kept as a custom field: only who manages the team says who took an enquiry");
        JsonNode asha = cre.with("9845000001");
        assertThat(asha.at("/cre/id").asString())
                .isEqualTo(workspace.person(Role.CRE).id().toString());
        assertThat(asha.path("psId").isNull()).isTrue();
        assertThat(asha.path("custom").path("CRE").asString()).isEqualTo("Somebody");

        var ps = new LeadFiles(workspace.person(Role.PS).http());
        ps.send(sheet.formatted("9845000002"));
        assertThat(ps.with("9845000002").at("/ps/id").asString())
                .isEqualTo(workspace.person(Role.PS).id().toString());

        files.send(sheet.formatted("9845000003"));
        JsonNode mine = files.with("9845000003");
        assertThat(mine.path("creId").isNull()).isTrue();
        assertThat(mine.path("psId").isNull()).isTrue();
        workspace
                .viewer()
                .send(
                        "POST",
                        "/api/imports?target=leads",
                        "text/csv",
                        java.net.http.HttpRequest.BodyPublishers.ofString(sheet))
                .expect(403);
    }

    @Test
    void a_file_needs_a_column_of_numbers() {
        JsonNode problem = workspace
                .manager()
                .send(
                        "POST",
                        "/api/imports?target=leads",
                        "text/csv",
                        java.net.http.HttpRequest.BodyPublishers.ofString("Name,Email\nAsha,asha@mail.example\n"))
                .expect(422)
                .json();
        assertThat(problem.toString()).contains("No column could be recognised as a phone number");
    }

    @Test
    void what_is_closed_was_answered_elsewhere_and_what_is_dated_tomorrow_is_of_today() {
        JsonNode job = files.send("""
                Name,Mobile,Status,Created,Next follow up
                Sold,98450 00001,WON,2026-01-15 10:00,
                Tomorrow,98450 00002,,2126-01-15,
                Promised,98450 00003,contacted,2026-01-15,2126-02-03 11:30
                """);
        assertThat(files.findings(job)).contains("3 assumed: is dated in the future; taken as of today");
        JsonNode sold = files.with("9845000001");
        assertThat(sold.path("sla").asString()).isEqualTo("met");
        assertThat(sold.path("firstRespondedAt").asString()).isEqualTo("2026-01-15T04:30:00.000Z");
        assertThat(sold.path("nextFollowUpAt").isNull()).isTrue();
        assertThat(files.with("9845000002").path("createdAt").asString())
                .startsWith("20")
                .doesNotStartWith("2126");
        assertThat(files.with("9845000003").path("nextFollowUpAt").asString()).isEqualTo("2126-02-03T06:00:00.000Z");
    }
}
