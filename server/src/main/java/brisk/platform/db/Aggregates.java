package brisk.platform.db;

import brisk.platform.telemetry.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Totals that cost the same at a million rows: triggers append deltas, {@link #fold} adds them to the aggregates.
 * Readers add both, so folding changes no answer.
 */
public final class Aggregates {
    private static final int FOLDED_AT_ONCE = 20_000;

    /** Dimensions of short times, which are kept as long as somebody looks at single days. */
    private static final String[] FLEETING = {"hour", "quarter"};

    private static final Duration HOURS_KEPT = Duration.ofDays(100);

    private final Database database;
    private final Clock clock;

    public Aggregates(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The total of one dimension's key as an SQL expression over bound :workspaceId. */
    public static String total(String subject, String dimension, String keyExpression) {
        return total(
                subject,
                dimension,
                keyExpression,
                "keys[array_position(dimensions, '" + dimension + "')] = " + keyExpression);
    }

    /** The total of one facet, of those whose id is bound as :facetOwner, or of everybody's where that is empty. */
    public static String totalOfFacet(String subject, String facetExpression) {
        String key = ":facetOwner || '|' || " + facetExpression;
        // A delta has as many facets as changed alike.
        return total(subject, "facet", key, key + " = ANY (keys)");
    }

    /** @param unfolded which of the subject's deltas have the key */
    private static String total(String subject, String dimension, String keyExpression, String unfolded) {
        return """
            (SELECT coalesce(sum(amount), 0) FROM (
                SELECT amount FROM aggregates
                WHERE workspace_id = :workspaceId AND subject = '%1$s' AND dimension = '%2$s' AND key = %3$s
                UNION ALL
                SELECT amount FROM aggregate_deltas
                WHERE workspace_id = :workspaceId AND subject = '%1$s' AND %4$s) amounts)::bigint
            """.formatted(subject, dimension, keyExpression, unfolded);
    }

    /** The total of all keys that begin with bound :totalPrefix. */
    public static String totalOf(String subject, String dimension) {
        return """
            (SELECT coalesce(sum(amount), 0) FROM (
                SELECT amount FROM aggregates
                WHERE workspace_id = :workspaceId AND subject = '%1$s' AND dimension = '%2$s'
                  AND key >= :totalPrefix AND key < :totalPrefix || chr(1114111)
                UNION ALL
                SELECT d.amount FROM aggregate_deltas d, unnest(d.dimensions, d.keys) AS part (dimension, key)
                WHERE d.workspace_id = :workspaceId AND d.subject = '%1$s' AND part.dimension = '%2$s'
                  AND starts_with(part.key, :totalPrefix)) amounts)::bigint
            """.formatted(subject, dimension);
    }

    /**
     * How many different ones there are: the keys of {@code dimension*} that are positive and begin with bound :countedScope
     * and |. The fold keeps their number; what is not folded yet is compared with it key by key.
     */
    public static String different(String subject, String dimension) {
        return """
            (coalesce((SELECT a.amount FROM aggregates a
                       WHERE a.workspace_id = :workspaceId AND a.subject = '%1$s' AND a.dimension = '%2$s'
                         AND a.key = :countedScope), 0)
             + (SELECT coalesce(sum((known.amount + fresh.amount > 0)::int - (known.amount > 0)::int), 0)
                FROM (SELECT part.key, sum(d.amount) AS amount
                      FROM aggregate_deltas d, unnest(d.dimensions, d.keys) AS part (dimension, key)
                      WHERE d.workspace_id = :workspaceId AND d.subject = '%1$s' AND part.dimension = '%2$s*'
                        AND starts_with(part.key, :countedScope || '|')
                      GROUP BY part.key) fresh
                CROSS JOIN LATERAL (
                      SELECT coalesce(sum(a.amount), 0) AS amount FROM aggregates a
                      WHERE a.workspace_id = :workspaceId AND a.subject = '%1$s' AND a.dimension = '%2$s*'
                        AND a.key = fresh.key) known))::bigint
            """.formatted(subject, dimension);
    }

    public void fold(Trace trace) {
        for (UUID workspace :
                workspaces(trace, "SELECT DISTINCT workspace_id FROM aggregate_deltas -- every workspace")) {
            while (fold(trace, workspace) == FOLDED_AT_ONCE) {
                // a large import leaves more than one helping
            }
        }
    }

    private List<UUID> workspaces(Trace trace, String sql) {
        return database.read(
                trace, handle -> handle.createQuery(sql).mapTo(UUID.class).list());
    }

    private int fold(Trace trace, UUID workspaceId) {
        // One statement: a reader sees the deltas or their sum, never both and never neither. Rows are picked by their
        // place:
        // joined by key, thousands of new ones take half a minute as long as the planner expects a handful.
        return database.writeStatement(
                trace,
                (handle, changes) -> handle.createQuery("""
                WITH folded AS (
                    DELETE FROM aggregate_deltas
                    WHERE workspace_id = :workspaceId AND ctid = ANY (ARRAY(
                        SELECT ctid FROM aggregate_deltas WHERE workspace_id = :workspaceId LIMIT :limit))
                    RETURNING workspace_id, subject, dimensions, keys, amount, value, seconds
                ), sums AS (
                    INSERT INTO aggregates AS a (workspace_id, subject, dimension, key, amount, value, seconds)
                    SELECT workspace_id, subject, dimension, key, sum(amount), sum(value), sum(seconds)
                    FROM folded, unnest(dimensions, keys) AS parts (dimension, key)
                    WHERE key IS NOT NULL AND (dimension <> ALL (:fleeting) OR split_part(key, '|', 2) COLLATE "C" >= :oldest)
                    GROUP BY workspace_id, subject, dimension, key
                    HAVING sum(amount) <> 0 OR sum(value) <> 0 OR sum(seconds) <> 0
                    ON CONFLICT (workspace_id, subject, dimension, key) DO UPDATE
                    SET amount = a.amount + excluded.amount, value = a.value + excluded.value,
                        seconds = a.seconds + excluded.seconds
                    RETURNING new.workspace_id, new.subject, new.dimension, new.key,
                              (new.amount > 0)::int - (coalesce(old.amount, 0) > 0)::int AS difference
                ), different AS (
                    INSERT INTO aggregates AS a (workspace_id, subject, dimension, key, amount)
                    SELECT workspace_id, subject, rtrim(dimension, '*'), split_part(key, '|', 1), sum(difference)
                    FROM sums
                    WHERE dimension LIKE '%*' AND difference <> 0
                    GROUP BY workspace_id, subject, dimension, split_part(key, '|', 1)
                    ON CONFLICT (workspace_id, subject, dimension, key) DO UPDATE SET amount = a.amount + excluded.amount
                )
                SELECT count(*) FROM folded
                """)
                        .bind("workspaceId", workspaceId)
                        .bind("limit", FOLDED_AT_ONCE)
                        .bind("fleeting", FLEETING)
                        .bind("oldest", oldest())
                        .mapTo(Integer.class)
                        .one());
    }

    /** Forgets the hours that nobody asks for any more; the fold lets no older ones in. */
    public void prune(Trace trace) {
        for (UUID workspace : workspaces(trace, "SELECT id FROM workspaces -- every workspace")) {
            database.writeStatement(
                    trace,
                    (handle, changes) -> handle.createUpdate("""
                DELETE FROM aggregates
                WHERE workspace_id = :workspaceId AND dimension = ANY (:fleeting) AND split_part(key, '|', 2) < :oldest
                """)
                            .bind("workspaceId", workspace)
                            .bind("fleeting", FLEETING)
                            .bind("oldest", oldest())
                            .execute());
        }
    }

    private String oldest() {
        return oldestBucket(clock.instant());
    }

    /** The key of the first hour that is kept at a moment. */
    public static String oldestBucket(Instant now) {
        return bucket(now.minus(HOURS_KEPT));
    }

    /** The key of a moment where time is kept in hours or quarters of an hour, as the function of this name in SQL has it. */
    public static String bucket(Instant moment) {
        return String.format(Locale.ROOT, "%012d", moment.getEpochSecond());
    }
}
