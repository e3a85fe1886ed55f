package brisk.platform.db;

import brisk.platform.cache.Topic;
import java.util.HashSet;
import java.util.Set;

/** The topics that a write changes. They are bumped after commit and before the answer. */
public final class Changes {
    private final Set<Topic> topics = new HashSet<>();

    public void touch(Topic topic) {
        topics.add(topic);
    }

    Set<Topic> topics() {
        return topics;
    }
}
