package brisk.platform.http;

import io.helidon.http.HeaderNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A body that stays the same for as long as the server runs: compressed once, and not sent to who has it already. */
public final class Asset {
    private static final int COMPRESS_FROM_BYTES = 1_024;

    private final String contentType;
    private final Keeping keeping;
    private final byte[] plain;
    private final byte @Nullable [] gzip;
    private final byte @Nullable [] brotli;
    private final String etag;

    /** How long clients may use it without asking. */
    enum Keeping {
        /** It is asked for every time; who has it already gets a 304. */
        REVALIDATED("no-cache"),
        /** The address contains a hash of the content, so another content has another address. */
        FOREVER("public, max-age=31536000, immutable");

        private final String cacheControl;

        Keeping(String cacheControl) {
            this.cacheControl = cacheControl;
        }
    }

    private Asset(String contentType, Keeping keeping, byte[] plain, byte @Nullable [] gzip, byte @Nullable [] brotli) {
        this.contentType = contentType;
        this.keeping = keeping;
        this.plain = plain;
        this.gzip = gzip;
        this.brotli = brotli;
        var crc = new CRC32();
        crc.update(plain);
        this.etag = "\"" + Integer.toHexString(plain.length) + "-" + Long.toHexString(crc.getValue()) + "\"";
    }

    /** @param bytes as they are shown, not compressed */
    public static Asset of(String contentType, byte[] bytes) {
        return of(contentType, Keeping.REVALIDATED, bytes, null, null);
    }

    /**
     * @param gzip the same bytes compressed; null for a text makes them here
     * @param brotli the same, or null for none
     */
    static Asset of(
            String contentType, Keeping keeping, byte[] plain, byte @Nullable [] gzip, byte @Nullable [] brotli) {
        boolean worthwhile = gzip == null && isText(contentType) && plain.length >= COMPRESS_FROM_BYTES;
        return new Asset(contentType, keeping, plain, worthwhile ? compress(plain) : gzip, brotli);
    }

    private static byte[] compress(byte[] plain) {
        var gzip = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gzip.toByteArray();
    }

    /** What becomes smaller by compressing; pictures and fonts are compressed already. */
    static boolean isText(String contentType) {
        return contentType.startsWith("text/")
                || contentType.contains("json")
                || contentType.contains("xml")
                || contentType.contains("yaml");
    }

    public Answer answer(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", etag);
        headers.put("Cache-Control", keeping.cacheControl);
        headers.put("Vary", "Accept-Encoding");
        if (AnswerWriter.matches(request.header(HeaderNames.IF_NONE_MATCH), etag)) {
            return new Answer.Empty(304, headers);
        }
        String accepted = Objects.requireNonNullElse(request.header(HeaderNames.ACCEPT_ENCODING), "");
        float brotliWeight = brotli == null ? 0 : AcceptedEncodings.weight(accepted, "br");
        float gzipWeight = gzip == null ? 0 : AcceptedEncodings.weight(accepted, "gzip");
        if (brotli != null && brotliWeight > 0 && brotliWeight >= gzipWeight) {
            headers.put("Content-Encoding", "br");
            return new Answer.Body(200, contentType, brotli, headers);
        }
        if (gzip != null && gzipWeight > 0) {
            headers.put("Content-Encoding", "gzip");
            return new Answer.Body(200, contentType, gzip, headers);
        }
        return new Answer.Body(200, contentType, plain, headers);
    }
}
