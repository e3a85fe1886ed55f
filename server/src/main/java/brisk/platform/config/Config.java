package brisk.platform.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operator can set, complete and checked. Read once by {@link #load}: defaults, then the file, then the
 * environment, then flags, each overriding the one before.
 */
public record Config(
        Path home,
        Http http,
        Database database,
        Cache cache,
        Demo demo,
        RateLimit rateLimit,
        Log log,
        Imports imports,
        Session session,
        Mail mail,
        Shutdown shutdown) {

    /** @param port 0 takes any free one */
    public record Http(String host, int port, int maxBodyBytes, List<String> corsOrigins, AddressList trustedProxies) {}

    /** @param url a JDBC URL without credentials, or null where Brisk runs its own PostgreSQL */
    public record Database(@Nullable String url, String user, Secret password, int poolSize) {}

    public record Cache(long maxBytes) {}

    /** @param size how many contacts */
    public record Demo(boolean enabled, int size) {}

    /** @param sessionFactor how many times the limit of an API client a signed-in browser has */
    public record RateLimit(
            int defaultPerMinute,
            int dashboardPerMinute,
            int bulkPerMinute,
            int healthPerMinute,
            int sessionFactor,
            AddressList allowList) {}

    public record Log(int slowQueryMillis, int slowRequestMillis) {}

    public record Imports(long maxBytes) {}

    public record Session(int idleHours) {}

    /** @param host empty where mail is kept instead of sent */
    public record Mail(String host, int port, String user, Secret password, String from, Tls tls) {

        public enum Tls {
            NONE,
            STARTTLS,
            TLS
        }

        public boolean isSent() {
            return !host.isEmpty();
        }
    }

    public record Shutdown(int graceSeconds) {}

    /**
     * Reads the configuration of a start.
     *
     * @param flags the command line without the subcommand
     * @throws ConfigException with one line that names the source of the mistake and what is allowed
     */
    public static Config load(List<String> flags, Map<String, String> environment) {
        return ConfigReader.read(flags, environment);
    }

    /** The defaults with some settings changed, by their keys. */
    public static Config of(Map<String, String> settings) {
        Values values = new Values();
        settings.forEach((key, value) -> values.put(key, value, key));
        return values.toConfig(Map.of());
    }

    /** The table of settings for people. */
    public static String help() {
        return ConfigHelp.text();
    }
}
