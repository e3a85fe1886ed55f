package brisk.companies;

import brisk.exports.ExportColumn;
import brisk.exports.ExportTarget;
import brisk.platform.http.Query;
import brisk.platform.records.Listing;
import brisk.platform.security.Caller;
import java.util.List;
import java.util.Set;

/** Companies as a file that the import reads again. */
public final class CompanyExport implements ExportTarget {
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

    @Override
    public String name() {
        return "companies";
    }

    @Override
    public List<String> parameters() {
        return Companies.PARAMETERS;
    }

    @Override
    public List<ExportColumn> columns() {
        return COLUMNS;
    }

    @Override
    public String custom() {
        return "c.custom";
    }

    @Override
    public Listing listing(Caller caller, Query query) {
        return Companies.listing(caller, query);
    }

    @Override
    public String from(Set<String> columns) {
        return "companies c" + Companies.joins(columns::contains);
    }
}
