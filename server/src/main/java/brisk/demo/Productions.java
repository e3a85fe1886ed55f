package brisk.demo;

import brisk.demo.Dice.About;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A few hundred invented titles; a few of them employ half of the town. */
final class Productions {
    private static final int TITLES = 420;
    private static final double LOCAL = 0.15;

    private final WordLists words = WordLists.read("productions.txt");
    private final List<String> titles;

    Productions() {
        List<String> qualities = words.items("quality");
        List<String> things = words.items("thing");
        List<String> places = words.items("place");
        List<String> products = words.items("product");
        List<String> campaigns = words.items("campaign");
        Dice dice = Dice.about(About.TITLE, 0);
        Set<String> distinct = new LinkedHashSet<>();
        while (distinct.size() < TITLES) {
            String thing = dice.pick(things);
            distinct.add(
                    switch (dice.below(10)) {
                        case 0 -> "The " + thing + " of " + dice.pick(places);
                        case 1 -> dice.pick(qualities) + " " + thing + " S" + dice.between(1, 5);
                        case 2, 3 -> "The " + dice.pick(qualities) + " " + thing;
                        case 4 -> thing + " at " + dice.pick(places);
                        case 5, 6 -> dice.pick(qualities) + " " + thing;
                        default -> dice.pick(products) + ": " + dice.pick(campaigns);
                    });
        }
        titles = new ArrayList<>(distinct);
    }

    String any(Market market, Dice dice) {
        return words.has(market.country()) && dice.chance(LOCAL)
                ? dice.favour(words.items(market.country()))
                : titles.get(dice.skewed(titles.size(), 2.2));
    }
}
