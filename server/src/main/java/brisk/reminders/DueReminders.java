package brisk.reminders;

import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.mail.Mails;
import brisk.platform.mail.Mails.Mail;
import brisk.platform.records.RecordTable;
import brisk.platform.telemetry.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Marks reminders whose time has come, and enqueues their mails in the same transaction: both happen, once. */
public final class DueReminders {
    private static final int MARKED_AT_ONCE = 500;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm (VV)", Locale.ENGLISH);

    private final Database database;
    private final Mails mails;
    private final Clock clock;

    public DueReminders(Database database, Mails mails, Clock clock) {
        this.database = database;
        this.mails = mails;
        this.clock = clock;
    }

    /** @param mail null for somebody who has left */
    private record Due(UUID id, @Nullable Mail mail) {}

    public void mark(Trace trace) {
        Instant now = clock.instant();
        List<UUID> workspaces = database.read(
                trace,
                handle -> handle.createQuery("""
                SELECT DISTINCT workspace_id FROM reminders
                WHERE state = 'open' AND deleted_at IS NULL AND due_at <= :now -- every workspace
                """)
                        .bind("now", RecordTable.utc(now))
                        .mapTo(UUID.class)
                        .list());
        for (UUID workspace : workspaces) {
            while (database.write(trace, (handle, changes) -> mark(handle, changes, workspace, now))
                    == MARKED_AT_ONCE) {
                // many reminders take more than one helping
            }
        }
    }

    /** The version stays: who is editing the reminder at that moment loses nothing. */
    private int mark(Handle handle, Changes changes, UUID workspaceId, Instant now) {
        List<Due> due = handle.createQuery("""
                WITH fallen AS (
                    SELECT id FROM reminders
                    WHERE workspace_id = :workspaceId AND state = 'open' AND deleted_at IS NULL AND due_at <= :now
                    ORDER BY due_at
                    LIMIT :limit
                    FOR UPDATE SKIP LOCKED
                ), marked AS (
                    UPDATE reminders r SET state = 'due', updated_at = :now
                    FROM fallen
                    WHERE r.workspace_id = :workspaceId AND r.id = fallen.id
                    RETURNING r.*
                )
                SELECT m.id, m.title, m.note, m.due_at, u.email, coalesce(u.time_zone, w.time_zone) AS time_zone,
                       c.name AS contact, f.name AS company, u.active
                FROM marked m
                JOIN workspaces w ON w.id = m.workspace_id
                JOIN users u ON u.workspace_id = m.workspace_id AND u.id = m.user_id
                LEFT JOIN contacts c ON c.workspace_id = m.workspace_id AND c.id = m.contact_id
                LEFT JOIN companies f ON f.workspace_id = m.workspace_id AND f.id = m.company_id
                ORDER BY m.due_at
                """)
                .bind("workspaceId", workspaceId)
                .bind("now", RecordTable.utc(now))
                .bind("limit", MARKED_AT_ONCE)
                .map((rows, context) ->
                        new Due(rows.getObject("id", UUID.class), rows.getBoolean("active") ? mail(rows) : null))
                .list();
        mails.enqueue(
                handle,
                workspaceId,
                due.stream().map(Due::mail).filter(Objects::nonNull).toList());
        changes.touch(Reminders.all(workspaceId));
        due.forEach(reminder -> changes.touch(Reminders.one(workspaceId, reminder.id())));
        return due.size();
    }

    private static Mail mail(ResultSet row) throws SQLException {
        ZoneId zone = ZoneId.of(row.getString("time_zone"));
        String when = row.getObject("due_at", OffsetDateTime.class)
                .atZoneSameInstant(zone)
                .format(WHEN);
        var body = new StringBuilder(row.getString("title")).append("\n\nDue: ").append(when);
        append(body, "\nContact: ", row.getString("contact"));
        append(body, "\nCompany: ", row.getString("company"));
        append(body, "\n\n", row.getString("note"));
        return new Mail(
                row.getString("email"),
                "Reminder: " + row.getString("title"),
                body.append('\n').toString());
    }

    private static void append(StringBuilder body, String label, @Nullable String text) {
        if (text != null) {
            body.append(label).append(text);
        }
    }
}
