package brisk.platform.records;

import java.util.ArrayList;
import java.util.List;

/** Turns what a person types into LIKE patterns over a search_text column, one for each word: all must match. */
public final class SearchText {
    private static final int MOST_WORDS = 6;

    private SearchText() {}

    /** Patterns not folded yet; empty for a query without words. */
    public static List<String> patterns(String query) {
        String text = Texts.clean(query);
        if (text.length() >= 4 && text.chars().allMatch(c -> Character.isDigit(c) || "+()-./ ".indexOf(c) >= 0)) {
            String digits = text.replaceAll("[^0-9]", "");
            return digits.length() < 3 ? List.of() : List.of('%' + digits + '%');
        }
        List<String> patterns = new ArrayList<>();
        for (String word : text.split("\\s+")) {
            if (!word.isEmpty() && patterns.size() < MOST_WORDS) {
                // Below three characters there is no trigram inside a word, but there is one at its beginning.
                boolean shortWord = word.codePointCount(0, word.length()) < 3;
                patterns.add((shortWord ? "% " : "%") + Texts.likeLiteral(word) + '%');
            }
        }
        return patterns;
    }
}
