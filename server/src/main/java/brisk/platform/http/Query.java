package brisk.platform.http;

import io.helidon.common.uri.UriQuery;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request, each read with its type; a bad one is a 400 that names it. */
public final class Query {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,16}(\\.\\d{1,2})?");

    private final TreeMap<String, String> values = new TreeMap<>();

    /**
     * Unknown parameters are refused: a misspelt filter must not silently answer with everything.
     *
     * @param refreshable whether {@code refresh} is known as well
     */
    Query(UriQuery raw, List<String> allowed, boolean refreshable) {
        for (String name : raw.names()) {
            if (!allowed.contains(name) && !(refreshable && name.equals("refresh"))) {
                throw Problem.badRequest(
                        allowed.isEmpty()
                                ? "There are no query parameters here, so no '" + name + "' either."
                                : "There is no query parameter '" + name + "' here; there are: "
                                        + String.join(
                                                ", ", allowed.stream().sorted().toList()) + ".");
            }
            List<String> all = raw.all(name);
            if (all.size() > 1) {
                throw Problem.badRequest("The query parameter '" + name + "' is given more than once.");
            }
            if (!all.isEmpty() && !all.getFirst().isEmpty()) {
                values.put(name, all.getFirst());
            }
        }
    }

    private Query() {}

    /** The same question without some of its parameters. */
    public Query without(String... names) {
        var others = new Query();
        others.values.putAll(values);
        others.values.keySet().removeAll(List.of(names));
        return others;
    }

    /** The same text for the same question, whatever the order of the parameters: part of the cache key. */
    public String normalised() {
        if (values.isEmpty() || (values.size() == 1 && values.containsKey("refresh"))) {
            return "";
        }
        var text = new StringBuilder(64);
        values.forEach((name, value) -> {
            if (!name.equals("refresh")) {
                text.append(text.isEmpty() ? "" : "&").append(name).append('=');
                // Encoded, so that "a=1&b=2" as one value differs from two, and the key can stand in a header.
                text.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return text.toString();
    }

    /** Whether a value is a date, which is another range of time in another time zone. */
    boolean namesDays() {
        return values.values().stream().anyMatch(value -> DAY.matcher(value).matches());
    }

    public @Nullable String text(String name) {
        String value = values.get(name);
        if (value != null && value.length() > 1_000) {
            throw bad(name, "is longer than 1,000 characters");
        }
        if (value != null && value.indexOf('\0') >= 0) {
            throw bad(name, "contains a NUL character");
        }
        return value;
    }

    public String text(String name, String otherwise) {
        return Optional.ofNullable(text(name)).orElse(otherwise);
    }

    public List<String> list(String name) {
        String value = text(name);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList();
    }

    public int integer(String name, int otherwise, int min, int max) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw bad(name, "must be a whole number from " + min + " to " + max);
    }

    public @Nullable Integer integer(String name, int min, int max) {
        return values.containsKey(name) ? integer(name, 0, min, max) : null;
    }

    public @Nullable Boolean flag(String name) {
        return switch (values.get(name)) {
            case null -> null;
            case "true", "1" -> true;
            case "false", "0" -> false;
            case String ignored -> throw bad(name, "must be true or false");
        };
    }

    public @Nullable UUID id(String name) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        return Ids.parse(value).orElseThrow(() -> bad(name, "must be an id (a UUID)"));
    }

    /** An RFC 3339 time, or a date, which means its first moment in {@code zone}. */
    public @Nullable Instant time(String name, ZoneId zone) {
        return time(name, zone, 0);
    }

    /** As {@link #time}, but a date means the first moment of the day after: the end of a range. */
    public @Nullable Instant endTime(String name, ZoneId zone) {
        return time(name, zone, 1);
    }

    private @Nullable Instant time(String name, ZoneId zone, int daysAfter) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            boolean isDay = value.length() == 10;
            Instant given = isDay
                    ? LocalDate.parse(value).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
            int year = given.atZone(ZoneId.of("UTC")).getYear();
            if (year >= 1 && year <= 9999) {
                return isDay
                        ? LocalDate.parse(value)
                                .plusDays(daysAfter)
                                .atStartOfDay(zone)
                                .toInstant()
                        : given;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw bad(name, "must be a date (2026-05-31) or an RFC 3339 time (2026-05-31T09:00:00Z)");
    }

    /** A day as such, in no time zone. */
    public @Nullable LocalDate date(String name) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        try {
            if (DAY.matcher(value).matches()) {
                return LocalDate.parse(value);
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw bad(name, "must be a date (2026-05-31)");
    }

    /** An amount of money. */
    public @Nullable BigDecimal amount(String name) {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        if (!AMOUNT.matcher(value).matches()) {
            throw bad(name, "must be an amount such as 1234.50");
        }
        return new BigDecimal(value);
    }

    /** One of the words a caller may use. */
    public String choice(String name, String otherwise, List<String> choices) {
        return Optional.ofNullable(oneOf(name, choices)).orElse(otherwise);
    }

    /** One of the words a caller may use; null where none is given. */
    public @Nullable String oneOf(String name, List<String> choices) {
        String value = values.get(name);
        if (value != null && !choices.contains(value)) {
            throw bad(name, "must be one of: " + String.join(", ", choices));
        }
        return value;
    }

    public boolean refresh() {
        return Boolean.TRUE.equals(flag("refresh"));
    }

    private static Problem bad(String name, String rule) {
        return Problem.badRequest("The query parameter '" + name + "' " + rule + ".");
    }
}
