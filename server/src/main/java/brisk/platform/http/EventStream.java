package brisk.platform.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events to one client (WHATWG HTML, 9.2). It belongs to the thread of its request; others may only
 * {@link #wake} it.
 */
public final class EventStream {
    /** How often something is written, so that proxies keep the connection and a client that is gone is noticed. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final OutputStream out;
    private final EventStreams streams;
    private final Duration slowest;
    private final Thread thread = Thread.currentThread();
    private final Semaphore woken = new Semaphore(0);
    private long wroteNanos = System.nanoTime();
    private volatile boolean writing;
    private volatile long writingSinceNanos;

    /** @param slowest how long a client may leave one event unread, once it has filled all buffers */
    EventStream(OutputStream out, EventStreams streams, Duration slowest) {
        this.out = out;
        this.streams = streams;
        this.slowest = slowest;
    }

    public void send(String event, byte[] json) throws IOException {
        byte[] head = ("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(head, head.length + json.length + 2);
        System.arraycopy(json, 0, bytes, head.length, json.length);
        bytes[bytes.length - 2] = '\n';
        bytes[bytes.length - 1] = '\n';
        write(bytes);
    }

    /** After how long a client that lost the connection comes back. */
    public void retryAfter(Duration time) throws IOException {
        write(("retry: " + time.toMillis() + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Waits until somebody wakes it or the time has passed.
     *
     * @param time at most a heartbeat's, because that is written here
     * @return false where the server is stopping and this stream has to end
     */
    public boolean await(Duration time) throws IOException {
        if (System.nanoTime() - wroteNanos >= HEARTBEAT.toNanos()) {
            write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (!streams.isClosed() && woken.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !streams.isClosed();
    }

    /** Ends the waiting. What a client does not read for too long ends altogether: it holds a thread and a connection. */
    public void wake() {
        if (writing && System.nanoTime() - writingSinceNanos > slowest.toNanos()) {
            thread.interrupt(); // closes the connection of a virtual thread that waits for it
        }
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    private void write(byte[] bytes) throws IOException {
        writingSinceNanos = System.nanoTime();
        writing = true;
        try {
            out.write(bytes);
            out.flush();
        } finally {
            writing = false;
        }
        wroteNanos = System.nanoTime();
    }
}
