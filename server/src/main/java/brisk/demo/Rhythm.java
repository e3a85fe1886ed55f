package brisk.demo;

import brisk.demo.Dice.About;
import brisk.demo.People.Outline;
import java.util.ArrayList;
import java.util.List;

/**
 * When a contact and the organisation had to do with each other: on working days, in the hours of the one who did it, one
 * thing leading to the next, and either still going on or faded out at some time.
 */
final class Rhythm {
    private static final double BY_COLLEAGUE = 0.1;
    private static final double LEADS_TO_NEXT = 0.35;
    private static final double PLANNED = 0.025;

    private final Calendar calendar;
    private final Team team;

    /**
     * @param actor index of the user
     * @param occurredAt epoch milliseconds, in the future for what is planned
     * @param loggedAt when it was written down
     * @param seed of its text
     */
    record Event(
            Kind kind, int actor, long occurredAt, long loggedAt, int durationSeconds, boolean isPlanned, long seed) {}

    Rhythm(Calendar calendar, Team team) {
        this.calendar = calendar;
        this.team = team;
    }

    /** Everything until now, and at most one meeting that is still to come. */
    List<Event> events(Outline contact) {
        Dice dice = Dice.about(About.RHYTHM, contact.index());
        List<Event> events = new ArrayList<>(contact.activities() + 1);
        double style = dice.unit();
        int latest = latestDay(contact.createdDay(), style, dice);
        double density = style < 0.5 ? 2.2 : 1.3;
        int day = contact.createdDay();
        for (int i = 0; i < contact.activities(); i++) {
            boolean isNext = i > 0 && dice.chance(LEADS_TO_NEXT);
            int drawn = isNext
                    ? Math.min(day + dice.between(1, 5), latest)
                    : latest - (int) ((latest - contact.createdDay()) * Math.pow(dice.unit(), density));
            day = Math.max(calendar.workdayUntil(drawn), contact.createdDay());
            Event event = event(contact, day, i, dice);
            // What would be later today has not happened yet.
            if (event.occurredAt() <= calendar.nowMillis()) {
                events.add(event);
            }
        }
        if (contact.owner() >= 0 && !contact.isDuplicate() && dice.chance(PLANNED)) {
            events.add(planned(contact, dice));
        }
        return events;
    }

    /** Half of the relationships go on, the others ended a while or long ago. */
    private static int latestDay(int createdDay, double style, Dice dice) {
        double faded = dice.unit();
        if (style < 0.5) {
            return 0;
        }
        return (int) (createdDay * (style < 0.8 ? 0.05 + 0.4 * faded : 0.5 + 0.5 * faded));
    }

    private Event event(Outline contact, int day, int place, Dice dice) {
        long seed = Dice.seed(Dice.seed(About.EVENT, contact.index()), place);
        Kind kind = Kind.any(dice);
        int actor = contact.owner() < 0 || dice.chance(BY_COLLEAGUE)
                ? team.seller(contact.market(), dice)
                : contact.owner();
        int second = Calendar.officeSecond(dice, kind == Kind.MEETING ? 30 : 1);
        long soonest = contact.createdAt() + dice.between(1, 40) * 60_000L;
        long occurredAt = Math.max(team.member(actor).zone().at(day, second), soonest / 60_000 * 60_000);
        int seconds = seconds(kind, dice);
        long lag = kind == Kind.EMAIL || kind == Kind.MESSAGE ? dice.below(5_000) : dice.between(20, 1_800) * 1_000L;
        long loggedAt = Math.clamp(occurredAt + seconds * 1_000L + lag, contact.createdAt(), calendar.nowMillis());
        return new Event(kind, actor, occurredAt, loggedAt, seconds, false, seed);
    }

    private Event planned(Outline contact, Dice dice) {
        long seed = Dice.seed(Dice.seed(About.EVENT, contact.index()), contact.activities());
        Calendar.Zone zone = team.member(contact.owner()).zone();
        int day = calendar.workdayFrom(dice.between(2, 24));
        long occurredAt = zone.at(day, Calendar.officeSecond(dice, 30));
        int agreedDay = calendar.workdayUntil(-dice.between(1, 12));
        long agreedAt = Math.max(zone.at(agreedDay, Calendar.officeSecond(dice, 1)), contact.createdAt() + 60_000);
        return new Event(
                Kind.MEETING,
                contact.owner(),
                occurredAt,
                Math.min(agreedAt, calendar.nowMillis()),
                dice.between(1, 4) * 1_800,
                true,
                seed);
    }

    private static int seconds(Kind kind, Dice dice) {
        return switch (kind) {
            case CALL -> 20 + dice.skewed(2_400, 3);
            case MEETING -> dice.between(1, 5) * 1_800;
            case EMAIL, MESSAGE, NOTE, INTERACTION -> 0;
        };
    }

    /** Epoch milliseconds of the last contact, {@link Long#MIN_VALUE} for never. */
    static long lastContacted(List<Event> events) {
        long last = Long.MIN_VALUE;
        for (Event event : events) {
            if (event.kind().isContact() && !event.isPlanned()) {
                last = Math.max(last, event.occurredAt());
            }
        }
        return last;
    }
}
