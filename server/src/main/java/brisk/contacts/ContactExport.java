package brisk.contacts;

import brisk.exports.ExportColumn;
import brisk.exports.ExportTarget;
import java.util.List;

/** Contacts as a file that the import reads again. */
public final class ContactExport {
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

    public static final ExportTarget TARGET = new ExportTarget(
            "contacts",
            ContactStore.PARAMETERS,
            COLUMNS,
            "c.custom",
            ContactStore::listing,
            columns -> "contacts c" + ContactStore.joins(columns::contains));

    private ContactExport() {}
}
