package brisk.platform.mail;

import brisk.platform.config.Config;
import brisk.platform.db.Database;
import brisk.platform.mail.Mails.Mail;
import brisk.platform.records.RecordTable;
import brisk.platform.telemetry.Trace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox, one mail at a time: claimed in a statement of its own, sent without a transaction, and
 * marked. A claim moves the next attempt into the future, so a sender that dies in between leaves the mail to the
 * next one; the message id stays the same, so that the receiver can tell a repetition.
 */
public final class MailSender {
    private static final Logger log = LoggerFactory.getLogger(MailSender.class);
    /** The people of the demo workspace live there; a mail server that is asked to reach them loses its good name. */
    private static final Pattern RESERVED = Pattern.compile("\\.(example|invalid|test)$", Pattern.CASE_INSENSITIVE);

    private static final int SENT_PER_RUN = 100;
    /** Then the mail server is not well, and waiting for it costs more than it brings. */
    private static final int FAILURES_PER_RUN = 3;

    private static final int ATTEMPTS = 8;
    private static final int ERROR_CHARACTERS = 300;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Database database;
    private final Config.Mail config;
    private final Clock clock;
    private final Mailer mailer;

    /** @param config with a host */
    public MailSender(Database database, Config.Mail config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.mailer = mailer(config);
    }

    private static Mailer mailer(Config.Mail config) {
        boolean named = !config.user().isEmpty();
        var builder = MailerBuilder.withSMTPServer(
                        config.host(),
                        config.port(),
                        named ? config.user() : null,
                        named ? config.password().reveal() : null)
                .withTransportStrategy(
                        switch (config.tls()) {
                            case NONE -> TransportStrategy.SMTP;
                            case STARTTLS -> TransportStrategy.SMTP_TLS;
                            case TLS -> TransportStrategy.SMTPS;
                        })
                .withSessionTimeout(TIMEOUT_MILLIS);
        return config.tls() == Config.Mail.Tls.NONE
                ? builder.withProperty("mail.smtp.starttls.enable", "false").buildMailer()
                : builder.buildMailer();
    }

    private record Claim(UUID workspaceId, UUID id, int attempts, Mail mail) {}

    public void send(Trace trace) {
        List<UUID> workspaces = database.read(
                trace,
                handle -> handle.createQuery("""
                SELECT DISTINCT workspace_id FROM mails WHERE state = 'waiting' AND next_attempt_at <= :now
                -- every workspace
                """)
                        .bind("now", RecordTable.utc(clock.instant()))
                        .mapTo(UUID.class)
                        .list());
        int left = SENT_PER_RUN;
        int failures = 0;
        for (UUID workspace : workspaces) {
            while (left > 0 && failures < FAILURES_PER_RUN) {
                Optional<Claim> claim = claim(trace, workspace);
                if (claim.isEmpty()) {
                    break;
                }
                left--;
                failures += attempt(trace, claim.get()) ? 0 : 1;
            }
        }
    }

    /** The pauses between attempts are 1, 3, 9 … 729 minutes: the eighth comes 18 hours after the first. */
    private Optional<Claim> claim(Trace trace, UUID workspaceId) {
        Instant now = clock.instant();
        return database.writeStatement(
                trace,
                (handle, changes) -> handle.createQuery("""
                UPDATE mails m SET attempts = m.attempts + 1,
                    next_attempt_at = :now + make_interval(mins => CAST(power(3, m.attempts) AS integer))
                WHERE m.workspace_id = :workspaceId AND m.id = (
                    SELECT id FROM mails
                    WHERE workspace_id = :workspaceId AND state = 'waiting' AND next_attempt_at <= :now
                      AND created_at > :created
                    ORDER BY next_attempt_at
                    LIMIT 1
                    FOR UPDATE SKIP LOCKED)
                RETURNING m.id, m.attempts, m.recipient, m.subject, m.body
                """)
                        .bind("workspaceId", workspaceId)
                        .bind("now", RecordTable.utc(now))
                        .bind("created", RecordTable.utc(now.minus(Mails.WORTH_SENDING)))
                        .map((rows, context) -> new Claim(
                                workspaceId,
                                rows.getObject("id", UUID.class),
                                rows.getInt("attempts"),
                                new Mail(
                                        rows.getString("recipient"),
                                        rows.getString("subject"),
                                        rows.getString("body"))))
                        .findOne());
    }

    /** @return false where the mail server did not take it */
    private boolean attempt(Trace trace, Claim claim) {
        if (RESERVED.matcher(claim.mail().recipient()).find()) {
            mark(trace, claim, "failed", "Nobody has an address in a domain that is reserved for examples (RFC 2606).");
            return true;
        }
        try {
            mailer.sendMail(
                            EmailBuilder.startingBlank()
                                    .fixingMessageId("<" + claim.id() + "@brisk>")
                                    .from(config.from())
                                    .to(claim.mail().recipient())
                                    .withSubject(claim.mail().subject())
                                    .withPlainText(claim.mail().body())
                                    .buildEmail(),
                            false)
                    .join();
        } catch (RuntimeException e) {
            String error = describe(e);
            boolean last = claim.attempts() >= ATTEMPTS;
            log.warn("mail {} was not sent at attempt {} of {}: {}", claim.id(), claim.attempts(), ATTEMPTS, error);
            mark(trace, claim, last ? "failed" : "waiting", error);
            return false;
        }
        mark(trace, claim, "sent", null);
        return true;
    }

    /** The innermost reason, which is the server's answer or the network's; never a credential. */
    private String describe(Throwable e) {
        Throwable reason = e;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        String text = reason.getClass().getSimpleName() + ": " + reason.getMessage();
        if (!config.password().isEmpty()) {
            text = text.replace(config.password().reveal(), "***");
        }
        text = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return text.substring(0, Math.min(ERROR_CHARACTERS, text.length()));
    }

    private void mark(Trace trace, Claim claim, String state, @Nullable String error) {
        database.writeStatement(
                trace,
                (handle, changes) -> handle.createUpdate("""
                UPDATE mails SET state = :state, last_error = :error,
                    sent_at = CASE WHEN :state = 'sent' THEN CAST(:now AS timestamptz) END
                WHERE workspace_id = :workspaceId AND id = :id
                """)
                        .bind("state", state)
                        .bind("error", error)
                        .bind("now", RecordTable.utc(clock.instant()))
                        .bind("workspaceId", claim.workspaceId())
                        .bind("id", claim.id())
                        .execute());
    }
}
