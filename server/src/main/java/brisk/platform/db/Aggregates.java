package brisk.platform.db;

import brisk.platform.telemetry.Trace;
import java.util.List;
import java.util.UUID;

/**
 * Totals that cost the same at a million rows: triggers append deltas, {@link #fold} adds them to the aggregates.
 * Readers add both, so folding changes no answer.
 */
public final class Aggregates {
    private static final int FOLDED_AT_ONCE = 20_000;

    private final Database database;

    public Aggregates(Database database) {
        this.database = database;
    }

    /** The total of one dimension's key as an SQL expression over bound :workspaceId. */
    public static String total(String subject, String dimension, String keyExpression) {
        return """
            (SELECT coalesce(sum(amount), 0) FROM (
                SELECT amount FROM aggregates
                WHERE workspace_id = :workspaceId AND subject = '%1$s' AND dimension = '%2$s' AND key = %3$s
                UNION ALL
                SELECT amount FROM aggregate_deltas
                WHERE workspace_id = :workspaceId AND subject = '%1$s'
                  AND keys[array_position(dimensions, '%2$s')] = %3$s) amounts)::bigint
            """.formatted(subject, dimension, keyExpression);
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

    public void fold(Trace trace) {
        List<UUID> workspaces = database.read(
                trace,
                handle -> handle.createQuery("SELECT DISTINCT workspace_id FROM aggregate_deltas -- every workspace")
                        .mapTo(UUID.class)
                        .list());
        for (UUID workspace : workspaces) {
            while (fold(trace, workspace) == FOLDED_AT_ONCE) {
                // a large import leaves more than one helping
            }
        }
    }

    private int fold(Trace trace, UUID workspaceId) {
        // One statement: a reader sees the deltas or their sum, never both and never neither.
        return database.writeStatement(
                trace,
                (handle, changes) -> handle.createQuery("""
                WITH folded AS (
                    DELETE FROM aggregate_deltas
                    WHERE workspace_id = :workspaceId AND (subject, id) IN (
                        SELECT subject, id FROM aggregate_deltas WHERE workspace_id = :workspaceId LIMIT :limit)
                    RETURNING workspace_id, subject, dimensions, keys, amount
                ), sums AS (
                    INSERT INTO aggregates AS a (workspace_id, subject, dimension, key, amount)
                    SELECT workspace_id, subject, dimension, key, sum(amount)
                    FROM folded, unnest(dimensions, keys) AS parts (dimension, key)
                    WHERE key IS NOT NULL
                    GROUP BY workspace_id, subject, dimension, key
                    HAVING sum(amount) <> 0
                    ON CONFLICT (workspace_id, subject, dimension, key) DO UPDATE SET amount = a.amount + excluded.amount
                )
                SELECT count(*) FROM folded
                """)
                        .bind("workspaceId", workspaceId)
                        .bind("limit", FOLDED_AT_ONCE)
                        .mapTo(Integer.class)
                        .one());
    }
}
