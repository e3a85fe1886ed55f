package brisk.leads;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the enquiries of a file come from, when its rows say it in codes or not at all. */
final class LeadSources {
    /** Where nothing shows it. */
    static final String UNKNOWN = "Import";

    /** As the advertising platforms name themselves in their exports. */
    private static final Map<String, String> CODES = Map.of(
            "fb", "Facebook",
            "ig", "Instagram",
            "msg", "Messenger",
            "an", "Audience Network",
            "wa", "WhatsApp");

    /** What shows a source, in a name in lower case. */
    private record Sign(Pattern pattern, String source) {
        static Sign word(String words, String source) {
            return new Sign(Pattern.compile("(?<![a-z0-9])(" + words + ")(?![a-z0-9])"), source);
        }

        boolean isIn(String name) {
            return pattern.matcher(name.toLowerCase(Locale.ROOT)).find();
        }
    }

    private static final List<Sign> FILES = List.of(
            Sign.word("facebook|fb|meta", "Facebook"),
            Sign.word("instagram|insta", "Instagram"),
            Sign.word("google|adwords", "Google Ads"),
            Sign.word("linkedin", "LinkedIn"),
            Sign.word("whatsapp", "WhatsApp"),
            Sign.word("justdial", "Justdial"),
            Sign.word("indiamart", "IndiaMART"),
            Sign.word("sulekha", "Sulekha"),
            Sign.word("99acres", "99acres"),
            Sign.word("magicbricks", "MagicBricks"),
            Sign.word("housing", "Housing.com"),
            Sign.word("carwale", "CarWale"),
            Sign.word("cardekho", "CarDekho"),
            Sign.word("website", "Website"),
            Sign.word("walk[-_ ]?ins?", "Walk-in"),
            Sign.word("referrals?", "Referral"));

    /** Columns that only one platform exports. */
    private static final List<Sign> COLUMNS = List.of(
            Sign.word("gclid|google.*click.*id", "Google Ads"), Sign.word("is_?organic|ad_?set.*|fbclid", "Facebook"));

    private LeadSources() {}

    static @Nullable String named(@Nullable String given) {
        return given == null ? null : CODES.getOrDefault(given.toLowerCase(Locale.ROOT), given);
    }

    /** @return null where neither the name of the file nor its columns show it */
    static @Nullable String guess(String fileName, List<String> headers) {
        return Stream.concat(
                        FILES.stream().filter(sign -> sign.isIn(fileName)),
                        COLUMNS.stream().filter(sign -> headers.stream().anyMatch(sign::isIn)))
                .map(Sign::source)
                .findFirst()
                .orElse(null);
    }
}
