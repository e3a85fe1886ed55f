package brisk.companies;

import brisk.imports.ImportTarget.LineRange;
import brisk.platform.records.RecordTable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL by which staged rows become companies. */
final class CompanyMerge {
    private CompanyMerge() {}

    /** There already is the company that an import made from the same row, or one with the same name. */
    static void decide(Handle handle, UUID workspaceId) {
        handle.createUpdate("""
                CREATE TEMPORARY TABLE decided ON COMMIT DROP AS
                WITH firsts AS (
                    SELECT line, source_key, name_key, min(line) OVER (PARTITION BY name_key) AS first_line
                    FROM staged
                    WHERE rejection IS NULL
                ), known AS (
                    SELECT DISTINCT ON (line) line, id FROM (
                        SELECT f.line, c.id, 1 AS preference
                        FROM firsts f
                        JOIN companies c ON c.workspace_id = :workspaceId AND c.source_key = f.source_key
                        WHERE f.line = f.first_line AND c.deleted_at IS NULL
                        UNION ALL
                        SELECT f.line, c.id, 2
                        FROM firsts f
                        JOIN companies c ON c.workspace_id = :workspaceId AND c.name_key = f.name_key
                        WHERE f.line = f.first_line AND c.deleted_at IS NULL
                    ) ways
                    ORDER BY line, preference, id
                ), resolved AS (
                    SELECT f.line, k.id AS record_id,
                           CASE WHEN k.id IS NULL THEN f.first_line
                                ELSE min(f.first_line) OVER (PARTITION BY coalesce(k.id, f.source_key)) END AS first_line
                    FROM firsts f
                    LEFT JOIN known k ON k.line = f.line
                )
                SELECT line, first_line, record_id,
                       CASE WHEN line <> first_line THEN 'repeated' WHEN record_id IS NULL THEN 'new' ELSE 'there' END AS action
                FROM resolved
                """).bind("workspaceId", workspaceId).execute();
    }

    /** Adds what the file has and the company has not; never empties anything, and leaves its name. */
    static List<UUID> update(Handle handle, UUID workspaceId, LineRange lines, Instant now) {
        return handle.createQuery("""
                WITH merged AS (
                    SELECT c.id,
                        coalesce(s.domain, c.domain) AS domain,
                        coalesce(s.industry, c.industry) AS industry,
                        coalesce(s.country, c.country) AS country,
                        coalesce(s.city, c.city) AS city,
                        coalesce(s.website, c.website) AS website,
                        CASE WHEN c.phones @> s.phones THEN c.phones
                             ELSE c.phones || (
                                SELECT coalesce(jsonb_agg(p), '[]') FROM jsonb_array_elements(s.phones) p
                                WHERE NOT EXISTS (
                                    SELECT FROM jsonb_array_elements(c.phones) q
                                    WHERE q ->> 'typed' = p ->> 'typed' OR q ->> 'e164' = p ->> 'e164'))
                        END AS phones,
                        coalesce(s.employees, c.employees) AS employees,
                        coalesce(s.revenue, c.revenue) AS revenue,
                        coalesce(s.currency, c.currency) AS currency,
                        coalesce(s.founded_year, c.founded_year) AS founded_year,
                        coalesce(s.owner_id, c.owner_id) AS owner_id,
                        coalesce(s.source, c.source) AS source,
                        CASE WHEN s.tags <@ c.tags THEN c.tags
                             ELSE (c.tags || ARRAY(SELECT t FROM unnest(s.tags) t WHERE t <> ALL (c.tags)))[1 : 50]
                        END AS tags,
                        c.custom || s.custom AS custom
                    FROM staged s
                    JOIN decided d ON d.line = s.line AND d.action = 'there'
                    JOIN companies c ON c.workspace_id = :workspaceId AND c.id = d.record_id
                    WHERE s.line > :after AND s.line <= :upTo
                )
                UPDATE companies c SET
                    domain = m.domain, industry = m.industry, country = m.country, city = m.city, website = m.website,
                    phones = m.phones, employees = m.employees, revenue = m.revenue, currency = m.currency,
                    founded_year = m.founded_year, owner_id = m.owner_id, source = m.source, tags = m.tags,
                    custom = m.custom, version = c.version + 1, updated_at = :now
                FROM merged m
                WHERE c.workspace_id = :workspaceId AND c.id = m.id
                  AND (c.domain, c.industry, c.country, c.city, c.website, c.phones, c.employees, c.revenue, c.currency,
                       c.founded_year, c.owner_id, c.source, c.tags, c.custom)
                      IS DISTINCT FROM
                      (m.domain, m.industry, m.country, m.city, m.website, m.phones, m.employees, m.revenue, m.currency,
                       m.founded_year, m.owner_id, m.source, m.tags, m.custom)
                RETURNING c.id
                """)
                .bind("workspaceId", workspaceId)
                .bind("after", lines.after())
                .bind("upTo", lines.upTo())
                .bind("now", RecordTable.utc(now))
                .mapTo(UUID.class)
                .list();
    }

    static int insert(Handle handle, UUID workspaceId, LineRange lines, Instant now) {
        return handle.createUpdate("""
                INSERT INTO companies (workspace_id, name, domain, industry, country, city, website, phones, employees,
                    revenue, currency, founded_year, owner_id, source, tags, custom, source_key, created_at, updated_at)
                SELECT :workspaceId, s.name, s.domain, s.industry, s.country, s.city, s.website, s.phones, s.employees,
                    s.revenue, s.currency, s.founded_year, s.owner_id, s.source, s.tags, s.custom, s.source_key, :now, :now
                FROM staged s
                JOIN decided d ON d.line = s.line AND d.action = 'new'
                WHERE s.line > :after AND s.line <= :upTo
                ORDER BY s.line
                """)
                .bind("workspaceId", workspaceId)
                .bind("after", lines.after())
                .bind("upTo", lines.upTo())
                .bind("now", RecordTable.utc(now))
                .execute();
    }

    /**
     * Parents are named, and may stand further down in the file, so they are linked when all rows are there. A parent that
     * nobody knows, or that would make a circle, is a finding.
     */
    static List<UUID> linkParents(Handle handle, UUID workspaceId, UUID importId, Instant now) {
        handle.createUpdate("""
                CREATE TEMPORARY TABLE parents ON COMMIT DROP AS
                SELECT s.line, s.parent_name, s.content, c.id, c.parent_id AS old_parent_id, d.action = 'new' AS is_new,
                       (SELECT p.id FROM companies p
                        WHERE p.workspace_id = :workspaceId AND p.name_key = s.parent_key AND p.deleted_at IS NULL
                        ORDER BY p.id LIMIT 1) AS parent_id
                FROM staged s
                JOIN decided d ON d.line = s.line AND d.action <> 'repeated'
                JOIN companies c ON c.workspace_id = :workspaceId AND c.name_key = s.name_key AND c.deleted_at IS NULL
                    AND (c.id = d.record_id OR (d.record_id IS NULL AND c.source_key = s.source_key))
                WHERE s.parent_key IS NOT NULL
                """).bind("workspaceId", workspaceId).execute();
        handle.createUpdate("""
                WITH RECURSIVE above AS (
                    SELECT line, id, parent_id AS ancestor_id, 1 AS height FROM parents WHERE parent_id IS NOT NULL
                    UNION ALL
                    SELECT a.line, a.id, coalesce(n.parent_id, c.parent_id), a.height + 1
                    FROM above a
                    LEFT JOIN parents n ON n.id = a.ancestor_id
                    LEFT JOIN companies c ON c.workspace_id = :workspaceId AND c.id = a.ancestor_id
                    WHERE a.ancestor_id <> a.id AND a.height < 50 AND coalesce(n.parent_id, c.parent_id) IS NOT NULL
                ), circles AS (
                    UPDATE parents SET parent_id = NULL, parent_name = parent_name || ' (its own subsidiary)'
                    WHERE line IN (SELECT line FROM above WHERE ancestor_id = id)
                    RETURNING line, parent_name, content
                )
                INSERT INTO import_findings (workspace_id, import_id, line, kind, reason, content)
                SELECT :workspaceId, :importId, line, 'warning', 'cannot belong to ' || parent_name, content FROM circles
                UNION ALL
                SELECT :workspaceId, :importId, line, 'warning', 'there is no company ' || parent_name || ' to belong to',
                       content
                FROM parents
                WHERE parent_id IS NULL
                """)
                .bind("workspaceId", workspaceId)
                .bind("importId", importId)
                .execute();
        return handle.createQuery("""
                WITH linked AS (
                    UPDATE companies c SET
                        parent_id = p.parent_id, updated_at = :now,
                        version = c.version + CASE WHEN p.is_new THEN 0 ELSE 1 END
                    FROM parents p
                    WHERE c.workspace_id = :workspaceId AND c.id = p.id AND p.parent_id IS NOT NULL
                      AND c.parent_id IS DISTINCT FROM p.parent_id
                    RETURNING c.id, p.is_new
                )
                SELECT id FROM linked WHERE NOT is_new
                """)
                .bind("workspaceId", workspaceId)
                .bind("now", RecordTable.utc(now))
                .mapTo(UUID.class)
                .list();
    }
}
