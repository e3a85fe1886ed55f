package brisk.events;

import brisk.platform.cache.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What has changed in each workspace, for those who listen there. A writer pays one look into a map where nobody does,
 * and one short entry where somebody does, however many: a thread of its own wakes them, once for all changes of 200 ms,
 * or of a little longer where very many listen.
 */
final class ChangeFeed {
    private static final int GATHERED_MILLIS = 200;
    /** Where more listen than there are milliseconds, so that a busy workspace writes a thousand events a second at the most. */
    private static final int LONGEST_GATHERED_MILLIS = 1_000;

    private static final int MOST_IDS = 50;

    /** Kinds of records of which every change of one record is a topic of its own. */
    private static final Set<String> RECORDS =
            Set.of("contacts", "companies", "deals", "leads", "activities", "reminders");
    /** What changes as a whole. */
    private static final Set<String> GROUPS = Set.of(
            "pipelines",
            "products",
            "merges",
            "users",
            "imports",
            "views",
            "lead-duplicates",
            "lead-statuses",
            "lead-rules",
            "lead-settings",
            "lead-doors");
    /** Those of them that any record may look different for. */
    private static final Set<String> SHOWN_IN_RECORDS = Set.of("pipelines", "products", "merges", "users");
    /** Whose id is that of a contact. */
    private static final String TIMELINE = "contact-timeline";
    /** Topics of one user, and what they are called to that user. */
    private static final Map<String, String> PERSONAL = Map.of("book", "book", "user", "session");

    private final Map<UUID, Channel> channels = new ConcurrentHashMap<>();

    /**
     * What happened since a listener asked last.
     *
     * @param ids the records that it happened to, where they are known and few
     */
    record Change(Set<String> topics, @Nullable List<UUID> ids) {}

    /** Somebody who listens. */
    final class Listener implements AutoCloseable {
        private final UUID workspaceId;
        private final UUID userId;
        private final Channel channel;
        private final Runnable wake;
        private long seen;

        private Listener(UUID workspaceId, UUID userId, Channel channel, Runnable wake) {
            this.workspaceId = workspaceId;
            this.userId = userId;
            this.channel = channel;
            this.wake = wake;
        }

        /** Null where nothing happened that is this listener's business. */
        @Nullable
        Change take() {
            return channel.take(this);
        }

        @Override
        public void close() {
            channels.computeIfPresent(workspaceId, (id, present) -> present.remove(this) ? null : present);
        }
    }

    /** @param wake called when there may be something to take; it must not wait */
    Listener listen(UUID workspaceId, UUID userId, Runnable wake) {
        var added = new Listener[1];
        channels.compute(workspaceId, (id, present) -> {
            Channel channel = present == null ? new Channel() : present;
            added[0] = new Listener(workspaceId, userId, channel, wake);
            channel.add(added[0]);
            return channel;
        });
        return added[0];
    }

    void changed(Topic topic) {
        Channel channel = channels.get(topic.workspaceId());
        if (channel != null && channel.note(topic)) {
            Thread.ofVirtual().name("tell-changes").start(channel::wakeSoon);
        }
    }

    /** The changes of one workspace, numbered; each listener knows the number that it has seen. */
    private static final class Channel {
        private final Set<Listener> listeners = new HashSet<>();
        private final Map<String, Long> kinds = new HashMap<>();
        private final Map<Topic, Long> personal = new HashMap<>();
        private final LinkedHashMap<UUID, Long> ids = new LinkedHashMap<>();
        private long number;
        /** Up to this change, not all ids are known. */
        private long incomplete;

        private boolean waking;

        synchronized void add(Listener listener) {
            listener.seen = number;
            listeners.add(listener);
        }

        /** @return whether it was the last one */
        synchronized boolean remove(Listener listener) {
            listeners.remove(listener);
            return listeners.isEmpty();
        }

        /** @return whether somebody has to be woken who will not be anyway */
        synchronized boolean note(Topic topic) {
            boolean whole = topic.id().equals(topic.workspaceId());
            if (whole && (RECORDS.contains(topic.name()) || GROUPS.contains(topic.name()))) {
                kinds.put(topic.name(), ++number);
                if (SHOWN_IN_RECORDS.contains(topic.name())) {
                    incomplete = number;
                }
            } else if (RECORDS.contains(topic.name()) || topic.name().equals(TIMELINE)) {
                noteId(topic.id());
            } else if (PERSONAL.containsKey(topic.name())) {
                personal.put(topic, ++number);
            } else {
                return false;
            }
            boolean first = !waking;
            waking = true;
            return first;
        }

        private void noteId(UUID id) {
            ids.remove(id);
            ids.put(id, ++number);
            if (ids.size() > MOST_IDS) {
                incomplete = Math.max(incomplete, ids.pollFirstEntry().getValue());
            }
        }

        private synchronized int listenerCount() {
            return listeners.size();
        }

        void wakeSoon() {
            try {
                Thread.sleep(Math.clamp(listenerCount(), GATHERED_MILLIS, LONGEST_GATHERED_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            List<Listener> all;
            synchronized (this) {
                waking = false;
                all = List.copyOf(listeners);
            }
            all.forEach(listener -> listener.wake.run());
        }

        synchronized @Nullable Change take(Listener listener) {
            long seen = listener.seen;
            listener.seen = number;
            Set<String> topics = new TreeSet<>();
            kinds.forEach((kind, changed) -> {
                if (changed > seen) {
                    topics.add(kind);
                }
            });
            PERSONAL.forEach((name, told) -> {
                if (personal.getOrDefault(Topic.part(listener.workspaceId, name, listener.userId), 0L) > seen) {
                    topics.add(told);
                }
            });
            return topics.isEmpty() ? null : new Change(topics, incomplete > seen ? null : idsSince(seen));
        }

        private List<UUID> idsSince(long seen) {
            List<UUID> since = new ArrayList<>();
            ids.forEach((id, changed) -> {
                if (changed > seen) {
                    since.add(id);
                }
            });
            return since;
        }
    }
}
