package brisk.platform.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One line of the table of settings: the only place where a key, its default and its limits are written. */
record Setting(String key, Kind kind, String defaultValue, long min, long max, String description) {

    enum Kind {
        TEXT,
        SECRET,
        NUMBER,
        BYTES,
        BOOLEAN
    }

    private static final long MIB = 1024 * 1024;
    private static final long MANY = 1_000_000_000;

    static final List<Setting> ALL = List.of(
            text("home", "~/.brisk", "where the database, the log and brisk.properties lie"),
            text("http.host", "127.0.0.1", "the address to listen on; 0.0.0.0 for all"),
            number("http.port", 8080, 0, 65_535, "the port to listen on; 0 takes any free one"),
            bytes("http.maxBodyBytes", MIB, 1024, 64 * MIB, "largest request body"),
            text("http.corsOrigins", "", "origins that may call the API from a browser; empty: none"),
            text("http.trustedProxies", "", "networks whose X-Forwarded-For counts"),
            secret("database.url", "PostgreSQL >= 18 to use, jdbc:postgresql:... or postgres://...; empty: embedded"),
            text("database.user", "", "the user at database.url"),
            secret("database.password", "the password at database.url"),
            number("database.poolSize", connectionsForCores(), 2, 20, "most connections (3 per core)"),
            bytes("cache.maxBytes", 48 * MIB, MIB, 16_384 * MIB, "most memory for cached answers"),
            bool("demo.enabled", true, "load the demo workspace into a new database"),
            number("demo.size", 10_000, 1, 5_000_000, "contacts in the demo workspace"),
            number("rateLimit.defaultPerMinute", 100, 1, MANY, "requests of one API client"),
            number("rateLimit.dashboardPerMinute", 20, 1, MANY, "dashboard requests of one API client"),
            number("rateLimit.bulkPerMinute", 5, 1, MANY, "bulk requests of one API client"),
            number("rateLimit.healthPerMinute", 200, 1, MANY, "health requests of one API client"),
            number("rateLimit.sessionFactor", 10, 1, 1000, "how many times that a signed-in browser may"),
            text("rateLimit.allowList", "", "networks without a rate limit"),
            number("log.slowQueryMillis", 100, 0, 3_600_000, "log SQL statements that take longer"),
            number("log.slowRequestMillis", 2000, 0, 3_600_000, "log requests that take longer"),
            bytes("imports.maxBytes", 200 * MIB, 1024, 16_384 * MIB, "largest file to import"),
            number("session.idleHours", 720, 1, 87_600, "sign out after so long without a request"),
            text("mail.host", "", "SMTP server; empty: mail is kept, not sent"),
            number("mail.port", 587, 1, 65_535, "port of the SMTP server"),
            text("mail.user", "", "user at the SMTP server"),
            secret("mail.password", "password at the SMTP server"),
            text("mail.from", "", "sender of the mails"),
            text("mail.tls", "starttls", "none, starttls or tls"),
            number("shutdown.graceSeconds", 10, 0, 600, "how long running requests may take when stopping"));

    static Optional<Setting> find(String key) {
        return ALL.stream().filter(setting -> setting.key.equals(key)).findFirst();
    }

    /** {@code http.maxBodyBytes} is {@code BRISK_HTTP_MAX_BODY_BYTES} in the environment. */
    String environmentName() {
        return "BRISK_"
                + key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static int connectionsForCores() {
        return Math.clamp(3L * Runtime.getRuntime().availableProcessors(), 4, 20);
    }

    private static Setting text(String key, String defaultValue, String description) {
        return new Setting(key, Kind.TEXT, defaultValue, 0, 0, description);
    }

    private static Setting secret(String key, String description) {
        return new Setting(key, Kind.SECRET, "", 0, 0, description);
    }

    private static Setting number(String key, long defaultValue, long min, long max, String description) {
        return new Setting(key, Kind.NUMBER, Long.toString(defaultValue), min, max, description);
    }

    private static Setting bytes(String key, long defaultValue, long min, long max, String description) {
        return new Setting(key, Kind.BYTES, ByteSize.format(defaultValue), min, max, description);
    }

    private static Setting bool(String key, boolean defaultValue, String description) {
        return new Setting(key, Kind.BOOLEAN, Boolean.toString(defaultValue), 0, 0, description);
    }
}
