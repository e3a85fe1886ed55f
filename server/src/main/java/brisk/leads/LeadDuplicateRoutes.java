package brisk.leads;

import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.post;

import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Leads that may be one customer, and enquiries of customers who were known, over HTTP. */
final class LeadDuplicateRoutes {
    private final Database database;
    private final CachedReads reads;
    private final Clock clock;

    LeadDuplicateRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    List<Route> table() {
        return List.of(
                get("/api/leads/duplicates", Permission.READ, this::duplicates),
                post("/api/leads/duplicates/{id}/dismiss", Permission.WRITE, request -> dismiss(request, true)),
                post("/api/leads/duplicates/{id}/restore", Permission.WRITE, request -> dismiss(request, false)),
                get("/api/leads/touches", Permission.READ, this::touches));
    }

    private interface Page {
        byte[] read(Handle handle, Caller caller, Query query);
    }

    private Answer duplicates(Request request) throws Exception {
        return page(request, "lead-duplicates", request.query(LeadDuplicates.PARAMETERS), LeadDuplicates::page);
    }

    private Answer touches(Request request) throws Exception {
        return page(request, "touches", request.query(LeadDuplicates.TOUCH_PARAMETERS), LeadDuplicates::touches);
    }

    private Answer page(Request request, String name, Query query, Page page) throws Exception {
        Caller caller = request.caller();
        UUID workspaceId = caller.workspaceId();
        return reads.seenBy(
                request,
                name,
                LeadAccess.of(caller).cacheScope(caller),
                query,
                LeadRoutes.TTL,
                List.of(
                        Leads.all(workspaceId),
                        Topic.all(workspaceId, LeadDuplicates.TOPIC),
                        Topic.all(workspaceId, "users")),
                () -> CachedBody.of(database.read(request.trace(), handle -> page.read(handle, caller, query)), 0));
    }

    private Answer dismiss(Request request, boolean dismissed) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        return Answer.json(200, database.writeStatement(request.trace(), (handle, changes) -> {
            changes.touch(Topic.all(caller.workspaceId(), LeadDuplicates.TOPIC));
            return LeadDuplicates.dismiss(handle, caller, id, dismissed, clock.instant());
        }));
    }
}
