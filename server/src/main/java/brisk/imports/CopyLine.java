package brisk.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * One row after the other in the text format of PostgreSQL's COPY, sent as the buffer fills: the server's pace holds the
 * reader back, and memory stays the same however long the file is.
 */
public final class CopyLine {
    private static final int BUFFER_CHARACTERS = 1 << 15;

    private final CopyIn copy;
    private final StringBuilder text = new StringBuilder(BUFFER_CHARACTERS + (1 << 12));
    private int start;

    CopyLine(CopyIn copy) {
        this.copy = copy;
    }

    public CopyLine text(@Nullable String value) {
        if (value == null) {
            text.append("\\N\t");
        } else {
            escaped(value);
            text.append('\t');
        }
        return this;
    }

    public CopyLine number(@Nullable Number value) {
        return text(value == null ? null : value.toString());
    }

    public CopyLine flag(@Nullable Boolean value) {
        return text(value == null ? null : value.toString());
    }

    public CopyLine id(@Nullable UUID value) {
        return text(value == null ? null : value.toString());
    }

    public CopyLine time(@Nullable Instant value) {
        return text(value == null ? null : value.toString());
    }

    /** A text[]. */
    public CopyLine texts(List<String> values) {
        text.append('{');
        String separator = "";
        for (String value : values) {
            text.append(separator).append('"');
            escaped(value.replace("\\", "\\\\").replace("\"", "\\\""));
            text.append('"');
            separator = ",";
        }
        text.append("}\t");
        return this;
    }

    private void escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    /** Takes back what was written of this row and leaves its first columns empty. */
    void blank(int columns) {
        text.setLength(start);
        text.repeat("\\N\t", columns);
    }

    /** Ends the row. */
    void end() {
        text.setCharAt(text.length() - 1, '\n');
        if (text.length() >= BUFFER_CHARACTERS) {
            flush();
        }
        start = text.length();
    }

    void flush() {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        try {
            copy.writeToCopy(bytes.array(), bytes.arrayOffset(), bytes.limit());
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        text.setLength(0);
    }
}
