package brisk.views;

import static brisk.platform.records.Column.bool;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.json;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.texts;
import static brisk.platform.records.Column.time;

import brisk.platform.cache.Topic;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.http.Query;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Listing;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.records.Sort;
import brisk.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a saved view is, who sees and who changes it, and its SQL. */
final class SavedViews {
    static final List<String> RESOURCES = List.of("contacts", "companies", "deals", "leads", "reminders");
    static final List<String> PARAMETERS = Listing.parametersWithoutInclude("resource");
    static final int MOST_OF_A_USER = 100;
    private static final int LONGEST_NAME = 100;
    private static final int LARGEST_QUERY = 4_096;
    private static final int MOST_COLUMNS = 50;
    private static final int LAST_POSITION = 1_000_000;

    private static final Columns COLUMNS = Columns.of(
            text("id", "v.id"),
            text("resource", "v.resource"),
            text("name", "v.name"),
            bool("shared", "v.shared"),
            json("query", "v.query"),
            texts("columns", "v.columns"),
            integer("position", "v.position"),
            text("userId", "v.user_id"),
            integer("version", "v.version"),
            time("createdAt", "v.created_at"),
            time("updatedAt", "v.updated_at"),
            time("deletedAt", "v.deleted_at"));

    private static final Field NAME =
            Field.of("name", "name", Readers.text(LONGEST_NAME)).mandatory();
    private static final Field SHARED =
            Field.of("shared", "shared", Readers.bool()).emptiedTo(false);
    private static final Field QUERY =
            Field.of("query", "query", parameters()).castTo("jsonb").emptiedTo("{}");
    private static final Field LIST_COLUMNS = Field.of("columns", "columns", Readers.texts(MOST_COLUMNS, LONGEST_NAME))
            .emptiedTo(new String[0]);

    static final Fields OF_NEW = Fields.of(
            Field.of("resource", "resource", Readers.choice(RESOURCES)).mandatory(), NAME, SHARED, QUERY, LIST_COLUMNS);
    static final Fields OF_CHANGE = Fields.of(
            NAME,
            SHARED,
            QUERY,
            LIST_COLUMNS,
            Field.of("position", "position", Readers.integer(0, LAST_POSITION)).mandatory());

    private static final String SEEN = "(v.user_id = :callerId OR v.shared)";
    private static final String CHANGED = "(v.user_id = :callerId OR (v.shared AND :managesAll))";
    static final RecordTable VISIBLE = new RecordTable("The view", "saved_views", "v", COLUMNS, SEEN);
    static final RecordTable CHANGEABLE = new RecordTable("The view", "saved_views", "v", COLUMNS, CHANGED);

    private static final List<Sort> SORTS =
            List.of(Sort.by("position", "v.position", "integer"), Sort.by("name", "lower(v.name)", "text"));

    private SavedViews() {}

    static Topic all(UUID workspaceId) {
        return Topic.all(workspaceId, "views");
    }

    private static Field.Reader parameters() {
        return (name, value, caller, errors) -> {
            if (!(value instanceof ObjectNode object)) {
                errors.add(new FieldError(name, "must be an object of texts"));
                return null;
            }
            Field.Reader text = Readers.text(LARGEST_QUERY);
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                text.read(name + "." + member.getKey(), member.getValue(), caller, errors);
            }
            if (object.toString().length() > LARGEST_QUERY) {
                errors.add(new FieldError(name, "is larger than " + LARGEST_QUERY + " characters"));
            }
            return object.toString();
        };
    }

    static byte[] page(Handle handle, Caller caller, Query query) {
        return new Listing(query, COLUMNS, "v", "position", SORTS, caller)
                .where("v.deleted_at IS NULL")
                .where(SEEN, "callerId", caller.userId())
                .where("v.resource = :resource", "resource", query.oneOf("resource", RESOURCES))
                .run(handle, "saved_views v", "saved_views v");
    }

    static Row read(Handle handle, Caller caller, UUID id, Query query) {
        return VISIBLE.read(handle, caller, id, COLUMNS.select(query), "");
    }

    /** Behind the caller's others. */
    static Row insert(Handle handle, Caller caller, Values values, Instant now) {
        return values.bind(
                        handle.createQuery("""
                INSERT INTO saved_views AS v (workspace_id, user_id, created_at, updated_at, position%s)
                SELECT :workspaceId, :callerId, :now, :now, coalesce(max(mine.position), 0) + 1%s
                FROM saved_views mine
                WHERE mine.workspace_id = :workspaceId AND mine.user_id = :callerId AND mine.deleted_at IS NULL
                HAVING count(*) < :most
                RETURNING %s
                """.formatted(values.columns(), values.placeholders(), VISIBLE.returning())))
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("now", RecordTable.utc(now))
                .bind("most", MOST_OF_A_USER)
                .map(RecordTable.rowOf(COLUMNS))
                .findOne()
                .orElseThrow(() -> Problem.conflict(
                        "You have " + MOST_OF_A_USER + " views, the most a user may have; delete one first.",
                        Map.of()));
    }

    static boolean isVisible(Handle handle, Caller caller, UUID id) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM saved_views v WHERE v.workspace_id = :workspaceId"
                        + " AND v.id = :id AND v.deleted_at IS NULL AND " + SEEN + ")")
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("callerId", caller.userId())
                .mapTo(Boolean.class)
                .one();
    }

    /** The view of the caller that has the name of a new one already. */
    static Optional<UUID> withName(Handle handle, Caller caller, Values values) {
        return handle.createQuery("""
                SELECT v.id FROM saved_views v
                WHERE v.workspace_id = :workspaceId AND v.user_id = :callerId AND v.resource = :resource
                  AND lower(v.name) = lower(:name) AND v.deleted_at IS NULL
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("resource", values.get("resource"))
                .bind("name", values.get("name"))
                .mapTo(UUID.class)
                .findOne();
    }
}
