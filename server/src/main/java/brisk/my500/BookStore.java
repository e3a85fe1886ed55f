package brisk.my500;

import brisk.platform.records.Column;
import brisk.platform.records.Columns;
import brisk.platform.records.Rows;
import brisk.platform.records.SearchText;
import brisk.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
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

    /** What of the book is asked for: the place of the first entry counted from 0, how many, and words to match. */
    record Slice(int offset, int limit, SearchText text) {}

    private BookStore() {}

    /** The "data" array: contacts in the book's order, each with its five newest activities. */
    static byte[] entries(Handle handle, Caller caller, Slice slice) {
        var statement = handle.createQuery(entriesSql(slice.text()))
                .bind("workspaceId", caller.workspaceId())
                .bind("userId", caller.userId())
                .bind("size", SIZE)
                .bind("offset", slice.offset())
                .bind("limit", Math.max(0, Math.min(slice.limit(), SIZE - slice.offset())))
                .bindMap(slice.text().bindings());
        return Rows.json(statement, BookStore::write);
    }

    private static String entriesSql(SearchText text) {
        return """
            WITH pinned AS (
                SELECT p.contact_id AS id, row_number() OVER (ORDER BY p.position, p.contact_id) AS place
                FROM book_pins p
                JOIN contacts c ON c.workspace_id = p.workspace_id AND c.id = p.contact_id
                WHERE p.workspace_id = :workspaceId AND p.user_id = :userId AND c.deleted_at IS NULL
                LIMIT :size
            ), ranked AS (
                SELECT c.id
                FROM contacts c
                WHERE c.workspace_id = :workspaceId AND c.owner_id = :userId AND c.deleted_at IS NULL
                  AND NOT EXISTS (SELECT 1 FROM book_pins p WHERE p.workspace_id = c.workspace_id
                                  AND p.user_id = :userId AND p.contact_id = c.id)
                ORDER BY c.in_campaign DESC, c.warmness, coalesce(c.last_contacted_at, '-infinity'), c.id DESC
                LIMIT :size
            ), book AS (
                SELECT id, place, true AS pinned FROM pinned
                UNION ALL
                SELECT id, (SELECT count(*) FROM pinned) + row_number() OVER (), false FROM ranked
                ORDER BY place
                LIMIT :size
            ), entry AS (
                SELECT book.place, book.pinned, c.*
                FROM book
                JOIN contacts c ON c.workspace_id = :workspaceId AND c.id = book.id AND %s
                ORDER BY book.place
                LIMIT :limit OFFSET :offset
            )
            SELECT c.place, c.pinned, %s, %s
            FROM entry c
            LEFT JOIN LATERAL (
                SELECT a.* FROM activities a
                WHERE a.workspace_id = :workspaceId AND a.contact_id = c.id AND a.deleted_at IS NULL
                ORDER BY a.occurred_at DESC, a.id DESC
                LIMIT 5
            ) a ON true
            ORDER BY c.place, a.occurred_at DESC, a.id DESC
            """.formatted(text.condition("c"), CONTACT.sql(), ACTIVITY.sql());
    }

    /** Rows come as contact x activity; a contact's members are written once, when its place comes up. */
    private static void write(JsonGenerator json, ResultSet rows) throws SQLException {
        int activityAt = 3 + CONTACT.width();
        long place = 0;
        json.writeStartArray();
        while (rows.next()) {
            if (rows.getLong(1) != place) {
                if (place > 0) {
                    endEntry(json);
                }
                place = rows.getLong(1);
                json.writeStartObject();
                json.writeName("place");
                json.writeNumber(place);
                json.writeName("pinned");
                json.writeBoolean(rows.getBoolean(2));
                CONTACT.writeMembers(json, rows, 3);
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
    }

    private static void endEntry(JsonGenerator json) {
        json.writeEndArray();
        json.writeEndObject();
    }

    /** How many contacts the book holds, 500 at the most. */
    static int count(Handle handle, Caller caller) {
        return handle.createQuery("""
                SELECT count(*) FROM (
                    SELECT p.contact_id FROM book_pins p
                    JOIN contacts c ON c.workspace_id = p.workspace_id AND c.id = p.contact_id
                    WHERE p.workspace_id = :workspaceId AND p.user_id = :userId AND c.deleted_at IS NULL
                    UNION
                    (SELECT c.id FROM contacts c
                     WHERE c.workspace_id = :workspaceId AND c.owner_id = :userId AND c.deleted_at IS NULL
                     LIMIT :size)
                    LIMIT :size) book
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("userId", caller.userId())
                .bind("size", SIZE)
                .mapTo(Integer.class)
                .one();
    }

    /** How a request to pin ended. */
    enum Pinned {
        DONE,
        NO_SUCH_CONTACT,
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
                    SELECT CASE WHEN CAST(:after AS uuid) = :contactId THEN 0
                           ELSE coalesce((SELECT place FROM others WHERE contact_id = CAST(:after AS uuid)),
                                         (SELECT count(*) FROM others)) END AS place
                ), wanted AS (
                    SELECT o.contact_id, o.place + (o.place > goal.place)::int AS place FROM others o, goal
                    UNION ALL
                    SELECT target.id, goal.place + 1 FROM target, goal WHERE (SELECT count(*) FROM others) < :size
                ), written AS (
                    INSERT INTO book_pins AS pins (workspace_id, user_id, contact_id, position)
                    SELECT :workspaceId, :userId, contact_id, place FROM wanted WHERE EXISTS (SELECT 1 FROM target)
                    ON CONFLICT (workspace_id, user_id, contact_id) DO UPDATE SET position = excluded.position
                    WHERE pins.position <> excluded.position
                )
                SELECT (SELECT count(*) FROM target) AS found, (SELECT count(*) FROM others) AS pins
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("userId", caller.userId())
                .bind("contactId", contactId)
                .bind("after", after == null ? null : after.toString())
                .bind("size", SIZE)
                .map((rows, context) -> rows.getInt("found") == 0
                        ? Pinned.NO_SUCH_CONTACT
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
