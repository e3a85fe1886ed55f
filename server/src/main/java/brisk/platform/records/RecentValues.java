package brisk.platform.records;

import brisk.platform.http.Json;
import brisk.platform.security.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What the newest records of a table have in their text columns, the most frequent first: to complete what somebody types.
 * It costs the same in a table of any size, and what a team writes these days is what it is about to write again.
 */
public final class RecentValues {
    private static final int NEWEST = 2_000;
    private static final int MOST_OF_EACH = 100;

    private RecentValues() {}

    /**
     * @param table with a column {@code tags}
     * @param columns text columns, which are also the names in the answer
     * @return {"column": [values], …, "tag": [values]}
     */
    public static byte[] json(Handle handle, Caller caller, String table, List<String> columns) {
        String values = columns.stream()
                .map(column -> "('" + column + "', recent." + column + ")")
                .collect(Collectors.joining(", "));
        Map<String, List<String>> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.put(column, List.of()));
        byName.put("tag", List.of());
        byName.putAll(handle.createQuery("""
                WITH recent AS MATERIALIZED (
                    SELECT %1$s, r.tags FROM %2$s r
                    WHERE r.workspace_id = :workspaceId AND r.deleted_at IS NULL
                    ORDER BY r.id DESC LIMIT :newest
                ), named AS (
                    SELECT part.name, part.value
                    FROM recent, LATERAL (VALUES %3$s) part (name, value) WHERE part.value IS NOT NULL
                    UNION ALL
                    SELECT 'tag', tag FROM recent, unnest(recent.tags) tag
                ), ranked AS (
                    SELECT name, value, row_number() OVER (PARTITION BY name ORDER BY count(*) DESC, value) AS place
                    FROM named GROUP BY name, value
                )
                SELECT name, array_agg(value ORDER BY place) FROM ranked WHERE place <= :most GROUP BY name
                """.formatted(
                        columns.stream().map(column -> "r." + column).collect(Collectors.joining(", ")), table, values))
                .bind("workspaceId", caller.workspaceId())
                .bind("newest", NEWEST)
                .bind("most", MOST_OF_EACH)
                .map((rows, context) -> Map.entry(
                        rows.getString(1), List.of((String[]) rows.getArray(2).getArray())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        return Json.bytes(byName);
    }
}
