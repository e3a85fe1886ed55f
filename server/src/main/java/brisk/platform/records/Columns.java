package brisk.platform.records;

import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/** The columns of a record, or those that a request selected with {@code fields=} and {@code include=}. */
public final class Columns {
    private final List<Column> columns;
    /** Encoded once: a page has a thousand of them. */
    private final SerializedString[] names;

    private final String sql;
    private final int width;
    private final Columns plain;

    private Columns(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.names = columns.stream().map(c -> new SerializedString(c.name())).toArray(SerializedString[]::new);
        this.sql = String.join(", ", columns.stream().map(Column::select).toList());
        this.width = columns.stream().mapToInt(Column::width).sum();
        List<Column> always =
                columns.stream().filter(c -> c.selection().isEmpty()).toList();
        this.plain = always.size() == columns.size() ? this : new Columns(always);
    }

    public static Columns of(Column... columns) {
        return new Columns(List.of(columns));
    }

    /** These, and more behind them. */
    public Columns with(Column... more) {
        return new Columns(Stream.concat(columns.stream(), Stream.of(more)).toList());
    }

    /** Everything that needs no include. */
    public Columns plain() {
        return plain;
    }

    /** What the query asks for: {@code id} and {@code version} always, so that any answer can be changed again. */
    public Columns select(Query query) {
        List<String> fields = query.list("fields");
        List<String> includes = query.list("include");
        if (fields.isEmpty() && includes.isEmpty()) {
            return plain;
        }
        refuseUnknown("fields", fields, columns.stream().map(Column::name).toList());
        refuseUnknown(
                "include",
                includes,
                columns.stream()
                        .map(Column::selection)
                        .filter(s -> !s.isEmpty())
                        .toList());
        List<Column> selected = new ArrayList<>();
        for (Column column : columns) {
            boolean always = column.name().equals("id") || column.name().equals("version");
            boolean named = fields.isEmpty() || fields.contains(column.name());
            boolean included = column.selection().isEmpty()
                    ? named || always
                    : includes.contains(column.selection()) || fields.contains(column.name());
            if (included) {
                selected.add(column);
            }
        }
        return new Columns(selected);
    }

    private static void refuseUnknown(String parameter, List<String> given, List<String> known) {
        for (String name : given) {
            if (!known.contains(name)) {
                throw Problem.badRequest("'" + name + "' is not offered by '" + parameter + "'; there are: "
                        + String.join(", ", known) + ".");
            }
        }
    }

    public boolean has(String name) {
        return columns.stream().anyMatch(c -> c.name().equals(name));
    }

    public String sql() {
        return sql;
    }

    /** How many positions of a row they take. */
    public int width() {
        return width;
    }

    /** The members of one row, starting at position {@code index}; the caller opens and closes the object. */
    public void writeMembers(JsonGenerator json, ResultSet row, int index) throws SQLException {
        int at = index;
        for (int i = 0; i < names.length; i++) {
            Column column = columns.get(i);
            json.writeName(names[i]);
            column.writeValue(json, row, at);
            at += column.width();
        }
    }
}
