package brisk.deals;

import brisk.platform.http.Problem;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.records.Rows;
import brisk.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of pipelines and their stages. */
final class PipelineStore {
    private static final int COUNTED = 10_000;

    private PipelineStore() {}

    /** All pipelines, the default first. */
    static byte[] all(Handle handle, Caller caller) {
        return Rows.json(
                handle.createQuery("SELECT " + Pipelines.COLUMNS.sql() + """

                FROM pipelines p
                WHERE p.workspace_id = :workspaceId AND p.deleted_at IS NULL
                ORDER BY p.position, p.id
                LIMIT :most
                """)
                        .bind("workspaceId", caller.workspaceId())
                        .bind("most", Pipelines.MOST),
                (json, rows) -> {
                    json.writeStartObject();
                    json.writeName("data");
                    json.writeStartArray();
                    while (rows.next()) {
                        json.writeStartObject();
                        Pipelines.COLUMNS.writeMembers(json, rows, 1);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    static Row read(Handle handle, Caller caller, UUID id) {
        return Pipelines.TABLE.read(handle, caller, id, Pipelines.COLUMNS, "");
    }

    /** Behind the others. */
    static UUID insert(Handle handle, Caller caller, Values values, Instant now) {
        return values.bind(handle.createQuery("""
                WITH others AS (
                    SELECT count(*) AS count, coalesce(max(p.position), 0) AS last FROM pipelines p
                    WHERE p.workspace_id = :workspaceId AND p.deleted_at IS NULL
                ), made AS (
                    INSERT INTO pipelines (workspace_id, name, position, created_at, updated_at)
                    SELECT :workspaceId, :name, others.last + 1, :now, :now
                    FROM others WHERE others.count < :most
                    RETURNING id
                ), stages_made AS (
                    INSERT INTO pipeline_stages (workspace_id, pipeline_id, name, kind, probability, position)
                    SELECT :workspaceId, made.id, s.name, s.kind, s.probability, s.place
                    FROM made,
                         ROWS FROM (jsonb_to_recordset(CAST(:stages AS jsonb)) AS (name text, kind text, probability smallint))
                         WITH ORDINALITY AS s (name, kind, probability, place)
                )
                SELECT id FROM made
                """))
                .bind("workspaceId", caller.workspaceId())
                .bind("most", Pipelines.MOST)
                .bind("now", RecordTable.utc(now))
                .mapTo(UUID.class)
                .findOne()
                .orElseThrow(() ->
                        Problem.conflict("A workspace has " + Pipelines.MOST + " pipelines at the most.", Map.of()));
    }

    /** Puts a pipeline at its place among the others, counted from 1. */
    static void place(Handle handle, Caller caller, UUID id, long place) {
        handle.createUpdate("""
                WITH others AS (
                    SELECT p.id, row_number() OVER (ORDER BY p.position, p.id) AS place FROM pipelines p
                    WHERE p.workspace_id = :workspaceId AND p.deleted_at IS NULL AND p.id <> :id
                ), places AS (
                    SELECT id, row_number() OVER (ORDER BY place) AS place
                    FROM (SELECT id, place::numeric FROM others UNION ALL SELECT :id, :place - 0.5) all_of_them
                )
                UPDATE pipelines p SET position = places.place FROM places
                WHERE p.workspace_id = :workspaceId AND p.id = places.id
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("place", place)
                .execute();
    }

    /** @param deals how many it has, counted up to {@link #COUNTED} */
    record Present(UUID id, String name, String kind, long deals, boolean deletedDeals) {}

    /**
     * The stages of a pipeline that nobody else changes until this transaction ends. The locks wait for deals that are on
     * their way into them, and let no others in.
     */
    static List<Present> lock(Handle handle, Caller caller, UUID id, @Nullable Long ifMatch) {
        long version = handle.createQuery("""
                SELECT p.version FROM pipelines p
                JOIN pipeline_stages s ON s.workspace_id = p.workspace_id AND s.pipeline_id = p.id AND s.removed_at IS NULL
                WHERE p.workspace_id = :workspaceId AND p.id = :id AND p.deleted_at IS NULL
                FOR UPDATE OF p, s
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .mapTo(Long.class)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("The pipeline"));
        if (ifMatch != null && ifMatch != version) {
            throw Problem.lostUpdate(version);
        }
        // A statement of its own: it sees the deals of those for whom the locks have waited.
        return handle.createQuery("""
                SELECT s.id, s.name, s.kind,
                       (SELECT count(*) FROM (
                            SELECT FROM deals d
                            WHERE d.workspace_id = :workspaceId AND d.stage_id = s.id AND d.deleted_at IS NULL
                            LIMIT :counted) live) AS live,
                       EXISTS (SELECT FROM deals d
                               WHERE d.workspace_id = :workspaceId AND d.stage_id = s.id AND d.deleted_at IS NOT NULL) AS deleted
                FROM pipeline_stages s
                WHERE s.workspace_id = :workspaceId AND s.pipeline_id = :id AND s.removed_at IS NULL
                ORDER BY s.position, s.id
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("counted", COUNTED)
                .map((rows, context) -> new Present(
                        rows.getObject("id", UUID.class),
                        rows.getString("name"),
                        rows.getString("kind"),
                        rows.getLong("live"),
                        rows.getBoolean("deleted")))
                .list();
    }

    static void update(Handle handle, Caller caller, UUID id, Values values, Instant now) {
        values.bind(handle.createUpdate("UPDATE pipelines SET " + values.assignments() + """
                version = version + 1, updated_at = :now
                WHERE workspace_id = :workspaceId AND id = :id
                """))
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("now", RecordTable.utc(now))
                .execute();
    }

    /** The stages become those of the list; what it does not name is taken out of the pipeline. */
    static void arrange(Handle handle, Caller caller, UUID id, String stages, Instant now) {
        handle.createUpdate("""
                WITH wanted AS (
                    SELECT id, name, kind, probability, place
                    FROM ROWS FROM (jsonb_to_recordset(CAST(:stages AS jsonb))
                                    AS (id uuid, name text, kind text, probability smallint))
                         WITH ORDINALITY AS s (id, name, kind, probability, place)
                ), added AS (
                    INSERT INTO pipeline_stages (workspace_id, pipeline_id, name, kind, probability, position)
                    SELECT :workspaceId, :id, name, kind, probability, place FROM wanted WHERE wanted.id IS NULL
                ), changed AS (
                    UPDATE pipeline_stages s
                    SET name = w.name, kind = w.kind, probability = w.probability, position = w.place
                    FROM wanted w
                    WHERE s.workspace_id = :workspaceId AND s.pipeline_id = :id AND s.id = w.id
                )
                UPDATE pipeline_stages s SET removed_at = :now
                WHERE s.workspace_id = :workspaceId AND s.pipeline_id = :id AND s.removed_at IS NULL
                  AND NOT EXISTS (SELECT FROM wanted WHERE wanted.id = s.id)
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("stages", stages)
                .bind("now", RecordTable.utc(now))
                .execute();
    }

    /** Moves all deals of some stages, and the deleted ones as well, which can come back. */
    static void moveDeals(Handle handle, Caller caller, Map<UUID, UUID> targets, Instant now) {
        for (String condition : List.of("IS NULL", "IS NOT NULL")) {
            handle.createUpdate("""
                    UPDATE deals d SET stage_id = t.target, changed_by = :callerId, version = d.version + 1, updated_at = :now
                    FROM unnest(:sources, :targets) AS t (source, target)
                    WHERE d.workspace_id = :workspaceId AND d.stage_id = t.source AND d.deleted_at
                    """ + condition)
                    .bind("workspaceId", caller.workspaceId())
                    .bind("callerId", caller.userId())
                    .bind("sources", targets.keySet().toArray(UUID[]::new))
                    .bind("targets", targets.values().toArray(UUID[]::new))
                    .bind("now", RecordTable.utc(now))
                    .execute();
        }
    }

    static void delete(Handle handle, Caller caller, UUID id, Instant now) {
        handle.createUpdate("""
                UPDATE pipelines SET deleted_at = :now, version = version + 1, updated_at = :now
                WHERE workspace_id = :workspaceId AND id = :id
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("now", RecordTable.utc(now))
                .execute();
    }

    /** A stage where the deals of another pipeline can go, one for each kind. */
    record Target(String kind, UUID id) {}

    /**
     * @param wanted where the open ones go; null for the beginning of the first pipeline
     * @return for each kind a stage of one pipeline other than {@code id}; empty where there is none
     */
    static List<Target> targets(Handle handle, Caller caller, UUID id, @Nullable UUID wanted) {
        return handle.createQuery("""
                WITH pipeline AS (
                    SELECT p.id FROM pipelines p
                    WHERE p.workspace_id = :workspaceId AND p.deleted_at IS NULL AND p.id <> :id
                      AND (CAST(:wanted AS uuid) IS NULL OR EXISTS (
                          SELECT FROM pipeline_stages s
                          WHERE s.workspace_id = :workspaceId AND s.pipeline_id = p.id AND s.id = CAST(:wanted AS uuid)
                            AND s.kind = 'open' AND s.removed_at IS NULL))
                    ORDER BY p.position, p.id
                    LIMIT 1
                )
                SELECT DISTINCT ON (s.kind) s.kind, s.id
                FROM pipeline_stages s, pipeline
                WHERE s.workspace_id = :workspaceId AND s.pipeline_id = pipeline.id AND s.removed_at IS NULL
                ORDER BY s.kind, s.id IS NOT DISTINCT FROM CAST(:wanted AS uuid) DESC, s.position, s.id
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("wanted", wanted)
                .map((rows, context) -> new Target(rows.getString("kind"), rows.getObject("id", UUID.class)))
                .list();
    }
}
