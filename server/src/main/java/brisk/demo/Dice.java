package brisk.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chance with a seed. Every fact has a stream of its own (what it is about, and which one), so that any row can be made
 * again without its predecessors: that is why a million of them need no memory.
 */
final class Dice implements RandomGenerator {
    private static final long SEED = 0x5EED_B215_C0DE_2026L;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** What a stream is about. */
    enum About {
        WORKSPACE,
        MEMBER,
        TITLE,
        COMPANY,
        COMPANY_OWNER,
        COMPANY_FACTS,
        COMPANY_ROW,
        OUTLINE,
        PERSON,
        CONTACT_FACTS,
        CONTACT_ROW,
        ADDRESS,
        RHYTHM,
        EVENT,
        SAMPLE,
        PRODUCT,
        STAGE,
        DEAL,
        DEAL_FACTS,
        LEAD,
        REMINDER
    }

    Dice(long seed) {
        this.state = seed;
    }

    static Dice about(About what, long which) {
        return new Dice(seed(what, which));
    }

    static long seed(About what, long which) {
        return seed(mix(SEED + what.name().hashCode()), which);
    }

    static long seed(long seed, long which) {
        return mix(seed + (which + 1) * GOLDEN_GAMMA);
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Past what was drawn from the same stream elsewhere. */
    Dice skip(int draws) {
        state += draws * GOLDEN_GAMMA;
        return this;
    }

    double unit() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    int below(int bound) {
        return (int) (((nextLong() >>> 33) * bound) >>> 31);
    }

    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** The earlier ones more often. */
    <T> T favour(List<T> choices) {
        return choices.get(skewed(choices.size(), 2));
    }

    /** Below the bound, the lower the likelier: 1 is even, 2 has a long tail. */
    int skewed(int bound, double power) {
        return Math.min(bound - 1, (int) (bound * Math.pow(unit(), power)));
    }

    /** An index of the ascending sums of weights. */
    int weighted(double[] sums) {
        double at = unit() * sums[sums.length - 1];
        int index = 0;
        while (sums[index] <= at) {
            index++;
        }
        return index;
    }

    static double[] sums(double... weights) {
        double[] sums = weights.clone();
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }
}
