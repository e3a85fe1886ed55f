package brisk.contacts;

import static brisk.platform.records.Column.bool;
import static brisk.platform.records.Column.included;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.json;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.texts;
import static brisk.platform.records.Column.time;

import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.records.BulkTarget;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTable.Reference;
import brisk.platform.records.RecordTopics;
import brisk.platform.records.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a contact is: its columns, the fields that clients write, the orders it is listed in, its cache topics. */
public final class Contacts {
    private static final String LAST_CONTACTED = "last_contacted_at";
    /** As the index has it; whoever was never contacted stands before all times. */
    static final String LAST_CONTACTED_ORDER = "coalesce(c.last_contacted_at, '-infinity')";

    public static final Columns COLUMNS = Columns.of(
            text("id", "c.id"),
            text("name", "c.name"),
            texts("emails", "c.emails"),
            json("phones", "c.phones"),
            text("organisation", "c.organisation"),
            text("companyId", "c.company_id"),
            text("jobTitle", "c.job_title"),
            text("role", "c.role"),
            text("production", "c.production"),
            text("type", "c.type"),
            text("status", "c.status"),
            integer("warmness", "c.warmness"),
            bool("inCampaign", "c.in_campaign"),
            time("lastContactedAt", "c.last_contacted_at"),
            text("ownerId", "c.owner_id"),
            text("source", "c.source"),
            texts("tags", "c.tags"),
            json("custom", "c.custom"),
            integer("version", "c.version"),
            time("createdAt", "c.created_at"),
            time("updatedAt", "c.updated_at"),
            time("deletedAt", "c.deleted_at"),
            included(
                    "company",
                    text("id", "company.id"),
                    text("name", "company.name"),
                    text("domain", "company.domain")),
            included("owner", text("id", "owner.id"), text("name", "owner.name")));

    public static final Fields FIELDS = Fields.of(
            Field.of("name", "name", Readers.text(200)).mandatory(),
            Field.of("emails", "emails", Readers.emails()).emptiedTo(new String[0]),
            Field.of("phones", "phones", Readers.phones()).emptiedTo("[]").castTo("jsonb"),
            Field.of("organisation", "organisation", Readers.text(200)),
            Field.of("companyId", "company_id", Readers.id()),
            Field.of("jobTitle", "job_title", Readers.text(200)),
            Field.of("role", "role", Readers.text(100)),
            Field.of("production", "production", Readers.text(200)),
            Field.of("type", "type", Readers.text(100)),
            Field.of("status", "status", Readers.text(100)),
            Field.of("warmness", "warmness", Readers.integer(0, 100)).emptiedTo(0L),
            Field.of("inCampaign", "in_campaign", Readers.bool()).emptiedTo(false),
            Field.of("lastContactedAt", LAST_CONTACTED, Readers.time()),
            Field.of("ownerId", "owner_id", Readers.id()),
            Field.of("source", "source", Readers.text(100)),
            Field.of("tags", "tags", Readers.texts(50, 100)).emptiedTo(new String[0]),
            Field.of("custom", "custom", Readers.custom()).emptiedTo("{}").castTo("jsonb"));

    /** Ids are made in the order of creation (UUID version 7), so the primary key is the index of "created". */
    public static final List<Sort> SORTS = List.of(
            Sort.by("created", "c.id", "uuid"),
            Sort.by("name", "c.name_key", "text"),
            Sort.by("warmness", "c.warmness", "smallint"),
            Sort.by("lastContacted", LAST_CONTACTED_ORDER, "timestamptz"));

    public static final RecordTable TABLE = new RecordTable("The contact", "contacts", "c", COLUMNS)
            .under(new Reference("companyId", "company_id", "companies"));

    static final BulkTarget BULK = new BulkTarget(
            TABLE, FIELDS, "AND c.merged_into IS NULL", List.of(new Reference("ownerId", "owner_id", "users")));

    public static final RecordTopics TOPICS = new RecordTopics(
            "contacts",
            Map.of(
                    "warmness",
                    Set.of("warmness", "warmnessMin", "warmnessMax"),
                    "in_campaign",
                    Set.of("inCampaign"),
                    "status",
                    Set.of("status"),
                    LAST_CONTACTED,
                    Set.of("lastContacted", "lastContactedFrom", "lastContactedTo")));

    private Contacts() {}

    /** Everything that lists or counts contacts. */
    public static Topic all(UUID workspaceId) {
        return TOPICS.all(workspaceId);
    }

    public static Topic one(UUID workspaceId, UUID contactId) {
        return TOPICS.one(workspaceId, contactId);
    }

    /** Says of a write that touched everything that nothing but the last contact with one person has moved, if even that. */
    public static void contacted(Changes changes, UUID workspaceId, @Nullable UUID ownerId) {
        TOPICS.changed(changes, workspaceId, List.of(LAST_CONTACTED), ownerId == null ? List.of() : List.of(ownerId));
    }
}
