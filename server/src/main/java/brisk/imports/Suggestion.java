package brisk.imports;

import brisk.platform.records.Readers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the columns of a file probably mean: by their names, else by a misspelt name, else by what stands in them. */
final class Suggestion {
    /** Labels of other columns, counters, and what our own report of findings adds. */
    private static final Set<String> WORTHLESS = Set.of(
            "index",
            "row",
            "rowno",
            "rownumber",
            "sno",
            "srno",
            "slno",
            "photo",
            "emaillabel",
            "emailtype",
            "phonelabel",
            "phonetype",
            "addresslabel",
            "addresstype",
            "websitelabel",
            "websitetype",
            "importline",
            "importfinding",
            "importreason");

    private static final Pattern PHONE = Pattern.compile("[^\\p{L}]*[0-9][^\\p{L}]{5,}(\\s*(x|ext\\.?)\\s*[0-9]+)?");
    private static final int MISSPELT_FROM_LETTERS = 4;

    /** A misspelt name can only mean one of these: a rarer meaning is more often wrong than right. */
    private static final Set<String> MOST_COMMON =
            Set.of("name", "emails", "phones", "organisation", "status", "jobTitle", "industry");

    private final List<ImportField> offered;
    private final List<String> headers;
    private final List<List<String>> sample;
    private final @Nullable String[] found;

    /** @param sample some rows, each in the order of the headers */
    private Suggestion(List<ImportField> offered, List<String> headers, List<List<String>> sample) {
        this.offered = offered;
        this.headers = headers;
        this.sample = sample;
        this.found = new String[headers.size()];
        for (int i = 0; i < found.length; i++) {
            if (ImportSettings.CUSTOM.matcher(headers.get(i)).find()) {
                found[i] = ImportField.CUSTOM;
            }
        }
    }

    /** A field for each header: one that is offered, or {@code custom}, or {@code ignore}. */
    static List<String> of(List<ImportField> offered, List<String> headers, List<List<String>> sample) {
        var suggestion = new Suggestion(offered, headers, sample);
        suggestion.byName();
        suggestion.byContent("emails", "mail", text -> Readers.isEmail(text.toLowerCase(Locale.ROOT)));
        suggestion.byContent(
                "phones",
                "phone|mobile|whatsapp|tel|cell|^contact$",
                text -> PHONE.matcher(text).matches());
        suggestion.byMisspeltName();
        suggestion.surnameBesideFirstName();
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            String word = ImportField.fold(headers.get(i));
            String field = suggestion.found[i];
            fields.add(field != null ? field : WORTHLESS.contains(word) ? ImportField.IGNORE : ImportField.CUSTOM);
        }
        return fields;
    }

    private void byName() {
        List<String> words = headers.stream().map(ImportField::fold).toList();
        for (ImportField field : offered) {
            for (String word : field.words()) {
                for (int i = 0; i < words.size(); i++) {
                    boolean free = found[i] == null && (field.many() || !isFound(field.name()));
                    if (free && words.get(i).equals(word)) {
                        found[i] = field.name();
                    }
                }
            }
        }
    }

    /** A name that has the word in it and nothing else in its column, or any name where no column has the field yet. */
    private void byContent(String field, String wordPattern, Predicate<String> plausible) {
        Pattern word = Pattern.compile(wordPattern);
        boolean named = isFound(field);
        for (int i = 0; i < headers.size(); i++) {
            boolean hinted = word.matcher(ImportField.fold(headers.get(i))).find();
            boolean guess = !named && field.equals("emails");
            if (found[i] == null && isOffered(field) && (hinted || guess) && holds(i, plausible)) {
                found[i] = field;
            }
        }
    }

    private boolean holds(int column, Predicate<String> plausible) {
        List<String> values = sample.stream()
                .filter(row -> column < row.size() && !row.get(column).isBlank())
                .map(row -> row.get(column).strip())
                .toList();
        return !values.isEmpty() && values.stream().filter(plausible).count() * 2 > values.size();
    }

    private void byMisspeltName() {
        List<ImportField> common =
                offered.stream().filter(f -> MOST_COMMON.contains(f.name())).toList();
        for (ImportField field : common) {
            for (int i = 0; i < found.length && !isFound(field.name()); i++) {
                String header = ImportField.fold(headers.get(i));
                boolean misspelt = found[i] == null
                        && header.length() >= MISSPELT_FROM_LETTERS
                        && !WORTHLESS.contains(header)
                        && field.words().stream().limit(3).anyMatch(word -> isOneSlipFrom(header, word));
                if (misspelt) {
                    found[i] = field.name();
                }
            }
        }
    }

    /** One letter missing, added or wrong, or two letters exchanged. */
    static boolean isOneSlipFrom(String typed, String meant) {
        if (meant.length() < MISSPELT_FROM_LETTERS || Math.abs(typed.length() - meant.length()) > 1) {
            return false;
        }
        int start = 0;
        while (start < Math.min(typed.length(), meant.length()) && typed.charAt(start) == meant.charAt(start)) {
            start++;
        }
        String a = typed.substring(start);
        String b = meant.substring(start);
        boolean exchanged = a.length() == b.length()
                && a.length() >= 2
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && a.substring(2).equals(b.substring(2));
        boolean missing = !b.isEmpty() && b.substring(1).equals(a);
        boolean added = !a.isEmpty() && a.substring(1).equals(b);
        boolean wrong = !a.isEmpty() && !b.isEmpty() && a.substring(1).equals(b.substring(1));
        return exchanged || missing || added || wrong;
    }

    /** "Vorname, Name" and "Prénom, Nom": beside a first name and without a last name, the name is the last name. */
    private void surnameBesideFirstName() {
        if (isFound("firstName") && !isFound("lastName") && isFound("name")) {
            found[Arrays.asList(found).indexOf("name")] = "lastName";
        }
    }

    private boolean isFound(String field) {
        return new HashSet<>(Arrays.asList(found)).contains(field);
    }

    private boolean isOffered(String field) {
        return offered.stream().anyMatch(f -> f.name().equals(field));
    }
}
