package brisk.retention;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.leads.LeadMatcher;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RetentionJobTest {
    private static final TestServer server = TestServer.start(Map.of());

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Http seller = workspace.seller();
    private final RetentionJob job = new RetentionJob(server.app().database(), server.clock());

    @AfterAll
    static void stop() {
        server.close();
    }

    private String create(String path, Map<String, ?> record) {
        return seller.post(path, record).expect(201).json().path("id").asString();
    }

    private int rows(String table) throws SQLException {
        try (Connection connection = server.db().connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT count(*) FROM " + table + " WHERE workspace_id = ?")) {
            statement.setObject(1, workspace.id());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Sessions end meanwhile: who looks afterwards is hired for it. */
    private void waitAndPurge(int days) {
        server.advance(Duration.ofDays(days));
        job.purge(new Trace());
    }

    @Test
    void whatWasDeletedStaysForThirtyDaysAndIsGoneThen() throws Exception {
        String contact = create("/api/contacts", Map.of("name", "Ada Lovelace"));
        String call = create("/api/interactions", Map.of("contactId", contact));
        String reminder = create("/api/reminders", Map.of("title", "Call", "dueAt", "2999-01-01T00:00:00Z"));
        seller.delete("/api/interactions/" + call).expect(204);
        seller.delete("/api/reminders/" + reminder).expect(204);
        waitAndPurge(29);
        assertThat(rows("activities")).isEqualTo(1);
        assertThat(rows("reminders")).isEqualTo(1);
        waitAndPurge(2);
        assertThat(rows("activities")).isZero();
        assertThat(rows("reminders")).isZero();
        assertThat(rows("contacts")).isEqualTo(1);
    }

    @Test
    void aContactTakesItsTimelineAlongAndTotalsFollow() throws Exception {
        String ada = create("/api/contacts", Map.of("name", "Ada Lovelace"));
        String grace = create("/api/contacts", Map.of("name", "Grace Hopper"));
        create("/api/interactions", Map.of("contactId", ada));
        create("/api/notes", Map.of("contactId", ada, "body", "Prefers mornings"));
        create("/api/interactions", Map.of("contactId", grace));
        create("/api/reminders", Map.of("title", "Call", "dueAt", "2999-01-01T00:00:00Z", "contactId", ada));
        seller.delete("/api/contacts/" + ada).expect(204);
        waitAndPurge(31);
        assertThat(rows("contacts")).isEqualTo(1);
        assertThat(rows("activities")).isEqualTo(1);
        assertThat(rows("reminders")).isZero();
        Http later = workspace.hire("Nora Weiss").http();
        assertThat(later.get("/api/timeline")
                        .expect(200)
                        .json()
                        .path("pagination")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void muchThatWasDeletedGoesInHelpings() throws Exception {
        String kept = create("/api/contacts", Map.of("name", "Ada Lovelace"));
        try (Connection connection = server.db().connect();
                PreparedStatement statement = connection.prepareStatement("""
                        INSERT INTO contacts (workspace_id, name, deleted_at)
                        SELECT ?, 'Person ' || i, now() FROM generate_series(1, 450) i
                        """)) {
            statement.setObject(1, workspace.id());
            statement.executeUpdate();
        }
        assertThat(rows("contacts")).isEqualTo(451);
        waitAndPurge(31);
        assertThat(rows("contacts")).isEqualTo(1);
        workspace.hire("Nora Weiss").http().get("/api/contacts/" + kept).expect(200);
    }

    @Test
    void aDealLeavesWhatTellsOfPeopleAndCompanies() throws Exception {
        String contact = create("/api/contacts", Map.of("name", "Ada Lovelace"));
        String camera = workspace
                .manager()
                .post("/api/products", Map.of("name", "Camera"))
                .json()
                .path("id")
                .asString();
        String deal = create(
                "/api/deals",
                Map.of(
                        "name",
                        "Shoot",
                        "contactIds",
                        List.of(contact),
                        "products",
                        List.of(Map.of("productId", camera, "price", 1))));
        create("/api/interactions", Map.of("dealId", deal, "contactId", contact));
        create("/api/interactions", Map.of("dealId", deal));
        create("/api/reminders", Map.of("title", "Call", "dueAt", "2999-01-01T00:00:00Z", "dealId", deal));
        workspace.manager().delete("/api/products/" + camera).expect(204);
        waitAndPurge(31);
        assertThat(rows("products")).as("what was sold stays known").isEqualTo(1);
        workspace.hire("Nora Weiss").http().delete("/api/deals/" + deal).expect(204);
        waitAndPurge(31);
        for (String table : List.of("deals", "deal_contacts", "deal_products", "deal_moves", "products")) {
            assertThat(rows(table)).as(table).isZero();
        }
        assertThat(rows("activities")).isEqualTo(1);
        assertThat(rows("reminders")).isEqualTo(1);
    }

    @Test
    void aCompanyLeavesItsDeals() throws Exception {
        String company = create("/api/companies", Map.of("name", "Studio Nord"));
        String deal = create("/api/deals", Map.of("name", "Shoot", "companyId", company));
        create("/api/interactions", Map.of("dealId", deal, "companyId", company));
        seller.delete("/api/companies/" + company).expect(204);
        waitAndPurge(31);
        assertThat(rows("companies")).isZero();
        assertThat(rows("activities")).isEqualTo(1);
        Http later = workspace.hire("Nora Weiss").http();
        assertThat(later.get("/api/deals/" + deal)
                        .expect(200)
                        .json()
                        .path("companyId")
                        .isNull())
                .isTrue();
    }

    @Test
    void aCompanyLetsItsPeopleGo() throws Exception {
        String holding = create("/api/companies", Map.of("name", "Holding"));
        String branch = create("/api/companies", Map.of("name", "Branch", "parentId", holding));
        String contact = create("/api/contacts", Map.of("name", "Ada Lovelace", "companyId", holding));
        create("/api/interactions", Map.of("contactId", contact, "companyId", holding));
        create("/api/interactions", Map.of("companyId", holding));
        create("/api/reminders", Map.of("title", "Call", "dueAt", "2999-01-01T00:00:00Z", "companyId", holding));
        seller.delete("/api/companies/" + holding).expect(204);
        waitAndPurge(31);
        assertThat(rows("companies")).isEqualTo(1);
        assertThat(rows("activities")).isEqualTo(1);
        assertThat(rows("reminders")).isEqualTo(1);
        Http later = workspace.hire("Nora Weiss").http();
        assertThat(later.get("/api/contacts/" + contact)
                        .expect(200)
                        .json()
                        .path("companyId")
                        .isNull())
                .isTrue();
        assertThat(later.get("/api/companies/" + branch)
                        .expect(200)
                        .json()
                        .path("parentId")
                        .isNull())
                .isTrue();
    }

    @Test
    void mergesOfLeadsAreForgottenWithTheLeadAndPairsThatWereToldApartAfterAYear() throws Exception {
        Http admin = workspace.admin();
        List<String> ids = IntStream.range(0, 4)
                .mapToObj(i -> admin.post(
                                "/api/leads",
                                Map.of(
                                        "customerName",
                                        "Asha Kulkarni",
                                        "mobile",
                                        "0151 2" + (1_000_000 + i * 1_234_321),
                                        "source",
                                        "Web",
                                        "email",
                                        (i < 2 ? "one" : "two") + "@example.org"))
                        .expect(201)
                        .json()
                        .path("id")
                        .asString())
                .toList();
        new LeadMatcher(server.app().database(), server.clock()).matchAll(new Trace(), workspace.id());
        assertThat(rows("lead_pairs")).isEqualTo(2);
        String pair = admin.get("/api/leads/duplicates?leadId=" + ids.getFirst())
                .json()
                .at("/data/0/id")
                .asString();
        admin.send("POST", "/api/leads/duplicates/" + pair + "/dismiss", null).expect(200);
        admin.post("/api/leads/merge", Map.of("keepId", ids.get(2), "mergeId", ids.get(3)))
                .expect(200);
        waitAndPurge(29);
        assertThat(rows("leads")).isEqualTo(4);
        waitAndPurge(2);
        assertThat(rows("leads")).isEqualTo(3);
        assertThat(rows("lead_merges")).isZero();
        assertThat(rows("lead_touches")).isEqualTo(1);
        assertThat(rows("lead_pairs")).isEqualTo(1);
        waitAndPurge(400);
        assertThat(rows("lead_pairs")).isZero();
    }
}
