package brisk.platform.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** People who do anything to anything, through HTTP; what they did follows from a seed as far as they do not meet. */
final class RandomOffice {
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "USD", "GBP");
    private static final int DAYS_AROUND = 150;

    private final Fixtures.Workspace workspace;
    private final List<String> owners;
    private final List<String> stages = new CopyOnWriteArrayList<>();
    private final List<String> contacts = new CopyOnWriteArrayList<>();
    private final List<String> companies = new CopyOnWriteArrayList<>();
    private final List<String> deals = new CopyOnWriteArrayList<>();
    private final List<String> activities = new CopyOnWriteArrayList<>();
    private final List<String> merges = new CopyOnWriteArrayList<>();

    RandomOffice(Fixtures.Workspace workspace) {
        this.workspace = workspace;
        this.owners = List.of(
                workspace.person(Role.SELLER).id().toString(),
                workspace.person(Role.MANAGER).id().toString(),
                workspace.person(Role.ADMIN).id().toString());
        workspace
                .admin()
                .post(
                        "/api/pipelines",
                        Map.of(
                                "name",
                                "Rentals",
                                "stages",
                                List.of(
                                        Map.of("name", "Asked", "probability", 20),
                                        Map.of("name", "Reserved", "probability", 60),
                                        Map.of("name", "Rented", "kind", "won"),
                                        Map.of("name", "Gone", "kind", "lost"))))
                .expect(201);
        for (JsonNode pipeline : workspace.admin().get("/api/pipelines").json().path("data")) {
            pipeline.path("stages").forEach(stage -> stages.add(stage.path("id").asString()));
        }
    }

    /** One of those who work at the same time. */
    void work(Random dice, int steps) {
        for (int i = 0; i < steps; i++) {
            switch (dice.nextInt(20)) {
                case 0, 1 -> make("/api/contacts", contact(dice), contacts);
                case 2 -> make("/api/companies", company(dice), companies);
                case 3, 4, 5 -> make("/api/deals", deal(dice, true), deals);
                case 6, 7 -> make(dice.nextBoolean() ? "/api/notes" : "/api/messages", activity(dice), activities);
                case 8 -> patch(dice, "/api/contacts/", contacts, contact(dice));
                case 9 -> patch(dice, "/api/companies/", companies, company(dice));
                case 10, 11 -> patch(dice, "/api/deals/", deals, deal(dice, false));
                case 12, 13, 14 -> move(dice);
                case 15 -> bulk(dice);
                case 16 -> merge(dice);
                case 17 -> undo(dice);
                case 18 -> deleteOrRestore(dice, "/api/deals/", deals);
                default -> deleteOrRestore(dice);
            }
        }
    }

    /** What a file brings, some of it a second time. */
    void importContacts(Random dice) {
        StringBuilder file = new StringBuilder("Name,Mail,Company,Role\n");
        for (int i = 0; i < 60; i++) {
            int who = dice.nextInt(90);
            file.append("Person ").append(who).append(",p").append(who).append("@example.org,Studio ");
            file.append(who % 7)
                    .append(',')
                    .append(who % 2 == 0 ? "Producer" : "Gaffer")
                    .append('\n');
        }
        Reply sent = workspace
                .admin()
                .send(
                        "POST",
                        "/api/imports?fileName=people.csv&target=contacts",
                        "text/csv",
                        BodyPublishers.ofString(file.toString(), UTF_8));
        String path = "/api/imports/" + sent.expect(202).json().path("id").asString();
        Instant patience = Instant.now().plusSeconds(30);
        while (!workspace.admin().get(path).json().path("state").asString().equals("done")) {
            assertThat(Instant.now()).as("the import takes too long").isBefore(patience);
        }
    }

    /** Takes a stage with deals out of the first pipeline, whose deals go to another one. */
    void removeStage() {
        JsonNode pipeline = workspace.admin().get("/api/pipelines").json().at("/data/0");
        List<Map<String, Object>> kept = new ArrayList<>();
        String gone = pipeline.at("/stages/1/id").asString();
        for (JsonNode stage : pipeline.path("stages")) {
            if (!stage.path("id").asString().equals(gone)) {
                kept.add(Map.of(
                        "id", stage.path("id").asString(),
                        "name", stage.path("name").asString(),
                        "kind", stage.path("kind").asString(),
                        "probability", stage.path("probability").asInt()));
            }
        }
        workspace
                .admin()
                .patch(
                        "/api/pipelines/" + pipeline.path("id").asString(),
                        Map.of(
                                "stages",
                                kept,
                                "moveDealsTo",
                                Map.of(gone, pipeline.at("/stages/0/id").asString())))
                .expect(200);
    }

    private Http somebody(Random dice) {
        return dice.nextBoolean() ? workspace.seller() : workspace.manager();
    }

    /** Anything may be refused, because others are at the same records; but nothing may break. */
    private static Reply checked(Reply reply) {
        assertThat(reply.status())
                .as("%s answered %s", reply.request(), reply.text())
                .isLessThan(500);
        return reply;
    }

    private void make(String path, Map<String, ?> body, List<String> made) {
        Reply reply = checked(workspace.seller().post(path, body));
        if (reply.status() == 201) {
            made.add(reply.json().path("id").asString());
        }
    }

    private static @Nullable String any(Random dice, List<String> ids) {
        return ids.isEmpty() ? null : ids.get(dice.nextInt(ids.size()));
    }

    private void patch(Random dice, String path, List<String> ids, Map<String, ?> body) {
        String id = any(dice, ids);
        if (id != null) {
            checked(somebody(dice).patch(path + id, body));
        }
    }

    private void move(Random dice) {
        String deal = any(dice, deals);
        if (deal != null) {
            checked(somebody(dice)
                    .post("/api/deals/" + deal + "/move", Map.of("stageId", stages.get(dice.nextInt(stages.size())))));
        }
    }

    private void bulk(Random dice) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < 5 && !deals.isEmpty(); i++) {
            some.add(deals.get(dice.nextInt(deals.size())));
        }
        Map<String, Object> body = new HashMap<>(Map.of("dealIds", some, "partial", true));
        switch (dice.nextInt(6)) {
            case 0 ->
                body.putAll(Map.of(
                        "operation",
                        "update_stage",
                        "updates",
                        Map.of("stageId", stages.get(dice.nextInt(stages.size())))));
            case 1 ->
                body.putAll(Map.of(
                        "operation",
                        "update_owner",
                        "updates",
                        Map.of("ownerId", owners.get(dice.nextInt(owners.size())))));
            case 2 -> body.putAll(Map.of("operation", "close_won", "updates", Map.of("closedAt", moment(dice))));
            case 3 -> body.put("operation", "close_lost");
            case 4 -> body.put("operation", "delete");
            default -> body.put("operation", "restore");
        }
        checked(somebody(dice).post("/api/deals/bulk", body));
        if (!contacts.isEmpty()) {
            checked(somebody(dice)
                    .post(
                            "/api/contacts/bulk",
                            Map.of(
                                    "operation",
                                    "update",
                                    "ids",
                                    List.of(contacts.get(dice.nextInt(contacts.size()))),
                                    "changes",
                                    Map.of("warmness", dice.nextInt(100)),
                                    "partial",
                                    true)));
        }
    }

    private void merge(Random dice) {
        String winner = any(dice, contacts);
        String loser = any(dice, contacts);
        if (winner != null && loser != null && !winner.equals(loser)) {
            Reply reply = checked(workspace
                    .manager()
                    .post("/api/contacts/merge", Map.of("winnerId", winner, "loserIds", List.of(loser))));
            if (reply.status() == 200) {
                merges.add(reply.json().path("mergeId").asString());
            }
        }
    }

    private void undo(Random dice) {
        String merge = any(dice, merges);
        if (merge != null) {
            checked(workspace.manager().send("POST", "/api/contacts/merges/" + merge + "/undo", null));
        }
    }

    private void deleteOrRestore(Random dice) {
        switch (dice.nextInt(3)) {
            case 0 -> deleteOrRestore(dice, "/api/contacts/", contacts);
            case 1 -> deleteOrRestore(dice, "/api/companies/", companies);
            default -> deleteOrRestore(dice, dice.nextBoolean() ? "/api/notes/" : "/api/messages/", activities);
        }
    }

    private void deleteOrRestore(Random dice, String path, List<String> ids) {
        String id = any(dice, ids);
        if (id != null) {
            checked(
                    dice.nextInt(3) > 0
                            ? somebody(dice).send("POST", path + id + "/restore", null)
                            : somebody(dice).delete(path + id));
        }
    }

    private String owner(Random dice) {
        return owners.get(dice.nextInt(owners.size()));
    }

    private static String moment(Random dice) {
        return Instant.now()
                .plus(Duration.ofMinutes(dice.nextInt(DAYS_AROUND * 24 * 60) - DAYS_AROUND * 20 * 60))
                .toString();
    }

    private Map<String, Object> contact(Random dice) {
        Map<String, Object> body = new HashMap<>(
                Map.of("name", "Person " + dice.nextInt(500), "warmness", dice.nextInt(101), "ownerId", owner(dice)));
        body.put("role", List.of("Producer", "Gaffer", "Director").get(dice.nextInt(3)));
        body.put("status", dice.nextBoolean() ? "customer" : null);
        body.put("production", dice.nextBoolean() ? "The Long Winter" : null);
        body.put("companyId", any(dice, companies));
        body.put("inCampaign", dice.nextBoolean());
        body.put(
                "tags",
                List.of(List.of(), List.of("VIP"), List.of("vip", "Press")).get(dice.nextInt(3)));
        return body;
    }

    private Map<String, Object> company(Random dice) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "Studio " + dice.nextInt(100_000)));
        body.put("industry", dice.nextBoolean() ? "Film" : "Music");
        body.put("ownerId", dice.nextBoolean() ? owner(dice) : null);
        return body;
    }

    private Map<String, Object> deal(Random dice, boolean fresh) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "Deal " + dice.nextInt(1_000)));
        body.put("value", dice.nextInt(4) == 0 ? null : dice.nextInt(100_000) / 100.0);
        body.put("currency", CURRENCIES.get(dice.nextInt(CURRENCIES.size())));
        body.put("ownerId", dice.nextInt(5) == 0 ? null : owner(dice));
        body.put("companyId", any(dice, companies));
        body.put(
                "expectedCloseDate",
                dice.nextInt(4) == 0
                        ? null
                        : LocalDate.now(ZoneOffset.UTC)
                                .plusDays(dice.nextInt(400) - 100)
                                .toString());
        if (fresh || dice.nextInt(3) == 0) {
            body.put("stageId", stages.get(dice.nextInt(stages.size())));
        }
        if (dice.nextInt(4) == 0) {
            body.put("closedAt", moment(dice));
        }
        return body;
    }

    private Map<String, Object> activity(Random dice) {
        Map<String, Object> body =
                new HashMap<>(Map.of("body", "Words", "occurredAt", moment(dice), "ownerId", owner(dice)));
        String deal = any(dice, deals);
        String contact = any(dice, contacts);
        if (deal != null && dice.nextBoolean()) {
            body.put("dealId", deal);
        } else {
            body.put("contactId", contact);
        }
        return body;
    }
}
