package brisk.deals;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.db.Figures;
import brisk.platform.db.Sums;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.DateRange;
import brisk.platform.http.Json;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How deals go through a pipeline: one statement over aggregates, whatever their number. */
final class PipelineStats {
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Period USUAL_PERIOD = Period.ofYears(1);
    private static final Period LONGEST_PERIOD = Period.ofYears(10);

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;

    PipelineStats(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    /** Days and months are the workspace's; what is remembered is remembered for its day. */
    Answer read(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query("ownerId", "pipelineId", "from", "to");
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, caller.workspaceZone());
        UUID ownerId = query.id("ownerId");
        UUID pipelineId = query.id("pipelineId");
        DateRange period = DateRange.of(query, today, USUAL_PERIOD, LONGEST_PERIOD);
        return reads.shared(
                request,
                "pipeline-stats@" + today,
                query,
                TTL,
                List.of(Deals.all(caller.workspaceId()), Topic.all(caller.workspaceId(), "pipelines")),
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> {
                            Figures figures = figures(handle, caller, ownerId, pipelineId, period);
                            return Json.bytes(json(figures, period, today, now));
                        }),
                        0));
    }

    private static Figures figures(
            Handle handle, Caller caller, @Nullable UUID ownerId, @Nullable UUID pipelineId, DateRange period) {
        var sums = new Sums();
        SalesFigures.now(sums, ownerId);
        SalesFigures.moves(sums, ownerId, period.from(), period.to());
        SalesFigures.closed(sums, "closed", ownerId, period.from(), period.to());
        SalesFigures.created(sums, "created", ownerId, period.from(), period.to());
        return Figures.read(sums.bind(handle.createQuery("WITH " + Sums.SQL + """
                , pipeline AS (
                    SELECT p.id, p.name, p.position FROM pipelines p
                    WHERE p.workspace_id = :workspaceId AND p.deleted_at IS NULL
                      AND (CAST(:pipelineId AS uuid) IS NULL OR p.id = CAST(:pipelineId AS uuid))
                    ORDER BY p.position, p.id
                    LIMIT 1
                )
                SELECT part, key, amount, value, seconds FROM sums
                UNION ALL
                """ + SalesFigures.STAGES))
                .bind("workspaceId", caller.workspaceId())
                .bind("pipelineId", pipelineId));
    }

    private static Map<String, Object> json(Figures figures, DateRange period, LocalDate today, Instant now) {
        var sales = new SalesFigures(figures);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pipeline", sales.pipelines().stream().findFirst().orElse(null));
        json.put("period", period.json());
        json.put(
                "stages",
                sales.stages().stream()
                        .map(stage -> sales.stageWithMoves(stage, now))
                        .toList());
        json.put("totals", totals(sales, now));
        json.put("forecast", sales.forecast(YearMonth.from(today)));
        return json;
    }

    private static Map<String, Object> totals(SalesFigures sales, Instant now) {
        CurrencyTotals open = sales.open();
        CurrencyTotals won = sales.closed("closed", "won");
        CurrencyTotals lost = sales.closed("closed", "lost");
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put(
                "open",
                with(SalesFigures.counted(open, true), "averageAgeDays", open.averageAgeDays(now.getEpochSecond())));
        totals.put("created", SalesFigures.counted(sales.created("created"), false));
        totals.put("won", with(SalesFigures.counted(won, false), "averageCycleDays", won.averageDays()));
        totals.put("lost", with(SalesFigures.counted(lost, false), "averageCycleDays", lost.averageDays()));
        totals.put("winRate", SalesFigures.rate(won.count(), won.count() + lost.count()));
        totals.put("velocity", SalesFigures.velocity(open, won, lost));
        return totals;
    }

    private static Map<String, Object> with(Map<String, Object> json, String name, @Nullable Object value) {
        json.put(name, value);
        return json;
    }
}
