package brisk.my500;

import brisk.platform.db.Aggregates;
import brisk.platform.records.Column;
import brisk.platform.records.Columns;
import brisk.platform.records.Rows;
import brisk.platform.records.SearchText;
import brisk.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The SQL of a seller's book: pinned contacts in the seller's order, then the best-ranked of their own, 500 in all. */
final class BookStore {
    static final int SIZE = 500;

    private static final Columns CONTACT = Columns.of(
            Column.text("id", "c.id"),
            Column.text("name", "c.name"),
            Column.texts("emails", "c.emails"),
            Column.json("phones", "c.phones"),
            Column.text("organisation", "c.organisation"),
            Column.text("jobTitle", "c.job_title"),
            Column.text("role", "c.role"),
            Column.text("production", "c.production"),
            Column.text("status", "c.status"),
            Column.integer("warmness", "c.warmness"),
            Column.bool("inCampaign", "c.in_campaign"),
            Column.time("lastContactedAt", "c.last_contacted_at"),
            Column.integer("version", "c.version"));
    private static final Columns ACTIVITY = Columns.of(
            Column.text("id", "a.id"),
            Column.text("kind", "a.kind"),
            Column.text("subject", "a.subject"),
            Column.text("body", "left(a.body, 300)"),
            Column.text("direction", "a.direction"),
            Column.text("outcome", "a.outcome"),
            Column.time("occurredAt", "a.occurred_at"));

    private BookStore() {}

    /** What follows the entries in an answer. */
    @FunctionalInterface
    interface Ending {
        void write(JsonGenerator json, int total);
    }

    /**
     * {"data": contacts in the book's order, each with its five newest activities, …ending}. Of the ranking only the
     * part that is asked for is read; the total comes from aggregates.
     *
     * @param offset the place of the first entry, counted from 0
     */
    static byte[] page(Handle handle, Caller caller, int offset, int limit, Ending ending) {
        String skipped = "greatest(0, CAST(:offset AS bigint) - (SELECT count(*) FROM pinned))";
        int most = Math.clamp(SIZE - offset, 0, limit);
        var statement = bind(handle.createQuery(sql(total(), most, skipped, "book.place > :offset", most)), caller)
                .bind("offset", offset)
                .bind("ownerKey", caller.userId().toString());
        return Rows.json(statement, (json, rows) -> write(json, rows, ending));
    }

    /** {"data": entries of the whole book that match}. */
    static byte[] search(Handle handle, Caller caller, SearchText text, int limit) {
        var statement = bind(handle.createQuery(sql("0", SIZE, "0", text.condition("c"), limit)), caller)
                .bindMap(text.bindings());
        return Rows.json(statement, (json, rows) -> write(json, rows, (ignored, total) -> {}));
    }

    private static Query bind(Query statement, Caller caller) {
        return statement.bind("workspaceId", caller.workspaceId()).bind("userId", caller.userId());
    }

    /** How many the book holds: all of one's own contacts, and the pins that are somebody else's; 500 at the most. */
    private static String total() {
        return "(SELECT least(%d, %s + (SELECT count(*) FROM pinned WHERE owner_id IS DISTINCT FROM :userId)))"
                .formatted(SIZE, Aggregates.total("contacts", "owner", ":ownerKey"));
    }

    /**
     * How many are read stands in the text: with bound limits PostgreSQL takes a plan for all values to be dearer than it
     * is and plans every execution anew, which at a million contacts takes three times as long as the execution.
     *
     * @param taken how many of the ranking are read, after {@code skipped} ones
     * @param condition which of these entries are meant
     * @param limit entries at the most
     */
    private static String sql(String total, int taken, String skipped, String condition, int limit) {
        return """
            WITH pinned AS (
                SELECT p.contact_id AS id, c.owner_id, row_number() OVER (ORDER BY p.position, p.contact_id) AS place
                FROM book_pins p
                JOIN contacts c ON c.workspace_id = p.workspace_id AND c.id = p.contact_id
                WHERE p.workspace_id = :workspaceId AND p.user_id = :userId AND c.deleted_at IS NULL
                LIMIT %7$d
            ), ranked AS (
                SELECT id FROM (
                    SELECT c.id
                    FROM contacts c
                    WHERE c.workspace_id = :workspaceId AND c.owner_id = :userId AND c.deleted_at IS NULL
                      AND NOT EXISTS (SELECT 1 FROM book_pins p WHERE p.workspace_id = c.workspace_id
                                      AND p.user_id = :userId AND p.contact_id = c.id)
                    ORDER BY c.in_campaign DESC, c.warmness, coalesce(c.last_contacted_at, '-infinity'), c.id DESC
                    LIMIT %7$d
                ) best
                LIMIT %1$d OFFSET %2$s
            ), book AS (
                SELECT id, place, true AS pinned FROM pinned
                UNION ALL
                SELECT id, (SELECT count(*) FROM pinned) + %2$s + row_number() OVER (), false FROM ranked
            ), entry AS (
                SELECT book.place, book.pinned, c.*
                FROM book
                JOIN contacts c ON c.workspace_id = :workspaceId AND c.id = book.id
                WHERE book.place <= %7$d AND %3$s
                ORDER BY book.place
                LIMIT %8$d
            )
            SELECT totals.total, entries.* FROM (SELECT %4$s AS total) totals
            LEFT JOIN (
                SELECT entry.place, entry.pinned, %5$s, %6$s
                FROM entry
                LEFT JOIN LATERAL (
                    SELECT a.*, row_number() OVER (ORDER BY a.occurred_at DESC, a.id DESC) AS nth FROM activities a
                    WHERE a.workspace_id = :workspaceId AND a.contact_id = entry.id AND a.deleted_at IS NULL
                    ORDER BY a.occurred_at DESC, a.id DESC
                    LIMIT 5
                ) a ON true
                LEFT JOIN LATERAL (SELECT entry.* WHERE coalesce(a.nth, 1) = 1) c ON true
                ORDER BY entry.place, a.nth
            ) entries ON true
            """.formatted(taken, skipped, condition, total, CONTACT.sql(), ACTIVITY.sql(), SIZE, limit);
    }

    /** Rows come as contact x activity; a contact's columns are sent with its first one only, a third of the bytes. */
    private static void write(JsonGenerator json, ResultSet rows, Ending ending) throws SQLException {
        int activityAt = 4 + CONTACT.width();
        int total = 0;
        long place = 0;
        json.writeStartObject();
        json.writeName("data");
        json.writeStartArray();
        while (rows.next()) {
            total = rows.getInt(1);
            long next = rows.getLong(2);
            if (next == 0) {
                break; // the one row of an answer without entries
            }
            if (next != place) {
                if (place > 0) {
                    endEntry(json);
                }
                place = next;
                json.writeStartObject();
                json.writeName("place");
                json.writeNumber(place);
                json.writeName("pinned");
                json.writeBoolean(rows.getBoolean(3));
                CONTACT.writeMembers(json, rows, 4);
                json.writeName("activities");
                json.writeStartArray();
            }
            if (rows.getObject(activityAt) != null) {
                json.writeStartObject();
                ACTIVITY.writeMembers(json, rows, activityAt);
                json.writeEndObject();
            }
        }
        if (place > 0) {
            endEntry(json);
        }
        json.writeEndArray();
        ending.write(json, total);
        json.writeEndObject();
    }

    private static void endEntry(JsonGenerator json) {
        json.writeEndArray();
        json.writeEndObject();
    }

    /** How a request to pin ended. */
    enum Pinned {
        DONE,
        NO_SUCH_CONTACT,
        NO_SUCH_PLACE,
        BOOK_FULL
    }

    /**
     * Pins a contact behind {@code after}, or moves it there; the pins after it move on by one.
     *
     * @param after a pinned contact, the contact itself for "first", or null for "last"
     */
    static Pinned pin(Handle handle, Caller caller, UUID contactId, @Nullable UUID after) {
        return handle.createQuery("""
                WITH target AS (
                    SELECT c.id FROM contacts c
                    WHERE c.workspace_id = :workspaceId AND c.id = :contactId AND c.deleted_at IS NULL
                ), others AS (
                    SELECT p.contact_id, row_number() OVER (ORDER BY p.position, p.contact_id) AS place
                    FROM book_pins p
                    WHERE p.workspace_id = :workspaceId AND p.user_id = :userId AND p.contact_id <> :contactId
                ), goal AS (
                    SELECT CASE WHEN CAST(:after AS uuid) IS NULL THEN (SELECT count(*) FROM others)
                                WHEN CAST(:after AS uuid) = :contactId THEN 0
                                ELSE (SELECT place FROM others WHERE contact_id = CAST(:after AS uuid)) END AS place
                ), wanted AS (
                    SELECT o.contact_id, o.place + (o.place > goal.place)::int AS place FROM others o, goal
                    UNION ALL
                    SELECT target.id, goal.place + 1 FROM target, goal WHERE (SELECT count(*) FROM others) < :size
                ), written AS (
                    INSERT INTO book_pins AS pins (workspace_id, user_id, contact_id, position)
                    SELECT :workspaceId, :userId, contact_id, place FROM wanted
                    WHERE EXISTS (SELECT 1 FROM target) AND EXISTS (SELECT 1 FROM goal WHERE place IS NOT NULL)
                    ON CONFLICT (workspace_id, user_id, contact_id) DO UPDATE SET position = excluded.position
                    WHERE pins.position <> excluded.position
                )
                SELECT (SELECT count(*) FROM target) AS found, (SELECT count(*) FROM others) AS pins,
                       (SELECT count(place) FROM goal) AS goals
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("userId", caller.userId())
                .bind("contactId", contactId)
                .bind("after", after == null ? null : after.toString())
                .bind("size", SIZE)
                .map((rows, context) -> rows.getInt("found") == 0
                        ? Pinned.NO_SUCH_CONTACT
                        : rows.getInt("goals") == 0
                                ? Pinned.NO_SUCH_PLACE
                                : rows.getInt("pins") >= SIZE ? Pinned.BOOK_FULL : Pinned.DONE)
                .one();
    }

    /** @return whether it was pinned */
    static boolean unpin(Handle handle, Caller caller, UUID contactId) {
        return handle.createUpdate("""
                DELETE FROM book_pins
                WHERE workspace_id = :workspaceId AND user_id = :userId AND contact_id = :contactId
                """)
                        .bind("workspaceId", caller.workspaceId())
                        .bind("userId", caller.userId())
                        .bind("contactId", contactId)
                        .execute()
                > 0;
    }
}
