package brisk.platform.mail;

import brisk.platform.db.Database;
import brisk.platform.records.RecordTable;
import brisk.platform.telemetry.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The outbox. A mail is enqueued in the transaction that causes it, so it leaves if and only if that commits;
 * {@link MailSender} sends it soon after.
 */
public final class Mails {
    /** What nobody could send for this long is not worth reading any more: a reminder of last month, for one. */
    static final Duration WORTH_SENDING = Duration.ofDays(3);

    private static final Duration SENT_KEPT = Duration.ofDays(30);
    private static final Duration FAILED_KEPT = Duration.ofDays(90);
    private static final int PURGED_AT_ONCE = 5_000;

    private final Database database;
    private final Clock clock;

    public Mails(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A plain text mail. */
    public record Mail(String recipient, String subject, String body) {}

    public void enqueue(Handle handle, UUID workspaceId, String recipient, String subject, String body) {
        enqueue(handle, workspaceId, List.of(new Mail(recipient, subject, body)));
    }

    /** All of them in one statement. */
    public void enqueue(Handle handle, UUID workspaceId, List<Mail> mails) {
        if (mails.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                INSERT INTO mails (workspace_id, recipient, subject, body, next_attempt_at, created_at)
                SELECT :workspaceId, recipient, subject, body, :now, :now
                FROM unnest(:recipients, :subjects, :bodies) AS given (recipient, subject, body)
                """)
                .bind("workspaceId", workspaceId)
                .bind("now", RecordTable.utc(clock.instant()))
                .bind("recipients", mails.stream().map(Mail::recipient).toArray(String[]::new))
                .bind("subjects", mails.stream().map(m -> oneLine(m.subject())).toArray(String[]::new))
                .bind("bodies", mails.stream().map(Mail::body).toArray(String[]::new))
                .execute();
    }

    /** A line break in a subject would be the beginning of another header. */
    private static String oneLine(String subject) {
        return subject.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** Gives up on what waited too long, and forgets what was sent or given up long ago. */
    public void purge(Trace trace) {
        Instant now = clock.instant();
        List<UUID> workspaces = database.read(
                trace,
                handle -> handle.createQuery("SELECT DISTINCT workspace_id FROM mails -- every workspace")
                        .mapTo(UUID.class)
                        .list());
        for (UUID workspace : workspaces) {
            database.writeStatement(
                    trace,
                    (handle, changes) -> handle.createUpdate("""
                    UPDATE mails SET state = 'failed', last_error = 'It was not sent within three days.'
                    WHERE workspace_id = :workspaceId AND state = 'waiting' AND created_at < :created
                    """)
                            .bind("workspaceId", workspace)
                            .bind("created", RecordTable.utc(now.minus(WORTH_SENDING)))
                            .execute());
            while (purge(trace, workspace, now) == PURGED_AT_ONCE) {
                // many mails take more than one helping
            }
        }
    }

    private int purge(Trace trace, UUID workspaceId, Instant now) {
        return database.writeStatement(
                trace,
                (handle, changes) -> handle.createUpdate("""
                DELETE FROM mails WHERE workspace_id = :workspaceId AND id = ANY(ARRAY(
                    SELECT id FROM mails
                    WHERE workspace_id = :workspaceId
                      AND (state = 'sent' AND created_at < :sent OR state = 'failed' AND created_at < :failed)
                    LIMIT :limit))
                """)
                        .bind("workspaceId", workspaceId)
                        .bind("sent", RecordTable.utc(now.minus(SENT_KEPT)))
                        .bind("failed", RecordTable.utc(now.minus(FAILED_KEPT)))
                        .bind("limit", PURGED_AT_ONCE)
                        .execute());
    }
}
