package brisk.platform.records;

import brisk.platform.cache.Topic;
import brisk.platform.http.Query;
import brisk.platform.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an answer depends on besides its own records: what it includes of others. */
public final class Includes {
    private Includes() {}

    /**
     * @param tables the table group behind each include that can be asked for
     * @return {@code own}, then the topics of what the query includes; included records are shown with their ids
     */
    public static List<Topic> topics(Caller caller, Query query, List<Topic> own, Map<String, String> tables) {
        List<Topic> topics = new ArrayList<>(own);
        List<String> named = new ArrayList<>(query.list("include"));
        named.addAll(query.list("fields"));
        for (String name : named.stream().distinct().sorted().toList()) {
            String table = tables.get(name);
            if (table != null) {
                topics.add(Topic.broad(caller.workspaceId(), table));
            }
        }
        return topics;
    }
}
