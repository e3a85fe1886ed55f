package brisk.contacts;

import brisk.exports.ExportColumn;
import brisk.exports.ExportTarget;
import brisk.platform.http.Query;
import brisk.platform.records.Listing;
import brisk.platform.security.Caller;
import java.util.List;
import java.util.Set;

/** Contacts as a file that the import reads again. */
public final class ContactExport implements ExportTarget {
    private static final List<ExportColumn> COLUMNS = List.of(
            ExportColumn.text("id", "ID", "c.id::text").onlyIfNamed(),
            ExportColumn.text("name", "Name", "c.name"),
            ExportColumn.texts("emails", "E-mail", "c.emails"),
            ExportColumn.phones("phones", "Phone", "c.phones"),
            ExportColumn.text("organisation", "Organisation", "c.organisation"),
            ExportColumn.text("company", "Linked company", "company.name").onlyIfNamed(),
            ExportColumn.text("jobTitle", "Job title", "c.job_title"),
            ExportColumn.text("role", "Role", "c.role"),
            ExportColumn.text("production", "Production", "c.production"),
            ExportColumn.text("type", "Type", "c.type"),
            ExportColumn.text("status", "Status", "c.status"),
            ExportColumn.number("warmness", "Warmness", "c.warmness"),
            ExportColumn.flag("inCampaign", "In campaign", "c.in_campaign"),
            ExportColumn.time("lastContactedAt", "Last contacted", "c.last_contacted_at"),
            ExportColumn.text("owner", "Owner", "owner.name"),
            ExportColumn.text("source", "Source", "c.source"),
            ExportColumn.texts("tags", "Tags", "c.tags"),
            ExportColumn.time("createdAt", "Created", "c.created_at").onlyIfNamed(),
            ExportColumn.time("updatedAt", "Changed", "c.updated_at").onlyIfNamed());

    @Override
    public String name() {
        return "contacts";
    }

    @Override
    public List<String> parameters() {
        return ContactStore.PARAMETERS;
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
        return ContactStore.listing(caller, query);
    }

    @Override
    public String from(Set<String> columns) {
        return "contacts c" + ContactStore.joins(columns::contains);
    }
}
