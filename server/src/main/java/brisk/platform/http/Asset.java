package brisk.platform.http;

import io.helidon.http.HeaderNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** A body that stays the same for as long as the server runs: compressed once, and not sent to who has it already. */
public final class Asset {
    private final String contentType;
    private final byte[] plain;
    private final byte[] gzip;
    private final String etag;

    private Asset(String contentType, byte[] plain, byte[] gzip, String etag) {
        this.contentType = contentType;
        this.plain = plain;
        this.gzip = gzip;
        this.etag = etag;
    }

    /** @param bytes as they are shown, not compressed */
    public static Asset of(String contentType, byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        var gzip = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String etag = "\"" + Integer.toHexString(bytes.length) + "-" + Long.toHexString(crc.getValue()) + "\"";
        return new Asset(contentType, bytes, gzip.toByteArray(), etag);
    }

    public Answer answer(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", etag);
        headers.put("Cache-Control", "no-cache");
        headers.put("Vary", "Accept-Encoding");
        if (AnswerWriter.matches(request.header(HeaderNames.IF_NONE_MATCH), etag)) {
            return new Answer.Empty(304, headers);
        }
        String encodings = request.header(HeaderNames.ACCEPT_ENCODING);
        boolean compressed = encodings != null && encodings.contains("gzip");
        if (compressed) {
            headers.put("Content-Encoding", "gzip");
        }
        return new Answer.Body(200, contentType, compressed ? gzip : plain, headers);
    }
}
