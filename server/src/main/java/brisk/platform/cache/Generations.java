package brisk.platform.cache;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * When every topic was last changed, on a clock that counts changes. A reader notes the time before it loads, and what it stores
 * counts until one of its topics has changed later; a writer bumps its topics after commit and before it answers. So nobody is
 * served what a slow reader stores that began before the write.
 *
 * <p>Topics share a fixed number of slots by hash: two topics in one slot cost a needless miss, never a stale read, and
 * the memory does not grow with the number of contacts.
 */
public final class Generations {
    /** 8 MiB. A page of a book depends on 120 of them: among 65,536 the writes of a hundred other people outdate it in 15 s. */
    private static final int SLOTS = 1 << 20;

    private final AtomicLong clock = new AtomicLong();
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private volatile Consumer<Topic> listener = topic -> {};

    /** The number of changes so far. */
    public long now() {
        return clock.get();
    }

    /** When the topic was last changed; 0 where it never was. */
    public long of(Topic topic) {
        return of(slot(topic));
    }

    private long of(int slot) {
        return slots.get(slot);
    }

    public void bump(Topic topic) {
        // The latest of concurrent changes stays, whichever is noted last.
        slots.accumulateAndGet(slot(topic), clock.incrementAndGet(), Math::max);
        listener.accept(topic);
    }

    /** @param told of every topic that is bumped, on the thread of the writer, who waits for it */
    public void listen(Consumer<Topic> told) {
        listener = told;
    }

    /** The slots of some topics and of the records that a JSON body names by their ids, each once. */
    int[] slots(List<Topic> topics, byte[] json) {
        int[] records = RecordIds.hashes(json);
        var slots = new int[2 * topics.size() + records.length];
        int count = 0;
        for (Topic topic : topics) {
            slots[count++] = slot(topic);
            if (topic.kind() == Topic.Kind.TABLE) {
                slots[count++] = slot(Topic.single(topic.workspaceId(), topic.name()));
            }
        }
        for (int record : records) {
            slots[count++] = slot(record);
        }
        Arrays.sort(slots, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || slots[i] != slots[i - 1]) {
                slots[distinct++] = slots[i];
            }
        }
        return Arrays.copyOf(slots, distinct);
    }

    boolean changedSince(long moment, int[] slots) {
        for (int slot : slots) {
            if (of(slot) > moment) {
                return true;
            }
        }
        return false;
    }

    private static int slot(Topic topic) {
        return slot(
                switch (topic.kind()) {
                    // By its id alone, because that is what answers say of it.
                    case RECORD -> RecordIds.hash(topic.id());
                    case TABLE, BROAD, PART -> hash(topic);
                    case SINGLE -> 31 * hash(topic);
                });
    }

    private static int hash(Topic topic) {
        return 31 * (31 * topic.workspaceId().hashCode() + topic.name().hashCode())
                + topic.id().hashCode();
    }

    private static int slot(int hash) {
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }
}
