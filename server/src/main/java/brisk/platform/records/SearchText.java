package brisk.platform.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person typed, as a condition over a search_text column: every word of it, in any order, or, where it looks
 * like a phone number, its digits.
 *
 * @param patterns LIKE patterns, one for each word, not folded yet
 * @param digits of a phone number that was not typed as digits alone, or null
 */
public record SearchText(List<String> patterns, @Nullable String digits) {
    private static final int MOST_WORDS = 6;
    private static final int DIGITS_OF_A_PHONE = 4;
    private static final String MARKS = "\"',;:!?`´¿¡…、。，；：！？";
    /** Scripts without blanks between words lie behind it; the index knows every end of their words. */
    private static final int LAST_OF_ALPHABETS = 0x7ff;

    public static SearchText of(String query) {
        List<String> patterns = new ArrayList<>();
        String text = Texts.clean(query);
        for (String typed : text.split("[\\s\u00a0\u2028\u2029\u3000]+")) {
            String bare = withoutPunctuation(typed);
            // One or two letters must follow a blank, which they do not without what stands before them.
            String word = bare.isEmpty() || mayStandInside(bare) ? bare : typed;
            if (!word.isEmpty() && patterns.size() < MOST_WORDS) {
                patterns.add((mayStandInside(word) ? "%" : "% ") + Texts.likeLiteral(word) + '%');
            }
        }
        if (patterns.isEmpty() && !text.isEmpty()) {
            patterns.add('%' + Texts.likeLiteral(text) + '%'); // somebody looks for a punctuation mark
        }
        return new SearchText(patterns, digits(text));
    }

    /** Commas, brackets and quotation marks round a word belong to the sentence; what is part of a word, like + or #, stays. */
    private static String withoutPunctuation(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && isPunctuation(word.charAt(from))) {
            from++;
        }
        while (from < to && (isPunctuation(word.charAt(to - 1)) || word.charAt(to - 1) == '.')) {
            to--;
        }
        return word.substring(from, to);
    }

    private static boolean isPunctuation(char c) {
        return switch (Character.getType(c)) {
            case Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> MARKS.indexOf(c) >= 0;
        };
    }

    /** One or two letters are looked for where words begin: everything contains them somewhere. */
    private static boolean mayStandInside(String word) {
        return word.codePointCount(0, word.length()) > 2 || word.codePoints().allMatch(c -> c > LAST_OF_ALPHABETS);
    }

    private static @Nullable String digits(String text) {
        boolean phone = text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+()-./ ".indexOf(c) >= 0);
        String digits = text.replaceAll("[^0-9]", "");
        return phone && digits.length() >= DIGITS_OF_A_PHONE && digits.length() < text.length() ? digits : null;
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** SQL over the alias's search_text; true where there are no words. */
    public String condition(String alias) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            words.add(alias + ".search_text LIKE (SELECT fold(:word" + i + "))"); // once, not for each row
        }
        String all = words.isEmpty() ? "true" : String.join(" AND ", words);
        return digits == null ? all : "(" + all + " OR " + alias + ".search_text LIKE '%' || :digits || '%')";
    }

    /** Implied by the condition: how the index of words finds the rows. */
    public String lookUp(String alias) {
        String entries = "search_entries(:workspaceId, :words, " + (digits == null ? "NULL" : ":digits") + ")";
        return "search_lexemes(" + alias + ".workspace_id, " + alias + ".search_text) @@ coalesce(" + entries
                + ", '!''-''')";
    }

    /** The values of both conditions, but for the workspace. */
    public Map<String, Object> bindings() {
        Map<String, Object> bindings = new LinkedHashMap<>();
        for (int i = 0; i < patterns.size(); i++) {
            bindings.put("word" + i, patterns.get(i));
        }
        bindings.put("words", patterns.toArray(String[]::new));
        if (digits != null) {
            bindings.put("digits", digits);
        }
        return bindings;
    }
}
