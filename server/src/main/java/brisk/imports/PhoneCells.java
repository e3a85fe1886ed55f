package brisk.imports;

import brisk.platform.records.PhoneNumbers;
import brisk.platform.records.PhoneNumbers.Phone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a cell that can be dialled: several in one cell, with blanks anywhere, with a label before them, with the
 * country's code in another cell. Of the ways in which a text can be read, the one wins that is a number in use.
 */
final class PhoneCells {
    private static final int MOST_CHARACTERS = 64;
    private static final int FEWEST_DIGITS = 6;

    /** "Mob: 98450…", and the "p:" of Facebook. */
    private static final Pattern LABEL = Pattern.compile("^[\\p{L} .()]*:\\s*");

    /** A number that a spreadsheet took for one. */
    private static final Pattern DECIMAL = Pattern.compile("^([+0-9]{8,})[.,]0+$");

    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9]([.,][0-9]+)?[Ee]\\+?[0-9]+");
    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:::+|[;,/|&\\n\\\\]|\\s(?i:or|and|और|و|या)\\s)\\s*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern ENDINGS = Pattern.compile("([+0-9][0-9 ()-]{7,})/\\s*([0-9]{1,5})");
    private static final Pattern NOTHING = Pattern.compile("[0+\\s()-]*");

    private static final Map<String, String> COUNTRIES = new HashMap<>(Map.of(
            "uae", "AE",
            "uk", "GB",
            "usa", "US",
            "england", "GB",
            "भारत", "IN",
            "bharat", "IN",
            "الهند", "IN",
            "الامارات", "AE",
            "السعودية", "SA",
            "ksa", "SA"));

    static {
        for (String code : Locale.getISOCountries()) {
            COUNTRIES.put(code.toLowerCase(Locale.ROOT), code);
            COUNTRIES.put(Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
        }
    }

    private PhoneCells() {}

    /**
     * @param phones those that can be dialled, each once
     * @param doubtful of these, texts that are no number in use as they were read
     * @param isWhole whether nothing of the cell was left over
     */
    record Found(List<Phone> phones, List<Phone> doubtful, boolean isWhole) {}

    /** The region of a country by its code or English name; null for none. */
    static @Nullable String region(String country) {
        return COUNTRIES.get(country.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * @param countryCode such as "+91", for numbers without one; empty for none
     * @param regions where a number without a country's code may be, the likeliest first
     */
    static Found read(String cell, String countryCode, List<String> regions) {
        var reader = new Reader(countryCode, regions);
        boolean isWhole = true;
        for (String part : parts(cell)) {
            isWhole &= reader.take(part);
        }
        return new Found(List.copyOf(reader.phones), List.copyOf(reader.doubtful), isWhole);
    }

    private static List<String> parts(String cell) {
        if (cell.isEmpty()) {
            return List.of();
        }
        Matcher endings = ENDINGS.matcher(cell);
        if (endings.matches()) {
            String first = endings.group(1).strip();
            String ending = endings.group(2);
            return List.of(first, first.substring(0, first.length() - ending.length()) + ending);
        }
        List<String> parts = new ArrayList<>();
        for (String part : BETWEEN.split(cell)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        boolean allLong = parts.stream().allMatch(part -> digits(part) >= FEWEST_DIGITS);
        return allLong || cell.contains(":::") ? parts : List.of(cell);
    }

    private static long digits(String text) {
        return text.chars().filter(Character::isDigit).count();
    }

    private static final class Reader {
        private final String countryCode;
        private final List<String> regions;
        private final Set<String> taken = new LinkedHashSet<>();
        private final List<Phone> phones = new ArrayList<>();
        private final List<Phone> doubtful = new ArrayList<>();

        Reader(String countryCode, List<String> regions) {
            this.countryCode = countryCode;
            this.regions = regions;
        }

        /** @return whether all of it is numbers */
        boolean take(String part) {
            String text = DECIMAL.matcher(LABEL.matcher(part).replaceFirst("")).replaceFirst("$1");
            if (digits(text) < FEWEST_DIGITS
                    || text.length() > MOST_CHARACTERS
                    || SCIENTIFIC.matcher(text).matches()
                    || NOTHING.matcher(text).matches()) {
                return false;
            }
            Phone inUse = inUse(text);
            if (inUse != null) {
                add(inUse);
                return true;
            }
            List<Phone> several = beside(text);
            if (several.size() > 1) {
                several.forEach(this::add);
                return true;
            }
            for (String candidate : candidates(text)) {
                Phone phone = PhoneNumbers.parse(candidate, regions.getFirst());
                if (phone.e164() != null) {
                    if (add(phone)) {
                        doubtful.add(phone);
                    }
                    return true;
                }
            }
            return false;
        }

        private boolean add(Phone phone) {
            boolean isNew = taken.add(String.valueOf(phone.e164()));
            if (isNew) {
                phones.add(phone);
            }
            return isNew;
        }

        private List<String> candidates(String text) {
            boolean isInternational = text.startsWith("+") || text.startsWith("00");
            return isInternational || countryCode.isEmpty() ? List.of(text) : List.of(countryCode + " " + text, text);
        }

        private @Nullable Phone inUse(String text) {
            for (String candidate : candidates(text)) {
                for (String region : regions) {
                    Phone phone = PhoneNumbers.inUse(candidate, region);
                    if (phone != null) {
                        return phone;
                    }
                }
            }
            return null;
        }

        /** Numbers with nothing but blanks between them, each of which may have blanks itself. */
        private List<Phone> beside(String text) {
            List<Phone> found = new ArrayList<>();
            var begun = new StringBuilder();
            for (String word : BLANKS.split(text)) {
                begun.append(begun.isEmpty() ? "" : " ").append(word);
                Phone phone = digits(begun.toString()) < FEWEST_DIGITS ? null : inUse(begun.toString());
                if (phone != null) {
                    found.add(phone);
                    begun.setLength(0);
                }
            }
            return begun.isEmpty() ? found : List.of();
        }
    }
}
