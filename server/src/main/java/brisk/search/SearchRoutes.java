package brisk.search;

import static brisk.platform.http.Route.get;

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
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JsonGenerator;

/**
 * Search over contacts, companies and deals: what begins with the text first, then what has a word that begins with it, then
 * what contains all of its words anywhere.
 */
public final class SearchRoutes {
    private static final Duration TTL = Duration.ofMinutes(2);
    private static final List<String> TYPES = List.of("all", "contact", "company", "deal");

    private static final Columns HIT = Columns.of(
            Column.text("type", "type"),
            Column.text("id", "id"),
            Column.text("name", "name"),
            Column.text("contactPoint", "contact_point"),
            Column.text("detail", "detail"));

    private static final String COMPANY_OF_DEAL = "(SELECT o.name FROM companies o"
            + " WHERE o.workspace_id = r.workspace_id AND o.id = r.company_id AND o.deleted_at IS NULL)";

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
        List<Topic> topics = Stream.of("contacts", "companies", "deals")
                .map(table -> Topic.all(caller.workspaceId(), table))
                .toList();
        return reads.shared(
                request,
                "search",
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
     * Two ways in, both bounded: the index on names finds prefixes in order; the trigram index finds substrings, of
     * which the first 200 are ranked. However common a text is, no more rows than that are read.
     */
    private static byte[] find(Handle handle, Caller caller, String text, SearchText words, String type, int limit) {
        String contacts =
                candidates("contacts", "contact", "r.emails[1]", "coalesce(r.job_title, r.organisation)", words);
        String companies = candidates("companies", "company", "r.domain", "coalesce(r.industry, r.city)", words);
        String deals = candidates("deals", "deal", "NULL", COMPANY_OF_DEAL, words);
        String found = switch (type) {
            case "contact" -> contacts;
            case "company" -> companies;
            case "deal" -> deals;
            default -> contacts + " UNION " + companies + " UNION " + deals;
        };
        var statement = handle.createQuery("SELECT " + HIT.sql() + " FROM (" + found + """
                ) hits
                ORDER BY name_key LIKE fold(:prefix) OR coalesce(contact_point LIKE fold(:prefix), false) DESC,
                         ' ' || name_key LIKE fold(:wordPrefix) DESC, name_key, id
                LIMIT :limit
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("prefix", Texts.likeLiteral(text) + "%")
                .bind("wordPrefix", "% " + Texts.likeLiteral(text) + "%")
                .bind("limit", limit)
                .bindMap(words.bindings());
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

    private static String candidates(String table, String type, String contactPoint, String detail, SearchText words) {
        String select = "(SELECT '" + type + "' AS type, r.id, r.name, " + contactPoint + " AS contact_point, " + detail
                + " AS detail, r.name_key FROM " + table
                + " r WHERE r.workspace_id = :workspaceId AND r.deleted_at IS NULL";
        return select + " AND r.name_key LIKE fold(:prefix) ORDER BY r.name_key, r.id LIMIT :limit)\nUNION\n" + select
                + " AND " + words.condition("r") + " LIMIT 200)";
    }
}
