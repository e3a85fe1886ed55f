package brisk.deals;

import brisk.platform.db.Figures;
import brisk.platform.db.Figures.Entry;
import brisk.platform.db.Sums;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of sales, made of the aggregates of deals and of their moves through stages; the formulas stand here and in the
 * contract. All of them are of the stages and pipelines that were read, and of one owner or of everybody.
 */
public final class SalesFigures {
    /** How many months a forecast names, beginning with this one. */
    private static final int MONTHS_AHEAD = 12;

    private static final int SECONDS_PER_DAY = (int) Duration.ofDays(1).toSeconds();
    private static final double RATE_DIGITS = 10_000;

    /**
     * Stages as rows of {@link Figures}: key is id, kind, pipeline and name (a name may contain separators, so it is last), amount the probability, seconds the position. What
     * precedes it defines {@code pipeline} as the pipelines that are meant, with id, name and position.
     */
    public static final String STAGES = """
            SELECT 'pipeline', pipeline.id || '|||' || pipeline.name, 0, 0, pipeline.position FROM pipeline
            UNION ALL
            SELECT 'stages', concat_ws('|', s.id, s.kind, s.pipeline_id, s.name), s.probability, 0, s.position
            FROM pipeline
            JOIN pipeline_stages s ON s.workspace_id = :workspaceId AND s.pipeline_id = pipeline.id AND s.removed_at IS NULL
            """;

    /** One stage as it is now. */
    public record Stage(String id, String name, String kind, int probability, String pipelineId, long position) {}

    /** One pipeline that is meant. */
    public record Pipeline(String id, String name) {}

    private final Figures figures;
    private final List<Stage> stages;
    private final Map<String, Stage> stageById;
    private final Map<String, CurrencyTotals> inStage = new HashMap<>();

    public SalesFigures(Figures figures) {
        this.figures = figures;
        this.stages = figures.of("stages").stream()
                .map(row ->
                        new Stage(row.key(0), row.key(3), row.key(1), (int) row.amount(), row.key(2), row.seconds()))
                .sorted(Comparator.comparingLong(Stage::position).thenComparing(Stage::id))
                .toList();
        this.stageById = stages.stream().collect(Collectors.toMap(Stage::id, stage -> stage));
        for (Entry entry : figures.of("stage")) {
            Stage stage = stageById.get(entry.key(0));
            if (stage != null) {
                inStage.computeIfAbsent(stage.id(), id -> new CurrencyTotals())
                        .add(entry.key(1), entry, stage.probability());
            }
        }
    }

    /** What is read of the deals as they are now. */
    public static Sums now(Sums sums, @Nullable UUID ownerId) {
        return sums.all("stage", "deals", "stage", whose(ownerId) + "|")
                .all("forecast", "deals", "forecast", whose(ownerId) + "|");
    }

    /** What is read of the deals that were won or lost from one day to another. */
    public static Sums closed(Sums sums, String part, @Nullable UUID ownerId, LocalDate from, LocalDate to) {
        return sums.period(part, "deals", "closed", whose(ownerId), from, to);
    }

    /** What is read of the deals that were created from one day to another. */
    public static Sums created(Sums sums, String part, @Nullable UUID ownerId, LocalDate from, LocalDate to) {
        return sums.period(part, "deals", "created", whose(ownerId), from, to);
    }

    /** What is read of the moves from one day to another. */
    public static Sums moves(Sums sums, @Nullable UUID ownerId, LocalDate from, LocalDate to) {
        return sums.period("entered", "moves", "entered", whose(ownerId), from, to)
                .period("left", "moves", "left", whose(ownerId), from, to);
    }

    private static String whose(@Nullable UUID ownerId) {
        return ownerId == null ? "" : ownerId.toString();
    }

    public List<Stage> stages() {
        return stages;
    }

    /** In their order. */
    public List<Pipeline> pipelines() {
        return figures.of("pipeline").stream()
                .sorted(Comparator.comparingLong(Entry::seconds).thenComparing(row -> row.key(0)))
                .map(row -> new Pipeline(row.key(0), row.key(3)))
                .toList();
    }

    private boolean isMeant(String pipelineId) {
        return figures.of("pipeline").stream().anyMatch(row -> row.key(0).equals(pipelineId));
    }

    public CurrencyTotals in(Stage stage) {
        return inStage.getOrDefault(stage.id(), new CurrencyTotals());
    }

    /** All that is open. */
    public CurrencyTotals open() {
        return ofKind("open");
    }

    /** All in stages of one kind: open, won or lost. */
    public CurrencyTotals ofKind(String kind) {
        var totals = new CurrencyTotals();
        for (Entry entry : figures.of("stage")) {
            Stage stage = stageById.get(entry.key(0));
            if (stage != null && stage.kind().equals(kind)) {
                totals.add(entry.key(1), entry, stage.probability());
            }
        }
        return totals;
    }

    /** @param status won or lost */
    public CurrencyTotals closed(String part, String status) {
        var totals = new CurrencyTotals();
        for (Entry entry : figures.of(part)) {
            if (entry.key(0).equals(status) && isMeant(entry.key(1))) {
                totals.add(entry.key(2), entry, 100);
            }
        }
        return totals;
    }

    public CurrencyTotals created(String part) {
        var totals = new CurrencyTotals();
        for (Entry entry : figures.of(part)) {
            if (isMeant(entry.key(0))) {
                totals.add(entry.key(1), entry, 100);
            }
        }
        return totals;
    }

    /** A stage with what is in it: id, name, kind, probability, count and totals. */
    public Map<String, Object> stage(Stage stage) {
        CurrencyTotals totals = in(stage);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", stage.id());
        json.put("name", stage.name());
        json.put("kind", stage.kind());
        json.put("probability", stage.probability());
        json.put("count", totals.count());
        json.put("totals", totals.json(true));
        return json;
    }

    /** The same with how deals went through it; needs {@link #moves}. */
    public Map<String, Object> stageWithMoves(Stage stage, Instant now) {
        Map<String, Object> json = stage(stage);
        json.put(
                "averageAgeDays",
                stage.kind().equals("open")
                        ? in(stage).averageAgeDays(now.getEpochSecond())
                        : in(stage).averageDays());
        long entered = entered(stage, status -> true);
        long won = entered(stage, "won"::equals);
        long lost = entered(stage, "lost"::equals);
        List<Entry> left = figures.of("left").stream()
                .filter(entry -> entry.key(0).equals(stage.id()))
                .toList();
        long advanced = left(left, outcome -> outcome.equals("forward") || outcome.equals("won"));
        long leftForGood = advanced + left(left, "lost"::equals);
        long leavings = left(left, outcome -> true);
        json.put("entered", entered);
        json.put("advanced", advanced);
        json.put("lost", leftForGood - advanced);
        json.put("wentBack", left(left, "back"::equals));
        json.put("conversionRate", stage.kind().equals("open") ? rate(advanced, leftForGood) : null);
        json.put(
                "averageDaysInStage",
                CurrencyTotals.averageDays(
                        left.stream().mapToLong(Entry::seconds).sum(), leavings));
        json.put("winRate", stage.kind().equals("open") ? rate(won, won + lost) : null);
        return json;
    }

    private long entered(Stage stage, Predicate<String> status) {
        return figures.of("entered").stream()
                .filter(entry -> entry.key(0).equals(stage.id()) && status.test(entry.key(1)))
                .mapToLong(Entry::amount)
                .sum();
    }

    private static long left(List<Entry> left, Predicate<String> outcome) {
        return left.stream()
                .filter(entry -> outcome.test(entry.key(1)))
                .mapToLong(Entry::amount)
                .sum();
    }

    /** A share with four decimals; null of nothing. */
    public static @Nullable Double rate(long part, long whole) {
        return whole <= 0 ? null : Math.round((double) part / whole * RATE_DIGITS) / RATE_DIGITS;
    }

    /**
     * What the open deals bring per day, for each currency: open deals x win rate x average value of what was won / average days
     * from creation to winning (a day at least). Null where nothing was won in a currency.
     */
    static List<Map<String, Object>> velocity(CurrencyTotals open, CurrencyTotals won, CurrencyTotals lost) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (String currency : open.currencies()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("currency", currency);
            json.put("valuePerDay", velocity(open.of(currency), won.of(currency), lost.of(currency)));
            list.add(json);
        }
        return list;
    }

    private static @Nullable String velocity(CurrencyTotals.Sum open, CurrencyTotals.Sum won, CurrencyTotals.Sum lost) {
        if (won.count() == 0) {
            return null;
        }
        // won.value / won.count x won.count / (won + lost) x open.count x day / (won.seconds / won.count)
        BigDecimal seconds = BigDecimal.valueOf(Math.max(won.seconds(), won.count() * SECONDS_PER_DAY));
        return CurrencyTotals.money(won.value()
                .multiply(BigDecimal.valueOf(open.count()))
                .multiply(BigDecimal.valueOf(won.count()))
                .multiply(BigDecimal.valueOf(SECONDS_PER_DAY))
                .divide(
                        seconds.multiply(BigDecimal.valueOf(won.count() + lost.count())),
                        new MathContext(40, RoundingMode.HALF_UP)));
    }

    /**
     * What is open by the month in which it is expected to close: {@code {"overdue", "months": [{"month", "count", "totals"}],
     * "later", "undated"}}; months are this one and the eleven after it, and each total is weighted by its stage.
     */
    public Map<String, Object> forecast(YearMonth now) {
        var overdue = new CurrencyTotals();
        var later = new CurrencyTotals();
        var undated = new CurrencyTotals();
        Map<String, CurrencyTotals> months = new TreeMap<>();
        for (int i = 0; i < MONTHS_AHEAD; i++) {
            months.put(now.plusMonths(i).toString(), new CurrencyTotals());
        }
        for (Entry entry : figures.of("forecast")) {
            Stage stage = stageById.get(entry.key(1));
            if (stage != null) {
                String month = entry.key(0);
                CurrencyTotals there = month.equals("none")
                        ? undated
                        : months.getOrDefault(month, month.compareTo(now.toString()) < 0 ? overdue : later);
                there.add(entry.key(2), entry, stage.probability());
            }
        }
        List<Map<String, Object>> named = new ArrayList<>();
        months.forEach((month, totals) -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("month", month);
            json.putAll(counted(totals, true));
            named.add(json);
        });
        Map<String, Object> forecast = new LinkedHashMap<>();
        forecast.put("overdue", counted(overdue, true));
        forecast.put("months", named);
        forecast.put("later", counted(later, true));
        forecast.put("undated", counted(undated, true));
        return forecast;
    }

    /** {@code {"count", "totals"}}. */
    public static Map<String, Object> counted(CurrencyTotals totals, boolean weighted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("count", totals.count());
        json.put("totals", totals.json(weighted));
        return json;
    }
}
