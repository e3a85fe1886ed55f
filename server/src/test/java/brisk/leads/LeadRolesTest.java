package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Role by route by whose lead it is. */
class LeadRolesTest {
    /** Who asks, and what is answered for a lead that is theirs, and for one that is not. The manager's branch is Andheri. */
    private static final String TABLE = """
            what                                  admin    manager  cre      ps       seller   viewer
            GET    lead                           200 200  200 404  200 404  200 404  200 404  200 404
            GET    lead/follow-ups                200 200  200 404  200 404  200 404  200 404  200 404
            GET    lead/calls                     200 200  200 404  200 404  200 404  200 404  200 404
            GET    lead/touches                   200 200  200 404  200 404  200 404  200 404  200 404
            GET    lead/merges                    200 200  200 404  200 404  200 404  200 404  200 404
            PATCH  lead                           200 200  200 404  200 404  200 404  200 404  403 403
            POST   lead/follow-ups                201 201  201 404  201 404  201 404  201 404  403 403
            POST   lead/calls                     201 201  201 404  201 404  201 404  201 404  403 403
            DELETE lead/follow-ups/last           204 204  204 404  204 404  204 404  204 404  403 403
            DELETE lead                           204 204  204 404  403 403  403 403  403 403  403 403
            """;

    private static final Map<String, Object> BODIES = Map.of(
            "PATCH lead", Map.of("city", "Pune"),
            "POST lead/follow-ups", Map.of("outcome", "no_answer"),
            "POST lead/calls", Map.of("direction", "outbound", "outcome", "busy"));

    private final Fixtures.Workspace workspace = Fixtures.workspace();

    @BeforeEach
    void giveTheManagerAndTheViewerABranch() {
        for (Role role : List.of(Role.MANAGER, Role.VIEWER)) {
            workspace
                    .admin()
                    .patch("/api/users/" + workspace.person(role).id(), Map.of("branch", "Andheri"))
                    .expect(200);
        }
    }

    /** A lead that is somebody's, or nobody's but the administrator's. */
    private String lead(Role role, boolean theirs) {
        Map<String, Object> besides = new HashMap<>();
        if (theirs) {
            String id = workspace.person(role).id().toString();
            switch (role) {
                case CRE -> besides.put("creId", id);
                case PS, SELLER -> besides.put("psId", id);
                case MANAGER, VIEWER -> besides.put("branch", "andheri");
                case ADMIN -> {}
            }
        } else {
            besides.put("branch", "Bandra");
        }
        return Desk.uid(workspace.admin(), besides);
    }

    @TestFactory
    List<DynamicTest> everyRoleSeesAndChangesItsOwn() {
        List<String[]> rows =
                TABLE.lines().map(line -> line.strip().split(" +")).toList();
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] row : rows.subList(1, rows.size())) {
            for (int column = 1; column < rows.getFirst().length; column++) {
                Role role = Role.of(rows.getFirst()[column]);
                for (boolean theirs : List.of(true, false)) {
                    int expected = Integer.parseInt(row[2 * column + (theirs ? 0 : 1)]);
                    tests.add(dynamicTest(
                            role.label() + ": " + row[0] + " " + row[1] + (theirs ? " of theirs" : " of others"),
                            () -> check(role, row[0], row[1], theirs, expected)));
                }
            }
        }
        return tests;
    }

    private void check(Role role, String method, String what, boolean theirs, int expected) {
        Http http = workspace.person(role).http();
        String uid = lead(role, theirs);
        String path = "/api/leads/" + what.replaceFirst("lead", uid);
        if (path.endsWith("/last")) {
            path = path.replaceFirst("last$", followUp(uid));
        }
        http.send(method, path, BODIES.get(method + " " + what)).expect(expected);
    }

    private String followUp(String uid) {
        return workspace
                .admin()
                .post("/api/leads/" + uid + "/follow-ups", Map.of("outcome", "busy"))
                .expect(201)
                .json()
                .at("/followUp/id")
                .asString();
    }

    @Test
    void listsSearchAndFiguresShowWhatOneSees() {
        for (Role role : Role.values()) {
            String theirs = lead(role, true);
            String others = lead(role == Role.PS ? Role.CRE : Role.PS, true);
            Http http = workspace.person(role).http();
            List<String> listed = Desk.uids(http, "/api/leads?limit=100");
            assertThat(listed).as(role.label()).contains(theirs);
            String exported = http.get("/api/leads/export").expect(200).text();
            assertThat(exported).as(role.label()).contains(theirs);
            JsonNode hits = http.get("/api/search?type=lead&q=" + others).json().path("data");
            if (role == Role.ADMIN) {
                assertThat(listed).contains(others);
                assertThat(exported).contains(others);
                assertThat(hits.size()).isEqualTo(1);
            } else {
                assertThat(listed).as(role.label()).doesNotContain(others);
                assertThat(exported).as(role.label()).doesNotContain(others);
                assertThat(hits.isEmpty()).as(role.label()).isTrue();
            }
            assertThat(http.get("/api/search?type=lead&q=" + theirs)
                            .json()
                            .at("/data/0/name")
                            .asString())
                    .isEqualTo("Asha Kulkarni");
            int total = http.get("/api/leads").json().at("/pagination/total").asInt();
            assertThat(total).isEqualTo(listed.size());
            assertThat(http.get("/api/leads/stats").json().at("/totals/leads").asInt())
                    .as("figures of a %s", role.label())
                    .isEqualTo(total);
        }
    }

    @Test
    void whoFollowsUpKeepsWhatTheyEnterAndACreTakesIt() {
        String ps = workspace.person(Role.PS).id().toString();
        assertThat(Desk.lead(workspace.person(Role.PS).http(), Map.of())
                        .path("psId")
                        .asString())
                .isEqualTo(ps);
        assertThat(Desk.lead(workspace.person(Role.CRE).http(), Map.of())
                        .path("creId")
                        .asString())
                .isEqualTo(workspace.person(Role.CRE).id().toString());
        assertThat(Desk.lead(workspace.manager(), Map.of()).path("branch").asString())
                .isEqualTo("Andheri");
        Desk.enquire(workspace.viewer(), Map.of()).expect(403);
    }
}
