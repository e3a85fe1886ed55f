package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http manager = workspace.manager();
    private final Http cre = workspace.person(Role.CRE).http();
    private final List<Person> team =
            Stream.of("Arun", "Bina", "Chand", "Divya").map(workspace::hire).toList();

    private Reply rule(Map<String, ?> besides) {
        var rule = new HashMap<String, Object>(Map.of(
                "name",
                "Everybody in turn",
                "strategy",
                "round_robin",
                "memberIds",
                team.stream().map(person -> person.id().toString()).toList()));
        rule.putAll(besides);
        return manager.post("/api/lead-rules", rule);
    }

    private String assigned(Map<String, ?> besides) {
        var ps = Desk.lead(cre, besides).path("ps");
        return ps.isNull() ? "nobody" : ps.path("name").asString();
    }

    @Test
    void leadsGoRoundAndWhoHasLeftIsPassedOver() {
        assertThat(assigned(Map.of())).isEqualTo("nobody");
        rule(Map.of()).expect(201);
        assertThat(IntStream.range(0, 6).mapToObj(i -> assigned(Map.of())).toList())
                .containsExactly("Arun", "Bina", "Chand", "Divya", "Arun", "Bina");
        workspace
                .admin()
                .patch("/api/users/" + team.get(2).id(), Map.of("active", false))
                .expect(200);
        assertThat(assigned(Map.of())).isEqualTo("Divya");
        var nobody = new HashMap<String, Object>();
        nobody.put("psId", null);
        assertThat(assigned(nobody)).as("nobody is a choice, too").isEqualTo("nobody");
        assertThat(assigned(Map.of("psId", team.getFirst().id().toString()))).isEqualTo("Arun");
    }

    @Test
    void manyAtOnceAreSharedEvenly() throws Exception {
        rule(Map.of()).expect(201);
        List<Callable<String>> creations = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            creations.add(() -> assigned(Map.of()));
        }
        Map<String, Integer> counts = new HashMap<>();
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> name : together.invokeAll(creations)) {
                counts.merge(name.get(), 1, Integer::sum);
            }
        }
        assertThat(counts).hasSize(4);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isEqualTo(10));
    }

    @Test
    void theFirstRuleThatFitsDecides() {
        String arun = team.get(0).id().toString();
        String bina = team.get(1).id().toString();
        rule(Map.of("name", "Facebook", "source", "facebook", "memberIds", List.of(arun)))
                .expect(201);
        rule(Map.of("name", "Nexon in Andheri", "model", "Nexon", "branch", "Andheri", "memberIds", List.of(bina)))
                .expect(201);
        // Never: a range that is over as soon as it begins, on no day but one of the past.
        rule(Map.of("name", "At night", "fromTime", "00:00", "toTime", "00:01")).expect(201);
        assertThat(assigned(Map.of("source", "Facebook", "model", "Nexon"))).isEqualTo("Arun");
        assertThat(assigned(Map.of("source", "Walk-in", "model", "nexon", "branch", "ANDHERI")))
                .isEqualTo("Bina");
        assertThat(assigned(Map.of("source", "Walk-in", "model", "Nexon"))).isIn("nobody", "Arun");
    }

    @Test
    void theLeastLoadedIsWhoHasTheFewestOpenLeads() {
        rule(Map.of("strategy", "least_loaded")).expect(201);
        for (Person busy : team.subList(0, 3)) {
            Desk.lead(cre, Map.of("psId", busy.id().toString()));
            Desk.lead(cre, Map.of("psId", busy.id().toString()));
        }
        assertThat(assigned(Map.of())).isEqualTo("Divya");
        assertThat(assigned(Map.of())).isEqualTo("Divya");
        assertThat(assigned(Map.of()))
                .as("by now all are even, and it is his turn")
                .isEqualTo("Arun");
    }

    @Test
    void whoIsAssignedGetsAMailFromTheOutbox() throws SQLException {
        var ps = workspace.person(Role.PS);
        String uid = Desk.uid(
                cre, Map.of("psId", ps.id().toString(), "customerName", "Asha\nBcc: all", "remarks", "Saturday"));
        String moved = Desk.uid(cre, Map.of());
        cre.patch("/api/leads/" + moved, Map.of("psId", ps.id().toString())).expect(200);
        Desk.uid(ps.http(), Map.of());
        assertThat(subjects(ps.email()))
                .as("of the lead that was made, and of the one that was handed over; not of their own")
                .containsExactly("New lead " + uid + ": Asha Bcc: all", "New lead " + moved + ": Asha Kulkarni");
    }

    private List<String> subjects(String recipient) throws SQLException {
        List<String> subjects = new ArrayList<>();
        try (Connection connection = workspace.server().db().connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT subject FROM mails WHERE recipient = ? ORDER BY id")) {
            statement.setString(1, recipient);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    subjects.add(rows.getString(1));
                }
            }
        }
        return subjects;
    }

    @Test
    void rulesAndStatusesAreChangedByWhoManages() {
        String id = rule(Map.of("days", List.of(6, 7)))
                .expect(201)
                .json()
                .path("id")
                .asString();
        var read = cre.get("/api/lead-rules/" + id).expect(200).json();
        assertThat(read.path("members").valueStream().map(m -> m.path("name").asString()))
                .containsExactly("Arun", "Bina", "Chand", "Divya");
        var changed = manager.patch(
                        "/api/lead-rules/" + id,
                        Map.of(
                                "memberIds",
                                List.of(
                                        team.get(3).id().toString(),
                                        team.get(0).id().toString())))
                .expect(200)
                .json();
        assertThat(changed.path("members").valueStream().map(m -> m.path("name").asString()))
                .containsExactly("Divya", "Arun");
        manager.patch("/api/lead-rules/" + id, Map.of("fromTime", "09:00")).expect(422);
        rule(Map.of("memberIds", List.of())).expect(422);
        rule(Map.of("memberIds", List.of(id))).expect(422);
        rule(Map.of("days", List.of(8))).expect(422);
        cre.delete("/api/lead-rules/" + id).expect(403);

        var status = manager.post("/api/lead-statuses", Map.of("name", "Geprüft & Bezahlt", "kind", "open"))
                .expect(201)
                .json();
        assertThat(status.path("code").asString()).isEqualTo("gepruft_bezahlt");
        manager.post("/api/lead-statuses", Map.of("name", "Geprueft", "code", "gepruft_bezahlt", "kind", "open"))
                .expect(409);
        manager.post("/api/lead-statuses", Map.of("name", "पूछताछ", "kind", "open"))
                .expect(422);
        String uid = Desk.uid(cre, Map.of("status", "gepruft_bezahlt"));
        manager.patch("/api/lead-statuses/" + status.path("id").asString(), Map.of("active", false))
                .expect(200);
        cre.patch("/api/leads/" + uid, Map.of("city", "Pune")).expect(200);
        Desk.enquire(cre, Map.of("status", "gepruft_bezahlt")).expect(422);
        for (var each : cre.get("/api/lead-statuses").json().path("data")) {
            if (each.path("kind").asString().equals("open")
                    && each.path("active").asBoolean()) {
                boolean last = each.path("code").asString().equals("booked");
                manager.patch("/api/lead-statuses/" + each.path("id").asString(), Map.of("active", false))
                        .expect(last ? 409 : 200);
            }
        }
    }
}
