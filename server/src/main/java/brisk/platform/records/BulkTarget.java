package brisk.platform.records;

import brisk.platform.http.Problem;
import brisk.platform.records.Bulk.Item;
import brisk.platform.records.Bulk.Outcome;
import brisk.platform.records.RecordTable.Reference;
import brisk.platform.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * A kind of records of which many can be created, changed, deleted or brought back in one transaction, with a result for each.
 *
 * @param users fields that name a user, who is never deleted
 * @param restorable what else a deleted one must fulfil to come back, such as "AND c.merged_into IS NULL"
 */
public record BulkTarget(RecordTable table, Fields fields, String restorable, List<Reference> users) {

    /**
     * @param changed is told of each record that was there before
     * @return an outcome for each item, in their order
     */
    public List<Outcome> run(Handle handle, Caller caller, Bulk bulk, Instant now, Consumer<UUID> changed) {
        // Looked up beforehand: a broken reference must fail its item, not the transaction.
        users.forEach(user -> refuseUnknown(bulk.items(), user, ids -> users(handle, caller, ids)));
        table.parents()
                .forEach(parent ->
                        refuseUnknown(bulk.items(), parent, ids -> RecordTable.known(handle, caller, parent, ids)));
        List<Outcome> outcomes = new ArrayList<>();
        switch (bulk.operation()) {
            case CREATE -> bulk.create(handle, table, fields, caller, now, outcomes);
            case UPDATE ->
                bulk.each(outcomes, item -> {
                    table.update(handle, caller, item.id(), item.values(), item.version(), now);
                    changed.accept(item.id());
                });
            case DELETE ->
                bulk.each(outcomes, item -> {
                    table.delete(handle, caller, item.id(), item.version(), now);
                    changed.accept(item.id());
                });
            case RESTORE ->
                bulk.each(outcomes, item -> {
                    table.restore(handle, caller, item.id(), restorable, now);
                    changed.accept(item.id());
                });
        }
        return outcomes;
    }

    private static Set<UUID> users(Handle handle, Caller caller, Set<UUID> ids) {
        return handle.createQuery("SELECT u.id FROM users u WHERE u.workspace_id = :workspaceId AND u.id = ANY(:ids)")
                .bind("workspaceId", caller.workspaceId())
                .bind("ids", ids.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .set();
    }

    private static void refuseUnknown(List<Item> items, Reference reference, UnaryOperator<Set<UUID>> lookUp) {
        Set<UUID> wanted = new HashSet<>();
        for (Item item : items) {
            if (item.failure() == null && item.values().get(reference.column()) instanceof UUID id) {
                wanted.add(id);
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Set<UUID> known = lookUp.apply(wanted);
        for (Item item : items) {
            if (item.failure() == null
                    && item.values().get(reference.column()) instanceof UUID id
                    && !known.contains(id)) {
                item.fail(Problem.invalid(reference.field(), RecordTable.UNKNOWN));
            }
        }
    }
}
