package brisk.platform.http;

import brisk.platform.security.Permission;
import org.jspecify.annotations.Nullable;

/**
 * One line of a route table.
 *
 * @param path literal segments and {@code {parameters}}; a last segment {@code *} stands for everything below
 * @param permission what the caller must be allowed; null for a route that needs no caller
 * @param limit which rate limit counts
 * @param maxBodyBytes the largest body it takes; -1 for the configured default
 * @param takesQuery whether its handler reads the query; where it does not, there must be none
 */
public record Route(
        String method,
        String path,
        @Nullable Permission permission,
        Limit limit,
        long maxBodyBytes,
        boolean takesQuery,
        Handler handler) {

    /** The classes of rate limits; how many requests a minute each allows is configuration. */
    public enum Limit {
        DEFAULT,
        DASHBOARD,
        BULK,
        HEALTH,
        /** Not counted, and nobody asks who it is: for files, which cost less than that would. */
        NONE
    }

    public Route {
        if (limit == Limit.NONE && permission != null) {
            throw new IllegalArgumentException(path + ": what needs a caller is counted");
        }
    }

    public String name() {
        return method + " " + path;
    }

    public Route limit(Limit other) {
        return new Route(method, path, permission, other, maxBodyBytes, takesQuery, handler);
    }

    public Route maxBodyBytes(long bytes) {
        return new Route(method, path, permission, limit, bytes, takesQuery, handler);
    }

    /** A write with query parameters, which its handler has to check. */
    public Route withQuery() {
        return new Route(method, path, permission, limit, maxBodyBytes, true, handler);
    }

    public static Route get(String path, @Nullable Permission permission, Handler handler) {
        return new Route("GET", path, permission, Limit.DEFAULT, -1, true, handler);
    }

    public static Route post(String path, @Nullable Permission permission, Handler handler) {
        return new Route("POST", path, permission, Limit.DEFAULT, -1, false, handler);
    }

    public static Route put(String path, @Nullable Permission permission, Handler handler) {
        return new Route("PUT", path, permission, Limit.DEFAULT, -1, false, handler);
    }

    public static Route patch(String path, @Nullable Permission permission, Handler handler) {
        return new Route("PATCH", path, permission, Limit.DEFAULT, -1, false, handler);
    }

    public static Route delete(String path, @Nullable Permission permission, Handler handler) {
        return new Route("DELETE", path, permission, Limit.DEFAULT, -1, false, handler);
    }
}
