package brisk.leads;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A new lead as forms write it: names with underscores as well (customer_name), several numbers in one field, and whatever
 * begins with {@code custom.} as a field of the workspace's own. JSON passes through as it is.
 */
final class LeadForm {
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z0-9])");
    private static final Map<String, String> ALSO = Map.of(
            "name", "customerName",
            "phone", "mobile",
            "mobileNumber", "mobile",
            "alternateNumber", "alternatePhones",
            "alternateMobile", "alternatePhones",
            "alternatePhone", "alternatePhones");

    private LeadForm() {}

    static ObjectNode named(ObjectNode given) {
        ObjectNode lead = given.objectNode();
        for (var member : given.properties()) {
            String name = UNDERSCORE
                    .matcher(member.getKey())
                    .replaceAll(match -> Matcher.quoteReplacement(match.group(1).toUpperCase(Locale.ROOT)));
            String field = ALSO.getOrDefault(name, name);
            if (member.getKey().startsWith("custom.")) {
                custom(lead).set(member.getKey().substring("custom.".length()), member.getValue());
            } else if (field.equals("alternatePhones")) {
                var numbers = lead.withArray("alternatePhones");
                numbers(member.getValue()).forEach(numbers::add);
            } else {
                lead.set(field, member.getValue());
            }
        }
        return lead;
    }

    private static ObjectNode custom(ObjectNode lead) {
        return lead.get("custom") instanceof ObjectNode present ? present : lead.putObject("custom");
    }

    private static List<String> numbers(JsonNode value) {
        List<String> numbers = new ArrayList<>();
        for (JsonNode text : value.isArray() ? value.values() : List.of(value)) {
            for (String number : text.asString("").split("[,;\\n]")) {
                if (!number.isBlank()) {
                    numbers.add(number.strip());
                }
            }
        }
        return numbers;
    }
}
