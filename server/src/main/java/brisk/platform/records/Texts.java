package brisk.platform.records;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Text as it is kept: composed (Unicode NFC), without blanks around it, visible or not. */
public final class Texts {
    private Texts() {}

    public static String clean(String raw) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFC);
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** With the no-break spaces, the zero-width space, the word joiner and the byte order mark, which strip() leaves. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200b' || c == '\u2060' || c == '\ufeff';
    }

    /** Why a text cannot be kept, or null. */
    public static @Nullable String complaint(String text, int most) {
        if (text.codePointCount(0, text.length()) > most) {
            return "is longer than " + most + " characters";
        }
        if (text.indexOf('\0') >= 0) {
            return "contains a NUL character, which cannot be stored";
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "contains half of a Unicode character (an unpaired surrogate)";
            }
        }
        return null;
    }

    /** A LIKE pattern that matches exactly this text somewhere. */
    public static String likeLiteral(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
