package brisk.platform.records;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** Phone numbers by libphonenumber, which knows every country's plan. */
public final class PhoneNumbers {
    private PhoneNumbers() {}

    /**
     * @param e164 null where the text is no number that could be dialled
     * @param typed as the person wrote it
     */
    public record Phone(
            @Nullable String e164, String typed, @Nullable String extension) {}

    /**
     * As {@link #parse}, for numbers that a network gives out: neither too short for a region nor of a kind that it does not have.
     *
     * @return null for all others
     */
    public static @Nullable Phone inUse(String typed, String region) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = util.parse(typed, region);
            return util.isValidNumber(number) ? phone(util, number, typed) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static Phone phone(PhoneNumberUtil util, PhoneNumber number, String typed) {
        String extension = number.hasExtension() ? number.getExtension() : null;
        return new Phone(util.format(number, PhoneNumberFormat.E164), typed, extension);
    }

    /** @param region ISO 3166 code that a number without a country code belongs to */
    public static Phone parse(String typed, String region) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = util.parse(typed, region);
            if (util.isPossibleNumber(number)) {
                return phone(util, number, typed);
            }
        } catch (NumberParseException e) {
            // kept as typed: a person can still read it
        }
        return new Phone(null, typed, null);
    }
}
