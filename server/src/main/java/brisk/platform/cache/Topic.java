package brisk.platform.cache;

import java.util.UUID;

/**
 * What a cached answer depends on and a write changes: a table group of a workspace, one record, or one user's book.
 *
 * @param name the table group, such as "contacts"
 * @param id the record or user; the workspace's own id for the whole group
 */
public record Topic(UUID workspaceId, String name, UUID id) {
    public static Topic all(UUID workspaceId, String name) {
        return new Topic(workspaceId, name, workspaceId);
    }

    public static Topic one(UUID workspaceId, String name, UUID id) {
        return new Topic(workspaceId, name, id);
    }
}
