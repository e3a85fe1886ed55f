package brisk.deals;

import brisk.platform.http.Ids;
import brisk.platform.http.Json;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.records.Field;
import brisk.platform.records.Readers;
import brisk.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stages of a pipeline as clients write them: the whole list, in its order. */
final class Stages {
    /** The text of an empty object. */
    static final String NO_TARGETS = "{}";

    static final int MOST = 30;
    private static final List<String> KINDS = List.of("open", "won", "lost");
    private static final Field.Reader NAME = Readers.text(100);
    private static final Field.Reader PROBABILITY = Readers.integer(0, 100);

    private Stages() {}

    /** @param id of a stage that is there; null for a new one */
    record Stage(@Nullable UUID id, String name, String kind, long probability) {}

    /** A list of {@code {"id", "name", "kind", "probability"}} as a text of JSON that {@link #of} reads. */
    static Field.Reader reader() {
        return (name, value, caller, errors) -> {
            if (!value.isArray() || value.size() < KINDS.size() || value.size() > MOST) {
                errors.add(new FieldError(name, "must be a list of " + KINDS.size() + " to " + MOST + " stages"));
                return null;
            }
            List<Stage> stages = new ArrayList<>();
            int before = errors.size();
            for (int i = 0; i < value.size(); i++) {
                Stage stage = stage(name + "[" + i + "]", value.get(i), caller, errors);
                if (stage != null) {
                    stages.add(stage);
                }
            }
            if (errors.size() == before) {
                checkList(name, stages, errors);
            }
            return new String(Json.bytes(stages), StandardCharsets.UTF_8);
        };
    }

    private static @Nullable Stage stage(String name, JsonNode entry, Caller caller, List<FieldError> errors) {
        int before = errors.size();
        for (String member : entry.propertyNames()) {
            if (!Set.of("id", "name", "kind", "probability").contains(member)) {
                errors.add(new FieldError(name + "." + member, "is no member of a stage"));
            }
        }
        UUID id = entry.path("id").isNull()
                ? null
                : Ids.parse(entry.path("id").asString("")).orElse(null);
        if (entry.hasNonNull("id") && id == null) {
            errors.add(new FieldError(name + ".id", "must be an id (a UUID)"));
        }
        Object text = NAME.read(name + ".name", entry.path("name"), caller, errors);
        if (text == null && errors.size() == before) {
            errors.add(new FieldError(name + ".name", "must not be empty"));
        }
        String kind = entry.path("kind").asString("open");
        if (!KINDS.contains(kind)) {
            errors.add(new FieldError(name + ".kind", "must be one of: " + String.join(", ", KINDS)));
        }
        long probability = probability(name + ".probability", kind, entry.get("probability"), caller, errors);
        return errors.size() > before || !(text instanceof String cleaned)
                ? null
                : new Stage(id, cleaned, kind, probability);
    }

    /** What is won is certain, and so is what is lost. */
    private static long probability(
            String name, String kind, @Nullable JsonNode given, Caller caller, List<FieldError> errors) {
        long certain = kind.equals("won") ? 100 : 0;
        if (given == null && !kind.equals("open")) {
            return certain;
        }
        if (given == null) {
            errors.add(new FieldError(name, "is required for an open stage"));
            return 0;
        }
        Object number = PROBABILITY.read(name, given, caller, errors);
        if (number instanceof Long probability && !kind.equals("open") && probability != certain) {
            errors.add(new FieldError(name, "is " + certain + " where the kind is " + kind));
        }
        return number instanceof Long probability ? probability : 0;
    }

    private static void checkList(String name, List<Stage> stages, List<FieldError> errors) {
        for (String kind : KINDS) {
            if (stages.stream().noneMatch(stage -> stage.kind().equals(kind))) {
                errors.add(new FieldError(name, "must have a stage of the kind " + kind));
            }
        }
        Set<String> names = new HashSet<>();
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            if (!names.add(stage.name().toLowerCase(Locale.ROOT))) {
                errors.add(new FieldError(name + "[" + i + "].name", "is the name of another stage here"));
            }
            if (stage.id() != null && !ids.add(stage.id())) {
                errors.add(new FieldError(name + "[" + i + "].id", "is named twice"));
            }
        }
    }

    static List<Stage> of(String json) {
        return List.of(Json.read(json.getBytes(StandardCharsets.UTF_8), Stage[].class));
    }

    /** Where the deals of a stage that goes are to be: its id, and that of the stage they move to. */
    static Field.Reader targetReader() {
        return (name, value, caller, errors) -> {
            if (!(value instanceof ObjectNode object) || object.size() > MOST) {
                errors.add(new FieldError(name, "must be an object of stage ids, each with the id of another stage"));
                return null;
            }
            for (var entry : object.properties()) {
                if (Ids.parse(entry.getKey()).isEmpty()
                        || Ids.parse(entry.getValue().asString("")).isEmpty()) {
                    errors.add(new FieldError(name + "." + entry.getKey(), "must lead from an id to an id (UUIDs)"));
                }
            }
            return object.toString();
        };
    }

    static Map<UUID, UUID> targetsOf(String json) {
        Map<UUID, UUID> targets = new LinkedHashMap<>();
        Json.object(json.getBytes(StandardCharsets.UTF_8))
                .properties()
                .forEach(entry -> targets.put(
                        UUID.fromString(entry.getKey()),
                        UUID.fromString(entry.getValue().asString())));
        return targets;
    }
}
