package brisk.demo;

import java.util.Locale;

/** What an activity is. */
enum Kind {
    EMAIL(34),
    CALL(31),
    MESSAGE(12),
    NOTE(10),
    MEETING(8),
    INTERACTION(5);

    private static final Kind[] ALL = values();
    private static final double[] SUMS = Dice.sums(
            java.util.Arrays.stream(ALL).mapToDouble(kind -> kind.weight).toArray());

    private final double weight;

    Kind(double weight) {
        this.weight = weight;
    }

    static Kind any(Dice dice) {
        return ALL[dice.weighted(SUMS)];
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Contact with the person, rather than something written down about them. */
    boolean isContact() {
        return this != NOTE;
    }
}
