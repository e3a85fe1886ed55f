package brisk.deals;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PipelineStatsTest {
    private static final TestServer server = TestServer.start(Map.of());
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Http seller = workspace.program(Role.SELLER, "read", "write");
    private final Sales sales = new Sales(seller);

    @AfterAll
    static void stop() {
        server.close();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(server.clock().instant(), BERLIN);
    }

    private JsonNode stats(String query) {
        return seller.get("/api/deals/pipeline-stats" + query).expect(200).json();
    }

    private static JsonNode stage(JsonNode stats, String name) {
        return stats.path("stages")
                .valueStream()
                .filter(stage -> stage.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String money(JsonNode counted) {
        return counted.path("count").asInt() + ": "
                + String.join(
                        ", ",
                        counted.path("totals")
                                .valueStream()
                                .map(total -> total.path("value").asString() + " "
                                        + total.path("currency").asString()
                                        + (total.has("weightedValue")
                                                ? " ("
                                                        + total.path("weightedValue")
                                                                .asString() + ")"
                                                : ""))
                                .toList());
    }

    /** A and B go their way in ten days, C gets half of it, D waits. */
    private void tenDays() {
        String a = sales.deal("A", "New", "1000");
        String b = sales.deal("B", "New", "500");
        String c = sales.create(Map.of("name", "C", "value", "70", "currency", "USD"))
                .path("id")
                .asString();
        sales.deal("D", "New", "40.05");
        server.advance(Duration.ofDays(4));
        sales.move(a, "Qualified");
        sales.move(b, "Lost");
        server.advance(Duration.ofDays(6));
        sales.move(a, "Won");
        sales.move(c, "Proposal");
    }

    @Test
    void eachStageTellsWhatIsInItAndHowDealsWentThroughIt() {
        tenDays();
        JsonNode stats = stats("");
        JsonNode begun = stage(stats, "New");
        assertThat(money(begun)).isEqualTo("1: 40.05 EUR (4.01)"); // 10 %
        assertThat(begun.path("averageAgeDays").asDouble()).isEqualTo(10.0);
        assertThat(begun.path("entered").asInt()).isEqualTo(4);
        assertThat(begun.path("advanced").asInt()).isEqualTo(2);
        assertThat(begun.path("lost").asInt()).isEqualTo(1);
        assertThat(begun.path("conversionRate").asDouble()).isEqualTo(0.6667);
        assertThat(begun.path("averageDaysInStage").asDouble()).isEqualTo(6.0); // 4, 4 and 10
        assertThat(begun.path("winRate").asDouble()).isEqualTo(0.5); // A is won, B lost, C and D are open
        JsonNode qualified = stage(stats, "Qualified");
        assertThat(money(qualified)).isEqualTo("0: ");
        assertThat(qualified.path("conversionRate").asDouble()).isEqualTo(1);
        assertThat(qualified.path("winRate").asDouble()).isEqualTo(1);
        assertThat(qualified.path("averageAgeDays").isNull()).isTrue();
        assertThat(money(stage(stats, "Proposal"))).isEqualTo("1: 70.00 USD (35.00)");
        JsonNode won = stage(stats, "Won");
        assertThat(money(won)).isEqualTo("1: 1000.00 EUR (1000.00)");
        assertThat(won.path("averageAgeDays").asDouble()).isEqualTo(10.0);
        assertThat(won.path("winRate").isNull()).isTrue();
    }

    @Test
    void theTotalsNeverAddTwoCurrencies() {
        tenDays();
        JsonNode totals = stats("").path("totals");
        assertThat(money(totals.path("open"))).isEqualTo("2: 40.05 EUR (4.01), 70.00 USD (35.00)");
        assertThat(totals.at("/open/averageAgeDays").asDouble()).isEqualTo(10.0);
        assertThat(money(totals.path("created"))).isEqualTo("4: 1540.05 EUR, 70.00 USD");
        assertThat(money(totals.path("won"))).isEqualTo("1: 1000.00 EUR");
        assertThat(totals.at("/won/averageCycleDays").asDouble()).isEqualTo(10.0);
        assertThat(money(totals.path("lost"))).isEqualTo("1: 500.00 EUR");
        assertThat(totals.at("/lost/averageCycleDays").asDouble()).isEqualTo(4.0);
        assertThat(totals.path("winRate").asDouble()).isEqualTo(0.5);
        // one open deal x 1/2 x 1000 / 10 days; of dollars nothing was won
        assertThat(totals.path("velocity")).hasToString("""
                        [{"currency":"EUR","valuePerDay":"50.00"},{"currency":"USD","valuePerDay":null}]""");
    }

    /** Months are added up from months and days, in ways that depend on where the period begins and ends. */
    @Test
    void aPeriodMayBeginAndEndOnAnyDay() {
        LocalDate first = LocalDate.of(2026, 1, 25);
        int days = 40;
        for (int day = 0; day < days; day++) {
            sales.create(Map.of(
                    "name",
                    "Of one day",
                    "stageId",
                    sales.stage("Won"),
                    "value",
                    "1.50",
                    "closedAt",
                    first.plusDays(day) + "T12:00:00Z"));
        }
        for (LocalDate from : List.of(first, first.plusDays(7), first.plusDays(12))) {
            for (LocalDate to = from; to.isBefore(first.plusDays(days)); to = to.plusDays(1)) {
                long length = ChronoUnit.DAYS.between(from, to) + 1;
                JsonNode won = stats("?from=" + from + "&to=" + to).at("/totals/won");
                assertThat(won.path("count").asLong()).as(from + " to " + to).isEqualTo(length);
                assertThat(new BigDecimal(won.at("/totals/0/value").asString()))
                        .isEqualByComparingTo(length * 15 + "E-1");
            }
        }
        assertThat(money(stats("?from=2026-03-10&to=2026-03-20").at("/totals/won")))
                .isEqualTo("0: ");
    }

    @Test
    void aPeriodLimitsWhatHappenedAndAnOwnerEverything() {
        tenDays();
        String begin = "&to=" + today().minusDays(7);
        JsonNode before = stats("?from=" + today().minusDays(30) + begin);
        assertThat(stage(before, "New").path("entered").asInt()).isEqualTo(4);
        assertThat(stage(before, "New").path("advanced").asInt()).isZero();
        assertThat(before.at("/totals/won/count").asInt()).isZero();
        assertThat(before.at("/totals/created/count").asInt()).isEqualTo(4);
        assertThat(before.at("/totals/open/count").asInt()).isEqualTo(2);
        JsonNode lastWeek = stats("?from=" + today().minusDays(6));
        assertThat(stage(lastWeek, "New").path("entered").asInt()).isZero();
        assertThat(stage(lastWeek, "New").path("advanced").asInt()).isEqualTo(2);
        assertThat(lastWeek.at("/totals/winRate").asDouble()).isEqualTo(0.5);
        JsonNode longAgo = stats("?from=2001-03-04&to=2009-11-12");
        assertThat(longAgo.at("/totals/created/count").asInt()).isZero();

        var manager = workspace.person(Role.MANAGER).id();
        JsonNode managers = stats("?ownerId=" + manager);
        assertThat(managers.at("/totals/open/count").asInt()).isZero();
        assertThat(managers.at("/totals/created/count").asInt()).isZero();
        assertThat(stats("?ownerId=" + workspace.person(Role.SELLER).id())
                        .at("/totals/won/count")
                        .asInt())
                .isEqualTo(1);
        for (String bad : List.of("?from=2027-01-01&to=2026-01-01", "?from=1990-01-01", "?from=x", "?ownerId=1")) {
            seller.get("/api/deals/pipeline-stats" + bad).expect(400);
        }
        assertThat(stats("?pipelineId=" + workspace.id()).path("stages")).isEmpty();
    }

    @Test
    void theForecastSaysInWhichMonthWhatIsOpenShouldClose() {
        YearMonth now = YearMonth.from(today());
        for (int months : List.of(-2, 0, 3, 3, 11, 12)) {
            sales.create(Map.of(
                    "name",
                    "In " + months,
                    "value",
                    "100",
                    "stageId",
                    sales.stage("Proposal"),
                    "expectedCloseDate",
                    now.plusMonths(months).atDay(1)));
        }
        sales.deal("One day", "Negotiation", "100");
        sales.create(Map.of("name", "Won", "value", "9", "stageId", sales.stage("Won"), "expectedCloseDate", today()));
        JsonNode forecast = stats("").path("forecast");
        assertThat(money(forecast.path("overdue"))).isEqualTo("1: 100.00 EUR (50.00)");
        assertThat(forecast.path("months").size()).isEqualTo(12);
        assertThat(forecast.at("/months/0/month").asString()).isEqualTo(now.toString());
        assertThat(money(forecast.at("/months/0"))).isEqualTo("1: 100.00 EUR (50.00)");
        assertThat(money(forecast.at("/months/3"))).isEqualTo("2: 200.00 EUR (100.00)");
        assertThat(money(forecast.at("/months/4"))).isEqualTo("0: ");
        assertThat(money(forecast.at("/months/11"))).isEqualTo("1: 100.00 EUR (50.00)");
        assertThat(money(forecast.path("later"))).isEqualTo("1: 100.00 EUR (50.00)");
        assertThat(money(forecast.path("undated"))).isEqualTo("1: 100.00 EUR (75.00)");
    }

    @Test
    void everyWriteShowsAtOnceAndSoDoesANewDay() {
        assertThat(stats("").at("/totals/open/count").asInt()).isZero();
        String a = sales.deal("A", "New", "1");
        assertThat(stats("").at("/totals/open/count").asInt()).isEqualTo(1);
        sales.move(a, "Won");
        assertThat(stats("").at("/totals/won/count").asInt()).isEqualTo(1);
        seller.post("/api/deals/bulk", Map.of("operation", "close_lost", "dealIds", List.of(a)))
                .expect(200);
        assertThat(stats("").at("/totals/lost/count").asInt()).isEqualTo(1);
        seller.delete("/api/deals/" + a).expect(204);
        assertThat(stats("").at("/totals/lost/count").asInt()).isZero();
        assertThat(stats("").at("/stages/0/entered").asInt()).isZero();
        JsonNode stages = seller.get("/api/pipelines").json().at("/data/0");
        Http admin = workspace.program(Role.ADMIN, "read", "write");
        admin.patch("/api/pipelines/" + stages.path("id").asString(), Map.of("name", "Verkauf"))
                .expect(200);
        assertThat(stats("").at("/pipeline/name").asString()).isEqualTo("Verkauf");
        String before = stats("").at("/period/to").asString();
        server.advance(Duration.ofDays(1));
        assertThat(stats("").at("/period/to").asString()).isGreaterThan(before);
    }

    @Test
    void theFiguresAreOneStatementAndNoneTheSecondTime() {
        String path = "/api/deals/pipeline-stats?from=2026-01-15&to=2026-11-20";
        assertThat(seller.get(path).expect(200).statements()).isEqualTo(1);
        assertThat(seller.get(path).statements()).isZero();
    }
}
