package brisk.demo;

import brisk.demo.Dice.About;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who the contacts work for. Any company can be made from its index alone. */
final class Companies {
    static final int MOST = 60_000;
    private static final int CONTACTS_PER_COMPANY = 8;
    private static final int FEWEST = 6;
    private static final double SUBSIDIARIES = 0.12;
    private static final double NAMED_AFTER_FOUNDERS = 0.35;
    /** Coprime to the number of pairs of words, so that no two companies get the same pair. */
    private static final long STRIDE = 7_919;

    private final int count;
    private final Calendar calendar;
    private final Names names;
    private final Team team;
    private final List<Sector> sectors;
    private final double[] sectorSums;
    private final List<String> firstWords;
    private final List<String> secondWords;
    private final int[][] byMarket;

    /**
     * @param brand the part of the name that a subsidiary keeps
     * @param owner index of a seller
     */
    record Company(
            int index,
            UUID id,
            String name,
            String brand,
            String domain,
            Sector sector,
            int marketIndex,
            Market.City city,
            int owner,
            @Nullable UUID parent,
            long createdAt) {

        Market market() {
            return Market.ALL.get(marketIndex);
        }
    }

    Companies(int contacts, Calendar calendar, Names names, Team team, WordLists roles) {
        this.count = Math.clamp(contacts / CONTACTS_PER_COMPANY, FEWEST, MOST);
        this.calendar = calendar;
        this.names = names;
        this.team = team;
        WordLists words = WordLists.read("companies.txt");
        this.sectors = Sector.read(words, roles);
        this.sectorSums = Dice.sums(sectors.stream().mapToDouble(Sector::weight).toArray());
        this.firstWords = words.items("first");
        this.secondWords = words.items("second");
        int[] markets = IntStream.range(0, count).map(Companies::market).toArray();
        this.byMarket = IntStream.range(0, Market.ALL.size())
                .mapToObj(m ->
                        IntStream.range(0, count).filter(i -> markets[i] == m).toArray())
                .toArray(int[][]::new);
    }

    int count() {
        return count;
    }

    private static int market(int index) {
        return Market.any(Dice.about(About.COMPANY, index));
    }

    /**
     * A company of the market that was known when a share of the history had passed, the oldest ones far more often: they
     * have had the time to grow.
     *
     * @return its index, -1 where there is none yet
     */
    int known(int market, double share, Dice dice) {
        int[] all = byMarket[market];
        int place = Arrays.binarySearch(all, (int) (share * count));
        int known = place < 0 ? -place - 1 : place;
        return known == 0 ? -1 : all[dice.skewed(known, 2)];
    }

    Company at(int index) {
        int market = market(index);
        Dice dice = Dice.about(About.COMPANY_FACTS, index);
        int parent = parent(index, dice);
        Sector sector = sectors.get(dice.weighted(sectorSums));
        Market.City city = dice.favour(Market.ALL.get(market).cities());
        int owner = owner(index);
        int day = People.day(calendar, (index + 0.5) / count) - 20;
        long createdAt = team.member(owner).zone().at(calendar.workdayUntil(day), Calendar.officeSecond(dice, 1));
        UUID id = DemoIds.at(createdAt, dice.nextLong());
        String suffix = sector.suffix(Market.ALL.get(market), dice);
        if (parent >= 0) {
            Company mother = at(parent);
            String domain = Market.ALL.get(market).country().toLowerCase(java.util.Locale.ROOT) + "." + mother.domain();
            String name = mother.brand() + " " + suffix + " " + city.name();
            return new Company(
                    index, id, name, mother.brand(), domain, sector, market, city, owner, mother.id(), createdAt);
        }
        Names.Part brand = brand(index, Market.ALL.get(market), dice);
        String name = brand.text() + " " + suffix;
        String domain = brand.ascii() + ".example";
        return new Company(index, id, name, brand.text(), domain, sector, market, city, owner, null, createdAt);
    }

    /** The index of the seller who looks after it. */
    int owner(int index) {
        return team.seller(market(index), Dice.about(About.COMPANY_OWNER, index));
    }

    /** The index of the company that a subsidiary belongs to; -1 for all others. */
    private static int parent(int index, Dice dice) {
        boolean isSubsidiary = isSubsidiary(index, dice);
        int parent = dice.skewed(Math.max(1, index), 2);
        return isSubsidiary && !isSubsidiary(parent, Dice.about(About.COMPANY_FACTS, parent)) ? parent : -1;
    }

    private static boolean isSubsidiary(int index, Dice dice) {
        return dice.chance(SUBSIDIARIES) && index >= FEWEST;
    }

    private Names.Part brand(int index, Market market, Dice dice) {
        List<Names.Part> surnames = names.surnames(market);
        if (dice.chance(NAMED_AFTER_FOUNDERS)) {
            int pairs = surnames.size() * surnames.size();
            int pair = pair(index, pairs);
            Names.Part first = surnames.get(pair / surnames.size());
            Names.Part second = surnames.get(pair % surnames.size());
            String and = market.language().equals("ja") ? "・" : " & ";
            return third(
                    index / pairs,
                    surnames,
                    new Names.Part(first.text() + and + second.text(), first.ascii() + second.ascii()));
        }
        int pairs = firstWords.size() * secondWords.size();
        int pair = pair(index, pairs);
        String first = firstWords.get(pair / secondWords.size());
        String second = secondWords.get(pair % secondWords.size());
        return third(
                index / pairs,
                surnames,
                new Names.Part(first + " " + second, Names.ascii(first + second, market.names())));
    }

    private static int pair(int index, int pairs) {
        return (int) ((index * STRIDE + 13) % pairs);
    }

    /** Where there are more companies than pairs of words, a third word tells them apart. */
    private static Names.Part third(int round, List<Names.Part> surnames, Names.Part pair) {
        if (round == 0) {
            return pair;
        }
        Names.Part third = surnames.get(round % surnames.size());
        return new Names.Part(pair.text() + " " + third.text(), pair.ascii() + third.ascii());
    }
}
