package brisk.dashboard;

import brisk.deals.CurrencyTotals;
import brisk.deals.SalesFigures;
import brisk.deals.SalesFigures.Pipeline;
import brisk.platform.db.Aggregates;
import brisk.platform.db.Figures;
import brisk.platform.db.Sums;
import brisk.platform.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The figures of a dashboard, in one statement over aggregates. */
final class Overview {
    private final Caller caller;
    private final @Nullable UUID ownerId;
    private final @Nullable UUID pipelineId;
    private final Period period;
    private final ActivityDays activities;
    private final Instant now;

    /** @param ownerId whose figures; null for everybody's */
    Overview(
            Caller caller,
            @Nullable UUID ownerId,
            @Nullable UUID pipelineId,
            Period period,
            ActivityDays activities,
            Instant now) {
        this.caller = caller;
        this.ownerId = ownerId;
        this.pipelineId = pipelineId;
        this.period = period;
        this.activities = activities;
        this.now = now;
    }

    Period period() {
        return period;
    }

    Map<String, Object> read(Handle handle) {
        String whose = ownerId == null ? "" : ownerId.toString();
        var sums = new Sums();
        SalesFigures.now(sums, ownerId);
        SalesFigures.moves(sums, ownerId, period.from(), period.to());
        happened(sums, "", period.from(), period.to());
        happened(sums, "-previous", period.previousFrom(), period.previousTo());
        happened(sums, "-previousToDate", period.previousFrom(), period.previousToDate());
        activities.addTo(sums, whose);
        if (ownerId == null) {
            sums.one("companies", "companies", "total", "");
        } else {
            sums.one("companies", "companies", "owner", whose);
        }
        return json(Figures.read(sums.bind(handle.createQuery("WITH " + Sums.SQL
                        + """
                , pipeline AS (
                    SELECT p.id, p.name, p.position FROM pipelines p
                    WHERE p.workspace_id = :workspaceId AND p.deleted_at IS NULL
                      AND (CAST(:pipelineId AS uuid) IS NULL OR p.id = CAST(:pipelineId AS uuid))
                )
                SELECT part, key, amount, value, seconds FROM sums
                UNION ALL
                SELECT 'withDeals', '', %s, 0, 0
                UNION ALL
                """.formatted(Aggregates.different("deals", "company")) + SalesFigures.STAGES))
                .bind("workspaceId", caller.workspaceId())
                .bind("pipelineId", pipelineId)
                .bind("countedScope", whose)));
    }

    private void happened(Sums sums, String when, LocalDate from, LocalDate to) {
        SalesFigures.closed(sums, "closed" + when, ownerId, from, to);
        SalesFigures.created(sums, "created" + when, ownerId, from, to);
    }

    private Map<String, Object> json(Figures figures) {
        var sales = new SalesFigures(figures);
        Map<String, Object> companies = new LinkedHashMap<>();
        companies.put("total_companies", figures.amount("companies"));
        companies.put("companies_with_deals", figures.amount("withDeals"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("deals", deals(sales));
        json.put("activities", activities.json(figures));
        json.put("companies", companies);
        json.put("pipeline", pipeline(sales));
        return json;
    }

    private Map<String, Object> deals(SalesFigures sales) {
        CurrencyTotals open = sales.open();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "total_deals",
                open.count()
                        + sales.ofKind("won").count()
                        + sales.ofKind("lost").count());
        json.put("open_deals", open.count());
        json.put("pipeline_value", open.json(true));
        json.put("average_age_days", open.averageAgeDays(now.getEpochSecond()));
        json.put("created", compared(when -> sales.created("created" + when)));
        json.put("won", compared(when -> sales.closed("closed" + when, "won")));
        json.put("lost", compared(when -> sales.closed("closed" + when, "lost")));
        Map<String, Object> winRate = new LinkedHashMap<>();
        for (String when : List.of("", "previous", "previousToDate")) {
            winRate.put(
                    when.isEmpty() ? "current" : when, winRate(sales, "closed" + (when.isEmpty() ? "" : "-" + when)));
        }
        json.put("win_rate", winRate);
        json.put("forecast", sales.forecast(YearMonth.from(period.to())));
        return json;
    }

    private static @Nullable Double winRate(SalesFigures sales, String part) {
        long won = sales.closed(part, "won").count();
        return SalesFigures.rate(won, won + sales.closed(part, "lost").count());
    }

    /** Count and totals of this period, of the whole one before, and of as much of it as there is of this one. */
    private static Map<String, Object> compared(Function<String, CurrencyTotals> totals) {
        Map<String, Object> json = SalesFigures.counted(totals.apply(""), false);
        json.put("previous", SalesFigures.counted(totals.apply("-previous"), false));
        json.put("previousToDate", SalesFigures.counted(totals.apply("-previousToDate"), false));
        return json;
    }

    /** The one that was asked for, or the default one. */
    private @Nullable Map<String, Object> pipeline(SalesFigures sales) {
        Pipeline pipeline = sales.pipelines().stream().findFirst().orElse(null);
        if (pipeline == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", pipeline.id());
        json.put("name", pipeline.name());
        json.put(
                "stages",
                sales.stages().stream()
                        .filter(stage -> stage.pipelineId().equals(pipeline.id()))
                        .map(stage -> sales.stageWithMoves(stage, now))
                        .toList());
        return json;
    }
}
