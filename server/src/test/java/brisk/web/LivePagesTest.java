package brisk.web;

import static brisk.testing.Find.button;
import static brisk.testing.Find.entry;
import static brisk.testing.Find.field;
import static brisk.testing.Find.heading;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Http;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two browsers see each other's changes, without reloading and without a jump. */
class LivePagesTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private void contacts(int count) {
        List<Map<String, Object>> records = IntStream.range(0, count)
                .<Map<String, Object>>mapToObj(i -> Map.of(
                        "name", "Person %03d".formatted(i),
                        "warmness", i % 100,
                        "ownerId", workspace.person(Role.SELLER).id()))
                .toList();
        seller.post("/api/contacts/bulk", Map.of("operation", "create", "records", records))
                .expect(200);
    }

    private String contact(String name) {
        return seller.post("/api/contacts", Map.of("name", name, "jobTitle", "Producer"))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private static Locator row(Page page, String name) {
        return page.getByRole(AriaRole.GRID)
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(name));
    }

    /** From now on, writes down where in the window the row with this text is drawn. */
    private static void watch(Page page, String text) {
        page.evaluate("""
                text => {
                  window.tops = [];
                  const look = () => {
                    const row = [...document.querySelectorAll('[role=row]')].find((it) => it.textContent.includes(text));
                    window.tops.push(row === undefined ? 'nowhere' : row.getBoundingClientRect().top);
                    requestAnimationFrame(look);
                  };
                  look();
                }\
                """, text);
    }

    private static void assertStoodStill(Page page) {
        page.waitForTimeout(400);
        assertThat(page.evaluate("() => new Set(window.tops).size"))
                .as("places at which the row was drawn: %s", page.evaluate("() => [...new Set(window.tops)].join()"))
                .isEqualTo(1);
    }

    @Test
    void aListShowsWhatSomebodyElseWroteWhereOneIsReading() {
        contacts(300);
        Page mine = browser(workspace, Role.SELLER, "/contacts?sort=name");
        assertThat(row(mine, "Person 000")).isVisible();
        mine.getByRole(AriaRole.GRID).hover();
        mine.mouse().wheel(0, 3_600);
        assertThat(row(mine, "Person 105")).isVisible();
        mine.waitForTimeout(200);
        watch(mine, "Person 105");

        String above = seller.get("/api/contacts?q=Person%20002&limit=1")
                .expect(200)
                .json()
                .path("data")
                .path(0)
                .path("id")
                .asString();
        workspace.manager().delete("/api/contacts/" + above).expect(204);
        assertThat(mine.getByText("299 contacts")).isVisible();
        workspace
                .manager()
                .post("/api/contacts", Map.of("name", "Person 000 b"))
                .expect(201);
        assertThat(mine.getByText("300 contacts")).isVisible();
        assertStoodStill(mine);
    }

    @Test
    void aRecordChangesUnderTheEyesOfWhoReadsItAndLeavesWhatTheyWriteAlone() {
        String ada = contact("Ada Brandt");
        Page mine = browser(workspace, Role.SELLER, "/contacts/" + ada);
        Page theirs = browser(workspace, Role.MANAGER, "/contacts/" + ada);
        assertThat(heading(mine, "Ada Brandt")).isVisible();
        assertThat(heading(theirs, "Ada Brandt")).isVisible();
        mine.keyboard().press("n");
        field(mine, "Text").fill("Half a thought");

        heading(theirs, "Ada Brandt").getByRole(AriaRole.BUTTON).click();
        field(theirs, "Name").fill("Ada Brandt-Lovelace");
        theirs.keyboard().press("Enter");
        assertThat(heading(mine, "Ada Brandt-Lovelace")).isVisible();
        theirs.keyboard().press("c");
        field(theirs, "Text").fill("Spoke about the dates in June");
        theirs.keyboard().press("Control+Enter");
        assertThat(entry(mine, "Spoke about the dates in June")).isVisible();
        assertThat(field(mine, "Text")).hasValue("Half a thought");
        assertThat(field(mine, "Text")).isFocused();

        mine.keyboard().press("Control+Enter");
        assertThat(entry(theirs, "Half a thought")).isVisible();
    }

    @Test
    void whatOneEditsIsNotTakenAwayByAChangeOfAnother() {
        String ada = contact("Ada Brandt");
        Page mine = browser(workspace, Role.SELLER, "/contacts/" + ada);
        assertThat(heading(mine, "Ada Brandt")).isVisible();
        heading(mine, "Ada Brandt").getByRole(AriaRole.BUTTON).click();
        field(mine, "Name").fill("Ada Lovelace");
        workspace
                .manager()
                .patch("/api/contacts/" + ada, Map.of("status", "Active"))
                .expect(200);
        assertThat(mine.locator("aside")).containsText("Active");
        assertThat(field(mine, "Name")).hasValue("Ada Lovelace");
        assertThat(field(mine, "Name")).isFocused();
    }

    @Test
    void aDeletedRecordSaysSoAndItsListIsOneClickAway() {
        String ada = contact("Ada Brandt");
        Page mine = browser(workspace, Role.SELLER, "/contacts/" + ada);
        assertThat(heading(mine, "Ada Brandt")).isVisible();
        workspace.manager().delete("/api/contacts/" + ada).expect(204);
        assertThat(mine.getByText("This contact was deleted")).isVisible();
        button(mine, "Restore").click();
        assertThat(mine.getByText("This contact was deleted")).hasCount(0);
        seller.get("/api/contacts/" + ada).expect(200);
    }

    @Test
    void theBookShowsACallOfAColleague() {
        contacts(3);
        Page mine = browser(workspace, Role.SELLER, "/my-500");
        assertThat(mine.locator("[data-row]").first()).containsText("Person 000");
        String first = seller.get("/api/my-500?limit=1")
                .expect(200)
                .json()
                .path("data")
                .path(0)
                .path("id")
                .asString();
        workspace
                .manager()
                .post("/api/interactions", Map.of("kind", "call", "contactId", first, "body", "Wants an offer"))
                .expect(201);
        assertThat(mine.locator("[data-row]").filter(new Locator.FilterOptions().setHasText("Person 000")))
                .containsText("Wants an offer");
    }
}
