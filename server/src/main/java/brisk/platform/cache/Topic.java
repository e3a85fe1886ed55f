package brisk.platform.cache;

import java.util.UUID;

/**
 * What a cached answer depends on and a write changes: a table group of a workspace, one record, or a part of the data that belongs to
 * somebody or something, such as a user's book or a contact's timeline.
 *
 * @param name the table group, such as "contacts"
 * @param id the record, user or contact; the workspace's own id for the whole group
 */
public record Topic(UUID workspaceId, String name, UUID id, Kind kind) {
    /** See the methods that make them. */
    public enum Kind {
        TABLE,
        SINGLE,
        BROAD,
        RECORD,
        PART
    }

    /** Of a writer: anything in the table may have changed. Of a reader: it depends on anything in the table. */
    public static Topic all(UUID workspaceId, String name) {
        return new Topic(workspaceId, name, workspaceId, Kind.TABLE);
    }

    /** Of a writer who also says which record of the table has changed, and in what: readers of all of it mind. */
    public static Topic single(UUID workspaceId, String name) {
        return new Topic(workspaceId, name, workspaceId, Kind.SINGLE);
    }

    /** Of a reader who also says what in the table it depends on: changes of {@link #single} records are not among it. */
    public static Topic broad(UUID workspaceId, String name) {
        return new Topic(workspaceId, name, workspaceId, Kind.BROAD);
    }

    /** An answer that contains this id depends on the topic without saying so. */
    public static Topic one(UUID workspaceId, String name, UUID id) {
        return new Topic(workspaceId, name, id, Kind.RECORD);
    }

    /** The records of a table that name somebody or something: an owner's contacts, a company's deals. */
    public static Topic of(UUID workspaceId, String name, UUID named) {
        return part(workspaceId, name + " of", named);
    }

    public static Topic part(UUID workspaceId, String name, UUID id) {
        return new Topic(workspaceId, name, id, Kind.PART);
    }
}
