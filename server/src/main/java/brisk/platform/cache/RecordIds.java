package brisk.platform.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The ids (RFC 9562, between quotes) in a JSON body. */
public final class RecordIds {
    private static final int LENGTH = 36;

    private RecordIds() {}

    public static List<UUID> in(byte[] json) {
        List<UUID> ids = new ArrayList<>();
        for (int at = 0; at + LENGTH + 1 < json.length; at++) {
            if (json[at] == '"' && json[at + LENGTH + 1] == '"' && json[at + 9] == '-' && isId(json, at + 1)) {
                ids.add(new UUID(bits(json, at + 1, 18), bits(json, at + 19, 18)));
                at += LENGTH;
            }
        }
        return ids;
    }

    private static boolean isId(byte[] json, int start) {
        for (int i = 0; i < LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            byte at = json[start + i];
            if (dash ? at != '-' : Character.digit(at, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static long bits(byte[] json, int start, int length) {
        long bits = 0;
        for (int i = start; i < start + length; i++) {
            if (json[i] != '-') {
                bits = bits << 4 | Character.digit(json[i], 16);
            }
        }
        return bits;
    }
}
