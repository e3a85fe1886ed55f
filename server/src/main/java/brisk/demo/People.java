package brisk.demo;

import brisk.demo.Companies.Company;
import brisk.demo.Dice.About;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contacts: first what decides about their timeline, then who they are. */
final class People {
    private static final double DUPLICATES = 0.008;
    private static final int FIRST_DUPLICATE = 20;
    private static final double EMPLOYED = 0.74;
    private static final double WITHOUT_OWNER = 0.04;
    /** The history's days are fuller towards its end. */
    private static final double GROWTH = 1.4;

    private static final int MOST_ACTIVITIES = 60;

    private final int count;
    private final Calendar calendar;
    private final Names names;
    private final Team team;
    private final Companies companies;
    private final Productions productions;
    private final List<String> freelanceRoles;

    /**
     * @param person whose name and address it has: its own index, or that of the contact it repeats
     * @param company index, -1 for none
     * @param owner index of a seller, -1 for none
     * @param createdDay {@link Calendar} day
     * @param activities how many there shall be until today
     */
    record Outline(
            int index,
            UUID id,
            int person,
            int market,
            int company,
            int owner,
            int createdDay,
            long createdAt,
            int activities) {

        boolean isDuplicate() {
            return person != index;
        }
    }

    /** @param company null for people who work for themselves */
    record Facts(
            Names.Person person,
            Market market,
            Market.City city,
            @Nullable Company company,
            @Nullable String role,
            @Nullable String production) {

        @Nullable
        UUID companyId() {
            return company == null ? null : company.id();
        }

        @Nullable
        String companyName() {
            return company == null ? null : company.name();
        }

        /** What the person is to us. */
        String type() {
            return company == null ? "Crew" : company.sector().type();
        }
    }

    People(
            int count,
            Calendar calendar,
            Names names,
            Team team,
            Companies companies,
            Productions productions,
            WordLists roles) {
        this.count = count;
        this.calendar = calendar;
        this.names = names;
        this.team = team;
        this.companies = companies;
        this.productions = productions;
        this.freelanceRoles = roles.items("freelance");
    }

    int count() {
        return count;
    }

    /** The working day on which a share of all records existed; yesterday at the latest. */
    static int day(Calendar calendar, double share) {
        return calendar.workdayUntil(-1 - (int) (Calendar.HISTORY_DAYS * Math.pow(1 - share, GROWTH)));
    }

    /** In the order of creation: a later index was never created on an earlier day. */
    Outline outline(int index) {
        Dice dice = Dice.about(About.OUTLINE, index);
        int person = index;
        if (isDuplicate(index, dice)) {
            person = index - 1 - dice.below(Math.min(index, 400));
            while (isDuplicate(person, Dice.about(About.OUTLINE, person))) {
                person--;
            }
        }
        double share = (index + 0.5) / count;
        Dice employment = Dice.about(About.PERSON, person);
        int market = Market.any(employment);
        int company = employment.chance(EMPLOYED)
                ? companies.known(market, Math.min(share, (person + 0.5) / count), employment)
                : -1;
        int owner = owner(market, company, dice);
        int day = day(calendar, share);
        int second = Calendar.officeSecond(dice, 1) + dice.below(60);
        long createdAt = team.member(Math.max(owner, 0)).zone().at(day, second) + dice.below(1_000);
        return new Outline(
                index,
                DemoIds.at(createdAt, dice.nextLong()),
                person,
                market,
                company,
                owner,
                day,
                createdAt,
                activities(owner < 0 || person != index, -day, dice));
    }

    /** Whether somebody of this index, who repeats nobody, probably works for a company. */
    boolean isEmployed(int index) {
        Dice employment = Dice.about(About.PERSON, index);
        Market.any(employment);
        return employment.chance(EMPLOYED);
    }

    private static boolean isDuplicate(int index, Dice dice) {
        return dice.chance(DUPLICATES) && index >= FIRST_DUPLICATE;
    }

    private int owner(int market, int company, Dice dice) {
        if (dice.chance(WITHOUT_OWNER)) {
            return -1;
        }
        if (company >= 0 && dice.chance(0.6)) {
            return companies.owner(company);
        }
        return team.seller(market, dice);
    }

    /** Five on the average: most people have two or three, one in six has none, one in a hundred has sixty. */
    private static int activities(boolean isNeglected, int ageDays, Dice dice) {
        double drawn = 4.5 * Math.pow(dice.unit(), -0.6) - 4;
        int most = isNeglected ? 1 : 2 + ageDays / 3;
        return Math.min((int) Math.clamp(drawn, 0, MOST_ACTIVITIES), most);
    }

    Facts facts(Outline contact) {
        Dice identity = Dice.about(About.PERSON, contact.person()).skip(8);
        Market market = Market.ALL.get(contact.market());
        Names.Person person = names.person(market, identity);
        Dice dice = Dice.about(About.CONTACT_FACTS, contact.index());
        Company company = contact.company() < 0 ? null : companies.at(contact.company());
        Market.City city = company == null ? dice.favour(market.cities()) : company.city();
        boolean isKnownWell = !contact.isDuplicate();
        String role = isKnownWell && dice.chance(0.95)
                ? dice.favour(
                        company == null ? freelanceRoles : company.sector().roles())
                : null;
        String production = isKnownWell && dice.chance(0.82) ? productions.any(market, dice) : null;
        return new Facts(person, market, city, company, role, production);
    }
}
