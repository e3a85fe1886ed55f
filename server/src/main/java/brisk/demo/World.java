package brisk.demo;

import brisk.demo.Dice.About;
import java.time.Clock;
import java.util.UUID;

/** Everything that the demo knows before it writes a row. */
final class World {
    final Calendar calendar;
    final Names names = new Names();
    final Productions productions = new Productions();
    final Phrases phrases = new Phrases();
    final WordLists words = WordLists.read("roles.txt");
    final Team team;
    final Companies companies;
    final People people;
    final Rhythm rhythm;
    final Sales sales;
    final UUID workspaceId;

    World(int contacts, Clock clock) {
        this.calendar = new Calendar(clock.instant());
        this.team = new Team(names, calendar);
        this.companies = new Companies(contacts, calendar, names, team, words);
        this.people = new People(contacts, calendar, names, team, companies, productions, words);
        this.rhythm = new Rhythm(calendar, team);
        this.sales = new Sales(contacts, calendar, team, people);
        this.workspaceId = DemoIds.at(
                team.member(0).createdAt(), Dice.about(About.WORKSPACE, 0).nextLong());
    }
}
