package brisk.platform.records;

import brisk.platform.http.Ids;
import brisk.platform.http.Json;
import brisk.platform.http.Problem.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules of values, each with the words a person gets when it is broken. */
public final class Readers {
    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]+(\\.[\\p{L}\\p{M}\\p{N}_-]+)+\\.?");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]+@[^\\s@,;<>\"]+\\.?[^\\s@,;<>\".]+");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MOST_EMAILS = 20;
    private static final int MOST_PHONES = 20;
    private static final int CUSTOM_BYTES = 16_384;
    private static final int CUSTOM_DIGITS = 30;

    private Readers() {}

    public static Field.Reader text(int most) {
        return (name, value, caller, errors) -> {
            if (!value.isString()) {
                return error(errors, name, "must be a text");
            }
            String text = Texts.clean(value.asString());
            String complaint = Texts.complaint(text, most);
            if (complaint != null) {
                return error(errors, name, complaint);
            }
            return text.isEmpty() ? null : text;
        };
    }

    /** The name of a host that others can ask for, such as example.org. */
    public static Field.Reader domain() {
        Field.Reader text = text(253);
        return (name, value, caller, errors) -> text.read(name, value, caller, errors) instanceof String domain
                ? DOMAIN.matcher(domain).matches() ? domain : error(errors, name, "is not a domain such as example.org")
                : null;
    }

    public static Field.Reader choice(List<String> choices) {
        return (name, value, caller, errors) -> value.isString() && choices.contains(value.asString())
                ? value.asString()
                : error(errors, name, "must be one of: " + String.join(", ", choices));
    }

    public static Field.Reader currency() {
        return (name, value, caller, errors) ->
                value.isString() && CURRENCY.matcher(value.asString()).matches()
                        ? value.asString()
                        : error(errors, name, "must be a currency code such as EUR (ISO 4217)");
    }

    public static Field.Reader integer(long min, long max) {
        return (name, value, caller, errors) ->
                value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= min && value.asLong() <= max
                        ? (Object) value.asLong()
                        : error(errors, name, "must be a whole number from " + min + " to " + max);
    }

    public static Field.Reader decimal(int integerDigits, int scale) {
        BigDecimal bound = BigDecimal.TEN.pow(integerDigits);
        return (name, value, caller, errors) -> {
            try {
                BigDecimal number = value.isNumber() ? value.decimalValue() : new BigDecimal(value.asString(""));
                if (number.scale() <= scale && number.abs().compareTo(bound) < 0) {
                    return number.signum() == 0 ? BigDecimal.ZERO : number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            return error(
                    errors,
                    name,
                    "must be an amount such as \"1234.50\" with at most " + integerDigits + " digits before and "
                            + scale + " after the point");
        };
    }

    /** A decimal that is not negative. */
    public static Field.Reader amount(int integerDigits, int scale) {
        Field.Reader decimal = decimal(integerDigits, scale);
        return (name, value, caller, errors) -> {
            Object number = decimal.read(name, value, caller, errors);
            return number instanceof BigDecimal amount && amount.signum() < 0
                    ? error(errors, name, "must not be negative")
                    : number;
        };
    }

    public static Field.Reader bool() {
        return (name, value, caller, errors) ->
                value.isBoolean() ? (Object) value.asBoolean() : error(errors, name, "must be true or false");
    }

    public static Field.Reader id() {
        return (name, value, caller, errors) -> {
            Object id = value.isString() ? Ids.parse(value.asString()).orElse(null) : null;
            return id == null ? error(errors, name, "must be an id (a UUID)") : id;
        };
    }

    public static Field.Reader ids(int most) {
        return (name, value, caller, errors) -> {
            if (!isListOf(value, most)) {
                return error(errors, name, "must be a list of at most " + most + " ids");
            }
            Set<UUID> ids = new LinkedHashSet<>();
            for (int i = 0; i < value.size(); i++) {
                if (id().read(name + "[" + i + "]", value.get(i), caller, errors) instanceof UUID id) {
                    ids.add(id);
                }
            }
            return ids.toArray(UUID[]::new);
        };
    }

    public static Field.Reader date() {
        return (name, value, caller, errors) -> {
            try {
                LocalDate date = LocalDate.parse(value.asString(""));
                if (date.getYear() >= 1 && date.getYear() <= 9999) {
                    return date;
                }
            } catch (DateTimeParseException e) {
                // said below
            }
            return error(errors, name, "must be a date such as 2026-05-31");
        };
    }

    public static Field.Reader time() {
        return (name, value, caller, errors) -> {
            try {
                OffsetDateTime time = OffsetDateTime.parse(value.asString(""));
                int year = time.toInstant().atOffset(ZoneOffset.UTC).getYear();
                if (year >= 1 && year <= 9999) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                // said below
            }
            return error(errors, name, "must be an RFC 3339 time such as 2026-05-31T09:00:00Z");
        };
    }

    /** Tags and the like: distinct, in the order given. */
    public static Field.Reader texts(int mostEntries, int mostCharacters) {
        Field.Reader text = text(mostCharacters);
        return (name, value, caller, errors) -> {
            if (!isListOf(value, mostEntries)) {
                return error(errors, name, "must be a list of at most " + mostEntries + " texts");
            }
            Set<String> texts = new LinkedHashSet<>();
            for (int i = 0; i < value.size(); i++) {
                if (text.read(name + "[" + i + "]", value.get(i), caller, errors) instanceof String entry) {
                    texts.add(entry);
                }
            }
            return texts.toArray(String[]::new);
        };
    }

    /** Kept in lower case: nobody's mailbox differs by case, and duplicates must be found. */
    public static Field.Reader emails() {
        return (name, value, caller, errors) -> {
            if (!isListOf(value, MOST_EMAILS)) {
                return error(errors, name, "must be a list of at most " + MOST_EMAILS + " e-mail addresses");
            }
            Set<String> emails = new LinkedHashSet<>();
            for (int i = 0; i < value.size(); i++) {
                String email = Texts.clean(value.get(i).asString("")).toLowerCase(Locale.ROOT);
                if (isEmail(email)) {
                    emails.add(email);
                } else {
                    error(errors, name + "[" + i + "]", "is not an e-mail address");
                }
            }
            return emails.toArray(String[]::new);
        };
    }

    public static boolean isEmail(String text) {
        return text.length() <= 254 && EMAIL.matcher(text).matches() && Texts.complaint(text, 254) == null;
    }

    /** Texts as people type them, or the objects that we answer with; both become E.164 where that is possible. */
    public static Field.Reader phones() {
        return (name, value, caller, errors) -> {
            if (!isListOf(value, MOST_PHONES)) {
                return error(errors, name, "must be a list of at most " + MOST_PHONES + " phone numbers");
            }
            Set<PhoneNumbers.Phone> phones = new LinkedHashSet<>();
            for (int i = 0; i < value.size(); i++) {
                JsonNode entry = value.get(i);
                String typed = Texts.clean((entry.isObject() ? entry.path("typed") : entry).asString(""));
                String complaint = typed.isEmpty() ? "must be a phone number" : Texts.complaint(typed, 64);
                if (complaint == null) {
                    phones.add(PhoneNumbers.parse(typed, caller.region()));
                } else {
                    error(errors, name + "[" + i + "]", complaint);
                }
            }
            return new String(Json.bytes(phones), java.nio.charset.StandardCharsets.UTF_8);
        };
    }

    /** Fields of the workspace's own: an object of texts, numbers and booleans. */
    public static Field.Reader custom() {
        return (name, value, caller, errors) -> {
            if (!(value instanceof ObjectNode object)) {
                return error(errors, name, "must be an object");
            }
            for (var member : object.properties()) {
                JsonNode entry = member.getValue();
                if (entry.isContainer()) {
                    error(errors, name + "." + member.getKey(), "must be a text, a number or true/false");
                    continue;
                }
                if (entry.isNumber() && !isShort(entry.decimalValue())) {
                    error(
                            errors,
                            name + "." + member.getKey(),
                            "must be a number of at most " + CUSTOM_DIGITS + " digits before and after the point");
                    return null;
                }
                String complaint = Texts.complaint(member.getKey() + entry.asString(""), 4_000);
                if (complaint != null) {
                    error(errors, name + "." + member.getKey(), complaint);
                }
            }
            String text = object.toString();
            return text.length() > CUSTOM_BYTES
                    ? error(errors, name, "is larger than " + CUSTOM_BYTES + " characters")
                    : text;
        };
    }

    /** Written out, 1e999999 is a million digits. */
    private static boolean isShort(BigDecimal number) {
        return number.precision() <= CUSTOM_DIGITS && Math.abs((long) number.scale()) <= CUSTOM_DIGITS;
    }

    private static boolean isListOf(JsonNode value, int most) {
        return value.isArray() && value.size() <= most;
    }

    private static @Nullable Object error(List<FieldError> errors, String field, String message) {
        errors.add(new FieldError(field, message));
        return null;
    }
}
