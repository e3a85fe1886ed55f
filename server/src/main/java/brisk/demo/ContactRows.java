package brisk.demo;

import brisk.demo.Dice.About;
import brisk.demo.People.Facts;
import brisk.demo.People.Outline;
import brisk.demo.Rhythm.Event;
import brisk.platform.http.Json;
import brisk.platform.records.PhoneNumbers.Phone;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the contacts, in the order of their creation. */
final class ContactRows {
    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "emails",
            "phones",
            "organisation",
            "company_id",
            "job_title",
            "role",
            "production",
            "type",
            "status",
            "warmness",
            "in_campaign",
            "last_contacted_at",
            "owner_id",
            "source",
            "tags",
            "custom",
            "created_at",
            "updated_at");
    private static final List<String> MAIL_DOMAINS =
            List.of("mailbox.example", "crewmail.example", "inbox.example", "post.example", "setmail.example");
    private static final double DAY_MILLIS = 86_400_000.0;

    private final World world;
    private final Samples samples;
    private final List<String> sources;
    private final List<String> tags;
    private final List<String> unions;
    private final List<String> languages;

    /** @param samples is shown every contact */
    ContactRows(World world, Samples samples) {
        this.world = world;
        this.samples = samples;
        this.sources = world.words.items("source");
        this.tags = world.words.items("tags");
        this.unions = world.words.items("union");
        this.languages = world.words.items("language");
    }

    long write(Connection connection, IntConsumer progress) throws SQLException {
        try (var rows = new CopyStream(connection, world.workspaceId, "contacts", COLUMNS)) {
            for (int i = 0; i < world.people.count(); i++) {
                Outline contact = world.people.outline(i);
                samples.see(contact);
                write(rows, contact, world.people.facts(contact));
                progress.accept(i + 1);
            }
            return rows.finish();
        }
    }

    private void write(CopyStream rows, Outline contact, Facts facts) throws SQLException {
        Dice dice = Dice.about(About.CONTACT_ROW, contact.index());
        List<Event> events = world.rhythm.events(contact);
        long last = Rhythm.lastContacted(events);
        String type = facts.type();
        boolean isBuyer = type.equals("Client") || type.equals("Agency");
        rows.row()
                .id(contact.id())
                .text(
                        contact.isDuplicate()
                                ? Names.variant(facts.person(), facts.market(), dice)
                                : facts.person().name())
                .texts(emails(contact, facts))
                .json(Json.bytes(phones(facts, dice)))
                .text(facts.companyName())
                .id(facts.companyId())
                .text(jobTitle(facts, dice))
                .text(facts.role())
                .text(facts.production())
                .text(contact.isDuplicate() ? null : type)
                .text(status(contact, events, last, isBuyer, dice))
                .small(warmness(contact, events, last, dice))
                .bool(dice.chance(campaign(events, isBuyer)))
                .timeOrNone(last)
                .id(
                        contact.owner() < 0
                                ? null
                                : world.team.member(contact.owner()).id())
                .text(contact.isDuplicate() ? "Import" : dice.favour(sources))
                .texts(contact.isDuplicate() ? List.of() : tags(dice))
                .json(Json.bytes(contact.isDuplicate() ? Map.of() : custom(facts, dice)))
                .time(contact.createdAt())
                .time(Math.max(last, contact.createdAt()));
    }

    /** A repeated contact has the address of the first one: that is how it can be found. */
    private static List<String> emails(Outline contact, Facts facts) {
        Dice dice = Dice.about(About.ADDRESS, contact.person());
        if (dice.chance(0.06) && !contact.isDuplicate()) {
            return List.of();
        }
        String first = facts.person().first().ascii();
        String last = facts.person().last().ascii();
        String own = first + "." + last + contact.person() % 10_000 + "@" + dice.pick(MAIL_DOMAINS);
        if (facts.company() == null) {
            return List.of(own);
        }
        // Every company has one way of making addresses.
        String local = switch (facts.company().index() % 8) {
            case 0 -> first.charAt(0) + last;
            case 1 -> first + "_" + last;
            case 2 -> first.charAt(0) + "." + last;
            case 3 -> last + "." + first;
            default -> first + "." + last;
        };
        String work = local + "@" + facts.company().domain();
        return dice.chance(0.1) ? List.of(work, own) : List.of(work);
    }

    private static List<Phone> phones(Facts facts, Dice dice) {
        List<Phone> phones = new ArrayList<>(2);
        if (dice.chance(0.8)) {
            phones.add(Phones.mobile(facts.market(), facts.city(), dice));
        }
        if (dice.chance(facts.company() == null ? 0.1 : 0.35)) {
            phones.add(Phones.office(facts.market(), facts.city(), dice));
        }
        return phones;
    }

    private static @Nullable String jobTitle(Facts facts, Dice dice) {
        String role = facts.role();
        if (role == null) {
            return null;
        }
        return switch (dice.below(facts.company() == null ? 4 : 7)) {
            case 0, 1 -> facts.company() == null ? "Freelance " + role : "Senior " + role;
            case 2 -> role + ", " + facts.city().name();
            case 3 -> null;
            default -> role;
        };
    }

    private String status(Outline contact, List<Event> events, long last, boolean isBuyer, Dice dice) {
        if (last == Long.MIN_VALUE) {
            return "New";
        }
        double days = (world.calendar.nowMillis() - last) / DAY_MILLIS;
        if (days > 400) {
            return dice.chance(0.25) ? "Lost" : "Dormant";
        }
        if (events.size() >= 6 && dice.chance(0.6)) {
            return isBuyer ? "Client" : "Partner";
        }
        return events.size() <= 2 || contact.owner() < 0 ? "Contacted" : "Engaged";
    }

    /** Campaigns are for people who know us. */
    private static double campaign(List<Event> events, boolean isBuyer) {
        return switch (events.size()) {
            case 0 -> 0.01;
            case 1, 2 -> 0.04;
            default -> isBuyer ? 0.35 : 0.18;
        };
    }

    /** Recent and frequent contact makes it warm; somebody new is not as cold as somebody forgotten. */
    private int warmness(Outline contact, List<Event> events, long last, Dice dice) {
        if (last == Long.MIN_VALUE) {
            return contact.createdDay() > -90 ? dice.between(10, 30) : dice.below(12);
        }
        double days = (world.calendar.nowMillis() - last) / DAY_MILLIS;
        double habit = 9 * Math.log1p(events.size()) * Math.exp(-days / 700);
        return (int) Math.clamp(65 * Math.exp(-days / 120) + habit + dice.between(-8, 8), 1, 100);
    }

    private List<String> tags(Dice dice) {
        Set<String> chosen = new LinkedHashSet<>();
        for (int i = dice.skewed(4, 1.8); i > 0; i--) {
            chosen.add(dice.favour(tags));
        }
        return List.copyOf(chosen);
    }

    private Map<String, Object> custom(Facts facts, Dice dice) {
        Map<String, Object> custom = new LinkedHashMap<>();
        if (facts.company() == null && dice.chance(0.7)) {
            custom.put("dayRate", 200 + 25 * dice.below(45));
            custom.put("currency", facts.market().currency());
        }
        if (facts.company() == null && facts.market().country().equals("US") && dice.chance(0.6)) {
            custom.put("union", dice.favour(unions));
        }
        if (dice.chance(0.2)) {
            custom.put("language", dice.favour(languages));
        }
        if (dice.chance(0.08)) {
            custom.put("hasCarnet", dice.chance(0.5));
        }
        return custom;
    }
}
