package brisk.platform.db;

import brisk.platform.http.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What PostgreSQL's error codes mean for a request (PostgreSQL documentation, appendix A). */
final class SqlStates {
    private SqlStates() {}

    /** Serialization failure or deadlock: nothing was done, doing it again is what PostgreSQL asks for. */
    static boolean isConflict(Throwable e) {
        String state = state(e);
        return state.equals("40001") || state.equals("40P01");
    }

    /** The connection broke or could not be had, or the server is starting or stopping. */
    static boolean isConnectionLoss(Throwable e) {
        SQLException sql = sqlException(e);
        String state = state(e);
        return sql instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("57P");
    }

    /** The pool had no connection in time: asking again at once would only make the queue longer. */
    static boolean isPoolTimeout(Throwable e) {
        return sqlException(e) instanceof SQLTransientConnectionException;
    }

    /** All connections were at work, and none had failed: a database with so much to do does answer. */
    static boolean isPoolBusy(Throwable e) {
        return sqlException(e) instanceof SQLTransientConnectionException timeout && timeout.getCause() == null;
    }

    static RuntimeException translate(Exception e, long retryAfterSeconds) {
        if (isPoolBusy(e)) {
            return Problem.unavailable(retryAfterSeconds, "Brisk has more to do than it can at the moment.");
        }
        if (isConnectionLoss(e)) {
            return Problem.unavailable(retryAfterSeconds, "The database does not answer at the moment.");
        }
        return switch (state(e)) {
            case "23505" -> Problem.conflict("A record with the same " + columns(e) + " exists already.", Map.of());
            case "23503" -> Problem.invalid(columns(e), "names a record that does not exist in this workspace.");
            case "22021", "22P05" -> Problem.badRequest("The text contains characters that cannot be stored.");
            case "57014" -> Problem.unavailable(retryAfterSeconds, "The database took too long for this request.");
            default -> e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
        };
    }

    /** The field a constraint speaks of, from its name: contacts_workspace_id_owner_id_fkey is about ownerId. */
    private static String columns(Exception e) {
        ServerErrorMessage message = sqlException(e) instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (message == null || message.getConstraint() == null) {
            return "value";
        }
        String name = message.getConstraint().replaceAll("_(fkey|key|pkey)$", "");
        if (message.getTable() != null && name.startsWith(message.getTable() + "_")) {
            name = name.substring(message.getTable().length() + 1);
        }
        return camelCase(name.replaceFirst("^workspace_id_", ""));
    }

    static String camelCase(String snake) {
        var text = new StringBuilder();
        for (String word : snake.split("_")) {
            text.append(
                    text.isEmpty() || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }

    private static String state(Throwable e) {
        SQLException sql = sqlException(e);
        return sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    }

    private static @Nullable SQLException sqlException(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
