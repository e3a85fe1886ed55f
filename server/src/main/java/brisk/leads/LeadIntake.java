package brisk.leads;

import brisk.imports.ImportContext;
import brisk.imports.ImportTarget.LineRange;
import brisk.platform.records.RecordTable;
import brisk.platform.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The SQL by which staged rows become leads: a few statements over all of them, whatever their number. What a row leads to is
 * what {@code create_lead()} would have made of it, one after the other: the first row with a number is the lead, and whatever
 * comes later with one of its numbers is a touch of it, as it is of a lead that was here before.
 */
final class LeadIntake {
    /** Over {@code decided}, for rows that repeat another one of the file or belong to the same lead. */
    static final String REPETITION = """
            CASE WHEN matched IS NOT NULL THEN
                      'asks again with the number ' || matched || ' of line ' || first_line || '; kept as an enquiry of the same lead'
                 WHEN record_id IS NOT NULL THEN 'was imported before, as an enquiry of the same lead as line ' || first_line
                 ELSE 'is the same as line ' || first_line END""";

    static final String FINDINGS = """
            SELECT d.line, 'repeated' AS kind,
                   'asks again with the number ' || d.matched || ' of lead ' || l.uid || ', which is here since '
                   || to_char(l.created_at AT TIME ZONE w.time_zone, 'FMDD Mon YYYY') || '; kept as an enquiry of that lead' AS reason
            FROM decided d
            JOIN leads l ON l.workspace_id = :workspaceId AND l.id = d.touched_id
            JOIN workspaces w ON w.id = :workspaceId
            WHERE d.action = 'there' AND d.touched_id IS NOT NULL
             UNION ALL
            SELECT s.line, 'assumed', s.assumed
            FROM staged s JOIN decided d ON d.line = s.line AND d.action <> 'repeated'
            WHERE s.assumed IS NOT NULL
             UNION ALL
            SELECT s.line, 'assumed', 'is dated in the future; taken as of today'
            FROM staged s JOIN decided d ON d.line = s.line AND d.action = 'new'
            WHERE s.created_at > d.begun
            """;

    /** Those whose uid was taken. */
    private static final String OTHERS =
            "AND NOT EXISTS (SELECT FROM leads l WHERE l.workspace_id = :workspaceId AND l.id = d.id)";

    private LeadIntake() {}

    /**
     * Keeps what all rows share in the temporary table {@code intake}, and the meaning of statuses in {@code status_names}. Whoever
     * takes enquiries or follows them up takes those of their file; what a manager sends was taken by whom its column says.
     *
     * @return how many rows say no source
     */
    static long begin(Handle handle, ImportContext context, Instant now, String source) {
        Role role = context.sender().role();
        boolean takes = role != Role.ADMIN && role != Role.MANAGER;
        handle.createUpdate("""
                CREATE TEMPORARY TABLE intake ON COMMIT DROP AS
                SELECT CAST(:senderId AS uuid) AS sender_id, CAST(:creId AS uuid) AS cre_id, CAST(:psId AS uuid) AS ps_id,
                       CAST(:branch AS text) AS branch, CAST(:source AS text) AS source, CAST(:statusColumn AS text) AS status_column,
                       CAST(:fileName AS text) AS file_name,
                       CAST(:now AS timestamptz) + make_interval(mins => t.response_minutes) AS due_at,
                       (SELECT s.code FROM lead_statuses s
                        WHERE s.workspace_id = :workspaceId AND s.active AND s.kind = 'open'
                        ORDER BY s.position, s.code LIMIT 1) AS first_status
                FROM lead_settings t
                WHERE t.workspace_id = :workspaceId
                """)
                .bind("workspaceId", context.workspaceId())
                .bind("senderId", context.sender().id())
                .bind("creId", takes ? context.sender().id() : null)
                .bind("psId", takes && role != Role.CRE ? context.sender().id() : null)
                .bind("branch", context.sender().branch())
                .bind("source", source)
                .bind("statusColumn", context.column("status"))
                .bind("fileName", context.fileName())
                .bind("now", RecordTable.utc(now))
                .execute();
        handle.createUpdate("""
                CREATE TEMPORARY TABLE status_names ON COMMIT DROP AS
                SELECT g.status_name, f.code, f.kind
                FROM (SELECT DISTINCT status_name FROM staged WHERE rejection IS NULL AND status_name IS NOT NULL) g
                LEFT JOIN LATERAL (
                    SELECT s.code, s.kind FROM lead_statuses s
                    WHERE s.workspace_id = :workspaceId AND s.active
                      AND squeeze(fold(g.status_name)) IN (squeeze(fold(s.code)), squeeze(fold(s.name)))
                    ORDER BY squeeze(fold(g.status_name)) = squeeze(fold(s.code)) DESC, s.position, s.code
                    LIMIT 1) f ON true
                """).bind("workspaceId", context.workspaceId()).execute();
        return handle.createQuery("SELECT count(*) FROM staged WHERE rejection IS NULL AND source IS NULL")
                .mapTo(Long.class)
                .one();
    }

    static List<String> unknownStatuses(Handle handle) {
        return handle.createQuery(
                        "SELECT status_name FROM status_names WHERE code IS NULL ORDER BY status_name LIMIT 100")
                .mapTo(String.class)
                .list();
    }

    /**
     * There already is the lead or the touch that an import made from the same row, and a lead that went into a file by its uid.
     * All numbers of the others are taken at once and in order, before anything is written, so that whoever creates a lead with
     * one of them meanwhile waits for this import, and nobody waits for somebody who waits for them. A number that could not be
     * taken leads to the lead that has it, or to the row that had it first.
     */
    static void decide(Handle handle, UUID workspaceId, Instant now) {
        recognise(handle, workspaceId, now);
        takeNumbers(handle, workspaceId);
        bound(handle.createUpdate("""
                CREATE TEMPORARY TABLE touching ON COMMIT DROP AS
                SELECT DISTINCT ON (h.line) h.line, h.id, h.lead_id, h.phone AS matched
                FROM held h
                ORDER BY h.line, h.place
                """), workspaceId).execute();
        handle.execute("CREATE INDEX ON touching (id)");
        handle.execute("ANALYZE touching");
        // The row that had the number first may itself have touched another lead.
        while (handle.createUpdate("UPDATE touching t SET lead_id = u.lead_id FROM touching u WHERE t.lead_id = u.id")
                        .execute()
                > 0) {
            // until all of them name a lead
        }
        bound(handle.createUpdate("""
                UPDATE lead_phones p SET lead_id = t.lead_id FROM touching t
                WHERE p.workspace_id = :workspaceId AND p.lead_id = t.id
                """), workspaceId).execute();
        handle.execute("""
                CREATE TEMPORARY TABLE decided ON COMMIT DROP AS
                SELECT a.line, a.id, a.begun, t.lead_id AS touched_id, t.matched,
                       CASE WHEN f.line IS NOT NULL THEN f.line ELSE a.first_line END AS first_line,
                       CASE WHEN f.line IS NULL THEN coalesce(k.record_id, t.lead_id) END AS record_id,
                       CASE WHEN a.line <> a.first_line OR f.line IS NOT NULL THEN 'repeated'
                            WHEN k.line IS NOT NULL OR t.line IS NOT NULL THEN 'there'
                            ELSE 'new' END AS action
                FROM asked a
                LEFT JOIN known k ON k.line = a.line
                LEFT JOIN touching t ON t.line = a.line
                LEFT JOIN asked f ON f.id = t.lead_id
                """);
        // A lead counts once, however many rows of the file belong to it.
        handle.execute("""
                UPDATE decided d SET action = 'repeated', first_line = m.first_line
                FROM (SELECT record_id, min(line) AS first_line FROM decided WHERE action = 'there'
                      GROUP BY record_id HAVING count(*) > 1) m
                WHERE d.record_id = m.record_id AND d.action = 'there' AND d.line <> m.first_line
                """);
    }

    /** Ids follow the time of the enquiry, then the order of the file, so that the newest are the newest. */
    private static void recognise(Handle handle, UUID workspaceId, Instant now) {
        handle.createUpdate("""
                CREATE TEMPORARY TABLE asked ON COMMIT DROP AS
                SELECT t.line, t.source_key, t.first_line, t.begun,
                       uuidv7_of(t.begun - (t.last_line - t.line) * interval '1 microsecond') AS id
                FROM (SELECT s.line, s.source_key, min(s.line) OVER (PARTITION BY s.source_key) AS first_line,
                             least(s.created_at, :now) AS begun,
                             (SELECT max(line) FROM staged) AS last_line
                      FROM staged s WHERE s.rejection IS NULL) t
                """).bind("now", RecordTable.utc(now)).execute();
        handle.execute("ANALYZE asked");
        bound(handle.createUpdate("""
                CREATE TEMPORARY TABLE known ON COMMIT DROP AS
                SELECT DISTINCT ON (k.line) k.line, k.record_id
                FROM (
                    SELECT a.line, coalesce(l.merged_into, l.id) AS record_id
                    FROM asked a
                    JOIN leads l ON l.workspace_id = :workspaceId AND l.source_key = a.source_key
                    WHERE a.line = a.first_line AND (l.deleted_at IS NULL OR l.merged_into IS NOT NULL)
                    UNION ALL
                    SELECT a.line, l.id
                    FROM asked a
                    JOIN lead_touches t ON t.workspace_id = :workspaceId AND t.source_key = a.source_key
                    JOIN leads l ON l.workspace_id = :workspaceId AND l.id = t.lead_id AND l.deleted_at IS NULL
                    WHERE a.line = a.first_line
                    UNION ALL
                    SELECT a.line, l.id
                    FROM asked a
                    JOIN staged s ON s.line = a.line
                    JOIN leads l ON l.workspace_id = :workspaceId AND l.uid = upper(s.external_id) AND l.deleted_at IS NULL
                    WHERE a.line = a.first_line AND s.numbers && numbers_of(l.mobile, l.alternate_phones)
                ) k
                ORDER BY k.line, k.record_id
                """), workspaceId).execute();
        handle.execute("ANALYZE known");
    }

    /** Makes {@code held}: which rows have a number that is another one's. */
    private static void takeNumbers(Handle handle, UUID workspaceId) {
        handle.execute("""
                CREATE TEMPORARY TABLE numbers ON COMMIT DROP AS
                SELECT n.phone COLLATE "C" AS phone, a.line, a.id, n.place
                FROM asked a
                JOIN staged s ON s.line = a.line
                CROSS JOIN LATERAL unnest(s.numbers) WITH ORDINALITY AS n (phone, place)
                WHERE a.line = a.first_line AND NOT EXISTS (SELECT FROM known k WHERE k.line = a.line)
                """);
        handle.execute("ANALYZE numbers");
        boolean complete;
        do {
            handle.execute("DROP TABLE IF EXISTS held");
            bound(handle.createUpdate("""
                    INSERT INTO lead_phones (workspace_id, phone, lead_id)
                    SELECT :workspaceId, f.phone, f.id
                    FROM (SELECT DISTINCT ON (n.phone) n.phone, n.id FROM numbers n ORDER BY n.phone, n.line) f
                    ORDER BY f.phone
                    ON CONFLICT (workspace_id, phone) DO NOTHING
                    """), workspaceId).execute();
            bound(handle.createUpdate("""
                    CREATE TEMPORARY TABLE held ON COMMIT DROP AS
                    SELECT n.line, n.id, n.phone, n.place, p.lead_id
                    FROM numbers n
                    JOIN lead_phones p ON p.workspace_id = :workspaceId AND p.phone = n.phone
                    WHERE p.lead_id <> n.id
                    FOR KEY SHARE OF p
                    """), workspaceId).execute();
            // A lead that was deleted in between has given its numbers back.
            complete = bound(handle.createQuery("""
                            SELECT NOT EXISTS (
                                SELECT FROM numbers n
                                WHERE NOT EXISTS (SELECT FROM lead_phones p WHERE p.workspace_id = :workspaceId AND p.phone = n.phone))
                            """), workspaceId)
                    .mapTo(Boolean.class)
                    .one();
        } while (!complete);
    }

    /**
     * The clock of the first response begins now, because nobody here could have answered before. What is closed was answered
     * elsewhere, nobody knows when: in no time.
     */
    static int insert(Handle handle, UUID workspaceId, LineRange lines, Instant now) {
        int expected =
                ranged(handle.createQuery("""
                SELECT count(*) FROM decided WHERE action = 'new' AND line > :after AND line <= :upTo
                """), lines).mapTo(Integer.class).one();
        int inserted = 0;
        for (int candidate = 0; inserted < expected; candidate++) {
            inserted += insert(handle, workspaceId, lines, now, candidate);
        }
        bound(ranged(handle.createUpdate("""
                INSERT INTO lead_follow_ups (workspace_id, lead_id, attempt, user_id, due_at, created_at)
                SELECT :workspaceId, l.id, 1, l.ps_id, l.next_follow_up_at, :now
                FROM decided d
                JOIN leads l ON l.workspace_id = :workspaceId AND l.id = d.id
                WHERE d.action = 'new' AND d.line > :after AND d.line <= :upTo AND l.next_follow_up_at IS NOT NULL
                ORDER BY l.id
                """), lines), workspaceId)
                .bind("now", RecordTable.utc(now))
                .execute();
        return inserted;
    }

    private static int insert(Handle handle, UUID workspaceId, LineRange lines, Instant now, int candidate) {
        return bound(ranged(handle.createUpdate("""
                INSERT INTO leads (workspace_id, id, uid, customer_name, mobile, mobile_typed, alternate_phones, email, source,
                                   sub_source, campaign, model, city, branch, cre_id, ps_id, status, status_kind, priority, custom,
                                   remarks, first_response_due_at, first_responded_at, next_follow_up_at, rule_id, created_by,
                                   changed_by, created_at, updated_at, source_key)
                SELECT :workspaceId, d.id, lead_uid(coalesce(s.source, i.source), s.mobile, d.begun, :candidate), s.name, s.mobile,
                       s.mobile_typed, s.alternate_phones, s.email, coalesce(s.source, i.source), s.sub_source, s.campaign, s.model,
                       s.city, coalesce(s.branch, i.branch, u.branch), coalesce(s.cre_id, i.cre_id), u.id,
                       coalesce(n.code, i.first_status), coalesce(n.kind, 'open'), coalesce(s.priority, 'normal'),
                       CASE WHEN s.status_name IS NOT NULL AND n.code IS NULL
                            THEN s.custom || jsonb_build_object(i.status_column, s.status_name) ELSE s.custom END,
                       s.remarks, i.due_at, CASE WHEN n.kind <> 'open' THEN d.begun END, coalesce(s.next_at, i.due_at), t.rule_id,
                       i.sender_id, i.sender_id, d.begun, :now, s.source_key
                FROM decided d
                JOIN staged s ON s.line = d.line
                CROSS JOIN intake i
                LEFT JOIN status_names n ON n.status_name = s.status_name
                LEFT JOIN turns t ON t.line = d.line
                LEFT JOIN users u ON u.workspace_id = :workspaceId AND u.id = coalesce(s.ps_id, t.user_id, i.ps_id)
                WHERE d.action = 'new' AND d.line > :after AND d.line <= :upTo %s
                ORDER BY d.id
                ON CONFLICT (workspace_id, uid) DO NOTHING
                """.formatted(candidate == 0 ? "" : OTHERS)), lines), workspaceId)
                .bind("now", RecordTable.utc(now))
                .bind("candidate", candidate)
                .execute();
    }

    /**
     * Repeated enquiries, when all leads stand.
     *
     * @return the leads that were here before and have one more
     */
    static List<UUID> touch(Handle handle, UUID workspaceId, Instant now) {
        bound(handle.createUpdate("""
                INSERT INTO lead_touches (workspace_id, lead_id, at, user_id, source, sub_source, campaign, model, customer_name, email,
                                          remarks, phones, matched, source_key)
                SELECT :workspaceId, d.touched_id, d.begun, i.sender_id, coalesce(s.source, i.source), s.sub_source, s.campaign,
                       s.model, s.name, s.email, s.remarks,
                       jsonb_build_array(jsonb_build_object('e164', s.mobile, 'typed', s.mobile_typed, 'extension', NULL))
                           || s.alternate_phones,
                       d.matched, s.source_key
                FROM decided d
                JOIN staged s ON s.line = d.line
                CROSS JOIN intake i
                WHERE d.touched_id IS NOT NULL
                ORDER BY d.line
                """), workspaceId).execute();
        return handle.createQuery(
                        "SELECT DISTINCT record_id FROM decided WHERE touched_id IS NOT NULL AND record_id IS NOT NULL")
                .mapTo(UUID.class)
                .list();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, UUID workspaceId) {
        return statement.bind("workspaceId", workspaceId);
    }

    private static <S extends SqlStatement<S>> S ranged(S statement, LineRange lines) {
        return statement.bind("after", lines.after()).bind("upTo", lines.upTo());
    }
}
