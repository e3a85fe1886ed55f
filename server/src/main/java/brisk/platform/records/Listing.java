package brisk.platform.records;

import brisk.platform.http.Ids;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * One page of a list in one statement: rows and total together. Filters are added with {@link #where}; only bound
 * values reach the SQL.
 */
public final class Listing {
    /** What every list takes besides its own filters. */
    private static final List<String> PARAMETERS =
            List.of("page", "limit", "after", "sort", "fields", "include", "count");

    private static final int DEFAULT_LIMIT = 20;
    private static final int LARGEST_LIMIT = 100;
    private static final int LARGEST_OFFSET = 10_000;
    private static final int COUNTED = 10_000;
    /** Up to so many rows are looked up and sorted sooner than found in the order of a list of a million. */
    private static final int FEW = 4_000;

    private final Columns columns;
    private final String alias;
    private final String idSql;
    private final Sort sort;
    private final int page;
    private final int limit;
    private final boolean countAll;
    private final @Nullable Cursor cursor;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> bindings = new LinkedHashMap<>();
    private @Nullable String exactTotal;
    private boolean maybeRare;
    private @Nullable String lookUp;

    private record Cursor(@Nullable String key, UUID id) {}

    /**
     * @param alias of the table that is listed
     * @param sorts the first one is the default
     */
    public Listing(Query query, Columns columns, String alias, String defaultSort, List<Sort> sorts, Caller caller) {
        this.columns = columns.select(query);
        this.alias = alias;
        this.idSql = alias + ".id";
        this.sort = Sort.choose(query.text("sort", defaultSort), sorts);
        this.limit = query.integer("limit", DEFAULT_LIMIT, 1, LARGEST_LIMIT);
        this.page = query.integer("page", 1, 1, Integer.MAX_VALUE);
        if ((long) page * limit > LARGEST_OFFSET) {
            throw Problem.badRequest("Pages end at " + LARGEST_OFFSET
                    + " rows; to go further pass 'next' of the last answer as 'after'.");
        }
        String after = query.text("after");
        if (after != null && page > 1) {
            throw Problem.badRequest("Give 'page' or 'after', not both.");
        }
        this.cursor = after == null ? null : decode(after);
        this.countAll =
                query.choice("count", "bounded", List.of("bounded", "exact")).equals("exact");
        where(alias + ".workspace_id = :workspaceId", "workspaceId", caller.workspaceId());
    }

    public static List<String> parameters(String... filters) {
        return Stream.concat(PARAMETERS.stream(), Stream.of(filters)).toList();
    }

    /** Of a list whose records have nothing to include. */
    public static List<String> parametersWithoutInclude(String... filters) {
        return parameters(filters).stream()
                .filter(name -> !name.equals("include"))
                .toList();
    }

    public Listing where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Adds a condition where the value is given. */
    public Listing where(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            bindings.put(name, value);
        }
        return this;
    }

    /** Binds a value that a condition or a join mentions. */
    public Listing bind(String name, Object value) {
        bindings.put(name, value);
        return this;
    }

    /** An expression for a total that costs nothing; without it, rows are counted up to a bound. */
    public Listing exactTotal(String expression) {
        this.exactTotal = expression;
        return this;
    }

    /**
     * Says that a condition may hold for few rows: these are then looked up by it and sorted. PostgreSQL takes a value that it does
     * not know for one in two hundred, and would walk the list in its order to the end for a page of the three that there are.
     */
    public void maybeRare() {
        maybeRare = true;
    }

    /**
     * A condition that the others imply, by which an index finds rows that {@link #maybeRare}; it costs too much to be asked of
     * every row where the list is read in its order.
     */
    public void lookUp(String condition) {
        lookUp = condition;
        maybeRare();
    }

    /** How many conditions there are by now. */
    public int conditions() {
        return conditions.size();
    }

    public boolean selects(String column) {
        return columns.has(column);
    }

    /** The columns that the request asked for. */
    public Columns selected() {
        return columns;
    }

    public int limit() {
        return limit;
    }

    /** Binds what the conditions mention, for a statement that is made of them elsewhere. */
    public <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement.bindMap(bindings);
    }

    /**
     * What may be rare is found first: where there is not too much of it, the page is picked from the keys of all of it.
     *
     * @param from the table and alias, with the joins that the columns need
     * @param counted the table and alias alone
     */
    public byte[] run(Handle handle, String from, String counted) {
        String matching = counted + " WHERE " + filter();
        String behind = afterCursor() + "\n  ORDER BY " + sort.orderBy(idSql) + "\n  " + limitAndOffset();
        String inOrder = from + "\n  WHERE " + String.join("\n  AND ", conditions);
        if (!maybeRare) {
            return execute(handle, "", total(matching), List.of(inOrder + behind));
        }
        String few = " totals.total <= " + (exactTotal == null ? COUNTED : FEW);
        Sort byKey = sort.by("found.key");
        String picked = "SELECT found.id FROM found WHERE" + few
                + (cursor == null ? "" : " AND " + byKey.afterCursor("found.id")) + "\n  ORDER BY "
                + byKey.orderBy("found.id") + " " + limitAndOffset();
        return execute(
                handle,
                "WITH found AS MATERIALIZED (SELECT " + idSql + " AS id, " + sort.sql() + " AS key FROM " + matching
                        + mostCounted() + ")\n",
                exactTotal != null ? exactTotal : "(SELECT count(*) FROM found)",
                List.of(
                        inOrder + " AND NOT" + few + behind,
                        rowsOf(picked, counted, from.substring(counted.length()))));
    }

    private String total(String matching) {
        return exactTotal != null
                ? exactTotal
                : "(SELECT count(*) FROM (SELECT 1 FROM " + matching + mostCounted() + ") counted)";
    }

    private String mostCounted() {
        return countAll ? "" : " LIMIT " + (COUNTED + 1);
    }

    /** Whole rows of picked ids, in the order of the list. */
    private String rowsOf(String picked, String named, String joins) {
        return "(" + picked + ") picked\n  JOIN " + named + " ON " + alias + ".workspace_id = :workspaceId AND " + idSql
                + " = picked.id" + joins + "\n  ORDER BY " + sort.orderBy(idSql);
    }

    /**
     * Merges one range of an index per value of a column, and reads the rows of the page only. As "column = ANY (…)" a
     * page of rare values would read the order of all values to find them: 9 s instead of 3 ms at 5 million rows.
     *
     * @param table without an alias
     * @param values the name under which the array of values is bound
     */
    public byte[] runEach(Handle handle, String table, String joins, String column, String values) {
        String named = table + " " + alias;
        String ofOneValue = "SELECT " + idSql + ", " + sort.sql() + " AS key FROM " + named + " WHERE " + filter()
                + " AND " + column + " = part.value" + afterCursor() + "\n  ORDER BY " + sort.orderBy(idSql)
                + " LIMIT " + (limit + 1 + offset());
        String picked = "SELECT each.id FROM unnest(:" + values + ") AS part (value)\n  CROSS JOIN LATERAL ("
                + ofOneValue + ") each\n  ORDER BY " + sort.by("each.key").orderBy("each.id") + " " + limitAndOffset();
        return execute(
                handle,
                "",
                total(named + " WHERE " + filter() + " AND " + column + " = ANY(:" + values + ")"),
                List.of(rowsOf(picked, named, joins)));
    }

    /** Where a row stands in the order of the list. */
    public record Place(@Nullable String key, UUID id) {}

    /** The first positions of every row of a {@link #portion}. */
    public static final int PLACE_WIDTH = 2;

    /**
     * The rows behind a place, in a number that fits into memory: how a list of any length is read without a cursor that
     * holds a connection.
     *
     * @param select expressions over the aliases of {@code from}; they follow {@link #PLACE_WIDTH} others
     * @param after null for the beginning
     */
    public org.jdbi.v3.core.statement.Query portion(
            Handle handle, String select, String from, @Nullable Place after, int rows) {
        var statement = bindTo(handle.createQuery("SELECT " + idSql + " AS row_id, CAST(" + sort.sql()
                + " AS text) AS row_key, "
                + select + "\nFROM " + from + "\nWHERE " + filter()
                + (after == null ? "" : "\n  AND " + sort.afterCursor(idSql)) + "\nORDER BY " + sort.orderBy(idSql)
                + "\nLIMIT " + rows));
        return after == null
                ? statement
                : statement.bind("cursorKey", after.key()).bind("cursorId", after.id());
    }

    /** The place of a row of a {@link #portion}. */
    public static Place place(ResultSet row) throws SQLException {
        return new Place(row.getString(2), row.getObject(1, UUID.class));
    }

    /** All conditions so far, for a WHERE. */
    public String filter() {
        return String.join("\n  AND ", conditions) + (lookUp == null ? "" : "\n  AND " + lookUp);
    }

    private String afterCursor() {
        return cursor == null ? "" : "\n  AND " + sort.afterCursor(idSql);
    }

    private int offset() {
        return cursor == null ? (page - 1) * limit : 0;
    }

    /** In the text: for a parameter the planner expects a tenth of the table, and joins that by reading whole tables. */
    private String limitAndOffset() {
        return "LIMIT " + (limit + 1) + " OFFSET " + offset();
    }

    /**
     * @param with common table expressions
     * @param rowsFrom what follows SELECT and the columns; one behind the other, of which all but one find nothing
     */
    private byte[] execute(Handle handle, String with, String total, List<String> rowsFrom) {
        String selected = "(SELECT " + idSql + " AS row_id, CAST(" + sort.sql() + " AS text) AS row_key, "
                + columns.sql() + "\n  FROM ";
        String page =
                rowsFrom.stream().map(rows -> selected + rows + ")").collect(Collectors.joining("\n  UNION ALL\n  "));
        String sql = with + "SELECT totals.total, page.* FROM (SELECT " + total + " AS total OFFSET 0) totals\n"
                + "LEFT JOIN LATERAL (" + page + ") page ON true";
        var statement = handle.createQuery(sql).bindMap(bindings);
        if (cursor != null) {
            statement.bind("cursorKey", cursor.key()).bind("cursorId", cursor.id());
        }
        try {
            return Rows.json(statement, this::write);
        } catch (JdbiException e) {
            if (cursor != null && isAboutValues(e)) {
                throw noCursor();
            }
            throw e;
        }
    }

    /** Class 22 of PostgreSQL's error codes: a key that is no value of the type by which the list is sorted. */
    private static boolean isAboutValues(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return String.valueOf(sql.getSQLState()).startsWith("22");
            }
        }
        return false;
    }

    private void write(JsonGenerator json, ResultSet rows) throws SQLException {
        long total = 0;
        int written = 0;
        boolean more = false;
        String next = null;
        json.writeStartObject();
        json.writeName("data");
        json.writeStartArray();
        while (rows.next()) {
            total = rows.getLong(1);
            if (rows.getObject(2) == null) {
                break;
            }
            if (written == limit) {
                more = true;
                break;
            }
            json.writeStartObject();
            columns.writeMembers(json, rows, 4);
            json.writeEndObject();
            written++;
            next = written == limit ? encode(rows.getString(3), rows.getString(2)) : null;
        }
        json.writeEndArray();
        pagination(total, more, more ? next : null).write(json);
        json.writeEndObject();
    }

    private Pagination pagination(long counted, boolean more, @Nullable String next) {
        boolean exact = exactTotal != null || countAll || counted <= COUNTED;
        return new Pagination(page, limit, exact ? counted : COUNTED, exact, more, page > 1 || cursor != null, next);
    }

    private String encode(@Nullable String key, String id) {
        return cursor((sort.descending() ? "-" : "") + sort.name(), key, id);
    }

    /**
     * What goes on behind a row that was shown elsewhere. A cursor names its order, so that one of another order is refused
     * instead of skipping rows.
     *
     * @param order as clients write it
     */
    public static String cursor(String order, @Nullable String key, String id) {
        String text = order + '\n' + id + '\n' + (key == null ? "" : key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Cursor decode(String after) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split("\n", 3);
            UUID id = parts.length == 3 ? Ids.parse(parts[1]).orElse(null) : null;
            if (id != null && parts[0].equals((sort.descending() ? "-" : "") + sort.name())) {
                return new Cursor(parts[2], id);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw noCursor();
    }

    private static Problem noCursor() {
        return Problem.badRequest("'after' is no cursor of this list in this order; use 'next' of an answer.");
    }
}
