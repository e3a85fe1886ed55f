package brisk.demo;

import brisk.demo.Dice.About;
import brisk.demo.People.Facts;
import brisk.demo.People.Outline;
import brisk.demo.Team.Member;
import brisk.platform.security.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Writes everybody's reminders around today, and what the sellers have pinned. */
final class ReminderRows {
    private static final List<String> COLUMNS = List.of(
            "id",
            "title",
            "note",
            "contact_id",
            "company_id",
            "deal_id",
            "user_id",
            "state",
            "due_at",
            "done_at",
            "created_at",
            "updated_at");
    private static final List<String> PIN_COLUMNS = List.of("user_id", "contact_id", "position", "pinned_at");
    private static final int MOST_PINS = 12;
    private static final int ACTIVITIES_OF_PINNED = 3;
    private static final long MINUTE_MILLIS = 60_000;

    private final World world;
    private final Samples samples;

    private enum When {
        OVERDUE,
        TODAY,
        UPCOMING,
        DONE
    }

    ReminderRows(World world, Samples samples) {
        this.world = world;
        this.samples = samples;
    }

    long write(Connection connection) throws SQLException {
        try (var rows = new CopyStream(connection, world.workspaceId, "reminders", COLUMNS)) {
            for (Member user : world.team.members()) {
                if (user.role() != Role.VIEWER) {
                    write(rows, user);
                }
            }
            return rows.finish();
        }
    }

    private void write(CopyStream rows, Member user) throws SQLException {
        Dice dice = Dice.about(About.REMINDER, user.index());
        boolean isSeller = user.role() == Role.SELLER;
        // The others help with somebody's contacts.
        Iterator<Outline> contacts =
                samples.of(isSeller ? user.index() : dice.below(12)).iterator();
        int share = isSeller ? 1 : 2;
        write(rows, user, When.OVERDUE, dice.between(3, 7) / share, contacts, dice);
        write(rows, user, When.TODAY, dice.between(3, 6) / share, contacts, dice);
        write(rows, user, When.UPCOMING, dice.between(5, 10) / share, contacts, dice);
        write(rows, user, When.DONE, dice.between(5, 12) / share, contacts, dice);
    }

    private void write(CopyStream rows, Member user, When when, int count, Iterator<Outline> contacts, Dice dice)
            throws SQLException {
        int today = world.calendar.today(user.zone());
        int written = 0;
        while (written < count && contacts.hasNext()) {
            Outline contact = contacts.next();
            int day = switch (when) {
                case OVERDUE -> world.calendar.workdayUntil(today - dice.between(1, 9));
                case TODAY -> today;
                case UPCOMING -> world.calendar.workdayFrom(today + dice.between(1, 14));
                case DONE -> world.calendar.workdayUntil(today - dice.between(1, 25));
            };
            long dueAt = user.zone().at(day, Calendar.officeSecond(dice, 15));
            long writtenAt = user.zone()
                    .at(
                            world.calendar.workdayUntil(Math.min(day, -1) - dice.between(1, 8)),
                            Calendar.officeSecond(dice, 1));
            if (contact.createdAt() < writtenAt) {
                write(rows, user, contact, when == When.DONE, dueAt, writtenAt, dice);
                written++;
            }
        }
    }

    private void write(
            CopyStream rows, Member user, Outline contact, boolean isDone, long dueAt, long writtenAt, Dice dice)
            throws SQLException {
        Facts facts = world.people.facts(contact);
        long now = world.calendar.nowMillis();
        long doneAt = isDone ? Math.min(dueAt + dice.between(-30, 240) * MINUTE_MILLIS, now) : Long.MIN_VALUE;
        boolean isDue = dueAt <= now;
        Phrases.Said said = world.phrases.say(facts, user, dice, "reminder");
        rows.row()
                .id(DemoIds.at(writtenAt, dice.nextLong()))
                .text(Objects.requireNonNull(said.subject()))
                .text(dice.chance(0.4) ? said.text() : null)
                .id(contact.id())
                .id(facts.companyId())
                .id(world.sales.of(contact).stream()
                        .filter(deal -> deal.isOpen() && deal.createdAt() < writtenAt)
                        .map(Sales.Deal::id)
                        .findFirst()
                        .orElse(null))
                .id(user.id())
                .text(isDone ? "done" : isDue ? "due" : "open")
                .time(dueAt)
                .timeOrNone(doneAt)
                .time(writtenAt)
                .time(isDone ? doneAt : isDue ? dueAt : writtenAt);
    }

    /** Nobody pins a stranger. */
    long writePins(Connection connection) throws SQLException {
        try (var rows = new CopyStream(connection, world.workspaceId, "book_pins", PIN_COLUMNS)) {
            for (Member user : world.team.members()) {
                List<Outline> pinned = samples.of(user.index()).stream()
                        .filter(contact -> contact.activities() >= ACTIVITIES_OF_PINNED)
                        .limit(MOST_PINS)
                        .toList();
                for (int i = 0; i < pinned.size(); i++) {
                    long pinnedAt = pinned.get(i).createdAt() + (i + 1) * MINUTE_MILLIS;
                    rows.row()
                            .id(user.id())
                            .id(pinned.get(i).id())
                            .integer(i + 1)
                            .time(Math.min(pinnedAt, world.calendar.nowMillis()));
                }
            }
            return rows.finish();
        }
    }
}
