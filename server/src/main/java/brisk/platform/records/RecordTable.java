package brisk.platform.records;

import brisk.platform.cache.CachedBody;
import brisk.platform.http.Answer;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.records.Fields.Values;
import brisk.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * A table of records with workspace_id, id, version, created_at, updated_at, deleted_at: reading one, and the writes
 * that are one statement each. Every statement names the caller's workspace.
 *
 * @param noun what a person calls one, for messages: "The contact"
 * @param columns expressions over {@code alias}
 */
public record RecordTable(String noun, String table, String alias, Columns columns) {

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
        return handle.createQuery("SELECT " + alias + ".id, " + alias + ".version, " + selected.sql() + "\nFROM "
                        + table + " " + alias + " " + joins + "\nWHERE " + live())
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .map(rowOf(selected))
                .findOne()
                .orElseThrow(() -> Problem.notFound(noun));
    }

    public Row insert(Handle handle, Caller caller, Values values, Instant now) {
        return values.bind(handle.createQuery("INSERT INTO " + table + " AS " + alias
                        + " (workspace_id, created_at, updated_at" + values.columns()
                        + ")\nVALUES (:workspaceId, :now, :now"
                        + values.placeholders() + ")\nRETURNING " + returning()))
                .bind("workspaceId", caller.workspaceId())
                .bind("now", utc(now))
                .map(rowOf(columns.plain()))
                .one();
    }

    /**
     * @param ifMatch the version that the client saw; null where it does not mind
     * @throws Problem 404, or 412 where the version is another one by now
     */
    public Row update(Handle handle, Caller caller, UUID id, Values values, @Nullable Long ifMatch, Instant now) {
        Optional<Row> row = values.bind(handle.createQuery("UPDATE " + table + " AS " + alias + " SET "
                        + values.assignments() + "version = version + 1, updated_at = :now\nWHERE " + live()
                        + atVersion(ifMatch) + "\nRETURNING " + returning()))
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("now", utc(now))
                .bind("ifMatch", ifMatch)
                .map(rowOf(columns.plain()))
                .findOne();
        return row.orElseThrow(() -> missing(handle, caller, id));
    }

    /** Marks it as deleted; {@link #restore} takes that back within the 30 days after which it is purged. */
    public void delete(Handle handle, Caller caller, UUID id, @Nullable Long ifMatch, Instant now) {
        int deleted = handle.createUpdate("UPDATE " + table + " AS " + alias
                        + " SET deleted_at = :now, version = version + 1, updated_at = :now\nWHERE " + live()
                        + atVersion(ifMatch))
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("now", utc(now))
                .bind("ifMatch", ifMatch)
                .execute();
        if (deleted == 0) {
            throw missing(handle, caller, id);
        }
    }

    /** @param condition what else must hold, such as "AND c.merged_into IS NULL" */
    public Row restore(Handle handle, Caller caller, UUID id, String condition, Instant now) {
        return handle.createQuery("UPDATE " + table + " AS " + alias
                        + " SET deleted_at = NULL, version = version + 1, updated_at = :now\nWHERE " + alias
                        + ".workspace_id = :workspaceId AND " + alias + ".id = :id AND " + alias
                        + ".deleted_at IS NOT NULL " + condition + "\nRETURNING " + returning())
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("now", utc(now))
                .map(rowOf(columns.plain()))
                .findOne()
                .orElseThrow(() -> Problem.notFound("The deleted " + noun.substring(noun.indexOf(' ') + 1)));
    }

    private Problem missing(Handle handle, Caller caller, UUID id) {
        return handle.createQuery("SELECT version FROM " + table + " " + alias + " WHERE " + live())
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .map(Problem::lostUpdate)
                .orElseGet(() -> Problem.notFound(noun));
    }

    private String live() {
        return alias + ".workspace_id = :workspaceId AND " + alias + ".id = :id AND " + alias + ".deleted_at IS NULL";
    }

    private String atVersion(@Nullable Long ifMatch) {
        return ifMatch == null ? "" : " AND " + alias + ".version = :ifMatch";
    }

    private String returning() {
        return alias + ".id, " + alias + ".version, " + columns.plain().sql();
    }

    private static RowMapper<Row> rowOf(Columns selected) {
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
