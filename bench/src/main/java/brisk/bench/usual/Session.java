package brisk.bench.usual;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an object-relational mapper calls a session: a connection for the whole request, and entities as maps of all columns. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private int statements;

    Session(Connection connection) {
        this.connection = connection;
    }

    int statements() {
        return statements;
    }

    /** Habit: every query takes all columns and turns every row into an object. */
    List<Map<String, @Nullable Object>> rows(String sql, @Nullable Object... values) throws SQLException {
        statements++;
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            ResultSetMetaData columns = rows.getMetaData();
            List<Map<String, @Nullable Object>> entities = new ArrayList<>();
            while (rows.next()) {
                Map<String, @Nullable Object> entity = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    entity.put(camelCase(columns.getColumnLabel(i)), value(rows.getObject(i)));
                }
                entities.add(entity);
            }
            return entities;
        }
    }

    /** Null where there is none. */
    @Nullable
    Map<String, @Nullable Object> one(String sql, @Nullable Object... values) throws SQLException {
        List<Map<String, @Nullable Object>> rows = rows(sql, values);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** The first column of the only row. */
    long number(String sql, @Nullable Object... values) throws SQLException {
        statements++;
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    int update(String sql, @Nullable Object... values) throws SQLException {
        statements++;
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static @Nullable Object value(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Array array -> Arrays.asList((Object[]) array.getArray());
            case Timestamp time -> time.toInstant();
            case UUID id -> id.toString();
            case Number number -> number;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }

    private static String camelCase(String column) {
        var name = new StringBuilder(column.length());
        boolean upper = false;
        for (char c : column.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
