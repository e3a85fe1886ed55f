package brisk.platform.config;

/** A start that cannot go on until the operator changes something; the message is the one line to show (exit code 2). */
public final class ConfigException extends RuntimeException {

    public ConfigException(String message) {
        super(message);
    }
}
