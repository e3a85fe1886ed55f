package brisk.platform.records;

import brisk.platform.http.Query;
import brisk.platform.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters that contacts, companies and what follows share: words, facets, ranges of time. */
public final class Filters {
    private Filters() {}

    /** Every word of {@code q} in the search text. */
    public static void words(Listing listing, String alias, Query query) {
        SearchText text = SearchText.of(query.text("q", ""));
        if (!text.isEmpty()) {
            listing.where(text.condition(alias)).lookUp(text.lookUp(alias));
            text.bindings().forEach(listing::bind);
        }
    }

    /**
     * Attributes that are kept in the facets column.
     *
     * @param names query parameters, which are also the names of the facets
     */
    public static void facets(Listing listing, String alias, Query query, List<String> names) {
        having(listing, alias, facetsAsked(listing, query, names));
    }

    /** Expressions of the facets that are asked for, whose values are bound. */
    public static List<String> facetsAsked(Listing listing, Query query, List<String> names) {
        List<String> facets = new ArrayList<>();
        for (String name : names) {
            String value = query.text(name);
            if (value != null) {
                // In lower case by the same function as what is kept: Java's differs in some letters.
                facets.add("'" + name + ":' || left(lower(:" + name + "Facet), 200)");
                listing.bind(name + "Facet", Texts.clean(value));
            }
        }
        return facets;
    }

    /** All of these facets, in one condition. */
    public static void having(Listing listing, String alias, List<String> facets) {
        if (!facets.isEmpty()) {
            listing.where(alias + ".facets @> ARRAY[" + String.join(", ", facets) + "]")
                    .maybeRare();
        }
    }

    /** When it was made, by its id: ids are ordered by creation. */
    public static void created(Listing listing, String alias, Query query, Caller caller) {
        listing.where(
                        alias + ".id >= :createdFrom",
                        "createdFrom",
                        firstId(query.time("createdFrom", caller.timeZone())))
                .where(alias + ".id < :createdTo", "createdTo", firstId(query.endTime("createdTo", caller.timeZone())));
    }

    /** {@code nameFrom} and {@code nameTo} as a range of a timestamp; dates are days of the caller's time zone. */
    public static void times(Listing listing, String sql, String name, Query query, Caller caller) {
        listing.where(sql + " >= :" + name + "From", name + "From", utc(query.time(name + "From", caller.timeZone())))
                .where(sql + " < :" + name + "To", name + "To", utc(query.endTime(name + "To", caller.timeZone())));
    }

    /** {@code nameFrom} and {@code nameTo}, which it includes, as a range of a date. */
    public static void dates(Listing listing, String sql, String name, Query query) {
        listing.where(sql + " >= :" + name + "From", name + "From", query.date(name + "From"))
                .where(sql + " <= :" + name + "To", name + "To", query.date(name + "To"));
    }

    private static @Nullable Object utc(@Nullable Instant instant) {
        return instant == null ? null : RecordTable.utc(instant);
    }

    /** The lowest UUID version 7 (RFC 9562) of a millisecond. */
    private static @Nullable UUID firstId(@Nullable Instant instant) {
        return instant == null
                ? null
                : new UUID((Math.max(0, instant.toEpochMilli()) << 16) | 0x7000L, 0x8000000000000000L);
    }
}
