package brisk.testing;

import brisk.App;
import brisk.platform.config.ConfigException;
import brisk.platform.db.DataDirectory;
import brisk.platform.db.EmbeddedPostgres;
import brisk.platform.db.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A database of a test's own: a copy of a migrated template in the one PostgreSQL of this JVM. The server keeps its
 * home below target/, so that a second run needs no initdb and finds what a killed one left behind.
 */
public final class TestDb implements AutoCloseable {
    private static final String TEMPLATE = "brisk_template";
    private static final AtomicInteger sequence = new AtomicInteger();
    private static @Nullable EmbeddedPostgres postgres;
    /** Kept, because its lock goes with it. */
    private static @Nullable DataDirectory held;

    private final String name;

    private TestDb(String name) {
        this.name = name;
    }

    /** A migrated database without rows. */
    public static TestDb fresh() {
        postgres();
        String name = "test_" + sequence.incrementAndGet();
        administer("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return new TestDb(name);
    }

    public App.Coordinates coordinates() {
        return coordinates(name);
    }

    /** A connection of the test's own, for what no route shows. */
    public Connection connect() throws SQLException {
        return connect(name);
    }

    /** The tables whose rows belong to a workspace. */
    public static Set<String> tenantTables() {
        postgres();
        try (Connection connection = connect(TEMPLATE)) {
            return new TreeSet<>(texts(connection, """
                    SELECT table_name FROM information_schema.columns
                    WHERE table_schema = 'public' AND column_name = 'workspace_id'
                    """));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        administer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    /** A folder of this JVM's own, below target/: tests run in two at once. */
    public static Path folder(String name) {
        return Path.of("target", "fork-" + System.getProperty("brisk.test.fork", "1"), name)
                .toAbsolutePath();
    }

    private static synchronized EmbeddedPostgres postgres() {
        if (postgres == null) {
            EmbeddedPostgres started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop-test-postgres"));
            postgres = started;
            prepareTemplate();
        }
        return postgres;
    }

    private static EmbeddedPostgres start() {
        Path target = Path.of("target").toAbsolutePath();
        return EmbeddedPostgres.start(
                home(target),
                target.resolve("test-postgres"),
                Map.of(
                        "fsync", "off",
                        "synchronous_commit", "off",
                        "full_page_writes", "off",
                        "max_wal_size", "512MB",
                        "shared_buffers", "128MB",
                        "max_connections", "200"));
    }

    private static Path home(Path target) {
        try {
            held = DataDirectory.hold(folder("test-home"));
            return held.home();
        } catch (ConfigException e) {
            try {
                // another test run in the same checkout
                return Files.createTempDirectory(target, "test-home-");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static void prepareTemplate() {
        try (Connection connection = connect("postgres")) {
            for (String old : texts(connection, "SELECT datname FROM pg_database WHERE datname ~ '^(test_|brisk_t)'")) {
                administer("DROP DATABASE " + old + " WITH (FORCE)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        administer("CREATE DATABASE " + TEMPLATE);
        var coordinates = coordinates(TEMPLATE);
        Migrations.migrate(coordinates.jdbcUrl(), coordinates.user(), coordinates.password(), line -> {});
    }

    private static App.Coordinates coordinates(String database) {
        EmbeddedPostgres running = postgres();
        return new App.Coordinates(running.jdbcUrl(database), running.user(), running.password());
    }

    private static Connection connect(String database) throws SQLException {
        var coordinates = coordinates(database);
        return DriverManager.getConnection(coordinates.jdbcUrl(), coordinates.user(), coordinates.password());
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static void administer(String sql) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
