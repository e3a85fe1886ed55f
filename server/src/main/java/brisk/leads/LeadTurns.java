package brisk.leads;

import brisk.platform.records.RecordTable;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who follows up the leads of a file that name nobody: the rules of {@code assign_lead()}, for all rows at once. */
final class LeadTurns {
    private LeadTurns() {}

    /**
     * Makes the temporary table {@code turns}: line, rule_id and user_id of new open leads. Everybody of a rule has as many slots
     * as there may be leads for them, one behind the other from the height of what they have (none in a round robin), and the rows
     * take the lowest ones.
     */
    static void assign(Handle handle, UUID workspaceId, Instant now) {
        handle.execute(
                "CREATE TEMPORARY TABLE turns (line bigint, rule_id uuid, user_id uuid, place bigint) ON COMMIT DROP");
        // Rows and slots seem to be few and are as many as open leads of the file: each row was compared with each slot
        // of its rule.
        handle.execute("SET LOCAL enable_nestloop = off");
        handle.execute("SET LOCAL enable_mergejoin = off");
        handle.createUpdate("""
                WITH kinds AS MATERIALIZED (
                    SELECT k.source, k.branch, k.model, k.rows, (
                        SELECT r.id FROM lead_rules r JOIN workspaces w ON w.id = r.workspace_id
                        WHERE r.workspace_id = :workspaceId
                          AND lead_rule_fits(r, w.time_zone, :now, k.source, k.branch, k.model)
                          AND EXISTS (SELECT FROM lead_rule_members m
                                      JOIN users u ON u.workspace_id = :workspaceId AND u.id = m.user_id AND u.active
                                      WHERE m.workspace_id = :workspaceId AND m.rule_id = r.id)
                        ORDER BY r.position, r.id
                        LIMIT 1) AS rule_id
                    FROM (
                        SELECT coalesce(s.source, i.source) AS source, coalesce(s.branch, i.branch, '') AS branch,
                               coalesce(s.model, '') AS model, count(*) AS rows
                        FROM staged s
                        JOIN decided d ON d.line = s.line AND d.action = 'new'
                        CROSS JOIN intake i
                        LEFT JOIN status_names n ON n.status_name = s.status_name
                        WHERE s.ps_id IS NULL AND i.ps_id IS NULL AND coalesce(n.kind, 'open') = 'open'
                          AND EXISTS (SELECT FROM lead_rules r WHERE r.workspace_id = :workspaceId AND r.active)
                        GROUP BY 1, 2, 3) k
                ), waiting AS (
                    SELECT s.line, k.rule_id, row_number() OVER (PARTITION BY k.rule_id ORDER BY s.line) AS place
                    FROM staged s
                    JOIN decided d ON d.line = s.line AND d.action = 'new'
                    CROSS JOIN intake i
                    LEFT JOIN status_names n ON n.status_name = s.status_name
                    JOIN kinds k ON k.source = coalesce(s.source, i.source) AND k.branch = coalesce(s.branch, i.branch, '')
                        AND k.model = coalesce(s.model, '')
                    WHERE s.ps_id IS NULL AND coalesce(n.kind, 'open') = 'open' AND k.rule_id IS NOT NULL
                ), members AS (
                    SELECT m.rule_id, m.user_id, m.last_turn_at, m.position,
                           CASE r.strategy WHEN 'least_loaded' THEN open_leads_of(:workspaceId, m.user_id) ELSE 0 END AS height
                    FROM lead_rule_members m
                    JOIN lead_rules r ON r.workspace_id = :workspaceId AND r.id = m.rule_id
                    JOIN users u ON u.workspace_id = :workspaceId AND u.id = m.user_id AND u.active
                    WHERE m.workspace_id = :workspaceId AND m.rule_id IN (SELECT k.rule_id FROM kinds k)
                ), tops AS (
                    SELECT m.rule_id, q.rows, greatest(max(m.height), ceil((q.rows + sum(m.height)) / count(*)))::bigint AS top
                    FROM members m
                    JOIN (SELECT k.rule_id, sum(k.rows) AS rows FROM kinds k GROUP BY k.rule_id) q ON q.rule_id = m.rule_id
                    GROUP BY m.rule_id, q.rows
                ), slots AS (
                    SELECT m.rule_id, m.user_id,
                           row_number() OVER (PARTITION BY m.rule_id
                                              ORDER BY g.height, m.last_turn_at, m.position, m.user_id) AS place
                    FROM members m
                    JOIN tops t ON t.rule_id = m.rule_id
                    CROSS JOIN LATERAL generate_series(m.height, least(t.top, m.height + t.rows::bigint) - 1) AS g (height)
                )
                INSERT INTO turns (line, rule_id, user_id, place)
                SELECT w.line, w.rule_id, s.user_id, w.place
                FROM waiting w
                JOIN slots s ON s.rule_id = w.rule_id AND s.place = w.place
                """)
                .bind("workspaceId", workspaceId)
                .bind("now", RecordTable.utc(now))
                .execute();
        handle.execute("SET LOCAL enable_nestloop TO DEFAULT");
        handle.execute("SET LOCAL enable_mergejoin TO DEFAULT");
        handle.execute("CREATE INDEX ON turns (line)");
        handle.execute("ANALYZE turns");
    }

    /** One mail for everybody who was given leads, however many; nobody is told of their own file. */
    static void tell(Handle handle, UUID workspaceId, Instant now) {
        handle.createQuery("""
                SELECT count(enqueue_mail(:workspaceId, g.ps_id,
                    g.leads || CASE g.leads WHEN 1 THEN ' new lead' ELSE ' new leads' END || ' from ' || g.file_name,
                    'From the file ' || g.file_name || ' you follow up:' || E'\\n\\n' || g.first_ones
                        || CASE WHEN g.leads > 20 THEN E'\\nand ' || g.leads - 20 || ' more' ELSE '' END
                        || E'\\n\\nCall until ' || to_char(g.due_at AT TIME ZONE w.time_zone, 'FMDD Mon YYYY, HH24:MI')
                        || ' (' || w.time_zone || E').\\n', :now)::text)
                FROM workspaces w
                CROSS JOIN (
                    SELECT p.ps_id, i.file_name, i.due_at, count(*) AS leads,
                           string_agg(l.customer_name || ', ' || l.mobile || coalesce(', ' || l.model, '') || ' (' || l.uid || ')',
                                      E'\\n' ORDER BY p.place) AS first_ones
                    FROM (SELECT d.id, coalesce(s.ps_id, t.user_id) AS ps_id,
                                 row_number() OVER (PARTITION BY coalesce(s.ps_id, t.user_id) ORDER BY d.line) AS place
                          FROM decided d
                          JOIN staged s ON s.line = d.line
                          LEFT JOIN turns t ON t.line = d.line
                          LEFT JOIN status_names n ON n.status_name = s.status_name
                          WHERE d.action = 'new' AND coalesce(s.ps_id, t.user_id) IS NOT NULL AND coalesce(n.kind, 'open') = 'open') p
                    CROSS JOIN intake i
                    LEFT JOIN leads l ON l.workspace_id = :workspaceId AND l.id = p.id AND p.place <= 20
                    WHERE p.ps_id <> i.sender_id
                    GROUP BY p.ps_id, i.file_name, i.due_at) g
                WHERE w.id = :workspaceId
                """)
                .bind("workspaceId", workspaceId)
                .bind("now", RecordTable.utc(now))
                .mapTo(Long.class)
                .one();
    }

    /** Whose turn it was last. Only now, because who creates a lead meanwhile must not wait for the rows of these people. */
    static void remember(Handle handle, UUID workspaceId) {
        handle.createUpdate("""
                UPDATE lead_rule_members m
                SET last_turn_at = greatest(m.last_turn_at, statement_timestamp() + t.place * interval '1 microsecond')
                FROM (SELECT rule_id, user_id, row_number() OVER (ORDER BY max(place)) AS place FROM turns GROUP BY rule_id, user_id) t
                WHERE m.workspace_id = :workspaceId AND m.rule_id = t.rule_id AND m.user_id = t.user_id
                """).bind("workspaceId", workspaceId).execute();
    }
}
