package brisk.deals;

import brisk.deals.PipelineStore.Present;
import brisk.deals.Stages.Stage;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of changing a pipeline's stages: what has deals keeps its kind, and does not go without saying where they go.
 */
final class StageChange {
    private StageChange() {}

    /**
     * @param given where the client wants deals to go
     * @return each stage that goes and has deals, and the stage that they go to
     * @throws Problem 422 for what the pipeline does not have, 409 for deals that would be left without a stage
     */
    static Map<UUID, UUID> targets(List<Present> present, List<Stage> wanted, Map<UUID, UUID> given) {
        refuseUnknown(present, wanted, given);
        Map<UUID, UUID> targets = new LinkedHashMap<>();
        List<Present> homeless = new ArrayList<>();
        for (Present stage : present) {
            Stage kept = find(wanted, stage.id());
            if (kept != null) {
                refuseOtherKind(stage, kept);
            } else if (given.containsKey(stage.id())) {
                targets.put(stage.id(), target(stage, wanted, given));
            } else if (stage.deals() > 0) {
                homeless.add(stage);
            } else if (stage.deletedDeals()) {
                // Nobody sees them; should one come back, it is where deals of its kind begin.
                targets.put(stage.id(), first(present, wanted, stage.kind()));
            }
        }
        if (!homeless.isEmpty()) {
            throw hasDeals(homeless);
        }
        return targets;
    }

    static Problem hasDeals(List<Present> stages) {
        String names = String.join(", ", stages.stream().map(Present::name).toList());
        return Problem.conflict(
                "There are deals in " + names + ". Say with moveDealsTo where they go.",
                Map.of(
                        "stages",
                        stages.stream()
                                .map(stage -> Map.of("id", stage.id(), "name", stage.name(), "deals", stage.deals()))
                                .toList()));
    }

    private static void refuseUnknown(List<Present> present, List<Stage> wanted, Map<UUID, UUID> given) {
        List<UUID> ids = present.stream().map(Present::id).toList();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            UUID id = wanted.get(i).id();
            if (id != null && !ids.contains(id)) {
                errors.add(new FieldError("stages[" + i + "].id", "is no stage of this pipeline"));
            }
        }
        for (UUID source : given.keySet()) {
            if (!ids.contains(source) || find(wanted, source) != null) {
                errors.add(new FieldError("moveDealsTo." + source, "is no stage that is taken out of this pipeline"));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private static void refuseOtherKind(Present stage, Stage kept) {
        if (!stage.kind().equals(kept.kind()) && (stage.deals() > 0 || stage.deletedDeals())) {
            throw Problem.conflict(stage.name() + " has deals, so its kind stays " + stage.kind() + ".", Map.of());
        }
    }

    private static UUID target(Present stage, List<Stage> wanted, Map<UUID, UUID> given) {
        UUID id = given.get(stage.id());
        Stage target = id == null ? null : find(wanted, id);
        if (id == null || target == null || !target.kind().equals(stage.kind())) {
            throw Problem.invalid(
                    "moveDealsTo." + stage.id(),
                    "must lead to a stage of the kind " + stage.kind() + " that stays in this pipeline");
        }
        return id;
    }

    /** A pipeline has stages of each kind, and one that stays comes before a new one, which has no id yet. */
    private static UUID first(List<Present> present, List<Stage> wanted, String kind) {
        return wanted.stream()
                .filter(stage -> stage.kind().equals(kind))
                .map(Stage::id)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> hasDeals(present.stream()
                        .filter(stage -> stage.kind().equals(kind) && stage.deletedDeals())
                        .toList()));
    }

    private static @Nullable Stage find(List<Stage> wanted, UUID id) {
        return wanted.stream()
                .filter(stage -> id.equals(stage.id()))
                .findFirst()
                .orElse(null);
    }
}
