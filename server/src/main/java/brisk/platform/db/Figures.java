package brisk.platform.db;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** What a statement with {@link Sums} has read, by the names of its ranges. */
public final class Figures {
    private static final int MOST_FIELDS = 4;

    private final Map<String, List<Entry>> parts = new HashMap<>();

    /** @param key the fields between the separators of what is left of the key, four at the most */
    public record Entry(List<String> key, long amount, BigDecimal value, long seconds) {
        public String key(int field) {
            return key.get(field);
        }
    }

    private Figures() {}

    /** @param query whose columns are part, key, amount, value and seconds */
    public static Figures read(Query query) {
        var figures = new Figures();
        query.scanResultSet((rows, context) -> {
            try (context) {
                figures.add(rows.get());
                return figures;
            }
        });
        return figures;
    }

    private void add(ResultSet rows) throws SQLException {
        while (rows.next()) {
            var entry = new Entry(
                    List.of(rows.getString(2).split("\\|", MOST_FIELDS)),
                    rows.getLong(3),
                    rows.getBigDecimal(4),
                    rows.getLong(5));
            parts.computeIfAbsent(rows.getString(1), ignored -> new ArrayList<>())
                    .add(entry);
        }
    }

    /** In no order. */
    public List<Entry> of(String part) {
        return parts.getOrDefault(part, List.of());
    }

    /** All amounts of a range together. */
    public long amount(String part) {
        return of(part).stream().mapToLong(Entry::amount).sum();
    }
}
