package brisk.my500;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Http;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse.MoveOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.WaitForResponseOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page My-500 in a real browser. */
class BookPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private String contact(String name, boolean inCampaign, int warmness) {
        Map<String, Object> contact = new HashMap<>(Map.of(
                "name",
                name,
                "inCampaign",
                inCampaign,
                "warmness",
                warmness,
                "organisation",
                "Studio Nord",
                "jobTitle",
                "Producer",
                "ownerId",
                workspace.person(Role.SELLER).id().toString()));
        return seller.post("/api/contacts", contact)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private void call(String contactId, String body, String when) {
        seller.post(
                        "/api/interactions",
                        Map.of("kind", "call", "contactId", contactId, "body", body, "occurredAt", when))
                .expect(201);
    }

    /** Four who are as cold, of whom two were called. */
    private void smallBook() {
        contact("Ada Brandt", true, 40);
        contact("Bo Lind", false, 10);
        contact("Cleo Marsh", false, 10);
        call(contact("Dara Quist", false, 10), "Wants an offer for June", "2026-01-05T10:00:00Z");
        call(contact("Eli Moreau", false, 10), "Asked for the crew list", "2026-02-05T10:00:00Z");
    }

    private Page book() {
        Page page = browser(workspace, Role.SELLER, "/my-500");
        assertThat(rows(page).first()).isVisible();
        return page;
    }

    private static Locator rows(Page page) {
        return page.locator("[data-row]");
    }

    private static Locator row(Page page, String name) {
        return rows(page).filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator toast(Page page) {
        return page.getByRole(AriaRole.ALERT).last();
    }

    /** The people of the book as the page shows them, from the top. */
    private static List<String> names(Page page) {
        return rows(page).locator("[role=rowheader] a").allInnerTexts();
    }

    private List<String> namesInTheServer() {
        return seller.get("/api/my-500?limit=100").expect(200).each("name");
    }

    private static void press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Presses a key and waits for the answer to the change that it makes. */
    private static void pressAndSave(Page page, String key, String method) {
        page.waitForResponse(
                response -> response.request().method().equals(method) && response.ok(),
                new WaitForResponseOptions(),
                () -> press(page, key));
    }

    @Test
    void theOrderExplainsItself() {
        smallBook();
        Page page = book();
        assertThat(names(page)).containsExactly("Ada Brandt", "Cleo Marsh", "Bo Lind", "Dara Quist", "Eli Moreau");
        assertThat(row(page, "Ada Brandt")).containsText("Coldest of the campaign");
        assertThat(row(page, "Cleo Marsh")).containsText("Coldest of the rest");
        assertThat(row(page, "Bo Lind")).containsText("As cold, never contacted");
        assertThat(row(page, "Eli Moreau")).containsText("As cold, contacted later");
        assertThat(page.getByRole(AriaRole.TREEGRID)).containsText("coldest first, then who was contacted longest ago");
        Screenshots.inspect(page, "my-500");
    }

    @Test
    void aCallIsLoggedByKeyAndItsPersonMovesOnlyWhenOneGoesOn() {
        smallBook();
        Page page = book();
        press(page, "j", "j");
        assertThat(row(page, "Cleo Marsh")).isFocused();
        assertThat(row(page, "Cleo Marsh")).containsText("Never");
        double top = top(row(page, "Cleo Marsh"));

        press(page, "c");
        page.keyboard().type("Spoke about the dates in June");
        Screenshots.inspect(page, "my-500-call");
        pressAndSave(page, "Enter", "POST");

        assertThat(toast(page)).containsText("Call with Cleo Marsh logged. Now at 5 of 5.");
        assertThat(row(page, "Cleo Marsh")).not().containsText("Never");
        assertThat(row(page, "Cleo Marsh")).containsText("Spoke about the dates in June");
        assertThat(row(page, "Cleo Marsh")).containsText("Moves to 5 when you go on");
        assertThat(row(page, "Cleo Marsh")).isFocused();
        assertThat(top(row(page, "Cleo Marsh"))).isEqualTo(top);

        press(page, "j");
        assertThat(row(page, "Bo Lind")).isFocused();
        assertThat(names(page)).containsExactly("Ada Brandt", "Bo Lind", "Dara Quist", "Eli Moreau", "Cleo Marsh");
        assertThat(names(page)).isEqualTo(namesInTheServer());

        toast(page).getByText("Undo").click();
        assertThat(row(page, "Cleo Marsh")).containsText("Never");
        assertThat(names(page)).containsExactly("Ada Brandt", "Cleo Marsh", "Bo Lind", "Dara Quist", "Eli Moreau");
    }

    @Test
    void whatCouldNotBeSavedIsStillInTheField() {
        smallBook();
        Page page = book();
        expectComplaint("Failed to load resource");
        page.route("**/api/notes", route -> route.abort());
        press(page, "j", "n");
        page.keyboard().type("Prefers to be called in the morning");
        press(page, "Enter");

        Locator field = page.getByLabel("Note about Ada Brandt");
        assertThat(field).hasValue("Prefers to be called in the morning");
        assertThat(page.getByRole(AriaRole.TREEGRID).getByRole(AriaRole.ALERT)).containsText("cannot be reached");

        page.unroute("**/api/notes");
        field.focus();
        pressAndSave(page, "Control+Enter", "POST");
        assertThat(field).not().isVisible();
        assertThat(row(page, "Ada Brandt")).containsText("Prefers to be called in the morning");
        assertThat(row(page, "Ada Brandt")).containsText("Never");
    }

    @Test
    void whatWasTypedIsThereAgainAfterEscape() {
        smallBook();
        Page page = book();
        press(page, "j", "n");
        page.keyboard().type("Half a thou");
        press(page, "Escape");
        assertThat(row(page, "Ada Brandt")).isFocused();
        assertThat(page.getByLabel("Note about Ada Brandt")).not().isVisible();
        press(page, "n");
        assertThat(page.getByLabel("Note about Ada Brandt")).hasValue("Half a thou");
    }

    @Test
    void pinsAreSetAndMovedByKey() {
        smallBook();
        Page page = book();
        press(page, "j", "j", "j");
        pressAndSave(page, "p", "PUT");
        assertThat(toast(page)).containsText("Bo Lind is pinned, at 1.");
        press(page, "j");
        pressAndSave(page, "p", "PUT");
        press(page, "j");
        assertThat(names(page)).containsExactly("Bo Lind", "Dara Quist", "Ada Brandt", "Cleo Marsh", "Eli Moreau");

        row(page, "Dara Quist").click();
        pressAndSave(page, "Alt+ArrowUp", "PUT");
        assertThat(page.getByText("Dara Quist is now at 1.")).isAttached();
        assertThat(row(page, "Dara Quist")).isFocused();
        assertThat(names(page)).startsWith("Dara Quist", "Bo Lind");
        assertThat(namesInTheServer()).startsWith("Dara Quist", "Bo Lind");

        pressAndSave(page, "p", "DELETE");
        press(page, "j");
        assertThat(names(page)).containsExactly("Bo Lind", "Ada Brandt", "Cleo Marsh", "Dara Quist", "Eli Moreau");
    }

    @Test
    void pinsAreSetMovedAndTakenOffByDragging() {
        smallBook();
        Page page = book();
        drag(page, row(page, "Eli Moreau"), page.getByText("Pinned · press P"), 0.5);
        assertThat(toast(page)).containsText("Eli Moreau is pinned, at 1.");
        drag(page, row(page, "Bo Lind"), row(page, "Eli Moreau"), 0.2);
        assertThat(toast(page)).containsText("Bo Lind is pinned, at 1.");
        assertThat(namesInTheServer()).startsWith("Bo Lind", "Eli Moreau", "Ada Brandt");

        drag(page, row(page, "Bo Lind"), row(page, "Eli Moreau"), 0.9);
        assertThat(toast(page)).containsText("Bo Lind is pinned, at 2.");
        drag(page, row(page, "Eli Moreau"), row(page, "Dara Quist"), 0.5);
        assertThat(toast(page)).containsText("Eli Moreau is no longer pinned");
        assertThat(namesInTheServer()).startsWith("Bo Lind", "Ada Brandt");

        toast(page).getByText("Undo").click();
        assertThat(rows(page).first()).containsText("Eli Moreau");
    }

    @Test
    void theBookIsSearchedWhileOneTypes() {
        smallBook();
        Page page = book();
        press(page, "/");
        page.keyboard().type("mor");
        assertThat(rows(page)).hasCount(1);
        assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("1 found")))
                .isVisible();
        press(page, "ArrowDown");
        assertThat(row(page, "Eli Moreau")).isFocused();
        Screenshots.inspect(page, "my-500-search");

        press(page, "/");
        page.keyboard().type("nobody of this name");
        assertThat(page.getByText("Nobody in your book matches")).isVisible();
        press(page, "Escape");
        assertThat(rows(page)).hasCount(5);
    }

    @Test
    void aRowOpensToWhatHappenedLastAndTheContactIsOneKeyAway() {
        smallBook();
        Page page = book();
        press(page, "j", "j", "j", "j", "ArrowRight");
        assertThat(row(page, "Dara Quist")).hasAttribute("aria-expanded", "true");
        Locator recent = page.getByRole(AriaRole.LIST, new GetByRoleOptions().setName("What happened last"));
        assertThat(recent).containsText("Wants an offer for June");
        Screenshots.inspect(page, "my-500-expanded");
        press(page, "ArrowLeft");
        assertThat(recent).not().isVisible();
        press(page, "Space");
        assertThat(recent).isVisible();

        press(page, "Enter");
        assertThat(page).hasURL(Pattern.compile("/contacts/[0-9a-f-]{36}$"));
        page.goBack();
        assertThat(recent).isVisible();
    }

    @Test
    void whatOthersDoIsSeenWithoutAJump() {
        for (int i = 0; i < 60; i++) {
            contact("Person " + i, false, i);
        }
        String first = idOf("Person 0");
        Page page = book();
        press(page, "End");
        for (int i = 0; i < 40; i++) {
            press(page, "j");
        }
        Locator active = page.locator("[data-row]:focus");
        String name = active.locator("a").innerText();
        double top = top(active);
        // Where the row is in every frame from now on, as it is drawn.
        page.evaluate("""
            () => {
              const row = document.activeElement;
              window.tops = [];
              const look = () => {
                window.tops.push(row.isConnected ? row.getBoundingClientRect().top : -1);
                requestAnimationFrame(look);
              };
              look();
            }\
            """);

        workspace
                .manager()
                .send("PATCH", "/api/contacts/" + first, "{\"warmness\": 99}")
                .expect(200);
        assertThat(page.getByRole(AriaRole.ROW)
                        .filter(new Locator.FilterOptions().setHasText(name))
                        .locator("[role=gridcell]")
                        .nth(1))
                .hasText("39");
        assertThat(top(active)).isEqualTo(top);
        page.waitForTimeout(300);
        assertThat(page.evaluate("() => [...new Set(window.tops)].join()"))
                .as("where the row was drawn")
                .isEqualTo(page.evaluate("top => String(top)", top));
    }

    @Test
    void anEmptyBookSaysWhatToDo() {
        Page page = browser(workspace, Role.SELLER, "/my-500");
        assertThat(page.getByText("Your book is empty")).isVisible();
        Screenshots.inspect(page, "my-500-empty");
        page.getByText("Import contacts").click();
        assertThat(page).hasURL(Pattern.compile("/imports$"));
    }

    @Test
    void viewersReadTheirBookAndAreOfferedNoChange() {
        JsonNode contact = workspace
                .manager()
                .post(
                        "/api/contacts",
                        Map.of(
                                "name",
                                "Ada Brandt",
                                "ownerId",
                                workspace.person(Role.VIEWER).id().toString()))
                .expect(201)
                .json();
        Page page = browser(workspace, Role.VIEWER, "/my-500");
        assertThat(row(page, contact.path("name").asString())).isVisible();
        press(page, "j", "c", "p");
        assertThat(page.getByLabel("Call with Ada Brandt: what was said?"))
                .not()
                .isVisible();
        assertThat(page.getByLabel("Log a call")).hasCount(0);
    }

    private String idOf(String name) {
        return seller.get("/api/my-500/search?q=" + name.replace(" ", "%20"))
                .expect(200)
                .json()
                .path("data")
                .path(0)
                .path("id")
                .asString();
    }

    private static double top(Locator locator) {
        return box(locator).y;
    }

    private static BoundingBox box(Locator locator) {
        return Objects.requireNonNull(locator.boundingBox());
    }

    /** @param share how far down in the target, 0 at its top and 1 at its bottom */
    private static void drag(Page page, Locator person, Locator target, double share) {
        person.hover();
        BoundingBox handle = box(person.getByTitle(Pattern.compile("^Drag ")));
        BoundingBox to = box(target);
        page.mouse().move(handle.x + handle.width / 2, handle.y + handle.height / 2);
        page.mouse().down();
        page.mouse().move(to.x + 120, to.y + to.height * share + 4, new MoveOptions().setSteps(4));
        page.mouse().move(to.x + 120, to.y + to.height * share, new MoveOptions().setSteps(2));
        page.mouse().up();
    }
}
