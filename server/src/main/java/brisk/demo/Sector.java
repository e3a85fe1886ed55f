package brisk.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a company does.
 *
 * @param weight how frequent it is
 * @param type what its people are to us
 * @param suffixes what follows a company's name, by language
 * @param roles of the people who work there, the more frequent ones first
 */
record Sector(String name, double weight, String type, Map<String, List<String>> suffixes, List<String> roles) {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "pt", "pl", "ja");

    static List<Sector> read(WordLists companies, WordLists roles) {
        List<Sector> sectors = new ArrayList<>();
        for (String line : companies.lines("sectors")) {
            String[] cells = line.split(" *\\| *");
            Map<String, List<String>> suffixes = new java.util.HashMap<>();
            for (int i = 0; i < LANGUAGES.size(); i++) {
                suffixes.put(LANGUAGES.get(i), List.of(cells[i + 3].split(", ")));
            }
            sectors.add(new Sector(
                    cells[0], Double.parseDouble(cells[1]), cells[2], Map.copyOf(suffixes), roles.items(cells[0])));
        }
        return List.copyOf(sectors);
    }

    String suffix(Market market, Dice dice) {
        return dice.pick(suffixes.getOrDefault(market.language(), List.of(name)));
    }
}
