package brisk.platform.db;

import brisk.platform.telemetry.Trace;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times every statement for the request that runs it, and logs the slow ones without their values. */
final class StatementObserver {
    private static final Logger log = LoggerFactory.getLogger("brisk.slow");
    private static final int LOGGED_CHARACTERS = 400;

    private final long slowMillis;
    private final Consumer<String> sqlObserver;

    StatementObserver(long slowMillis, Consumer<String> sqlObserver) {
        this.slowMillis = slowMillis;
        this.sqlObserver = sqlObserver;
    }

    SqlLogger forRequest(Trace trace) {
        return new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                count(context);
            }

            @Override
            public void logException(StatementContext context, SQLException e) {
                count(context);
            }

            private void count(StatementContext context) {
                long nanos = context.getElapsedTime(ChronoUnit.NANOS);
                trace.statement(nanos);
                sqlObserver.accept(String.valueOf(context.getRenderedSql()));
                if (nanos > slowMillis * 1_000_000L) {
                    log.warn("slow query took {} ms: {}", nanos / 1_000_000, shortened(context));
                }
            }
        };
    }

    /** The beginning of a statement in one line, without what is bound. */
    static String shortened(StatementContext context) {
        String sql =
                String.valueOf(context.getRenderedSql()).replaceAll("\\s+", " ").strip();
        return sql.substring(0, Math.min(LOGGED_CHARACTERS, sql.length()));
    }
}
