package brisk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import brisk.platform.security.Role;
import brisk.testing.Fixtures.Person;
import brisk.testing.Fixtures.Workspace;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests of the web app in a real browser. Each test has browsers of its own, with nothing remembered; what the browser
 * complains of (errors in scripts, what the content policy forbids, answers with 5xx) fails the test. Skipped where
 * there is no Chromium, or no built web app.
 */
public abstract class BrowserTest {
    /** Answers that the app has to deal with are no errors, though browsers write them down as such. */
    private static final Pattern ANSWERED = Pattern.compile(
            "Failed to load resource: the server responded with a status of 4\\d\\d .*/api/", Pattern.DOTALL);

    /** For a machine that does much else: what is there is found at once, only what is missing takes so long. */
    private static final double MOST_MILLIS = 20_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(MOST_MILLIS);
    }

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>(List.of(ANSWERED));

    /** Leaves a picture of every page of a test that failed. */
    @RegisterExtension
    final AfterTestExecutionCallback pictures = context -> {
        if (context.getExecutionException().isPresent()) {
            String name = context.getRequiredTestClass().getSimpleName() + "-" + context.getDisplayName();
            for (Page page :
                    contexts.stream().flatMap(each -> each.pages().stream()).toList()) {
                Screenshots.one(page, "failed-" + name.replaceAll("[^\\w-]", ""));
            }
        }
    };

    @BeforeEach
    final void needsABrowser() {
        assumeTrue(
                BrowserTest.class.getResource("/web/index.html") != null,
                "the web app is not built (./brisk test builds it): skipped");
        assumeTrue(Chromium.find().isPresent(), "no Chromium (apt-get install chromium, or BRISK_CHROMIUM): skipped");
    }

    @AfterEach
    final void closesItsBrowsers() {
        contexts.forEach(BrowserContext::close);
        assertThat(complaints)
                .filteredOn(complaint -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(complaint).find()))
                .as("what the browser complained of")
                .isEmpty();
    }

    /** What the browser may complain of in this test, such as being offline. */
    protected final void expectComplaint(String pattern) {
        expected.add(Pattern.compile(pattern));
    }

    /** A browser in which nobody has signed in. */
    protected final Page browser(TestServer server) {
        return browser(server, "en-GB");
    }

    /** A browser of this language, in which nobody has signed in. */
    protected final Page browser(TestServer server, String language) {
        Optional<Path> chromium = Chromium.find();
        BrowserContext context = Chromium.running(chromium.orElseThrow())
                .newContext(new NewContextOptions()
                        .setBaseURL(server.address())
                        .setLocale(language)
                        .setTimezoneId("Europe/Berlin")
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(1280, 800));
        context.setDefaultTimeout(MOST_MILLIS);
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " (" + message.location() + ")");
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** A browser in which the workspace's person of this role is signed in, with the page at this path. */
    protected final Page browser(Workspace workspace, Role role, String path) {
        Page page = browser(workspace.server());
        signIn(page, workspace, workspace.person(role));
        page.navigate(path);
        return page;
    }

    /** Gives the browser the session of this person, without the form. */
    protected static void signIn(Page page, Workspace workspace, Person person) {
        String cookie = person.http().header("Cookie");
        page.context()
                .addCookies(List.of(new Cookie("brisk_session", cookie.substring(cookie.indexOf('=') + 1))
                        .setUrl(workspace.server().address())));
    }
}
