package brisk.demo;

import brisk.demo.Dice.About;
import brisk.demo.People.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was sold to whom, and how it went: deals begin after their contact is known, go through the stages on working days,
 * and are won, lost, or still somewhere on their way. The deals of a contact can be made from the contact alone.
 */
final class Sales {
    static final int WON = 4;
    static final int LOST = 5;

    /** As in the pipeline that every workspace begins with. */
    static final List<String> STAGES = List.of("New", "Qualified", "Proposal", "Negotiation", "Won", "Lost");

    static final List<Integer> PROBABILITIES = List.of(10, 25, 50, 75, 100, 0);

    /** So many contacts share the deals that fall to them, some have several and others none. */
    private static final int BLOCK = 16;

    private static final int USUAL_SIZE = 10_000;
    private static final double USUAL_SHARE = 0.88;
    private static final double WON_OF_CLOSED = 0.632;
    private static final double STALLED = 0.05;
    private static final double SKIPS_A_STAGE = 0.15;
    private static final double GOES_BACK = 0.04;
    private static final double WITHOUT_VALUE = 0.1;
    private static final long HOUR_MILLIS = 3_600_000;
    /** How far a deal gets before it is lost, and where it stalls. */
    private static final double[] DROPS = Dice.sums(22, 30, 30, 18);

    private final Calendar calendar;
    private final Team team;
    private final People people;
    private final List<Product> products;
    private final double[] productSums;
    private final List<String> lostReasons;
    private final List<String> wonReasons;
    private final UUID[] stages = new UUID[STAGES.size()];
    private final int count;

    /** @param price in cents */
    record Product(UUID id, String name, String category, long price) {}

    /** @param stage index of {@link #STAGES} */
    record Step(int stage, long at) {}

    /**
     * @param owner index of the user
     * @param steps through its stages, the beginning first
     * @param value in cents, -1 for none
     * @param expectedDay {@link Calendar} day
     */
    record Deal(
            UUID id,
            long seed,
            int owner,
            Product product,
            int quantity,
            long unitPrice,
            List<Step> steps,
            long value,
            int expectedDay,
            @Nullable String reason) {

        long createdAt() {
            return steps.getFirst().at();
        }

        int stage() {
            return steps.getLast().stage();
        }

        boolean isOpen() {
            return stage() < WON;
        }

        String status() {
            return isOpen() ? "open" : stage() == WON ? "won" : "lost";
        }

        /** Whether it was going on at a moment. */
        boolean coversAt(long at) {
            return at >= createdAt() && (isOpen() || at <= steps.getLast().at());
        }
    }

    Sales(int contacts, Calendar calendar, Team team, People people) {
        this.calendar = calendar;
        this.team = team;
        this.people = people;
        double growth = Math.clamp(Math.log10(Math.max(1.0, contacts / (double) USUAL_SIZE)) / 2, 0, 1);
        this.count = (int) Math.round(contacts * (USUAL_SHARE + (1 - USUAL_SHARE) * growth));
        WordLists words = WordLists.read("products.txt");
        this.lostReasons = words.items("lost");
        this.wonReasons = words.items("won");
        long begun = team.member(0).createdAt();
        this.products = new ArrayList<>();
        List<String> lines = words.lines("products");
        var weights = new double[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split("\\s*\\|\\s*");
            weights[i] = Double.parseDouble(parts[3]);
            UUID id = DemoIds.at(begun + i, Dice.seed(About.PRODUCT, i));
            products.add(new Product(id, parts[0], parts[1], Long.parseLong(parts[2]) * 100));
        }
        this.productSums = Dice.sums(weights);
        for (int i = 0; i < stages.length; i++) {
            stages[i] = DemoIds.at(begun + i, Dice.seed(About.STAGE, i));
        }
    }

    int count() {
        return count;
    }

    List<Product> products() {
        return products;
    }

    UUID stage(int index) {
        return stages[index];
    }

    /** The deals with a contact, in the order in which they fell to them. */
    List<Deal> of(Outline contact) {
        int first = contact.index() / BLOCK * BLOCK;
        int members = Math.min(BLOCK, people.count() - first);
        List<Deal> deals = new ArrayList<>(2);
        int end = place(first + members);
        for (int deal = place(first); deal < end; deal++) {
            if (member(deal, first, members) == contact.index()) {
                deals.add(deal(contact, deal));
            }
        }
        return deals;
    }

    /** How many deals fall to the contacts before this one. */
    private int place(int contact) {
        return (int) ((long) contact * count / people.count());
    }

    /** To which of its block's contacts a deal falls; more often to one with a company. */
    private int member(int deal, int first, int members) {
        Dice dice = Dice.about(About.DEAL, deal);
        int member = first + dice.below(members);
        return !people.isEmployed(member) && dice.chance(0.5) ? first + dice.below(members) : member;
    }

    private Deal deal(Outline contact, int index) {
        long seed = Dice.seed(About.DEAL_FACTS, index);
        var dice = new Dice(seed);
        int owner = contact.owner() >= 0 ? contact.owner() : team.seller(contact.market(), dice);
        Calendar.Zone zone = team.member(owner).zone();
        int day = calendar.workdayUntil(contact.createdDay() + (int) (-contact.createdDay() * dice.unit()));
        long createdAt = Math.max(
                zone.at(day, Calendar.officeSecond(dice, 1)) + dice.below(1_000),
                contact.createdAt() + dice.between(1, 90) * 60_000L);
        createdAt = Math.min(createdAt, calendar.nowMillis() - dice.below(60_000));
        boolean wins = dice.chance(WON_OF_CLOSED);
        int days = wins ? 8 + dice.skewed(105, 1.2) : 4 + dice.skewed(105, 1.6);
        boolean stalls = dice.chance(STALLED) && day > -400;
        List<Step> steps = steps(path(wins, stalls, dice), zone, day, days, createdAt, dice);
        Product product = products.get(dice.weighted(productSums));
        int quantity = dice.chance(0.85) ? 1 : dice.between(2, 4);
        long unitPrice = Math.round(product.price() * Math.clamp(1 + 0.12 * dice.nextGaussian(), 0.6, 1.4) / 100) * 100;
        int last = steps.getLast().stage();
        boolean hasValue = last >= WON || !dice.chance(WITHOUT_VALUE);
        String reason = last == LOST && dice.chance(0.8)
                ? dice.favour(lostReasons)
                : last == WON && dice.chance(0.2) ? dice.favour(wonReasons) : null;
        return new Deal(
                DemoIds.at(createdAt, dice.nextLong()),
                seed,
                owner,
                product,
                quantity,
                unitPrice,
                steps,
                hasValue ? unitPrice * quantity : -1,
                calendar.workdayFrom(day + (int) (days * (0.8 + 0.5 * dice.unit()))),
                reason);
    }

    /** The stages in their order; a deal that stalls has no end. */
    private static List<Integer> path(boolean wins, boolean stalls, Dice dice) {
        int furthest = wins && !stalls ? WON - 1 : dice.weighted(DROPS);
        List<Integer> path = new ArrayList<>(8);
        path.add(0);
        for (int stage = 1; stage <= furthest; stage++) {
            boolean isSkipped = stage == 1 && furthest > 1 && dice.chance(SKIPS_A_STAGE);
            if (!isSkipped) {
                path.add(stage);
                if (stage == 2 && dice.chance(GOES_BACK)) {
                    path.add(1);
                    path.add(2);
                }
            }
        }
        if (!stalls) {
            path.add(wins ? WON : LOST);
        }
        return path;
    }

    /** What would be later than now has not happened yet. */
    private List<Step> steps(List<Integer> path, Calendar.Zone zone, int day, int days, long createdAt, Dice dice) {
        List<Step> steps = new ArrayList<>(path.size());
        steps.add(new Step(path.getFirst(), createdAt));
        long before = createdAt;
        for (int i = 1; i < path.size(); i++) {
            double share = (i - 0.4 + 0.4 * dice.unit()) / (path.size() - 1);
            int on = calendar.workdayFrom(day + (int) (days * share));
            long at = on > 0 ? Long.MAX_VALUE : zone.at(on, Calendar.officeSecond(dice, 1));
            at = Math.max(at, before + HOUR_MILLIS);
            if (at > calendar.nowMillis()) {
                break;
            }
            steps.add(new Step(path.get(i), at));
            before = at;
        }
        return steps;
    }
}
