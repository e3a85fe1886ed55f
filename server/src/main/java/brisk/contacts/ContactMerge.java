package brisk.contacts;

import brisk.imports.ImportTarget.LineRange;
import brisk.platform.records.RecordTable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The SQL by which staged rows become contacts: a few statements over all of them, whatever their number. */
final class ContactMerge {
    /**
     * People who have one e-mail address and different names: in the file, and between the file and the workspace. All are
     * kept. A contact that a line of the file stands for is named by that line.
     */
    static final String SHARED_EMAILS = """
        WITH kept AS (
            SELECT s.line, s.name, s.name_key, d.record_id, e.email
            FROM staged s JOIN decided d ON d.line = s.line AND d.action <> 'repeated', unnest(s.emails) e (email)
        ), namesakes AS (
            SELECT email, count(*) AS people,
                   (array_agg(line ORDER BY line))[1 : 4] AS lines, (array_agg(left(name, 60) ORDER BY line))[1 : 4] AS names
            FROM kept
            GROUP BY email
            HAVING min(name_key) <> max(name_key)
        ), strangers AS (
            SELECT k.line, k.email, c.id, c.name, row_number() OVER (PARTITION BY k.line, k.email ORDER BY c.id) AS place
            FROM kept k
            JOIN contacts c ON c.workspace_id = :workspaceId AND c.email = k.email AND c.name_key <> k.name_key
            LEFT JOIN decided d ON d.record_id = c.id
            WHERE c.deleted_at IS NULL AND d.line IS NULL
        ), shared AS (
            SELECT k.line, n.email, 1 AS place,
                   (SELECT string_agg(o.name || ' (line ' || o.line || ')', ', ' ORDER BY o.line)
                    FROM (SELECT name, line FROM unnest(n.names, n.lines) others (name, line)
                          WHERE line <> k.line ORDER BY line LIMIT 3) o) AS people,
                   greatest(n.people - 4, 0) AS more
            FROM kept k JOIN namesakes n ON n.email = k.email
            UNION ALL
            SELECT line, email, 2, string_agg(left(name, 60), ', ' ORDER BY id) FILTER (WHERE place <= 3),
                   greatest(count(*) - 3, 0)
            FROM strangers
            GROUP BY line, email
        )
        SELECT line, 'shared_email' AS kind,
               string_agg(email || ' is also the e-mail address of ' || people
                          || CASE WHEN more > 0 THEN ' and ' || more || ' more' ELSE '' END,
                          '; ' ORDER BY email, place) AS reason
        FROM shared
        GROUP BY line
        """;

    private ContactMerge() {}

    /**
     * There already is the live contact that an import made from the same row, or one with the same name and e-mail address.
     * A contact that was merged into another counts as there too: its winner was the user's choice.
     */
    static void decide(Handle handle, UUID workspaceId) {
        handle.createUpdate("""
                CREATE TEMPORARY TABLE decided ON COMMIT DROP AS
                WITH firsts AS (
                    SELECT line, source_key, email, name_key, organisation_key,
                           min(line) OVER (PARTITION BY source_key) AS first_line
                    FROM staged
                    WHERE rejection IS NULL
                ), known AS (
                    SELECT DISTINCT ON (line) line, id, merged FROM (
                        SELECT f.line, c.id, c.merged_into IS NOT NULL AS merged, 1 AS preference
                        FROM firsts f
                        JOIN contacts c ON c.workspace_id = :workspaceId AND c.source_key = f.source_key
                        WHERE f.line = f.first_line AND (c.deleted_at IS NULL OR c.merged_into IS NOT NULL)
                        UNION ALL
                        SELECT f.line, c.id, false, 2
                        FROM firsts f
                        JOIN contacts c ON c.workspace_id = :workspaceId AND c.email = f.email AND c.name_key = f.name_key
                        WHERE f.line = f.first_line AND c.deleted_at IS NULL
                    ) ways
                    ORDER BY line, preference, merged, id
                ), employers AS (
                    SELECT o.organisation_key, (array_agg(c.id))[1] AS company_id
                    FROM (SELECT DISTINCT organisation_key FROM firsts WHERE organisation_key IS NOT NULL) o
                    JOIN companies c ON c.workspace_id = :workspaceId AND c.name_key = o.organisation_key
                        AND c.deleted_at IS NULL
                    GROUP BY o.organisation_key
                    HAVING count(*) = 1
                ), resolved AS (
                    SELECT f.line, k.id AS record_id, k.merged, e.company_id,
                           CASE WHEN k.id IS NULL THEN f.first_line
                                ELSE min(f.first_line) OVER (PARTITION BY coalesce(k.id, f.source_key)) END AS first_line
                    FROM firsts f
                    LEFT JOIN known k ON k.line = f.line
                    LEFT JOIN employers e ON e.organisation_key = f.organisation_key
                )
                SELECT line, first_line, record_id, company_id, coalesce(merged, false) AS merged,
                       CASE WHEN line <> first_line THEN 'repeated' WHEN record_id IS NULL THEN 'new' ELSE 'there' END AS action
                FROM resolved
                """).bind("workspaceId", workspaceId).execute();
    }

    /** Adds what the file has and the contact has not; never empties anything, and leaves what a person called somebody. */
    static List<UUID> update(Handle handle, UUID workspaceId, LineRange lines, Instant now) {
        return handle.createQuery("""
                WITH merged AS (
                    SELECT c.id,
                        CASE WHEN s.emails <@ c.emails THEN c.emails
                             ELSE (c.emails || ARRAY(SELECT e FROM unnest(s.emails) e WHERE e <> ALL (c.emails)))[1 : 20]
                        END AS emails,
                        CASE WHEN c.phones @> s.phones THEN c.phones
                             ELSE c.phones || (
                                SELECT coalesce(jsonb_agg(p), '[]') FROM jsonb_array_elements(s.phones) p
                                WHERE NOT EXISTS (
                                    SELECT FROM jsonb_array_elements(c.phones) q
                                    WHERE q ->> 'typed' = p ->> 'typed'
                                       OR (q ->> 'e164' = p ->> 'e164'
                                           AND coalesce(q ->> 'extension', '') = coalesce(p ->> 'extension', ''))))
                        END AS phones,
                        coalesce(s.organisation, c.organisation) AS organisation,
                        coalesce(c.company_id, d.company_id) AS company_id,
                        coalesce(s.job_title, c.job_title) AS job_title,
                        coalesce(s.role, c.role) AS role,
                        coalesce(s.production, c.production) AS production,
                        coalesce(s.type, c.type) AS type,
                        coalesce(s.status, c.status) AS status,
                        coalesce(s.warmness, c.warmness) AS warmness,
                        coalesce(s.in_campaign, c.in_campaign) AS in_campaign,
                        greatest(s.last_contacted_at, c.last_contacted_at) AS last_contacted_at,
                        coalesce(s.owner_id, c.owner_id) AS owner_id,
                        coalesce(s.source, c.source) AS source,
                        CASE WHEN s.tags <@ c.tags THEN c.tags
                             ELSE (c.tags || ARRAY(SELECT t FROM unnest(s.tags) t WHERE t <> ALL (c.tags)))[1 : 50]
                        END AS tags,
                        c.custom || s.custom AS custom
                    FROM staged s
                    JOIN decided d ON d.line = s.line AND d.action = 'there' AND NOT d.merged
                    JOIN contacts c ON c.workspace_id = :workspaceId AND c.id = d.record_id
                    WHERE s.line > :after AND s.line <= :upTo
                )
                UPDATE contacts c SET
                    emails = m.emails, phones = m.phones, organisation = m.organisation, company_id = m.company_id,
                    job_title = m.job_title, role = m.role, production = m.production, type = m.type, status = m.status,
                    warmness = m.warmness, in_campaign = m.in_campaign, last_contacted_at = m.last_contacted_at,
                    owner_id = m.owner_id, source = m.source, tags = m.tags, custom = m.custom,
                    version = c.version + 1, updated_at = :now
                FROM merged m
                WHERE c.workspace_id = :workspaceId AND c.id = m.id
                  AND (c.emails, c.phones, c.organisation, c.company_id, c.job_title, c.role, c.production, c.type,
                       c.status, c.warmness, c.in_campaign, c.last_contacted_at, c.owner_id, c.source, c.tags, c.custom)
                      IS DISTINCT FROM
                      (m.emails, m.phones, m.organisation, m.company_id, m.job_title, m.role, m.production, m.type,
                       m.status, m.warmness, m.in_campaign, m.last_contacted_at, m.owner_id, m.source, m.tags, m.custom)
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
                INSERT INTO contacts (workspace_id, name, emails, phones, organisation, company_id, job_title, role,
                    production, type, status, warmness, in_campaign, last_contacted_at, owner_id, source, tags, custom,
                    source_key, created_at, updated_at)
                SELECT :workspaceId, s.name, s.emails, s.phones, s.organisation, d.company_id, s.job_title, s.role,
                    s.production, s.type, s.status, coalesce(s.warmness, 0), coalesce(s.in_campaign, false),
                    s.last_contacted_at, s.owner_id, s.source, s.tags, s.custom, s.source_key, :now, :now
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
}
