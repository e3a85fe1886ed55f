package brisk.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShellTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator option(Page page, String name) {
        return page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(name));
    }

    @Test
    void thePaletteFindsPeopleAndPages() {
        workspace
                .seller()
                .post("/api/contacts", Map.of("name", "Amélie Dubois", "jobTitle", "Line Producer"))
                .expect(201);
        Page page = browser(workspace, Role.SELLER, "/companies");
        assertThat(heading(page, "Companies")).isVisible();

        page.keyboard().press("Control+k");
        page.keyboard().type("amelie dub");
        assertThat(option(page, "Amélie Dubois")).isVisible();
        Screenshots.inspect(page, "palette");

        page.getByPlaceholder("Search people and companies, or jump to …").fill("go to remind");
        assertThat(option(page, "Go to Reminders")).isVisible();
        page.keyboard().press("Enter");
        assertThat(heading(page, "Reminders").first()).isVisible();
    }

    @Test
    void keysLeadToPagesAndAreListedInTheHelp() {
        Page page = browser(workspace, Role.SELLER, "/companies");
        assertThat(heading(page, "Companies")).isVisible();
        page.keyboard().press("g");
        page.keyboard().press("c");
        assertThat(page).hasURL(Pattern.compile("/contacts$"));

        page.keyboard().press("?");
        Locator help = page.getByRole(AriaRole.DIALOG, new GetByRoleOptions().setName("Keyboard shortcuts"));
        assertThat(help).containsText("Go to Reminders");
        Screenshots.inspect(page, "help");
        page.keyboard().press("Escape");
        assertThat(help).not().isVisible();
    }

    @Test
    void viewersAreNotOfferedWhatTheyMayNot() {
        Page page = browser(workspace, Role.VIEWER, "/contacts");
        Locator nav = page.getByRole(AriaRole.NAVIGATION);
        assertThat(nav.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Contacts")))
                .isVisible();
        assertThat(nav.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Import")))
                .not()
                .isVisible();
    }

    @Test
    void anAddressThatLeadsNowhereSaysSo() {
        Page page = browser(workspace, Role.SELLER, "/no/such/page");
        assertThat(heading(page, "There is no such page").last()).isVisible();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Go to My-500");
        assertThat(page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Contacts")))
                .isVisible();
        Screenshots.inspect(page, "not-found");
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Go to My-500"))
                .click();
        assertThat(page).hasURL(Pattern.compile("/my-500$"));
    }

    @Test
    void whatTheLastRequestsTookIsInTheCorner() {
        Page page = browser(workspace, Role.SELLER, "/companies");
        assertThat(heading(page, "Companies")).isVisible();
        page.keyboard().press("Control+k");
        page.keyboard().type("studio");
        page.getByText("Nothing found for “studio”.").waitFor();
        page.keyboard().press("Escape");

        Locator reading =
                page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Last request, ")));
        assertThat(reading.first()).containsText(Pattern.compile("HIT|MISS"));
        reading.first().click();
        Locator list = page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("The last requests"));
        assertThat(list).containsText("/api/search");
        assertThat(list.locator("[data-part=db]").first()).isAttached();
        Screenshots.inspect(page, "requests");
    }

    @Test
    void aServerThatDoesNotAnswerIsSaidAndRecovered() {
        expectComplaint("ERR_INTERNET_DISCONNECTED");
        Page page = browser(workspace, Role.SELLER, "/companies");
        assertThat(heading(page, "Companies")).isVisible();
        page.keyboard().press("Control+k");
        assertThat(option(page, "Go to Contacts")).isVisible();
        page.context().setOffline(true);
        page.keyboard().type("studio");
        Locator banner =
                page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("Brisk does not answer"));
        assertThat(banner).isVisible();
        page.keyboard().press("Escape");
        Screenshots.inspect(page, "offline");

        banner.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try again"))
                .click();
        assertThat(banner).isVisible();
        page.context().setOffline(false);
        assertThat(banner).not().isVisible();
    }

    @Test
    void theSidebarFoldsAndStaysFolded() {
        Page page = browser(workspace, Role.SELLER, "/companies");
        Screenshots.inspect(page, "shell");
        page.getByLabel("Collapse the sidebar").click();
        page.reload();
        assertThat(page.getByLabel("Expand the sidebar")).isVisible();
        Screenshots.inspect(page, "shell-folded");
    }

    @Test
    void onAPhoneTheSidebarIsADrawer() {
        Page page = browser(workspace, Role.SELLER, "/companies");
        page.setViewportSize(360, 740);
        page.getByLabel("Open the menu").click();
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Reminders"))
                .click();
        assertThat(heading(page, "Reminders").first()).isVisible();
        assertThat(page.getByRole(AriaRole.DIALOG)).not().isVisible();
    }
}
