package brisk.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows into a table through COPY in its binary format, which needs no escaping and no parsing. Memory is one buffer.
 * Values come in the order of the columns; every row starts with its workspace.
 */
final class CopyStream implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    /** A value is written in one piece; none of ours is longer. */
    private static final int LONGEST_VALUE_BYTES = 16 * 1024;

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final long MICROS_UNTIL_2000 = 946_684_800_000_000L;
    private static final long EPOCH_DAY_OF_2000 = 10_957;
    private static final int TEXT_OID = 25;

    private final CopyIn copy;
    private final UUID workspaceId;
    private final int columns;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private int missing;
    private long rows;

    CopyStream(Connection connection, UUID workspaceId, String table, List<String> columns) throws SQLException {
        this.workspaceId = workspaceId;
        this.columns = columns.size() + 1;
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (workspace_id, " + String.join(", ", columns)
                        + ") FROM STDIN (FORMAT binary)");
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    CopyStream row() throws SQLException {
        requireComplete();
        rows++;
        missing = columns;
        buffer.putShort((short) columns);
        return id(workspaceId);
    }

    private void requireComplete() {
        if (missing != 0) {
            throw new IllegalStateException("row " + rows + " lacks " + missing + " values");
        }
    }

    private ByteBuffer value(int bytes) throws SQLException {
        if (buffer.remaining() < LONGEST_VALUE_BYTES) {
            flush();
        }
        missing--;
        return buffer.putInt(bytes);
    }

    private CopyStream none() throws SQLException {
        value(-1);
        return this;
    }

    CopyStream id(@Nullable UUID value) throws SQLException {
        if (value == null) {
            return none();
        }
        value(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    CopyStream text(@Nullable String value) throws SQLException {
        if (value == null) {
            return none();
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        value(bytes.length).put(bytes);
        return this;
    }

    CopyStream texts(List<String> values) throws SQLException {
        if (values.isEmpty()) {
            value(12).putInt(0).putInt(0).putInt(TEXT_OID);
            return this;
        }
        List<byte[]> elements =
                values.stream().map(v -> v.getBytes(StandardCharsets.UTF_8)).toList();
        int bytes = 20 + elements.stream().mapToInt(e -> 4 + e.length).sum();
        value(bytes)
                .putInt(1)
                .putInt(0)
                .putInt(TEXT_OID)
                .putInt(elements.size())
                .putInt(1);
        elements.forEach(e -> buffer.putInt(e.length).put(e));
        return this;
    }

    /** jsonb */
    CopyStream json(byte[] value) throws SQLException {
        value(1 + value.length).put((byte) 1).put(value);
        return this;
    }

    CopyStream bool(boolean value) throws SQLException {
        value(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /** smallint */
    CopyStream small(int value) throws SQLException {
        value(2).putShort((short) value);
        return this;
    }

    CopyStream integer(int value) throws SQLException {
        value(4).putInt(value);
        return this;
    }

    CopyStream integerOrNone(int value) throws SQLException {
        return value == 0 ? none() : integer(value);
    }

    /** A numeric of thousands, in its digits to the base of ten thousand. */
    CopyStream thousands(long value) throws SQLException {
        long units = value * 1_000;
        int digits = 0;
        for (long rest = units; rest > 0; rest /= 10_000) {
            digits++;
        }
        value(8 + 2 * digits)
                .putShort((short) digits)
                .putShort((short) (digits - 1))
                .putInt(0);
        for (int i = digits - 1; i >= 0; i--) {
            buffer.putShort((short) (units / Math.powExact(10_000L, i) % 10_000));
        }
        return this;
    }

    /** bigint */
    CopyStream big(long value) throws SQLException {
        value(8).putLong(value);
        return this;
    }

    /** A numeric with two decimals. */
    CopyStream cents(long value) throws SQLException {
        long units = value / 100;
        int hundredths = (int) (value % 100);
        int digits = 0;
        for (long rest = units; rest > 0; rest /= 10_000) {
            digits++;
        }
        int all = digits + (hundredths > 0 ? 1 : 0);
        value(8 + 2 * all)
                .putShort((short) all)
                .putShort((short) (all == 0 ? 0 : digits - 1))
                .putShort((short) 0)
                .putShort((short) 2);
        for (int i = digits - 1; i >= 0; i--) {
            buffer.putShort((short) (units / Math.powExact(10_000L, i) % 10_000));
        }
        if (hundredths > 0) {
            buffer.putShort((short) (hundredths * 100));
        }
        return this;
    }

    CopyStream centsOrNone(long value) throws SQLException {
        return value < 0 ? none() : cents(value);
    }

    CopyStream date(long epochDay) throws SQLException {
        value(4).putInt(Math.toIntExact(epochDay - EPOCH_DAY_OF_2000));
        return this;
    }

    CopyStream time(long epochMillis) throws SQLException {
        value(8).putLong(epochMillis * 1_000 - MICROS_UNTIL_2000);
        return this;
    }

    CopyStream timeOrNone(long epochMillis) throws SQLException {
        return epochMillis == Long.MIN_VALUE ? none() : time(epochMillis);
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** @return how many rows the table has got */
    long finish() throws SQLException {
        requireComplete();
        flush();
        copy.writeToCopy(new byte[] {-1, -1}, 0, 2);
        return copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
