package brisk.leads;

import static brisk.platform.http.Route.post;

import brisk.leads.EnquiryIntake.Enquiry;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import brisk.platform.security.Role;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Enquiries in the car trade's format over HTTP, as XML or in a mail that a mail server hands over. */
final class LeadAdfRoutes {
    private final Database database;
    private final Clock clock;

    LeadAdfRoutes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    List<Route> table() {
        return List.of(post("/api/leads/adf", Permission.WRITE, this::take).maxBodyBytes(EnquiryIntake.LARGEST));
    }

    private Answer take(Request request) {
        Caller caller = request.caller();
        List<Enquiry> enquiries = EnquiryIntake.adf(request, request.bytes(), caller, fields -> people(fields, caller));
        return Answer.json(
                200,
                database.writeStatement(
                        request.trace(),
                        (handle, changes) ->
                                EnquiryIntake.take(handle, changes, caller, enquiries, true, clock.instant())));
    }

    /** Who enters it took it; what a program hands over for the whole house, nobody took. */
    private static void people(ObjectNode fields, Caller caller) {
        String self = caller.userId().toString();
        if (caller.role() == Role.CRE) {
            fields.put("cre_id", self);
        }
        if (LeadAccess.of(caller) == LeadAccess.PS) {
            fields.put("ps_id", self);
        }
    }
}
