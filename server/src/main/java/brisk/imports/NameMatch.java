package brisk.imports;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Which records the rows of a file mean by a name. A name that nobody has exactly may be one that differs in blanks and
 * punctuation alone ("GTXPro" for "GTX Pro"); a name of several records means none of them.
 */
public final class NameMatch {
    private NameMatch() {}

    /**
     * Makes the temporary table {@code into}: key, id and name of the record (null for none), and how it was found:
     * 'exact', 'alike', 'several' or 'unknown'. All records are read once where a name is not found exactly.
     *
     * @param key a column of {@code staged}, folded as the table's {@code name_key}
     */
    public static void resolve(Handle handle, UUID workspaceId, String key, String table, String into) {
        handle.createUpdate("""
                CREATE TEMPORARY TABLE %3$s ON COMMIT DROP AS
                WITH given AS (
                    SELECT DISTINCT %1$s AS key FROM staged WHERE rejection IS NULL AND %1$s IS NOT NULL
                ), exact AS (
                    SELECT g.key, count(*) AS records, (array_agg(r.id))[1] AS id, (array_agg(r.name))[1] AS name
                    FROM given g
                    JOIN %2$s r ON r.workspace_id = :workspaceId AND r.name_key = g.key AND r.deleted_at IS NULL
                    GROUP BY g.key
                ), missing AS MATERIALIZED (
                    SELECT g.key, squeeze(g.key) AS squeezed FROM given g
                    WHERE squeeze(g.key) <> '' AND NOT EXISTS (SELECT FROM exact e WHERE e.key = g.key)
                ), alike AS (
                    SELECT m.key, count(*) AS records, (array_agg(r.id))[1] AS id, (array_agg(r.name))[1] AS name
                    FROM missing m
                    JOIN %2$s r ON r.workspace_id = :workspaceId AND squeeze(r.name_key) = m.squeezed AND r.deleted_at IS NULL
                    GROUP BY m.key
                )
                SELECT g.key,
                       CASE WHEN f.records = 1 THEN f.id END AS id,
                       CASE WHEN f.records = 1 THEN f.name END AS name,
                       CASE WHEN f.key IS NULL THEN 'unknown' WHEN f.records > 1 THEN 'several' ELSE f.way END AS found
                FROM given g
                LEFT JOIN (SELECT *, 'exact' AS way FROM exact UNION ALL SELECT *, 'alike' FROM alike) f ON f.key = g.key
                """.formatted(key, table, into))
                .bind("workspaceId", workspaceId)
                .execute();
    }

    /**
     * SQL: findings of rows whose names were not found as they stand, as (line, kind, reason).
     *
     * @param into the table of {@link #resolve}
     * @param text the column of {@code staged} with the name as it was typed
     * @param what such a record is called: "company"
     * @param many and several of them: "companies"
     */
    public static String findings(String key, String into, String text, String what, String many) {
        return """
            SELECT s.line, CASE WHEN n.found = 'alike' THEN 'assumed' ELSE 'warning' END AS kind,
                   CASE n.found
                       WHEN 'alike' THEN '''' || s.%3$s || ''' was read as the %4$s ' || n.name
                       WHEN 'several' THEN 'there are several %5$s called ' || s.%3$s || '; it is kept as a custom field'
                       ELSE 'there is no %4$s ' || s.%3$s || '; it is kept as a custom field' END AS reason
            FROM staged s
            JOIN decided d ON d.line = s.line AND d.action <> 'repeated'
            JOIN %2$s n ON n.key = s.%1$s AND n.found <> 'exact'
            """.formatted(key, into, text, what, many);
    }
}
