package brisk.demo;

import brisk.platform.db.Aggregates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The aggregates of a filled workspace, as the counting triggers and the fold would have left them. */
final class Totals {
    private static final List<String> COMBINATIONS = List.of("""
            SELECT workspace_id, 'contacts' AS subject,
                   ARRAY['total', 'owner', 'role', 'production', 'type', 'status', 'warmness'] AS dimensions,
                   ARRAY['', owner_id::text, role, production, type, status, warmness_band(warmness)] AS keys,
                   count(*) AS amount, 0 AS value, 0 AS seconds
            FROM contacts
            WHERE workspace_id = ? AND deleted_at IS NULL
            GROUP BY workspace_id, keys
            """, """
            SELECT c.workspace_id, 'contact_facets' AS subject, ARRAY['facet'] AS dimensions,
                   ARRAY[o.whose || '|' || f.facet] AS keys, count(*) AS amount, 0 AS value, 0 AS seconds
            FROM contacts c, LATERAL (SELECT DISTINCT facet FROM unnest(c.facets) AS facet) f,
                 LATERAL (VALUES (''), (c.owner_id::text)) AS o (whose)
            WHERE c.workspace_id = ? AND c.deleted_at IS NULL AND o.whose IS NOT NULL
            GROUP BY c.workspace_id, keys
            """, """
            SELECT workspace_id, 'companies' AS subject, ARRAY['total', 'owner', 'industry'] AS dimensions,
                   ARRAY['', owner_id::text, industry] AS keys, count(*) AS amount, 0 AS value, 0 AS seconds
            FROM companies
            WHERE workspace_id = ? AND deleted_at IS NULL
            GROUP BY workspace_id, keys
            """, """
            SELECT workspace_id, 'activities' AS subject, activity_dimensions() AS dimensions,
                   activity_keys(owner_id, kind, occurred_at) AS keys, count(*) AS amount, 0 AS value, 0 AS seconds
            FROM activities
            WHERE workspace_id = ? AND deleted_at IS NULL
            GROUP BY workspace_id, keys
            """, """
            SELECT d.workspace_id, 'deals' AS subject, deal_dimensions() AS dimensions,
                   deal_keys(d.owner_id, d.company_id, d.pipeline_id, d.stage_id, d.status, d.currency, d.expected_close_date,
                             (d.created_at AT TIME ZONE w.time_zone)::date, (d.closed_at AT TIME ZONE w.time_zone)::date) AS keys,
                   count(*) AS amount, sum(coalesce(d.value, 0)) AS value,
                   sum(seconds_between(d.created_at, d.closed_at)) AS seconds
            FROM deals d JOIN workspaces w ON w.id = d.workspace_id
            WHERE d.workspace_id = ? AND d.deleted_at IS NULL
            GROUP BY d.workspace_id, keys
            """, """
            SELECT m.workspace_id, 'moves' AS subject, move_dimensions() AS dimensions,
                   move_keys(m.owner_id, m.from_stage_id, m.to_stage_id, m.outcome, m.again, m.status,
                             (m.at AT TIME ZONE w.time_zone)::date) AS keys,
                   count(*) AS amount, 0 AS value, sum(m.seconds) AS seconds
            FROM deal_moves m JOIN workspaces w ON w.id = m.workspace_id
            WHERE m.workspace_id = ? AND NOT m.deleted
            GROUP BY m.workspace_id, keys
            """, """
            SELECT l.workspace_id, 'leads' AS subject, lead_dimensions() AS dimensions,
                   lead_keys(l.branch, l.cre_id, l.ps_id, l.source, l.status, l.status_kind, l.sla,
                             (l.created_at AT TIME ZONE w.time_zone)::date) AS keys,
                   count(*) AS amount, 0 AS value,
                   sum(coalesce(extract(epoch FROM l.first_responded_at - l.created_at), 0)::bigint) AS seconds
            FROM leads l JOIN workspaces w ON w.id = l.workspace_id
            WHERE l.workspace_id = ? AND l.deleted_at IS NULL
            GROUP BY l.workspace_id, keys
            """);

    /** How many different keys there are. */
    private static final String DIFFERENT = """
            INSERT INTO aggregates (workspace_id, subject, dimension, key, amount)
            SELECT workspace_id, subject, rtrim(dimension, '*'), split_part(key, '|', 1), count(*)
            FROM aggregates
            WHERE workspace_id = ? AND dimension LIKE '%*' AND amount > 0
            GROUP BY workspace_id, subject, dimension, split_part(key, '|', 1)
            """;

    private Totals() {}

    /** @param now the moment since which hours are counted back */
    static void write(Connection connection, UUID workspaceId, Instant now) throws SQLException {
        for (String combinations : COMBINATIONS) {
            // In the order in which they are read: else each row of a range lies on a page of its own.
            String counted = """
                    INSERT INTO aggregates (workspace_id, subject, dimension, key, amount, value, seconds)
                    SELECT workspace_id, subject, part.dimension, part.key, sum(amount), sum(value), sum(seconds)
                    FROM (%s) combinations, unnest(dimensions, keys) part (dimension, key)
                    WHERE part.key IS NOT NULL
                      AND (part.dimension NOT IN ('hour', 'quarter') OR split_part(part.key, '|', 2) COLLATE "C" >= ?)
                    GROUP BY workspace_id, subject, part.dimension, part.key
                    ORDER BY workspace_id, subject, part.dimension, part.key
                    """.formatted(combinations);
            try (PreparedStatement statement = connection.prepareStatement(counted)) {
                statement.setObject(1, workspaceId);
                statement.setString(2, Aggregates.oldestBucket(now));
                statement.executeUpdate();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(DIFFERENT)) {
            statement.setObject(1, workspaceId);
            statement.executeUpdate();
        }
    }
}
