package brisk.imports.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes by which some programs say how a text is encoded (Unicode, section 23.8). */
final class ByteOrderMark {
    private static final int LONGEST = 3;

    private ByteOrderMark() {}

    /** Null where there is none. */
    static @Nullable Charset charset(byte[] start) {
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (begins(start, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return begins(start, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : null;
    }

    /** Passes over the mark where there is one. */
    static void skip(InputStream in) throws IOException {
        in.mark(LONGEST);
        Charset charset = charset(in.readNBytes(LONGEST));
        in.reset();
        if (charset != null) {
            in.skipNBytes(charset.equals(StandardCharsets.UTF_8) ? 3 : 2);
        }
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
