package brisk.platform.records;

import brisk.platform.cache.RecordIds;
import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.http.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The cache topics of a table. Most writes may have changed anything in it. A write of one record that knows what it changed says so
 * instead: the columns, the record, and whose it is. What neither shows that record nor is ordered or chosen by those columns nor is
 * about the same owner, company or contact stays in the cache.
 *
 * @param table the name of its topics
 * @param columns those that a write may change without changing more than the record's place in lists, each with the parameters and
 *     orders of lists that look at it
 */
public record RecordTopics(String table, Map<String, Set<String>> columns) {
    public Topic all(UUID workspaceId) {
        return Topic.all(workspaceId, table);
    }

    public Topic broad(UUID workspaceId) {
        return Topic.broad(workspaceId, table);
    }

    public Topic one(UUID workspaceId, UUID id) {
        return Topic.one(workspaceId, table, id);
    }

    /** What a list or count depends on that looks at such a column, besides the records that it shows. */
    public Topic column(UUID workspaceId, String column) {
        return Topic.part(workspaceId, table + "." + column, workspaceId);
    }

    /** What a list depends on, besides the records that it shows. */
    public List<Topic> listed(UUID workspaceId, Query query) {
        List<Topic> topics = new ArrayList<>(List.of(broad(workspaceId)));
        String sort = query.text("sort", "").replaceFirst("^-", "");
        columns.forEach((column, names) -> {
            if (names.contains(sort) || names.stream().anyMatch(name -> query.text(name) != null)) {
                topics.add(column(workspaceId, column));
            }
        });
        return topics;
    }

    /**
     * Says of a write that touched {@link #all}, and {@link #one} of what had been there before, what it changed, where it is known.
     *
     * @param row the record as it is now, with the ids of all that it belongs to, which the write must not have changed
     */
    public void changed(Changes changes, UUID workspaceId, RecordTable.Row row, Collection<String> written) {
        if (columns.keySet().containsAll(written)) {
            changed(changes, workspaceId, written, RecordIds.in(row.json()));
        }
    }

    /** @param named what the record belongs to, and to which it belonged before */
    public void changed(Changes changes, UUID workspaceId, Collection<String> written, Collection<UUID> named) {
        List<Topic> changed = new ArrayList<>(List.of(Topic.single(workspaceId, table)));
        written.forEach(column -> changed.add(column(workspaceId, column)));
        named.forEach(id -> changed.add(Topic.of(workspaceId, table, id)));
        changes.specify(all(workspaceId), changed);
    }
}
