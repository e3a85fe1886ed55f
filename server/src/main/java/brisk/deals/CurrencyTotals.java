package brisk.deals;

import brisk.platform.db.Figures.Entry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deals and what they are worth, each currency by itself: amounts of two currencies are never added. */
public final class CurrencyTotals {
    private static final int PERCENT_DIGITS = 2;
    private static final double SECONDS_PER_DAY = 86_400;

    private final Map<String, Sum> sums = new TreeMap<>();

    /** What was added in one currency; {@code seconds} and the percentage of {@code weighted} are as they were given. */
    record Sum(long count, BigDecimal value, BigDecimal weighted, long seconds) {
        static final Sum NOTHING = new Sum(0, BigDecimal.ZERO, BigDecimal.ZERO, 0);

        private Sum plus(Sum other) {
            return new Sum(
                    count + other.count, value.add(other.value), weighted.add(other.weighted), seconds + other.seconds);
        }
    }

    /** @param probability in percent, with which the value is weighted */
    public void add(String currency, Entry entry, int probability) {
        BigDecimal weighted =
                entry.value().multiply(BigDecimal.valueOf(probability)).scaleByPowerOfTen(-PERCENT_DIGITS);
        sums.merge(currency, new Sum(entry.amount(), entry.value(), weighted, entry.seconds()), Sum::plus);
    }

    Sum of(String currency) {
        return sums.getOrDefault(currency, Sum.NOTHING);
    }

    public long count() {
        return sums.values().stream().mapToLong(Sum::count).sum();
    }

    private long seconds() {
        return sums.values().stream().mapToLong(Sum::seconds).sum();
    }

    /** Currencies with deals, the most frequent first. */
    List<String> currencies() {
        return sums.entrySet().stream()
                .filter(entry -> entry.getValue().count() != 0)
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().count()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** {@code [{"currency", "count", "value"}]}, and "weightedValue" where it is wanted. */
    public List<Map<String, Object>> json(boolean weighted) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (String currency : currencies()) {
            Sum sum = of(currency);
            Map<String, Object> total = new LinkedHashMap<>();
            total.put("currency", currency);
            total.put("count", sum.count());
            total.put("value", money(sum.value()));
            if (weighted) {
                total.put("weightedValue", money(sum.weighted()));
            }
            list.add(total);
        }
        return list;
    }

    /** The seconds divided by the deals, in days with one decimal; null without deals. */
    @Nullable
    Double averageDays() {
        return averageDays(seconds(), count());
    }

    /**
     * How old open deals are on average. Their seconds are sums of minus the time of creation, so that the age is now plus
     * their average.
     */
    public @Nullable Double averageAgeDays(long nowEpochSeconds) {
        return averageDays(Math.max(0, count() * nowEpochSeconds + seconds()), count());
    }

    static @Nullable Double averageDays(long seconds, long count) {
        return count <= 0 ? null : Math.round(seconds / SECONDS_PER_DAY / count * 10) / 10.0;
    }

    static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
