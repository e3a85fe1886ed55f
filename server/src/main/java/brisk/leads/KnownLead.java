package brisk.leads;

import brisk.platform.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of a lead whose number they have: that it is there, who has it and since when. The customer's name is
 * for those who see the lead.
 *
 * @param createdAt since when
 * @param mayOpen whether the caller sees it
 */
record KnownLead(
        UUID id,
        String uid,
        @Nullable String customerName,
        String source,
        String status,
        String kind,
        String createdAt,
        @Nullable Named cre,
        @Nullable Named ps,
        boolean mayOpen) {

    /** Positions of a row. */
    static final int WIDTH = 12;

    record Named(UUID id, String name) {}

    /** Over the aliases l, cre and ps, and what {@link LeadAccess#condition} needs. */
    static String sql(LeadAccess access) {
        String condition = access == LeadAccess.ALL ? "true" : "coalesce(" + access.condition("l") + ", false)";
        return "l.id, l.uid, CASE WHEN " + condition + " THEN l.customer_name END, l.source, l.status, l.status_kind,"
                + " l.created_at, cre.id, cre.name, ps.id, ps.name, " + condition;
    }

    /** @param from the first of its positions */
    static KnownLead read(ResultSet row, int from) throws SQLException {
        return new KnownLead(
                row.getObject(from, UUID.class),
                row.getString(from + 1),
                row.getString(from + 2),
                row.getString(from + 3),
                row.getString(from + 4),
                row.getString(from + 5),
                Json.time(row.getObject(from + 6, OffsetDateTime.class).toInstant()),
                named(row, from + 7),
                named(row, from + 9),
                row.getBoolean(from + 11));
    }

    private static @Nullable Named named(ResultSet row, int from) throws SQLException {
        UUID id = row.getObject(from, UUID.class);
        return id == null ? null : new Named(id, row.getString(from + 1));
    }
}
