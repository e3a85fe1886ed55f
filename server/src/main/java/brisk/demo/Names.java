package brisk.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.datafaker.Faker;
import net.datafaker.service.FakeValuesService;
import net.datafaker.service.FakerContext;

/** Names of people as they are in their countries: Datafaker's lists, read once, and combined by dice. */
final class Names {
    /** How many of the English-speaking world's people have one of its frequent names. */
    private static final double FREQUENT = 0.7;

    private final Map<String, Pool> pools = new HashMap<>();
    private final WordLists words = WordLists.read("names.txt");

    /** @param ascii as an e-mail address spells it */
    record Part(String text, String ascii) {}

    record Person(String name, Part first, Part last) {}

    private record Pool(String locale, List<Part> women, List<Part> men, List<Part> last, List<List<Part>> frequent) {}

    Names() {
        for (Market market : Market.ALL) {
            pools.computeIfAbsent(market.names(), this::pool);
        }
    }

    private Pool pool(String locale) {
        if (locale.equals("ja")) {
            List<Part> first = spelt("ja.first");
            return new Pool(locale, first, first, spelt("ja.last"), List.of());
        }
        Faker faker = new Faker(Locale.forLanguageTag(locale), new Random(0));
        boolean isSplit = List.of("en", "de", "es", "pt-BR").contains(locale);
        return new Pool(
                locale,
                parts(faker, isSplit ? "name.female_first_name" : "name.first_name", locale),
                parts(faker, isSplit ? "name.male_first_name" : "name.first_name", locale),
                parts(faker, "name.last_name", locale),
                locale.equals("en")
                        ? List.of(frequent("en.female"), frequent("en.male"), frequent("en.last"))
                        : List.of());
    }

    private static List<Part> parts(Faker faker, String key, String locale) {
        FakeValuesService service = faker.fakeValuesService();
        FakerContext context = faker.getContext();
        List<Part> parts = new ArrayList<>();
        if (service.fetchObject(key, context) instanceof List<?> values) {
            for (Object value : values) {
                String text = Normalizer.normalize(value.toString(), Normalizer.Form.NFC);
                // Datafaker's Italian surnames contain a few that were cut off.
                boolean isWhole = !locale.equals("it") || "aeiou".indexOf(text.charAt(text.length() - 1)) >= 0;
                if (isWhole && !ascii(text, locale).isEmpty()) {
                    parts.add(new Part(text, ascii(text, locale)));
                }
            }
        }
        if (parts.isEmpty()) {
            throw new IllegalStateException("Datafaker has no list " + key + " for " + locale);
        }
        return List.copyOf(parts);
    }

    private List<Part> frequent(String section) {
        return words.items(section).stream()
                .map(text -> new Part(text, ascii(text, "en")))
                .toList();
    }

    private List<Part> spelt(String section) {
        return words.items(section).stream()
                .map(entry -> entry.split(" "))
                .map(entry -> new Part(entry[0], entry[1]))
                .toList();
    }

    Person person(Market market, Dice dice) {
        Pool pool = pool(market);
        boolean isWoman = dice.chance(0.5);
        boolean isFrequent = !pool.frequent().isEmpty() && dice.chance(FREQUENT);
        Part first = isFrequent
                ? frequent(pool.frequent().get(isWoman ? 0 : 1), dice)
                : dice.pick(isWoman ? pool.women() : pool.men());
        Part last = isFrequent || (!pool.frequent().isEmpty() && dice.chance(FREQUENT))
                ? frequent(pool.frequent().get(2), dice)
                : dice.pick(pool.last());
        return switch (pool.locale()) {
            case "ja" -> new Person(last.text() + " " + first.text(), first, last);
            case "pl" -> named(first, polish(first, last));
            case "es", "pt-BR" ->
                dice.chance(0.4)
                        ? new Person(
                                first.text() + " " + last.text() + " "
                                        + dice.pick(pool.last()).text(),
                                first,
                                last)
                        : named(first, last);
            case "en" ->
                dice.chance(0.05)
                        ? new Person(first.text() + " " + initial(dice) + " " + last.text(), first, last)
                        : named(first, last);
            default -> named(first, last);
        };
    }

    private static Part frequent(List<Part> names, Dice dice) {
        return names.get(dice.skewed(names.size(), 1.4));
    }

    /** What companies that are named after their founders may be called. */
    List<Part> surnames(Market market) {
        Pool pool = pool(market);
        return pool.frequent().isEmpty() ? pool.last() : pool.frequent().get(2);
    }

    /** The same person as somebody else might have written them down. */
    static String variant(Person person, Market market, Dice dice) {
        String first = person.first().text();
        String last = person.last().text();
        String plain = withoutAccents(person.name());
        if (!plain.equals(person.name()) && dice.chance(0.6)) {
            return plain;
        }
        if (market.language().equals("ja")) {
            return capital(person.first().ascii()) + " " + capital(person.last().ascii());
        }
        return switch (dice.below(3)) {
            case 0 -> first.charAt(0) + ". " + last;
            case 1 -> first + " " + initial(dice) + " " + last;
            default -> last + " " + first;
        };
    }

    private Pool pool(Market market) {
        Pool pool = pools.get(market.names());
        if (pool == null) {
            throw new IllegalArgumentException(market.names());
        }
        return pool;
    }

    private static Person named(Part first, Part last) {
        return new Person(first.text() + " " + last.text(), first, last);
    }

    private static String initial(Dice dice) {
        return (char) ('A' + dice.below(23)) + ".";
    }

    /** Surnames such as Kowalski have a form of their own for women, whose names end in a. */
    private static Part polish(Part first, Part last) {
        if (first.ascii().endsWith("a") && last.text().matches(".*(ski|cki|dzki)")) {
            return new Part(feminine(last.text()), feminine(last.ascii()));
        }
        return last;
    }

    private static String feminine(String surname) {
        return surname.substring(0, surname.length() - 1) + "a";
    }

    static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static String ascii(String text, String locale) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (locale.equals("de")) {
            lower = lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
        }
        return withoutAccents(lower).replaceAll("[^a-z0-9]", "");
    }

    private static String withoutAccents(String text) {
        String replaced =
                text.replace("ß", "ss").replace("ł", "l").replace("Ł", "L").replace("ø", "o");
        return Normalizer.normalize(replaced, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
