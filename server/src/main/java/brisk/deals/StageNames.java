package brisk.deals;

import brisk.imports.ImportContext;
import brisk.platform.records.RecordTable;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which stages the rows of a file mean. They belong to the first pipeline that has all of them; where none has, one is made
 * with the stages of the file, if the one who imports may make pipelines.
 */
final class StageNames {
    private static final Set<String> WON = Set.of(
            "won",
            "closedwon",
            "win",
            "success",
            "successful",
            "gewonnen",
            "gagne",
            "gagnee",
            "ganado",
            "ganada",
            "vinto");
    private static final Set<String> LOST = Set.of(
            "lost",
            "closedlost",
            "loss",
            "failed",
            "unsuccessful",
            "verloren",
            "perdu",
            "perdue",
            "perdido",
            "perdida",
            "perso");
    private static final Set<String> OPEN =
            Set.of("open", "offen", "ouvert", "ouverte", "abierto", "abierta", "aperto");

    private final Handle handle;
    private final ImportContext context;
    private final Instant now;
    private final List<String> remarks = new ArrayList<>();

    private StageNames(Handle handle, ImportContext context, Instant now) {
        this.handle = handle;
        this.context = context;
        this.now = now;
    }

    /**
     * @param name as the file has it; empty for none
     * @param dated the part of its rows that have a day on which they began or ended
     */
    private record Given(String pipeline, String name, double dated, long firstLine) {}

    private record Stage(UUID pipelineId, String pipeline, UUID id, String name, String kind, int position) {}

    /** Makes the temporary table {@code stage_names}: pipeline_name and stage_name as staged ('' for none), stage_id or null. */
    static List<String> resolve(Handle handle, ImportContext context, Instant now) {
        handle.execute(
                "CREATE TEMPORARY TABLE stage_names (pipeline_name text, stage_name text, stage_id uuid) ON COMMIT DROP");
        var names = new StageNames(handle, context, now);
        Map<String, List<Given>> byPipeline = new TreeMap<>();
        names.given()
                .forEach(given -> byPipeline
                        .computeIfAbsent(given.pipeline(), p -> new ArrayList<>())
                        .add(given));
        byPipeline.forEach(names::resolve);
        handle.execute("ANALYZE stage_names");
        return names.remarks;
    }

    private List<Given> given() {
        return handle.createQuery("""
                SELECT coalesce(pipeline_name, ''), coalesce(stage_name, ''),
                       (count(created_at) + count(closed_at))::float8 / count(*), min(line)
                FROM staged WHERE rejection IS NULL
                GROUP BY 1, 2
                ORDER BY 1, 4
                LIMIT 10000
                """)
                .map((rows, ctx) -> new Given(rows.getString(1), rows.getString(2), rows.getDouble(3), rows.getLong(4)))
                .list();
    }

    private List<Stage> present() {
        return handle.createQuery("""
                SELECT p.id AS pipeline_id, p.name AS pipeline, s.id, s.name, s.kind, s.position
                FROM pipelines p
                JOIN pipeline_stages s ON s.workspace_id = p.workspace_id AND s.pipeline_id = p.id AND s.removed_at IS NULL
                WHERE p.workspace_id = :workspaceId AND p.deleted_at IS NULL
                ORDER BY p.position, p.id, s.position, s.id
                """)
                .bind("workspaceId", context.workspaceId())
                .map((rows, ctx) -> new Stage(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        rows.getObject(3, UUID.class),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getInt(6)))
                .list();
    }

    private void resolve(String pipeline, List<Given> given) {
        Map<UUID, List<Stage>> pipelines = new LinkedHashMap<>();
        present().stream()
                .filter(stage -> pipeline.isEmpty() || fold(stage.pipeline()).equals(fold(pipeline)))
                .forEach(stage -> pipelines
                        .computeIfAbsent(stage.pipelineId(), id -> new ArrayList<>())
                        .add(stage));
        List<Stage> chosen = pipelines.values().stream()
                .filter(stages -> given.stream().allMatch(name -> find(stages, name.name()) != null))
                .findFirst()
                .orElse(null);
        if (chosen == null && context.mayManage() && (pipeline.isEmpty() || pipelines.isEmpty())) {
            chosen = make(pipeline, given);
        }
        if (chosen == null) {
            chosen = pipelines.values().stream().findFirst().orElse(List.of());
        }
        for (Given name : given) {
            Stage stage = find(chosen, name.name());
            if (stage != null && !name.name().isEmpty() && !fold(stage.name()).equals(fold(name.name()))) {
                remarks.add("The stage '" + name.name() + "' was read as '" + stage.name() + "' of the pipeline '"
                        + stage.pipeline() + "'");
            }
            handle.createUpdate("INSERT INTO stage_names VALUES (:pipeline, :name, CAST(:id AS uuid))")
                    .bind("pipeline", pipeline)
                    .bind("name", name.name())
                    .bind("id", stage == null ? null : stage.id())
                    .execute();
        }
    }

    /** By its name, else by a word for its kind where only one stage is of that kind (the first one of what is open). */
    private static @Nullable Stage find(List<Stage> stages, String name) {
        String word = fold(name);
        for (Stage stage : stages) {
            if (!word.isEmpty() && fold(stage.name()).equals(word)) {
                return stage;
            }
        }
        String kind = WON.contains(word)
                ? "won"
                : LOST.contains(word) ? "lost" : word.isEmpty() || OPEN.contains(word) ? "open" : "";
        List<Stage> ofKind =
                stages.stream().filter(stage -> stage.kind().equals(kind)).toList();
        return ofKind.size() == 1 || (kind.equals("open") && !ofKind.isEmpty()) ? ofKind.getFirst() : null;
    }

    private static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** @param probability of what is open, in even steps */
    private record Made(String name, String kind, int probability) {}

    /** Stages whose rows have fewer dates come first: a deal gathers them on its way. */
    private @Nullable List<Stage> make(String pipeline, List<Given> given) {
        List<Given> named = given.stream()
                .filter(name -> !name.name().isEmpty())
                .sorted(Comparator.comparingDouble(Given::dated).thenComparingLong(Given::firstLine))
                .toList();
        Map<String, Given> distinct = new LinkedHashMap<>();
        named.forEach(name -> distinct.putIfAbsent(fold(name.name()), name));
        if (distinct.isEmpty() || distinct.size() > Stages.MOST - 3) {
            return null;
        }
        List<Made> stages = stages(List.copyOf(distinct.values()));
        String name = free(pipeline.isEmpty() ? context.fileName().replaceFirst("\\.[A-Za-z0-9]{1,4}$", "") : pipeline);
        UUID id = insert(name, stages);
        if (id == null) {
            return null;
        }
        remarks.add("No pipeline has the stages "
                + String.join(", ", named.stream().map(Given::name).toList()) + "; the pipeline '" + name
                + "' was made with the stages "
                + String.join(", ", stages.stream().map(Made::name).toList()));
        return present().stream().filter(stage -> stage.pipelineId().equals(id)).toList();
    }

    private static List<Made> stages(List<Given> given) {
        List<String> open = new ArrayList<>();
        List<String> won = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (Given each : given) {
            String word = fold(each.name());
            (WON.contains(word) ? won : LOST.contains(word) ? lost : open).add(each.name());
        }
        if (open.isEmpty()) {
            open.add("Open");
        }
        List<Made> stages = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            stages.add(new Made(open.get(i), "open", 100 * (i + 1) / (open.size() + 1)));
        }
        (won.isEmpty() ? List.of("Won") : won).forEach(name -> stages.add(new Made(name, "won", 100)));
        (lost.isEmpty() ? List.of("Lost") : lost).forEach(name -> stages.add(new Made(name, "lost", 0)));
        return stages;
    }

    private String free(String wanted) {
        Set<String> taken = Set.copyOf(handle.createQuery(
                        "SELECT lower(p.name) FROM pipelines p WHERE p.workspace_id = :workspaceId AND p.deleted_at IS NULL")
                .bind("workspaceId", context.workspaceId())
                .mapTo(String.class)
                .set());
        String base = wanted.isBlank() ? "Imported" : wanted.substring(0, Math.min(90, wanted.length()));
        String name = base;
        for (int n = 2; taken.contains(name.toLowerCase(Locale.ROOT)); n++) {
            name = base + " (" + n + ")";
        }
        return name;
    }

    /** Null where the workspace has as many pipelines as it may. */
    private @Nullable UUID insert(String name, List<Made> stages) {
        UUID id = handle.createQuery("""
                INSERT INTO pipelines (workspace_id, name, position, created_at, updated_at)
                SELECT :workspaceId, :name, coalesce(max(p.position), 0) + 1, :now, :now
                FROM pipelines p WHERE p.workspace_id = :workspaceId AND p.deleted_at IS NULL
                HAVING count(*) < :most
                RETURNING id
                """)
                .bind("workspaceId", context.workspaceId())
                .bind("name", name)
                .bind("now", RecordTable.utc(now))
                .bind("most", Pipelines.MOST)
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
        for (int i = 0; id != null && i < stages.size(); i++) {
            handle.createUpdate("""
                    INSERT INTO pipeline_stages (workspace_id, pipeline_id, name, kind, probability, position)
                    VALUES (:workspaceId, :id, :name, :kind, :probability, :position)
                    """)
                    .bind("workspaceId", context.workspaceId())
                    .bind("id", id)
                    .bind("name", stages.get(i).name())
                    .bind("kind", stages.get(i).kind())
                    .bind("probability", stages.get(i).probability())
                    .bind("position", i + 1)
                    .execute();
        }
        return id;
    }
}
