package brisk.demo;

import brisk.demo.Dice.About;
import brisk.platform.security.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The users of the workspace: the sellers first, market by market, then everybody else. */
final class Team {
    /** The book of a market's second seller is so much smaller than that of the first, and so on. */
    private static final double UNEVENNESS = 0.8;

    private static final String DOMAIN = "@brisk.example";

    private final List<Member> members = new ArrayList<>();
    private final int[] firstOfMarket = new int[Market.ALL.size()];
    private final List<double[]> shares = new ArrayList<>();

    /** @param first what colleagues and customers call them */
    record Member(
            int index,
            UUID id,
            String name,
            String first,
            String email,
            Role role,
            Calendar.Zone zone,
            long createdAt) {}

    Team(Names names, Calendar calendar) {
        Set<String> emails = new HashSet<>();
        for (int m = 0; m < Market.ALL.size(); m++) {
            Market market = Market.ALL.get(m);
            firstOfMarket[m] = members.size();
            double[] weights = new double[market.sellers()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.pow(i + 1, -UNEVENNESS);
                add(names, calendar, emails, market, i, Role.SELLER);
            }
            shares.add(Dice.sums(weights));
        }
        List<Role> others = List.of(
                Role.ADMIN,
                Role.MANAGER,
                Role.MANAGER,
                Role.MANAGER,
                Role.CRE,
                Role.CRE,
                Role.PS,
                Role.PS,
                Role.PS,
                Role.VIEWER);
        for (int i = 0; i < others.size(); i++) {
            add(names, calendar, emails, Market.ALL.get(i % 2), i, others.get(i));
        }
    }

    private void add(Names names, Calendar calendar, Set<String> emails, Market market, int place, Role role) {
        int index = members.size();
        Dice dice = Dice.about(About.MEMBER, index);
        Names.Person person = names.person(market, dice);
        // The first one of each role has an address that is easy to remember.
        String email = role.label() + DOMAIN;
        while (!emails.add(email)) {
            person = names.person(market, dice);
            email = person.first().ascii() + "." + person.last().ascii() + DOMAIN;
        }
        Calendar.Zone zone = calendar.zone(
                market.cities().get(place % market.cities().size()).zone());
        long createdAt = zone.at(calendar.workdayUntil(-Calendar.HISTORY_DAYS - 20), 9 * 3_600 + index * 60);
        UUID id = DemoIds.at(createdAt, dice.nextLong());
        members.add(new Member(index, id, person.name(), person.first().text(), email, role, zone, createdAt));
    }

    List<Member> members() {
        return members;
    }

    Member member(int index) {
        return members.get(index);
    }

    /** A seller of the market; some have far more to do than others. */
    int seller(int market, Dice dice) {
        return firstOfMarket[market] + dice.weighted(shares.get(market));
    }
}
