package brisk.companies;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.deals.Sales;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompanyFiguresTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final Sales sales = new Sales(seller);
    private final Instant now = workspace.server().clock().instant();
    private final String company = made("/api/companies", Map.of("name", "Studio Nord"));

    private String made(String path, Map<String, ?> body) {
        return seller.post(path, body).expect(201).json().path("id").asString();
    }

    private JsonNode analytics() {
        return seller.get("/api/companies/" + company + "/analytics")
                .expect(200)
                .json();
    }

    private JsonNode summary() {
        return seller.get("/api/companies/" + company + "/deals-summary")
                .expect(200)
                .json();
    }

    private String deal(String stage, String value, String currency) {
        return sales.create(Map.of(
                        "name",
                        "Deal",
                        "companyId",
                        company,
                        "stageId",
                        sales.stage(stage),
                        "value",
                        value,
                        "currency",
                        currency))
                .path("id")
                .asString();
    }

    private void wonIn(YearMonth month, String value) {
        sales.create(Map.of(
                "name",
                "Won",
                "companyId",
                company,
                "stageId",
                sales.stage("Won"),
                "value",
                value,
                "closedAt",
                month.atDay(1).atStartOfDay(BERLIN).toInstant()));
    }

    private void touch(String kind, int daysAgo, String direction) {
        Map<String, Object> activity = new HashMap<>(Map.of(
                "companyId",
                company,
                "kind",
                kind,
                "occurredAt",
                now.minus(daysAgo, ChronoUnit.DAYS).toString()));
        if (!direction.isEmpty()) {
            activity.put("direction", direction);
        }
        String path = switch (kind) {
            case "note" -> "/api/notes";
            case "email" -> "/api/messages";
            default -> "/api/interactions";
        };
        if (kind.equals("note")) {
            activity.put("body", "Likes films");
        }
        made(path, activity);
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

    @Test
    void whatItBoughtIsShownByMonthAndCurrency() {
        YearMonth month = YearMonth.from(LocalDate.ofInstant(now, BERLIN));
        wonIn(month, "100");
        wonIn(month.minusMonths(2), "40");
        wonIn(month.minusMonths(2), "2.50");
        wonIn(month.minusMonths(11), "1");
        wonIn(month.minusMonths(12), "9");
        deal("Lost", "5", "EUR");
        deal("New", "10", "USD");
        deal("Negotiation", "20", "EUR");

        JsonNode revenue = analytics().path("revenue");
        assertThat(money(revenue.path("total"))).isEqualTo("5: 152.50 EUR");
        assertThat(revenue.path("months").size()).isEqualTo(12);
        assertThat(revenue.at("/months/11/month").asString()).isEqualTo(month.toString());
        assertThat(money(revenue.at("/months/11"))).isEqualTo("1: 100.00 EUR");
        assertThat(money(revenue.at("/months/9"))).isEqualTo("2: 42.50 EUR");
        assertThat(money(revenue.at("/months/0"))).isEqualTo("1: 1.00 EUR");
        assertThat(money(revenue.at("/months/5"))).isEqualTo("0: ");
        assertThat(money(analytics().path("open"))).isEqualTo("2: 20.00 EUR, 10.00 USD");
        assertThat(analytics().at("/open/totals/0/weightedValue").asString()).isEqualTo("15.00");
        assertThat(analytics().path("winRate").asDouble()).isEqualTo(0.8333);
    }

    @Test
    void whatHappenedIsShownByKindAndMonthAndNotesAreNoTouch() {
        touch("call", 0, "outbound");
        touch("call", 200, "");
        touch("note", 0, "");
        made("/api/messages", Map.of("companyId", company, "occurredAt", now.minus(12, ChronoUnit.DAYS)));
        JsonNode analytics = analytics();
        assertThat(analytics.at("/activities/count").asInt()).isEqualTo(4);
        assertThat(analytics.at("/activities/kinds/call").asInt()).isEqualTo(2);
        assertThat(analytics.at("/activities/kinds/meeting").asInt()).isZero();
        assertThat(analytics.at("/activities/months/11/kinds/note").asInt()).isEqualTo(1);
        assertThat(analytics.path("daysSinceLastTouch").asInt()).isZero();
    }

    @Test
    void engagementIsTheSumOfItsParts() {
        assertThat(engagement()).containsExactly(0, 0, 0, 0, 0);
        assertThat(analytics().path("daysSinceLastTouch").isNull()).isTrue();
        assertThat(analytics().path("lastTouchAt").isNull()).isTrue();
        touch("note", 1, "");
        touch("meeting", -3, "inbound"); // in three days
        assertThat(engagement()).containsExactly(0, 0, 0, 0, 0);
        touch("call", 200, "inbound");
        assertThat(engagement()).containsExactly(0, 0, 0, 0, 0);
        touch("call", 45, "outbound");
        assertThat(engagement()).containsExactly(23, 20, 3, 0, 0);
        touch("email", 30, "outbound");
        touch("email", 28, "inbound");
        touch("call", 9, "outbound");
        // 81/90 of 40, 4/12 of 30, twice a quarter of 15
        assertThat(engagement()).containsExactly(54, 36, 10, 8, 0);
        deal("New", "1", "EUR");
        deal("Won", "1", "EUR");
        assertThat(engagement()).containsExactly(69, 36, 10, 8, 15);
        for (int i = 0; i < 12; i++) {
            touch("call", 0, "inbound");
        }
        assertThat(engagement()).containsExactly(100, 40, 30, 15, 15);
    }

    private List<Integer> engagement() {
        JsonNode engagement = analytics().path("engagement");
        JsonNode parts = engagement.path("parts");
        return List.of(
                engagement.path("score").asInt(),
                parts.path("recency").asInt(),
                parts.path("frequency").asInt(),
                parts.path("reciprocity").asInt(),
                parts.path("business").asInt());
    }

    @Test
    void itsDealsAreSummedByStatusAndByStageOfEachPipelineThatHasAny() {
        assertThat(summary().path("pipelines")).isEmpty();
        deal("New", "10", "EUR");
        deal("New", "5", "USD");
        deal("Won", "7", "EUR");
        sales.deal("Somebody else's", "New", "1000");
        workspace
                .admin()
                .post(
                        "/api/pipelines",
                        Map.of(
                                "name",
                                "Rent | buy",
                                "stages",
                                List.of(
                                        Map.of("name", "Asked | told", "probability", 20),
                                        Map.of("name", "Rented", "kind", "won"),
                                        Map.of("name", "Gone", "kind", "lost"))))
                .expect(201);
        JsonNode summary = summary();
        assertThat(summary.path("count").asInt()).isEqualTo(3);
        assertThat(money(summary.at("/statuses/open"))).isEqualTo("2: 10.00 EUR, 5.00 USD");
        assertThat(money(summary.at("/statuses/won"))).isEqualTo("1: 7.00 EUR");
        assertThat(money(summary.at("/statuses/lost"))).isEqualTo("0: ");
        assertThat(summary.path("pipelines").size()).isEqualTo(1);
        assertThat(summary.at("/pipelines/0/stages").size()).isEqualTo(6);
        assertThat(money(summary.at("/pipelines/0/stages/0"))).isEqualTo("2: 10.00 EUR, 5.00 USD");

        String rental = seller.get("/api/pipelines").json().at("/data/1/id").asString();
        sales.create(Map.of("name", "Other", "companyId", company, "pipelineId", rental, "value", "3"));
        assertThat(summary().at("/pipelines/1/name").asString()).isEqualTo("Rent | buy");
        assertThat(summary().at("/pipelines/1/stages/0/name").asString()).isEqualTo("Asked | told");
    }

    @Test
    void everyWriteShowsAtOnce() {
        assertThat(analytics().at("/open/count").asInt()).isZero();
        String deal = deal("New", "1", "EUR");
        assertThat(analytics().at("/open/count").asInt()).isEqualTo(1);
        assertThat(summary().path("count").asInt()).isEqualTo(1);
        sales.move(deal, "Won");
        assertThat(analytics().at("/revenue/total/count").asInt()).isEqualTo(1);
        assertThat(summary().at("/statuses/won/count").asInt()).isEqualTo(1);
        seller.post("/api/deals/bulk", Map.of("operation", "delete", "dealIds", List.of(deal)))
                .expect(200);
        assertThat(analytics().at("/revenue/total/count").asInt()).isZero();
        assertThat(summary().path("count").asInt()).isZero();

        String contact = made("/api/contacts", Map.of("name", "Amélie", "companyId", company));
        made("/api/notes", Map.of("contactId", contact, "body", "Likes films"));
        assertThat(analytics().at("/activities/kinds/note").asInt()).isEqualTo(1);
        seller.patch("/api/companies/" + company, Map.of("name", "Studio Süd")).expect(200);
        assertThat(analytics().at("/company/name").asString()).isEqualTo("Studio Süd");
        assertThat(summary().at("/company/name").asString()).isEqualTo("Studio Süd");
        seller.delete("/api/companies/" + company).expect(204);
        seller.get("/api/companies/" + company + "/analytics").expect(404);
        seller.get("/api/companies/" + company + "/deals-summary").expect(404);
    }
}
