package brisk.merging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rule of merging: the winner keeps what it has, the others fill what is empty, lists and numbers are joined. */
final class Merge {
    private static final List<String> FILLED = List.of(
            "organisation", "company_id", "job_title", "role", "production", "type", "status", "owner_id", "source");

    /** What may be taken from another contact, and the column that it stands in. */
    private static final Map<String, String> TAKEN = Map.of(
            "name", "name",
            "organisation", "organisation",
            "companyId", "company_id",
            "jobTitle", "job_title",
            "role", "role",
            "production", "production",
            "type", "type",
            "status", "status",
            "ownerId", "owner_id",
            "source", "source");

    private Merge() {}

    static boolean canBeTaken(String field) {
        return TAKEN.containsKey(field);
    }

    /**
     * @param winner a row of contacts as JSON, by column
     * @param losers the other rows, the most important first
     * @param take by field, the loser whose value counts instead of the winner's
     * @return the columns that change, with their new values
     */
    static ObjectNode changes(ObjectNode winner, List<ObjectNode> losers, Map<String, UUID> take) {
        ObjectNode merged = winner.deepCopy();
        take.forEach((field, from) -> {
            String column = TAKEN.get(field);
            merged.set(column, byId(losers, from).get(column));
        });
        for (ObjectNode loser : losers) {
            for (String column : FILLED) {
                if (merged.path(column).isNull() && !loser.path(column).isNull()) {
                    merged.set(column, loser.get(column));
                }
            }
            merged.set("emails", joined(merged, loser, "emails", null));
            merged.set("phones", joined(merged, loser, "phones", "e164"));
            merged.set("tags", joined(merged, loser, "tags", null));
            merged.set("custom", ((ObjectNode) loser.path("custom").deepCopy()).setAll((ObjectNode)
                            merged.path("custom")));
            merged.put(
                    "warmness",
                    Math.max(
                            merged.path("warmness").asInt(),
                            loser.path("warmness").asInt()));
            merged.put(
                    "in_campaign",
                    merged.path("in_campaign").asBoolean()
                            || loser.path("in_campaign").asBoolean());
            if (later(loser.path("last_contacted_at"), merged.path("last_contacted_at"))) {
                merged.set("last_contacted_at", loser.get("last_contacted_at"));
            }
        }
        ObjectNode changes = merged.objectNode();
        for (var column : merged.properties()) {
            if (!column.getValue().equals(winner.get(column.getKey()))) {
                changes.set(column.getKey(), column.getValue());
            }
        }
        return changes;
    }

    private static ObjectNode byId(List<ObjectNode> rows, UUID id) {
        return rows.stream()
                .filter(row -> row.path("id").asString().equals(id.toString()))
                .findFirst()
                .orElseThrow();
    }

    /** Both are PostgreSQL's ISO 8601 texts with an offset, or null. */
    private static boolean later(JsonNode a, JsonNode b) {
        return !a.isNull()
                && (b.isNull()
                        || java.time.OffsetDateTime.parse(a.asString())
                                .isAfter(java.time.OffsetDateTime.parse(b.asString())));
    }

    /** Both lists without repeats; entries are the same by {@code member} where they have it, else as a whole. */
    private static ArrayNode joined(ObjectNode first, ObjectNode second, String column, @Nullable String member) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        List<JsonNode> all = new ArrayList<>();
        first.path(column).forEach(all::add);
        second.path(column).forEach(all::add);
        for (JsonNode entry : all) {
            JsonNode key = member == null || entry.path(member).isNull() ? entry : entry.path(member);
            entries.putIfAbsent(key.toString(), entry);
        }
        ArrayNode joined = first.arrayNode();
        joined.addAll(entries.values());
        return joined;
    }
}
