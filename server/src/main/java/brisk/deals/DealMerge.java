package brisk.deals;

import brisk.imports.ImportContext;
import brisk.imports.ImportTarget.LineRange;
import brisk.imports.NameMatch;
import brisk.platform.records.RecordTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The SQL by which staged rows become deals: a few statements over all of them, whatever their number. */
final class DealMerge {
    static final String FINDINGS =
            NameMatch.findings("company_key", "company_names", "company_name", "company", "companies")
                    + " UNION ALL "
                    + NameMatch.findings("product_key", "product_names", "product_name", "product", "products")
                    + """
             UNION ALL
            SELECT s.line, 'warning', 'there is no single contact with the e-mail address ' || s.contact_email
            FROM staged s JOIN decided d ON d.line = s.line AND d.action <> 'repeated'
            WHERE s.contact_email IS NOT NULL AND d.contact_id IS NULL
             UNION ALL
            SELECT s.line, 'assumed', 'is ' || d.kind || ' but has no day on which it was closed; taken as '
                   || CASE WHEN s.created_at IS NULL THEN 'today' ELSE 'the day on which it began' END
            FROM staged s JOIN decided d ON d.line = s.line AND d.action = 'new'
            WHERE d.kind <> 'open' AND s.closed_at IS NULL
             UNION ALL
            SELECT s.line, 'warning', 'was closed before it began'
            FROM staged s JOIN decided d ON d.line = s.line AND d.action <> 'repeated'
            WHERE d.kind <> 'open' AND s.closed_at < s.created_at
             UNION ALL
            SELECT s.line, 'assumed', 'stays in the stage ' || d.stage_here || ', where it is here by now'
            FROM staged s JOIN decided d ON d.line = s.line AND d.action = 'there'
            WHERE s.stage_name IS NOT NULL AND NOT d.follows AND d.stage_id <> d.stage_id_here
            """;

    private DealMerge() {}

    /**
     * There already is the deal that an import made from the same row. An open one follows its file to a later stage of its
     * pipeline, and to its end; it does not go back, and what was closed here stays so.
     */
    static List<String> decide(Handle handle, ImportContext context, Instant now) {
        List<String> remarks = new ArrayList<>(StageNames.resolve(handle, context, now));
        refuseUnknownStages(handle);
        NameMatch.resolve(handle, context.workspaceId(), "company_key", "companies", "company_names");
        NameMatch.resolve(handle, context.workspaceId(), "product_key", "products", "product_names");
        handle.createUpdate("""
                CREATE TEMPORARY TABLE decided ON COMMIT DROP AS
                WITH firsts AS (
                    SELECT s.line, s.source_key, s.company_key, s.product_key, s.contact_email, s.company_name, s.product_name,
                           CASE WHEN pg_input_is_valid(s.external_id, 'uuid') THEN s.external_id::uuid END AS own_id,
                           t.id AS stage_id, t.kind, t.pipeline_id, t.position, min(s.line) OVER (PARTITION BY s.source_key) AS first_line
                    FROM staged s
                    JOIN stage_names n ON n.pipeline_name = coalesce(s.pipeline_name, '')
                        AND n.stage_name = coalesce(s.stage_name, '')
                    JOIN pipeline_stages t ON t.workspace_id = :workspaceId AND t.id = n.stage_id
                    WHERE s.rejection IS NULL
                ), known AS (
                    SELECT DISTINCT ON (f.line) f.line, d.id, d.status, d.pipeline_id, s.id AS stage_id, s.name, s.position
                    FROM (
                        SELECT f.line, d.id FROM firsts f
                        JOIN deals d ON d.workspace_id = :workspaceId AND d.source_key = f.source_key
                        WHERE f.line = f.first_line
                        UNION ALL
                        SELECT f.line, d.id FROM firsts f
                        JOIN deals d ON d.workspace_id = :workspaceId AND d.id = f.own_id
                        WHERE f.line = f.first_line
                    ) f
                    JOIN deals d ON d.workspace_id = :workspaceId AND d.id = f.id AND d.deleted_at IS NULL
                    JOIN pipeline_stages s ON s.workspace_id = :workspaceId AND s.id = d.stage_id
                    ORDER BY f.line, d.id
                ), people AS (
                    SELECT f.contact_email, (array_agg(c.id))[1] AS id
                    FROM (SELECT DISTINCT contact_email FROM firsts WHERE contact_email IS NOT NULL) f
                    JOIN contacts c ON c.workspace_id = :workspaceId AND c.email = f.contact_email AND c.deleted_at IS NULL
                    GROUP BY f.contact_email
                    HAVING count(*) = 1
                )
                SELECT f.line, f.first_line, k.id AS record_id, f.stage_id, f.kind, c.id AS company_id, p.id AS product_id,
                       people.id AS contact_id, k.stage_id AS stage_id_here, k.name AS stage_here,
                       coalesce(k.status = 'open' AND k.pipeline_id = f.pipeline_id
                                AND (f.kind <> 'open' OR f.position > k.position), false) AS follows,
                       jsonb_strip_nulls(jsonb_build_object(
                           coalesce(CAST(:companyColumn AS text), ''), CASE WHEN c.id IS NULL THEN f.company_name END,
                           coalesce(CAST(:productColumn AS text), ' '), CASE WHEN p.id IS NULL THEN f.product_name END)) AS left_over,
                       array_remove(ARRAY[CASE WHEN k.id = f.own_id THEN CAST(:idColumn AS text) END,
                                          CASE WHEN c.id IS NOT NULL THEN CAST(:companyColumn AS text) END,
                                          CASE WHEN p.id IS NOT NULL THEN CAST(:productColumn AS text) END], NULL) AS linked,
                       CASE WHEN f.line <> f.first_line THEN 'repeated' WHEN k.id IS NULL THEN 'new' ELSE 'there' END AS action
                FROM firsts f
                LEFT JOIN known k ON k.line = f.line
                LEFT JOIN company_names c ON c.key = f.company_key
                LEFT JOIN product_names p ON p.key = f.product_key
                LEFT JOIN people ON people.contact_email = f.contact_email
                """)
                .bind("workspaceId", context.workspaceId())
                .bind("idColumn", context.column("externalId"))
                .bind("companyColumn", context.column("company"))
                .bind("productColumn", context.column("product"))
                .execute();
        handle.execute("""
                CREATE TEMPORARY TABLE fresh (
                    line bigint, id uuid, begun timestamptz, ended timestamptz, since timestamptz, expected date, custom jsonb,
                    name text, stage_id uuid, passed_stage_id uuid, kind text, company_id uuid, product_id uuid, contact_id uuid,
                    list_price numeric
                ) ON COMMIT DROP
                """);
        return remarks;
    }

    private static void refuseUnknownStages(Handle handle) {
        handle.execute("""
                UPDATE staged s SET rejection = 'there is no stage ' || s.stage_name || coalesce(' in the pipeline ' || s.pipeline_name, '')
                    || '; who manages the team can make it, or import this file'
                FROM stage_names n
                WHERE s.rejection IS NULL AND n.pipeline_name = coalesce(s.pipeline_name, '')
                  AND n.stage_name = coalesce(s.stage_name, '') AND n.stage_id IS NULL
                """);
    }

    /** Adds what the file has and the deal has not; never empties anything, and leaves its name and when it began. */
    static List<UUID> update(Handle handle, UUID workspaceId, LineRange lines, Instant now) {
        List<UUID> changed = bound(handle.createQuery("""
                WITH merged AS (
                    SELECT d.id,
                        CASE WHEN c.follows THEN c.stage_id ELSE d.stage_id END AS stage_id,
                        CASE WHEN c.follows AND c.kind <> 'open' THEN coalesce(s.closed_at, :now) ELSE d.closed_at END AS closed_at,
                        coalesce(d.company_id, c.company_id) AS company_id,
                        coalesce(s.owner_id, d.owner_id) AS owner_id,
                        coalesce(s.value, d.value) AS value,
                        CASE WHEN s.value IS NULL THEN d.currency ELSE s.currency END AS currency,
                        coalesce(s.expected_close_date, CASE WHEN c.kind = 'open' THEN s.closed_on END, d.expected_close_date)
                            AS expected,
                        CASE WHEN d.status = 'open' AND NOT c.follows THEN d.reason ELSE coalesce(s.reason, d.reason) END AS reason,
                        coalesce(s.source, d.source) AS source,
                        CASE WHEN s.tags <@ d.tags THEN d.tags
                             ELSE (d.tags || ARRAY(SELECT t FROM unnest(s.tags) t WHERE t <> ALL (d.tags)))[1 : 50]
                        END AS tags,
                        ((d.custom || s.custom) - c.linked) || c.left_over AS custom
                    FROM staged s
                    JOIN decided c ON c.line = s.line AND c.action = 'there'
                    JOIN deals d ON d.workspace_id = :workspaceId AND d.id = c.record_id
                    WHERE s.line > :after AND s.line <= :upTo
                )
                UPDATE deals d SET
                    stage_id = m.stage_id, closed_at = m.closed_at, company_id = m.company_id, owner_id = m.owner_id,
                    value = m.value, currency = m.currency, expected_close_date = m.expected, reason = m.reason,
                    source = m.source, tags = m.tags, custom = m.custom, version = d.version + 1, updated_at = :now
                FROM merged m
                WHERE d.workspace_id = :workspaceId AND d.id = m.id
                  AND (d.stage_id, d.closed_at, d.company_id, d.owner_id, d.value, d.currency, d.expected_close_date, d.reason,
                       d.source, d.tags, d.custom)
                      IS DISTINCT FROM
                      (m.stage_id, m.closed_at, m.company_id, m.owner_id, m.value, m.currency, m.expected, m.reason, m.source,
                       m.tags, m.custom)
                RETURNING d.id
                """), workspaceId, lines, now)
                .mapTo(UUID.class)
                .list();
        List<UUID> equipped = bound(handle.createQuery("""
                INSERT INTO deal_products (workspace_id, deal_id, position, product_id, quantity, price)
                SELECT :workspaceId, d.id, 1, p.id, coalesce(s.quantity, 1), %s
                FROM staged s
                JOIN decided c ON c.line = s.line AND c.action = 'there'
                JOIN deals d ON d.workspace_id = :workspaceId AND d.id = c.record_id
                JOIN products p ON p.workspace_id = :workspaceId AND p.id = c.product_id
                WHERE s.line > :after AND s.line <= :upTo
                  AND NOT EXISTS (SELECT FROM deal_products l WHERE l.workspace_id = :workspaceId AND l.deal_id = d.id)
                RETURNING deal_id
                """.formatted(price("p.price"))), workspaceId, lines, now)
                .mapTo(UUID.class)
                .list();
        changed.addAll(equipped.stream().filter(id -> !changed.contains(id)).toList());
        return changed;
    }

    /** What was paid for one, where that is known; else what the product costs. */
    private static String price(String listPrice) {
        return "coalesce(round(nullif(s.value, 0) / coalesce(s.quantity, 1), 2), " + listPrice + ", 0)";
    }

    /**
     * Ids follow the time when deals began, so that the newest are the newest. A deal that is closed has gone through the last
     * open stage of its pipeline, from the day on which it began to its end: more is not known of it.
     */
    static int insert(Handle handle, UUID workspaceId, LineRange lines, Instant now) {
        handle.execute("DELETE FROM fresh");
        bound(handle.createUpdate("""
                INSERT INTO fresh
                SELECT t.line, uuidv7_of(t.begun), t.begun,
                       t.ended, t.since, t.expected, t.custom, t.name, t.stage_id, t.passed_stage_id, t.kind, t.company_id,
                       t.product_id, t.contact_id, t.list_price
                FROM (
                    SELECT s.line, begun, ended, d.stage_id, d.kind, d.company_id, d.product_id, d.contact_id,
                           p.price AS list_price,
                           coalesce(CASE WHEN d.kind = 'open' THEN s.stage_since END, ended, begun) AS since,
                           coalesce(s.expected_close_date, CASE WHEN d.kind = 'open' THEN s.closed_on END) AS expected,
                           s.custom || d.left_over AS custom,
                           left(coalesce(s.name, nullif(concat_ws(' – ', coalesce(c.name, s.company_name),
                                                        coalesce(p.name, s.product_name)), ''), s.external_id), 200) AS name,
                           CASE WHEN d.kind <> 'open' THEN (
                               SELECT o.id FROM pipeline_stages o
                               WHERE o.workspace_id = :workspaceId AND o.pipeline_id = t.pipeline_id AND o.kind = 'open'
                                 AND o.removed_at IS NULL
                               ORDER BY o.position DESC, o.id DESC LIMIT 1) END AS passed_stage_id
                    FROM staged s
                    JOIN decided d ON d.line = s.line AND d.action = 'new'
                    JOIN pipeline_stages t ON t.workspace_id = :workspaceId AND t.id = d.stage_id
                    LEFT JOIN companies c ON c.workspace_id = :workspaceId AND c.id = d.company_id
                    LEFT JOIN products p ON p.workspace_id = :workspaceId AND p.id = d.product_id
                    CROSS JOIN LATERAL (
                        SELECT CASE WHEN d.kind <> 'open' THEN coalesce(s.closed_at, s.created_at, :now) END AS ended) e
                    CROSS JOIN LATERAL (SELECT coalesce(s.created_at, least(e.ended, :now)) AS begun) b
                    WHERE s.line > :after AND s.line <= :upTo
                ) t
                ORDER BY t.begun, t.line
                """), workspaceId, lines, now).execute();
        handle.execute("ANALYZE fresh");
        int inserted = bound(handle.createUpdate("""
                INSERT INTO deals (workspace_id, id, name, company_id, owner_id, stage_id, value, currency, expected_close_date,
                    reason, closed_at, stage_since, source, tags, custom, source_key, created_at, updated_at)
                SELECT :workspaceId, f.id, f.name, f.company_id, s.owner_id, f.stage_id, s.value, s.currency, f.expected,
                    s.reason, f.ended, f.since, s.source, s.tags, f.custom, s.source_key, f.begun, :now
                FROM fresh f JOIN staged s ON s.line = f.line
                ORDER BY f.begun, f.line
                """), workspaceId, lines, now).execute();
        bound(handle.createUpdate("""
                INSERT INTO deal_products (workspace_id, deal_id, position, product_id, quantity, price)
                SELECT :workspaceId, f.id, 1, f.product_id, coalesce(s.quantity, 1), %s
                FROM fresh f JOIN staged s ON s.line = f.line
                WHERE f.product_id IS NOT NULL
                """.formatted(price("f.list_price"))), workspaceId, lines, now)
                .execute();
        bound(handle.createUpdate("""
                INSERT INTO deal_contacts (workspace_id, deal_id, contact_id)
                SELECT :workspaceId, f.id, f.contact_id FROM fresh f WHERE f.contact_id IS NOT NULL
                """), workspaceId, lines, now).execute();
        rememberStages(handle, workspaceId, lines, now);
        return inserted;
    }

    private static void rememberStages(Handle handle, UUID workspaceId, LineRange lines, Instant now) {
        bound(handle.createUpdate("""
                UPDATE deal_moves m SET
                    from_stage_id = f.passed_stage_id, outcome = f.kind,
                    seconds = greatest(0, extract(epoch FROM f.ended - f.begun))::bigint
                FROM fresh f
                WHERE m.workspace_id = :workspaceId AND m.deal_id = f.id AND f.passed_stage_id IS NOT NULL
                """), workspaceId, lines, now).execute();
        bound(handle.createUpdate("""
                INSERT INTO deal_moves (workspace_id, deal_id, id, to_stage_id, outcome, again, at, seconds, owner_id, status,
                    deleted)
                SELECT :workspaceId, f.id, f.id, f.passed_stage_id, 'entered', false, least(f.begun, f.ended), 0, d.owner_id,
                       f.kind, false
                FROM fresh f
                JOIN deals d ON d.workspace_id = :workspaceId AND d.id = f.id
                WHERE f.passed_stage_id IS NOT NULL
                """), workspaceId, lines, now).execute();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, UUID workspaceId, LineRange lines, Instant now) {
        return statement
                .bind("workspaceId", workspaceId)
                .bind("after", lines.after())
                .bind("upTo", lines.upTo())
                .bind("now", RecordTable.utc(now));
    }
}
