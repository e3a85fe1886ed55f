package brisk.imports;

import brisk.platform.records.PhoneNumbers;
import brisk.platform.records.PhoneNumbers.Phone;
import brisk.platform.records.Readers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file, read by what its columns mean and by the rules of the API. Nothing gets lost: a text that its field
 * cannot take is kept among the custom fields under the name of its column, with a warning.
 */
public final class ImportRow {
    private static final int MOST_EMAILS = 20;
    private static final int MOST_PHONES = 20;
    private static final int MOST_DIALLED = 11; // a lead's mobile and ten more
    private static final int MOST_TAGS = 50;
    private static final int TAG_CHARACTERS = 100;
    private static final int PHONE_CHARACTERS = 64;
    private static final Pattern BETWEEN_VALUES = Pattern.compile("\\s*:::\\s*");
    private static final Pattern BETWEEN_EMAILS = Pattern.compile("\\s*(:::|[;,\\s])\\s*");
    private static final Pattern BETWEEN_PHONES = Pattern.compile("\\s*(:::|[;\\n])\\s*");
    private static final Pattern BETWEEN_TAGS = Pattern.compile("\\s*(:::|[;,|\\n])\\s*");
    private static final Pattern NAMED_EMAIL = Pattern.compile(".*<\\s*([^<>]+)\\s*>");
    private static final Pattern COUNTRY_CODE = Pattern.compile("\\+?[0-9]{1,4}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");
    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9]([.,][0-9]+)?[Ee]\\+[0-9]+");

    private final ImportSettings settings;
    private final ColumnHabits habits;
    private final List<String> cells;
    private final Map<String, String> spilled = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable String rejection;

    ImportRow(ImportSettings settings, ColumnHabits habits, List<String> cells) {
        this.settings = settings;
        this.habits = habits;
        this.cells = cells;
    }

    /** The row cannot become a record, and why. */
    public void reject(String reason) {
        rejection = reason;
    }

    @Nullable
    String rejection() {
        return rejection;
    }

    /** What a person should look at, in one text; null where all is well. */
    @Nullable
    String warning() {
        return warnings.isEmpty() ? null : String.join("; ", warnings);
    }

    /** The first text that a column of the field has; a longer one is cut, and whole among the custom fields. */
    public @Nullable String text(String field, int most) {
        for (int column : settings.columns(field)) {
            String text = cell(column);
            if (text.isEmpty()) {
                continue;
            }
            if (text.codePointCount(0, text.length()) <= most) {
                return text;
            }
            spill(column, text, "is longer than " + most + " characters; the whole text is in the custom fields");
            return text.substring(0, text.offsetByCodePoints(0, most)).strip();
        }
        return null;
    }

    /** The first text, if it matches; another one is kept among the custom fields. */
    public @Nullable String matching(String field, Pattern pattern, String complaint) {
        for (int column : settings.columns(field)) {
            String text = cell(column);
            if (pattern.matcher(text).matches()) {
                return text;
            }
            if (!text.isEmpty()) {
                spill(column, text, complaint);
            }
        }
        return null;
    }

    /** Texts of several columns, one after the other; null where all are empty. */
    public @Nullable String joined(List<String> fields, int most) {
        var text = new StringBuilder();
        for (String field : fields) {
            String part = text(field, most);
            if (part != null) {
                text.append(text.isEmpty() ? "" : " ").append(part);
            }
        }
        int characters = text.codePointCount(0, text.length());
        return text.isEmpty() ? null : text.substring(0, text.offsetByCodePoints(0, Math.min(characters, most)));
    }

    public List<String> emails(String field) {
        Set<String> emails = new LinkedHashSet<>();
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            Matcher named = NAMED_EMAIL.matcher(cell);
            String[] parts = named.matches()
                    ? new String[] {named.group(1)}
                    : cell.isEmpty() ? new String[0] : BETWEEN_EMAILS.split(cell);
            for (String part : parts) {
                String email = part.toLowerCase(Locale.ROOT).replaceFirst("^mailto:", "");
                if (Readers.isEmail(email) && emails.size() < MOST_EMAILS) {
                    emails.add(email);
                } else if (!part.isEmpty()) {
                    spill(column, cell, "has no e-mail address in it");
                }
            }
        }
        return List.copyOf(emails);
    }

    /** @param countryCodeField a column with the "+91" of numbers that are written without */
    public List<Phone> phones(String field, String countryCodeField) {
        String countryCode = countryCode(countryCodeField);
        Map<String, Phone> phones = new LinkedHashMap<>();
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            for (String part : parts(cell, BETWEEN_PHONES)) {
                long digits = part.chars().filter(Character::isDigit).count();
                boolean whole = part.startsWith("+") || part.startsWith("00") || countryCode.isEmpty();
                String typed = whole ? part : countryCode + " " + part;
                if (digits < 3
                        || typed.length() > PHONE_CHARACTERS
                        || SCIENTIFIC.matcher(part).matches()
                        || phones.size() == MOST_PHONES) {
                    spill(column, cell, "has no phone number in it");
                    continue;
                }
                Phone phone = PhoneNumbers.parse(typed, settings.region());
                String key = phone.e164() == null ? typed : phone.e164() + "x" + phone.extension();
                phones.putIfAbsent(key, phone);
            }
        }
        return List.copyOf(phones.values());
    }

    /**
     * Numbers that can be dialled, each once; other texts of these columns are kept among the custom fields.
     *
     * @param countryField a column with the country of numbers that are written without its code
     * @param doubtful is given what is no number in use as it was read
     */
    public List<Phone> dialled(
            List<String> fields, String countryCodeField, String countryField, List<Phone> doubtful) {
        String countryCode = countryCode(countryCodeField);
        String country = text(countryField, PHONE_CHARACTERS);
        String region = country == null ? null : PhoneCells.region(country);
        List<String> regions = region == null || region.equals(settings.region())
                ? List.of(settings.region())
                : List.of(region, settings.region());
        Map<String, Phone> phones = new LinkedHashMap<>();
        for (String field : fields) {
            for (int column : settings.columns(field)) {
                String cell = cell(column);
                PhoneCells.Found found = PhoneCells.read(cell, countryCode, regions);
                boolean isWhole = found.isWhole();
                for (Phone phone : found.phones()) {
                    if (phones.size() < MOST_DIALLED) {
                        phones.putIfAbsent(String.valueOf(phone.e164()), phone);
                    } else {
                        isWhole = false;
                    }
                }
                doubtful.addAll(found.doubtful());
                if (!isWhole) {
                    spill(column, cell, "has no phone number in it that could be dialled");
                }
            }
        }
        return List.copyOf(phones.values());
    }

    /** Where a cell has the mark that programs put between values, no other one parts them. */
    private static String[] parts(String cell, Pattern otherwise) {
        if (cell.isEmpty()) {
            return new String[0];
        }
        return (cell.contains(":::") ? BETWEEN_VALUES : otherwise).split(cell);
    }

    private String countryCode(String field) {
        for (int column : settings.columns(field)) {
            String code = cell(column);
            if (COUNTRY_CODE.matcher(code).matches()) {
                return code.startsWith("+") ? code : "+" + code;
            }
            if (!code.isEmpty()) {
                spilled.put(settings.header(column), code);
            }
        }
        return "";
    }

    public List<String> tags(String field) {
        Set<String> tags = new LinkedHashSet<>();
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            for (String part : parts(cell, BETWEEN_TAGS)) {
                // Google marks its own groups with an asterisk, and everybody is in "myContacts".
                String tag = part.startsWith("* ") ? part.substring(2).strip() : part;
                if (tag.isEmpty() || tag.equals("myContacts")) {
                    continue;
                }
                if (tag.codePointCount(0, tag.length()) <= TAG_CHARACTERS && tags.size() < MOST_TAGS) {
                    tags.add(tag);
                } else {
                    spill(column, cell, "has more or longer tags than a record can have");
                }
            }
        }
        return List.copyOf(tags);
    }

    /** The user of that name or e-mail address; an unknown name is kept as a custom field. */
    public @Nullable UUID owner(String field) {
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            UUID owner = cell.isEmpty() ? null : settings.user(cell);
            if (owner != null) {
                return owner;
            }
            if (!cell.isEmpty()) {
                spilled.put(settings.header(column), cell);
            }
        }
        return null;
    }

    /** A number from {@code min} to {@code max}, rounded to {@code scale} digits after the point. */
    public @Nullable BigDecimal number(String field, BigDecimal min, BigDecimal max, int scale) {
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            if (cell.isEmpty()) {
                continue;
            }
            BigDecimal number = CellValues.number(cell, scale == 0);
            if (number != null && number.compareTo(min) >= 0 && number.compareTo(max) <= 0) {
                return number.setScale(scale, java.math.RoundingMode.HALF_UP);
            }
            spill(column, cell, "is no number from " + min.toPlainString() + " to " + max.toPlainString());
        }
        return null;
    }

    public @Nullable Instant time(String field) {
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            Instant time =
                    cell.isEmpty() ? null : CellTimes.parse(cell, habits.monthFirst(column), settings.timeZone());
            if (time != null) {
                return time;
            }
            if (!cell.isEmpty()) {
                spill(column, cell, "is no date that could be understood");
            }
        }
        return null;
    }

    /** The day of a {@link #time} as the workspace counts days. */
    public @Nullable LocalDate date(String field) {
        Instant time = time(field);
        return time == null ? null : LocalDate.ofInstant(time, settings.timeZone());
    }

    /** An amount of money from 0 to {@code max}, rounded to cents. */
    public @Nullable BigDecimal amount(String field, BigDecimal max) {
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            if (cell.isEmpty()) {
                continue;
            }
            BigDecimal amount = CellValues.amount(cell, habits.decimalMark(column));
            if (amount != null && amount.signum() >= 0 && amount.compareTo(max) <= 0) {
                return amount.setScale(2, java.math.RoundingMode.HALF_UP);
            }
            spill(column, cell, "is no amount from 0 to " + max.toPlainString());
        }
        return null;
    }

    /** The currency that a column names, else the one that stands beside an amount; null for neither. */
    public @Nullable String currency(String field, String amountField) {
        String named = matching(field, CURRENCY, "is no currency code such as EUR");
        if (named != null) {
            return named.toUpperCase(Locale.ROOT);
        }
        for (int column : settings.columns(amountField)) {
            String beside = CellValues.currency(cell(column));
            if (beside != null) {
                return beside;
            }
        }
        return null;
    }

    /** The region of the workspace, an ISO 3166 code. */
    public String region() {
        return settings.region();
    }

    /** Keeps the text of a field under its column's name as well, among the custom fields. */
    public void keep(String field) {
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            if (!cell.isEmpty()) {
                spilled.put(settings.header(column), cell);
            }
        }
    }

    /** Keeps what the columns of a field say besides the text that was used of them. */
    public void keepBesides(String field, @Nullable String used) {
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            if (!cell.isEmpty() && !cell.equalsIgnoreCase(used)) {
                spilled.put(settings.header(column), cell);
            }
        }
    }

    /** Who sent the file. */
    public ImportContext.Sender sender() {
        return settings.sender();
    }

    /** As {@link #owner}; names that nobody has are said once for all rows. */
    public @Nullable UUID seller(String field) {
        UUID owner = owner(field);
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            if (owner == null && !cell.isEmpty()) {
                settings.stranger(settings.header(column), cell);
            }
        }
        return owner;
    }

    public @Nullable Boolean flag(String field) {
        for (int column : settings.columns(field)) {
            String cell = cell(column);
            Boolean flag = cell.isEmpty() ? null : CellValues.flag(cell);
            if (flag != null) {
                return flag;
            }
            if (!cell.isEmpty()) {
                spill(column, cell, "is neither yes nor no");
            }
        }
        return null;
    }

    /** Phones as records keep them. */
    public static String json(List<Phone> phones) {
        return CellValues.phonesJson(phones);
    }

    /** The custom fields as a JSON object: columns of no other meaning, and what other fields could not take. */
    public String custom() {
        for (int column : settings.columns(ImportField.CUSTOM)) {
            String text = cell(column);
            if (!text.isEmpty()) {
                spilled.put(settings.header(column), text);
            }
        }
        return CellValues.customJson(spilled, warnings);
    }

    private String cell(int column) {
        return column < cells.size() ? CellValues.clean(cells.get(column)) : "";
    }

    private void spill(int column, String text, String complaint) {
        String header = settings.header(column);
        if (spilled.put(header, text) == null) {
            warnings.add("'" + header + "' " + complaint);
        }
    }
}
