package brisk.bench.usual;

import static brisk.bench.usual.Call.member;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dashboard and pipeline: one figure after the other, each with a statement of its own, and money added up in code. */
final class Figures {
    private static final int DAYS = 30;

    private Figures() {}

    /** Everybody's figures, or those of an owner. */
    static Object dashboard(Call call) throws Exception {
        ZonedDays days = ZonedDays.ofWorkspace(call);
        ZonedDays ownDays = new ZonedDays(call.zone());
        LocalDate today = days.today();
        LocalDate month = today.withDayOfMonth(1);
        Map<String, Object> overview = new LinkedHashMap<>();
        overview.put("deals", deals(call, days, month, today));
        overview.put("activities", activities(call, ownDays, ownDays.today()));
        overview.put("companies", companies(call));
        Map<String, @Nullable Object> pipeline = firstPipeline(call);
        overview.put("pipeline", Map.of("id", member(pipeline, "id"), "stages", stages(call, pipeline)));
        return Map.of("overview", overview, "recent", recent(call, ownDays, ownDays.today()));
    }

    /** Habit: each count is a statement of its own, one after the other. */
    private static Map<String, Object> deals(Call call, ZonedDays days, LocalDate month, LocalDate today)
            throws Exception {
        Map<String, Object> deals = new LinkedHashMap<>();
        deals.put("total_deals", count(call, "deals", ""));
        deals.put("open_deals", count(call, "deals", " AND status = 'open'"));
        // Habit: the rows are fetched to add up their values.
        deals.put("pipeline_value", sums(rows(call, "deals", " AND status = 'open'")));
        for (String status : List.of("won", "lost")) {
            Map<String, Object> closed = new LinkedHashMap<>();
            String condition = " AND status = '" + status + "' AND closed_at >= ? AND closed_at < ?";
            closed.put("count", count(call, "deals", condition, days.start(month), days.end(today)));
            closed.put("totals", sums(rows(call, "deals", condition, days.start(month), days.end(today))));
            LocalDate before = month.minusMonths(1);
            closed.put(
                    "previous",
                    Map.of("count", count(call, "deals", condition, days.start(before), days.end(month.minusDays(1)))));
            deals.put(status, closed);
        }
        String created = " AND created_at >= ? AND created_at < ?";
        deals.put("created", Map.of("count", count(call, "deals", created, days.start(month), days.end(today))));
        return deals;
    }

    private static Map<String, Object> activities(Call call, ZonedDays days, LocalDate today) throws Exception {
        String when = " AND occurred_at >= ? AND occurred_at < ?";
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("today_activities", count(call, "activities", when, days.start(today), days.end(today)));
        LocalDate yesterday = today.minusDays(1);
        json.put("yesterday_activities", count(call, "activities", when, days.start(yesterday), days.end(yesterday)));
        json.put("week_activities", count(call, "activities", when, days.start(monday), days.end(monday.plusDays(6))));
        json.put(
                "last_week_activities",
                count(call, "activities", when, days.start(monday.minusWeeks(1)), days.end(monday.minusDays(1))));
        List<Map<String, Object>> list = new ArrayList<>();
        // Habit: a statement for each bar of a chart.
        for (LocalDate day = today.minusDays(DAYS - 1); !day.isAfter(today); day = day.plusDays(1)) {
            list.add(Map.of(
                    "day", day.toString(), "count", count(call, "activities", when, days.start(day), days.end(day))));
        }
        json.put("days", list);
        return json;
    }

    private static Map<String, Object> companies(Call call) throws Exception {
        // Habit: different ones are told apart in code, over all rows.
        Set<String> withDeals = new HashSet<>();
        for (Map<String, @Nullable Object> deal : rows(call, "deals", " AND company_id IS NOT NULL")) {
            withDeals.add(member(deal, "companyId"));
        }
        return Map.of("total_companies", count(call, "companies", ""), "companies_with_deals", withDeals.size());
    }

    private static Map<String, Object> recent(Call call, ZonedDays days, LocalDate today) throws Exception {
        Map<String, Object> recent = new LinkedHashMap<>();
        List<Map<String, @Nullable Object>> activities = call.session()
                .rows(
                        "SELECT * FROM activities WHERE workspace_id = ? AND deleted_at IS NULL AND occurred_at <= now()"
                                + owner(call) + " ORDER BY occurred_at DESC, id DESC LIMIT 10",
                        values(call));
        for (Map<String, @Nullable Object> activity : activities) {
            call.attach(activity, "contact", "contactId", "contacts");
            call.attach(activity, "company", "companyId", "companies");
            call.attach(activity, "deal", "dealId", "deals");
            call.attach(activity, "owner", "ownerId", "users");
        }
        recent.put("activities", activities);
        UUID tasksOf = call.text("ownerId").isEmpty() ? call.user() : UUID.fromString(call.text("ownerId"));
        List<Map<String, @Nullable Object>> tasks = call.session()
                .rows(
                        "SELECT * FROM reminders WHERE workspace_id = ? AND user_id = ? AND deleted_at IS NULL"
                                + " AND state <> 'done' AND due_at >= ? ORDER BY due_at, id LIMIT 5",
                        call.workspace(),
                        tasksOf,
                        days.start(today));
        for (Map<String, @Nullable Object> task : tasks) {
            call.attach(task, "contact", "contactId", "contacts");
            call.attach(task, "company", "companyId", "companies");
            call.attach(task, "deal", "dealId", "deals");
        }
        recent.put("tasks", tasks);
        return recent;
    }

    /** How deals go through the first pipeline, over the last twelve months. */
    static Object pipelineStats(Call call) throws Exception {
        ZonedDays days = ZonedDays.ofWorkspace(call);
        LocalDate today = days.today();
        LocalDate from = today.minusYears(1).plusDays(1);
        Map<String, @Nullable Object> pipeline = firstPipeline(call);
        UUID id = UUID.fromString(member(pipeline, "id"));
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("open", counted(rows(call, "deals", " AND pipeline_id = ? AND status = 'open'", id)));
        totals.put(
                "created",
                counted(rows(
                        call,
                        "deals",
                        " AND pipeline_id = ? AND created_at >= ? AND created_at < ?",
                        id,
                        days.start(from),
                        days.end(today))));
        for (String status : List.of("won", "lost")) {
            totals.put(
                    status,
                    counted(rows(
                            call,
                            "deals",
                            " AND pipeline_id = ? AND status = ? AND closed_at >= ? AND closed_at < ?",
                            id,
                            status,
                            days.start(from),
                            days.end(today))));
        }
        List<Map<String, Object>> stages = stages(call, pipeline);
        for (Map<String, Object> stage : stages) {
            String moved = " AND NOT deleted AND at >= ? AND at < ?";
            UUID stageId = UUID.fromString(String.valueOf(stage.get("id")));
            stage.put(
                    "entered",
                    ofMoves(
                            call,
                            " AND to_stage_id = ? AND NOT again" + moved,
                            stageId,
                            days.start(from),
                            days.end(today)));
            stage.put(
                    "wentBack",
                    ofMoves(
                            call,
                            " AND from_stage_id = ? AND outcome = 'back'" + moved,
                            stageId,
                            days.start(from),
                            days.end(today)));
            stage.put(
                    "advanced",
                    ofMoves(
                            call,
                            " AND from_stage_id = ? AND outcome IN ('forward', 'won')" + moved,
                            stageId,
                            days.start(from),
                            days.end(today)));
        }
        return Map.of("stages", stages, "totals", totals);
    }

    private static long ofMoves(Call call, String condition, Object... more) throws Exception {
        return call.session()
                .number(
                        "SELECT count(*) FROM deal_moves WHERE workspace_id = ?" + owner(call) + condition,
                        values(call, more));
    }

    private static Map<String, @Nullable Object> firstPipeline(Call call) throws Exception {
        return Objects.requireNonNull(call.session()
                .one(
                        "SELECT * FROM pipelines WHERE workspace_id = ? AND deleted_at IS NULL ORDER BY position, id LIMIT 1",
                        call.workspace()));
    }

    /** Habit: a count and all rows of each stage. */
    private static List<Map<String, Object>> stages(Call call, Map<String, @Nullable Object> pipeline)
            throws Exception {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Map<String, @Nullable Object> stage : call.session()
                .rows(
                        "SELECT * FROM pipeline_stages WHERE workspace_id = ? AND pipeline_id = ? AND removed_at IS NULL"
                                + " ORDER BY position, id",
                        call.workspace(),
                        UUID.fromString(member(pipeline, "id")))) {
            UUID id = UUID.fromString(member(stage, "id"));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", member(stage, "id"));
            json.put("name", member(stage, "name"));
            json.put("count", count(call, "deals", " AND stage_id = ?", id));
            json.put("totals", sums(rows(call, "deals", " AND stage_id = ?", id)));
            list.add(json);
        }
        return list;
    }

    /** Habit: a bulk change is a loop over single ones, each looked up, saved and read again. */
    static Object bulk(Call call) throws Exception {
        UUID owner = UUID.fromString(call.body().at("/updates/ownerId").asString());
        List<Map<String, Object>> results = new ArrayList<>();
        for (var id : call.body().path("dealIds")) {
            UUID dealId = UUID.fromString(id.asString());
            call.session().one("SELECT * FROM users WHERE workspace_id = ? AND id = ?", call.workspace(), owner);
            call.session()
                    .one(
                            "SELECT * FROM deals WHERE workspace_id = ? AND id = ? AND deleted_at IS NULL",
                            call.workspace(),
                            dealId);
            call.session()
                    .update(
                            "UPDATE deals SET owner_id = ?, changed_by = ?, version = version + 1, updated_at = now()"
                                    + " WHERE workspace_id = ? AND id = ?",
                            owner,
                            call.user(),
                            call.workspace(),
                            dealId);
            call.session().one("SELECT * FROM deals WHERE workspace_id = ? AND id = ?", call.workspace(), dealId);
            results.add(Map.of("id", dealId.toString(), "result", "updated"));
        }
        return Map.of("results", results);
    }

    private static String owner(Call call) {
        return call.text("ownerId").isEmpty() ? "" : " AND owner_id = ?";
    }

    private static Object[] values(Call call, Object... more) {
        List<Object> values = new ArrayList<>(List.of(call.workspace()));
        if (!call.text("ownerId").isEmpty()) {
            values.add(UUID.fromString(call.text("ownerId")));
        }
        values.addAll(List.of(more));
        return values.toArray();
    }

    private static long count(Call call, String table, String condition, Object... more) throws Exception {
        return call.session()
                .number(
                        "SELECT count(*) FROM " + table + " WHERE workspace_id = ?" + owner(call)
                                + " AND deleted_at IS NULL" + condition,
                        values(call, more));
    }

    private static List<Map<String, @Nullable Object>> rows(Call call, String table, String condition, Object... more)
            throws Exception {
        return call.session()
                .rows(
                        "SELECT * FROM " + table + " WHERE workspace_id = ?" + owner(call) + " AND deleted_at IS NULL"
                                + condition,
                        values(call, more));
    }

    private static Map<String, Object> counted(List<Map<String, @Nullable Object>> deals) {
        return Map.of("count", deals.size(), "totals", sums(deals));
    }

    /** Money in code, by currency, the most frequent first. */
    private static List<Map<String, Object>> sums(List<Map<String, @Nullable Object>> deals) {
        Map<String, BigDecimal> values = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (Map<String, @Nullable Object> deal : deals) {
            BigDecimal value = deal.get("value") instanceof BigDecimal given ? given : BigDecimal.ZERO;
            values.merge(member(deal, "currency"), value, BigDecimal::add);
            counts.merge(member(deal, "currency"), 1, Integer::sum);
        }
        List<Map<String, Object>> list = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue()))
                .forEach(entry -> {
                    Map<String, Object> sum = new LinkedHashMap<>();
                    sum.put("currency", entry.getKey());
                    sum.put("count", entry.getValue());
                    BigDecimal value = values.getOrDefault(entry.getKey(), BigDecimal.ZERO);
                    sum.put("value", value.setScale(2, RoundingMode.HALF_UP).toPlainString());
                    list.add(sum);
                });
        return list;
    }

    /** Days of a time zone. */
    private record ZonedDays(ZoneId zone) {
        /** Sales are counted in the days of the workspace; habit: it is looked up once more to know them. */
        static ZonedDays ofWorkspace(Call call) throws Exception {
            Map<String, @Nullable Object> workspace = Objects.requireNonNull(
                    call.session().one("SELECT * FROM workspaces WHERE id = ?", call.workspace()));
            return new ZonedDays(ZoneId.of(member(workspace, "timeZone")));
        }

        LocalDate today() {
            return LocalDate.ofInstant(Instant.now(), zone);
        }

        Timestamp start(LocalDate day) {
            return Timestamp.from(day.atStartOfDay(zone).toInstant());
        }

        Timestamp end(LocalDate day) {
            return start(day.plusDays(1));
        }
    }
}
