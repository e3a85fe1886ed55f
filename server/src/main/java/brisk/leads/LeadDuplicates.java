package brisk.leads;

import static brisk.platform.records.Column.json;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.texts;
import static brisk.platform.records.Column.time;

import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.records.Columns;
import brisk.platform.records.Listing;
import brisk.platform.records.RecordTable;
import brisk.platform.records.Sort;
import brisk.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JsonGenerator;

/**
 * Leads that may be one customer, and enquiries of customers who were known: kept by a job and by triggers, so that a page of
 * either is a range of an index. Both leads of a pair must be the caller's to see.
 */
final class LeadDuplicates {
    /** What the job changes; everything else about pairs changes with the leads. */
    static final String TOPIC = "lead-duplicates";

    static final List<String> PARAMETERS = Listing.parametersWithoutInclude("leadId", "dismissed");
    static final List<String> TOUCH_PARAMETERS = Listing.parametersWithoutInclude();

    private static final String NAMED =
            "CASE WHEN %1$s.id IS NOT NULL THEN json_build_object('id', %1$s.id, 'name', %1$s.name) END";

    private static final Columns PAIR = Columns.of(
            text("id", "p.id"),
            texts("reasons", "p.reasons"),
            time("foundAt", "p.found_at"),
            time("dismissedAt", "p.dismissed_at"),
            json("first", side("a")),
            json("second", side("b")));

    private static final String PAIRS = """
            lead_pairs p
            JOIN leads a ON a.workspace_id = p.workspace_id AND a.id = p.first_id AND a.deleted_at IS NULL
            JOIN leads b ON b.workspace_id = p.workspace_id AND b.id = p.second_id AND b.deleted_at IS NULL""";

    private static final String PEOPLE = people("a") + people("b");

    private static final Columns TOUCH = LeadHistory.ENTERED.with(
            json("user", NAMED.formatted("u")),
            json(
                    "lead",
                    "json_build_object('id', l.id, 'uid', l.uid, 'customerName', l.customer_name, 'status', l.status,"
                            + " 'kind', l.status_kind, 'cre', " + NAMED.formatted("lcre") + ", 'ps', "
                            + NAMED.formatted("lps") + ")"));

    private static final String TOUCHES = """
            lead_touches f
            JOIN leads l ON l.workspace_id = f.workspace_id AND l.id = f.lead_id AND l.deleted_at IS NULL""";

    private LeadDuplicates() {}

    /** What one compares two leads by. */
    private static String side(String alias) {
        return """
                json_build_object('id', %1$s.id, 'uid', %1$s.uid, 'customerName', %1$s.customer_name,
                    'mobile', json_build_object('e164', %1$s.mobile, 'typed', %1$s.mobile_typed, 'extension', NULL),
                    'alternatePhones', %1$s.alternate_phones, 'email', %1$s.email, 'source', %1$s.source, 'campaign', %1$s.campaign,
                    'model', %1$s.model, 'city', %1$s.city, 'branch', %1$s.branch, 'status', %1$s.status, 'kind', %1$s.status_kind,
                    'cre', %2$s, 'ps', %3$s, 'attempts', %1$s.attempts,
                    'nextFollowUpAt', %4$s, 'createdAt', %5$s, 'version', %1$s.version)""".formatted(
                        alias,
                        NAMED.formatted(alias + "cre"),
                        NAMED.formatted(alias + "ps"),
                        moment(alias + ".next_follow_up_at"),
                        moment(alias + ".created_at"));
    }

    private static String moment(String column) {
        return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    }

    private static String people(String alias) {
        return """

                LEFT JOIN users %1$scre ON %1$scre.workspace_id = %1$s.workspace_id AND %1$scre.id = %1$s.cre_id
                LEFT JOIN users %1$sps ON %1$sps.workspace_id = %1$s.workspace_id AND %1$sps.id = %1$s.ps_id""".formatted(alias);
    }

    /** One page of pairs, the newest first. */
    static byte[] page(Handle handle, Caller caller, Query query) {
        var listing = new Listing(query, PAIR, "p", "-found", List.of(Sort.by("found", "p.id", "uuid")), caller)
                .where(
                        Boolean.TRUE.equals(query.flag("dismissed"))
                                ? "p.dismissed_at IS NOT NULL"
                                : "p.dismissed_at IS NULL")
                .where("""
                        p.id IN (SELECT q.id FROM lead_pairs q WHERE q.workspace_id = :workspaceId AND q.first_id = :leadId
                                 UNION ALL
                                 SELECT q.id FROM lead_pairs q WHERE q.workspace_id = :workspaceId AND q.second_id = :leadId)""", "leadId", query.id("leadId"));
        LeadAccess access = onlyOwn(listing, "p", caller);
        if (access != LeadAccess.ALL) {
            listing.where(access.condition("a")).where(access.condition("b"));
        }
        return listing.run(handle, PAIRS + PEOPLE, PAIRS);
    }

    /** One page of the enquiries that turned out to be of known customers, the newest first. */
    static byte[] touches(Handle handle, Caller caller, Query query) {
        var listing = new Listing(query, TOUCH, "f", "-entered", List.of(Sort.by("entered", "f.id", "uuid")), caller);
        LeadAccess access = onlyOwn(listing, "f", caller);
        if (access != LeadAccess.ALL) {
            listing.where(access.condition("l"));
        }
        return listing.run(
                handle,
                TOUCHES + people("l") + "\nLEFT JOIN users u ON u.workspace_id = f.workspace_id AND u.id = f.user_id",
                TOUCHES);
    }

    /** The range of the index in which the caller's own are; what they may see is asked of the leads. */
    private static LeadAccess onlyOwn(Listing listing, String alias, Caller caller) {
        LeadAccess access = LeadAccess.of(caller);
        switch (access) {
            case ALL -> {}
            case BRANCH -> listing.where(alias + ".branch = lower(:callerBranch)", "callerBranch", caller.branch());
            case CRE -> listing.where(alias + ".cre_id = :callerId");
            case PS -> listing.where(alias + ".ps_id = :callerId");
        }
        listing.bind("callerId", caller.userId());
        return access;
    }

    /**
     * Says of two leads that they are two customers, or takes that back.
     *
     * @throws Problem 404 where there is no such pair, or the caller does not see both leads
     */
    static byte[] dismiss(Handle handle, Caller caller, UUID id, boolean dismissed, Instant now) {
        LeadAccess access = LeadAccess.of(caller);
        return handle.createQuery("""
                WITH p AS (
                    UPDATE lead_pairs d
                    SET dismissed_at = CASE WHEN :dismissed THEN coalesce(d.dismissed_at, :now) END,
                        dismissed_by = CASE WHEN :dismissed THEN coalesce(d.dismissed_by, :callerId) END
                    FROM leads x, leads y
                    WHERE d.workspace_id = :workspaceId AND d.id = :id
                      AND x.workspace_id = :workspaceId AND x.id = d.first_id AND x.deleted_at IS NULL %s
                      AND y.workspace_id = :workspaceId AND y.id = d.second_id AND y.deleted_at IS NULL %s
                    RETURNING d.*
                )
                SELECT %s
                FROM p
                JOIN leads a ON a.workspace_id = :workspaceId AND a.id = p.first_id
                JOIN leads b ON b.workspace_id = :workspaceId AND b.id = p.second_id %s
                """.formatted(access.andCondition("x"), access.andCondition("y"), PAIR.sql(), PEOPLE))
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("id", id)
                .bind("dismissed", dismissed)
                .bind("now", RecordTable.utc(now))
                .map((row, context) -> Json.write((JsonGenerator json) -> {
                    json.writeStartObject();
                    PAIR.writeMembers(json, row, 1);
                    json.writeEndObject();
                }))
                .findOne()
                .orElseThrow(() -> Problem.notFound("The pair"));
    }
}
