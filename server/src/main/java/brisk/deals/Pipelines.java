package brisk.deals;

import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.json;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.platform.cache.Topic;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import java.util.UUID;

/** What a pipeline is: a name and the ordered stages that deals go through. The first pipeline is the default. */
public final class Pipelines {
    static final int MOST = 20;

    private static final String STAGES = """
            (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'kind', s.kind,
                                      'probability', s.probability) ORDER BY s.position, s.id), '[]')
             FROM pipeline_stages s
             WHERE s.workspace_id = p.workspace_id AND s.pipeline_id = p.id AND s.removed_at IS NULL)""";

    static final Columns COLUMNS = Columns.of(
            text("id", "p.id"),
            text("name", "p.name"),
            integer("position", "p.position"),
            json("stages", STAGES),
            integer("version", "p.version"),
            time("createdAt", "p.created_at"),
            time("updatedAt", "p.updated_at"),
            time("deletedAt", "p.deleted_at"));

    static final Fields FIELDS = Fields.of(
            Field.of("name", "name", Readers.text(100)).mandatory(),
            Field.of("position", "position", Readers.integer(1, MOST)).neverEmpty(),
            Field.of("stages", "stages", Stages.reader()).mandatory().beside(),
            Field.of("moveDealsTo", "move_deals_to", Stages.targetReader())
                    .emptiedTo(Stages.NO_TARGETS)
                    .beside());

    static final RecordTable TABLE = new RecordTable("The pipeline", "pipelines", "p", COLUMNS);

    private Pipelines() {}

    /** Everything that shows pipelines or stages: they are few and change seldom. */
    public static Topic all(UUID workspaceId) {
        return Topic.all(workspaceId, "pipelines");
    }
}
