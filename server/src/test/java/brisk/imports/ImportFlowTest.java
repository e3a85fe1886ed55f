package brisk.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestDb;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The life of an import as a client sees it. */
class ImportFlowTest {
    private static final String FILE = "Who,Mail,Town\nAda Brandt,ada@example.org,Köln\nBo Ek,bo@example.org,Oslo\n";

    private final Fixtures.Workspace northwind = Fixtures.workspace();
    private final Http http = northwind.seller();
    private final Sender sender = new Sender(http);

    @Test
    void a_file_can_be_looked_at_before_it_is_imported() {
        JsonNode job = sender.upload("?start=false&fileName=C:%5Ctemp%5Cteam.csv", FILE.getBytes(UTF_8));
        assertThat(job.get("state").asString()).isEqualTo("uploaded");
        assertThat(job.get("fileName").asString()).isEqualTo("team.csv");
        assertThat(job.get("mapping").toString())
                .isEqualTo("{\"Who\":\"custom\",\"Mail\":\"emails\",\"Town\":\"custom\"}");
        assertThat(job.get("preview").get("rows").toString())
                .isEqualTo("[[\"Ada Brandt\",\"ada@example.org\",\"Köln\"],[\"Bo Ek\",\"bo@example.org\",\"Oslo\"]]");
        assertThat(job.get("preview").get("headerLine").asInt()).isEqualTo(1);
        String path = "/api/imports/" + job.get("id").asString();
        assertThat(count()).isZero();

        http.post(path + "/start", Map.of("mapping", Map.of("Whom", "name"))).expect(422);
        http.post(path + "/start", Map.of("mapping", Map.of("Who", "nickname"))).expect(422);
        JsonNode started = http.post(path + "/start", Map.of("mapping", Map.of("Who", "name", "Town", "ignore")))
                .expect(202)
                .json();
        assertThat(Sender.counts(sender.await(started))).startsWith("created 2,");
        assertThat(sender.only("contacts", "Ada Brandt").get("custom").toString())
                .isEqualTo("{}");
        http.send("POST", path + "/start", null).expect(409);
    }

    @Test
    void whoever_sees_that_an_import_is_done_sees_its_rows() {
        assertThat(count()).isZero();
        var seen = new AtomicInteger(-1);
        northwind.server().afterStatement(sql -> {
            if (sql.contains("import_jobs") && sql.contains("state = 'done'")) {
                seen.set(count());
            }
        });
        try {
            sender.send("contacts", FILE);
        } finally {
            northwind.server().afterStatement(sql -> {});
        }
        assertThat(seen).hasValue(2);
    }

    @Test
    void a_form_is_taken_with_its_parts_in_any_order() {
        JsonNode job = sender.form(
                        Map.of("target", "companies", "mapping", "{\"Who\":\"name\",\"Town\":\"city\"}"),
                        "équipe.csv",
                        FILE.getBytes(UTF_8))
                .expect(202)
                .json();
        assertThat(job.get("fileName").asString()).isEqualTo("équipe.csv");
        assertThat(Sender.counts(sender.await(job))).startsWith("created 2,");
        assertThat(sender.only("companies", "Ada Brandt").get("city").asString())
                .isEqualTo("Köln");
    }

    @Test
    void a_part_of_a_form_that_means_nothing_is_refused() {
        assertThat(sender.form(Map.of("targt", "companies"), "team.csv", FILE.getBytes(UTF_8))
                        .expect(400)
                        .text())
                .contains("no part 'targt'");
        assertThat(count()).isZero();
    }

    @Test
    void a_quotation_mark_that_is_not_closed_is_a_finding_and_not_a_name_of_many_lines() {
        JsonNode job =
                sender.send("contacts", "name,email\nAda,ada@example.org\n\"Bo,bo@example.org\nCy,cy@example.org\n");
        assertThat(Sender.counts(job)).startsWith("created 1,");
        JsonNode findings = http.get("/api/imports/" + job.get("id").asString() + "/findings")
                .expect(200)
                .json()
                .get("data");
        assertThat(findings.size()).isEqualTo(1);
        assertThat(findings.get(0).get("line").asInt()).isEqualTo(3);
        assertThat(findings.get(0).get("kind").asString()).isEqualTo("rejected");
        assertThat(findings.get(0).get("reason").asString()).contains("quotation mark that is not closed");
    }

    @Test
    void a_cancelled_import_that_is_started_says_that_it_was_cancelled() {
        JsonNode job = sender.upload("?start=false", FILE.getBytes(UTF_8));
        String path = "/api/imports/" + job.get("id").asString();
        http.send("POST", path + "/cancel", null);
        assertThat(http.post(path + "/start", Map.of("mapping", Map.of("Who", "name")))
                        .expect(409)
                        .text())
                .contains("was cancelled");
    }

    @Test
    void what_is_no_file_of_rows_is_refused_and_leaves_nothing() {
        var body = BodyPublishers.ofByteArray(FILE.getBytes(UTF_8));
        http.send("POST", "/api/imports", "application/json", body).expect(415);
        http.send("POST", "/api/imports", "", body).expect(415);
        http.send("POST", "/api/imports?target=dogs", "text/csv", body).expect(400);
        http.send("POST", "/api/imports?start=maybe", "text/csv", body).expect(400);
        http.send("POST", "/api/imports?mapping=%7B", "text/csv", body).expect(400);
        http.send("POST", "/api/imports?colour=red", "text/csv", body).expect(400);
        http.send("POST", "/api/imports", "multipart/form-data", body).expect(400);
        http.send("POST", "/api/imports", "multipart/form-data; boundary=x", body)
                .expect(400);
        http.send("POST", "/api/imports", "multipart/form-data; boundary=x", BodyPublishers.ofString("--x--\r\n"))
                .expect(400);
        http.send("POST", "/api/imports", "text/csv", BodyPublishers.noBody()).expect(422);
        http.send("POST", "/api/imports", "text/csv", BodyPublishers.ofString("PK\3\4"))
                .expect(422);
        Http.Reply unknown = http.send("POST", "/api/imports", "text/csv", BodyPublishers.ofString("a,b\n1,2\n"))
                .expect(422);
        assertThat(unknown.text()).contains("Say with 'mapping' what the columns mean: a, b");
        assertThat(http.get("/api/imports").expect(200).json().get("data").size())
                .isZero();
    }

    @Test
    void an_import_is_seen_by_its_user_and_by_managers_of_the_workspace_only() {
        String id =
                sender.upload("?start=false", FILE.getBytes(UTF_8)).get("id").asString();
        Http colleague = northwind.hire("Colin League").http();
        Http stranger = Fixtures.workspace().admin();
        for (String path : List.of("", "/findings", "/findings.csv", "/events")) {
            colleague.get("/api/imports/" + id + path).expect(404);
            stranger.get("/api/imports/" + id + path).expect(404);
            northwind.viewer().get("/api/imports/" + id + path).expect(403);
        }
        for (String path : List.of("/start", "/cancel")) {
            colleague.send("POST", "/api/imports/" + id + path, null).expect(404);
            stranger.send("POST", "/api/imports/" + id + path, null).expect(404);
            northwind.viewer().send("POST", "/api/imports/" + id + path, null).expect(403);
        }
        assertThat(colleague.get("/api/imports").expect(200).json().get("data").size())
                .isZero();
        assertThat(northwind
                        .manager()
                        .get("/api/imports?state=uploaded")
                        .expect(200)
                        .json()
                        .get("data")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo(id);
        northwind.manager().send("POST", "/api/imports/" + id + "/cancel", null).expect(200);
        Http reader = northwind.program(Role.SELLER, "read");
        reader.send("POST", "/api/imports", "text/csv", BodyPublishers.ofString(FILE))
                .expect(403);
    }

    @Test
    void findings_are_listed_by_the_page_and_downloaded_without_formulas() {
        JsonNode job = sender.send("contacts", """
                Name,Email,=HYPERLINK("x")
                =1+1,a@example.org,-3
                +49 30,a@example.org,@SUM(A1)
                ,,"plain ""text""\"
                Bo Ek,b@example.org,too,many
                """);
        String path = "/api/imports/" + job.get("id").asString();
        assertThat(Sender.counts(job))
                .isEqualTo("created 2, updated 0, unchanged 0, repeated 0, rejected 2, reported 2");
        JsonNode page =
                http.get(path + "/findings?limit=3&kind=rejected").expect(200).json();
        assertThat(page.get("pagination").get("total").asInt()).isEqualTo(2);
        assertThat(page.get("data").get(1).get("values").toString())
                .isEqualTo("[\"Bo Ek\",\"b@example.org\",\"too\",\"many\"]");
        JsonNode first = http.get(path + "/findings?limit=3").expect(200).json();
        String next = first.get("pagination").get("next").asString();
        assertThat(http.get(path + "/findings?limit=3&after=" + next)
                        .expect(200)
                        .json()
                        .get("data")
                        .size())
                .isEqualTo(1);
        http.get(path + "/findings?kind=dreadful").expect(400);

        Http.Reply file = http.get(path + "/findings.csv").expect(200);
        assertThat(file.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(file.header("Content-Disposition")).startsWith("attachment; filename=");
        assertThat(file.text().lines().toList())
                .containsExactly(
                        "\uFEFFImport line,Import finding,Import reason,Name,Email,\"'=HYPERLINK(\"\"x\"\")\"",
                        "2,shared_email,a@example.org is also the e-mail address of +49 30 (line 3),'=1+1,a@example.org,'-3",
                        "3,shared_email,a@example.org is also the e-mail address of =1+1 (line 2),'+49 30,a@example.org,'@SUM(A1)",
                        "4,rejected,\"has neither a name nor an e-mail address, an organisation or a phone number\",,,\"plain \"\"text\"\"\"",
                        "5,rejected,\"has 4 fields, but there are 3 columns; is a delimiter or a quotation mark missing?\",Bo Ek,b@example.org,too,many");
        assertThat(http.get(path + "/findings.csv?kind=warning")
                        .expect(200)
                        .text()
                        .lines())
                .hasSize(1);

        // The file that was downloaded, with the rejected rows repaired, is a file to import.
        String repaired = file.text().replace("too,many", "fine").replace(",,,\"plain", ",Cy Dahl,,\"plain");
        assertThat(Sender.counts(sender.send("contacts", repaired)))
                .isEqualTo("created 2, updated 0, unchanged 2, repeated 0, rejected 0, reported 2");
    }

    @Test
    void progress_is_told_as_it_happens_and_ends_with_the_result() {
        var file = new StringBuilder("Name,Email\n");
        for (int i = 0; i < 30_000; i++) {
            file.append("Person ").append(i).append(",p").append(i).append("@example.org\n");
        }
        JsonNode job = sender.upload("", file.toString().getBytes(UTF_8));
        Http.Reply events =
                http.get("/api/imports/" + job.get("id").asString() + "/events").expect(200);
        assertThat(events.header("Content-Type")).startsWith("text/event-stream");
        List<String> lines = events.text().lines().toList();
        assertThat(lines).contains("event: progress").doesNotContain("event: failed");
        assertThat(lines.stream().filter(line -> line.contains("\"state\":\"running\"")))
                .anyMatch(line -> line.contains("\"rowsPerSecond\":") && line.contains("\"secondsLeft\":"));
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("event: "))
                        .toList()
                        .getLast())
                .isEqualTo("event: done");
        assertThat(lines.reversed().stream()
                        .filter(line -> line.startsWith("data: "))
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("\"rowsCreated\":30000"));
        // Who comes later is told the end at once.
        assertThat(http.get("/api/imports/" + job.get("id").asString() + "/events")
                        .text())
                .contains("event: done");
    }

    @Test
    void a_cancelled_import_leaves_nothing() {
        var file = new StringBuilder("Name,Email\n");
        for (int i = 0; i < 60_000; i++) {
            file.append("Person ").append(i).append(",p").append(i).append("@example.org\n");
        }
        JsonNode job = sender.upload("", file.toString().getBytes(UTF_8));
        String path = "/api/imports/" + job.get("id").asString();
        while (http.get(path).expect(200).json().get("rowsRead").asLong() == 0) {
            Sender.pause(20);
        }
        JsonNode cancelled =
                http.send("POST", path + "/cancel", null).expect(200).json();
        assertThat(cancelled.get("state").asString()).isEqualTo("cancelled");
        http.send("POST", path + "/cancel", null).expect(200);
        http.send("POST", path + "/start", null).expect(409);
        // A second import of the workspace begins only when the first has let go.
        assertThat(Sender.counts(sender.send("contacts", FILE))).startsWith("created 2,");
        assertThat(count()).isEqualTo(2);
        assertThat(http.get(path + "/findings").expect(200).json().get("data").size())
                .isZero();
        assertThat(TestDb.folder("test-server/imports").resolve(job.get("id").asString() + ".csv"))
                .doesNotExist();
        String done =
                http.get("/api/imports").json().get("data").get(0).get("id").asString();
        http.send("POST", "/api/imports/" + done + "/cancel", null).expect(409);
    }

    private int count() {
        return http.get("/api/contacts?refresh=true")
                .expect(200)
                .json()
                .get("pagination")
                .get("total")
                .asInt();
    }
}
