package brisk.companies;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much is going on with a company, from 0 to 100, as the sum of four parts. A touch is an activity that has taken place and
 * is no note; recently means in the last 90 days.
 *
 * @param recency 40 x (1 - days since the last touch / 90), 0 where there was none or it is longer ago
 * @param frequency 30 x recent touches / 12, 30 at the most
 * @param reciprocity 15 x 2 x the share of recent touches that came from them, among those with a direction; 15 at the most
 * @param business 10 where a deal is open, and 5 where one was won in this month or the eleven before it
 */
record Engagement(int recency, int frequency, int reciprocity, int business) {
    static final Duration RECENTLY = Duration.ofDays(90);

    private static final double TOUCHES_FOR_ALL = 12;

    static Engagement of(
            @Nullable Long daysSinceLastTouch,
            long recentTouches,
            long inbound,
            long outbound,
            boolean openDeal,
            boolean wonDeal) {
        double age = daysSinceLastTouch == null ? 1 : Math.min(1, (double) daysSinceLastTouch / RECENTLY.toDays());
        double theirs = inbound + outbound == 0 ? 0 : (double) inbound / (inbound + outbound);
        return new Engagement(
                share(40, 1 - age),
                share(30, recentTouches / TOUCHES_FOR_ALL),
                share(15, 2 * theirs),
                (openDeal ? 10 : 0) + (wonDeal ? 5 : 0));
    }

    private static int share(int most, double share) {
        return (int) Math.round(most * Math.min(1, share));
    }

    int score() {
        return recency + frequency + reciprocity + business;
    }

    Map<String, Object> json() {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("recency", recency);
        parts.put("frequency", frequency);
        parts.put("reciprocity", reciprocity);
        parts.put("business", business);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("score", score());
        json.put("parts", parts);
        return json;
    }
}
