package brisk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DealImportTest {
    private static final String PRODUCTS = """
            product,series,sales_price
            GTX Pro,GTX,"$4,821"
            MG Special,MG,55
            """;
    private static final String ACCOUNTS = "account\nCancity\nIsdom\n";
    private static final String PIPELINE = """
            opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
            A1,Selma Lindqvist,MG Special,Cancity,Won,2016-10-20,2017-03-01,1054
            A2,Nobody Known,GTXPro,Isdom,Lost,2016-10-25,2017-03-11,0
            A3,Selma Lindqvist,MG Special,,Engaging,2016-11-25,,
            A4,Selma Lindqvist,GTX Pro,Isdoom,Prospecting,,,
            """;

    private final Fixtures.Workspace northwind = Fixtures.workspace();
    private final Sender sender = new Sender(northwind.manager());

    private JsonNode deal(String query) {
        JsonNode data = northwind
                .manager()
                .get("/api/deals?include=company,owner,stage,products&" + query)
                .expect(200)
                .json()
                .get("data");
        assertThat(data).hasSize(1);
        return data.get(0);
    }

    private List<String> stages(String pipeline) {
        List<String> stages = new ArrayList<>();
        for (JsonNode each :
                northwind.manager().get("/api/pipelines").expect(200).json().get("data")) {
            if (each.get("name").asString().equals(pipeline)) {
                each.get("stages")
                        .forEach(stage -> stages.add(stage.get("name").asString() + " "
                                + stage.get("kind").asString() + " "
                                + stage.get("probability").asInt()));
            }
        }
        return stages;
    }

    @Test
    void deals_find_their_company_product_owner_and_stage_by_name_and_every_guess_is_said() {
        assertThat(Sender.counts(sender.send("products", PRODUCTS))).startsWith("created 2,");
        sender.send("companies", ACCOUNTS);
        JsonNode job = sender.send("deals", PIPELINE);
        assertThat(sender.findings(job))
                .containsExactlyInAnyOrder(
                        "1 assumed: 'sales_agent': 1 names are no users here (Nobody Known); they were kept as a custom field",
                        "1 assumed: No pipeline has the stages Prospecting, Engaging, Won, Lost; the pipeline 'test' was made"
                                + " with the stages Prospecting, Engaging, Won, Lost",
                        "3 assumed: 'GTXPro' was read as the product GTX Pro",
                        "5 warning: there is no company Isdoom; it is kept as a custom field");
        assertThat(Sender.counts(job))
                .isEqualTo("created 4, updated 0, unchanged 0, repeated 0, rejected 0, reported 3");
        assertThat(stages("test"))
                .containsExactly("Prospecting open 33", "Engaging open 66", "Won won 100", "Lost lost 0");

        JsonNode won = deal("q=Cancity");
        assertThat(won.get("name").asString()).isEqualTo("Cancity – MG Special");
        assertThat(won.at("/company/name").asString()).isEqualTo("Cancity");
        assertThat(won.at("/owner/name").asString()).isEqualTo("Selma Lindqvist");
        assertThat(won.at("/stage/name").asString()).isEqualTo("Won");
        assertThat(won.get("value").asString()).isEqualTo("1054.00");
        assertThat(won.get("currency").asString()).isEqualTo("EUR");
        assertThat(won.get("createdAt").asString()).isEqualTo("2016-10-19T22:00:00.000Z");
        assertThat(won.get("closedAt").asString()).isEqualTo("2017-02-28T23:00:00.000Z");
        assertThat(won.at("/products/0/price").asString()).isEqualTo("1054.00");
        assertThat(won.at("/custom/opportunity_id").asString()).isEqualTo("A1");

        JsonNode lost = deal("status=lost");
        assertThat(lost.get("name").asString()).isEqualTo("Isdom – GTX Pro");
        assertThat(lost.get("value").asString()).isEqualTo("0.00");
        assertThat(lost.at("/products/0/price").asString()).isEqualTo("4821.00");
        assertThat(lost.at("/custom/sales_agent").asString()).isEqualTo("Nobody Known");

        JsonNode unnamed = deal("q=Isdoom");
        assertThat(unnamed.get("companyId").isNull()).isTrue();
        assertThat(unnamed.get("value").isNull()).isTrue();
        assertThat(unnamed.at("/custom/account").asString()).isEqualTo("Isdoom");
    }

    @Test
    void the_same_file_twice_adds_nothing_and_a_later_one_adds_what_was_missing() {
        sender.send("deals", PIPELINE);
        JsonNode again = sender.send("deals", PIPELINE);
        assertThat(Sender.counts(again))
                .startsWith("created 0, updated 0, unchanged 4, repeated 0, rejected 0, reported ");
        sender.send("products", PRODUCTS);
        sender.send("companies", ACCOUNTS);
        assertThat(Sender.counts(sender.send("deals", PIPELINE))).startsWith("created 0, updated 4, unchanged 0,");
        JsonNode won = deal("status=won");
        assertThat(won.at("/company/name").asString()).isEqualTo("Cancity");
        assertThat(won.at("/products/0/name").asString()).isEqualTo("MG Special");
        assertThat(won.get("custom").has("account")).isFalse();
        assertThat(Sender.counts(sender.send("deals", PIPELINE))).startsWith("created 0, updated 0, unchanged 4,");
        assertThat(northwind.manager().get("/api/pipelines").json().get("data")).hasSize(2);
    }

    @Test
    void an_open_deal_follows_its_file_forwards_and_never_back() {
        sender.send(
                "deals", "Deal ID,Deal name,Stage,Amount\n1,Crane,Qualified,100\n2,Van,Proposal,50\n3,Bus,Won,10\n");
        JsonNode job = sender.send(
                "deals",
                "Deal ID,Deal name,Stage,Amount,Close date\n1,Crane,Won,120,2026-01-31\n2,Van,New,50,\n3,Bus,Lost,10,\n");
        assertThat(Sender.counts(job)).startsWith("created 0, updated 1, unchanged 2,");
        assertThat(sender.findings(job))
                .containsExactly(
                        "3 assumed: stays in the stage Proposal, where it is here by now",
                        "4 assumed: stays in the stage Won, where it is here by now");
        JsonNode crane = deal("q=Crane");
        assertThat(crane.at("/stage/name").asString()).isEqualTo("Won");
        assertThat(crane.get("value").asString()).isEqualTo("120.00");
        assertThat(crane.get("closedAt").asString()).isEqualTo("2026-01-30T23:00:00.000Z");
    }

    @Test
    void stages_of_a_pipeline_that_is_here_are_used_whatever_their_words() {
        JsonNode job = sender.send("deals", "Name,Deal stage\nOne,closed won\nTwo,NEGOTIATION\nThree,\nFour,Lost\n");
        assertThat(sender.findings(job))
                .contains("1 assumed: The stage 'closed won' was read as 'Won' of the pipeline 'Sales'");
        assertThat(deal("q=One").at("/stage/name").asString()).isEqualTo("Won");
        assertThat(deal("q=Two").at("/stage/name").asString()).isEqualTo("Negotiation");
        assertThat(deal("q=Three").at("/stage/name").asString()).isEqualTo("New");
        assertThat(northwind.manager().get("/api/pipelines").json().get("data")).hasSize(1);
    }

    @Test
    void only_who_manages_the_team_brings_in_new_stages_and_products() {
        var seller = new Sender(northwind.seller());
        JsonNode job = seller.send("deals", "Name,Stage\nOne,Won\nTwo,Engaging\n");
        assertThat(Sender.counts(job)).startsWith("created 1, updated 0, unchanged 0, repeated 0, rejected 1,");
        assertThat(seller.findings(job))
                .contains(
                        "3 rejected: there is no stage Engaging; who manages the team can make it, or import this file");
        northwind
                .seller()
                .send(
                        "POST",
                        "/api/imports?target=products",
                        "text/csv",
                        java.net.http.HttpRequest.BodyPublishers.ofString(PRODUCTS))
                .expect(403);
    }

    @Test
    void a_closed_deal_has_gone_through_the_last_open_stage() {
        sender.send("deals", PIPELINE);
        JsonNode history = northwind
                .manager()
                .get("/api/deals/" + deal("status=won").get("id").asString() + "/history")
                .expect(200)
                .json();
        List<String> moves = new ArrayList<>();
        history.get("moves")
                .forEach(move -> moves.add(move.at("/to/name").asString() + " "
                        + move.get("outcome").asString() + " " + move.get("at").asString() + " "
                        + move.get("seconds").asLong()));
        assertThat(moves)
                .containsExactly(
                        "Won won 2017-02-28T23:00:00.000Z " + (132 * 86_400 + 3_600),
                        "Engaging entered 2016-10-19T22:00:00.000Z 0");
    }

    @Test
    void the_newest_deals_are_those_that_began_last() {
        sender.send("deals", "Name,Created\nOld,2019-05-01\nNew,2023-05-01\nMiddle,2021-05-01\n");
        List<String> names = new ArrayList<>();
        northwind
                .manager()
                .get("/api/deals")
                .expect(200)
                .json()
                .get("data")
                .forEach(deal -> names.add(deal.get("name").asString()));
        assertThat(names).containsExactly("New", "Middle", "Old");
    }

    @Test
    void dates_and_amounts_are_read_as_their_columns_show() {
        JsonNode job = sender.send("deals", """
                Name;Created;Close date;Amount
                One;3/4/2025;03/04/2025;1.234 €
                Two;3/25/2025;05/06/2025;1.234,50 €
                Three;12/31/2025;;$99
                """);
        assertThat(sender.findings(job))
                .containsExactly(
                        "1 assumed: 'Close date' does not show whether its dates begin with the day or the month;"
                                + " 03/04/2025 was read as day/month/year, as usual in DE");
        JsonNode one = deal("q=One");
        assertThat(one.get("createdAt").asString()).isEqualTo("2025-03-03T23:00:00.000Z");
        assertThat(one.get("expectedCloseDate").asString()).isEqualTo("2025-04-03");
        assertThat(one.get("value").asString()).isEqualTo("1234.00");
        assertThat(deal("q=Two").get("value").asString()).isEqualTo("1234.50");
        assertThat(deal("q=Three").get("currency").asString()).isEqualTo("EUR");
    }

    @Test
    void rows_without_a_number_are_known_by_what_does_not_change() {
        String file = "Deal,Company,Value\nCrane,Isdom,10\nCrane,Isdom,20\nCrane,Cancity,10\n,,5\n";
        JsonNode job = sender.send("deals", file);
        assertThat(Sender.counts(job)).startsWith("created 2, updated 0, unchanged 0, repeated 1, rejected 1,");
        assertThat(sender.findings(job))
                .contains(
                        "3 repeated: is the same as line 2",
                        "5 rejected: has neither a name nor a number, a company or a product");
        assertThat(Sender.counts(sender.send("deals", file))).startsWith("created 0, updated 0, unchanged 2,");
    }

    @Test
    void a_deal_is_with_the_contact_of_its_address() {
        String id = northwind
                .seller()
                .post("/api/contacts", Map.of("name", "Ada", "emails", List.of("ada@example.org")))
                .expect(201)
                .json()
                .get("id")
                .asString();
        sender.send("deals", "Deal,Contact email\nCrane,Ada <ADA@example.org>\nVan,nobody@example.org\n");
        assertThat(northwind
                        .manager()
                        .get("/api/deals?contactId=" + id)
                        .json()
                        .at("/data/0/name")
                        .asString())
                .isEqualTo("Crane");
    }
}
