package brisk.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Caller;
import brisk.platform.telemetry.Telemetry;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built app as browsers get it, from a small one that the test builds, in a jar as an operator has it. */
class WebAppTest {
    private static final String SCRIPT = "console.log('hello');".repeat(100);
    private static final String PAGE = "<!doctype html><title>Brisk</title>";

    @TempDir
    private static Path folder;

    private final Telemetry telemetry = new Telemetry(30_000);
    private final List<HttpServer> servers = new ArrayList<>();
    private final Http browser = serve("app.jar");

    @BeforeAll
    static void build() throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(folder.resolve("app.jar")))) {
            add(out, "web/index.html", PAGE);
            add(out, "web/assets/app.3f9ac1.js", SCRIPT);
            add(out, "web/assets/app.3f9ac1.js.br", "as br");
            add(out, "web/assets/app.3f9ac1.js.gz", "as gzip");
            add(out, "web/assets/style.77ab.css", "p { color: red }".repeat(200));
            add(out, "web/assets/inter.1234.woff2", "a font ".repeat(500));
            add(out, "web/favicon.svg", "<svg/>");
            add(out, "web/site.webmanifest", "{}");
            add(out, "web/notes.xyz", "of no type that a browser needs");
            add(out, "web/.vite/manifest.json", "{}");
            add(out, "secret.json", "{}");
        }
    }

    private Http serve(String jar) {
        var table = new RouteTable();
        table.add(List.of(Route.get("/api/hello", null, request -> Answer.noContent())));
        table.add(new WebApp(files(jar)).table());
        var settings = new HttpServer.Settings(
                "127.0.0.1",
                0,
                1_000,
                List.of(),
                address -> false,
                Map.of(Route.Limit.DEFAULT, 1),
                1,
                address -> false,
                Duration.ofSeconds(1));
        HttpServer server = HttpServer.build(settings, table, WebAppTest::authenticate, telemetry)
                .start();
        servers.add(server);
        return Http.anonymous("http://127.0.0.1:" + server.port());
    }

    private static @Nullable Caller authenticate(Request request) {
        assertThat(request.path())
                .as("who asks for a file need not say who they are")
                .startsWith("/api/");
        return null;
    }

    private static ClassLoader files(String jar) {
        try {
            return new URLClassLoader(new URL[] {folder.resolve(jar).toUri().toURL()}, null);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(HttpServer::close);
    }

    private static void add(JarOutputStream jar, String name, String content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content.getBytes(UTF_8));
        jar.closeEntry();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/contacts", "/contacts/0198", "/performance", "/apiary?x=1", "/contacts?q=a.b"})
    void everyPageOfTheAppIsItsOnePageWhichIsAskedForEachTime(String path) {
        Reply page = browser.get(path).expect(200);
        assertThat(page.text()).isEqualTo(PAGE);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.header("Content-Security-Policy")).isNotEmpty();

        Reply again =
                browser.with("If-None-Match", page.header("ETag")).get(path).expect(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(page.header("ETag"));
    }

    @Test
    void whatHasAHashInItsNameIsNeverAskedForAgain() {
        Reply script = browser.get("/assets/app.3f9ac1.js").expect(200);
        assertThat(script.text()).isEqualTo(SCRIPT);
        assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(script.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(browser.get("/favicon.svg").expect(200).header("Cache-Control"))
                .isEqualTo("no-cache");
    }

    @Test
    void theClientChoosesTheCompression() {
        assertThat(encoding("br, gzip")).isEqualTo("br");
        assertThat(encoding("gzip, deflate, br, zstd")).isEqualTo("br");
        assertThat(encoding("gzip")).isEqualTo("gzip");
        assertThat(encoding("br;q=0.2, gzip;q=0.8")).isEqualTo("gzip");
        assertThat(encoding("br;q=0, gzip")).isEqualTo("gzip");
        assertThat(encoding("*")).isEqualTo("br");
        assertThat(encoding("*, br;q=0, gzip;q=0")).isEmpty();
        assertThat(encoding("GZIP ; q=0.5")).isEqualTo("gzip");
        assertThat(encoding("identity")).isEmpty();
        assertThat(encoding("br;q=nonsense")).isEmpty();
    }

    private String encoding(String accepted) {
        Reply reply = browser.with("Accept-Encoding", accepted)
                .get("/assets/app.3f9ac1.js")
                .expect(200);
        assertThat(reply.header("Vary")).isEqualTo("Accept-Encoding");
        String encoding = reply.header("Content-Encoding");
        assertThat(reply.text()).isEqualTo(encoding.isEmpty() ? SCRIPT : "as " + encoding);
        return encoding;
    }

    @Test
    void aTextThatTheBuildDidNotCompressIsCompressedHereAndAFontIsNot() throws IOException {
        Http compressing = browser.with("Accept-Encoding", "gzip, br");
        Reply style = compressing.get("/assets/style.77ab.css").expect(200);
        assertThat(style.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(style.bytes())).readAllBytes())
                .asString(UTF_8)
                .startsWith("p { color: red }");
        Reply font = compressing.get("/assets/inter.1234.woff2").expect(200);
        assertThat(font.header("Content-Encoding")).isEmpty();
        assertThat(font.header("Content-Type")).isEqualTo("font/woff2");
        assertThat(compressing.get("/site.webmanifest").header("Content-Type")).isEqualTo("application/manifest+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/old.0000.js",
                "/favicon.png",
                "/notes.xyz",
                "/assets/app.3f9ac1.js.br",
                "/.vite/manifest.json",
                "/../secret.json",
                "/%2e%2e/secret.json",
                "/assets/../../secret.json",
                "/assets/%2e%2e/%2e%2e/secret.json",
                "/..%2fsecret.json",
                "/..%5csecret.json",
                "/assets/app.3f9ac1.js%00.png",
            })
    void whatIsNoFileOfTheAppIsNotFound(String path) {
        Reply reply = browser.get(path).expect(404);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void addressesOfTheInterfaceAreNoPages() {
        browser.get("/api/hello").expect(204);
        assertThat(browser.get("/api/helo").expect(404).header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(browser.get("/api").expect(404).header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(browser.post("/contacts", Map.of()).expect(405).header("Allow"))
                .isEqualTo("GET, HEAD");
    }

    @Test
    void headIsTheSameWithoutTheBody() {
        Reply head = browser.send("HEAD", "/assets/app.3f9ac1.js", null).expect(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo("" + SCRIPT.length());
    }

    @Test
    void filesAreNotLimitedAndCountAsOneRoute() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            browser.get("/assets/app.3f9ac1.js").expect(200);
            browser.get("/contacts").expect(200);
        }
        // A request is counted when its answer has been sent, which may be after that has arrived.
        for (int wait = 0; wait < 100 && telemetry.route("GET /*").snapshot().requests() < 40; wait++) {
            Thread.sleep(20);
        }
        assertThat(telemetry.route("GET /*").snapshot().requests()).isEqualTo(40);
    }

    @Test
    void aServerThatWasBuiltWithoutTheAppSaysHowToGetIt() {
        Http bare = serve("nothing.jar");
        Reply reply = bare.get("/").expect(404);
        assertThat(reply.header("Content-Type")).startsWith("text/plain");
        assertThat(reply.text()).contains("./brisk run").hasLineCount(1);
    }
}
