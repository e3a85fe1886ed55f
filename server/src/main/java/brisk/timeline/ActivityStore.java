package brisk.timeline;

import brisk.platform.db.Aggregates;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.http.Query;
import brisk.platform.records.Columns;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Filters;
import brisk.platform.records.Listing;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import brisk.timeline.Activities.Kinds;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of the timeline. Every write keeps the contact's last_contacted_at in the same statement: the time of the
 * newest activity that is no note, has happened and is not deleted.
 */
final class ActivityStore {
    static final List<String> PARAMETERS =
            Listing.parameters("kind", "contactId", "companyId", "dealId", "ownerId", "dateFrom", "dateTo");

    /** What an activity can be about, each column with its table. */
    private static final Map<String, String> REFERENCES =
            new TreeMap<>(Map.of("contact_id", "contacts", "company_id", "companies", "deal_id", "deals"));

    private static final String RETURNED = Activities.TIMELINE.table().returning();
    private static final RowMapper<Row> ROW = RecordTable.rowOf(Activities.COLUMNS.plain());

    private ActivityStore() {}

    /** One page of activities of these kinds, or of those among them that the query names. */
    static byte[] page(Handle handle, Caller caller, Query query, Kinds kinds) {
        List<String> wanted = wanted(query, kinds);
        boolean everyKind = wanted.size() == Activities.TIMELINE.names().size();
        UUID contactId = query.id("contactId");
        UUID companyId = query.id("companyId");
        UUID dealId = query.id("dealId");
        UUID ownerId = query.id("ownerId");
        var listing = new Listing(query, Activities.COLUMNS, "a", "-occurred", Activities.SORTS, caller)
                .where("a.deleted_at IS NULL");
        int before = listing.conditions();
        listing.where("a.contact_id = :contactId", "contactId", contactId)
                .where("a.company_id = :companyId", "companyId", companyId)
                .where("a.deal_id = :dealId", "dealId", dealId);
        Filters.times(listing, "a.occurred_at", "date", query, caller);
        boolean filtered = listing.conditions() > before;
        listing.where("a.owner_id = :ownerId", "ownerId", ownerId).bind("kinds", wanted.toArray(String[]::new));
        if (ownerId == null && !filtered) {
            listing.exactTotal(
                    everyKind
                            ? Aggregates.total("activities", "total", "''")
                            : Aggregates.total("activities", "kind", "ANY(:kinds)"));
        } else if (ownerId != null && everyKind && !filtered) {
            listing.exactTotal(Aggregates.total("activities", "owner", ":ownerKey"))
                    .bind("ownerKey", ownerId.toString());
        }
        String joins = joins(listing::selects);
        boolean ofOneRecord = contactId != null || companyId != null || dealId != null;
        if (!ofOneRecord && (ownerId != null || !everyKind)) {
            return listing.runEach(handle, "activities", joins, "a.kind", "kinds");
        }
        if (!everyKind) {
            listing.where("a.kind = ANY(:kinds)");
        }
        return listing.run(handle, "activities a" + joins, "activities a");
    }

    private static List<String> wanted(Query query, Kinds kinds) {
        List<String> named = query.list("kind");
        for (String name : named) {
            if (!kinds.names().contains(name)) {
                throw Problem.badRequest(
                        "There is no kind '" + name + "' here; there are: " + String.join(", ", kinds.names()) + ".");
            }
        }
        return named.isEmpty()
                ? kinds.names()
                : kinds.names().stream().filter(named::contains).toList();
    }

    static String joins(Predicate<String> selects) {
        return (selects.test("contact")
                        ? " LEFT JOIN contacts contact ON contact.workspace_id = a.workspace_id AND contact.id = a.contact_id"
                        : "")
                + (selects.test("company")
                        ? " LEFT JOIN companies company ON company.workspace_id = a.workspace_id AND company.id = a.company_id"
                        : "")
                + (selects.test("deal")
                        ? " LEFT JOIN deals deal ON deal.workspace_id = a.workspace_id AND deal.id = a.deal_id"
                        : "")
                + (selects.test("owner")
                        ? " LEFT JOIN users owner ON owner.workspace_id = a.workspace_id AND owner.id = a.owner_id"
                        : "");
    }

    static Row record(Handle handle, Caller caller, UUID id, Query query, Kinds kinds) {
        Columns selected = Activities.COLUMNS.select(query);
        return kinds.table().read(handle, caller, id, selected, joins(selected::has));
    }

    /** @param contactOwner whose contact's last_contacted_at may have moved by it; null for none */
    record Written(Row row, @Nullable UUID contactOwner) {}

    /** An activity as it was before a change. */
    record Before(
            long version,
            @Nullable UUID contactId,
            @Nullable UUID companyId,
            @Nullable UUID dealId,
            OffsetDateTime occurredAt,
            boolean deleted) {}

    /**
     * Locks an activity and the contacts whose last_contacted_at its change may move. A statement of its own, so that
     * the one that follows sees what others committed while this one waited: two calls of a contact may be deleted at
     * the same moment.
     */
    static Optional<Before> lock(Handle handle, Caller caller, UUID id, Kinds kinds, @Nullable UUID newContactId) {
        return handle.createQuery("""
                WITH before AS (
                    SELECT a.version, a.contact_id, a.company_id, a.deal_id, a.occurred_at, a.deleted_at IS NOT NULL AS deleted
                    FROM activities a
                    WHERE a.workspace_id = :workspaceId AND a.id = :id AND a.kind = ANY(:kinds)
                    FOR NO KEY UPDATE
                ), locked AS (
                    SELECT c.id FROM contacts c, before
                    WHERE c.workspace_id = :workspaceId
                      AND c.id IN (before.contact_id, CAST(:newContactId AS uuid))
                    ORDER BY c.id
                    FOR NO KEY UPDATE OF c
                )
                SELECT before.*, (SELECT count(*) FROM locked) FROM before
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("kinds", kinds.names().toArray(String[]::new))
                .bind("newContactId", newContactId)
                .map((rows, context) -> new Before(
                        rows.getLong("version"),
                        rows.getObject("contact_id", UUID.class),
                        rows.getObject("company_id", UUID.class),
                        rows.getObject("deal_id", UUID.class),
                        rows.getObject("occurred_at", OffsetDateTime.class),
                        rows.getBoolean("deleted")))
                .findOne();
    }

    /**
     * What is done with a person or about a deal is done with their company, unless the client says which one.
     *
     * @throws Problem 422 where the contact, company or deal does not exist, or not any more
     */
    static Written insert(Handle handle, Caller caller, Values values, boolean counts, Instant now) {
        String insert = """
                INSERT INTO activities AS a (workspace_id, created_at, updated_at%s)
                SELECT :workspaceId, :now, :now%s
                WHERE %s
                """.formatted(
                        values.columns() + (values.has("company_id") ? "" : ", company_id"),
                        values.placeholders() + (values.has("company_id") ? "" : companyOf(values)),
                        references(values));
        return write(handle, caller, insert, null, values, null, counts, now);
    }

    private static String companyOf(Values values) {
        String contacts = values.get("contact_id") == null
                ? "NULL::uuid"
                : "(SELECT r.company_id FROM contacts r WHERE r.workspace_id = :workspaceId AND r.id = :contact_id)";
        String deals = values.get("deal_id") == null
                ? "NULL::uuid"
                : "(SELECT r.company_id FROM deals r WHERE r.workspace_id = :workspaceId AND r.id = :deal_id)";
        return ", coalesce(" + deals + ", " + contacts + ")";
    }

    /** @throws Problem 422 where a new contact, company or deal does not exist, or not any more */
    static Row update(
            Handle handle, Caller caller, UUID id, Values values, Before before, boolean counts, Instant now) {
        String update = """
                UPDATE activities AS a SET %s version = version + 1, updated_at = :now
                WHERE a.workspace_id = :workspaceId AND a.id = :id AND %s
                """.formatted(values.assignments(), references(values));
        return write(handle, caller, update, id, values, before, counts, now).row();
    }

    static Row delete(Handle handle, Caller caller, UUID id, Before before, boolean counts, Instant now) {
        return write(handle, caller, """
                UPDATE activities AS a SET deleted_at = :now, version = version + 1, updated_at = :now
                WHERE a.workspace_id = :workspaceId AND a.id = :id
                """, id, new Values(), before, counts, now).row();
    }

    static Row restore(Handle handle, Caller caller, UUID id, Before before, boolean counts, Instant now) {
        return write(handle, caller, """
                UPDATE activities AS a SET deleted_at = NULL, version = version + 1, updated_at = :now
                WHERE a.workspace_id = :workspaceId AND a.id = :id
                """, id, new Values(), before, counts, now).row();
    }

    /** Foreign keys know nothing of a record that is deleted but can be restored. */
    private static String references(Values values) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        REFERENCES.forEach((column, table) -> {
            if (values.get(column) != null) {
                conditions.add("EXISTS (SELECT 1 FROM " + table + " r WHERE r.workspace_id = :workspaceId AND r.id = :"
                        + column + " AND r.deleted_at IS NULL)");
            }
        });
        return String.join("\nAND ", conditions);
    }

    /**
     * The one shape of all writes: an activity that is or was the newest moves its contact's last_contacted_at. What it
     * was before is "lost": where the contact's time is exactly that, the newest of the others takes its place. What it
     * is now is "gained": the contact's time is at least that.
     */
    private static Written write(
            Handle handle,
            Caller caller,
            String statement,
            @Nullable UUID id,
            Values values,
            @Nullable Before before,
            boolean counts,
            Instant now) {
        String contact = counts ? """
                , sides AS (
                    SELECT contact_id, NULL::timestamptz AS lost_at, occurred_at AS gained_at FROM written
                    WHERE kind <> 'note' AND occurred_at <= :now AND deleted_at IS NULL AND contact_id IS NOT NULL
                    UNION ALL
                    SELECT CAST(:lostContactId AS uuid), CAST(:lostAt AS timestamptz), NULL
                    WHERE CAST(:lostContactId AS uuid) IS NOT NULL
                ), moved AS (
                    SELECT contact_id, max(lost_at) AS lost_at, max(gained_at) AS gained_at FROM sides GROUP BY contact_id
                ), contact AS (
                    UPDATE contacts c
                    SET last_contacted_at = greatest(moved.gained_at, CASE
                        WHEN c.last_contacted_at = moved.lost_at THEN (
                            SELECT max(o.occurred_at) FROM activities o
                            WHERE o.workspace_id = :workspaceId AND o.contact_id = c.id AND o.deleted_at IS NULL
                              AND o.kind <> 'note' AND o.occurred_at <= :now AND o.id <> CAST(:id AS uuid))
                        ELSE c.last_contacted_at END)
                    FROM moved
                    WHERE c.workspace_id = :workspaceId AND c.id = moved.contact_id
                    RETURNING c.owner_id
                )""" : "";
        String owner = counts ? "(SELECT owner_id FROM contact LIMIT 1)" : "NULL::uuid";
        Before lost = before == null || before.deleted() ? null : before;
        return values.bind(handle.createQuery("WITH written AS (\n" + statement + "RETURNING a.*\n)" + contact
                        + "\nSELECT " + RETURNED + ", " + owner + " AS contact_owner_id FROM written a"))
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("now", RecordTable.utc(now))
                .bind("lostContactId", lost == null ? null : lost.contactId())
                .bind("lostAt", lost == null ? null : lost.occurredAt())
                .map((rows, context) ->
                        new Written(ROW.map(rows, context), rows.getObject("contact_owner_id", UUID.class)))
                .findOne()
                .orElseThrow(() -> missing(handle, caller, values));
    }

    private static Problem missing(Handle handle, Caller caller, Values values) {
        List<FieldError> errors = new ArrayList<>();
        REFERENCES.forEach((column, table) -> {
            if (values.get(column) instanceof UUID id && !isThere(handle, caller, table, id)) {
                String noun = column.substring(0, column.indexOf('_'));
                errors.add(new FieldError(noun + "Id", "names a " + noun + " that does not exist in this workspace"));
            }
        });
        return Problem.invalid(errors);
    }

    private static boolean isThere(Handle handle, Caller caller, String table, UUID id) {
        return handle.createQuery("SELECT count(*) FROM " + table
                                + " r WHERE r.workspace_id = :workspaceId AND r.id = :id AND r.deleted_at IS NULL")
                        .bind("workspaceId", caller.workspaceId())
                        .bind("id", id)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
