package brisk.deals;

import brisk.imports.CopyLine;
import brisk.imports.ImportContext;
import brisk.imports.ImportField;
import brisk.imports.ImportRow;
import brisk.imports.ImportTarget;
import brisk.platform.cache.Topic;
import brisk.platform.records.RecordTable;
import brisk.platform.security.Permission;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Products from files. A product is known by its name. */
public final class ProductImport implements ImportTarget {
    static final BigDecimal MOST = new BigDecimal("9999999999999999.99");

    private static final List<ImportField> FIELDS = ImportField.table("""
            name: product, product name, name, item, article, title, service, Produkt, produit, producto, prodotto
            code: code, product code, sku, article number, part number, item number, product id, ref, reference
            category: category, series, product series, product line, family, product family, type, group, Kategorie
            price as amount: sales price, price, unit price, list price, retail price, suggested retail price, amount, \
                Preis, prix, precio, prezzo
            currency: currency, currency code, price currency
            description: description, product description, details, Beschreibung
            active: active, is active, enabled, available
            """);

    private final Clock clock;

    public ProductImport(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "products";
    }

    @Override
    public List<ImportField> fields() {
        return FIELDS;
    }

    /** Who manages the team says what is sold. */
    @Override
    public Permission permission() {
        return Permission.MANAGE;
    }

    @Override
    public List<String> needed() {
        return List.of("name");
    }

    @Override
    public String neededWords() {
        return "the name of a product";
    }

    @Override
    public String filledColumns() {
        return "name, code, category, price, currency, description, active";
    }

    @Override
    public String stagedColumns() {
        return """
            name text, code text, category text, price numeric, currency text, description text, active boolean,
            name_key text COLLATE "C" GENERATED ALWAYS AS (left(fold(name), 200)) STORED
            """;
    }

    @Override
    public void stage(ImportRow row, CopyLine line) {
        String name = row.text("name", 200);
        if (name == null) {
            row.reject("has no product name");
            return;
        }
        BigDecimal price = row.amount("price", MOST);
        String currency = row.currency("currency", "price");
        line.text(name)
                .text(row.text("code", 100))
                .text(row.text("category", 100))
                .number(price)
                .text(price != null && currency == null ? DealRoutes.currencyOf(row.region()) : currency)
                .text(row.text("description", 2_000))
                .flag(row.flag("active"));
    }

    @Override
    public List<String> decide(Handle handle, ImportContext context) {
        handle.createUpdate("""
                CREATE TEMPORARY TABLE decided ON COMMIT DROP AS
                WITH firsts AS (
                    SELECT line, name_key, min(line) OVER (PARTITION BY name_key) AS first_line
                    FROM staged WHERE rejection IS NULL
                )
                SELECT f.line, f.first_line, p.id AS record_id,
                       CASE WHEN f.line <> f.first_line THEN 'repeated' WHEN p.id IS NULL THEN 'new' ELSE 'there' END AS action
                FROM firsts f
                LEFT JOIN products p ON p.workspace_id = :workspaceId AND p.name_key = f.name_key AND p.deleted_at IS NULL
                """).bind("workspaceId", context.workspaceId()).execute();
        return List.of();
    }

    @Override
    public List<UUID> update(Handle handle, UUID workspaceId, LineRange lines) {
        return handle.createQuery("""
                WITH merged AS (
                    SELECT p.id, coalesce(s.code, p.code) AS code, coalesce(s.category, p.category) AS category,
                           coalesce(s.price, p.price) AS price, coalesce(s.currency, p.currency) AS currency,
                           coalesce(s.description, p.description) AS description, coalesce(s.active, p.active) AS active
                    FROM staged s
                    JOIN decided d ON d.line = s.line AND d.action = 'there'
                    JOIN products p ON p.workspace_id = :workspaceId AND p.id = d.record_id
                    WHERE s.line > :after AND s.line <= :upTo
                )
                UPDATE products p SET
                    code = m.code, category = m.category, price = m.price, currency = m.currency,
                    description = m.description, active = m.active, version = p.version + 1, updated_at = :now
                FROM merged m
                WHERE p.workspace_id = :workspaceId AND p.id = m.id
                  AND (p.code, p.category, p.price, p.currency, p.description, p.active)
                      IS DISTINCT FROM (m.code, m.category, m.price, m.currency, m.description, m.active)
                RETURNING p.id
                """)
                .bind("workspaceId", workspaceId)
                .bind("after", lines.after())
                .bind("upTo", lines.upTo())
                .bind("now", RecordTable.utc(clock.instant()))
                .mapTo(UUID.class)
                .list();
    }

    @Override
    public int insert(Handle handle, UUID workspaceId, LineRange lines) {
        return handle.createUpdate("""
                INSERT INTO products (workspace_id, name, code, category, price, currency, description, active, created_at,
                    updated_at)
                SELECT :workspaceId, s.name, s.code, s.category, s.price, s.currency, s.description,
                       coalesce(s.active, true), :now, :now
                FROM staged s
                JOIN decided d ON d.line = s.line AND d.action = 'new'
                WHERE s.line > :after AND s.line <= :upTo
                ORDER BY s.line
                """)
                .bind("workspaceId", workspaceId)
                .bind("after", lines.after())
                .bind("upTo", lines.upTo())
                .bind("now", RecordTable.utc(clock.instant()))
                .execute();
    }

    @Override
    public List<Topic> listTopics(UUID workspaceId) {
        return List.of(Products.all(workspaceId));
    }

    @Override
    public Topic recordTopic(UUID workspaceId, UUID id) {
        return Products.all(workspaceId);
    }
}
