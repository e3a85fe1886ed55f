package brisk.timeline;

import static brisk.platform.http.Route.delete;
import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.patch;
import static brisk.platform.http.Route.post;

import brisk.contacts.Contacts;
import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Fields;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Includes;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import brisk.timeline.Activities.Kinds;
import brisk.timeline.ActivityStore.Before;
import brisk.timeline.ActivityStore.Written;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The timeline over HTTP: one reading address for everything, and one for each group of kinds. */
public final class ActivityRoutes {
    private static final Duration LIST_TTL = Duration.ofMinutes(3);
    private static final Duration RECORD_TTL = Duration.ofMinutes(5);

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;

    public ActivityRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    public List<Route> table() {
        List<Route> routes = new ArrayList<>();
        routes.add(get("/api/timeline", Permission.READ, request -> list(request, Activities.TIMELINE)));
        for (Kinds kinds : Activities.ADDRESSES) {
            String one = kinds.path() + "/{id}";
            routes.add(get(kinds.path(), Permission.READ, request -> list(request, kinds)));
            routes.add(post(kinds.path(), Permission.WRITE, request -> create(request, kinds)));
            routes.add(get(one, Permission.READ, request -> read(request, kinds)));
            routes.add(patch(one, Permission.WRITE, request -> update(request, kinds)));
            routes.add(delete(one, Permission.WRITE, request -> remove(request, kinds)));
            routes.add(post(one + "/restore", Permission.WRITE, request -> restore(request, kinds)));
        }
        return routes;
    }

    private Answer list(Request request, Kinds kinds) throws Exception {
        Caller caller = request.caller();
        Query query = request.query(ActivityStore.PARAMETERS);
        UUID contactId = query.id("contactId");
        List<Topic> listed = List.of(
                contactId == null
                        ? Activities.all(caller.workspaceId())
                        : Activities.ofContact(caller.workspaceId(), contactId));
        return reads.shared(
                request,
                kinds.path().substring("/api/".length()),
                query,
                LIST_TTL,
                withIncludes(caller, query, listed),
                () -> CachedBody.of(
                        database.read(request.trace(), handle -> ActivityStore.page(handle, caller, query, kinds)), 0));
    }

    private static List<Topic> withIncludes(Caller caller, Query query, List<Topic> own) {
        return Includes.topics(
                caller,
                query,
                own,
                Map.of("contact", "contacts", "company", "companies", "deal", "deals", "owner", "users"));
    }

    private Answer create(Request request, Kinds kinds) {
        Caller caller = request.caller();
        Instant now = clock.instant();
        ObjectNode json = request.json();
        Fields.byDefault(json, "kind", kinds.names().getFirst());
        Fields.byDefault(json, "ownerId", caller.userId().toString());
        Fields.byDefault(json, "occurredAt", now.toString());
        Values values = kinds.fields().readNew(json, caller);
        UUID contactId = (UUID) values.get("contact_id");
        if (contactId == null && values.get("company_id") == null && values.get("deal_id") == null) {
            throw ofNobody();
        }
        boolean counts = contactId != null && kinds.countAsContact();
        Row row = database.writeStatement(request.trace(), (handle, changes) -> {
            touch(changes, caller, counts, contactId);
            Written written = ActivityStore.insert(handle, caller, values, counts, now);
            Activities.TOPICS.changed(changes, caller.workspaceId(), written.row(), List.of());
            if (counts) {
                Contacts.contacted(changes, caller.workspaceId(), written.contactOwner());
            }
            return written.row();
        });
        return row.created(kinds.path());
    }

    private static Problem ofNobody() {
        String rule = "name a contact, a company or a deal";
        return Problem.invalid(List.of(
                new FieldError("contactId", rule), new FieldError("companyId", rule), new FieldError("dealId", rule)));
    }

    private Answer read(Request request, Kinds kinds) throws Exception {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Query query = request.query("fields", "include");
        List<Topic> topics = withIncludes(caller, query, List.of(Activities.one(caller.workspaceId(), id)));
        topics.add(Topic.all(caller.workspaceId(), "merges")); // a merge moves whole timelines
        return reads.record(
                request,
                kinds.path().substring("/api/".length()),
                id,
                query,
                RECORD_TTL,
                topics,
                () -> database.read(request.trace(), handle -> ActivityStore.record(handle, caller, id, query, kinds))
                        .cached());
    }

    private Answer update(Request request, Kinds kinds) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Instant now = clock.instant();
        Values values = kinds.fields().readChanges(request.json(), caller);
        UUID newContactId = (UUID) values.get("contact_id");
        Row row = database.write(request.trace(), (handle, changes) -> {
            Before before = ActivityStore.lock(handle, caller, id, kinds, newContactId)
                    .filter(found -> !found.deleted())
                    .orElseThrow(() -> Problem.notFound(kinds.table().noun()));
            refuseOtherVersion(request, before);
            UUID contactId = values.has("contact_id") ? newContactId : before.contactId();
            if (contactId == null
                    && (values.has("company_id") ? values.get("company_id") : before.companyId()) == null
                    && (values.has("deal_id") ? values.get("deal_id") : before.dealId()) == null) {
                throw ofNobody();
            }
            touch(changes, caller, kinds.countAsContact(), before.contactId(), contactId);
            changes.touch(Activities.one(caller.workspaceId(), id));
            return ActivityStore.update(handle, caller, id, values, before, kinds.countAsContact(), now);
        });
        return row.saved();
    }

    private static void refuseOtherVersion(Request request, Before before) {
        Long seen = request.ifMatch();
        if (seen != null && seen != before.version()) {
            throw Problem.lostUpdate(before.version());
        }
    }

    private Answer remove(Request request, Kinds kinds) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        database.write(request.trace(), (handle, changes) -> {
            Before before = ActivityStore.lock(handle, caller, id, kinds, null)
                    .filter(found -> !found.deleted())
                    .orElseThrow(() -> Problem.notFound(kinds.table().noun()));
            refuseOtherVersion(request, before);
            touch(changes, caller, kinds.countAsContact(), before.contactId());
            changes.touch(Activities.one(caller.workspaceId(), id));
            return ActivityStore.delete(handle, caller, id, before, kinds.countAsContact(), clock.instant());
        });
        return Answer.noContent();
    }

    private Answer restore(Request request, Kinds kinds) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Row row = database.write(request.trace(), (handle, changes) -> {
            Before before = ActivityStore.lock(handle, caller, id, kinds, null)
                    .filter(Before::deleted)
                    .orElseThrow(kinds.table()::noDeleted);
            touch(changes, caller, kinds.countAsContact(), before.contactId());
            changes.touch(Activities.one(caller.workspaceId(), id));
            return ActivityStore.restore(handle, caller, id, before, kinds.countAsContact(), clock.instant());
        });
        return row.saved();
    }

    /** @param counts whether a contact's last_contacted_at may move, by which contacts and books are ordered */
    private static void touch(Changes changes, Caller caller, boolean counts, @Nullable UUID... contactIds) {
        changes.touch(Activities.all(caller.workspaceId()));
        for (UUID contactId : contactIds) {
            if (contactId == null) {
                continue;
            }
            changes.touch(Activities.ofContact(caller.workspaceId(), contactId));
            changes.touch(Contacts.one(caller.workspaceId(), contactId)); // books show what happened last
            if (counts) {
                changes.touch(Contacts.all(caller.workspaceId()));
            }
        }
    }
}
