package brisk.platform.db;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Ranges of aggregate keys that one statement reads together, each with a name: {@link #SQL} is a list of common table
 * expressions of which the last one, {@code sums}, has the columns part (the name), key, amount, value and seconds. Folded
 * aggregates and deltas are added up, so the figures are those of the moment.
 */
public final class Sums {
    public static final String SQL = """
            ranges AS (
                SELECT part, subject, dimension, from_key, to_key
                FROM unnest(:sumParts, :sumSubjects, :sumDimensions, :sumFroms, :sumTos)
                     AS r (part, subject, dimension, from_key, to_key)
            ), sums AS (
                SELECT part, key, sum(amount) AS amount, sum(value) AS value, sum(seconds) AS seconds
                FROM (
                    SELECT r.part, a.key, a.amount, a.value, a.seconds
                    FROM ranges r
                    CROSS JOIN LATERAL (
                        SELECT a.key, a.amount, a.value, a.seconds FROM aggregates a
                        WHERE a.workspace_id = :workspaceId AND a.subject = r.subject AND a.dimension = r.dimension
                          AND a.key >= r.from_key AND a.key < r.to_key) a
                    UNION ALL
                    SELECT r.part, fresh.key, fresh.amount, fresh.value, fresh.seconds
                    FROM (SELECT d.subject, entry.dimension, entry.key COLLATE "C" AS key, d.amount, d.value, d.seconds
                          FROM aggregate_deltas d, unnest(d.dimensions, d.keys) AS entry (dimension, key)
                          WHERE d.workspace_id = :workspaceId AND d.subject = ANY (:sumSubjects)
                            AND entry.dimension = ANY (:sumDimensions)) fresh
                    JOIN ranges r ON r.subject = fresh.subject AND r.dimension = fresh.dimension
                                 AND fresh.key >= r.from_key AND fresh.key < r.to_key
                ) both_of_them
                GROUP BY part, key
            )""";

    private final List<String> parts = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>();
    private final List<String> dimensions = new ArrayList<>();
    private final List<String> froms = new ArrayList<>();
    private final List<String> tos = new ArrayList<>();

    /** Everything of a dimension whose keys begin with {@code prefix}, which must not be empty. */
    public Sums all(String part, String subject, String dimension, String prefix) {
        return range(part, subject, dimension, prefix, after(prefix));
    }

    /** What lies between two keys, the second one left out; keys are compared by their characters' codes. */
    public Sums range(String part, String subject, String dimension, String from, String to) {
        parts.add(part);
        subjects.add(subject);
        dimensions.add(dimension);
        froms.add(from);
        tos.add(to);
        return this;
    }

    /** The first key behind all that begin with this one. */
    private static String after(String prefix) {
        int last = prefix.length() - 1;
        return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }

    /** :workspaceId is bound by the statement itself. */
    public <S extends SqlStatement<S>> S bind(S statement) {
        return statement
                .bind("sumParts", parts.toArray(String[]::new))
                .bind("sumSubjects", subjects.toArray(String[]::new))
                .bind("sumDimensions", dimensions.toArray(String[]::new))
                .bind("sumFroms", froms.toArray(String[]::new))
                .bind("sumTos", tos.toArray(String[]::new));
    }
}
