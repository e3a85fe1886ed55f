package brisk.platform.db;

import brisk.platform.config.ConfigException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Brisk at a time works with a database, because what it remembers of answers it does not share with others. An advisory
 * lock on a connection of its own says so; PostgreSQL drops it with the session, however that ends. The same connection tells
 * whether the database is there.
 */
public final class DatabaseHold implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHold.class);

    private static final long LOCK = 0x62_72_69_73_6bL; // "brisk"
    private static final int OLDEST_VERSION = 18;
    private static final String AWAY = "The database does not answer at the moment.";

    /** For a database that is just starting. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** The session of a Brisk that was killed a moment ago may still be there. */
    private static final Duration LEFTOVER = Duration.ofSeconds(2);

    private static final int POLL_MILLIS = 100;
    private static final int RETRY_MILLIS = 500;
    private static final int CHECK_MILLIS = 5_000;
    private static final int ANSWER_SECONDS = 5;

    private final String jdbcUrl;
    private final Properties properties;
    private volatile Connection connection;
    private volatile @Nullable String complaint;
    private volatile Runnable onRegained = () -> {};
    private volatile boolean isClosed;

    private DatabaseHold(String jdbcUrl, Properties properties, Connection connection) {
        this.jdbcUrl = jdbcUrl;
        this.properties = properties;
        this.connection = connection;
    }

    /**
     * Waits for the database where it is only starting, and takes it.
     *
     * @param holder who takes it, as another Brisk should name it
     * @param progress is told in one line what is waited for
     * @throws ConfigException with one line, where the settings lead to no database, to one that is too old, or to one that
     *     another Brisk works with
     * @throws PostgresStartException where it does not answer in time
     */
    public static DatabaseHold take(
            String jdbcUrl, String user, String password, String holder, Consumer<String> progress) {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "brisk on " + holder);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "20");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        // The session must stay while Brisk runs, and end soon after the machine of a Brisk has vanished.
        properties.setProperty(
                "options",
                "-c idle_session_timeout=0 -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");
        Connection connection = connect(jdbcUrl, properties, progress);
        try {
            requireVersion(connection, jdbcUrl);
            lock(connection, jdbcUrl);
        } catch (SQLException e) {
            drop(connection);
            throw new PostgresStartException("PostgreSQL at " + place(jdbcUrl) + " fails: " + line(e), e);
        } catch (RuntimeException e) {
            drop(connection);
            throw e;
        }
        var hold = new DatabaseHold(jdbcUrl, properties, connection);
        Thread.ofVirtual().name("database-hold").start(hold::watch);
        return hold;
    }

    /** @param action what to do after the database was away: somebody else may have written meanwhile */
    public void onRegained(Runnable action) {
        onRegained = action;
    }

    /** Why requests cannot be answered from the database at present, or null where they can. */
    public @Nullable String complaint() {
        return complaint;
    }

    private static Connection connect(String jdbcUrl, Properties properties, Consumer<String> progress) {
        long giveUpNanos = System.nanoTime() + LONGEST_WAIT.toNanos();
        boolean isTold = false;
        while (true) {
            try {
                return DriverManager.getConnection(jdbcUrl, properties);
            } catch (SQLException e) {
                refuseMisconfigured(e, jdbcUrl);
                if (!SqlStates.isConnectionLoss(e) || System.nanoTime() > giveUpNanos) {
                    throw new PostgresStartException(
                            "PostgreSQL at " + place(jdbcUrl) + " does not answer: " + line(e), e);
                }
                if (!isTold) {
                    progress.accept("waiting for PostgreSQL at " + place(jdbcUrl) + ": " + line(e));
                    isTold = true;
                }
                pause(RETRY_MILLIS);
            }
        }
    }

    /** What no waiting mends. */
    private static void refuseMisconfigured(SQLException e, String jdbcUrl) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        if (state.startsWith("28")) {
            throw new ConfigException("database.user or database.password: PostgreSQL at " + place(jdbcUrl)
                    + " does not let Brisk in: " + line(e));
        }
        if (state.equals("3D000")) {
            throw new ConfigException("database.url: there is no such database at " + place(jdbcUrl) + ": " + line(e));
        }
        if (e.getCause() instanceof UnknownHostException) {
            throw new ConfigException(
                    "database.url: there is no host '" + place(jdbcUrl).replaceFirst("(:\\d+)?(/.*)?$", "") + "'");
        }
    }

    private static void requireVersion(Connection connection, String jdbcUrl) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new ConfigException("database.url: PostgreSQL at " + place(jdbcUrl) + " has version " + version
                    + ", and Brisk needs " + OLDEST_VERSION + " or newer");
        }
    }

    private static void lock(Connection connection, String jdbcUrl) throws SQLException {
        long giveUpNanos = System.nanoTime() + LEFTOVER.toNanos();
        while (!tryLock(connection)) {
            if (System.nanoTime() > giveUpNanos) {
                throw new ConfigException("another Brisk (" + holder(connection) + ") works with the database "
                        + place(jdbcUrl) + "; stop it or name another one in database.url");
            }
            pause(POLL_MILLIS);
        }
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static String holder(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT a.application_name
                FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                  AND l.classid::bigint << 32 | l.objid::bigint = ?
                  AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
                """)) {
            statement.setLong(1, LOCK);
            try (ResultSet row = statement.executeQuery()) {
                String name = row.next() ? row.getString(1) : null;
                return name == null || name.isBlank() ? "unknown" : name;
            }
        }
    }

    private void watch() {
        while (!isClosed) {
            try {
                // Returns at once when the connection breaks.
                connection.unwrap(PGConnection.class).getNotifications(CHECK_MILLIS);
                if (!connection.isValid(ANSWER_SECONDS)) {
                    throw new SQLException("no answer within " + ANSWER_SECONDS + " s");
                }
            } catch (SQLException e) {
                if (!isClosed) {
                    regain(e);
                }
            }
        }
    }

    private void regain(SQLException lost) {
        complaint = AWAY;
        LOG.warn("the database does not answer; trying until it does ({})", line(lost));
        drop(connection);
        boolean isTold = false;
        while (!isClosed) {
            try {
                Connection again = DriverManager.getConnection(jdbcUrl, properties);
                if (tryLock(again)) {
                    keep(again);
                    return;
                }
                complaint = "Another Brisk works with the database.";
                if (!isTold) {
                    LOG.error(
                            "while the database did not answer another Brisk ({}) has begun to work with it: stop one of them",
                            holder(again));
                    isTold = true;
                }
                drop(again);
            } catch (SQLException e) {
                complaint = AWAY;
            }
            pause(RETRY_MILLIS);
        }
    }

    private void keep(Connection again) {
        connection = again;
        if (isClosed) {
            drop(again);
            return;
        }
        onRegained.run();
        complaint = null;
        LOG.info("the database answers again");
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresStartException("interrupted while waiting for the database", e);
        }
    }

    /** Host, port and name, without credentials. */
    private static String place(String jdbcUrl) {
        return jdbcUrl.replaceFirst("^jdbc:postgresql:(//)?", "").replaceFirst("\\?.*$", "");
    }

    private static String line(SQLException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString()).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static void drop(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is gone already
        }
    }

    /** The lock ends with the session. */
    @Override
    public void close() {
        isClosed = true;
        drop(connection);
    }
}
