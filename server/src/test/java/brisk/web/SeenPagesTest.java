package brisk.web;

import static brisk.testing.Find.button;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.heading;
import static brisk.testing.Find.link;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What was seen is there at once, what is about to be seen is fetched before, and keys lead everywhere. */
class SeenPagesTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final String ada = workspace
            .seller()
            .post(
                    "/api/contacts",
                    Map.of(
                            "name",
                            "Ada Brandt",
                            "ownerId",
                            workspace.person(Role.SELLER).id()))
            .expect(201)
            .json()
            .path("id")
            .asString();

    /** Follows a link and answers what is drawn in the first frame that has this heading: the text, and what is still coming. */
    private static String firstFrame(Page page, String link, String heading) {
        return String.valueOf(page.evaluate("""
                ([link, heading]) => new Promise((resolve) => {
                  document.querySelector(`nav a[href="${link}"]`).click();
                  const look = () => {
                    const there = [...document.querySelectorAll('h1')].some((it) => it.textContent === heading);
                    if (!there) {
                      requestAnimationFrame(look);
                      return;
                    }
                    const coming = document.querySelectorAll('main .mantine-Skeleton-root, main .mantine-Loader-root').length;
                    resolve(`${coming} coming; ${document.querySelector('main').innerText}`);
                  };
                  requestAnimationFrame(look);
                })\
                """, new Object[] {link, heading}));
    }

    @Test
    void whatThePageAsksForBeforeTheAppIsThereIsNotAskedForAgain() {
        Page page = browser(workspace.server());
        signIn(page, workspace, workspace.person(Role.SELLER));
        List<String> asked = new ArrayList<>();
        page.onRequest(request ->
                asked.add(request.url().substring(workspace.server().address().length())));
        page.navigate("/my-500");
        assertThat(page.getByText("Ada Brandt").first()).isVisible();
        assertThat(asked).contains("/api/session", "/api/my-500?page=1&limit=100");
        assertThat(page.evaluate("briskEarly.size"))
                .as("answers that nobody took")
                .isEqualTo(0);
    }

    @Test
    void aPageThatWasSeenIsCompleteInItsFirstFrame() {
        Page page = browser(workspace, Role.SELLER, "/contacts");
        assertThat(page.getByText("Ada Brandt").first()).isVisible();
        for (String name : new String[] {"My-500", "Companies", "Reminders"}) {
            link(page, name).click();
            assertThat(heading(page, name)).isVisible();
            page.waitForTimeout(300);
        }
        assertThat(firstFrame(page, "/contacts", "Contacts"))
                .startsWith("0 coming")
                .contains("Ada Brandt");
        assertThat(firstFrame(page, "/my-500", "My-500")).startsWith("0 coming").contains("Ada Brandt");
        assertThat(firstFrame(page, "/reminders", "Reminders"))
                .startsWith("0 coming")
                .contains("Nothing for today");
    }

    @Test
    void whatThePointerRestsOnIsFetchedBeforeTheClick() {
        Page page = browser(workspace, Role.SELLER, "/contacts");
        assertThat(page.getByText("Ada Brandt").first()).isVisible();
        page.waitForTimeout(500);
        page.waitForRequest(
                Pattern.compile("/api/reminders\\?"),
                () -> link(page, "Reminders").hover());
        page.waitForRequest(
                Pattern.compile("/api/contacts/" + ada),
                () -> page.getByText("Ada Brandt").first().hover());
        assertThat(page).hasURL(Pattern.compile("/contacts$"));
    }

    @Test
    void whatOpensOverAPageGivesTheFocusBack() {
        Page page = browser(workspace, Role.SELLER, "/contacts/" + ada);
        assertThat(heading(page, "Ada Brandt")).isVisible();
        var menu = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("settings of Selma")));
        Locator signOut = page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"));
        menu.click();
        assertThat(signOut).isVisible();
        Screenshots.inspect(page, "user-menu");
        menu.click();
        assertThat(signOut).hasCount(0);
        // Escape is heard where the focus is, which moves into the menu a moment after it is drawn.
        Locator focusInMenu = page.locator("[role=menu] :focus");
        menu.focus();
        page.keyboard().press("Enter");
        assertThat(focusInMenu).hasCount(1);
        page.keyboard().press("Escape");
        assertThat(signOut).hasCount(0);
        assertThat(menu).isFocused();

        button(page, "Keyboard shortcuts").focus();
        page.keyboard().press("Enter");
        assertThat(dialog(page, "Keyboard shortcuts")).isVisible();
        page.keyboard().press("Escape");
        assertThat(dialog(page, "Keyboard shortcuts")).not().isVisible();
        assertThat(button(page, "Keyboard shortcuts")).isFocused();

        link(page, "Reminders").focus();
        page.keyboard().press("Control+k");
        assertThat(page.getByPlaceholder("Search people and companies, or jump to …"))
                .isFocused();
        page.keyboard().press("Escape");
        assertThat(link(page, "Reminders")).isFocused();
    }
}
