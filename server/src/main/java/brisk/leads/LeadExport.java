package brisk.leads;

import brisk.exports.ExportColumn;
import brisk.exports.ExportTarget;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Leads as a file that the import reads again: those that whoever asks sees. */
public final class LeadExport {
    private static final List<ExportColumn> COLUMNS = List.of(
            ExportColumn.text("id", "Id", "l.id::text").onlyIfNamed(),
            ExportColumn.text("uid", "Lead ID", "l.uid"),
            ExportColumn.text("customerName", "Customer name", "l.customer_name"),
            ExportColumn.text("mobile", "Mobile", "l.mobile"),
            ExportColumn.phones("alternatePhones", "Alternate phones", "l.alternate_phones"),
            ExportColumn.text("email", "E-mail", "l.email"),
            ExportColumn.text("source", "Source", "l.source"),
            ExportColumn.text("subSource", "Sub-source", "l.sub_source"),
            ExportColumn.text("campaign", "Campaign", "l.campaign"),
            ExportColumn.text("model", "Model", "l.model"),
            ExportColumn.text("city", "City", "l.city"),
            ExportColumn.text("branch", "Branch", "l.branch"),
            ExportColumn.text("cre", "CRE", "cre.name"),
            ExportColumn.text("ps", "PS", "ps.name"),
            ExportColumn.text("status", "Status", """
                    (SELECT s.name FROM lead_statuses s WHERE s.workspace_id = l.workspace_id AND s.code = l.status)"""),
            ExportColumn.text("kind", "Open, won, lost or duplicate", "l.status_kind")
                    .onlyIfNamed(),
            ExportColumn.text("priority", "Priority", "l.priority"),
            ExportColumn.time("createdAt", "Created", "l.created_at"),
            ExportColumn.time("firstResponseDueAt", "First response due", "l.first_response_due_at")
                    .onlyIfNamed(),
            ExportColumn.time("firstRespondedAt", "First response", "l.first_responded_at"),
            ExportColumn.text("sla", "First response in time", "l.sla"),
            ExportColumn.time("nextFollowUpAt", "Next follow-up", "l.next_follow_up_at"),
            ExportColumn.number("attempts", "Follow-ups", "l.attempts"),
            ExportColumn.time("closedAt", "Closed", "l.closed_at"),
            ExportColumn.text("remarks", "Remarks", "l.remarks"),
            ExportColumn.time("updatedAt", "Changed", "l.updated_at").onlyIfNamed());

    private LeadExport() {}

    public static ExportTarget target(Clock clock) {
        return new ExportTarget(
                "leads",
                LeadStore.PARAMETERS,
                COLUMNS,
                "l.custom",
                (caller, query) -> LeadStore.listing(caller, query, clock.instant()),
                LeadExport::from);
    }

    private static String from(Set<String> columns) {
        return "leads l" + LeadStore.joins(columns::contains);
    }
}
