package brisk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A seller's years in four files. Where they are missing this is skipped; generated ones hold the rules elsewhere. */
class SalesFilesTest {
    private final Fixtures.Workspace northwind = Fixtures.workspace();
    private final Sender sender = new Sender(northwind.manager());

    @Test
    void accounts_products_teams_and_pipeline_are_one_sales_department_afterwards() throws IOException {
        Path pipeline = Sender.shared("maven-crm-sales/sales_pipeline.csv");
        northwind.hire("Darcel Schlecht");
        assertThat(Sender.counts(sender.send("products", Sender.shared("maven-crm-sales/products.csv"))))
                .isEqualTo("created 7, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        assertThat(Sender.counts(sender.send("companies", Sender.shared("maven-crm-sales/accounts.csv"))))
                .isEqualTo("created 85, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
        sender.send("contacts", Sender.shared("maven-crm-sales/sales_teams.csv"));
        JsonNode job = sender.send("deals", pipeline);
        assertThat(Sender.counts(job))
                .isEqualTo("created 8800, updated 0, unchanged 0, repeated 0, rejected 0, reported 1481");

        assertThat(total("sort=name")).isEqualTo(8_800);
        assertThat(total("status=won")).isEqualTo(4_238);
        assertThat(total("status=lost")).isEqualTo(2_473);
        assertThat(stageTotals())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Prospecting", 500L, "Engaging", 1_589L, "Won", 4_238L, "Lost", 2_473L));
        assertThat(total("closedFrom=2017-03-01&closedTo=2017-03-31")).isEqualTo(647);
        assertThat(northwind
                        .manager()
                        .get("/api/companies?limit=1")
                        .json()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(85);
        assertThat(northwind
                        .manager()
                        .get("/api/products?limit=1")
                        .json()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(7);

        Map<String, Integer> findings = findings(job);
        assertThat(findings).containsEntry("'GTXPro' was read as the product GTX Pro", 1_480);
        assertThat(findings.keySet())
                .hasSize(3)
                .anyMatch(reason -> reason.startsWith("No pipeline has the stages Prospecting, Engaging, "))
                .anyMatch(reason -> reason.startsWith("'sales_agent': 29 names are no users here"));

        assertThat(Sender.counts(sender.send("deals", pipeline)))
                .startsWith("created 0, updated 0, unchanged 8800, repeated 0, rejected 0,");
    }

    private long total(String query) {
        return northwind
                .manager()
                .get("/api/deals?limit=1&count=exact&" + query)
                .expect(200)
                .json()
                .at("/pagination/total")
                .asLong();
    }

    private Map<String, Long> stageTotals() {
        Map<String, Long> totals = new TreeMap<>();
        for (JsonNode pipeline :
                northwind.manager().get("/api/pipelines").json().get("data")) {
            for (JsonNode stage : pipeline.get("stages")) {
                long total = total("stageId=" + stage.get("id").asString());
                if (total > 0) {
                    totals.put(stage.get("name").asString(), total);
                }
            }
        }
        return totals;
    }

    /** Each reason, and how often it is given. */
    private Map<String, Integer> findings(JsonNode job) {
        Map<String, Integer> counts = new TreeMap<>();
        String path = "/api/imports/" + job.get("id").asString() + "/findings?limit=100";
        Set<String> seen = new LinkedHashSet<>();
        String after = "";
        do {
            JsonNode page = northwind.manager().get(path + after).expect(200).json();
            page.get("data").forEach(f -> {
                if (seen.add(f.get("id").asString())) {
                    counts.merge(f.get("reason").asString(), 1, Integer::sum);
                }
            });
            after = page.at("/pagination/next").isNull()
                    ? ""
                    : "&after=" + page.at("/pagination/next").asString();
        } while (!after.isEmpty());
        return counts;
    }
}
