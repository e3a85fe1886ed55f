package brisk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.deals.Sales;
import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import brisk.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DashboardTest {
    private static final TestServer server = TestServer.start(Map.of());
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Http seller = workspace.program(Role.SELLER, "read", "write");
    private final String sellerId = workspace.person(Role.SELLER).id().toString();
    private final Sales sales = new Sales(seller);

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Instant now() {
        return server.clock().instant();
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(now(), BERLIN);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(BERLIN).toInstant();
    }

    private JsonNode dashboard(String query) {
        return seller.get("/api/dashboard" + query).expect(200).json();
    }

    private JsonNode overview(String query) {
        return dashboard(query).path("overview");
    }

    private String make(String path, Map<String, ?> body) {
        return seller.post(path, body).expect(201).json().path("id").asString();
    }

    private void call(Instant at) {
        make("/api/interactions", Map.of("kind", "call", "companyId", company(), "occurredAt", at));
    }

    private String company() {
        return make("/api/companies", Map.of("name", "Studio " + System.nanoTime()));
    }

    private void closed(String stage, String value, LocalDate day) {
        sales.create(Map.of(
                "name",
                "Deal",
                "stageId",
                sales.stage(stage),
                "value",
                value,
                "closedAt",
                noon(day).toString()));
    }

    private static String money(JsonNode counted) {
        return counted.path("count").asInt() + ": "
                + String.join(
                        ", ",
                        counted.path("totals")
                                .valueStream()
                                .map(total -> total.path("value").asString() + " "
                                        + total.path("currency").asString())
                                .toList());
    }

    /** Sets the clock forward to noon in Berlin of the next day of the month that is wanted. */
    private static void onThe(int dayOfMonth) {
        ZonedDateTime then = today().plusDays(1).atTime(12, 0).atZone(BERLIN);
        while (then.getDayOfMonth() != dayOfMonth) {
            then = then.plusDays(1);
        }
        server.advance(Duration.between(now(), then.toInstant()));
    }

    @Test
    void dealsAreCountedForThePeriodAndTheOneBefore() {
        onThe(10);
        LocalDate first = today().withDayOfMonth(1);
        closed("Won", "100", first);
        closed("Won", "10", today());
        closed("Lost", "7", today());
        closed("Won", "50", first.minusMonths(1));
        closed("Won", "30", first.minusDays(1));
        closed("Lost", "1", first.minusMonths(1));
        closed("Won", "999", first.minusMonths(1).minusDays(1));
        sales.create(Map.of("name", "Open", "value", "200", "stageId", sales.stage("Proposal")));
        sales.create(Map.of("name", "Dollars", "value", "5", "currency", "USD"));

        JsonNode deals = overview("").path("deals");
        assertThat(deals.path("total_deals").asInt()).isEqualTo(9);
        assertThat(deals.path("open_deals").asInt()).isEqualTo(2);
        assertThat(deals.path("pipeline_value")).hasToString("""
                        [{"currency":"EUR","count":1,"value":"200.00","weightedValue":"100.00"},\
                        {"currency":"USD","count":1,"value":"5.00","weightedValue":"0.50"}]""");
        JsonNode won = deals.path("won");
        assertThat(money(won)).isEqualTo("2: 110.00 EUR");
        assertThat(money(won.path("previous"))).isEqualTo("2: 80.00 EUR");
        assertThat(money(won.path("previousToDate"))).isEqualTo("1: 50.00 EUR");
        assertThat(money(deals.path("lost"))).isEqualTo("1: 7.00 EUR");
        assertThat(deals.at("/win_rate/current").asDouble()).isEqualTo(0.6667);
        assertThat(deals.at("/win_rate/previous").asDouble()).isEqualTo(0.6667);
        assertThat(deals.at("/win_rate/previousToDate").asDouble()).isEqualTo(0.5);
        assertThat(deals.at("/created/count").asInt()).isEqualTo(9);
        assertThat(money(overview("?period=year").at("/deals/won"))).isNotEqualTo("0: ");
        assertThat(deals.at("/forecast/undated/count").asInt()).isEqualTo(2);
        JsonNode stages = overview("").at("/pipeline/stages");
        assertThat(stages.size()).isEqualTo(6);
        assertThat(money(stages.get(2))).isEqualTo("1: 200.00 EUR");
        assertThat(stages.get(2).path("entered").asInt()).isEqualTo(1);
    }

    @Test
    void aPeriodEndsTodayAndIsComparedWithAsMuchOfTheOneBefore() {
        assertThat(Period.of("month", LocalDate.parse("2026-03-31")).json())
                .hasToString("{name=month, from=2026-03-01, to=2026-03-31, previous={from=2026-02-01, to=2026-02-28},"
                        + " previousToDate={from=2026-02-01, to=2026-02-28}}");
        assertThat(Period.of("week", LocalDate.parse("2026-11-25")).json())
                .hasToString("{name=week, from=2026-11-23, to=2026-11-25, previous={from=2026-11-16, to=2026-11-22},"
                        + " previousToDate={from=2026-11-16, to=2026-11-18}}");
        assertThat(Period.of("quarter", LocalDate.parse("2026-02-10")).json())
                .hasToString("{name=quarter, from=2026-01-01, to=2026-02-10, previous={from=2025-10-01, to=2025-12-31},"
                        + " previousToDate={from=2025-10-01, to=2025-11-10}}");
        assertThat(Period.of("year", LocalDate.parse("2026-01-01")).json())
                .hasToString("{name=year, from=2026-01-01, to=2026-01-01, previous={from=2025-01-01, to=2025-12-31},"
                        + " previousToDate={from=2025-01-01, to=2025-01-01}}");
        seller.get("/api/dashboard?period=decade").expect(400);
    }

    @Test
    void activitiesAreCountedByTheDaysOfWhoLooks() {
        call(noon(today()));
        call(noon(today()));
        call(noon(today().minusDays(1)));
        call(noon(today().minusDays(29)));
        call(noon(today().minusDays(30)));
        JsonNode activities = overview("").path("activities");
        assertThat(activities.path("today_activities").asInt()).isEqualTo(2);
        assertThat(activities.path("yesterday_activities").asInt()).isEqualTo(1);
        assertThat(activities.path("days").size()).isEqualTo(30);
        assertThat(activities.at("/days/29/count").asInt()).isEqualTo(2);
        assertThat(activities.at("/days/28/count").asInt()).isEqualTo(1);
        assertThat(activities.at("/days/0/count").asInt()).isEqualTo(1);
        assertThat(activities.path("week_activities").asInt()
                        + activities.path("last_week_activities").asInt())
                .isEqualTo(3);

        Instant lateInBerlin = today().atTime(23, 50).atZone(BERLIN).toInstant();
        call(lateInBerlin.minus(1, ChronoUnit.DAYS));
        assertThat(overview("").at("/activities/yesterday_activities").asInt()).isEqualTo(2);
        // In Kathmandu, 5:45 before UTC, that was today already.
        workspace
                .seller()
                .patch("/api/session", Map.of("timeZone", "Asia/Kathmandu"))
                .expect(200);
        LocalDate there = LocalDate.ofInstant(now(), ZoneId.of("Asia/Kathmandu"));
        JsonNode day = overview("")
                .at("/activities/days")
                .valueStream()
                .filter(each -> each.path("day").asString().equals(there.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(day.path("count").asInt()).isEqualTo(there.equals(today()) ? 3 : 0);
    }

    @Test
    void whatHappenedLastAndWhatIsNextIsShown() {
        String company = company();
        for (int i = 0; i < 12; i++) {
            make(
                    i % 2 == 0 ? "/api/notes" : "/api/messages",
                    Map.of("companyId", company, "body", "Number " + i, "occurredAt", now().minusSeconds(100 - i)));
        }
        make("/api/interactions", Map.of("companyId", company, "occurredAt", now().plusSeconds(9_000)));
        for (int i = 0; i < 7; i++) {
            make(
                    "/api/reminders",
                    Map.of(
                            "title",
                            "Task " + i,
                            "dueAt",
                            now().plusSeconds(3_600 * 24 * i + 60),
                            "companyId",
                            company));
        }
        make("/api/reminders", Map.of("title", "Long ago", "dueAt", now().minusSeconds(3_600 * 48)));
        JsonNode recent = dashboard("").path("recent");
        assertThat(recent.path("activities")
                        .valueStream()
                        .map(a -> a.path("body").asString()))
                .hasSize(10)
                .startsWith("Number 11", "Number 10")
                .endsWith("Number 2");
        assertThat(recent.at("/activities/0/company/name").asString()).startsWith("Studio");
        assertThat(recent.path("tasks").valueStream().map(t -> t.path("title").asString()))
                .containsExactly("Task 0", "Task 1", "Task 2", "Task 3", "Task 4");
        assertThat(recent.path("overdueTasks").asInt()).isEqualTo(1);
        assertThat(dashboard("?ownerId=" + sellerId).at("/recent/activities").size())
                .isEqualTo(10);
        assertThat(dashboard("?ownerId=" + workspace.person(Role.ADMIN).id())
                        .at("/recent/activities")
                        .size())
                .isZero();
    }

    @Test
    void otherPeoplesTasksAreForWhoManagesThem() {
        make("/api/reminders", Map.of("title", "Mine", "dueAt", now().plusSeconds(60)));
        Http manager = workspace.program(Role.MANAGER, "read", "write");
        Http other = workspace.hire("Otto").http();
        assertThat(manager.get("/api/dashboard?ownerId=" + sellerId)
                        .json()
                        .at("/recent/tasks/0/title")
                        .asString())
                .isEqualTo("Mine");
        assertThat(manager.get("/api/dashboard").json().at("/recent/tasks").size())
                .isZero();
        assertThat(other.get("/api/dashboard?ownerId=" + sellerId)
                        .json()
                        .at("/recent/tasks")
                        .size())
                .isZero();
    }

    @Test
    void anOwnerOrAPipelineLimitsTheFigures() {
        String theirs = company();
        sales.create(Map.of("name", "A", "value", "1", "companyId", theirs));
        sales.create(Map.of("name", "B", "value", "1", "companyId", theirs));
        sales.create(Map.of(
                "name",
                "C",
                "value",
                "1",
                "companyId",
                company(),
                "ownerId",
                workspace.person(Role.ADMIN).id()));
        assertThat(overview("").at("/companies/companies_with_deals").asInt()).isEqualTo(2);
        assertThat(overview("").at("/companies/total_companies").asInt()).isEqualTo(2);
        JsonNode own = overview("?ownerId=" + sellerId);
        assertThat(own.at("/companies/companies_with_deals").asInt()).isEqualTo(1);
        assertThat(own.at("/deals/total_deals").asInt()).isEqualTo(2);
        assertThat(overview("?pipelineId=" + workspace.id()).path("pipeline").isNull())
                .isTrue();
        assertThat(overview("?pipelineId=" + workspace.id())
                        .at("/deals/total_deals")
                        .asInt())
                .isZero();
    }

    @Test
    void everyWriteShowsAtOnceAndSoDoesANewDay() {
        assertThat(overview("").at("/deals/total_deals").asInt()).isZero();
        String deal = sales.deal("A", "New", "1");
        assertThat(overview("").at("/deals/open_deals").asInt()).isEqualTo(1);
        sales.move(deal, "Won");
        assertThat(overview("").at("/deals/won/count").asInt()).isEqualTo(1);
        seller.post("/api/deals/bulk", Map.of("operation", "delete", "dealIds", List.of(deal)))
                .expect(200);
        assertThat(overview("").at("/deals/total_deals").asInt()).isZero();

        String contact = make("/api/contacts", Map.of("name", "Amélie"));
        String note = make("/api/notes", Map.of("contactId", contact, "body", "One"));
        assertThat(overview("").at("/activities/today_activities").asInt()).isEqualTo(1);
        assertThat(dashboard("").at("/recent/activities/0/contact/name").asString())
                .isEqualTo("Amélie");
        seller.patch("/api/contacts/" + contact, Map.of("name", "Zoë")).expect(200);
        assertThat(dashboard("").at("/recent/activities/0/contact/name").asString())
                .isEqualTo("Zoë");
        seller.delete("/api/notes/" + note).expect(204);
        assertThat(overview("").at("/activities/today_activities").asInt()).isZero();

        String task = make("/api/reminders", Map.of("title", "Call", "dueAt", now().plusSeconds(60)));
        assertThat(dashboard("").at("/recent/tasks").size()).isEqualTo(1);
        seller.send("POST", "/api/reminders/" + task + "/done", null).expect(200);
        assertThat(dashboard("").at("/recent/tasks").size()).isZero();
        make("/api/companies", Map.of("name", "Studio Nord"));
        assertThat(overview("").at("/companies/total_companies").asInt()).isEqualTo(1);
        Http admin = workspace.program(Role.ADMIN, "read", "write");
        String pipeline = admin.get("/api/pipelines").json().at("/data/0/id").asString();
        admin.patch("/api/pipelines/" + pipeline, Map.of("name", "Verkauf")).expect(200);
        assertThat(overview("").at("/pipeline/name").asString()).isEqualTo("Verkauf");

        make("/api/notes", Map.of("contactId", contact, "body", "Two"));
        assertThat(overview("").at("/activities/today_activities").asInt()).isEqualTo(1);
        server.advance(Duration.between(
                now(), today().plusDays(1).atStartOfDay(BERLIN).plusMinutes(1).toInstant()));
        assertThat(overview("").at("/activities/today_activities").asInt()).isZero();
        assertThat(overview("").at("/activities/yesterday_activities").asInt()).isEqualTo(1);
    }

    @Test
    void itTakesTwoStatementsAndNoneTheSecondTimeAndSaysSo() {
        sales.deal("A", "New", "1");
        for (String query : List.of("", "?period=quarter", "?ownerId=" + sellerId)) {
            Reply miss = seller.get("/api/dashboard" + query).expect(200);
            assertThat(miss.statements()).isEqualTo(2);
            assertThat(miss.json().at("/metadata/cached").asBoolean()).isFalse();
            Reply hit = seller.get("/api/dashboard" + query).expect(200);
            assertThat(hit.statements()).isZero();
            JsonNode metadata = hit.json().path("metadata");
            assertThat(metadata.path("cached").asBoolean()).isTrue();
            assertThat(metadata.path("responseTime").asDouble()).isLessThan(1_000);
            assertThat(Instant.parse(metadata.path("timestamp").asString())).isBetween(now().minusSeconds(9), now());
        }
        Map<String, JsonNode> answers = new HashMap<>();
        for (String path : List.of("/api/dashboard", "/api/dashboard/data")) {
            answers.put(path, seller.get(path).json().path("overview"));
        }
        assertThat(answers.get("/api/dashboard")).isEqualTo(answers.get("/api/dashboard/data"));
    }

    @Test
    void programsAskTwentyTimesAMinute() {
        try (TestServer limited = TestServer.start(Map.of("rateLimit.dashboardPerMinute", "20"))) {
            Http program = Fixtures.workspace(limited).program(Role.SELLER, "read");
            for (int i = 0; i < 20; i++) {
                program.get("/api/dashboard").expect(200);
            }
            assertThat(program.get("/api/dashboard").expect(429).header("Retry-After"))
                    .isNotEmpty();
            program.get("/api/deals").expect(200);
        }
    }
}
