package brisk.search;

import static brisk.platform.http.Route.get;

import brisk.leads.LeadAccess;
import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Column;
import brisk.platform.records.Columns;
import brisk.platform.records.Rows;
import brisk.platform.records.SearchText;
import brisk.platform.records.Texts;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JsonGenerator;

/**
 * Search over contacts, companies, deals and the leads that one sees: what begins with the text first, then what has a word that begins with it, then
 * what contains all of its words anywhere.
 */
public final class SearchRoutes {
    private static final Duration TTL = Duration.ofMinutes(2);
    private static final List<String> TYPES = List.of("all", "contact", "company", "deal", "lead");

    private static final Columns HIT = Columns.of(
            Column.text("type", "type"),
            Column.text("id", "id"),
            Column.text("name", "name"),
            Column.text("contactPoint", "contact_point"),
            Column.text("detail", "detail"));

    private final Database database;
    private final CachedReads reads;

    public SearchRoutes(Database database, CachedReads reads) {
        this.database = database;
        this.reads = reads;
    }

    public List<Route> table() {
        return List.of(get("/api/search", Permission.READ, this::search));
    }

    private Answer search(Request request) throws Exception {
        Caller caller = request.caller();
        Query query = request.query("q", "type", "limit");
        String text = Texts.clean(query.text("q", ""));
        int limit = query.integer("limit", 20, 1, 50);
        String type = query.choice("type", "all", TYPES);
        SearchText words = SearchText.of(text);
        if (text.codePointCount(0, text.length()) > 200) {
            throw Problem.badRequest("A search is at most 200 characters long.");
        }
        List<Topic> topics = new ArrayList<>(List.of(Topic.all(caller.workspaceId(), "leads")));
        // What a write of one record may change by itself is no text that is searched.
        Stream.of("contacts", "companies", "deals")
                .forEach(table -> topics.add(Topic.broad(caller.workspaceId(), table)));
        LeadAccess access = LeadAccess.of(caller);
        return reads.seenBy(
                request,
                "search",
                access.cacheScope(caller),
                query,
                TTL,
                topics,
                () -> CachedBody.of(
                        words.isEmpty()
                                ? "{\"data\":[]}".getBytes(StandardCharsets.UTF_8)
                                : database.read(
                                        request.trace(), handle -> find(handle, caller, text, words, type, limit)),
                        0));
    }

    /**
     * What is looked at, and in which order, says search_records() in the migrations; nothing there grows with the workspace. A text
     * is folded in a query of its own, which runs once: beside a column it would run for every row.
     */
    private static byte[] find(Handle handle, Caller caller, String text, SearchText words, String type, int limit) {
        var statement = handle.createQuery("SELECT " + HIT.sql() + """
                 FROM (SELECT DISTINCT * FROM search_records(:workspaceId, :types, :text, :words, :digits, :limit,
                                                           :access, :callerId, :branch)) hits
                ORDER BY name_key LIKE (SELECT fold(:prefix)) OR coalesce(contact_point LIKE (SELECT fold(:prefix)), false) DESC,
                         ' ' || name_key LIKE (SELECT fold(:wordPrefix)) DESC, name_key, id
                LIMIT :limit
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("types", (type.equals("all") ? TYPES : List.of(type)).toArray(String[]::new))
                .bind("access", LeadAccess.of(caller).name().toLowerCase(Locale.ROOT))
                .bind("callerId", caller.userId())
                .bind("branch", caller.branch())
                .bind("text", text)
                .bind("words", words.patterns().toArray(String[]::new))
                .bind("digits", words.digits())
                .bind("prefix", Texts.likeLiteral(text) + "%")
                .bind("wordPrefix", "% " + Texts.likeLiteral(text) + "%")
                .bind("limit", limit);
        return Rows.json(statement, SearchRoutes::write);
    }

    private static void write(JsonGenerator json, ResultSet rows) throws SQLException {
        json.writeStartObject();
        json.writeName("data");
        json.writeStartArray();
        while (rows.next()) {
            json.writeStartObject();
            HIT.writeMembers(json, rows, 1);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
