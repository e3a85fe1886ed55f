package brisk.platform.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The address of an external PostgreSQL, taken apart so that the JDBC URL can be logged: credentials that were written into
 * it are held separately.
 */
record DatabaseUrl(@Nullable String jdbcUrl, String user, String password) {

    @Override
    public String toString() {
        return String.valueOf(jdbcUrl);
    }

    /** @throws IllegalArgumentException when the text is not the address of a PostgreSQL database */
    static DatabaseUrl parse(String text) {
        if (text.isEmpty()) {
            return new DatabaseUrl(null, "", "");
        }
        if (text.startsWith("jdbc:postgresql:")) {
            return withoutCredentials(text, "", "");
        }
        URI uri = URI.create(text);
        boolean postgres = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!postgres || uri.getHost() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("not a PostgreSQL URL");
        }
        String[] credentials = uri.getRawUserInfo() == null
                ? new String[] {""}
                : uri.getRawUserInfo().split(":", 2);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return withoutCredentials(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                decode(credentials[0]),
                credentials.length > 1 ? decode(credentials[1]) : "");
    }

    private static DatabaseUrl withoutCredentials(String jdbcUrl, String user, String password) {
        int question = jdbcUrl.indexOf('?');
        if (question < 0) {
            return new DatabaseUrl(jdbcUrl, user, password);
        }
        String foundUser = user;
        String foundPassword = password;
        StringJoiner rest = new StringJoiner("&", "?", "").setEmptyValue("");
        for (String parameter : jdbcUrl.substring(question + 1).split("&", -1)) {
            if (parameter.startsWith("user=")) {
                foundUser = decode(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                foundPassword = decode(parameter.substring("password=".length()));
            } else {
                rest.add(parameter);
            }
        }
        return new DatabaseUrl(jdbcUrl.substring(0, question) + rest, foundUser, foundPassword);
    }

    private static String decode(String text) {
        // A plus is a plus in the user part of a URL; only forms use it for a space.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
