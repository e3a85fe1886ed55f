package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestServer;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A rule assigns within its hours and on its days, in the time zone of the workspace. */
class WorkingHoursTest {
    private static final TestServer server = TestServer.start(Map.of());
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Http admin = workspace.admin();
    private final String ps = workspace.person(Role.PS).id().toString();

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ZonedDateTime now() {
        return server.clock().instant().atZone(ZoneId.of("Europe/Berlin"));
    }

    private void rule(Map<String, ?> when) {
        var rule = new java.util.HashMap<String, Object>(
                Map.of("name", "Rule", "strategy", "round_robin", "memberIds", List.of(ps)));
        rule.putAll(when);
        admin.post("/api/lead-rules", rule).expect(201);
    }

    private boolean isAssigned() {
        return Desk.lead(admin, Map.of()).path("psId").asString("").equals(ps);
    }

    @Test
    void outsideItsHoursARuleAssignsNobody() {
        rule(Map.of(
                "fromTime", now().plusHours(2).format(TIME),
                "toTime", now().plusHours(4).format(TIME)));
        assertThat(isAssigned()).as("before").isFalse();
        server.advance(Duration.ofHours(3));
        assertThat(isAssigned()).as("within").isTrue();
        server.advance(Duration.ofHours(2));
        assertThat(isAssigned()).as("after").isFalse();
        server.advance(Duration.ofHours(22));
        assertThat(isAssigned()).as("within, on the next day").isTrue();
    }

    @Test
    void onOtherDaysARuleAssignsNobody() {
        rule(Map.of("days", List.of(now().plusDays(2).getDayOfWeek().getValue())));
        for (boolean expected : List.of(false, false, true, false)) {
            assertThat(isAssigned()).as(now().toString()).isEqualTo(expected);
            server.advance(Duration.ofDays(1));
        }
    }
}
