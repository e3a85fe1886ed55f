package brisk.platform.db;

import brisk.testing.TestDb;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Every total of a workspace, counted from its rows, and as the aggregates have it: two ways that share no code. */
final class TotalsOfRows {
    /** Each kind of record with its dimensions and keys, as the migrations describe them in words. */
    private static final String COUNTED = """
            SELECT subject, dimension, key, count(*) AS amount, sum(value) AS value, sum(seconds) AS seconds
            FROM (
                SELECT 'contacts' AS subject, p.dimension, p.key, 0 AS value, 0 AS seconds
                FROM contacts c, LATERAL (VALUES ('total', ''), ('owner', c.owner_id::text), ('role', c.role),
                    ('production', c.production), ('type', c.type), ('status', c.status),
                    ('warmness', CASE WHEN c.warmness >= 70 THEN 'hot' WHEN c.warmness >= 40 THEN 'warm' ELSE 'cold' END))
                    AS p (dimension, key)
                WHERE c.workspace_id = ?::uuid AND c.deleted_at IS NULL
                UNION ALL
                SELECT DISTINCT ON (c.id, p.key) 'contact_facets', 'facet', p.key, 0, 0
                FROM contacts c, LATERAL (VALUES (''), (c.owner_id::text)) o (whose), LATERAL (
                    SELECT format('%s|%s:%s', whose, f.name, lower(f.value))
                    FROM (VALUES ('role', c.role), ('production', c.production), ('type', c.type), ('status', c.status),
                        ('source', c.source), ('inCampaign', c.in_campaign::text)) AS f (name, value)
                    WHERE f.value IS NOT NULL
                    UNION ALL
                    SELECT format('%s|tag:%s', whose, lower(tag)) FROM unnest(c.tags) AS tag) AS p (key)
                WHERE c.workspace_id = ?::uuid AND c.deleted_at IS NULL AND whose IS NOT NULL
                UNION ALL
                SELECT 'companies', p.dimension, p.key, 0, 0
                FROM companies c, LATERAL (VALUES ('total', ''), ('owner', c.owner_id::text), ('industry', c.industry))
                    AS p (dimension, key)
                WHERE c.workspace_id = ?::uuid AND c.deleted_at IS NULL
                UNION ALL
                SELECT 'activities', p.dimension, p.key, 0, 0
                FROM activities a, LATERAL (
                    VALUES ('total', ''), ('owner', a.owner_id::text), ('kind', a.kind)
                    UNION ALL
                    SELECT span.name, whose || '|' || lpad((extract(epoch FROM a.occurred_at)::numeric
                                                           - extract(epoch FROM a.occurred_at)::numeric % span.width)::bigint::text, 12, '0')
                    FROM (VALUES ('hour', 3600), ('quarter', 900)) span (name, width), (VALUES (''), (a.owner_id::text)) o (whose)
                    WHERE whose IS NOT NULL) AS p (dimension, key)
                WHERE a.workspace_id = ?::uuid AND a.deleted_at IS NULL
                UNION ALL
                SELECT 'deals', p.dimension, whose || p.key, coalesce(d.value, 0),
                       CASE WHEN d.closed_at IS NULL THEN round(-extract(epoch FROM d.created_at))
                            ELSE greatest(0, round(extract(epoch FROM d.closed_at - d.created_at))) END
                FROM deals d JOIN workspaces w ON w.id = d.workspace_id, LATERAL (
                    SELECT d.created_at AT TIME ZONE w.time_zone AS begun, d.closed_at AT TIME ZONE w.time_zone AS ended) t,
                    (VALUES (true), (false)) o (everybody), LATERAL (
                    SELECT CASE WHEN everybody THEN '' ELSE d.owner_id::text END AS whose) whose_it_is, LATERAL (
                    VALUES (CASE WHEN everybody THEN 'total' ELSE 'owner' END, ''),
                           ('status', format('|%s', d.status)),
                           ('stage', format('|%s|%s', d.stage_id, d.currency)),
                           (CASE WHEN d.status = 'open' THEN 'forecast' END, format('|%s|%s|%s',
                                coalesce(left(d.expected_close_date::text, 7), 'none'), d.stage_id, d.currency)),
                           ('created_month', format('|%s|%s|%s', left(t.begun::text, 7), d.pipeline_id, d.currency)),
                           ('created_day', format('|%s|%s|%s', left(t.begun::text, 10), d.pipeline_id, d.currency)),
                           (CASE WHEN d.status <> 'open' THEN 'closed_month' END,
                                format('|%s|%s|%s|%s', left(t.ended::text, 7), d.status, d.pipeline_id, d.currency)),
                           (CASE WHEN d.status <> 'open' THEN 'closed_day' END,
                                format('|%s|%s|%s|%s', left(t.ended::text, 10), d.status, d.pipeline_id, d.currency)),
                           (CASE WHEN d.company_id IS NOT NULL THEN 'company*' END, format('|%s', d.company_id)))
                    AS p (dimension, key)
                WHERE d.workspace_id = ?::uuid AND d.deleted_at IS NULL
                UNION ALL
                SELECT 'moves', p.dimension, whose || p.key, 0, m.seconds
                FROM deal_moves m JOIN workspaces w ON w.id = m.workspace_id
                JOIN deals d ON d.workspace_id = m.workspace_id AND d.id = m.deal_id, LATERAL (
                    SELECT (m.at AT TIME ZONE w.time_zone)::text AS at) t,
                    LATERAL (VALUES (''), (m.owner_id::text)) o (whose), LATERAL (
                    VALUES (CASE WHEN NOT m.again THEN 'entered_month' END, format('|%s|%s|%s', left(t.at, 7), m.to_stage_id, d.status)),
                           (CASE WHEN NOT m.again THEN 'entered_day' END, format('|%s|%s|%s', left(t.at, 10), m.to_stage_id, d.status)),
                           (CASE WHEN m.from_stage_id IS NOT NULL THEN 'left_month' END,
                                format('|%s|%s|%s', left(t.at, 7), m.from_stage_id, m.outcome)),
                           (CASE WHEN m.from_stage_id IS NOT NULL THEN 'left_day' END,
                                format('|%s|%s|%s', left(t.at, 10), m.from_stage_id, m.outcome))) AS p (dimension, key)
                WHERE m.workspace_id = ?::uuid AND d.deleted_at IS NULL
                UNION ALL
                SELECT 'leads', p.dimension, p.key, 0, round(coalesce(extract(epoch FROM l.first_responded_at - l.created_at), 0))
                FROM leads l JOIN workspaces w ON w.id = l.workspace_id, LATERAL (
                    SELECT (l.created_at AT TIME ZONE w.time_zone)::text AS at) t, LATERAL (
                    VALUES ('', true, true), ('b:' || lower(l.branch), true, true), ('c:' || l.cre_id, false, true),
                           ('p:' || l.ps_id, true, false)) AS whose (it, by_cre, by_ps), LATERAL (
                    SELECT 'status', format('%s|%s|%s', whose.it, l.status_kind, l.status)
                    UNION ALL
                    SELECT span.name, format('%s|%s|%s|%s|%s', whose.it, left(t.at, span.width), part.what, l.status_kind, l.sla)
                    FROM (VALUES ('created_month', 7), ('created_day', 10)) AS span (name, width), (
                        VALUES (true, 's:' || l.source), (whose.by_cre, 'c:' || coalesce(l.cre_id::text, '')),
                               (whose.by_ps, 'p:' || coalesce(l.ps_id::text, ''))) AS part (holds, what)
                    WHERE part.holds) AS p (dimension, key)
                WHERE l.workspace_id = ?::uuid AND l.deleted_at IS NULL AND whose.it IS NOT NULL
            ) rows_and_keys
            WHERE dimension IS NOT NULL AND key IS NOT NULL
            GROUP BY subject, dimension, key
            """;

    private static final String KEPT = """
            SELECT subject, dimension, key, sum(amount), sum(value), sum(seconds)
            FROM (SELECT subject, dimension, key, amount, value, seconds FROM aggregates WHERE workspace_id = ?::uuid
                  UNION ALL
                  SELECT subject, part.dimension, part.key, amount, value, seconds
                  FROM aggregate_deltas, unnest(dimensions, keys) AS part (dimension, key)
                  WHERE workspace_id = ?::uuid AND part.key IS NOT NULL) both_of_them
            WHERE dimension <> 'company'
            GROUP BY subject, dimension, key
            HAVING sum(amount) <> 0 OR sum(value) <> 0 OR sum(seconds) <> 0
            """;

    private TotalsOfRows() {}

    /** @param oldest the first hour that is kept */
    static Map<String, String> counted(TestDb db, UUID workspaceId, String oldest) throws SQLException {
        return read(db, COUNTED, workspaceId, oldest);
    }

    static Map<String, String> kept(TestDb db, UUID workspaceId, String oldest) throws SQLException {
        return read(db, KEPT, workspaceId, oldest);
    }

    private static Map<String, String> read(TestDb db, String sql, UUID workspaceId, String oldest)
            throws SQLException {
        Map<String, String> totals = new TreeMap<>();
        try (Connection connection = db.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setObject(i, workspaceId);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String dimension = rows.getString(2);
                    String key = rows.getString(3);
                    boolean fleeting = dimension.equals("hour") || dimension.equals("quarter");
                    if (!fleeting || key.substring(key.indexOf('|') + 1).compareTo(oldest) >= 0) {
                        totals.put(
                                rows.getString(1) + " " + dimension + " " + key,
                                rows.getLong(4) + " / "
                                        + rows.getBigDecimal(5)
                                                .stripTrailingZeros()
                                                .toPlainString() + " / "
                                        + rows.getLong(6) + " s");
                    }
                }
            }
        }
        return totals;
    }
}
