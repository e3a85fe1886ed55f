package brisk.timeline;

import static brisk.platform.records.Column.included;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.platform.cache.Topic;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTopics;
import brisk.platform.records.Sort;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an activity is, and the addresses that speak of one: each means some of the kinds, and all else is the same.
 */
public final class Activities {
    static final String NOTE = "note";

    static final Columns COLUMNS = Columns.of(
            text("id", "a.id"),
            text("kind", "a.kind"),
            text("contactId", "a.contact_id"),
            text("companyId", "a.company_id"),
            text("dealId", "a.deal_id"),
            text("ownerId", "a.owner_id"),
            text("subject", "a.subject"),
            text("body", "a.body"),
            text("direction", "a.direction"),
            text("channel", "a.channel"),
            text("outcome", "a.outcome"),
            integer("durationSeconds", "a.duration_seconds"),
            time("occurredAt", "a.occurred_at"),
            integer("version", "a.version"),
            time("createdAt", "a.created_at"),
            time("updatedAt", "a.updated_at"),
            time("deletedAt", "a.deleted_at"),
            included("contact", text("id", "contact.id"), text("name", "contact.name")),
            included("company", text("id", "company.id"), text("name", "company.name")),
            included("deal", text("id", "deal.id"), text("name", "deal.name")),
            included("owner", text("id", "owner.id"), text("name", "owner.name")));

    static final List<Sort> SORTS = List.of(Sort.by("occurred", "a.occurred_at", "timestamptz"));

    static final List<Kinds> ADDRESSES = List.of(
            Kinds.of("/api/interactions", "The interaction", "interaction", "call", "meeting"),
            Kinds.of("/api/messages", "The message", "message", "email"),
            Kinds.of("/api/notes", "The note", NOTE));

    static final Kinds TIMELINE =
            Kinds.of("/api/timeline", "The activity", "interaction", "call", "meeting", "email", "message", NOTE);

    private Activities() {}

    /** @param names the kinds, the default for a new one first */
    record Kinds(String path, List<String> names, RecordTable table, Fields fields) {
        static Kinds of(String path, String noun, String... names) {
            List<String> kinds = List.of(names);
            String access = "a.kind IN ('" + String.join("', '", kinds) + "')";
            return new Kinds(path, kinds, new RecordTable(noun, "activities", "a", COLUMNS, access), writable(kinds));
        }

        /** A note is about a person, but nobody talked to them: it does not count as contact. */
        boolean countAsContact() {
            return !names.equals(List.of(NOTE));
        }
    }

    private static Fields writable(List<String> kinds) {
        Field body = Field.of("body", "body", Readers.text(20_000));
        return Fields.of(
                Field.of("kind", "kind", Readers.choice(kinds)).mandatory(),
                Field.of("contactId", "contact_id", Readers.id()),
                Field.of("companyId", "company_id", Readers.id()),
                Field.of("dealId", "deal_id", Readers.id()),
                Field.of("ownerId", "owner_id", Readers.id()),
                Field.of("subject", "subject", Readers.text(300)),
                kinds.equals(List.of(NOTE)) ? body.mandatory() : body,
                Field.of("direction", "direction", Readers.choice(List.of("inbound", "outbound"))),
                Field.of("channel", "channel", Readers.text(100)),
                Field.of("outcome", "outcome", Readers.text(200)),
                Field.of("durationSeconds", "duration_seconds", Readers.integer(0, 604_800)),
                Field.of("occurredAt", "occurred_at", Readers.time()).mandatory());
    }

    public static final RecordTopics TOPICS = new RecordTopics("activities", Map.of());

    /** Everything that lists or counts activities. */
    public static Topic all(UUID workspaceId) {
        return TOPICS.all(workspaceId);
    }

    public static Topic one(UUID workspaceId, UUID activityId) {
        return TOPICS.one(workspaceId, activityId);
    }

    /** What lists the activities of one contact. */
    public static Topic ofContact(UUID workspaceId, UUID contactId) {
        return Topic.part(workspaceId, "contact-timeline", contactId);
    }
}
