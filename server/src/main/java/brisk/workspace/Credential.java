package brisk.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser or a program holds: the id of its workspace, so that the lookup names it, and a secret of which only the
 * hash is kept. SHA-256 without salt is enough for 256 random bits.
 */
final class Credential {
    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final int TEXT_CHARACTERS = (ID_BYTES + SECRET_BYTES) * 4 / 3;
    private static final SecureRandom random = new SecureRandom();

    private final UUID workspaceId;
    private final byte[] secret;

    private Credential(UUID workspaceId, byte[] secret) {
        this.workspaceId = workspaceId;
        this.secret = secret;
    }

    static Credential fresh(UUID workspaceId) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new Credential(workspaceId, secret);
    }

    static Optional<Credential> parse(String text) {
        if (text.length() != TEXT_CHARACTERS) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            var workspaceId = new UUID(bytes.getLong(), bytes.getLong());
            byte[] secret = new byte[SECRET_BYTES];
            bytes.get(secret);
            return Optional.of(new Credential(workspaceId, secret));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    UUID workspaceId() {
        return workspaceId;
    }

    /** The form that the client sends. */
    String reveal() {
        ByteBuffer bytes = ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
                .putLong(workspaceId.getMostSignificantBits())
                .putLong(workspaceId.getLeastSignificantBits())
                .put(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a page of ours can learn and a page of somebody else's cannot: derived, so that it needs no column. */
    String csrfToken() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal("csrf".getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean hasCsrfToken(String given) {
        return MessageDigest.isEqual(
                csrfToken().getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Credential[of workspace " + workspaceId + "]";
    }
}
