package brisk.platform.cache;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * An encoded answer: the JSON bytes, their entity tag, and the same bytes deflated once, when somebody first asks for them
 * compressed.
 *
 * <p>The deflated form ends on a byte boundary without its final block (RFC 1951, a sync flush), so that a few bytes
 * can be appended to one answer without compressing the body again.
 */
public final class CachedBody {
    private static final int COMPRESS_FROM_BYTES = 1_024;
    /** Three quarters of the way to the smallest result at a third of its time. */
    private static final int COMPRESSION_LEVEL = 3;

    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final long OVERHEAD_BYTES = 256;

    private final byte[] plain;
    private final String etag;
    private final boolean spliceable;
    private volatile byte @Nullable [] compressed;
    private volatile boolean incompressible;

    private CachedBody(byte[] plain, String etag, boolean spliceable) {
        this.plain = plain;
        this.etag = etag;
        this.spliceable = spliceable;
        this.incompressible = plain.length < COMPRESS_FROM_BYTES;
    }

    /** @param version of the one record that the body shows; 0 for everything else */
    public static CachedBody of(byte[] plain, long version) {
        return new CachedBody(plain, '"' + (version > 0 ? version + "-" : "") + hash(plain) + '"', false);
    }

    /** A JSON object to which members are appended per answer; its tag is weak, because these differ. */
    public static CachedBody spliceable(byte[] plain) {
        return new CachedBody(plain, "W/\"" + hash(plain) + '"', true);
    }

    public byte[] plain() {
        return plain;
    }

    /** Null where compressing gains little. */
    public byte @Nullable [] gzip() {
        byte[] ready = compressed;
        if (ready == null && !incompressible) {
            ready = keep(gzip(deflate(plain, plain.length), new byte[0], crc(plain, plain.length), plain.length));
        }
        return ready;
    }

    /** What takes more than the half that {@link #sizeBytes} sets aside for it is not kept. */
    private byte @Nullable [] keep(byte[] bytes) {
        if (bytes.length > plain.length / 2) {
            incompressible = true;
            return null;
        }
        compressed = bytes;
        return bytes;
    }

    public String etag() {
        return etag;
    }

    /** An upper bound: the compressed form comes later and is never larger than half the plain one. */
    public long sizeBytes() {
        return OVERHEAD_BYTES + plain.length + (plain.length < COMPRESS_FROM_BYTES ? 0 : plain.length / 2);
    }

    /** The object with {@code members} as its last ones. */
    public byte[] plainWith(byte[] members) {
        var bytes = new byte[plain.length + members.length + 1];
        System.arraycopy(plain, 0, bytes, 0, plain.length - 1);
        appendMembers(bytes, plain.length - 1, members);
        return bytes;
    }

    /** The same, compressed; null where the body is too small. */
    public byte @Nullable [] gzipWith(byte[] members) {
        byte[] deflated = compressed;
        if (deflated == null && !incompressible) {
            // Without the closing brace: the members and a new brace follow it.
            deflated = keep(deflate(plain, plain.length - 1));
        }
        if (deflated == null || !spliceable) {
            return null;
        }
        var tail = new byte[members.length + 2];
        appendMembers(tail, 0, members);
        CRC32 crc = crc(plain, plain.length - 1);
        crc.update(tail);
        return gzip(deflated, tail, crc, plain.length - 1 + tail.length);
    }

    private static void appendMembers(byte[] into, int at, byte[] members) {
        into[at] = ',';
        System.arraycopy(members, 0, into, at + 1, members.length);
        into[at + 1 + members.length] = '}';
    }

    private static byte[] deflate(byte[] bytes, int length) {
        try (Deflater deflater = new Deflater(COMPRESSION_LEVEL, true)) {
            deflater.setInput(bytes, 0, length);
            var out = new ByteArrayOutputStream(length / 3 + 64);
            var buffer = new byte[8_192];
            int written;
            do {
                written = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                out.write(buffer, 0, written);
            } while (written == buffer.length);
            return out.toByteArray();
        }
    }

    /** RFC 1952: header, deflated blocks, the tail as one final stored block, CRC-32 and length of all. */
    private static byte[] gzip(byte[] deflated, byte[] tail, CRC32 crc, int totalBytes) {
        var out = new byte[GZIP_HEADER.length + deflated.length + 5 + tail.length + 8];
        int at = put(out, 0, GZIP_HEADER);
        at = put(out, at, deflated);
        out[at++] = 1; // final, stored
        at = putShort(out, at, tail.length);
        at = putShort(out, at, ~tail.length);
        at = put(out, at, tail);
        at = putShort(out, at, (int) crc.getValue());
        at = putShort(out, at, (int) (crc.getValue() >>> 16));
        at = putShort(out, at, totalBytes);
        putShort(out, at, totalBytes >>> 16);
        return out;
    }

    private static int put(byte[] out, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, out, at, bytes.length);
        return at + bytes.length;
    }

    private static int putShort(byte[] out, int at, int value) {
        out[at] = (byte) value;
        out[at + 1] = (byte) (value >>> 8);
        return at + 2;
    }

    private static CRC32 crc(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc;
    }

    /** Two checksums that processors compute: an entity tag must tell versions apart, not withstand an attacker. */
    private static String hash(byte[] bytes) {
        var other = new CRC32C();
        other.update(bytes, 0, bytes.length);
        return Long.toHexString(crc(bytes, bytes.length).getValue() << 32 | other.getValue());
    }
}
