package brisk.deals;

import static brisk.platform.records.Column.bool;
import static brisk.platform.records.Column.decimal;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.platform.cache.Topic;
import brisk.platform.http.Query;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Listing;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.records.Sort;
import brisk.platform.records.Texts;
import brisk.platform.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What a product is, and how products are listed. */
final class Products {
    static final Columns COLUMNS = Columns.of(
            text("id", "p.id"),
            text("name", "p.name"),
            text("code", "p.code"),
            text("category", "p.category"),
            text("description", "p.description"),
            decimal("price", "p.price"),
            text("currency", "p.currency"),
            bool("active", "p.active"),
            integer("version", "p.version"),
            time("createdAt", "p.created_at"),
            time("updatedAt", "p.updated_at"),
            time("deletedAt", "p.deleted_at"));

    static final Fields FIELDS = Fields.of(
            Field.of("name", "name", Readers.text(200)).mandatory(),
            Field.of("code", "code", Readers.text(100)),
            Field.of("category", "category", Readers.text(100)),
            Field.of("description", "description", Readers.text(2_000)),
            Field.of("price", "price", Readers.amount(16, 2)),
            Field.of("currency", "currency", Readers.currency()),
            Field.of("active", "active", Readers.bool()).neverEmpty());

    static final RecordTable TABLE = new RecordTable("The product", "products", "p", COLUMNS);

    static final List<String> PARAMETERS = Listing.parametersWithoutInclude("q", "category", "active", "deleted");
    private static final List<Sort> SORTS =
            List.of(Sort.by("created", "p.id", "uuid"), Sort.by("name", "p.name_key", "text"));

    private Products() {}

    /** Everything that shows anything of products: they are few and change seldom. */
    static Topic all(UUID workspaceId) {
        return Topic.all(workspaceId, "products");
    }

    static byte[] page(Handle handle, Caller caller, Query query) {
        boolean deleted = Boolean.TRUE.equals(query.flag("deleted"));
        String q = query.text("q");
        String category = query.text("category");
        return new Listing(query, COLUMNS, "p", deleted ? "-created" : "name", SORTS, caller)
                .where(deleted ? "p.deleted_at IS NOT NULL" : "p.deleted_at IS NULL")
                .where("p.active = :active", "active", query.flag("active"))
                .where("fold(p.category) = fold(:category)", "category", category)
                .where(
                        "fold(concat_ws(' ', p.name, p.code, p.category)) LIKE fold(:pattern)",
                        "pattern",
                        q == null ? null : "%" + Texts.likeLiteral(q) + "%")
                .run(handle, "products p", "products p");
    }

    static Optional<UUID> named(Handle handle, Caller caller, String name) {
        return handle.createQuery("""
                SELECT p.id FROM products p
                WHERE p.workspace_id = :workspaceId AND p.name_key = left(fold(:name), 200) AND p.deleted_at IS NULL
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("name", name)
                .mapTo(UUID.class)
                .findOne();
    }
}
