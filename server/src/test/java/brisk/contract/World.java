package brisk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.leads.LeadMatcher;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A workspace of an example's own, and what can be made in it. Every name in it contains {@link #MARK}. */
final class World {
    /** Whoever sees this word has seen something of the workspace. */
    static final String MARK = "Quartzfeather";

    private static final AtomicInteger sequence = new AtomicInteger();

    private final Fixtures.Workspace workspace = Fixtures.workspace();

    Fixtures.Workspace workspace() {
        return workspace;
    }

    Http admin() {
        return workspace.admin();
    }

    String name(String what) {
        return MARK + " " + what + " " + sequence.incrementAndGet();
    }

    String email() {
        return "quartz" + sequence.incrementAndGet() + "@example.org";
    }

    /** Somebody whose session, password or account the example may use up. */
    Person newcomer() {
        return workspace.hire(name("Person"));
    }

    String contact() {
        return make(
                "/api/contacts",
                Map.ofEntries(
                        Map.entry("name", name("Contact")),
                        Map.entry("emails", List.of(email())),
                        Map.entry("phones", List.of("030 901820", "by the office")),
                        Map.entry("role", "Producer"),
                        Map.entry("warmness", 73),
                        Map.entry("tags", List.of("berlin")),
                        Map.entry("custom", Map.of("Vegan", true, "Shoe size", 39)),
                        Map.entry("ownerId", workspace.person(Role.ADMIN).id().toString()),
                        Map.entry("companyId", company())));
    }

    String company() {
        return make(
                "/api/companies",
                Map.of("name", name("Company"), "industry", "Entertainment", "revenue", "1250.50", "currency", "EUR"));
    }

    /** @return its uid */
    String lead() {
        return admin().post("/api/leads", newLead())
                .expect(201)
                .json()
                .path("uid")
                .asString();
    }

    /** A mail that nobody could send. */
    String failedMail() {
        lead(); // whose PS is told by mail
        return workspace
                .server()
                .app()
                .database()
                .read(
                        new Trace(),
                        handle -> handle.createQuery("UPDATE mails SET state = 'failed', last_error = 'refused'"
                                        + " WHERE workspace_id = :workspaceId RETURNING id")
                                .bind("workspaceId", workspace.id())
                                .mapTo(UUID.class)
                                .first()
                                .toString());
    }

    /** Two leads that have one e-mail address. */
    String leadPair() {
        var first = new HashMap<String, Object>(newLead());
        var second = new HashMap<String, Object>(newLead());
        second.put("email", first.get("email"));
        make("/api/leads", first);
        make("/api/leads", second);
        var server = workspace.server();
        new LeadMatcher(server.app().database(), server.clock()).matchAll(new Trace(), workspace.id());
        return admin().get("/api/leads/duplicates?limit=1")
                .expect(200)
                .json()
                .at("/data/0/id")
                .asString();
    }

    Map<String, ?> newLead() {
        int number = sequence.incrementAndGet();
        return Map.ofEntries(
                Map.entry("customerName", name("Customer")),
                Map.entry("mobile", "0151 " + (23_000_000 + number)),
                Map.entry("alternatePhones", List.of("030 " + (901_000_000 + number))),
                Map.entry("email", email()),
                Map.entry("source", "Facebook"),
                Map.entry("model", "Nexon EV"),
                Map.entry("custom", Map.of("Finance", true)),
                Map.entry("psId", workspace.person(Role.PS).id().toString()));
    }

    String product() {
        return make("/api/products", Map.of("name", name("Product"), "price", "400.00", "currency", "EUR"));
    }

    /** The pipeline that the workspace began with. */
    String pipeline() {
        return admin().get("/api/pipelines").expect(200).json().at("/data/0/id").asString();
    }

    /** A stage of the pipeline that the workspace began with. */
    String stage(String name) {
        for (var stage : admin().get("/api/pipelines").expect(200).json().at("/data/0/stages")) {
            if (stage.path("name").asString().equals(name)) {
                return stage.path("id").asString();
            }
        }
        throw new IllegalArgumentException(name);
    }

    String deal() {
        return make(
                "/api/deals",
                Map.of(
                        "name",
                        name("Deal"),
                        "companyId",
                        company(),
                        "contactIds",
                        List.of(contact()),
                        "products",
                        List.of(Map.of("productId", product(), "price", 400)),
                        "expectedCloseDate",
                        "2027-03-31"));
    }

    /** @param path such as /api/notes */
    String activity(String path, String contactId) {
        return make(path, Map.of("contactId", contactId, "subject", name("Subject"), "body", "…"));
    }

    String reminder() {
        return make(
                "/api/reminders",
                Map.of("title", name("Reminder"), "dueAt", "2027-01-02T09:00:00+01:00", "contactId", contact()));
    }

    String view() {
        return make(
                "/api/views",
                Map.of("resource", "contacts", "name", name("View"), "shared", true, "query", Map.of("tag", "berlin")));
    }

    /** @return the merge's id */
    String merge(String winner) {
        return admin().post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of(contact())))
                .expect(200)
                .json()
                .path("mergeId")
                .asString();
    }

    /** An import that waits to be started. */
    String uploaded() {
        return send("Name,Mail,Remarks\nAmélie Dubois,amelie@example.org,none\n", false);
    }

    /** An import that has ended, with a row that it rejected. */
    String imported() {
        String id = send("Name,Mail,Remarks\nAmélie Dubois,amelie@example.org,none\n,,nobody\n", true);
        Instant patience = Instant.now().plusSeconds(30);
        while (!admin().get("/api/imports/" + id)
                .json()
                .path("state")
                .asString()
                .equals("done")) {
            assertThat(Instant.now()).as("the import takes too long").isBefore(patience);
        }
        return id;
    }

    private String send(String file, boolean start) {
        return admin().send(
                        "POST",
                        "/api/imports?start=" + start + "&fileName="
                                + name("File").replace(' ', '+'),
                        "text/csv",
                        BodyPublishers.ofString(file))
                .expect(202)
                .json()
                .path("id")
                .asString();
    }

    String make(String path, Map<String, ?> body) {
        return admin().post(path, body).expect(201).json().path("id").asString();
    }

    String deleted(String path, String id) {
        admin().delete(path + "/" + id).expect(204);
        return id;
    }
}
