package brisk.platform.db;

/** The embedded PostgreSQL could not be started; the message is one line that says why and what to do. */
public final class PostgresStartException extends RuntimeException {

    PostgresStartException(String message) {
        super(message);
    }

    PostgresStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
