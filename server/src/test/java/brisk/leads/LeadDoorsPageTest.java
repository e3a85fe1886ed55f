package brisk.leads;

import static brisk.testing.Find.button;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.field;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where web forms get their addresses and secrets. */
class LeadDoorsPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();

    private JsonNode doors() {
        return workspace.admin().get("/api/lead-doors").expect(200).json().path("data");
    }

    @Test
    void aWebFormGetsAnAddressAndASecretThatIsShownOnce() {
        Page page = browser(workspace, Role.ADMIN, "/leads/settings?part=doors");
        assertThat(page.getByText("No web forms yet")).isVisible();
        Screenshots.inspect(page, "lead-doors-none");
        button(page, "Add a web form").click();
        Locator dialog = dialog(page, "New web form");
        dialog.getByRole(AriaRole.TEXTBOX).first().fill("Test drive form");
        button(dialog, "Create").click();
        assertThat(dialog).containsText("must not be empty");
        field(page, "Source").fill("Website");
        button(dialog, "Create").click();

        Locator opened = dialog(page, "Test drive form");
        assertThat(opened).containsText("Copy the secret now");
        assertThat(opened).containsText("X-Brisk-Signature");
        String secret = opened.getByRole(AriaRole.REGION).first().innerText();
        assertThat(secret).hasSizeGreaterThan(20);
        Screenshots.inspect(page, "lead-doors-secret");
        button(opened, "Done").click();
        assertThat(page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("Test drive form")))
                .containsText("not used yet");
        assertThat(page.content()).doesNotContain(secret);
        Screenshots.inspect(page, "lead-doors");

        button(page, "New secret for Test drive form").click();
        button(dialog(page, "New secret for Test drive form"), "Make a new secret")
                .click();
        assertThat(dialog(page, "Test drive form").getByRole(AriaRole.REGION).first())
                .not()
                .hasText(secret);
        button(page, "Done").click();

        page.getByRole(AriaRole.SWITCH, new GetByRoleOptions().setName("Test drive form takes enquiries"))
                .press("Space");
        page.waitForCondition(() -> !doors().path(0).path("active").asBoolean());
    }

    @Test
    void onlyAdminsMakeThem() {
        Page page = browser(workspace, Role.MANAGER, "/leads/settings");
        assertThat(page.getByText("Assignment").first()).isVisible();
        assertThat(page.getByText("Web forms")).hasCount(0);
    }
}
