package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.imports.Sender;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who follows up the leads of a file, who is told of it, and what they count. */
class LeadImportRulesTest {
    /** What is counted from the rows and what is kept, where both differ. */
    private static final String DIFFERENCES = """
            SELECT count(*) FROM (
                SELECT part.dimension, part.key, count(*) AS amount,
                       sum(coalesce(extract(epoch FROM l.first_responded_at - l.created_at), 0)::bigint) AS seconds
                FROM leads l
                JOIN workspaces w ON w.id = l.workspace_id
                CROSS JOIN LATERAL unnest(lead_dimensions(),
                    lead_keys(l.branch, l.cre_id, l.ps_id, l.source, l.status, l.status_kind, l.sla,
                              (l.created_at AT TIME ZONE w.time_zone)::date)) AS part (dimension, key)
                WHERE l.workspace_id = :workspaceId AND l.deleted_at IS NULL AND part.key IS NOT NULL
                GROUP BY 1, 2) counted
            FULL JOIN (
                SELECT dimension, key, sum(amount) AS amount, sum(seconds) AS seconds FROM (
                    SELECT dimension, key, amount, seconds FROM aggregates
                    WHERE workspace_id = :workspaceId AND subject = 'leads'
                    UNION ALL
                    SELECT part.dimension, part.key, d.amount, d.seconds
                    FROM aggregate_deltas d, unnest(d.dimensions, d.keys) AS part (dimension, key)
                    WHERE d.workspace_id = :workspaceId AND d.subject = 'leads' AND part.key IS NOT NULL) each
                GROUP BY 1, 2
                HAVING sum(amount) <> 0 OR sum(seconds) <> 0) kept
            ON kept.dimension = counted.dimension AND kept.key = counted.key
            WHERE kept.amount IS DISTINCT FROM counted.amount OR kept.seconds IS DISTINCT FROM counted.seconds
            """;

    private final Fixtures.Workspace workspace = LeadFiles.dealership();
    private final LeadFiles files = new LeadFiles(workspace.manager());
    private final List<Person> team =
            Stream.of("Arun", "Bina", "Chand").map(workspace::hire).toList();

    private static String sheet(int first, int count, Function<Integer, String> besides) {
        var sheet = new StringBuilder("Name,Mobile,Source,Sales Consultant,Lead Status,Created\n");
        for (int i = first; i < first + count; i++) {
            sheet.append("Customer ")
                    .append(i)
                    .append(",98450 ")
                    .append(10_000 + i)
                    .append(',');
            sheet.append(besides.apply(i)).append('\n');
        }
        return sheet.toString();
    }

    private void rule(Map<String, ?> rule) {
        workspace.manager().post("/api/lead-rules", rule).expect(201);
    }

    private List<String> ids(Person... people) {
        return Stream.of(people).map(person -> person.id().toString()).toList();
    }

    private Map<String, Long> shares() {
        return files.all("").stream()
                .collect(Collectors.groupingBy(lead -> lead.at("/ps/name").asString("nobody"), Collectors.counting()));
    }

    private List<String> mailsTo(Person person) {
        return workspace
                .server()
                .app()
                .database()
                .read(
                        new Trace(),
                        handle -> handle.createQuery(
                                        "SELECT subject || E'\\n' || body FROM mails WHERE workspace_id = :workspaceId AND recipient = :email")
                                .bind("workspaceId", workspace.id())
                                .bind("email", person.email())
                                .mapTo(String.class)
                                .list());
    }

    @Test
    void rows_that_name_nobody_go_round_and_the_next_lead_goes_on_from_there() {
        rule(Map.of("name", "All", "strategy", "round_robin", "memberIds", ids(team.get(0), team.get(1), team.get(2))));
        files.send(sheet(0, 7, i -> "Facebook,,,"));
        assertThat(shares()).isEqualTo(Map.of("Arun", 3L, "Bina", 2L, "Chand", 2L));
        assertThat(Desk.lead(workspace.manager(), Map.of("mobile", "98450 20000"))
                        .at("/ps/name")
                        .asString())
                .isEqualTo("Bina");
        assertThat(mailsTo(team.get(0))).hasSize(1);
        assertThat(mailsTo(team.get(0)).getFirst())
                .startsWith("3 new leads from test.csv\n")
                .contains("Customer 0, +919845010000 (", "Customer 3, +919845010003", "Customer 6,", "Call until ")
                .doesNotContain("Customer 1,");
        files.send(sheet(0, 7, i -> "Facebook,,,"));
        assertThat(mailsTo(team.get(0))).as("a file that is known").hasSize(1);
    }

    @Test
    void the_least_loaded_are_filled_up_first_and_named_or_closed_rows_take_no_turn() {
        rule(Map.of(
                "name",
                "Web",
                "source",
                "website",
                "strategy",
                "least_loaded",
                "memberIds",
                ids(team.get(0), team.get(1))));
        rule(Map.of("name", "Others", "strategy", "round_robin", "memberIds", ids(team.get(2))));
        files.send(sheet(0, 4, i -> "Website,Arun,,"));
        files.send(sheet(4, 6, i -> "Website,,,"));
        assertThat(shares()).isEqualTo(Map.of("Arun", 5L, "Bina", 5L));
        files.send(sheet(10, 3, i -> "Walk-in,," + (i == 10 ? "Won" : "") + ","));
        assertThat(shares()).isEqualTo(Map.of("Arun", 5L, "Bina", 5L, "Chand", 2L, "nobody", 1L));
        assertThat(files.with("9845010010").path("psId").isNull()).isTrue();
        assertThat(mailsTo(team.get(2)).getFirst()).startsWith("2 new leads from test.csv");
    }

    @Test
    void totals_are_those_of_the_rows() {
        var dice = new Random(20_261_121);
        List<String> sources = List.of("Facebook", "Google | Ads", "Walk-in");
        List<String> people = List.of("Arun", "Bina", "Chand", "");
        List<String> statuses = List.of("New", "Won", "LOST", "test drive", "unknown", "");
        files.send(sheet(
                0,
                400,
                i -> sources.get(dice.nextInt(3)) + "," + people.get(dice.nextInt(4)) + ","
                        + statuses.get(dice.nextInt(6)) + ",2026-0" + (1 + dice.nextInt(9)) + "-1" + dice.nextInt(10)));
        files.send(sheet(300, 200, i -> "Website,,,2026-10-01"));
        Desk.lead(workspace.manager(), Map.of("mobile", "98450 20000"));
        files.http()
                .delete("/api/leads/" + files.with("9845010001").path("uid").asString())
                .expect(204);
        long differences = workspace
                .server()
                .app()
                .database()
                .read(
                        new Trace(),
                        handle -> handle.createQuery(DIFFERENCES)
                                .bind("workspaceId", workspace.id())
                                .mapTo(Long.class)
                                .one());
        assertThat(differences).isZero();
        JsonNode page = files.http().get("/api/leads?limit=1").expect(200).json();
        assertThat(page.at("/pagination/total").asInt()).isEqualTo(500);
        assertThat(page.at("/pagination/totalExact").asBoolean(true)).isTrue();
    }

    @Test
    void another_workspace_has_its_own_leads_people_and_rules() {
        rule(Map.of("name", "All", "strategy", "round_robin", "memberIds", ids(team.get(0))));
        String sheet = "Name,Mobile,CRE,Sales Consultant\nAsha,98450 00001,%s,Arun\n"
                .formatted(workspace.person(Role.CRE).email());
        files.send(sheet);
        var neighbours = new LeadFiles(LeadFiles.dealership().manager());
        JsonNode job = neighbours.send(sheet);
        assertThat(Sender.counts(job)).startsWith("created 1, updated 0, unchanged 0, repeated 0, rejected 0,");
        JsonNode theirs = neighbours.with("9845000001");
        assertThat(theirs.path("psId").isNull()).isTrue();
        assertThat(theirs.path("creId").isNull()).isTrue();
        assertThat(theirs.path("id").asString())
                .isNotEqualTo(files.with("9845000001").path("id").asString());
    }
}
