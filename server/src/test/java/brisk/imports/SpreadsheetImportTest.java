package brisk.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SpreadsheetImportTest {
    private final Fixtures.Workspace northwind = Fixtures.workspace();
    private final Sender sender = new Sender(northwind.manager());

    interface Filler {
        void fill(Workbook book) throws IOException;
    }

    private static byte[] workbook(Filler filler) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            filler.fill(book);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void row(Worksheet sheet, int row, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case Number number -> sheet.value(row, i, number);
                case LocalDate date -> {
                    sheet.value(row, i, date);
                    sheet.style(row, i).format("dd.mm.yyyy").set();
                }
                case LocalDateTime time -> {
                    sheet.value(row, i, time);
                    sheet.style(row, i).format("yyyy-mm-dd hh:mm").set();
                }
                case Boolean flag -> sheet.value(row, i, flag);
                default -> sheet.value(row, i, cells[i].toString());
            }
        }
    }

    @Test
    void cells_of_dates_numbers_and_texts_are_what_a_person_reads_in_them() {
        byte[] file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("Pipeline");
            row(sheet, 0, "Our deals in spring");
            row(sheet, 2, "Deal ID", "Deal name", "Stage", "Amount", "Close date", "Created", "Probability", "Hot");
            row(
                    sheet,
                    3,
                    17,
                    "Crane",
                    "Won",
                    1234.5,
                    LocalDate.of(2026, 3, 31),
                    LocalDateTime.of(2026, 1, 2, 9, 30),
                    0.1,
                    true);
            row(sheet, 4, 18, "Van – “new”", "New", "1.234,50 €", "", "", 1e-7, "");
            row(sheet, 6, 19, "Bus", "Lost", 0.1 + 0.2, LocalDate.of(2026, 4, 1), LocalDate.of(2026, 3, 1));
        });
        JsonNode job = sender.send("deals", "spring.xlsx", file);
        assertThat(Sender.counts(job))
                .isEqualTo("created 3, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        assertThat(job.at("/preview/fileType").asString()).isEqualTo("xlsx");
        assertThat(job.at("/preview/headerLine").asInt()).isEqualTo(3);
        JsonNode crane = sender.only("deals", "Crane");
        assertThat(crane.get("value").asString()).isEqualTo("1234.50");
        assertThat(crane.get("closedAt").asString()).isEqualTo("2026-03-30T22:00:00.000Z");
        assertThat(crane.get("createdAt").asString()).isEqualTo("2026-01-02T08:30:00.000Z");
        assertThat(crane.get("custom").toString())
                .isEqualTo("{\"Hot\":\"TRUE\",\"Deal ID\":\"17\",\"Probability\":\"0.1\"}");
        assertThat(sender.only("deals", "Van").get("value").asString()).isEqualTo("1234.50");
        assertThat(sender.only("deals", "Bus").get("value").asString()).isEqualTo("0.30");
        assertThat(Sender.counts(sender.send("deals", "spring.xlsx", file)))
                .startsWith("created 0, updated 0, unchanged 3,");
    }

    @Test
    void leads_come_from_spreadsheets_whatever_a_number_looks_like_in_its_cell() {
        var dealership = new Sender(Fixtures.workspace("Asia/Kolkata", "IN").manager());
        byte[] file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("Enquiries");
            row(sheet, 0, "Enquiries of March");
            row(sheet, 2, "Enquiry Date", "Customer Name", "Mobile No", "Alternate Mobile", "Model");
            row(sheet, 3, LocalDateTime.of(2026, 3, 1, 18, 30), "Asha", 9822011122L, "'98220 11123", "City");
            row(sheet, 4, LocalDate.of(2026, 3, 2), "Ravi", "+91-98220 11124", "", "Civic");
            row(sheet, 5, LocalDate.of(2026, 3, 3), "Asha K", 919822011123L, "", "Civic");
            row(sheet, 6, LocalDate.of(2026, 3, 3), "Nobody", "n/a", "", "");
        });
        JsonNode job = dealership.send("leads", "march.xlsx", file);
        assertThat(Sender.counts(job))
                .isEqualTo("created 2, updated 0, unchanged 0, repeated 1, rejected 1, reported 1");
        JsonNode leads = dealership
                .http()
                .get("/api/leads?sort=created")
                .expect(200)
                .json()
                .path("data");
        assertThat(leads.at("/0/createdAt").asString()).isEqualTo("2026-03-01T13:00:00.000Z");
        assertThat(leads.at("/0/mobile/e164").asString()).isEqualTo("+919822011122");
        assertThat(leads.at("/0/alternatePhones/0/e164").asString()).isEqualTo("+919822011123");
        assertThat(leads.at("/1/customerName").asString()).isEqualTo("Ravi");
        assertThat(Sender.counts(dealership.send("leads", "march.xlsx", file)))
                .startsWith("created 0, updated 0, unchanged 2, repeated 1,");
    }

    @Test
    void contacts_and_companies_come_from_spreadsheets_too_and_findings_name_their_rows() {
        byte[] file = workbook(book -> {
            Worksheet sheet = book.newWorksheet("People");
            row(sheet, 0, "Name", "E-mail", "Phone", "Last contacted");
            row(sheet, 1, "Ada", "ada@example.org", 4930901820L, LocalDate.of(2026, 2, 3));
            row(sheet, 2, "Ada", "ada@example.org", "", "");
            row(sheet, 5, "", "", "", "");
            row(sheet, 6, "", "", "", LocalDate.of(2026, 2, 3));
        });
        JsonNode job = sender.send("contacts", "people.xlsx", file);
        assertThat(sender.findings(job))
                .containsExactly(
                        "3 repeated: is the same as line 2",
                        "7 rejected: has neither a name nor an e-mail address, an organisation or a phone number");
        JsonNode ada = sender.only("contacts", "Ada");
        assertThat(ada.get("lastContactedAt").asString()).isEqualTo("2026-02-02T23:00:00.000Z");
        assertThat(ada.at("/phones/0/typed").asString()).isEqualTo("4930901820");
        byte[] companies = workbook(book -> row(book.newWorksheet("x"), 0, "Company"));
        assertThat(sender.send("companies", "none.xlsx", companies)
                        .get("rowsRead")
                        .asInt())
                .isZero();
    }

    @Test
    void further_sheets_go_on_where_they_have_the_same_columns() {
        byte[] file = workbook(book -> {
            Worksheet first = book.newWorksheet("Companies");
            row(first, 0, "Company", "City");
            row(first, 1, "Isdom", "Oslo");
            first.finish();
            Worksheet second = book.newWorksheet("Companies 2");
            row(second, 0, "Company", "City");
            row(second, 1, "Cancity", "Bergen");
            second.finish();
            row(book.newWorksheet("Notes"), 0, "Call them in May");
        });
        JsonNode job = sender.send("companies", "both.xlsx", file);
        assertThat(Sender.counts(job)).startsWith("created 2,");
        assertThat(sender.findings(job))
                .containsExactly("1 assumed: The sheet 'Notes' was not read: it does not begin with the same columns.");
    }

    /** Parts that make a workbook of one sheet with the given rows. */
    private static byte[] handmade(String sheet, String sharedStrings) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            part(zip, "xl/_rels/workbook.xml.rels", """
                    <Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>""");
            part(zip, "xl/workbook.xml", """
                    <workbook xmlns:r="x"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>""");
            part(zip, "xl/sharedStrings.xml", "<sst>" + sharedStrings + "</sst>");
            part(zip, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(UTF_8));
        zip.closeEntry();
    }

    private String refusal(byte[] file) {
        return northwind
                .manager()
                .send("POST", "/api/imports?target=companies", "text/csv", BodyPublishers.ofByteArray(file))
                .expect(422)
                .json()
                .get("errors")
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row><c r='ZZZZZZZ1'><v>1</v></c></row>",
                "<row><c t='s'><v>7</v></c></row>",
                "<row><c t='s'><v>-1</v></c></row>",
                "<row><c t='s'><v>99999999999</v></c></row>",
                "<row><c><v>1</v>",
                "<row a='1' a='2'/>",
                "<!DOCTYPE x [<!ENTITY a 'aa'>]><row><c><v>&a;</v></c></row>"
            })
    void damaged_and_malicious_sheets_are_refused_in_words(String sheet) {
        assertThat(refusal(handmade("<row><c t='inlineStr'><is><t>Company</t></is></c></row>" + sheet, "")))
                .contains("spreadsheet");
    }

    @Test
    void what_unpacks_to_far_more_than_its_size_is_refused_before_it_fills_the_memory() {
        String blank = "<row></row>".repeat(1_000);
        assertThat(refusal(handmade(blank.repeat(7_000), ""))).contains("unpacks to far more");
        assertThat(refusal(handmade("<row><c><v>" + "1".repeat(5 << 20) + "</v></c></row>", "")))
                .contains("larger than");
        String many = "<si><t>" + "x".repeat(100_000) + "</t></si>";
        String asked = "<row><c t='inlineStr'><is><t>Company</t></is></c></row><row><c t='s'><v>400</v></c></row>";
        assertThat(refusal(handmade(asked, many.repeat(401)))).contains("save it as CSV");
        assertThat(refusal("PK\3\4 and nothing more".getBytes(UTF_8))).contains("damaged");
        assertThat(refusal(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}))
                .contains("save it as .xlsx");
    }

    @Test
    void what_cannot_stand_in_xml_and_how_to_pronounce_a_name_are_read_as_meant() {
        JsonNode job = sender.send(
                "companies",
                "odd.xlsx",
                handmade(
                        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='str'><v>City</v></c></row>"
                                + "<row r='2'><c r='A2' t='s'><v>1</v></c><c r='C2' t='e'><v>#N/A</v></c></row>"
                                + "<row r='3'><c r='C3' t='inlineStr'><is><r><t>Ky</t></r><r><t>oto_x0041_</t></r></is></c>"
                                + "<c r='A3' t='inlineStr'><is><t>Plain</t></is></c></row>",
                        "<si><t>Company</t></si><si><t>東京</t><rPh><t>トウキョウ</t></rPh></si>"));
        assertThat(Sender.counts(job)).startsWith("created 2,");
        assertThat(sender.only("companies", "東京").get("city").isNull()).isTrue();
        assertThat(sender.only("companies", "Plain").get("city").asString()).isEqualTo("KyotoA");
        assertThat(List.of(job.at("/preview/headers/1").asString())).containsExactly("Column 2");
    }
}
