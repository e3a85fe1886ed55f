package brisk.leads;

import brisk.platform.db.Aggregates;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.records.Columns;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Filters;
import brisk.platform.records.Listing;
import brisk.platform.records.PhoneNumbers.Phone;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of leads, one at a time and in lists. Who may see a lead is part of every statement. */
final class LeadStore {
    static final List<String> PARAMETERS = Listing.parameters(
            "q",
            "source",
            "subSource",
            "campaign",
            "model",
            "city",
            "branch",
            "creId",
            "psId",
            "status",
            "kind",
            "priority",
            "sla",
            "overdue",
            "unassigned",
            "followUpFrom",
            "followUpTo",
            "createdFrom",
            "createdTo",
            "deleted");

    private static final List<String> FACETS =
            List.of("source", "subSource", "campaign", "model", "city", "branch", "status", "kind", "priority", "sla");
    private static final String DUE = "coalesce(l.next_follow_up_at, 'infinity')";

    private LeadStore() {}

    /** One page of the leads that the caller sees. */
    static byte[] page(Handle handle, Caller caller, Query query, Instant now) {
        Listing listing = listing(caller, query, now);
        return listing.run(handle, "leads l" + joins(listing::selects), "leads l");
    }

    static Listing listing(Caller caller, Query query, Instant now) {
        LeadAccess access = LeadAccess.of(caller);
        boolean deleted = Boolean.TRUE.equals(query.flag("deleted"));
        boolean overdue = Boolean.TRUE.equals(query.flag("overdue"));
        UUID creId = query.id("creId");
        UUID psId = query.id("psId");
        query.oneOf("kind", Leads.KINDS);
        query.oneOf("priority", Leads.PRIORITIES);
        query.oneOf("sla", Leads.SLA);
        var listing = new Listing(query, Leads.COLUMNS, "l", overdue ? "followUp" : "-created", Leads.SORTS, caller)
                .where(deleted ? "l.deleted_at IS NOT NULL" : "l.deleted_at IS NULL")
                .bind("callerId", caller.userId());
        if (access != LeadAccess.ALL) {
            listing.where(access.condition("l"));
        }
        if (access == LeadAccess.BRANCH) {
            listing.bind("callerBranch", String.valueOf(caller.branch()));
        }
        int before = listing.conditions();
        Filters.words(listing, "l", query);
        Filters.facets(listing, "l", query, FACETS);
        Filters.created(listing, "l", query, caller);
        Filters.times(listing, DUE, "followUp", query, caller);
        if (query.text("followUpFrom") != null) {
            listing.where(DUE + " < 'infinity'");
        }
        if (Boolean.TRUE.equals(query.flag("unassigned"))) {
            listing.where("l.ps_id IS NULL");
        }
        if (overdue) {
            listing.where(DUE + " < :overdueAt", "overdueAt", RecordTable.utc(now));
        }
        boolean filtered = deleted || listing.conditions() > before;
        listing.where("l.cre_id = :creId", "creId", creId).where("l.ps_id = :psId", "psId", psId);
        if (!filtered && (creId == null || psId == null)) {
            exactTotal(listing, access, caller, creId, psId);
        }
        return listing;
    }

    /** What is counted is somebody's: the caller's scope, or that of the one person who is asked for. */
    private static void exactTotal(
            Listing listing, LeadAccess access, Caller caller, @Nullable UUID creId, @Nullable UUID psId) {
        String whose = access.totals(caller);
        if (creId != null || psId != null) {
            if (access != LeadAccess.ALL) {
                return;
            }
            whose = creId != null ? "c:" + creId : "p:" + psId;
        }
        listing.exactTotal(Aggregates.totalOf("leads", "status")).bind("totalPrefix", whose + "|");
    }

    static String joins(Predicate<String> selects) {
        return (selects.test("cre")
                        ? " LEFT JOIN users cre ON cre.workspace_id = l.workspace_id AND cre.id = l.cre_id"
                        : "")
                + (selects.test("ps")
                        ? " LEFT JOIN users ps ON ps.workspace_id = l.workspace_id AND ps.id = l.ps_id"
                        : "")
                + (selects.test("contact")
                        ? " LEFT JOIN contacts contact ON contact.workspace_id = l.workspace_id AND contact.id = l.contact_id"
                        : "")
                + (selects.test("deal")
                        ? " LEFT JOIN deals deal ON deal.workspace_id = l.workspace_id AND deal.id = l.deal_id"
                        : "");
    }

    static Row record(Handle handle, Caller caller, UUID id, Query query) {
        Columns selected = Leads.COLUMNS.select(query);
        try {
            return Leads.table(caller).read(handle, caller, id, selected, joins(selected::has));
        } catch (Problem problem) {
            throw kept(handle, caller, id)
                    .map(kept -> Problem.merged("The lead", kept))
                    .orElse(problem);
        }
    }

    /** Links to a lead outlive its merge. */
    private static Optional<UUID> kept(Handle handle, Caller caller, UUID id) {
        return handle.createQuery("SELECT l.merged_into FROM leads l"
                        + " WHERE l.workspace_id = :workspaceId AND l.id = :id AND l.merged_into IS NOT NULL"
                        + LeadAccess.of(caller).andCondition("l"))
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
    }

    static Row update(Handle handle, Caller caller, UUID id, Values values, @Nullable Long ifMatch, Instant now) {
        values.with(Leads.CHANGED_BY, caller.userId());
        return Leads.table(caller).update(handle, caller, id, values, ifMatch, now);
    }

    /** The leads that have these numbers, apart from one. */
    static Optional<Map.Entry<String, KnownLead>> holder(
            Handle handle, Caller caller, List<String> phones, @Nullable UUID besides) {
        LeadAccess access = LeadAccess.of(caller);
        return handle.createQuery("SELECT p.phone, " + KnownLead.sql(access) + """

                FROM lead_phones p
                JOIN leads l ON l.workspace_id = :workspaceId AND l.id = p.lead_id
                """ + Leads.PEOPLE + """
                WHERE p.workspace_id = :workspaceId AND p.phone = ANY (:phones) AND p.lead_id IS DISTINCT FROM CAST(:besides AS uuid)
                ORDER BY p.phone, p.lead_id
                LIMIT 1
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("phones", phones.toArray(String[]::new))
                .bind("besides", besides)
                .map((row, context) -> Map.entry(row.getString(1), KnownLead.read(row, 2)))
                .findOne();
    }

    /** The lead with a number that is still being typed, if there is one. */
    static byte[] check(Handle handle, Caller caller, Phone phone) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("phone", phone);
        String e164 = phone.e164();
        Optional<Map.Entry<String, KnownLead>> found =
                e164 == null ? Optional.empty() : holder(handle, caller, List.of(e164), null);
        answer.put("known", found.isPresent());
        answer.put("lead", found.map(Map.Entry::getValue).orElse(null));
        return Json.bytes(answer);
    }

    /** The numbers of a lead that the caller sees, deleted or not. */
    static List<String> numbers(Handle handle, Caller caller, UUID id) {
        return handle.createQuery("SELECT unnest(numbers_of(l.mobile, l.alternate_phones)) FROM leads l"
                        + " WHERE l.workspace_id = :workspaceId AND l.id = :id")
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .mapTo(String.class)
                .list();
    }

    static Problem taken(KnownLead lead, String matched) {
        return Problem.conflict(
                "The number " + matched + " belongs to lead " + lead.uid() + ".", LeadCreation.conflict(lead, matched));
    }
}
