package brisk.leads;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rule of merging two leads: the kept one keeps what it has, apart from what is taken; the other fills what is empty in it;
 * numbers, remarks and custom fields are joined. Rows are those of leads as JSON, by column.
 */
final class LeadMerge {
    private static final int MOST_ALTERNATES = 10;
    private static final int LONGEST_REMARKS = 4_000;

    /** What may be taken from the other lead, and the columns that it stands in. */
    private static final Map<String, List<String>> TAKEN = Map.ofEntries(
            Map.entry("customerName", List.of("customer_name")),
            Map.entry("mobile", List.of("mobile", "mobile_typed")),
            Map.entry("email", List.of("email")),
            Map.entry("source", List.of("source", "sub_source", "campaign")),
            Map.entry("model", List.of("model")),
            Map.entry("city", List.of("city")),
            Map.entry("branch", List.of("branch")),
            Map.entry("creId", List.of("cre_id")),
            Map.entry("psId", List.of("ps_id")),
            Map.entry("status", List.of("status")),
            Map.entry("priority", List.of("priority")),
            Map.entry("remarks", List.of("remarks")));

    private static final List<String> FILLED = List.of("email", "model", "city", "branch", "cre_id", "ps_id");
    private static final List<String> CONVERSION = List.of("contact_id", "deal_id", "converted_at");
    private static final List<String> PRIORITIES = Leads.PRIORITIES;

    private LeadMerge() {}

    static Collection<String> takeable() {
        return TAKEN.keySet().stream().sorted().toList();
    }

    /**
     * @param take the fields whose value is the other's
     * @return the columns of the kept lead that change, with their new values
     */
    static ObjectNode changes(ObjectNode kept, ObjectNode other, Set<String> take) {
        ObjectNode merged = kept.deepCopy();
        for (String field : take) {
            TAKEN.getOrDefault(field, List.of()).forEach(column -> merged.set(column, other.get(column)));
        }
        fill(merged, other, FILLED);
        if (merged.path("converted_at").isNull()) {
            fill(merged, other, CONVERSION);
        }
        if (!take.contains("priority")
                && PRIORITIES.indexOf(other.path("priority").asString())
                        > PRIORITIES.indexOf(merged.path("priority").asString())) {
            merged.set("priority", other.get("priority"));
        }
        if (!take.contains("remarks")) {
            merged.set("remarks", remarks(kept.path("remarks"), other.path("remarks")));
        }
        merged.set("custom", ((ObjectNode) other.path("custom").deepCopy()).setAll((ObjectNode) merged.path("custom")));
        merged.set("alternate_phones", numbers(merged, kept, other));
        merged.put(
                "attempts",
                kept.path("attempts").asInt() + other.path("attempts").asInt());
        merged.set(
                "first_responded_at",
                notBefore(
                        kept.path("created_at"),
                        earlier(kept.path("first_responded_at"), other.path("first_responded_at"))));
        if (other.path("status_kind").asString().equals("open")) {
            merged.set("next_follow_up_at", earlier(kept.path("next_follow_up_at"), other.path("next_follow_up_at")));
        }
        return difference(kept, merged);
    }

    /** @return the columns that are another value in the second row, with that value */
    static ObjectNode difference(ObjectNode before, ObjectNode after) {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        for (var column : after.properties()) {
            if (!column.getValue().equals(before.get(column.getKey()))) {
                changes.set(column.getKey(), column.getValue());
            }
        }
        return changes;
    }

    private static void fill(ObjectNode merged, ObjectNode other, List<String> columns) {
        for (String column : columns) {
            if (merged.path(column).isNull()) {
                merged.set(column, other.get(column));
            }
        }
    }

    private static JsonNode remarks(JsonNode kept, JsonNode other) {
        if (kept.isNull() || other.isNull() || kept.equals(other)) {
            return kept.isNull() ? other : kept;
        }
        String both = kept.asString() + "\n\n" + other.asString();
        return JsonNodeFactory.instance.stringNode(
                both.length() > LONGEST_REMARKS ? both.substring(0, LONGEST_REMARKS) : both);
    }

    /** Every number of both but the mobile, once; those beyond the most lead to the kept lead without being shown. */
    private static ArrayNode numbers(ObjectNode merged, ObjectNode kept, ObjectNode other) {
        Map<String, JsonNode> numbers = new LinkedHashMap<>();
        List<JsonNode> all = new ArrayList<>();
        Stream.of(kept, other).forEach(lead -> {
            ObjectNode mobile = lead.objectNode();
            mobile.set("e164", lead.get("mobile"));
            mobile.set("typed", lead.get("mobile_typed"));
            all.add(mobile.putNull("extension"));
            lead.path("alternate_phones").forEach(all::add);
        });
        all.forEach(number -> numbers.putIfAbsent(number.path("e164").asString(), number));
        numbers.remove(merged.path("mobile").asString());
        ArrayNode alternates = merged.arrayNode();
        numbers.values().stream().limit(MOST_ALTERNATES).forEach(alternates::add);
        return alternates;
    }

    /** Times are PostgreSQL's ISO 8601 texts with an offset, or null. */
    private static JsonNode earlier(JsonNode a, JsonNode b) {
        return b.isNull() || (!a.isNull() && !time(b).isBefore(time(a))) ? a : b;
    }

    private static JsonNode notBefore(JsonNode earliest, JsonNode time) {
        return !time.isNull() && time(time).isBefore(time(earliest)) ? earliest : time;
    }

    private static OffsetDateTime time(JsonNode text) {
        return OffsetDateTime.parse(text.asString());
    }

    /** What an undo sets back: what a merge changed, as far as nobody has changed it since. */
    static ObjectNode restored(ObjectNode current, JsonNode before, JsonNode after) {
        ObjectNode restored = current.objectNode();
        for (Map.Entry<String, JsonNode> column : before.properties()) {
            @Nullable JsonNode now = current.get(column.getKey());
            if (now != null && now.equals(after.get(column.getKey()))) {
                restored.set(column.getKey(), column.getValue());
            }
        }
        return restored;
    }
}
