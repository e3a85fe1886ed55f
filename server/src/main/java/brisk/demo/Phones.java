package brisk.demo;

import brisk.platform.records.PhoneNumbers.Phone;

/** Phone numbers that are valid in their country, with the text that somebody would have typed. */
final class Phones {
    private Phones() {}

    static Phone mobile(Market market, Market.City city, Dice dice) {
        return phone(market, dice.pick(market.mobiles().isEmpty() ? city.landlines() : market.mobiles()), false, dice);
    }

    static Phone office(Market market, Market.City city, Dice dice) {
        return phone(market, dice.pick(city.landlines()), dice.chance(0.12), dice);
    }

    private static Phone phone(Market market, String pattern, boolean hasExtension, Dice dice) {
        var national = new StringBuilder(pattern);
        var digits = new StringBuilder().append('+').append(market.callingCode());
        boolean isTrunk = true;
        for (int i = 0; i < national.length(); i++) {
            if (national.charAt(i) == '#') {
                national.setCharAt(i, (char) ('0' + dice.below(10)));
            }
            char c = national.charAt(i);
            if (Character.isDigit(c) && !(isTrunk && market.trunk().indexOf(c) >= 0)) {
                digits.append(c);
                isTrunk = false;
            }
        }
        String typed = national.toString();
        if (dice.chance(0.2) && typed.startsWith(market.trunk())) {
            typed = "+" + market.callingCode() + " "
                    + typed.substring(market.trunk().length());
        }
        if (hasExtension) {
            String extension = Integer.toString(dice.between(11, 489));
            return new Phone(digits.toString(), typed + " ext. " + extension, extension);
        }
        return new Phone(digits.toString(), typed, null);
    }
}
