package brisk.reminders;

import static brisk.platform.records.Column.included;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.platform.cache.Topic;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Filters;
import brisk.platform.records.Listing;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTopics;
import brisk.platform.records.Sort;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a reminder is, and the SQL of lists of them. One's own are seen by their user and by who manages the team. */
public final class Reminders {
    static final Columns COLUMNS = Columns.of(
            text("id", "r.id"),
            text("title", "r.title"),
            text("note", "r.note"),
            text("contactId", "r.contact_id"),
            text("companyId", "r.company_id"),
            text("dealId", "r.deal_id"),
            text("userId", "r.user_id"),
            text("state", "r.state"),
            time("dueAt", "r.due_at"),
            integer("snoozes", "r.snoozes"),
            time("doneAt", "r.done_at"),
            integer("version", "r.version"),
            time("createdAt", "r.created_at"),
            time("updatedAt", "r.updated_at"),
            time("deletedAt", "r.deleted_at"),
            included("contact", text("id", "contact.id"), text("name", "contact.name")),
            included("company", text("id", "company.id"), text("name", "company.name")),
            included("deal", text("id", "deal.id"), text("name", "deal.name")),
            included("user", text("id", "person.id"), text("name", "person.name")));

    static final Fields FIELDS = Fields.of(
            Field.of("title", "title", Readers.text(300)).mandatory(),
            Field.of("note", "note", Readers.text(10_000)),
            Field.of("contactId", "contact_id", Readers.id()),
            Field.of("companyId", "company_id", Readers.id()),
            Field.of("dealId", "deal_id", Readers.id()),
            Field.of("userId", "user_id", Readers.id()).mandatory(),
            Field.of("dueAt", "due_at", Readers.time()).mandatory());

    static final RecordTable TABLE = new RecordTable(
                    "The reminder", "reminders", "r", COLUMNS, "(r.user_id = :callerId OR :managesAll)")
            .under(
                    new RecordTable.Reference("contactId", "contact_id", "contacts"),
                    new RecordTable.Reference("companyId", "company_id", "companies"),
                    new RecordTable.Reference("dealId", "deal_id", "deals"));

    static final List<String> PARAMETERS =
            Listing.parameters("state", "view", "contactId", "companyId", "dealId", "userId", "dueFrom", "dueTo");
    private static final List<Sort> SORTS = List.of(Sort.by("due", "r.due_at", "timestamptz"));

    private Reminders() {}

    static final RecordTopics TOPICS = new RecordTopics("reminders", Map.of());

    /** Everything that lists reminders. */
    public static Topic all(UUID workspaceId) {
        return TOPICS.all(workspaceId);
    }

    public static Topic one(UUID workspaceId, UUID reminderId) {
        return TOPICS.one(workspaceId, reminderId);
    }

    /** What a list depends on besides the reminders that it shows. */
    static List<Topic> listed(Caller caller, Query query) {
        UUID user = user(caller, query);
        return user == null
                ? List.of(all(caller.workspaceId()))
                : List.of(TOPICS.broad(caller.workspaceId()), Topic.of(caller.workspaceId(), "reminders", user));
    }

    /** @param now the moment that "today" and "overdue" speak of */
    static byte[] page(Handle handle, Caller caller, Query query, Instant now) {
        var listing = new Listing(query, COLUMNS, "r", "due", SORTS, caller)
                .where("r.deleted_at IS NULL")
                .where("r.user_id = :userId", "userId", user(caller, query))
                .where("r.contact_id = :contactId", "contactId", query.id("contactId"))
                .where("r.company_id = :companyId", "companyId", query.id("companyId"))
                .where("r.deal_id = :dealId", "dealId", query.id("dealId"));
        Filters.times(listing, "r.due_at", "due", query, caller);
        String state = query.choice("state", "any", List.of("any", "open", "due", "done"));
        switch (state) {
            case "any" -> {}
            case "done" -> listing.where("r.state = 'done'");
            default -> pending(listing).where("r.state = :state", "state", state);
        }
        LocalDate today = LocalDate.ofInstant(now, caller.timeZone());
        Instant morning = today.atStartOfDay(caller.timeZone()).toInstant();
        Instant midnight = today.plusDays(1).atStartOfDay(caller.timeZone()).toInstant();
        switch (query.choice("view", "all", List.of("all", "today", "overdue", "upcoming"))) {
            case "today" -> between(pending(listing), morning, midnight);
            case "overdue" -> between(pending(listing), null, now);
            case "upcoming" -> between(pending(listing), midnight, null);
            default -> {}
        }
        return listing.run(handle, "reminders r" + joins(listing::selects), "reminders r");
    }

    /** Whose reminders: one's own, or those of somebody else or everybody (null) for who manages the team. */
    private static @Nullable UUID user(Caller caller, Query query) {
        boolean everybody = query.text("userId", "").equals("all");
        UUID userId = everybody ? null : query.id("userId");
        if (!everybody && (userId == null || userId.equals(caller.userId()))) {
            return caller.userId();
        }
        if (!caller.role().may(Permission.MANAGE)) {
            throw Problem.forbidden("Only a manager or an admin sees other people's reminders.");
        }
        return userId;
    }

    /** As a literal, so that the index of what is pending can serve it. */
    private static Listing pending(Listing listing) {
        return listing.where("r.state <> 'done'");
    }

    private static void between(Listing listing, @Nullable Instant from, @Nullable Instant to) {
        listing.where("r.due_at >= :viewFrom", "viewFrom", from == null ? null : RecordTable.utc(from))
                .where("r.due_at < :viewTo", "viewTo", to == null ? null : RecordTable.utc(to));
    }

    static String joins(Predicate<String> selects) {
        return (selects.test("contact")
                        ? " LEFT JOIN contacts contact ON contact.workspace_id = r.workspace_id AND contact.id = r.contact_id"
                        : "")
                + (selects.test("company")
                        ? " LEFT JOIN companies company ON company.workspace_id = r.workspace_id AND company.id = r.company_id"
                        : "")
                + (selects.test("deal")
                        ? " LEFT JOIN deals deal ON deal.workspace_id = r.workspace_id AND deal.id = r.deal_id"
                        : "")
                + (selects.test("user")
                        ? " LEFT JOIN users person ON person.workspace_id = r.workspace_id AND person.id = r.user_id"
                        : "");
    }
}
