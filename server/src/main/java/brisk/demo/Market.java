package brisk.demo;

import java.time.ZoneId;
import java.util.List;

/**
 * A country that the organisation sells in.
 *
 * @param country ISO 3166
 * @param language that companies are named in
 * @param names the locale of people's names
 * @param trunk what a national number has in front that an international one has not
 * @param mobiles patterns of numbers; empty where mobiles look like landlines
 */
record Market(
        String country,
        String language,
        String names,
        String currency,
        int revenuePerHead,
        int callingCode,
        String trunk,
        int weight,
        int sellers,
        List<String> mobiles,
        List<City> cities) {

    /**
     * Numbers that are reserved for fiction where a country has such, and otherwise close to the sample numbers of its plan.
     *
     * @param landlines patterns; # is any digit
     */
    record City(String name, ZoneId zone, List<String> landlines) {}

    private static City city(String name, String zone, String... landlines) {
        return new City(name, ZoneId.of(zone), List.of(landlines));
    }

    static final List<Market> ALL = List.of(
            new Market(
                    "US",
                    "en",
                    "en",
                    "USD",
                    210_000,
                    1,
                    "",
                    34,
                    10,
                    List.of(),
                    List.of(
                            city(
                                    "Los Angeles",
                                    "America/Los_Angeles",
                                    "(310) 555-01##",
                                    "323-555-01##",
                                    "(818) 555-01##"),
                            city("New York", "America/New_York", "(212) 555-01##", "(646) 555-01##", "917.555.01##"),
                            city("Atlanta", "America/New_York", "(404) 555-01##", "678-555-01##"),
                            city("Austin", "America/Chicago", "(512) 555-01##"),
                            city("New Orleans", "America/Chicago", "504-555-01##"),
                            city("Albuquerque", "America/Denver", "(505) 555-01##"),
                            city("Chicago", "America/Chicago", "(312) 555-01##", "773.555.01##"),
                            city("Miami", "America/New_York", "(305) 555-01##", "786-555-01##"))),
            new Market(
                    "GB",
                    "en",
                    "en",
                    "GBP",
                    160_000,
                    44,
                    "0",
                    16,
                    6,
                    List.of("07400 123###"),
                    List.of(
                            city("London", "Europe/London", "020 7946 0###"),
                            city("Manchester", "Europe/London", "0161 496 0###"),
                            city("Bristol", "Europe/London", "0117 496 0###"),
                            city("Glasgow", "Europe/London", "0141 496 0###"))),
            new Market(
                    "CA",
                    "en",
                    "en",
                    "CAD",
                    190_000,
                    1,
                    "",
                    7,
                    3,
                    List.of(),
                    List.of(
                            city("Vancouver", "America/Vancouver", "(604) 555-01##", "778-555-01##"),
                            city("Toronto", "America/Toronto", "(416) 555-01##", "647-555-01##"))),
            new Market(
                    "DE",
                    "de",
                    "de",
                    "EUR",
                    170_000,
                    49,
                    "0",
                    10,
                    3,
                    List.of("0171 39200##", "0152 28817 ###"),
                    List.of(
                            city("Berlin", "Europe/Berlin", "030 23125 ###", "030/23125-###"),
                            city("Hamburg", "Europe/Berlin", "040 66969 ###"),
                            city("München", "Europe/Berlin", "089 99998-###"),
                            city("Köln", "Europe/Berlin", "0221 4710 ###"))),
            new Market(
                    "FR",
                    "fr",
                    "fr",
                    "EUR",
                    175_000,
                    33,
                    "0",
                    8,
                    3,
                    List.of("06 12 34 5# ##"),
                    List.of(
                            city("Paris", "Europe/Paris", "01 99 00 ## ##"),
                            city("Lyon", "Europe/Paris", "04 65 71 ## ##"),
                            city("Bordeaux", "Europe/Paris", "05 36 49 ## ##"))),
            new Market(
                    "ES",
                    "es",
                    "es",
                    "EUR",
                    130_000,
                    34,
                    "",
                    5,
                    2,
                    List.of("612 34 5# ##"),
                    List.of(
                            city("Madrid", "Europe/Madrid", "912 34 5# ##"),
                            city("Barcelona", "Europe/Madrid", "932 34 5# ##"))),
            new Market(
                    "IN",
                    "en",
                    "en-IN",
                    "INR",
                    3_900_000,
                    91,
                    "0",
                    7,
                    3,
                    List.of("81234 56###"),
                    List.of(
                            city("Mumbai", "Asia/Kolkata", "022 2345 6###"),
                            city("Hyderabad", "Asia/Kolkata", "040 2345 6###"),
                            city("Chennai", "Asia/Kolkata", "044 2345 6###"))),
            new Market(
                    "BR",
                    "pt",
                    "pt-BR",
                    "BRL",
                    420_000,
                    55,
                    "",
                    4,
                    2,
                    List.of("(11) 96123-4###"),
                    List.of(
                            city("São Paulo", "America/Sao_Paulo", "(11) 2345-6###"),
                            city("Rio de Janeiro", "America/Sao_Paulo", "(21) 2345-6###"))),
            new Market(
                    "PL",
                    "pl",
                    "pl",
                    "PLN",
                    380_000,
                    48,
                    "",
                    3,
                    1,
                    List.of("512 345 ###"),
                    List.of(
                            city("Warszawa", "Europe/Warsaw", "22 345 6# ##"),
                            city("Łódź", "Europe/Warsaw", "42 634 5# ##"))),
            new Market(
                    "IT",
                    "it",
                    "it",
                    "EUR",
                    140_000,
                    39,
                    "",
                    3,
                    1,
                    List.of("312 345 6###"),
                    List.of(
                            city("Roma", "Europe/Rome", "06 1234 5###"),
                            city("Milano", "Europe/Rome", "02 1234 5###"))),
            new Market(
                    "JP",
                    "ja",
                    "ja",
                    "JPY",
                    19_000_000,
                    81,
                    "0",
                    2,
                    1,
                    List.of("090-1234-5###"),
                    List.of(city("東京", "Asia/Tokyo", "03-3456-7###"), city("大阪", "Asia/Tokyo", "06-6345-1###"))),
            new Market(
                    "AU",
                    "en",
                    "en",
                    "AUD",
                    200_000,
                    61,
                    "0",
                    2,
                    1,
                    List.of("0491 57# ###"),
                    List.of(
                            city("Sydney", "Australia/Sydney", "(02) 5550 ####"),
                            city("Melbourne", "Australia/Melbourne", "(03) 5550 ####"))));

    private static final double[] SUMS =
            Dice.sums(ALL.stream().mapToDouble(Market::weight).toArray());

    /** An index of {@link #ALL}. */
    static int any(Dice dice) {
        return dice.weighted(SUMS);
    }
}
