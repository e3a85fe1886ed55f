package brisk.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tables without their indexes, references and counting triggers while they are filled: building an index once is several
 * times faster than keeping it, and a reference is checked by one join. Everything comes back as the catalogue described
 * it, in the same transaction, so that nobody ever sees them bare.
 */
final class BareTables {
    private static final String CONSTRAINTS = """
            SELECT 'reference ' || conname,
                   format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint
            WHERE contype = 'f' AND conrelid = ANY (?::text[]::regclass[])
            ORDER BY conrelid::regclass::text, conname
            """;
    private static final String INDEXES = """
            SELECT 'index ' || indexrelid::regclass,
                   format('DROP INDEX %s', indexrelid::regclass),
                   pg_get_indexdef(indexrelid)
            FROM pg_index i
            WHERE indrelid = ANY (?::text[]::regclass[]) AND NOT indisprimary
              AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
            ORDER BY indrelid::regclass::text, indexrelid
            """;
    private static final String TRIGGERS = """
            SELECT 'trigger ' || tgname,
                   format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname),
                   format('ALTER TABLE %s ENABLE TRIGGER %I', tgrelid::regclass, tgname)
            FROM pg_trigger
            WHERE tgrelid = ANY (?::text[]::regclass[]) AND NOT tgisinternal AND tgenabled = 'O'
              AND (tgname LIKE 'count\\_%\\_added' OR tgname IN ('record_moves_added', 'check_leads_added', 'check_touched'))
            ORDER BY tgname
            """;

    private final Connection connection;
    private final List<Part> parts = new ArrayList<>();

    private record Part(String name, String drop, String restore) {}

    private BareTables(Connection connection) {
        this.connection = connection;
    }

    static BareTables strip(Connection connection, List<String> tables) throws SQLException {
        var bare = new BareTables(connection);
        // Back in this order: the checks of the references need the indexes.
        for (String query : List.of(INDEXES, CONSTRAINTS, TRIGGERS)) {
            bare.find(query, tables);
        }
        for (Part part : bare.parts.reversed()) {
            bare.run(part.drop());
        }
        return bare;
    }

    private void find(String query, List<String> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    parts.add(new Part(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
    }

    void restore(Consumer<String> progress) throws SQLException {
        for (Part part : parts) {
            progress.accept(part.name());
            run(part.restore());
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
