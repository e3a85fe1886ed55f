package brisk.demo;

import brisk.demo.Dice.About;
import brisk.demo.Team.Member;
import brisk.platform.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The enquiries of a car dealership in the last year: who asked for what, how fast somebody called back, and what became of it.
 * As with everything here, one follows from its index alone.
 */
final class LeadFacts {
    static final int RESPONSE_MINUTES = 30;

    /** For each contact of the demo. */
    private static final double SHARE = 0.2;

    /** As many numbers as there are around the sample number of the plan. */
    private static final int MOST = 500_000;

    private static final int DAYS = 365;
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long NEVER = Long.MIN_VALUE;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final List<String> BRANCHES = List.of("Andheri", "Banjara Hills", "Anna Nagar");
    private static final List<String> CITIES = List.of("Mumbai", "Hyderabad", "Chennai");
    private static final List<String> MODELS = List.of(
            "Arden Volt", "Arden Trail", "Arden City", "Arden Tourer", "Arden Trail 4x4", "Arden Volt Long Range");
    private static final List<String> SOURCES =
            List.of("Facebook", "Google Ads", "Website", "Phone-in", "Walk-in", "Car portal", "Referral", "Road show");
    private static final List<String> REMARKS = List.of(
            "Wants a test drive on Saturday.",
            "Asks for the on-road price.",
            "Has a car to exchange.",
            "Needs finance; salaried.",
            "Compares with two others, decides this month.",
            "Call after six in the evening.",
            "Wants the white one.");
    private static final List<String> OPEN = List.of("contacted", "qualified", "test_drive", "booked");

    private final World world;
    private final Market market;
    private final Calendar.Zone zone;
    private final List<Member> cres;
    private final List<Member> specialists;
    private final int count;

    /** An attempt to reach the customer. */
    record Attempt(int number, long dueAt, long doneAt, String outcome, String channel, UUID id) {}

    /**
     * @param respondedAt epoch milliseconds, {@link Long#MIN_VALUE} for not yet; so is closedAt, and nextAt for none planned
     * @param askedAgainAt the same for a second enquiry
     */
    record Lead(
            int index,
            UUID id,
            String uid,
            String name,
            String mobile,
            String typed,
            @Nullable String email,
            String source,
            String model,
            String city,
            String branch,
            Member cre,
            Member ps,
            String status,
            String priority,
            @Nullable String remarks,
            long createdAt,
            long respondedAt,
            long closedAt,
            long nextAt,
            long askedAgainAt,
            List<Attempt> attempts) {

        boolean byTelephone() {
            return source.equals("Phone-in") || source.equals("Walk-in");
        }

        long dueAt() {
            return createdAt + RESPONSE_MINUTES * MINUTE;
        }
    }

    LeadFacts(World world, int contacts) {
        this.world = world;
        this.market = Market.ALL.stream()
                .filter(m -> m.country().equals("IN"))
                .findFirst()
                .orElseThrow();
        this.zone = world.calendar.zone(market.cities().getFirst().zone());
        this.cres = members(world.team, Role.CRE);
        this.specialists = members(world.team, Role.PS);
        this.count = (int) Math.min(MOST, Math.round(contacts * SHARE));
    }

    static List<Member> members(Team team, Role role) {
        return team.members().stream().filter(m -> m.role() == role).toList();
    }

    /** Product specialists belong to a branch, and so do all managers but the first; null for everybody else. */
    static @Nullable String branchOf(Team team, Member member) {
        int place = members(team, member.role()).indexOf(member);
        return member.role() == Role.PS || (member.role() == Role.MANAGER && place > 0)
                ? BRANCHES.get(place % BRANCHES.size())
                : null;
    }

    int count() {
        return count;
    }

    Lead lead(int index) {
        Dice dice = Dice.about(About.LEAD, index);
        long now = world.calendar.nowMillis();
        long createdAt = createdAt(index, dice, now);
        int place = dice.skewed(specialists.size(), 1.3);
        long respondedAt = respondedAt(createdAt, dice, now);
        String status = respondedAt == NEVER ? "new" : status(now - createdAt, dice);
        boolean closed = respondedAt != NEVER && !OPEN.contains(status);
        long closedAt = closed ? Math.min(now, respondedAt + dice.below(20) * DAY + dice.below(300) * MINUTE) : NEVER;
        List<Attempt> attempts = respondedAt == NEVER
                ? List.of()
                : attempts(dice, respondedAt, closed ? closedAt : Math.min(now, respondedAt + 12 * DAY), createdAt);
        long nextAt = closed ? NEVER : respondedAt == NEVER ? createdAt + RESPONSE_MINUTES * MINUTE : next(dice, now);
        Names.Person person = world.names.person(market, dice);
        long number = 8_123_400_000L + index * 7_919L % MOST;
        String digits = Long.toString(number);
        String typed = "+91 " + digits.substring(0, 5) + " " + digits.substring(5);
        return new Lead(
                index,
                DemoIds.at(createdAt, dice.nextLong()),
                uid(index),
                person.name(),
                "+91" + digits,
                typed,
                dice.chance(0.5)
                        ? (person.first().ascii() + "." + person.last().ascii() + index + "@mail.example")
                                .toLowerCase(Locale.ROOT)
                        : null,
                SOURCES.get(dice.skewed(SOURCES.size(), 1.5)),
                dice.favour(MODELS),
                CITIES.get(place % CITIES.size()),
                BRANCHES.get(place % BRANCHES.size()),
                dice.pick(cres),
                specialists.get(place),
                status,
                dice.chance(0.15) ? "high" : dice.chance(0.2) ? "low" : "normal",
                dice.chance(0.6) ? dice.pick(REMARKS) : null,
                createdAt,
                respondedAt,
                closedAt,
                nextAt,
                dice.chance(0.08) && createdAt + 3 * DAY < now ? createdAt + dice.between(1, 48) * 60L * MINUTE : NEVER,
                attempts);
    }

    /** Ascending, evenly over the year, in the hours of the showroom. */
    private long createdAt(int index, Dice dice, long now) {
        int day = -(int) ((long) (count - 1 - index) * DAYS / count);
        long at = zone.at(day, (9 + dice.below(11)) * 3_600 + dice.below(3_600)) + dice.below(1_000);
        return at <= now - MINUTE ? at : now - (1 + (long) (count - index) % 600) * MINUTE;
    }

    /** Most are called in time, some late, and some of the last days not yet. */
    private static long respondedAt(long createdAt, Dice dice, long now) {
        double luck = dice.unit();
        long minutes = luck < 0.83 ? dice.between(2, 29) : dice.between(31, 900);
        long at = createdAt + minutes * MINUTE + dice.below(60_000);
        boolean forgotten = luck > 0.96 && now - createdAt < 4 * DAY;
        return at <= now && !forgotten ? at : NEVER;
    }

    private static String status(long age, Dice dice) {
        double luck = dice.unit();
        boolean old = age > 30 * DAY;
        if (luck < (old ? 0.16 : 0.04)) {
            return "won";
        }
        if (luck < (old ? 0.82 : 0.22)) {
            return "lost";
        }
        if (luck < (old ? 0.84 : 0.23)) {
            return "duplicate";
        }
        return OPEN.get(dice.skewed(OPEN.size(), 1.6));
    }

    private long next(Dice dice, long now) {
        int day = dice.chance(0.3) ? -dice.between(0, 3) : dice.between(1, 7);
        long at = zone.at(day, (9 + dice.below(10)) * 3_600 + dice.below(4) * 900);
        return Math.max(at, now - 4 * DAY);
    }

    private static List<Attempt> attempts(Dice dice, long first, long last, long createdAt) {
        List<Attempt> attempts = new ArrayList<>();
        int made = 1 + dice.skewed(4, 1.4);
        long dueAt = createdAt + RESPONSE_MINUTES * MINUTE;
        for (int i = 0; i < made; i++) {
            long doneAt = made == 1 ? first : first + (last - first) / (made - 1) * i;
            boolean isLast = i == made - 1;
            String outcome = isLast || dice.chance(0.4)
                    ? dice.chance(0.15) ? "visited" : "connected"
                    : dice.pick(List.of("no_answer", "busy", "callback", "unreachable"));
            String channel = outcome.equals("visited") ? "visit" : "call";
            attempts.add(new Attempt(i + 1, dueAt, doneAt, outcome, channel, DemoIds.at(doneAt, dice.nextLong())));
            dueAt = doneAt + DAY;
        }
        return attempts;
    }

    /** Multiplying by an odd number leaves numbers below a power of two different. */
    private static String uid(int index) {
        long scattered = (index + 1) * 0x9E37_79B1_7F4A_7C15L & (1L << 35) - 1;
        var text = new StringBuilder(8);
        for (int i = 0; i < 7; i++) {
            text.append(ALPHABET.charAt((int) ((scattered >>> (5 * i)) & 31))).append(i == 2 ? "-" : "");
        }
        return text.toString();
    }
}
