package brisk.deals;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.retention.RetentionJob;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** After any write and at any time, what the cache has of sales is what the database would say. */
class SalesCoherenceTest {
    private static final TestServer server = TestServer.start(Map.of());

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Http seller = workspace.program(Role.SELLER, "read", "write");
    private final Http admin = workspace.program(Role.ADMIN, "read", "write", "admin");
    private final Sales sales = new Sales(seller);
    private final String pipeline =
            seller.get("/api/pipelines").json().at("/data/0/id").asString();
    private final String company = make("/api/companies", Map.of("name", "Studio Nord"));
    private final String contact = make("/api/contacts", Map.of("name", "Amélie", "companyId", company));
    private final String other = make("/api/contacts", Map.of("name", "A. Dubois", "companyId", company));
    private final String product = admin.post(
                    "/api/products", Map.of("name", "Tripod", "price", "4", "currency", "EUR"))
            .expect(201)
            .json()
            .path("id")
            .asString();
    private final String deal = make(
            "/api/deals",
            Map.of(
                    "name",
                    "Cameras",
                    "companyId",
                    company,
                    "contactIds",
                    List.of(contact, other),
                    "products",
                    List.of(Map.of("productId", product, "price", 4)),
                    "expectedCloseDate",
                    LocalDate.ofInstant(server.clock().instant(), ZoneId.of("Europe/Berlin"))));
    private final String call = make("/api/interactions", Map.of("dealId", deal, "kind", "call"));
    private final String task = make(
            "/api/reminders",
            Map.of("title", "Call", "dueAt", server.clock().instant().plusSeconds(3_600), "dealId", deal));
    private final List<String> answers = answers();

    @AfterAll
    static void stop() {
        server.close();
    }

    private List<String> answers() {
        String include = "include=company,owner,stage,contacts,products";
        return List.of(
                "/api/deals?" + include,
                "/api/deals?contactId=" + other,
                "/api/deals?stageId=" + sales.stage("New"),
                "/api/deals/" + deal + "?" + include,
                "/api/deals/" + deal + "/history",
                "/api/pipelines/" + pipeline + "/board?" + include,
                "/api/pipelines/" + pipeline + "/board?q=cam",
                "/api/deals/pipeline-stats",
                "/api/deals/pipeline-stats?ownerId="
                        + workspace.person(Role.SELLER).id(),
                "/api/companies/" + company + "/analytics",
                "/api/companies/" + company + "/deals-summary",
                "/api/dashboard",
                "/api/dashboard?period=week&ownerId="
                        + workspace.person(Role.SELLER).id());
    }

    private String make(String path, Map<String, ?> body) {
        return seller.post(path, body).expect(201).json().path("id").asString();
    }

    /** What the cache knows is as new as what a refresh brings. */
    private void assertFresh(String after) {
        for (String answer : answers) {
            String seen = content(answer, "");
            String fresh = content(answer, (answer.contains("?") ? "&" : "?") + "refresh=true");
            assertThat(seen).as("%s after %s", answer, after).isEqualTo(fresh);
        }
    }

    /** Without the time of the request; ages grow by the minute, which an answer may miss for five of them. */
    private String content(String path, String refresh) {
        return seller.get(path + refresh)
                .text()
                .replaceFirst(",\"metadata\":\\{[^}]*}}$", "}")
                .replaceAll("\"average_?[aA]ge_?[dD]ays\":[^,}]*", "")
                .replaceFirst("\"requestId\":\"[^\"]*\"", "");
    }

    private Map<String, Runnable> writes() {
        Map<String, Runnable> writes = new LinkedHashMap<>();
        String manager = workspace.person(Role.MANAGER).id().toString();
        writes.put("a new deal", () -> sales.deal("Lenses", "Proposal", "70"));
        writes.put("a move", () -> sales.move(deal, "Qualified"));
        writes.put("a move back", () -> sales.move(deal, "New"));
        writes.put("another value", () -> patch("/api/deals/" + deal, Map.of("value", "9", "currency", "USD")));
        writes.put("another owner", () -> patch("/api/deals/" + deal, Map.of("ownerId", manager)));
        writes.put(
                "a handover",
                () -> bulk(
                        "update_owner",
                        Map.of("ownerId", workspace.person(Role.SELLER).id())));
        writes.put("winning", () -> bulk("close_won", Map.of()));
        writes.put("losing", () -> bulk("close_lost", Map.of("reason", "Too dear")));
        writes.put("deleting", () -> bulk("delete", Map.of()));
        writes.put("restoring", () -> bulk("restore", Map.of()));
        writes.put("moving many", () -> bulk("update_stage", Map.of("stageId", sales.stage("New"))));
        return writes;
    }

    private Map<String, Runnable> writesElsewhere() {
        Map<String, Runnable> writes = new LinkedHashMap<>();
        writes.put("a call", () -> make("/api/interactions", Map.of("contactId", contact, "kind", "call")));
        writes.put("an edited call", () -> patch("/api/interactions/" + call, Map.of("subject", "Price")));
        writes.put(
                "a deleted call",
                () -> seller.delete("/api/interactions/" + call).expect(204));
        writes.put(
                "a reminder",
                () -> make(
                        "/api/reminders",
                        Map.of(
                                "title",
                                "Write",
                                "dueAt",
                                server.clock().instant().plusSeconds(60))));
        writes.put(
                "a reminder that is done",
                () -> seller.send("POST", "/api/reminders/" + task + "/done", null)
                        .expect(200));
        writes.put("a renamed contact", () -> patch("/api/contacts/" + contact, Map.of("name", "Zoë")));
        writes.put("a renamed company", () -> patch("/api/companies/" + company, Map.of("name", "Studio Süd")));
        writes.put(
                "a renamed product",
                () -> admin.patch("/api/products/" + product, Map.of("name", "Dolly"))
                        .expect(200));
        writes.put(
                "a renamed person",
                () -> admin.patch("/api/users/" + workspace.person(Role.SELLER).id(), Map.of("name", "Selma L."))
                        .expect(200));
        writes.put(
                "a merge",
                () -> seller.post("/api/contacts/merge", Map.of("winnerId", contact, "loserIds", List.of(other)))
                        .expect(200));
        writes.put(
                "its undo",
                () -> seller.send(
                                "POST",
                                "/api/contacts/merges/"
                                        + seller.get("/api/contacts/" + contact + "/merges")
                                                .json()
                                                .at("/data/0/id")
                                                .asString()
                                        + "/undo",
                                null)
                        .expect(200));
        writes.put("another pipeline", this::changePipeline);
        writes.put("an import", this::importDeals);
        writes.put(
                "a deleted company",
                () -> seller.delete("/api/companies/" + company).expect(204));
        writes.put(
                "its return",
                () -> seller.send("POST", "/api/companies/" + company + "/restore", null)
                        .expect(200));
        return writes;
    }

    private void patch(String path, Map<String, ?> body) {
        seller.patch(path, body).expect(200);
    }

    private void bulk(String operation, Map<String, ?> updates) {
        seller.post("/api/deals/bulk", Map.of("operation", operation, "dealIds", List.of(deal), "updates", updates))
                .expect(200);
    }

    /** Renamed, with other probabilities, and without the stage in which the deals are. */
    private void changePipeline() {
        JsonNode before = admin.get("/api/pipelines/" + pipeline).json();
        List<Map<String, Object>> stages = new ArrayList<>();
        for (JsonNode stage : before.path("stages")) {
            if (!stage.path("name").asString().equals("Proposal")) {
                Map<String, Object> kept = new HashMap<>();
                kept.put("id", stage.path("id").asString());
                kept.put("name", stage.path("name").asString() + "!");
                kept.put("kind", stage.path("kind").asString());
                kept.put(
                        "probability",
                        stage.path("kind").asString().equals("open")
                                ? 33
                                : stage.path("probability").asInt());
                stages.add(kept);
            }
        }
        admin.patch(
                        "/api/pipelines/" + pipeline,
                        Map.of("stages", stages, "moveDealsTo", Map.of(sales.stage("Proposal"), sales.stage("New"))))
                .expect(200);
    }

    private void importDeals() {
        String file = "Deal,Company,Stage,Value,Currency\nTripods,Studio Süd,New!,120,EUR\n";
        String id = seller.send(
                        "POST",
                        "/api/imports?target=deals&fileName=deals.csv",
                        "text/csv",
                        BodyPublishers.ofString(file))
                .expect(202)
                .json()
                .path("id")
                .asString();
        JsonNode job = seller.get("/api/imports/" + id).json();
        for (int i = 0; i < 2_000 && !job.path("state").asString().equals("done"); i++) {
            job = seller.get("/api/imports/" + id).json();
        }
        assertThat(job.path("state").asString()).isEqualTo("done");
        assertThat(seller.get("/api/deals?q=tripods&refresh=true")
                        .json()
                        .at("/pagination/total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void afterEveryWriteTheCacheIsAsNewAsTheDatabase() {
        Map<String, Runnable> all = new LinkedHashMap<>(writes());
        all.putAll(writesElsewhere());
        all.forEach((name, write) -> {
            answers.forEach(seller::get);
            write.run();
            assertFresh(name);
        });
    }

    @Test
    void whatIsPurgedIsGoneFromTheCacheToo() {
        seller.delete("/api/companies/" + company).expect(204);
        server.advance(Duration.ofDays(31));
        answers.forEach(seller::get);
        new RetentionJob(server.app().database(), server.clock()).purge(new Trace());
        assertFresh("the purge of its company");
        assertThat(seller.get("/api/deals/" + deal)
                        .expect(200)
                        .json()
                        .path("companyId")
                        .isNull())
                .isTrue();
    }

    @Test
    void aNewDayIsANewDayWhereverOneIs() {
        for (String zone : List.of("Europe/Berlin", "Asia/Kathmandu", "America/Los_Angeles")) {
            workspace
                    .admin()
                    .patch("/api/users/" + workspace.person(Role.SELLER).id(), Map.of("timeZone", zone))
                    .expect(200);
            LocalDate tomorrow = LocalDate.ofInstant(server.clock().instant(), ZoneId.of(zone))
                    .plusDays(1);
            Duration untilMidnight = Duration.between(
                    server.clock().instant(),
                    tomorrow.atStartOfDay(ZoneId.of(zone)).toInstant());
            server.advance(untilMidnight.minusSeconds(30));
            make("/api/interactions", Map.of("contactId", contact, "kind", "call"));
            assertThat(today()).isPositive();
            server.advance(Duration.ofSeconds(31)); // within the time for which answers are remembered
            assertThat(today()).as(zone).isZero();
            assertFresh("midnight in " + zone);
        }
    }

    private int today() {
        return seller.get("/api/dashboard")
                .json()
                .at("/overview/activities/today_activities")
                .asInt();
    }
}
