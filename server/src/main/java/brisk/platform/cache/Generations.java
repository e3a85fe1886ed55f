package brisk.platform.cache;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * The generation of every topic. A reader notes the generations before it loads and stores under them; a writer bumps
 * its topics after commit and before it answers, so nobody asks for what a slow reader stores under old generations.
 *
 * <p>Topics share a fixed number of slots by hash: two topics in one slot cost a needless miss, never a stale read, and
 * the memory does not grow with the number of contacts.
 */
public final class Generations {
    private static final int SLOTS = 1 << 16;

    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);
    private volatile Consumer<Topic> listener = topic -> {};

    public long of(Topic topic) {
        return slots.get(slot(topic));
    }

    public void bump(Topic topic) {
        slots.incrementAndGet(slot(topic));
        listener.accept(topic);
    }

    /** @param told of every topic that is bumped, on the thread of the writer, who waits for it */
    public void listen(Consumer<Topic> told) {
        listener = told;
    }

    private static int slot(Topic topic) {
        int hash = topic.hashCode();
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }
}
