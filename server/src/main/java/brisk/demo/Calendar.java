package brisk.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Days counted from today (UTC), which is 0, and what time it is then in the zones of the sellers. */
final class Calendar {
    /** Four years of business. */
    static final int HISTORY_DAYS = 1_461;

    private static final int FIRST_DAY = -HISTORY_DAYS - 60;
    private static final int LAST_DAY = 60;
    private static final int SATURDAY = 5;

    private final long nowMillis;
    private final LocalDate today;
    private final Map<ZoneId, Zone> zones = new HashMap<>();

    Calendar(Instant now) {
        this.nowMillis = now.toEpochMilli();
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** A table, because a million contacts ask millions of times. */
    static final class Zone {
        private final ZoneId id;
        private final long[] midnights = new long[LAST_DAY - FIRST_DAY + 1];

        private Zone(ZoneId id, LocalDate today) {
            this.id = id;
            for (int day = FIRST_DAY; day <= LAST_DAY; day++) {
                // From noon, so that working hours are right on the days when clocks change, too.
                midnights[day - FIRST_DAY] = today.plusDays(day)
                                .atTime(LocalTime.NOON)
                                .atZone(id)
                                .toInstant()
                                .toEpochMilli()
                        - 12 * 3_600_000L;
            }
        }

        ZoneId id() {
            return id;
        }

        /** Epoch milliseconds. */
        long at(int day, int secondOfDay) {
            return midnights[day - FIRST_DAY] + secondOfDay * 1_000L;
        }
    }

    Zone zone(ZoneId id) {
        return zones.computeIfAbsent(id, zone -> new Zone(zone, today));
    }

    long nowMillis() {
        return nowMillis;
    }

    /** Days since 1970. */
    long epochDay(int day) {
        return today.toEpochDay() + day;
    }

    /** The date that it is now in a zone. */
    int today(Zone zone) {
        return Math.toIntExact(
                LocalDate.ofInstant(Instant.ofEpochMilli(nowMillis), zone.id()).toEpochDay() - today.toEpochDay());
    }

    /** This day, or the last one before it that is no weekend. */
    int workdayUntil(int day) {
        return day - Math.max(0, dayOfWeek(day) - SATURDAY + 1);
    }

    /** This day, or the next one that is no weekend. */
    int workdayFrom(int day) {
        int dayOfWeek = dayOfWeek(day);
        return dayOfWeek < SATURDAY ? day : day + 7 - dayOfWeek;
    }

    private int dayOfWeek(int day) {
        return Math.floorMod(today.getDayOfWeek().getValue() - 1 + day, 7);
    }

    /** A second between eight and seven, most of them late in the morning and in the afternoon. */
    static int officeSecond(Dice dice, int stepMinutes) {
        int hour = 8 + dice.weighted(HOURS);
        return hour * 3_600 + dice.below(60 / stepMinutes) * stepMinutes * 60;
    }

    private static final double[] HOURS = Dice.sums(4, 10, 14, 13, 6, 8, 13, 12, 10, 6, 2);
}
