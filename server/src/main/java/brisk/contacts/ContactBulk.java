package brisk.contacts;

import brisk.platform.db.Changes;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.records.Bulk;
import brisk.platform.records.Bulk.Item;
import brisk.platform.records.Bulk.Outcome;
import brisk.platform.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Many contacts created, changed, deleted or brought back in one transaction, with a result for each. */
final class ContactBulk {
    private ContactBulk() {}

    /** @return an outcome for each item, in their order */
    static List<Outcome> run(Handle handle, Changes changes, Caller caller, Bulk bulk, Instant now) {
        ContactRoutes.touch(changes, caller);
        refuseUnknownReferences(handle, caller, bulk.items());
        List<Outcome> outcomes = new ArrayList<>();
        switch (bulk.operation()) {
            case CREATE -> bulk.create(handle, Contacts.TABLE, Contacts.FIELDS, caller, now, outcomes);
            case UPDATE ->
                bulk.each(outcomes, item -> {
                    Contacts.TABLE.update(handle, caller, item.id(), item.values(), item.version(), now);
                    ContactRoutes.touch(changes, caller, item.id());
                });
            case DELETE ->
                bulk.each(outcomes, item -> {
                    Contacts.TABLE.delete(handle, caller, item.id(), item.version(), now);
                    ContactRoutes.touch(changes, caller, item.id());
                });
            case RESTORE ->
                bulk.each(outcomes, item -> {
                    Contacts.TABLE.restore(handle, caller, item.id(), "AND c.merged_into IS NULL", now);
                    ContactRoutes.touch(changes, caller, item.id());
                });
        }
        return outcomes;
    }

    /** Owners and companies are looked up beforehand: a broken reference must fail its item, not the transaction. */
    private static void refuseUnknownReferences(Handle handle, Caller caller, List<Item> items) {
        refuse(handle, caller, items, "owner_id", "ownerId", "users");
        refuse(handle, caller, items, "company_id", "companyId", "companies");
    }

    private static void refuse(
            Handle handle, Caller caller, List<Item> items, String column, String field, String table) {
        Set<UUID> wanted = new HashSet<>();
        for (Item item : items) {
            if (item.failure() == null && item.values().get(column) instanceof UUID id) {
                wanted.add(id);
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Set<UUID> known = handle.createQuery(
                        "SELECT r.id FROM " + table + " r WHERE r.workspace_id = :workspaceId AND r.id = ANY(:ids)")
                .bind("workspaceId", caller.workspaceId())
                .bind("ids", wanted.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .set();
        for (Item item : items) {
            if (item.failure() == null && item.values().get(column) instanceof UUID id && !known.contains(id)) {
                item.fail(Problem.invalid(
                        List.of(new FieldError(field, "names a record that does not exist in this workspace."))));
            }
        }
    }
}
