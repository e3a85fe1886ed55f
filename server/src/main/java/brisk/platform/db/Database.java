package brisk.platform.db;

import brisk.platform.cache.Generations;
import brisk.platform.http.Problem;
import brisk.platform.telemetry.Trace;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.NoTemplateEngine;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/**
 * The one way to PostgreSQL: a pool, statements counted and timed for the request that runs them, retries for what is
 * transient, a circuit breaker, and writes that tell the cache what they changed before anybody gets an answer.
 */
public final class Database implements AutoCloseable {
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(20);
    private static final long RETRY_AFTER_SECONDS = 5;
    /** How long a statement may take on any connection of the pool. */
    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(60);

    /**
     * Of the changed rows that wait to be taken into a GIN index. A search reads all of them at each of up to twelve looks into an
     * index, and who fills the list takes them in before the answer: PostgreSQL's own limit, 4 MB, is a millisecond for each look.
     */
    private static final String LONGEST_PENDING_LIST = "256kB";

    private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(30);

    private static final Pattern LOOPBACK =
            Pattern.compile("jdbc:postgresql://(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?/");

    private final HikariDataSource dataSource;
    private final Jdbi jdbi;
    private final Generations generations;
    private final StatementObserver observer;
    private final StatementObserver longObserver;
    private final CircuitBreaker breaker;
    private final Retry readRetry = retry(
            "read", e -> SqlStates.isConflict(e) || (SqlStates.isConnectionLoss(e) && !SqlStates.isPoolTimeout(e)));
    // A write may have been committed before its connection broke, so a lost connection is not repeated.
    private final Retry writeRetry = retry("write", SqlStates::isConflict);

    /** @param poolSize connections at the most; 6 to 10 beat 20 on two cores */
    public record Settings(String jdbcUrl, String user, String password, int poolSize, long slowQueryMillis) {
        @Override
        public String toString() {
            return "Settings[" + user + ", pool of " + poolSize + "]";
        }
    }

    /** Work on one connection in autocommit: each statement is its own transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Handle handle) throws Exception;
    }

    /** Work in one transaction; what it changes, it says with {@link Changes#touch}. */
    @FunctionalInterface
    public interface Transaction<T> {
        T run(Handle handle, Changes changes) throws Exception;
    }

    /** @param sqlObserver sees the text of every statement; tests check there what no answer shows */
    public Database(Settings settings, Generations generations, Consumer<String> sqlObserver) {
        this.generations = generations;
        this.observer = new StatementObserver(settings.slowQueryMillis(), sqlObserver);
        this.longObserver = new StatementObserver(LONGEST_STATEMENT.toMillis(), sqlObserver);
        // Connected when it is first asked: DatabaseHold takes the database before, and says what is wrong with its
        // address.
        this.dataSource = new HikariDataSource();
        pool(settings).copyStateTo(dataSource);
        this.jdbi = Jdbi.create(dataSource);
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(UUID.class, "uuid");
        jdbi.registerArrayType(Long.class, "bigint");
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true).setTemplateEngine(new NoTemplateEngine());
        // The values of a failed statement are people's data: they do not belong in the log.
        jdbi.getConfig(StatementExceptions.class)
                .setMessageRendering(e -> e.getShortMessage() + " [" + shortened(e.getStatementContext()) + "]");
        this.breaker = CircuitBreaker.of(
                "database",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(2))
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .recordException(SqlStates::isConnectionLoss)
                        .ignoreException(SqlStates::isPoolBusy)
                        .build());
    }

    private static String shortened(@Nullable StatementContext context) {
        return context == null ? "" : StatementObserver.shortened(context);
    }

    private static HikariConfig pool(Settings settings) {
        var config = new HikariConfig();
        config.setPoolName("brisk");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(2, settings.poolSize()));
        config.setIdleTimeout(Duration.ofSeconds(30).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(30).toMillis());
        config.setConnectionTimeout(Duration.ofSeconds(3).toMillis());
        config.setInitializationFailTimeout(Duration.ofSeconds(30).toMillis());
        // On the server's side: a timer per statement in the driver costs more than a short statement itself.
        config.setConnectionInitSql("SET statement_timeout = '" + STATEMENT_TIMEOUT.toSeconds()
                + "s'; SET gin_pending_list_limit = '" + LONGEST_PENDING_LIST + "'");
        config.addDataSourceProperty("ApplicationName", "brisk");
        if (!isOnThisMachine(settings.jdbcUrl())) {
            config.addDataSourceProperty("socketTimeout", "120");
        }
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("logServerErrorDetail", "false");
        // Prepared on the server from the second use on: the statements are few and each is used again and again.
        config.addDataSourceProperty("prepareThreshold", "2");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }

    /**
     * There, PostgreSQL cannot vanish without closing its sockets, and its statement_timeout ends what takes too long. A time
     * limit on each read of a socket would cost a virtual thread two wake-ups of the timer's thread: a quarter of the time of
     * a read of one record.
     */
    private static boolean isOnThisMachine(String jdbcUrl) {
        return LOOPBACK.matcher(jdbcUrl).lookingAt();
    }

    /** Reads, and statements that are a whole write by themselves but change nothing that is cached. */
    public <T> T read(Trace trace, Work<T> work) {
        return guarded(readRetry, () -> {
            try (Handle handle = open(trace)) {
                return work.run(handle);
            }
        });
    }

    /** A write that is one statement: no BEGIN, no COMMIT, one round trip. */
    public <T> T writeStatement(Trace trace, Transaction<T> work) {
        return changing(changes -> {
            try (Handle handle = open(trace)) {
                return work.run(handle, changes);
            }
        });
    }

    /** A write of several statements: all of them or none. */
    public <T> T write(Trace trace, Transaction<T> work) {
        return changing(changes -> {
            try (Handle handle = open(trace)) {
                return handle.<T, Exception>inTransaction(transaction -> work.run(transaction, changes));
            }
        });
    }

    /** A write of minutes, for jobs: it waits as long as it takes, and is no entry in the log of slow queries. */
    public <T> T writeLong(Trace trace, Transaction<T> work) {
        return changing(changes -> {
            try (Handle handle = openLong(trace)) {
                return handle.<T, Exception>inTransaction(transaction -> {
                    transaction.execute("SET LOCAL statement_timeout = '" + LONGEST_STATEMENT.toSeconds() + "s'");
                    return work.run(transaction, changes);
                });
            }
        });
    }

    private interface Changing<T> {
        T run(Changes changes) throws Exception;
    }

    private <T> T changing(Changing<T> work) {
        var changes = new Changes();
        try {
            return guarded(writeRetry, () -> work.run(changes));
        } finally {
            // After an error as well: whether a commit whose connection broke took place cannot be known here.
            changes.topics().forEach(generations::bump);
        }
    }

    private Handle open(Trace trace) {
        Handle handle = jdbi.open();
        handle.getConfig(SqlStatements.class).setSqlLogger(observer.forRequest(trace));
        return handle;
    }

    private Handle openLong(Trace trace) throws SQLException {
        Handle handle = jdbi.open();
        handle.getConfig(SqlStatements.class).setSqlLogger(longObserver.forRequest(trace));
        handle.getConnection().setNetworkTimeout(Runnable::run, (int)
                LONGEST_STATEMENT.plusMinutes(1).toMillis());
        return handle;
    }

    private interface Attempt<T> {
        T run() throws Exception;
    }

    private <T> T guarded(Retry retry, Attempt<T> attempt) {
        try {
            return retry.executeCallable(() -> breaker.executeCallable(attempt::run));
        } catch (CallNotPermittedException e) {
            throw Problem.unavailable(RETRY_AFTER_SECONDS, "The database does not answer at the moment.");
        } catch (Problem e) {
            throw e;
        } catch (Exception e) {
            throw SqlStates.translate(e, RETRY_AFTER_SECONDS);
        }
    }

    /** Repeats what PostgreSQL asks to be repeated and nothing else: a broken rule stays broken. */
    private static Retry retry(String name, Predicate<Throwable> transientFailure) {
        return Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_BACKOFF, 3))
                        .retryOnException(transientFailure)
                        .build());
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** Connections in use and at the most. */
    public record PoolUse(int active, int max) {}

    public PoolUse poolUse() {
        var pool = dataSource.getHikariPoolMXBean();
        return new PoolUse(pool == null ? 0 : pool.getActiveConnections(), dataSource.getMaximumPoolSize());
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
