package brisk.platform.config;

import brisk.platform.config.Config.Mail.Tls;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The settings as written, each with the place it was written at, and their translation into types. */
final class Values {

    /** @param place where it was written, as an error message names it */
    private record Entry(String text, String place) {}

    private final Map<String, Entry> entries = new HashMap<>();

    void put(String key, String text, String place) {
        if (Setting.find(key).isEmpty()) {
            throw new ConfigException(place + " is not a setting" + Suggestion.forKey(key));
        }
        entries.put(key, new Entry(text.strip(), place));
    }

    Config toConfig(Map<String, String> environment) {
        Config config = new Config(
                home(environment),
                new Config.Http(
                        required("http.host"),
                        number("http.port"),
                        Math.toIntExact(bytes("http.maxBodyBytes")),
                        origins("http.corsOrigins"),
                        addresses("http.trustedProxies")),
                database(),
                new Config.Cache(bytes("cache.maxBytes")),
                new Config.Demo(bool("demo.enabled"), number("demo.size")),
                new Config.RateLimit(
                        number("rateLimit.defaultPerMinute"),
                        number("rateLimit.dashboardPerMinute"),
                        number("rateLimit.bulkPerMinute"),
                        number("rateLimit.healthPerMinute"),
                        number("rateLimit.sessionFactor"),
                        addresses("rateLimit.allowList")),
                new Config.Log(number("log.slowQueryMillis"), number("log.slowRequestMillis")),
                new Config.Imports(bytes("imports.maxBytes")),
                new Config.Session(number("session.idleHours")),
                new Config.Mail(
                        text("mail.host"),
                        number("mail.port"),
                        text("mail.user"),
                        new Secret(text("mail.password")),
                        text("mail.from"),
                        tls("mail.tls")),
                new Config.Shutdown(number("shutdown.graceSeconds")));
        if (config.mail().isSent() && !config.mail().from().contains("@")) {
            throw bad("mail.from", "must be an e-mail address when mail.host is set");
        }
        return config;
    }

    Path home(Map<String, String> environment) {
        String text = required("home");
        // Java takes user.home from the user database; a HOME that says otherwise is what the operator means.
        String userHome = environment.getOrDefault("HOME", "");
        String base = userHome.isBlank() ? System.getProperty("user.home", ".") : userHome;
        try {
            Path path = text.equals("~") || text.startsWith("~/") ? Path.of(base, text.substring(1)) : Path.of(text);
            return path.toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw bad("home", "is not a path");
        }
    }

    private Config.Database database() {
        DatabaseUrl url;
        try {
            url = DatabaseUrl.parse(text("database.url"));
        } catch (IllegalArgumentException e) {
            throw bad(
                    "database.url", "must look like jdbc:postgresql://host/database or postgres://user@host/database");
        }
        String user = text("database.user");
        String password = text("database.password");
        return new Config.Database(
                url.jdbcUrl(),
                user.isEmpty() ? url.user() : user,
                new Secret(password.isEmpty() ? url.password() : password),
                number("database.poolSize"));
    }

    private String text(String key) {
        Entry entry = entries.get(key);
        return entry == null ? setting(key).defaultValue() : entry.text;
    }

    private String required(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            throw bad(key, "must not be empty");
        }
        return text;
    }

    private int number(String key) {
        Setting setting = setting(key);
        try {
            long value = Long.parseLong(text(key));
            if (value >= setting.min() && value <= setting.max()) {
                return Math.toIntExact(value);
            }
        } catch (NumberFormatException e) {
            // the same answer as for a number out of range
        }
        throw bad(key, "must be a whole number from " + setting.min() + " to " + setting.max());
    }

    private long bytes(String key) {
        Setting setting = setting(key);
        try {
            long value = ByteSize.parse(text(key));
            if (value >= setting.min() && value <= setting.max()) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // the same answer as for a size out of range
        }
        throw bad(
                key,
                "must be a size from " + ByteSize.format(setting.min()) + " to " + ByteSize.format(setting.max())
                        + ", like 48 MiB");
    }

    private boolean bool(String key) {
        return switch (text(key).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw bad(key, "must be true or false");
        };
    }

    private Tls tls(String key) {
        return Arrays.stream(Tls.values())
                .filter(tls -> tls.name().equalsIgnoreCase(text(key)))
                .findFirst()
                .orElseThrow(() -> bad(key, "must be one of none, starttls, tls"));
    }

    private AddressList addresses(String key) {
        try {
            return AddressList.parse(text(key));
        } catch (IllegalArgumentException e) {
            throw bad(key, "must be addresses or networks separated by commas, like 10.0.0.0/8, ::1");
        }
    }

    private List<String> origins(String key) {
        return Arrays.stream(text(key).split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .map(origin -> {
                    if (!isOrigin(origin)) {
                        throw bad(key, "must be origins separated by commas, like https://app.example.org");
                    }
                    return origin.toLowerCase(Locale.ROOT);
                })
                .toList();
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && text.matches("(?i)https?://[^/?#]+")
                    && uri.getPort() <= 65_535;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** One line: where it was written, what was written unless it may hold a password, and what is allowed. */
    private ConfigException bad(String key, String rule) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return new ConfigException(key + " " + rule);
        }
        boolean isSecret = setting(key).kind() == Setting.Kind.SECRET;
        String written = isSecret ? "" : " '" + entry.text.replace('\n', ' ') + "'";
        return new ConfigException(entry.place + written + " " + rule);
    }

    private static Setting setting(String key) {
        return Setting.find(key).orElseThrow(() -> new IllegalArgumentException(key));
    }
}
