package brisk.demo;

import brisk.platform.config.Config;
import brisk.testing.TestDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty database that can be filled. */
final class DemoDatabase implements AutoCloseable {
    /** A Thursday, late enough in Europe and early enough in America that both have had a morning. */
    static final Instant NOW = Instant.parse("2026-03-19T18:40:00Z");

    private final TestDb db = TestDb.fresh();
    private final Connection connection;

    DemoDatabase() throws SQLException {
        this.connection = db.connect();
    }

    boolean load(int contacts) {
        return load(contacts, line -> {});
    }

    boolean load(int contacts, Consumer<String> progress) {
        return DemoLoader.load(
                dataSource(), new Config.Demo(true, contacts), Clock.fixed(NOW, ZoneOffset.UTC), progress);
    }

    DataSource dataSource() {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(db.coordinates().jdbcUrl());
        dataSource.setUser(db.coordinates().user());
        dataSource.setPassword(db.coordinates().password());
        return dataSource;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every row as one text, its cells parted by tabs. */
    List<String> rows(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    cells.add(String.valueOf(rows.getString(i)));
                }
                texts.add(String.join("\t", cells));
            }
        }
        return texts;
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).getFirst());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        db.close();
    }
}
