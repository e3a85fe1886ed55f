package brisk.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Screenshots;
import brisk.testing.TestServer;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SessionPagesTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Person seller = workspace.person(Role.SELLER);

    private static Locator password(Page page) {
        return page.getByRole(AriaRole.TEXTBOX, new GetByRoleOptions().setName("Password"));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void whoeverFollowsALinkSignsInAndArrivesThere() {
        Page page = browser(workspace.server());
        page.navigate("/companies?q=studio");
        assertThat(heading(page, "Sign in to Brisk")).isVisible();
        Screenshots.inspect(page, "sign-in");

        page.getByLabel("E-mail").fill(seller.email());
        password(page).fill("not my password");
        button(page, "Sign in").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("password");
        assertThat(page.getByLabel("E-mail")).hasValue(seller.email());

        password(page).fill(Fixtures.PASSWORD);
        button(page, "Sign in").click();
        assertThat(heading(page, "Companies")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/companies\\?q=studio$"));
    }

    @Test
    void aLinkToSignInLeadsToNoOtherSite() {
        Page page = browser(workspace.server());
        page.navigate("/sign-in?next=//evil.example/contacts");
        page.getByLabel("E-mail").fill(seller.email());
        password(page).fill(Fixtures.PASSWORD);
        button(page, "Sign in").click();
        assertThat(page).hasURL(workspace.server().address() + "/my-500");
    }

    @Test
    void aSessionThatEndsAsksForThePasswordAndLeavesThePageAsItIs() {
        Page page = browser(workspace, Role.SELLER, "/contacts?q=ann");
        assertThat(heading(page, "Contacts")).isVisible();
        page.keyboard().press("Control+k");
        Locator palette = page.getByPlaceholder("Search people and companies, or jump to …");
        palette.fill("before");

        seller.http().delete("/api/session").expect(204);
        palette.fill("typed while signed out");
        Locator dialog = page.getByRole(AriaRole.DIALOG, new GetByRoleOptions().setName("Your session has ended"));
        assertThat(dialog).isVisible();
        Screenshots.inspect(page, "session-ended");

        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Password"))
                .fill(Fixtures.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(dialog).not().isVisible();
        assertThat(palette).hasValue("typed while signed out");
        assertThat(page).hasURL(Pattern.compile("/contacts\\?q=ann$"));
    }

    @Test
    void signingOutEndsEveryTab() {
        Page page = browser(workspace, Role.SELLER, "/contacts");
        Page other = page.context().newPage();
        other.navigate("/companies");
        assertThat(heading(other, "Companies")).isVisible();

        button(page, workspace.name() + " settings of " + seller.name()).click();
        page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName("Sign out"))
                .click();
        assertThat(heading(page, "Sign in to Brisk")).isVisible();
        assertThat(heading(other, "Sign in to Brisk")).isVisible();
    }

    @Test
    void aNewBriskAsksForItsFirstWorkspace() {
        try (TestServer server = TestServer.start(Map.of())) {
            Page page = browser(server);
            page.navigate("/");
            assertThat(heading(page, "Set up Brisk")).isVisible();
            Screenshots.inspect(page, "set-up");

            page.getByLabel("Name of the workspace").fill("Studio Nord");
            page.getByLabel("Your name").fill("Ada Brandt");
            page.getByLabel("E-mail").fill("ada@example.org");
            password(page).fill("short");
            button(page, "Create the workspace").click();
            assertThat(page.getByText("at least 10 characters", new Page.GetByTextOptions().setExact(false))
                            .last())
                    .isVisible();

            password(page).fill(Fixtures.PASSWORD);
            button(page, "Create the workspace").click();
            assertThat(page).hasURL(server.address() + "/my-500");
            assertThat(button(page, "Studio Nord settings of Ada Brandt")).isVisible();
            page.context().close();
        }
    }
}
