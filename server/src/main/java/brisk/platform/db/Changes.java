package brisk.platform.db;

import brisk.platform.cache.Topic;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The topics that a write changes. They are bumped after commit and before the answer, in their order here. */
public final class Changes {
    private final Set<Topic> topics = new LinkedHashSet<>();

    public void touch(Topic topic) {
        topics.add(topic);
    }

    /** A write that has succeeded and knows what it changed says so, in place of the topic that it would have changed otherwise. */
    public void specify(Topic general, Collection<Topic> changed) {
        topics.remove(general);
        topics.addAll(changed);
    }

    Set<Topic> topics() {
        return topics;
    }
}
