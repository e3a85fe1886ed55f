package brisk.outbox;

import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.post;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Columns;
import brisk.platform.records.Listing;
import brisk.platform.records.RecordTable;
import brisk.platform.records.Sort;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The outbox for administrators: what was given up, why, and once more. Bodies are not shown: they are other people's mail. */
public final class MailRoutes {
    private static final Columns COLUMNS = Columns.of(
            text("id", "m.id"),
            text("recipient", "m.recipient"),
            text("subject", "m.subject"),
            text("state", "m.state"),
            integer("attempts", "m.attempts"),
            text("lastError", "m.last_error"),
            time("nextAttemptAt", "CASE m.state WHEN 'waiting' THEN m.next_attempt_at END"),
            time("createdAt", "m.created_at"),
            time("sentAt", "m.sent_at"));

    private static final List<String> PARAMETERS = Listing.parametersWithoutInclude("state");
    private static final List<Sort> SORTS = List.of(Sort.by("created", "m.id", "uuid"));

    private final Database database;
    private final Clock clock;

    public MailRoutes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public List<Route> table() {
        return List.of(
                get("/api/mails", Permission.ADMINISTER, this::list),
                post("/api/mails/{id}/resend", Permission.ADMINISTER, this::resend));
    }

    /** Not cached: jobs change it all the time. */
    private Answer list(Request request) {
        Caller caller = request.caller();
        Query query = request.query(PARAMETERS);
        String state = query.choice("state", "failed", List.of("waiting", "sent", "failed"));
        query.refresh();
        return Answer.json(
                200,
                database.read(
                        request.trace(),
                        handle -> new Listing(query, COLUMNS, "m", "-created", SORTS, caller)
                                .where("m.state = '" + state + "'")
                                .run(handle, "mails m", "mails m")));
    }

    /** With all its attempts before it, and as if it were written now: what is three days old is not sent any more. */
    private Answer resend(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        return Answer.json(
                200,
                database.writeStatement(
                        request.trace(),
                        (handle, changes) -> handle.createQuery("""
                        UPDATE mails AS m SET state = 'waiting', attempts = 0, next_attempt_at = :now, created_at = :now
                        WHERE m.workspace_id = :workspaceId AND m.id = :id AND m.state = 'failed'
                        RETURNING
                        """ + COLUMNS.sql())
                                .bind("workspaceId", caller.workspaceId())
                                .bind("id", id)
                                .bind("now", RecordTable.utc(clock.instant()))
                                .map((row, context) -> json(row))
                                .findOne()
                                .orElseThrow(() -> Problem.notFound("A mail that was given up"))));
    }

    private static byte[] json(ResultSet row) throws SQLException {
        return Json.write(json -> {
            json.writeStartObject();
            COLUMNS.writeMembers(json, row, 1);
            json.writeEndObject();
        });
    }
}
