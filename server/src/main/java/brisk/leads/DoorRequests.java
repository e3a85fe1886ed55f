package brisk.leads;

import brisk.platform.http.Problem;
import brisk.platform.records.RecordTable;
import brisk.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What doors answered, by the key of the request, for a day: whoever sends a request again gets the same answer. */
final class DoorRequests {
    private DoorRequests() {}

    /**
     * Takes the key for this transaction; a concurrent request of the same key waits here for its end.
     *
     * @return the answer that was given before; empty where the key is new
     * @throws Problem 422 where the key came with another body
     */
    static Optional<byte[]> answered(Handle handle, Caller caller, UUID doorId, String key, byte[] body, Instant now) {
        byte[] hash = hash(body);
        boolean fresh = handle.createUpdate("""
                INSERT INTO lead_door_requests (workspace_id, door_id, key, body_hash, created_at)
                VALUES (:workspaceId, :doorId, :key, :hash, :now)
                ON CONFLICT (workspace_id, door_id, key) DO NOTHING
                """)
                        .bind("workspaceId", caller.workspaceId())
                        .bind("doorId", doorId)
                        .bind("key", key)
                        .bind("hash", hash)
                        .bind("now", RecordTable.utc(now))
                        .execute()
                == 1;
        if (fresh) {
            return Optional.empty();
        }
        record Before(byte[] hash, String answer) {}
        Before before = handle.createQuery("""
                SELECT r.body_hash, r.answer FROM lead_door_requests r
                WHERE r.workspace_id = :workspaceId AND r.door_id = :doorId AND r.key = :key
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("doorId", doorId)
                .bind("key", key)
                .map((row, context) -> new Before(row.getBytes(1), row.getString(2)))
                .one();
        if (!Arrays.equals(before.hash, hash)) {
            throw Problem.invalid("Idempotency-Key", "came with another body before");
        }
        return Optional.of(before.answer.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps the answer, and when the door was used, to the minute. */
    static void remember(Handle handle, Caller caller, UUID doorId, String key, byte[] answer, Instant now) {
        handle.createUpdate("""
                WITH used AS (
                    UPDATE lead_doors d SET last_used_at = :now
                    WHERE d.workspace_id = :workspaceId AND d.id = :doorId
                      AND coalesce(d.last_used_at, '-infinity') < CAST(:now AS timestamptz) - INTERVAL '1 minute'
                )
                UPDATE lead_door_requests r SET answer = :answer
                WHERE r.workspace_id = :workspaceId AND r.door_id = :doorId AND r.key = :key
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("doorId", doorId)
                .bind("key", key)
                .bind("answer", new String(answer, StandardCharsets.UTF_8))
                .bind("now", RecordTable.utc(now))
                .execute();
    }

    private static byte[] hash(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
