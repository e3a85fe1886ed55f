package brisk.platform.db;

import brisk.platform.http.Problem;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/**
 * While the database is away every poll of the scheduler and every connection of the pool fails and tells so with a stack trace. {@link DatabaseHold} says in one
 * line that it is away, and in another that it is back; the rest is left out.
 */
public final class OutageFilter implements Filter {
    private static final List<String> TALKATIVE = List.of("com.github.kagkarlsson", "com.zaxxer.hikari");

    @Override
    public boolean isLoggable(LogRecord event) {
        String logger = event.getLoggerName();
        Throwable thrown = event.getThrown();
        return logger == null
                || thrown == null
                || TALKATIVE.stream().noneMatch(logger::startsWith)
                || !isOutage(thrown);
    }

    private static boolean isOutage(Throwable thrown) {
        if (SqlStates.isConnectionLoss(thrown)) {
            return true;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem && problem.status() == 503) {
                return true;
            }
        }
        // What db-scheduler says is that it could not roll back; why it wanted to is suppressed.
        return Stream.of(thrown.getSuppressed()).anyMatch(OutageFilter::isOutage);
    }
}
