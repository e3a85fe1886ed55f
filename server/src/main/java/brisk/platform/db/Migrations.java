package brisk.platform.db;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema to this version: db/migration/V001__*.sql and so on, each once and in order. */
public final class Migrations {
    private static final String FOLDER = "db/migration/";

    private Migrations() {}

    /**
     * Whether every migration of this build is applied and nothing else: then there is nothing to do for Flyway, which takes a
     * quarter of the time of a start. Told by number and only for a jar, whose migrations do not change.
     */
    public static boolean areApplied(DataSource dataSource) {
        long bundled = bundled();
        if (bundled == 0) {
            return false;
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FILTER (WHERE success), count(*) FROM flyway_schema_history")) {
            return row.next() && row.getLong(1) == bundled && row.getLong(2) == bundled;
        } catch (SQLException e) {
            // An empty database has no history yet; what else is wrong, Flyway will say.
            return false;
        }
    }

    private static long bundled() {
        try {
            // Not from the protection domain: a class out of the cache of a start does not know where its jar lies now.
            URL self = Migrations.class.getResource(Migrations.class.getSimpleName() + ".class");
            if (self == null || !(self.openConnection() instanceof JarURLConnection inJar)) {
                return 0;
            }
            try (JarFile jar = new JarFile(new File(inJar.getJarFileURL().toURI()))) {
                return jar.stream()
                        .filter(entry -> entry.getName().startsWith(FOLDER)
                                && entry.getName().endsWith(".sql"))
                        .count();
            }
        } catch (IOException | URISyntaxException e) {
            return 0;
        }
    }

    /**
     * On a connection of its own, because a change of a large table may take longer than the pool allows a statement.
     *
     * @param progress is told before a database with rows is changed: people wait longer for what they know of
     * @return how many were applied now
     */
    public static int migrate(String jdbcUrl, String user, String password, Consumer<String> progress) {
        Flyway flyway = Flyway.configure()
                .dataSource(jdbcUrl, user, password)
                // One connection only holds the lock while another one works.
                .jdbcProperties(Map.of("options", "-c idle_in_transaction_session_timeout=0"))
                .locations("classpath:" + FOLDER)
                .load();
        var known = flyway.info();
        if (known.current() != null && known.pending().length > 0) {
            progress.accept("bringing the database up to date; with a million contacts this takes some minutes");
        }
        return flyway.migrate().migrationsExecuted;
    }
}
