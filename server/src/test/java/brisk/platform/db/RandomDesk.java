package brisk.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A lead desk at which people do anything to anything, through HTTP. Few numbers, so that they meet. */
final class RandomDesk {
    private static final int NUMBERS = 60;
    private static final List<String> STATUSES =
            List.of("new", "contacted", "qualified", "test_drive", "booked", "won", "lost", "duplicate");
    private static final List<String> OUTCOMES =
            List.of("connected", "callback", "no_answer", "busy", "not_interested");

    private final Fixtures.Workspace workspace;
    private final List<String> people;
    private final List<String> leads = new CopyOnWriteArrayList<>();
    private final List<String> merges = new CopyOnWriteArrayList<>();
    private final List<String> followUps = new CopyOnWriteArrayList<>();

    RandomDesk(Fixtures.Workspace workspace) {
        this.workspace = workspace;
        this.people = List.of(
                workspace.person(Role.CRE).id().toString(),
                workspace.person(Role.PS).id().toString(),
                workspace.person(Role.SELLER).id().toString());
    }

    void work(Random dice, int steps) {
        for (int i = 0; i < steps; i++) {
            if (leads.isEmpty()) {
                enter(dice);
                continue;
            }
            String lead = leads.get(dice.nextInt(leads.size()));
            switch (dice.nextInt(14)) {
                case 0, 1, 2 -> enter(dice);
                case 3, 4 -> send("PATCH", "/api/leads/" + lead, changes(dice));
                case 5, 6 -> followUp(dice, lead);
                case 7 -> takeBack(dice);
                case 8 ->
                    send("POST", "/api/leads/" + lead + "/calls", Map.of("direction", "outbound", "outcome", "busy"));
                case 9, 10 -> merge(dice, lead);
                case 11 -> undo(dice);
                case 12 -> bulk(dice);
                default ->
                    send(
                            dice.nextBoolean() ? "DELETE" : "POST",
                            dice.nextBoolean() ? "/api/leads/" + lead : "/api/leads/" + lead + "/restore",
                            null);
            }
        }
    }

    private Http manager() {
        return workspace.manager();
    }

    /** Anything may be refused, because others are at the same records; but nothing may break. */
    private Reply send(String method, String path, @Nullable Object body) {
        Reply reply = manager().send(method, path, body);
        assertThat(reply.status())
                .as("%s answered %s", reply.request(), reply.text())
                .isLessThan(500);
        return reply;
    }

    private static String number(Random dice) {
        return "0151 " + (77_000_000 + dice.nextInt(NUMBERS));
    }

    private String person(Random dice) {
        return people.get(dice.nextInt(people.size()));
    }

    private void enter(Random dice) {
        Map<String, Object> lead = changes(dice);
        lead.remove("status");
        lead.put("customerName", "Customer " + dice.nextInt(40));
        lead.put("mobile", number(dice));
        lead.put("source", dice.nextBoolean() ? "Facebook" : "Walk-in");
        if (dice.nextBoolean()) {
            lead.put("alternatePhones", List.of(number(dice)));
        }
        Reply reply = send("POST", "/api/leads", lead);
        if (reply.status() == 201) {
            leads.add(reply.json().path("id").asString());
        }
    }

    private Map<String, Object> changes(Random dice) {
        Map<String, Object> changes = new HashMap<>(Map.of("city", dice.nextBoolean() ? "Pune" : "Goa"));
        changes.put("psId", dice.nextInt(4) == 0 ? null : person(dice));
        changes.put("creId", person(dice));
        changes.put("branch", dice.nextInt(3) == 0 ? null : dice.nextBoolean() ? "Andheri" : "Bandra");
        if (dice.nextBoolean()) {
            changes.put("status", STATUSES.get(dice.nextInt(STATUSES.size())));
        }
        return changes;
    }

    private void followUp(Random dice, String lead) {
        Map<String, Object> made = new HashMap<>(Map.of("outcome", OUTCOMES.get(dice.nextInt(OUTCOMES.size()))));
        if (dice.nextInt(3) == 0) {
            made.put("status", STATUSES.get(dice.nextInt(STATUSES.size())));
        }
        String path = "/api/leads/" + lead + "/follow-ups";
        Reply reply = send("POST", path, made);
        if (reply.status() == 201) {
            followUps.add(path + "/" + reply.json().at("/followUp/id").asString());
        }
    }

    private void takeBack(Random dice) {
        if (!followUps.isEmpty()) {
            send("DELETE", followUps.get(Math.max(0, followUps.size() - 1 - dice.nextInt(3))), null);
        }
    }

    private void merge(Random dice, String kept) {
        List<String> take = dice.nextBoolean() ? List.of("status", "psId", "creId", "source") : List.of("mobile");
        Reply reply = send(
                "POST",
                "/api/leads/merge",
                Map.of("keepId", kept, "mergeId", leads.get(dice.nextInt(leads.size())), "take", take));
        if (reply.status() == 200) {
            merges.add(reply.json().path("mergeId").asString());
        }
    }

    private void undo(Random dice) {
        if (!merges.isEmpty()) {
            send("POST", "/api/leads/merges/" + merges.get(dice.nextInt(merges.size())) + "/undo", null);
        }
    }

    private void bulk(Random dice) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            some.add(leads.get(dice.nextInt(leads.size())));
        }
        Map<String, Object> body =
                new HashMap<>(Map.of("leadIds", some.stream().distinct().toList(), "partial", true));
        switch (dice.nextInt(4)) {
            case 0 -> body.putAll(Map.of("operation", "update_ps", "updates", Map.of("psId", person(dice))));
            case 1 ->
                body.putAll(Map.of(
                        "operation",
                        "update_status",
                        "updates",
                        Map.of("status", STATUSES.get(dice.nextInt(STATUSES.size())))));
            case 2 -> body.put("operation", "delete");
            default -> body.put("operation", "restore");
        }
        send("POST", "/api/leads/bulk", body);
    }
}
