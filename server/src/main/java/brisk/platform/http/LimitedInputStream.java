package brisk.platform.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends in a 413 where a body without a Content-Length turns out too large. */
final class LimitedInputStream extends FilterInputStream {
    private final long limitBytes;
    private long left;
    private boolean broken;

    LimitedInputStream(InputStream in, long limitBytes) {
        super(in);
        this.limitBytes = limitBytes;
        this.left = limitBytes;
    }

    @Override
    public int read() throws IOException {
        int value = wellFormed(super::read);
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = wellFormed(() -> super.read(buffer, offset, length));
        count(Math.max(0, read));
        return read;
    }

    private interface Reading {
        int run() throws IOException;
    }

    /** What is left of such a connection is no request, so it ends with the answer. */
    private int wellFormed(Reading reading) throws IOException {
        try {
            return reading.run();
        } catch (RuntimeException e) {
            broken = true;
            throw Problem.badRequest("The body ended early, or is not divided into chunks as it says.")
                    .header("Connection", "close");
        }
    }

    @Override
    public void close() throws IOException {
        if (!broken) {
            super.close();
        }
    }

    private void count(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw Problem.tooLarge(limitBytes);
        }
    }
}
