package brisk.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brisk.deals.Sales;
import brisk.imports.Sender;
import brisk.imports.xlsx.XlsxRows;
import brisk.platform.http.Json;
import brisk.platform.records.Texts;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
    private static final Path BIG_LIST = Path.of("../shared/data/strings/blns.json");
    private static final List<String> NAUGHTY = List.of(
            "=cmd|' /C calc'!A0",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "+1+cmd",
            "-2+3+cmd",
            "=1+1",
            "'=1+1",
            "''=1+1",
            "'0123",
            "N/A",
            "'N/A",
            "-",
            "--",
            "-1/0",
            "1E+02",
            "1;DROP TABLE contacts",
            "a, \"quoted\"\r\nsecond line",
            "tab\tinside",
            "bell\u0007",
            "_x0041_",
            "\ufffe",
            "<b>&amp;</b>",
            "表ポあA鷗ŒéＢ逍𠀀",
            "👩‍👩‍👧‍👦",
            "\u202eright to left",
            "\\");

    @TempDir
    Path folder;

    private final Fixtures.Workspace northwind = Fixtures.workspace();
    private final Http seller = northwind.seller();

    private static List<List<String>> csv(byte[] file) {
        assertThat(new String(file, UTF_8)).startsWith("\uFEFF");
        List<List<String>> rows = new ArrayList<>();
        CsvReader.builder().ofCsvRecord(new String(file, UTF_8).substring(1)).forEach(row -> rows.add(row.getFields()));
        return rows;
    }

    private List<List<String>> xlsx(byte[] file) throws IOException {
        Path path = Files.write(Files.createTempFile(folder, "", ".xlsx"), file);
        List<List<String>> rows = new ArrayList<>();
        var format = XlsxRows.detect(path);
        rows.add(format.headers());
        try (var found = XlsxRows.open(path, format)) {
            for (var row = found.next(); row != null; row = found.next()) {
                rows.add(row.fields());
            }
            assertThat(found.remarks()).isEmpty();
        }
        return rows;
    }

    private void contact(String name, Map<String, ?> others) {
        var contact = new java.util.HashMap<String, Object>(others);
        contact.put("name", name);
        seller.post("/api/contacts", contact).expect(201);
    }

    @Test
    void a_list_becomes_a_file_with_its_filters_its_order_and_the_columns_one_asks_for() throws IOException {
        contact("Ada", Map.of("role", "Producer", "warmness", 10, "custom", Map.of("Vegan", true, "name", "x")));
        contact("Bea", Map.of("role", "Producer", "warmness", 90, "tags", List.of("a", "b")));
        contact("Cem", Map.of("role", "Gaffer"));
        Http.Reply reply = seller.get(
                        "/api/contacts/export?role=producer&sort=-warmness&fields=name,warmness,tags,custom")
                .expect(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(reply.header("Content-Disposition")).matches("attachment; filename=\"contacts-[0-9-]{10}\\.csv\"");
        assertThat(csv(reply.bytes()))
                .containsExactly(
                        List.of("Name", "Warmness", "Tags", "Custom: Vegan", "Custom: name"),
                        List.of("Bea", "90", "a ::: b", "", ""),
                        List.of("Ada", "10", "", "true", "x"));
        assertThat(seller.get("/api/contacts/export?fields=name,custom.Vegan&bom=false&q=Ada")
                        .text())
                .isEqualTo("Name,Custom: Vegan\r\nAda,true\r\n");
        assertThat(xlsx(seller.get("/api/contacts/export?format=xlsx&fields=name,role")
                        .expect(200)
                        .bytes()))
                .containsExactly(
                        List.of("Name", "Role"),
                        List.of("Ada", "Producer"),
                        List.of("Bea", "Producer"),
                        List.of("Cem", "Gaffer"));
        assertThat(reply.statements()).isEqualTo(2);
    }

    @Test
    void what_is_asked_wrongly_is_refused_and_nobody_gets_another_workspace() {
        contact("Ada", Map.of());
        seller.get("/api/contacts/export?fields=salary").expect(400);
        seller.get("/api/contacts/export?rolle=x").expect(400);
        seller.get("/api/contacts/export?limit=5").expect(400);
        seller.get("/api/contacts/export?format=pdf").expect(400);
        seller.get("/api/contacts/export?fields=custom").expect(400);
        Http.anonymous(northwind.server()).get("/api/contacts/export").expect(401);
        assertThat(Fixtures.workspace()
                        .admin()
                        .get("/api/contacts/export?fields=name&bom=false")
                        .text())
                .isEqualTo("Name\r\n");
    }

    @Test
    void no_cell_is_run_as_a_formula_and_numbers_and_phones_stay_what_they_are() {
        contact(
                "=HYPERLINK(\"http://evil.example\")",
                Map.of("phones", List.of("+49 30 901820"), "custom", Map.of("Debt", "-12.50")));
        assertThat(csv(seller.get("/api/contacts/export?fields=name,phones,custom")
                                .bytes())
                        .getLast())
                .containsExactly("'=HYPERLINK(\"http://evil.example\")", "+49 30 901820", "-12.50");
    }

    private static List<String> naughty() throws IOException {
        List<String> all = new ArrayList<>(NAUGHTY);
        if (Files.exists(BIG_LIST)) {
            Json.tree(Files.readAllBytes(BIG_LIST)).forEach(text -> all.add(text.asString()));
        }
        return all.stream()
                .map(Texts::clean)
                .filter(text ->
                        !text.isEmpty() && text.codePointCount(0, text.length()) <= 100 && !text.contains(":::"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void what_was_exported_is_imported_as_the_same(String format) throws IOException {
        List<String> texts = naughty();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            contact(
                    text,
                    Map.of(
                            "emails", List.of("p" + i + "@example.org", "q" + i + "@example.org"),
                            "phones", List.of("030 9018" + (100 + i), "+1 212 555 0143 x12"),
                            "jobTitle", text,
                            "tags", List.of(text, "second"),
                            "warmness", i % 100,
                            "lastContactedAt", "2026-03-04T05:06:07Z",
                            "custom", Map.of("phone", text, "Note", "n" + text)));
        }
        byte[] file =
                seller.get("/api/contacts/export?format=" + format).expect(200).bytes();
        Fixtures.Workspace other = Fixtures.workspace();
        var sender = new Sender(other.manager());
        var job = sender.send("contacts", "people." + format, file);
        assertThat(sender.findings(job)).isEmpty();
        assertThat(Sender.counts(job))
                .isEqualTo("created " + texts.size() + ", updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        assertThat(csv(other.seller().get("/api/contacts/export").expect(200).bytes()))
                .containsExactlyInAnyOrderElementsOf(
                        csv(seller.get("/api/contacts/export").expect(200).bytes()));
        assertThat(Sender.counts(sender.send("contacts", "people." + format, file)))
                .startsWith("created 0, updated 0, unchanged " + texts.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void deals_and_companies_come_back_as_they_were(String format) {
        sellSomething();
        for (String list : List.of("companies", "deals")) {
            byte[] file = seller.get("/api/" + list + "/export?format=" + format)
                    .expect(200)
                    .bytes();
            assertThat(Sender.counts(new Sender(northwind.manager()).send(list, "x." + format, file)))
                    .isEqualTo("created 0, updated 0, unchanged 2, repeated 0, rejected 0, reported 0");
        }
        Fixtures.Workspace other = Fixtures.workspace();
        other.manager()
                .post("/api/products", Map.of("name", "Crane", "price", "10"))
                .expect(201);
        for (String list : List.of("companies", "deals")) {
            byte[] file = seller.get("/api/" + list + "/export?format=" + format)
                    .expect(200)
                    .bytes();
            assertThat(Sender.counts(new Sender(other.manager()).send(list, "x." + format, file)))
                    .startsWith("created 2,");
        }
        String fields =
                "name,company,product,quantity,stage,value,currency,closedAt,expectedCloseDate,tags,owner,custom.Why";
        if (format.equals("csv")) {
            assertThat(csv(other.seller()
                            .get("/api/deals/export?sort=name&fields=" + fields)
                            .bytes()))
                    .isEqualTo(csv(seller.get("/api/deals/export?sort=name&fields=" + fields)
                            .bytes()));
        }
        assertThat(csv(other.seller().get("/api/companies/export").bytes()))
                .isEqualTo(csv(seller.get("/api/companies/export").bytes()));
    }

    /** Two companies and two deals with something odd in each of their fields. */
    private void sellSomething() {
        northwind
                .manager()
                .post("/api/products", Map.of("name", "Crane", "price", "10"))
                .expect(201);
        String product =
                northwind.manager().get("/api/products").json().at("/data/0/id").asString();
        String parent = seller.post("/api/companies", Map.of("name", "=Isdom+"))
                .expect(201)
                .json()
                .get("id")
                .asString();
        String company = seller.post(
                        "/api/companies",
                        Map.of(
                                "name",
                                "Cancity",
                                "parentId",
                                parent,
                                "revenue",
                                "-12.50",
                                "currency",
                                "EUR",
                                "employees",
                                3,
                                "phones",
                                List.of("+49 30 901820"),
                                "custom",
                                Map.of("Terms", "30 days")))
                .expect(201)
                .json()
                .get("id")
                .asString();
        var sales = new Sales(seller);
        String won = sales.create(Map.of(
                        "name",
                        "Big one",
                        "companyId",
                        company,
                        "stageId",
                        sales.stage("Negotiation"),
                        "products",
                        List.of(Map.of("productId", product, "quantity", "2.5", "price", "400.00")),
                        "tags",
                        List.of("x, y"),
                        "custom",
                        Map.of("Why", "=1+1")))
                .get("id")
                .asString();
        sales.move(won, "Won");
        sales.create(Map.of("name", "-small", "expectedCloseDate", "2027-01-31", "value", "0.05", "currency", "USD"));
    }

    @Test
    void a_full_sheet_is_followed_by_another_one_that_the_import_reads_on() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var table = new XlsxTable(bytes, "Deals", 3);
        table.head(List.of("Name", "Value"));
        for (int i = 1; i <= 7; i++) {
            table.row(new Object[] {"Deal " + i, BigDecimal.valueOf(i)});
            table.flush();
        }
        table.end();
        assertThat(xlsx(bytes.toByteArray()))
                .hasSize(8)
                .startsWith(List.of("Name", "Value"))
                .endsWith(List.of("Deal 7", "7"));
    }

    @Test
    void an_empty_list_is_a_file_with_its_columns() throws IOException {
        assertThat(csv(seller.get("/api/deals/export").expect(200).bytes())).hasSize(1);
        byte[] file = seller.get("/api/companies/export?format=xlsx&fields=name,city")
                .expect(200)
                .bytes();
        assertThat(xlsx(file)).containsExactly(List.of("Company name", "City"));
        assertThatThrownBy(() -> xlsx(new byte[] {'P', 'K', 3, 4})).hasMessageContaining("damaged");
    }
}
