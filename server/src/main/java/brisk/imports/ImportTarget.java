package brisk.imports;

import brisk.platform.cache.Topic;
import brisk.platform.security.Permission;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A kind of record that files can be imported as. The feature that owns its table says what columns may mean, how a row
 * becomes one, and how the staged rows are merged; {@link ImportRunner} calls the steps in this order, the last four in
 * one transaction.
 *
 * <p>Staged rows stand in the temporary table {@code staged} (line, rejection, warning, content, then
 * {@link #stagedColumns}). {@link #decide} makes the temporary table {@code decided}: line, first_line (the line that
 * this one repeats, or itself), record_id (the record that is there already, or null) and action: 'new', 'there' or
 * 'repeated'.
 */
public interface ImportTarget {
    /** As clients name it: "contacts". */
    String name();

    /** What a column can mean; of those that share a word, the first wins. */
    List<ImportField> fields();

    /** What it takes to bring in such records. */
    default Permission permission() {
        return Permission.WRITE;
    }

    /** Fields of which a file must have at least one. */
    default List<String> needed() {
        return List.of("name", "firstName", "lastName", "emails", "organisation", "phones");
    }

    /** {@link #needed} in the words of a person. */
    default String neededWords() {
        return "a name, an e-mail address, an organisation or a phone number";
    }

    /** SQL: the columns of a staged row, those that {@link #stage} fills first and in its order, then generated ones. */
    String stagedColumns();

    /** The names of the columns that {@link #stage} fills. */
    String filledColumns();

    /** Fills the columns from one row of the file, or rejects it. */
    void stage(ImportRow row, CopyLine line);

    /** @return what was decided for the file as a whole, for a person */
    List<String> decide(Handle handle, ImportContext context);

    /** SQL: more findings about the rows that are kept, as (line, kind, reason); empty for none. */
    default String findings() {
        return "";
    }

    /** SQL over {@code decided}: what is said of a row that repeats another one. */
    default String repetition() {
        return "'is the same as line ' || first_line";
    }

    /** @return the records that the file changed */
    List<UUID> update(Handle handle, UUID workspaceId, LineRange lines);

    /** @return how many are new */
    int insert(Handle handle, UUID workspaceId, LineRange lines);

    /**
     * What can only be done when all rows stand, such as linking them to each other.
     *
     * @return the records that it changed, other than new ones
     */
    default List<UUID> finish(Handle handle, UUID workspaceId, UUID importId) {
        return List.of();
    }

    /** The tables that such records stand in. */
    default List<String> tables() {
        return List.of(name());
    }

    /** Everything that lists what was imported, or what was made for it. */
    List<Topic> listTopics(UUID workspaceId);

    Topic recordTopic(UUID workspaceId, UUID id);

    /** Lines after {@code after} up to and with {@code upTo}. */
    record LineRange(long after, long upTo) {}
}
