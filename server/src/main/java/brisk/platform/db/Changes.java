package brisk.platform.db;

import brisk.platform.cache.Topic;
import java.util.LinkedHashSet;
import java.util.Set;

/** The topics that a write changes. They are bumped after commit and before the answer, in their order here. */
public final class Changes {
    private final Set<Topic> topics = new LinkedHashSet<>();

    public void touch(Topic topic) {
        topics.add(topic);
    }

    Set<Topic> topics() {
        return topics;
    }
}
