package brisk.platform.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** "did you mean": the nearest known name to one that does not exist. */
final class Suggestion {

    private static final int MOST_EDITS = 4;

    private Suggestion() {}

    static String forKey(String key) {
        return among(key, Setting.ALL.stream().map(Setting::key));
    }

    static String among(String name, Stream<String> known) {
        return known.min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= MOST_EDITS)
                .map(candidate -> ", did you mean '" + candidate + "'?")
                .orElse("; --help lists them");
    }

    /** Levenshtein's distance without regard to case. */
    private static int distance(String first, String second) {
        List<Integer> a = first.toLowerCase(Locale.ROOT).chars().boxed().toList();
        List<Integer> b = second.toLowerCase(Locale.ROOT).chars().boxed().toList();
        int[] row = new int[b.size() + 1];
        for (int j = 0; j <= b.size(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.size(); j++) {
                int replaced = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.size()];
    }
}
