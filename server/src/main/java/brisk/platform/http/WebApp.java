package brisk.platform.http;

import brisk.platform.http.Asset.Keeping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The built web app: the files below {@code web/} of the class path, each with its compressed forms {@code .br} and
 * {@code .gz} beside it, and its page for every address that no file and no other route has, because the app finds its
 * own way from there. What was asked for once stays in memory, at most what the build has put there.
 */
public final class WebApp {
    private static final String FOLDER = "web";
    private static final String PAGE = "/index.html";

    /** Names as the build makes them: no part begins with a dot, so none leads out of the folder. */
    private static final Pattern FILE = Pattern.compile("(/[\\w-][\\w.-]*)+");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    private static final byte[] NOT_BUILT = """
            This server was built without its web app. './brisk run' builds both; the API is described at /api/docs.
            """.getBytes(StandardCharsets.UTF_8);

    private final ClassLoader files;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    public WebApp(ClassLoader files) {
        this.files = files;
    }

    public List<Route> table() {
        return List.of(Route.get("/*", null, this::answer).limit(Route.Limit.NONE));
    }

    private Answer answer(Request request) {
        String path = request.path();
        if (path.lastIndexOf('.') > path.lastIndexOf('/')) {
            Asset asset = FILE.matcher(path).matches() ? asset(path) : null;
            if (asset == null) {
                throw Problem.notFound("This file");
            }
            return asset.answer(request);
        }
        Asset page = asset(PAGE);
        return page == null
                ? new Answer.Body(404, "text/plain; charset=utf-8", NOT_BUILT, Map.of())
                : page.answer(request);
    }

    /** Null where there is no such file, or none of a type that a browser needs. */
    private @Nullable Asset asset(String path) {
        Asset known = assets.get(path);
        if (known != null) {
            return known;
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        byte[] plain = type == null ? null : bytes(path);
        if (type == null || plain == null) {
            return null;
        }
        Keeping keeping = path.startsWith("/assets/") ? Keeping.FOREVER : Keeping.REVALIDATED;
        Asset asset = Asset.of(type, keeping, plain, bytes(path + ".gz"), bytes(path + ".br"));
        assets.put(path, asset);
        return asset;
    }

    private byte @Nullable [] bytes(String path) {
        try (InputStream in = files.getResourceAsStream(FOLDER + path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
