package brisk.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Totals that are kept are the totals that counting would give, whatever people do at the same time. */
class AggregatesTest {
    private static final long SEED = 20_261_121;
    private static final int PEOPLE = 4;
    private static final int STEPS = 90;

    private static final TestServer server = TestServer.start(Map.of());

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Fixtures.Workspace neighbours = Fixtures.workspace(server);
    private final Aggregates aggregates = new Aggregates(server.app().database(), server.clock());

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void afterAnyHistoryTheTotalsAreThoseOfTheRows() throws Exception {
        var office = new RandomOffice(workspace);
        var nextDoor = new RandomOffice(neighbours);
        work(office, nextDoor);
        assertTotals("seed " + SEED + ", before the fold");
        aggregates.fold(new Trace());
        assertTotals("seed " + SEED + ", after the fold");

        office.removeStage();
        office.importContacts(new Random(SEED));
        office.work(new Random(SEED + PEOPLE), STEPS);
        assertTotals("seed " + SEED + ", with new changes over folded ones");

        server.advance(Duration.ofDays(20));
        aggregates.fold(new Trace());
        assertThat(oldestKept())
                .isLessThan(Aggregates.oldestBucket(server.clock().instant()));
        aggregates.prune(new Trace());
        assertTotals("seed " + SEED + ", after the hours of three weeks were forgotten");
        assertThat(oldestKept())
                .isGreaterThanOrEqualTo(Aggregates.oldestBucket(server.clock().instant()));
    }

    private void work(RandomOffice office, RandomOffice nextDoor) throws InterruptedException, ExecutionException {
        try (var people = Executors.newFixedThreadPool(2 * PEOPLE + 2)) {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                var dice = new Random(SEED + i);
                working.add(people.submit(() -> office.work(dice, STEPS)));
            }
            var desk = new RandomDesk(workspace);
            for (int i = 0; i < PEOPLE; i++) {
                var dice = new Random(2 * SEED + i);
                working.add(people.submit(() -> desk.work(dice, STEPS)));
            }
            working.add(people.submit(() -> nextDoor.work(new Random(SEED), STEPS / 2)));
            working.add(people.submit(() -> {
                for (int i = 0; i < 10; i++) {
                    aggregates.fold(new Trace()); // while they write
                }
            }));
            for (Future<?> each : working) {
                each.get();
            }
        }
    }

    private void assertTotals(String when) throws SQLException {
        String oldest = Aggregates.oldestBucket(server.clock().instant());
        for (Fixtures.Workspace each : List.of(workspace, neighbours)) {
            Map<String, String> counted = TotalsOfRows.counted(server.db(), each.id(), oldest);
            assertThat(counted).as("the rows have something to count").hasSizeGreaterThan(100);
            assertThat(TotalsOfRows.kept(server.db(), each.id(), oldest))
                    .as(when)
                    .isEqualTo(counted);
            for (var person : each.people().values()) {
                assertThat(companiesWithDeals(each, "?ownerId=" + person.id()))
                        .as(when)
                        .isEqualTo(different(counted, person.id().toString()));
            }
            assertThat(companiesWithDeals(each, "")).as(when).isEqualTo(different(counted, ""));
        }
    }

    private static long companiesWithDeals(Fixtures.Workspace workspace, String query) {
        JsonNode dashboard =
                workspace.admin().get("/api/dashboard" + query).expect(200).json();
        return dashboard.at("/overview/companies/companies_with_deals").asLong();
    }

    private static long different(Map<String, String> counted, String whose) {
        return counted.keySet().stream()
                .filter(key -> key.startsWith("deals company* " + whose + "|"))
                .count();
    }

    private String oldestKept() {
        return server.app()
                .database()
                .read(
                        new Trace(),
                        handle -> handle.createQuery("""
                SELECT min(split_part(a.key, '|', 2) COLLATE "C") FROM aggregates a
                WHERE a.workspace_id = :workspaceId AND a.dimension IN ('hour', 'quarter') AND a.amount <> 0
                """)
                                .bind("workspaceId", workspace.id())
                                .mapTo(String.class)
                                .one());
    }
}
