package brisk.exports;

import brisk.platform.http.Query;
import brisk.platform.records.Listing;
import brisk.platform.security.Caller;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A list that can be had as a file. The feature that owns its table says what it has; {@link ExportRoutes} writes it.
 *
 * @param name as its address names it: "contacts" for {@code /api/contacts/export}
 * @param parameters those that the list takes
 * @param custom SQL: the jsonb of fields that users have added, each of which becomes a column; empty for none
 * @param list the list with its filters and its order, for everything that the caller may see
 * @param tables SQL: the list's table under its alias, with the joins that the columns of these names need
 */
public record ExportTarget(
        String name,
        List<String> parameters,
        List<ExportColumn> columns,
        String custom,
        BiFunction<Caller, Query, Listing> list,
        Function<Set<String>, String> tables) {
    Listing listing(Caller caller, Query query) {
        return list.apply(caller, query);
    }

    String from(Set<String> columns) {
        return tables.apply(columns);
    }
}
