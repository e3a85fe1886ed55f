package brisk.platform.records;

import brisk.platform.cache.CachedBody;
import brisk.platform.http.Answer;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.records.Fields.Values;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A table of records with workspace_id, id, version, created_at, updated_at, deleted_at: reading one, and the writes
 * that are one statement each. Every statement names the caller's workspace.
 *
 * @param noun what a person calls one, for messages: "The contact"
 * @param columns expressions over {@code alias}
 * @param access what else a row must fulfil to be found at all, over {@code alias}, :callerId, :callerBranch and :managesAll;
 *     empty where everybody in the workspace sees every row
 * @param parents what a record names; foreign keys know nothing of one that is deleted but can be restored
 */
public record RecordTable(
        String noun, String table, String alias, Columns columns, String access, List<Reference> parents) {

    /** A field that names a record of another table. */
    public record Reference(String field, String column, String table) {}

    public RecordTable(String noun, String table, String alias, Columns columns, String access) {
        this(noun, table, alias, columns, access, List.of());
    }

    public RecordTable(String noun, String table, String alias, Columns columns) {
        this(noun, table, alias, columns, "");
    }

    /** The same, whose records name others; those must not be deleted when they are named. */
    public RecordTable under(Reference... of) {
        return new RecordTable(noun, table, alias, columns, access, List.of(of));
    }

    static final String UNKNOWN = "names a record that does not exist in this workspace.";

    /** One row as JSON. */
    public record Row(UUID id, long version, byte[] json) {
        public CachedBody cached() {
            return CachedBody.of(json, version);
        }

        /** 200 with the record as it is now. */
        public Answer saved() {
            return new Answer.Body(200, Answer.JSON, json, Map.of("ETag", cached().etag()));
        }

        /** 201 with the new record; {@code path} is the address of its list. */
        public Answer created(String path) {
            return new Answer.Body(
                    201, Answer.JSON, json, Map.of("ETag", cached().etag(), "Location", path + "/" + id));
        }
    }

    /** @param joins what the included columns need, after the table's own alias; may be empty */
    public Row read(Handle handle, Caller caller, UUID id, Columns selected, String joins) {
        return bind(
                        handle.createQuery("SELECT " + alias + ".id, " + alias + ".version, " + selected.sql()
                                + "\nFROM " + table + " " + alias + " " + joins + "\nWHERE " + live()),
                        caller,
                        id)
                .map(rowOf(selected))
                .findOne()
                .orElseThrow(() -> Problem.notFound(noun));
    }

    public Row insert(Handle handle, Caller caller, Values values, Instant now) {
        return insert(handle, caller, values, "", now);
    }

    /** @param besides as in {@link #update} */
    public Row insert(Handle handle, Caller caller, Values values, String besides, Instant now) {
        String living = living(values);
        String row = ":workspaceId, :now, :now" + values.placeholders();
        return values.bind(handle.createQuery(returning(
                        "INSERT INTO " + table + " AS " + alias + " (workspace_id, created_at, updated_at"
                                + values.columns() + ")\n"
                                + (living.isEmpty()
                                        ? "VALUES (" + row + ")"
                                        : "SELECT " + row + "\nWHERE true" + living),
                        besides)))
                .bind("workspaceId", caller.workspaceId())
                .bind("now", utc(now))
                .map(rowOf(columns.plain()))
                .findOne()
                .orElseThrow(() -> orphaned(handle, caller, values));
    }

    /** A condition for each parent that the values name. */
    private String living(Values values) {
        var conditions = new StringBuilder();
        for (Reference parent : parents) {
            if (values.get(parent.column) != null) {
                conditions.append("\n  AND EXISTS (SELECT 1 FROM " + parent.table
                        + " r WHERE r.workspace_id = :workspaceId AND r.id = :" + parent.column
                        + " AND r.deleted_at IS NULL)");
            }
        }
        return conditions.toString();
    }

    private Problem orphaned(Handle handle, Caller caller, Values values) {
        List<FieldError> errors = new ArrayList<>();
        for (Reference parent : parents) {
            if (values.get(parent.column) instanceof UUID id
                    && known(handle, caller, parent, Set.of(id)).isEmpty()) {
                errors.add(new FieldError(parent.field, UNKNOWN));
            }
        }
        return Problem.invalid(errors);
    }

    /** Which of these ids of parents are there and not deleted. */
    static Set<UUID> known(Handle handle, Caller caller, Reference parent, Set<UUID> ids) {
        return handle.createQuery("SELECT r.id FROM " + parent.table
                        + " r WHERE r.workspace_id = :workspaceId AND r.id = ANY(:ids) AND r.deleted_at IS NULL")
                .bind("workspaceId", caller.workspaceId())
                .bind("ids", ids.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .set();
    }

    /**
     * @param ifMatch the version that the client saw; null where it does not mind
     * @throws Problem 404, or 412 where the version is another one by now
     */
    public Row update(Handle handle, Caller caller, UUID id, Values values, @Nullable Long ifMatch, Instant now) {
        return update(handle, caller, id, values, "", "", ifMatch, now);
    }

    /**
     * @param alsoSets assignments that follow from the values, each with a comma at its end
     * @param besides what the same statement does in other tables: common table expressions, each with a comma before it,
     *     in which "written" is the record as it is now, or empty where nothing was written
     */
    public Row update(
            Handle handle,
            Caller caller,
            UUID id,
            Values values,
            String alsoSets,
            String besides,
            @Nullable Long ifMatch,
            Instant now) {
        Optional<Row> row = bind(
                        values.bind(handle.createQuery(returning(
                                "UPDATE " + table + " AS " + alias + " SET " + values.assignments() + alsoSets
                                        + "version = version + 1, updated_at = :now\nWHERE " + live()
                                        + atVersion(ifMatch) + living(values),
                                besides))),
                        caller,
                        id)
                .bind("now", utc(now))
                .bind("ifMatch", ifMatch)
                .map(rowOf(columns.plain()))
                .findOne();
        return row.orElseThrow(() -> {
            Problem missing = missing(handle, caller, id);
            boolean isThere = missing.status() == 412
                    && (ifMatch == null || ifMatch.equals(missing.extensions().get("currentVersion")));
            Problem orphaned = isThere ? orphaned(handle, caller, values) : missing;
            return orphaned.errors().isEmpty() ? missing : orphaned;
        });
    }

    /** Marks it as deleted; {@link #restore} takes that back within the 30 days after which it is purged. */
    public void delete(Handle handle, Caller caller, UUID id, @Nullable Long ifMatch, Instant now) {
        int deleted = bind(
                        handle.createUpdate("UPDATE " + table + " AS " + alias
                                + " SET deleted_at = :now, version = version + 1, updated_at = :now\nWHERE " + live()
                                + atVersion(ifMatch)),
                        caller,
                        id)
                .bind("now", utc(now))
                .bind("ifMatch", ifMatch)
                .execute();
        if (deleted == 0) {
            throw missing(handle, caller, id);
        }
    }

    /** @param condition what else must hold, such as "AND c.merged_into IS NULL" */
    public Row restore(Handle handle, Caller caller, UUID id, String condition, Instant now) {
        return bind(
                        handle.createQuery("UPDATE " + table + " AS " + alias
                                + " SET deleted_at = NULL, version = version + 1, updated_at = :now\nWHERE "
                                + accessible() + " AND " + alias + ".deleted_at IS NOT NULL " + condition
                                + "\nRETURNING " + returning()),
                        caller,
                        id)
                .bind("now", utc(now))
                .map(rowOf(columns.plain()))
                .findOne()
                .orElseThrow(this::noDeleted);
    }

    public Problem noDeleted() {
        return Problem.notFound("The deleted " + noun.substring(noun.indexOf(' ') + 1));
    }

    private Problem missing(Handle handle, Caller caller, UUID id) {
        return bind(handle.createQuery("SELECT version FROM " + table + " " + alias + " WHERE " + live()), caller, id)
                .mapTo(Long.class)
                .findOne()
                .map(Problem::lostUpdate)
                .orElseGet(() -> Problem.notFound(noun));
    }

    private String live() {
        return accessible() + " AND " + alias + ".deleted_at IS NULL";
    }

    private String accessible() {
        return alias + ".workspace_id = :workspaceId AND " + alias + ".id = :id"
                + (access.isEmpty() ? "" : " AND " + access);
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Caller caller, UUID id) {
        return statement
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("managesAll", caller.role().may(Permission.MANAGE));
    }

    private String atVersion(@Nullable Long ifMatch) {
        return ifMatch == null ? "" : " AND " + alias + ".version = :ifMatch";
    }

    private String returning(String statement, String besides) {
        return besides.isEmpty()
                ? statement + "\nRETURNING " + returning()
                : "WITH written AS (\n" + statement + "\nRETURNING " + alias + ".*)" + besides + "\nSELECT "
                        + returning() + " FROM written " + alias;
    }

    /** The list of columns that {@link #rowOf} maps. */
    public String returning() {
        return alias + ".id, " + alias + ".version, " + columns.plain().sql();
    }

    public static RowMapper<Row> rowOf(Columns selected) {
        return (rows, context) -> row(rows, selected);
    }

    private static Row row(ResultSet rows, Columns selected) throws SQLException {
        byte[] json = Json.write(generator -> {
            generator.writeStartObject();
            selected.writeMembers(generator, rows, 3);
            generator.writeEndObject();
        });
        return new Row(rows.getObject(1, UUID.class), rows.getLong(2), json);
    }

    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
