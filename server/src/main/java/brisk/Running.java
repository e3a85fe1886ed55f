package brisk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run has opened, closed in reverse order at its end. The end may come at any moment of the start: the step that runs
 * then is interrupted and its result closed as well, so that no server process stays behind.
 */
final class Running {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    /** A step that waits for the database does not listen to interrupts; it ends when the database does. */
    private static final int STEP_LIMIT_SECONDS = 5;

    private final Thread starter;
    private final ReentrantLock step = new ReentrantLock();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile boolean isClosing;

    /** @param starter the thread that calls {@link #open} */
    Running(Thread starter) {
        this.starter = starter;
    }

    <T extends AutoCloseable> T open(Supplier<T> opener) {
        step.lock();
        try {
            if (isClosing) {
                throw new IllegalStateException("stopped while starting");
            }
            T result = opener.get();
            synchronized (opened) {
                opened.push(result);
            }
            return result;
        } finally {
            step.unlock();
        }
    }

    boolean isClosing() {
        return isClosing;
    }

    void close() {
        isClosing = true;
        starter.interrupt();
        try {
            if (!step.tryLock(STEP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("stopping while the start is not finished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (opened) {
            while (!opened.isEmpty()) {
                close(opened.pop());
            }
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed: {}", part.getClass().getSimpleName(), e.toString());
        }
    }
}
