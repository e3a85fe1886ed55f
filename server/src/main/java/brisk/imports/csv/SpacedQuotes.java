package brisk.imports.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Leaves out blanks between a delimiter and a quotation mark: {@code a, "b, c"} has two fields, as its writer meant. */
final class SpacedQuotes extends FilterReader {
    private static final int MOST_BLANKS = 1_000;

    private final char delimiter;
    private final char[] input = new char[1 << 13];
    private final char[] output = new char[input.length + MOST_BLANKS];
    private int from;
    private int to;
    private int blanks;
    private State state = State.FIELD_START;

    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        /** After a quotation mark inside quotes: the end, or the first half of a doubled one. */
        CLOSING
    }

    SpacedQuotes(Reader in, char delimiter) {
        super(in);
        this.delimiter = delimiter;
    }

    @Override
    public int read() throws IOException {
        return from < to || fill() ? output[from++] : -1;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (from == to && !fill()) {
            return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(output, from, target, offset, count);
        from += count;
        return count;
    }

    /** Whether the text has ended inside quotation marks; known when all of it was read. */
    boolean endsQuoted() {
        return state == State.QUOTED;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = 0;
        while (to == 0) {
            int read = in.read(input, 0, input.length);
            if (read < 0) {
                putBlanks();
                return to > 0;
            }
            for (int i = 0; i < read; i++) {
                take(input[i]);
            }
        }
        return true;
    }

    private void take(char c) {
        switch (state) {
            case FIELD_START -> atFieldStart(c);
            case QUOTED -> {
                state = c == '"' ? State.CLOSING : State.QUOTED;
                output[to++] = c;
            }
            case CLOSING -> {
                state = c == '"' ? State.QUOTED : afterPlain(c);
                output[to++] = c;
            }
            case PLAIN -> {
                state = afterPlain(c);
                output[to++] = c;
            }
        }
    }

    private void atFieldStart(char c) {
        if (c == ' ' && blanks < MOST_BLANKS - 1) {
            blanks++;
            return;
        }
        if (c == '"') {
            blanks = 0;
            state = State.QUOTED;
        } else {
            putBlanks();
            state = afterPlain(c);
        }
        output[to++] = c;
    }

    private State afterPlain(char c) {
        return c == delimiter || c == '\n' || c == '\r' ? State.FIELD_START : State.PLAIN;
    }

    private void putBlanks() {
        for (; blanks > 0; blanks--) {
            output[to++] = ' ';
        }
    }
}
