package brisk.deals;

import brisk.exports.ExportColumn;
import brisk.exports.ExportTarget;
import java.util.List;
import java.util.Set;

/** Deals as a file that the import reads again. */
public final class DealExport {
    private static final String LINES = """
            FROM deal_products l JOIN products p ON p.workspace_id = l.workspace_id AND p.id = l.product_id
            WHERE l.workspace_id = d.workspace_id AND l.deal_id = d.id""";

    private static final List<ExportColumn> COLUMNS = List.of(
            ExportColumn.text("id", "Deal ID", "d.id::text"),
            ExportColumn.text("name", "Deal name", "d.name"),
            ExportColumn.text("company", "Company", "company.name"),
            ExportColumn.text("contact", "Contact email", """
                    (SELECT c.email FROM deal_contacts dc
                     JOIN contacts c ON c.workspace_id = dc.workspace_id AND c.id = dc.contact_id AND c.deleted_at IS NULL
                     WHERE dc.workspace_id = d.workspace_id AND dc.deal_id = d.id AND c.email IS NOT NULL
                     ORDER BY c.name_key, c.id LIMIT 1)"""),
            ExportColumn.texts("product", "Product", "ARRAY(SELECT p.name " + LINES + " ORDER BY l.position)"),
            ExportColumn.number(
                    "quantity",
                    "Quantity",
                    "(SELECT CASE WHEN count(*) = 1 THEN trim_scale(min(l.quantity)) END " + LINES + ")"),
            ExportColumn.text("pipeline", "Pipeline", "pipeline.name"),
            ExportColumn.text("stage", "Deal stage", "stage.name"),
            ExportColumn.text("status", "Won, lost or open", "d.status").onlyIfNamed(),
            ExportColumn.number("value", "Value", "d.value"),
            ExportColumn.text("currency", "Currency", "d.currency"),
            ExportColumn.time("createdAt", "Created", "d.created_at"),
            ExportColumn.time("closedAt", "Close date", "d.closed_at"),
            ExportColumn.date("expectedCloseDate", "Expected close date", "d.expected_close_date"),
            ExportColumn.time("stageSince", "Stage since", "d.stage_since"),
            ExportColumn.text("reason", "Reason", "d.reason"),
            ExportColumn.text("owner", "Owner", "owner.name"),
            ExportColumn.text("source", "Source", "d.source"),
            ExportColumn.texts("tags", "Tags", "d.tags"),
            ExportColumn.time("updatedAt", "Changed", "d.updated_at").onlyIfNamed());

    public static final ExportTarget TARGET =
            new ExportTarget("deals", DealStore.PARAMETERS, COLUMNS, "d.custom", DealStore::listing, DealExport::from);

    private DealExport() {}

    private static String from(Set<String> columns) {
        return "deals d" + DealStore.joins(columns::contains)
                + (columns.contains("pipeline")
                        ? " JOIN pipelines pipeline ON pipeline.workspace_id = d.workspace_id AND pipeline.id = d.pipeline_id"
                        : "");
    }
}
