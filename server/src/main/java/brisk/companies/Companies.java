package brisk.companies;

import static brisk.platform.records.Column.decimal;
import static brisk.platform.records.Column.included;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.json;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.texts;
import static brisk.platform.records.Column.time;

import brisk.platform.cache.Topic;
import brisk.platform.db.Aggregates;
import brisk.platform.http.Query;
import brisk.platform.records.BulkTarget;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Filters;
import brisk.platform.records.Listing;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTable.Reference;
import brisk.platform.records.Sort;
import brisk.platform.security.Caller;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What a company is, and how companies are listed. */
public final class Companies {
    static final Columns COLUMNS = Columns.of(
            text("id", "c.id"),
            text("name", "c.name"),
            text("domain", "c.domain"),
            text("industry", "c.industry"),
            text("parentId", "c.parent_id"),
            text("country", "c.country"),
            text("city", "c.city"),
            text("website", "c.website"),
            json("phones", "c.phones"),
            integer("employees", "c.employees"),
            decimal("revenue", "c.revenue"),
            text("currency", "c.currency"),
            integer("foundedYear", "c.founded_year"),
            text("ownerId", "c.owner_id"),
            text("source", "c.source"),
            texts("tags", "c.tags"),
            json("custom", "c.custom"),
            integer("version", "c.version"),
            time("createdAt", "c.created_at"),
            time("updatedAt", "c.updated_at"),
            time("deletedAt", "c.deleted_at"),
            included("parent", text("id", "parent.id"), text("name", "parent.name")),
            included("owner", text("id", "owner.id"), text("name", "owner.name")));

    static final Fields FIELDS = Fields.of(
            Field.of("name", "name", Readers.text(200)).mandatory(),
            Field.of("domain", "domain", Readers.domain()),
            Field.of("industry", "industry", Readers.text(100)),
            Field.of("parentId", "parent_id", Readers.id()),
            Field.of("country", "country", Readers.text(100)),
            Field.of("city", "city", Readers.text(100)),
            Field.of("website", "website", Readers.text(500)),
            Field.of("phones", "phones", Readers.phones()).emptiedTo("[]").castTo("jsonb"),
            Field.of("employees", "employees", Readers.integer(0, Integer.MAX_VALUE)),
            Field.of("revenue", "revenue", Readers.decimal(16, 2)),
            Field.of("currency", "currency", Readers.currency()),
            Field.of("foundedYear", "founded_year", Readers.integer(1000, 9999)),
            Field.of("ownerId", "owner_id", Readers.id()),
            Field.of("source", "source", Readers.text(100)),
            Field.of("tags", "tags", Readers.texts(50, 100)).emptiedTo(new String[0]),
            Field.of("custom", "custom", Readers.custom()).emptiedTo("{}").castTo("jsonb"));

    static final RecordTable TABLE = new RecordTable("The company", "companies", "c", COLUMNS)
            .under(new Reference("parentId", "parent_id", "companies"));

    static final BulkTarget BULK =
            new BulkTarget(TABLE, FIELDS, "", List.of(new Reference("ownerId", "owner_id", "users")));

    private static final List<Sort> SORTS =
            List.of(Sort.by("created", "c.id", "uuid"), Sort.by("name", "c.name_key", "text"));
    /** Columns and filters of the same name. */
    static final List<String> TEXT_FACETS = List.of("industry", "country", "source");

    private static final List<String> FACETS =
            Stream.concat(TEXT_FACETS.stream(), Stream.of("tag")).toList();
    static final List<String> PARAMETERS = Listing.parameters(
            "q", "industry", "country", "source", "tag", "ownerId", "parentId", "createdFrom", "createdTo", "deleted");

    private Companies() {}

    /** Everything that shows anything of companies: they are few and change seldom. */
    public static Topic all(UUID workspaceId) {
        return Topic.all(workspaceId, "companies");
    }

    public static Topic one(UUID workspaceId, UUID companyId) {
        return Topic.one(workspaceId, "companies", companyId);
    }

    static byte[] page(Handle handle, Caller caller, Query query) {
        Listing listing = listing(caller, query);
        return listing.run(handle, "companies c" + joins(listing::selects), "companies c");
    }

    static Listing listing(Caller caller, Query query) {
        UUID ownerId = query.id("ownerId");
        boolean deleted = Boolean.TRUE.equals(query.flag("deleted"));
        var listing = new Listing(query, COLUMNS, "c", deleted ? "-created" : "name", SORTS, caller)
                .where(deleted ? "c.deleted_at IS NOT NULL" : "c.deleted_at IS NULL");
        int before = listing.conditions();
        Filters.words(listing, "c", query);
        Filters.facets(listing, "c", query, FACETS);
        Filters.created(listing, "c", query, caller);
        listing.where("c.parent_id = :parentId", "parentId", query.id("parentId"));
        if (listing.conditions() == before && !deleted) {
            listing.exactTotal(
                    ownerId == null
                            ? Aggregates.total("companies", "total", "''")
                            : Aggregates.total("companies", "owner", ":ownerKey"));
        }
        if (ownerId != null) {
            listing.where("c.owner_id = :ownerId", "ownerId", ownerId).bind("ownerKey", ownerId.toString());
        }
        return listing;
    }

    static String joins(Predicate<String> selects) {
        return (selects.test("parent")
                        ? " LEFT JOIN companies parent ON parent.workspace_id = c.workspace_id AND parent.id = c.parent_id"
                        : "")
                + (selects.test("owner")
                        ? " LEFT JOIN users owner ON owner.workspace_id = c.workspace_id AND owner.id = c.owner_id"
                        : "");
    }
}
