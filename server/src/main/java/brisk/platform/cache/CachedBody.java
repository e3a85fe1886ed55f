package brisk.platform.cache;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * An encoded answer: the JSON bytes, the same bytes deflated once, and their entity tag.
 *
 * <p>The deflated form ends on a byte boundary without its final block (RFC 1951, a sync flush), so that a few bytes
 * can be appended to one answer without compressing the body again.
 */
public final class CachedBody {
    private static final int COMPRESS_FROM_BYTES = 1_024;
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final long OVERHEAD_BYTES = 256;

    private final byte[] plain;
    private final byte @Nullable [] deflated;
    private final byte @Nullable [] gzip;
    private final String etag;

    private CachedBody(byte[] plain, byte @Nullable [] deflated, byte @Nullable [] gzip, String etag) {
        this.plain = plain;
        this.deflated = deflated;
        this.gzip = gzip;
        this.etag = etag;
    }

    /** @param version of the one record that the body shows; 0 for everything else */
    public static CachedBody of(byte[] plain, long version) {
        return of(plain, version, false);
    }

    /** A JSON object to which members are appended per answer. */
    public static CachedBody spliceable(byte[] plain) {
        return of(plain, 0, true);
    }

    private static CachedBody of(byte[] plain, long version, boolean spliceable) {
        String etag = "\"" + (version > 0 ? version + "-" : "") + Long.toHexString(hash(plain)) + "\"";
        if (plain.length < COMPRESS_FROM_BYTES) {
            return new CachedBody(plain, null, null, spliceable ? "W/" + etag : etag);
        }
        if (spliceable) {
            // Without the closing brace: the members and a new brace follow it.
            return new CachedBody(plain, deflate(plain, plain.length - 1), null, "W/" + etag);
        }
        byte[] deflated = deflate(plain, plain.length);
        return new CachedBody(plain, null, gzip(deflated, new byte[0], crc(plain, plain.length), plain.length), etag);
    }

    public byte[] plain() {
        return plain;
    }

    /** Null where the body is too small to be worth compressing. */
    public byte @Nullable [] gzip() {
        return gzip;
    }

    public String etag() {
        return etag;
    }

    public long sizeBytes() {
        return OVERHEAD_BYTES
                + plain.length
                + (deflated == null ? 0 : deflated.length)
                + (gzip == null ? 0 : gzip.length);
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
        if (deflated == null) {
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
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
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

    /** 64-bit FNV-1a: an entity tag must tell versions apart, not withstand an attacker. */
    private static long hash(byte[] bytes) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
