package brisk.platform.http;

import java.util.Optional;
import java.util.UUID;

/** Ids are UUIDs in their 36-character form, and nothing else is. */
public final class Ids {
    private Ids() {}

    public static Optional<UUID> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
