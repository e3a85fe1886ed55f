package brisk;

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
    private final Opened opened = new Opened();
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
            return opened.add(opener.get());
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
        opened.close();
    }
}
