package brisk.companies;

import brisk.exports.ExportColumn;
import brisk.exports.ExportTarget;
import java.util.List;

/** Companies as a file that the import reads again. */
public final class CompanyExport {
    private static final List<ExportColumn> COLUMNS = List.of(
            ExportColumn.text("id", "ID", "c.id::text").onlyIfNamed(),
            ExportColumn.text("name", "Company name", "c.name"),
            ExportColumn.text("domain", "Domain", "c.domain"),
            ExportColumn.text("industry", "Industry", "c.industry"),
            ExportColumn.text("parent", "Parent company", "parent.name"),
            ExportColumn.text("country", "Country", "c.country"),
            ExportColumn.text("city", "City", "c.city"),
            ExportColumn.text("website", "Website", "c.website"),
            ExportColumn.phones("phones", "Phone", "c.phones"),
            ExportColumn.number("employees", "Employees", "c.employees"),
            ExportColumn.number("revenue", "Revenue", "c.revenue"),
            ExportColumn.text("currency", "Currency", "c.currency"),
            ExportColumn.number("foundedYear", "Founded year", "c.founded_year"),
            ExportColumn.text("owner", "Owner", "owner.name"),
            ExportColumn.text("source", "Source", "c.source"),
            ExportColumn.texts("tags", "Tags", "c.tags"),
            ExportColumn.time("createdAt", "Created", "c.created_at").onlyIfNamed(),
            ExportColumn.time("updatedAt", "Changed", "c.updated_at").onlyIfNamed());

    public static final ExportTarget TARGET = new ExportTarget(
            "companies",
            Companies.PARAMETERS,
            COLUMNS,
            "c.custom",
            Companies::listing,
            columns -> "companies c" + Companies.joins(columns::contains));

    private CompanyExport() {}
}
