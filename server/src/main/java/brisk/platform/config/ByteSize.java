package brisk.platform.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 48 MiB}, {@code 512KiB}, {@code 1048576}. */
final class ByteSize {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(b|kib|mib|gib)?");

    private ByteSize() {}

    /** @throws NumberFormatException when the text is not a size */
    static long parse(String text) {
        Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new NumberFormatException(text);
        }
        String unit = matcher.group(2);
        long count = Long.parseLong(matcher.group(1));
        return unit == null || unit.equals("b")
                ? count
                : Math.multiplyExact(count, 1L << (10 * ("kmg".indexOf(unit.charAt(0)) + 1)));
    }

    static String format(long bytes) {
        String[] units = {"", " KiB", " MiB", " GiB"};
        int unit = 0;
        long count = bytes;
        while (unit < units.length - 1 && count >= 1024 && count % 1024 == 0) {
            count /= 1024;
            unit++;
        }
        return count + units[unit];
    }
}
