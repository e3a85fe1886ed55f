package brisk.platform.cache;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The ids (RFC 9562, between quotes) in a JSON body. Every answer that is stored is searched for them, so that is done eight bytes at
 * a time: by their first dash, and without a look at the digits. What only looks like an id does no harm.
 */
public final class RecordIds {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int LENGTH = 36;
    private static final int FIRST_DASH = 8;
    /** 2^64 divided by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private RecordIds() {}

    public static List<UUID> in(byte[] json) {
        List<UUID> ids = new ArrayList<>();
        for (int start = next(json, 0); start >= 0; start = next(json, start + LENGTH)) {
            String text = new String(json, start, LENGTH, StandardCharsets.ISO_8859_1);
            String digits = text.replace("-", "");
            if (digits.length() == 2 * 2 * Long.BYTES && digits.chars().allMatch(HexFormat::isHexDigit)) {
                ids.add(UUID.fromString(text));
            }
        }
        return ids;
    }

    /** {@link #hash} of each of them. */
    static int[] hashes(byte[] json) {
        var hashes = new int[16];
        int count = 0;
        for (int start = next(json, 0); start >= 0; start = next(json, start + LENGTH)) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * count);
            }
            hashes[count++] = hash(json, start);
        }
        return Arrays.copyOf(hashes, count);
    }

    static int hash(UUID id) {
        return hash(id.toString().getBytes(StandardCharsets.ISO_8859_1), 0);
    }

    private static int hash(byte[] text, int start) {
        long hash = (int) FOUR_BYTES.get(text, start + 32);
        for (int at = start; at < start + 32; at += Long.BYTES) {
            hash = (hash ^ (long) EIGHT_BYTES.get(text, at)) * SPREAD;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    /** Where the next id begins, behind its quote; -1 where there is none. */
    private static int next(byte[] json, int from) {
        int last = json.length - (LENGTH - FIRST_DASH) - 1;
        int at = from;
        while (at <= last) {
            long others = (long) EIGHT_BYTES.get(json, at) ^ ('-' * ONES);
            long dashes = (others - ONES) & ~others & HIGH_BITS;
            if (dashes == 0) {
                at += Long.BYTES;
                continue;
            }
            at += Long.numberOfTrailingZeros(dashes) / Byte.SIZE;
            if (at <= last && isFirstDash(json, at)) {
                return at - FIRST_DASH;
            }
            at++;
        }
        return -1;
    }

    private static boolean isFirstDash(byte[] json, int at) {
        int start = at - FIRST_DASH;
        return start > 0
                && json[start - 1] == '"'
                && json[start + LENGTH] == '"'
                && json[start + 13] == '-'
                && json[start + 18] == '-'
                && json[start + 23] == '-';
    }
}
