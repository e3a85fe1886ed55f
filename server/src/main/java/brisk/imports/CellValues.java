package brisk.imports;

import brisk.platform.records.PhoneNumbers.Phone;
import brisk.platform.records.Texts;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** Values as people and spreadsheet programs write them. */
final class CellValues {
    /** The API's limit for all custom fields of a record. */
    private static final int CUSTOM_CHARACTERS = 16_384;

    private static final int CUSTOM_FIELD_CHARACTERS = 4_000;

    /** How people say that there is nothing. */
    private static final Set<String> NOTHING = Set.of("N/A", "n/a", "#N/A", "-", "--", "—");

    private static final Pattern MARKED = Pattern.compile("^'+(?:[=+@0-9-]|(?:N/A|n/a|#N/A|—)$)");

    private static final Pattern CURRENCY =
            Pattern.compile("^([A-Z]{0,2}\\p{Sc}|[A-Z]{3}|Rs\\.?|kr\\.?)\\s*|\\s*(\\p{Sc}|[A-Z]{3}|Rs\\.?|kr\\.?|zł)$");
    /** Also as in India, 1,00,000. */
    private static final Pattern NUMBER = Pattern.compile(
            "-?[0-9]{1,3}([ ',.][0-9]{3})+([.,][0-9]+)?|-?[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}(\\.[0-9]+)?|-?[0-9]+([.,][0-9]+)?");

    private static final Map<String, String> CURRENCIES = Map.ofEntries(
            Map.entry("€", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("₹", "INR"),
            Map.entry("Rs", "INR"),
            Map.entry("¥", "JPY"),
            Map.entry("₽", "RUB"),
            Map.entry("₩", "KRW"),
            Map.entry("zł", "PLN"),
            Map.entry("US$", "USD"),
            Map.entry("A$", "AUD"),
            Map.entry("AU$", "AUD"),
            Map.entry("C$", "CAD"),
            Map.entry("CA$", "CAD"),
            Map.entry("NZ$", "NZD"),
            Map.entry("R$", "BRL"));

    private CellValues() {}

    /**
     * The text as it is kept. An apostrophe with which a spreadsheet marks a text ('+49…), or an export what is no formula and
     * not nothing, is not part of it.
     */
    static String clean(String raw) {
        String text = Texts.clean(raw.indexOf('\0') < 0 ? raw : raw.replace("\0", ""));
        if (MARKED.matcher(text).find()) {
            return text.substring(1);
        }
        return NOTHING.contains(text) ? "" : text;
    }

    /**
     * "1,100.04", "1.100,04", "1 100", "$12": null where it is no number.
     *
     * @param whole whether a whole number is expected, so that "1.100" means a thousand and one hundred
     */
    static @Nullable BigDecimal number(String cell, boolean whole) {
        BigDecimal number = number(cell, (mark, isPoint) -> isPoint && !whole);
        return number == null || (whole && number.stripTrailingZeros().scale() > 0) ? null : number;
    }

    /**
     * An amount of money. Three digits behind a mark are thousands, unless the column shows that this mark stands before
     * decimals: nobody writes a tenth of a cent.
     *
     * @param decimalMark of the column; 0 where it is not known
     */
    static @Nullable BigDecimal amount(String cell, char decimalMark) {
        return number(cell, (mark, isPoint) -> mark == decimalMark);
    }

    /** Whether a mark with three digits behind it, and no other one, stands before decimals. */
    @FunctionalInterface
    private interface DecimalRule {
        boolean isDecimal(char mark, boolean isPoint);
    }

    static String withoutCurrency(String cell) {
        return CURRENCY.matcher(cell.replaceAll("[\\u00A0\\u202F]", " ")).replaceAll("");
    }

    /** The code of the currency that stands beside an amount; null where there is none, or one that many countries have. */
    static @Nullable String currency(String cell) {
        Matcher found = CURRENCY.matcher(cell.replaceAll("[\\u00A0\\u202F]", " "));
        if (!found.find()) {
            return null;
        }
        String sign = (found.group(1) == null ? found.group(2) : found.group(1)).replace(".", "");
        String code = CURRENCIES.getOrDefault(sign, sign);
        return Currency.getAvailableCurrencies().stream()
                        .anyMatch(c -> c.getCurrencyCode().equals(code))
                ? code
                : null;
    }

    private static @Nullable BigDecimal number(String cell, DecimalRule threeDigitsRule) {
        String text = withoutCurrency(cell);
        if (!NUMBER.matcher(text).matches() || text.length() > 40) {
            return null;
        }
        int point = text.lastIndexOf('.');
        int comma = text.lastIndexOf(',');
        int last = Math.max(point, comma);
        boolean both = point >= 0 && comma >= 0;
        boolean once = last >= 0 && text.indexOf(text.charAt(last)) == last;
        boolean threeDigits = text.length() - last - 1 == 3;
        boolean isDecimal =
                once && (both || !threeDigits || threeDigitsRule.isDecimal(text.charAt(last), last == point));
        String digits = isDecimal
                ? text.substring(0, last).replaceAll("[ ',.]", "") + "." + text.substring(last + 1)
                : text.replaceAll("[ ',.]", "");
        return new BigDecimal(digits);
    }

    static @Nullable Boolean flag(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1", "x", "on", "ja", "oui", "si", "sí" -> true;
            case "false", "no", "n", "0", "off", "nein", "non" -> false;
            default -> null;
        };
    }

    /** The JSON of a record's phones. */
    static String phonesJson(List<Phone> phones) {
        var json = new StringBuilder(96).append('[');
        for (Phone phone : phones) {
            json.append(json.length() > 1 ? "," : "").append("{\"e164\":");
            quoted(json, phone.e164());
            json.append(",\"typed\":");
            quoted(json, phone.typed());
            json.append(",\"extension\":");
            quoted(json, phone.extension());
            json.append('}');
        }
        return json.append(']').toString();
    }

    /** The cells as they stand in the file. */
    static String arrayJson(List<String> cells) {
        var json = new StringBuilder(128).append('[');
        for (int i = 0; i < cells.size(); i++) {
            json.append(i == 0 ? "" : ",");
            quoted(json, cells.get(i));
        }
        return json.append(']').toString();
    }

    static String customJson(Map<String, String> fields, List<String> warnings) {
        var json = new StringBuilder(128).append('{');
        fields.forEach((name, value) -> {
            String kept = value;
            if (value.length() + name.length() > CUSTOM_FIELD_CHARACTERS) {
                int most = CUSTOM_FIELD_CHARACTERS - name.length();
                kept = value.substring(0, Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most);
                warnings.add("'" + name + "' is cut after " + kept.length() + " characters");
            }
            int before = json.length();
            json.append(before > 1 ? "," : "");
            quoted(json, name);
            json.append(':');
            quoted(json, kept);
            if (json.length() >= CUSTOM_CHARACTERS) {
                json.setLength(before);
                warnings.add("'" + name + "' is left out: the custom fields of the row are too long in all");
            }
        });
        return json.append('}').toString();
    }

    private static void quoted(StringBuilder json, @Nullable String text) {
        if (text == null) {
            json.append("null");
            return;
        }
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }
}
