package brisk.contacts;

import static brisk.testing.Find.row;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.TestServer;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A list costs what one looks at, not what it holds. */
class LongListTest extends BrowserTest {
    private static final int CONTACTS = 100_000;
    private static final int MOST_ROWS_DRAWN = 80;
    private static final double MOST_HEAP_BYTES = 100e6;
    /** Of the processor, so that what else the machine does counts little. */
    private static final double MOST_MILLIS_PER_FRAME = 50;

    /** For a row that is somewhere else in the list to be there. */
    private static final double MOST_MILLIS_OF_A_JUMP = 3_000;
    /** The rows that have page numbers; what is behind them is reached by going on. */
    private static final int NUMBERED = 10_000;

    /** Past the 10,000 rows that have page numbers, so that some are fetched by cursors. */
    private static final int SCROLLED = 10_500;

    /** Ten rows in each frame, faster than anybody reads. */
    private static final String SCROLL = """
            async ([rows, mostMillis]) => {
              const table = document.querySelector('[role=grid]');
              // A browser that stops drawing must not stop the test, too: evaluate() waits for ever.
              const frame = () => new Promise((done) => { requestAnimationFrame(done); setTimeout(done, 2_000); });
              const until = performance.now() + mostMillis;
              let frames = 0;
              let mostDrawn = 0;
              let reached = 0;
              while (reached < rows && performance.now() < until) {
                table.scrollTop += 360;
                await frame();
                frames++;
                const drawn = table.querySelectorAll('[role=row][aria-rowindex]');
                mostDrawn = Math.max(mostDrawn, drawn.length);
                const last = [...drawn].filter((row) => !row.hasAttribute('aria-busy')).at(-1);
                reached = Number(last?.getAttribute('aria-rowindex') ?? 0) - 1;
              }
              return { frames, mostDrawn, reached };
            }""";

    private static void insert(Workspace workspace) throws SQLException {
        try (Connection connection = workspace.server().db().connect();
                Statement statement = connection.createStatement()) {
            // What it makes is for searching, which nobody does here.
            statement.execute("ALTER TABLE contacts DISABLE TRIGGER derive_contact");
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO contacts (workspace_id, name, job_title, organisation, role, status, warmness, owner_id, tags)
                    SELECT ?, 'Person ' || lpad(i::text, 6, '0'), 'Line Producer', 'Studio Nord', 'Producer', 'Active',
                           i % 101, ?, '{berlin}'
                    FROM generate_series(1, ?) i""")) {
                insert.setObject(1, workspace.id());
                insert.setObject(2, workspace.person(Role.SELLER).id());
                insert.setInt(3, CONTACTS);
                insert.execute();
            }
            statement.execute("ANALYZE contacts");
        }
    }

    @Test
    void aHundredThousandContactsScrollLikeAHundred() throws SQLException {
        try (TestServer server = TestServer.start(Map.of())) {
            Workspace workspace = Fixtures.workspace(server);
            insert(workspace);
            Page page = browser(workspace, Role.SELLER, "/contacts");
            assertThat(page.getByText("100,000 contacts")).isVisible();
            assertThat(row(page, "Person 000001")).isVisible();

            jump(page, 5_000);
            page.keyboard().press("End");
            assertThat(isThere(page, NUMBERED)).isVisible(soon());
            assertThat(active(page)).containsText(name(NUMBERED));
            page.keyboard().press("Home");
            assertThat(active(page)).containsText(name(1), new ContainsTextOptions().setTimeout(MOST_MILLIS_OF_A_JUMP));

            CDPSession devTools = page.context().newCDPSession(page);
            var inThreadTime = new JsonObject();
            inThreadTime.addProperty("timeDomain", "threadTicks");
            devTools.send("Performance.enable", inThreadTime);
            double before = metric(devTools, "TaskDuration");
            Map<?, ?> end = (Map<?, ?>) page.evaluate(SCROLL, new Object[] {SCROLLED, 120_000});
            double seconds = metric(devTools, "TaskDuration") - before;
            assertThat(number(end, "reached")).isGreaterThanOrEqualTo(SCROLLED);
            assertThat(number(end, "mostDrawn")).isLessThanOrEqualTo(MOST_ROWS_DRAWN);
            assertThat(seconds * 1000 / number(end, "frames")).isLessThan(MOST_MILLIS_PER_FRAME);
            devTools.send("HeapProfiler.collectGarbage");
            assertThat(metric(devTools, "JSHeapUsedSize")).isLessThan(MOST_HEAP_BYTES);

            // The first rows were given back long ago.
            page.keyboard().press("Home");
            assertThat(active(page)).containsText(name(1), new ContainsTextOptions().setTimeout(MOST_MILLIS_OF_A_JUMP));

            page.navigate("/contacts?sort=-name");
            assertThat(row(page, "Person 100000")).isVisible();
            page.navigate("about:blank");
        }
    }

    private static String name(int place) {
        return "Person %06d".formatted(place);
    }

    /** The row at this place, which is right where it is the person of that number. */
    private static Locator isThere(Page page, int place) {
        return page.locator("[role=row][aria-rowindex='" + (place + 1) + "']")
                .filter(new Locator.FilterOptions().setHasText(name(place)));
    }

    /** The row that keys speak to. */
    private static Locator active(Page page) {
        return page.locator("[role=row][data-active]");
    }

    /** Scrolls to this place without seeing what is before it, as with the scroll bar. */
    private static void jump(Page page, int place) {
        page.evaluate("place => document.querySelector('[role=grid]').scrollTo(0, 36 * (place - 1))", place);
        assertThat(isThere(page, place)).isVisible(soon());
    }

    private static IsVisibleOptions soon() {
        return new IsVisibleOptions().setTimeout(MOST_MILLIS_OF_A_JUMP);
    }

    private static double number(Map<?, ?> values, String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static double metric(CDPSession devTools, String name) {
        for (var metric : devTools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject one = metric.getAsJsonObject();
            if (one.get("name").getAsString().equals(name)) {
                return one.get("value").getAsDouble();
            }
        }
        throw new AssertionError("The browser does not know " + name + ".");
    }
}
