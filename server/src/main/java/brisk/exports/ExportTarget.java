package brisk.exports;

import brisk.platform.http.Query;
import brisk.platform.records.Listing;
import brisk.platform.security.Caller;
import java.util.List;
import java.util.Set;

/** A list that can be had as a file. The feature that owns its table says what it has; {@link ExportRoutes} writes it. */
public interface ExportTarget {
    /** As its address names it: "contacts" for {@code /api/contacts/export}. */
    String name();

    /** The parameters that the list takes. */
    List<String> parameters();

    List<ExportColumn> columns();

    /** SQL: the jsonb of fields that users have added; each becomes a column. Empty for none. */
    String custom();

    /** The list with its filters and its order, for everything that the caller may see. */
    Listing listing(Caller caller, Query query);

    /** SQL: the list's table under its alias, with the joins that the columns need. */
    String from(Set<String> columns);
}
