package brisk.leads;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * {@code X-Brisk-Signature: t=1795280400,v1=5257a8…}: the seconds since 1970, and HMAC-SHA256 over these digits, a dot and the
 * body, in hexadecimal.
 */
final class DoorSignature {
    static final String HEADER = "X-Brisk-Signature";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int LONGEST = 1_000;
    private static final int MOST = 4;

    private DoorSignature() {}

    /** The signature that is right; the same work is done whichever part is wrong. */
    static Optional<String> verified(@Nullable String header, byte[] body, byte[] secret, Instant now) {
        String time = "";
        List<String> given = new ArrayList<>();
        String text = header == null || header.length() > LONGEST ? "" : header;
        for (String part : text.split(",")) {
            String trimmed = part.strip();
            if (trimmed.startsWith("t=")) {
                time = trimmed.substring(2);
            } else if (trimmed.startsWith("v1=") && given.size() < MOST) {
                given.add(trimmed.substring(3));
            }
        }
        byte[] expected = HexFormat.of().formatHex(hmac(time, body, secret)).getBytes(StandardCharsets.US_ASCII);
        boolean right = false;
        for (String each : given) {
            right |= MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.UTF_8));
        }
        return right && isNear(time, now)
                ? Optional.of(new String(expected, StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    private static boolean isNear(String time, Instant now) {
        if (!time.matches("[0-9]{1,12}")) {
            return false;
        }
        Duration distance = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now)
                .abs();
        return distance.compareTo(TOLERANCE) <= 0;
    }

    private static byte[] hmac(String time, byte[] body, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
