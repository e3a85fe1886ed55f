package brisk.demo;

import brisk.demo.People.Facts;
import brisk.demo.People.Outline;
import brisk.demo.Phrases.Said;
import brisk.demo.Rhythm.Event;
import brisk.demo.Sales.Deal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the activities quarter by quarter. Within one, those of a contact stay together; over the years they lie apart,
 * as they do in a table that grew day by day, so that what is measured on it is true elsewhere.
 */
final class ActivityRows {
    private static final List<String> COLUMNS = List.of(
            "id",
            "kind",
            "contact_id",
            "company_id",
            "deal_id",
            "owner_id",
            "subject",
            "body",
            "direction",
            "channel",
            "outcome",
            "duration_seconds",
            "occurred_at",
            "created_at",
            "updated_at");
    private static final List<String> CHANNELS = List.of("WhatsApp", "SMS", "LinkedIn", "Signal");
    private static final int QUARTER_DAYS = 92;
    private static final long DAY_MILLIS = 86_400_000;

    private final World world;

    ActivityRows(World world) {
        this.world = world;
    }

    long write(Connection connection, IntConsumer progress) throws SQLException {
        int written = 0;
        try (var rows = new CopyStream(connection, world.workspaceId, "activities", COLUMNS)) {
            for (int day = -Calendar.HISTORY_DAYS - 10; day <= 0; day += QUARTER_DAYS) {
                long from = world.calendar.nowMillis() + day * DAY_MILLIS;
                long to = day + QUARTER_DAYS > 0 ? Long.MAX_VALUE : from + QUARTER_DAYS * DAY_MILLIS;
                written = write(rows, from, to, written, progress);
            }
            return rows.finish();
        }
    }

    private int write(CopyStream rows, long from, long to, int before, IntConsumer progress) throws SQLException {
        int written = before;
        for (int i = 0; i < world.people.count(); i++) {
            Outline contact = world.people.outline(i);
            if (contact.createdDay() * DAY_MILLIS + world.calendar.nowMillis() - 2 * DAY_MILLIS > to) {
                break;
            }
            Facts facts = null;
            List<Deal> deals = List.of();
            for (Event event : world.rhythm.events(contact)) {
                if (event.loggedAt() >= from && event.loggedAt() < to) {
                    if (facts == null) {
                        facts = world.people.facts(contact);
                        deals = world.sales.of(contact);
                    }
                    write(rows, contact, facts, deals, event);
                    progress.accept(++written);
                }
            }
        }
        return written;
    }

    /** What an activity says. */
    private record Content(
            @Nullable String subject,
            @Nullable String body,
            @Nullable String direction,
            @Nullable String channel,
            @Nullable String outcome,
            int durationSeconds) {

        static Content of(
                Said said,
                @Nullable String direction,
                @Nullable String channel,
                @Nullable String outcome,
                int durationSeconds) {
            return new Content(said.subject(), said.text(), direction, channel, outcome, durationSeconds);
        }
    }

    /** What happens with somebody while a deal is going on, is about it. */
    private static @Nullable UUID deal(List<Deal> deals, Event event) {
        long at = event.isPlanned() ? event.loggedAt() : event.occurredAt();
        return deals.stream()
                .filter(deal -> deal.coversAt(at) && (deal.isOpen() || !event.isPlanned()))
                .map(Deal::id)
                .findFirst()
                .orElse(null);
    }

    private void write(CopyStream rows, Outline contact, Facts facts, List<Deal> deals, Event event)
            throws SQLException {
        Dice dice = new Dice(event.seed());
        Team.Member actor = world.team.member(event.actor());
        Content content = content(event, facts, actor, dice);
        rows.row()
                .id(DemoIds.at(event.loggedAt(), event.seed()))
                .text(event.kind().label())
                .id(contact.id())
                .id(facts.companyId())
                .id(deal(deals, event))
                .id(actor.id())
                .text(content.subject())
                .text(content.body())
                .text(content.direction())
                .text(content.channel())
                .text(content.outcome())
                .integerOrNone(content.durationSeconds())
                .time(event.occurredAt())
                .time(event.loggedAt())
                .time(event.loggedAt());
    }

    private Content content(Event event, Facts facts, Team.Member me, Dice dice) {
        return switch (event.kind()) {
            case CALL -> call(event, facts, me, dice);
            case EMAIL -> {
                boolean isOut = dice.chance(0.6);
                String outcome = isOut && dice.chance(0.4) ? "replied" : null;
                yield Content.of(
                        say(facts, me, dice, isOut ? "email.out" : "email.in"), direction(isOut), null, outcome, 0);
            }
            case MESSAGE -> {
                boolean isOut = dice.chance(0.55);
                Said said = say(facts, me, dice, isOut ? "message.out" : "message.in");
                yield Content.of(said, direction(isOut), dice.favour(CHANNELS), null, 0);
            }
            case NOTE -> Content.of(say(facts, me, dice, "note"), null, null, null, 0);
            case MEETING -> meeting(event, facts, me, dice);
            case INTERACTION -> Content.of(say(facts, me, dice, "interaction"), null, "in person", null, 0);
        };
    }

    private static String direction(boolean isOut) {
        return isOut ? "outbound" : "inbound";
    }

    private Content call(Event event, Facts facts, Team.Member me, Dice dice) {
        return switch (dice.below(20)) {
            case 0, 1, 2, 3 ->
                Content.of(say(facts, me, dice, "call.voicemail"), "outbound", null, "voicemail", dice.between(15, 60));
            case 4 -> Content.of(say(facts, me, dice, "call.missed"), "outbound", null, "no answer", 0);
            case 5 ->
                new Content(say(facts, me, dice, "call.missed").subject(), null, "outbound", null, "no answer", 0);
            case 6, 7, 8 -> answered(say(facts, me, dice, "call.reached"), event, dice);
            case 9, 10, 11 -> answered(say(facts, me, dice, "call.reached", "next"), event, dice);
            default -> answered(say(facts, me, dice, "call.reached", "detail", "next"), event, dice);
        };
    }

    private static Content answered(Said said, Event event, Dice dice) {
        return Content.of(said, direction(dice.chance(0.7)), null, "reached", event.durationSeconds());
    }

    private Content meeting(Event event, Facts facts, Team.Member me, Dice dice) {
        String channel = dice.chance(0.3) ? "video" : "in person";
        return event.isPlanned()
                ? Content.of(say(facts, me, dice, "meeting.planned"), null, channel, "planned", event.durationSeconds())
                : Content.of(
                        say(facts, me, dice, "meeting", "detail", "next"),
                        null,
                        channel,
                        "held",
                        event.durationSeconds());
    }

    private Said say(Facts contact, Team.Member me, Dice dice, String section, String... then) {
        return world.phrases.say(contact, me, dice, section, then);
    }
}
