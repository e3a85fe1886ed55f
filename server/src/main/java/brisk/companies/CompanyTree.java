package brisk.companies;

import brisk.platform.http.Problem;
import brisk.platform.records.Bulk;
import brisk.platform.security.Caller;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Who is whose mother company, above those that get a new one: no company may stand above itself. */
final class CompanyTree {
    private final Map<UUID, UUID> parents;

    private CompanyTree(Map<UUID, UUID> parents) {
        this.parents = parents;
    }

    /** @throws Problem 422 where the company stands above its new parent, or is that itself */
    static void refuseCircle(Handle handle, Caller caller, UUID id, UUID parent) {
        if (above(handle, caller, Set.of(parent)).isCircle(id, parent)) {
            throw circle(id, parent);
        }
    }

    /** Fails the items that would close a circle, after those that stand before them in the request. */
    static void refuseCircles(Handle handle, Caller caller, Bulk bulk) {
        Map<Bulk.Item, UUID> moves = new LinkedHashMap<>();
        for (Bulk.Item item : bulk.items()) {
            if (item.failure() == null && item.values().get("parent_id") instanceof UUID parent) {
                moves.put(item, parent);
            }
        }
        if (bulk.operation() != Bulk.Operation.UPDATE || moves.isEmpty()) {
            return;
        }
        CompanyTree tree = above(handle, caller, Set.copyOf(moves.values()));
        moves.forEach((item, parent) -> {
            if (tree.isCircle(item.id(), parent)) {
                item.fail(circle(item.id(), parent));
            } else {
                tree.parents.put(item.id(), parent);
            }
        });
    }

    /** Holds up others who move companies of the workspace: two moves at once could close a circle together. */
    private static CompanyTree above(Handle handle, Caller caller, Collection<UUID> ids) {
        handle.createQuery("SELECT count(pg_advisory_xact_lock(hashtext('brisk.companies'), hashtext(:workspaceId)))")
                .bind("workspaceId", caller.workspaceId().toString())
                .mapTo(Long.class)
                .one();
        Map<UUID, UUID> parents = new HashMap<>();
        handle.createQuery("""
                WITH RECURSIVE above AS (
                    SELECT c.id, c.parent_id FROM companies c WHERE c.workspace_id = :workspaceId AND c.id = ANY(:ids)
                    UNION
                    SELECT c.id, c.parent_id FROM above JOIN companies c ON c.workspace_id = :workspaceId AND c.id = above.parent_id
                )
                SELECT id, parent_id FROM above WHERE parent_id IS NOT NULL
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("ids", ids.toArray(UUID[]::new))
                .map((rows, context) ->
                        Map.entry(rows.getObject("id", UUID.class), rows.getObject("parent_id", UUID.class)))
                .forEach(edge -> parents.put(edge.getKey(), edge.getValue()));
        return new CompanyTree(parents);
    }

    private boolean isCircle(UUID id, UUID parent) {
        Set<UUID> seen = new HashSet<>();
        for (UUID above = parent; above != null && seen.add(above); above = parents.get(above)) {
            if (above.equals(id)) {
                return true;
            }
        }
        return false;
    }

    private static Problem circle(UUID id, UUID parent) {
        return Problem.invalid(
                "parentId",
                id.equals(parent)
                        ? "a company cannot be its own parent."
                        : "this company stands above the one that would be its parent.");
    }
}
