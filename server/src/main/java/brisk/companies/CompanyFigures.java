package brisk.companies;

import brisk.deals.SalesFigures;
import brisk.deals.SalesFigures.Stage;
import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.db.Figures;
import brisk.platform.db.Figures.Entry;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Request;
import brisk.platform.records.RecordTable;
import brisk.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What a company means for sales. Its deals and activities are read from indexes that hold all that is needed of them, so the
 * cost is that of this company, whatever else is in the workspace. Months and days are those of the workspace's time zone.
 */
final class CompanyFigures {
    static final int MONTHS = 12;

    private static final Duration TTL = Duration.ofMinutes(5);

    private static final String COMPANY = """
            SELECT 'company' AS part, c.id || '|||' || c.name AS key, 0 AS amount, 0 AS value, 0 AS seconds
            FROM companies c
            WHERE c.workspace_id = :workspaceId AND c.id = :id AND c.deleted_at IS NULL
            """;

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;

    CompanyFigures(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    /** What it is remembered for is the day in which it is asked for: days since the last touch are counted from it. */
    Answer analytics(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        LocalDate today = LocalDate.ofInstant(clock.instant(), caller.workspaceZone());
        List<Topic> topics = new ArrayList<>(topics(caller, id));
        topics.add(Topic.broad(caller.workspaceId(), "activities"));
        topics.add(Topic.of(caller.workspaceId(), "activities", id));
        return reads.record(
                request,
                "company-analytics@" + today,
                id,
                request.query(),
                TTL,
                topics,
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> analytics(handle, caller, id, clock.instant(), today)),
                        0));
    }

    private static List<Topic> topics(Caller caller, UUID id) {
        UUID workspaceId = caller.workspaceId();
        return List.of(
                Companies.one(workspaceId, id),
                Topic.broad(workspaceId, "deals"),
                Topic.of(workspaceId, "deals", id),
                Topic.all(workspaceId, "pipelines"));
    }

    private static byte[] analytics(Handle handle, Caller caller, UUID id, Instant now, LocalDate today) {
        ZoneId zone = caller.workspaceZone();
        YearMonth first = YearMonth.from(today).minusMonths(MONTHS - 1);
        Instant begin = first.atDay(1).atStartOfDay(zone).toInstant();
        Figures figures = Figures.read(handle.createQuery(COMPANY + """
                UNION ALL
                SELECT 'closed', concat_ws('|', d.status, to_char(d.closed_at AT TIME ZONE :zone, 'YYYY-MM'), d.currency),
                       count(*), coalesce(sum(d.value), 0), 0
                FROM deals d
                WHERE d.workspace_id = :workspaceId AND d.company_id = :id AND d.deleted_at IS NULL AND d.status <> 'open'
                GROUP BY 2
                UNION ALL
                SELECT 'open', concat_ws('|', s.probability, d.currency), count(*), coalesce(sum(d.value), 0), 0
                FROM deals d
                JOIN pipeline_stages s ON s.workspace_id = d.workspace_id AND s.id = d.stage_id
                WHERE d.workspace_id = :workspaceId AND d.company_id = :id AND d.deleted_at IS NULL AND d.status = 'open'
                GROUP BY 2
                UNION ALL
                SELECT 'activity', concat_ws('|', a.kind, to_char(a.occurred_at AT TIME ZONE :zone, 'YYYY-MM')), count(*), 0, 0
                FROM activities a
                WHERE a.workspace_id = :workspaceId AND a.company_id = :id AND a.deleted_at IS NULL
                  AND a.occurred_at >= :begin AND a.occurred_at < :end
                GROUP BY 2
                UNION ALL
                SELECT 'touch', coalesce(a.direction, 'none'), count(*), 0, 0
                FROM activities a
                WHERE a.workspace_id = :workspaceId AND a.company_id = :id AND a.deleted_at IS NULL AND a.kind <> 'note'
                  AND a.occurred_at >= :recently AND a.occurred_at <= :now
                GROUP BY 2
                UNION ALL
                (SELECT 'last', '', 0, 0, floor(extract(epoch FROM a.occurred_at))
                 FROM activities a
                 WHERE a.workspace_id = :workspaceId AND a.company_id = :id AND a.deleted_at IS NULL AND a.kind <> 'note'
                   AND a.occurred_at <= :now
                 ORDER BY a.occurred_at DESC, a.id DESC
                 LIMIT 1)
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("zone", zone.getId())
                .bind("begin", RecordTable.utc(begin))
                .bind(
                        "end",
                        RecordTable.utc(first.plusMonths(MONTHS)
                                .atDay(1)
                                .atStartOfDay(zone)
                                .toInstant()))
                .bind("recently", RecordTable.utc(now.minus(Engagement.RECENTLY)))
                .bind("now", RecordTable.utc(now)));
        return Json.bytes(new CompanyAnalytics(figures, first, today, zone).json(company(figures)));
    }

    private static Map<String, Object> company(Figures figures) {
        Entry company = figures.of("company").stream().findFirst().orElseThrow(() -> Problem.notFound("The company"));
        return Map.of("id", company.key(0), "name", company.key(3));
    }

    Answer dealsSummary(Request request) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        return reads.record(
                request,
                "company-deals-summary",
                id,
                request.query(),
                TTL,
                topics(caller, id),
                () -> CachedBody.of(database.read(request.trace(), handle -> dealsSummary(handle, caller, id)), 0));
    }

    private static byte[] dealsSummary(Handle handle, Caller caller, UUID id) {
        Figures figures = Figures.read(handle.createQuery("""
                WITH counted AS (
                    SELECT d.stage_id, d.currency, count(*) AS deals, coalesce(sum(d.value), 0) AS value
                    FROM deals d
                    WHERE d.workspace_id = :workspaceId AND d.company_id = :id AND d.deleted_at IS NULL
                    GROUP BY d.stage_id, d.currency
                ), pipeline AS (
                    SELECT p.id, p.name, p.position
                    FROM pipelines p
                    WHERE p.workspace_id = :workspaceId AND p.id IN (
                        SELECT s.pipeline_id FROM pipeline_stages s, counted
                        WHERE s.workspace_id = :workspaceId AND s.id = counted.stage_id)
                )
                """ + COMPANY + """
                UNION ALL
                SELECT 'stage', stage_id || '|' || currency, deals, value, 0 FROM counted
                UNION ALL
                """ + SalesFigures.STAGES)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id));
        var sales = new SalesFigures(figures);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("company", company(figures));
        json.put("count", figures.amount("stage"));
        Map<String, Object> statuses = new LinkedHashMap<>();
        for (String kind : List.of("open", "won", "lost")) {
            statuses.put(kind, SalesFigures.counted(sales.ofKind(kind), kind.equals("open")));
        }
        json.put("statuses", statuses);
        json.put(
                "pipelines",
                sales.pipelines().stream()
                        .map(pipeline -> pipeline(sales, pipeline))
                        .toList());
        return Json.bytes(json);
    }

    private static Map<String, Object> pipeline(SalesFigures sales, SalesFigures.Pipeline pipeline) {
        List<Stage> stages = sales.stages().stream()
                .filter(stage -> stage.pipelineId().equals(pipeline.id()))
                .toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", pipeline.id());
        json.put("name", pipeline.name());
        json.put("stages", stages.stream().map(sales::stage).toList());
        return json;
    }
}
