package brisk.exports;

import brisk.platform.db.Database;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.records.Listing;
import brisk.platform.telemetry.Trace;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One download. Rows are read in portions, each a page behind the last row of the one before: whoever reads slowly holds no
 * connection, memory is one portion, and the first rows are on their way before the last ones are read. What changes
 * meanwhile may be in it or not.
 */
final class Export {
    /** So many are there before the answer begins. */
    private static final int FIRST_ROWS = 200;

    private static final int ROWS_AT_ONCE = 4_000;
    private static final int MOST_CUSTOM = 300;
    private static final String CUSTOM_LABEL = "Custom: ";

    private final Database database;
    private final ExportTarget target;
    private final Listing listing;
    private final List<ExportColumn> columns;
    private final List<String> customKeys;
    private final ZoneId zone;
    private final String from;
    private Portion next;

    /** @param last where to go on; null where there is nothing more */
    private record Portion(List<@Nullable Object[]> rows, Listing.@Nullable Place last) {}

    /** Reads the first rows, so that what is wrong with the question is said before the answer begins. */
    Export(Database database, Request request, ExportTarget target, Query query) {
        this.database = database;
        this.target = target;
        this.zone = request.caller().timeZone();
        this.listing = target.listing(request.caller(), query.without("fields", "format", "bom"));
        var choice = new ExportChoice(target, query.list("fields"));
        this.columns = choice.columns();
        this.from = target.from(columns.stream().map(ExportColumn::name).collect(Collectors.toSet()));
        this.customKeys = choice.allCustom() ? customKeys(request.trace()) : choice.customKeys();
        this.next = portion(request.trace(), null, FIRST_ROWS);
    }

    /** The names of all fields that users have added to the records of this list. */
    private List<String> customKeys(Trace trace) {
        List<String> keys = database.read(
                trace,
                handle -> listing.bindTo(handle.createQuery("SELECT DISTINCT k.key FROM " + target.from(Set.of())
                                + ", jsonb_object_keys(" + target.custom() + ") AS k (key)\nWHERE " + listing.filter()
                                + " AND " + target.custom() + " <> '{}'\nORDER BY 1 LIMIT " + (MOST_CUSTOM + 1)))
                        .mapTo(String.class)
                        .list());
        if (keys.size() > MOST_CUSTOM) {
            throw brisk.platform.http.Problem.badRequest(
                    "There are more than " + MOST_CUSTOM
                            + " different custom fields. Name the columns that you need with 'fields' ('custom.X' for the field X).");
        }
        return keys;
    }

    private Portion portion(Trace trace, Listing.@Nullable Place after, int most) {
        String custom = customKeys.isEmpty()
                ? ""
                : ", (SELECT array_agg(" + target.custom()
                        + " ->> k.key ORDER BY k.place) FROM unnest(:customKeys) WITH ORDINALITY AS k (key, place))";
        String select = ExportColumn.sqlOf(columns) + custom;
        List<@Nullable Object[]> rows = new ArrayList<>();
        Listing.@Nullable Place last = database.read(trace, handle -> {
            rows.clear(); // a read that broke off is repeated
            return listing.portion(handle, select, from, after, most)
                    .bind("customKeys", customKeys.toArray(String[]::new))
                    .scanResultSet((results, context) -> {
                        Listing.@Nullable Place place = null;
                        try (context) {
                            ResultSet found = results.get();
                            while (found.next()) {
                                rows.add(row(found));
                                place = Listing.place(found);
                            }
                        }
                        return rows.size() < most ? null : place;
                    });
        });
        return new Portion(rows, last);
    }

    private @Nullable Object[] row(ResultSet found) throws SQLException {
        var cells = new @Nullable Object[columns.size() + customKeys.size()];
        int at = Listing.PLACE_WIDTH + 1;
        for (int i = 0; i < columns.size(); i++, at++) {
            cells[i] = cell(columns.get(i).kind(), found, at);
        }
        if (!customKeys.isEmpty()) {
            Object[] values = (Object[]) found.getArray(at).getArray();
            System.arraycopy(values, 0, cells, columns.size(), values.length);
        }
        return cells;
    }

    private @Nullable Object cell(ExportColumn.Kind kind, ResultSet found, int at) throws SQLException {
        return switch (kind) {
            case TEXT -> found.getString(at);
            case NUMBER -> {
                BigDecimal number = found.getBigDecimal(at);
                yield number;
            }
            case FLAG -> {
                boolean flag = found.getBoolean(at);
                yield found.wasNull() ? null : flag;
            }
            case TIME -> {
                OffsetDateTime time = found.getObject(at, OffsetDateTime.class);
                yield time == null ? null : time.atZoneSameInstant(zone).toOffsetDateTime();
            }
            case DATE -> found.getObject(at, LocalDate.class);
            case TEXTS -> {
                Array array = found.getArray(at);
                yield array == null
                        ? List.of()
                        : Arrays.stream((Object[]) array.getArray())
                                .map(String::valueOf)
                                .toList();
            }
        };
    }

    /** @param isInTime asked before every portion */
    void write(TableWriter table, BooleanSupplier isInTime) throws IOException {
        List<String> labels =
                new ArrayList<>(columns.stream().map(ExportColumn::label).toList());
        customKeys.forEach(key -> labels.add(CUSTOM_LABEL + key));
        table.head(labels);
        Portion portion = next;
        next = new Portion(List.of(), null);
        while (true) {
            for (Object[] row : portion.rows()) {
                table.row(row);
            }
            table.flush();
            if (portion.last() == null) {
                break;
            }
            if (!isInTime.getAsBoolean()) {
                throw new IOException("the download took too long");
            }
            portion = portion(new Trace(), portion.last(), ROWS_AT_ONCE);
        }
        table.end();
    }
}
