package brisk.web;

import static brisk.testing.Find.button;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.entry;
import static brisk.testing.Find.field;
import static brisk.testing.Find.heading;
import static brisk.testing.Find.link;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Http;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What goes wrong is said, nothing that was written is lost, and no page is ever blank. */
class TroublePagesTest extends BrowserTest {
    private static final String NOBODY = "01890000-0000-7000-8000-000000000000";

    private final Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final String ada = seller.post("/api/contacts", Map.of("name", "Ada Brandt", "jobTitle", "Producer"))
            .expect(201)
            .json()
            .path("id")
            .asString();

    private Page contactPage() {
        Page page = browser(workspace, Role.SELLER, "/contacts/" + ada);
        assertThat(heading(page, "Ada Brandt")).isVisible();
        return page;
    }

    private static Locator jobTitle(Page page) {
        return page.locator("[data-fact=jobTitle]");
    }

    private static void signInAgain(Page page) {
        Locator dialog = dialog(page, "Your session has ended");
        dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Password"))
                .fill(Fixtures.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(dialog).not().isVisible();
    }

    private static FulfillOptions broken(String body) {
        return new FulfillOptions()
                .setStatus(500)
                .setContentType("application/problem+json")
                .setBody(body);
    }

    @Test
    void aNoteThatWasWrittenAsTheSessionEndedIsThereAfterSigningIn() {
        Page page = contactPage();
        page.keyboard().press("n");
        field(page, "Text").fill("Half a day of thoughts");
        seller.delete("/api/session").expect(204);
        page.keyboard().press("Control+Enter");
        signInAgain(page);
        assertThat(page).hasURL(Pattern.compile("/contacts/" + ada + "$"));
        assertThat(field(page, "Text")).hasValue("Half a day of thoughts");
        field(page, "Text").press("Control+Enter");
        assertThat(entry(page, "Half a day of thoughts")).isVisible();
        page.reload();
        assertThat(entry(page, "Half a day of thoughts")).isVisible();
    }

    @Test
    void aFactThatWasEditedAsTheSessionEndedIsThereAfterSigningIn() {
        Page page = contactPage();
        jobTitle(page).getByRole(AriaRole.BUTTON).click();
        field(page, "Job title").fill("Line Producer");
        seller.delete("/api/session").expect(204);
        page.keyboard().press("Enter");
        signInAgain(page);
        assertThat(field(page, "Job title")).hasValue("Line Producer");
        field(page, "Job title").press("Enter");
        assertThat(jobTitle(page)).containsText("Line Producer");
        page.reload();
        assertThat(jobTitle(page)).containsText("Line Producer");
    }

    @Test
    void whatIsWrittenWhileOfflineIsKeptAndSavedLater() {
        expectComplaint("ERR_INTERNET_DISCONNECTED");
        Page page = contactPage();
        page.keyboard().press("n");
        assertThat(field(page, "Text")).isFocused();
        page.context().setOffline(true);
        field(page, "Text").fill("Half a day of thoughts");
        page.keyboard().press("Control+Enter");
        Locator banner =
                page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("Brisk does not answer"));
        assertThat(banner).isVisible();
        assertThat(field(page, "Text")).hasValue("Half a day of thoughts");
        assertThat(page.getByText("Your text is back in the form")).isVisible();

        jobTitle(page).getByRole(AriaRole.BUTTON).click();
        field(page, "Job title").fill("Line Producer");
        page.keyboard().press("Enter");
        assertThat(jobTitle(page)).containsText("cannot be reached");
        assertThat(field(page, "Job title")).hasValue("Line Producer");
        Screenshots.inspect(page, "offline-writing");

        page.context().setOffline(false);
        assertThat(banner).not().isVisible();
        field(page, "Job title").press("Enter");
        assertThat(jobTitle(page).getByRole(AriaRole.BUTTON)).hasText("Line Producer");
        field(page, "Text").press("Control+Enter");
        assertThat(entry(page, "Half a day of thoughts")).isVisible();
        page.waitForCondition(() -> seller.get("/api/contacts/" + ada)
                .json()
                .path("jobTitle")
                .asString()
                .equals("Line Producer"));
        page.reload();
        assertThat(entry(page, "Half a day of thoughts")).isVisible();
        assertThat(jobTitle(page)).containsText("Line Producer");
    }

    @Test
    void aRecordThatIsNotThereSaysSoWithTheRequest() {
        Page page = browser(workspace, Role.SELLER, "/contacts/" + NOBODY);
        assertThat(heading(page, "There is no such page").last()).isVisible();
        assertThat(page.getByText(Pattern.compile("^Request \\w"))).isVisible();
        page.navigate("/companies/no-id-at-all");
        assertThat(heading(page, "There is no such page").last()).isVisible();
        page.navigate("/imports/" + NOBODY);
        assertThat(heading(page, "There is no such page").last()).isVisible();
        link(page, "Go to My-500").click();
        assertThat(heading(page, "My-500")).isVisible();
    }

    @Test
    void whoMayNotIsToldWhomToAsk() {
        Page page = browser(workspace, Role.VIEWER, "/imports");
        assertThat(heading(page, "This is not for your role").last()).isVisible();
        assertThat(page.getByText("Ask an administrator of " + workspace.name()))
                .isVisible();
        assertThat(page.getByText(Pattern.compile("^Request \\w"))).isVisible();
        Screenshots.inspect(page, "forbidden");
    }

    @Test
    void anErrorOfTheServerNamesTheRequestAndCanBeTriedAgain() {
        expectComplaint("status of 500");
        Page page = browser(workspace, Role.SELLER, "/companies");
        assertThat(heading(page, "Companies")).isVisible();
        page.route(
                Pattern.compile("/api/contacts/" + ada + "(\\?|$)"),
                route -> route.fulfill(broken("{\"title\": \"Internal error\", \"requestId\": \"req-4711\"}")));
        page.navigate("/contacts/" + ada);
        assertThat(heading(page, "This page did not work").last()).isVisible();
        assertThat(page.getByText("Request req-4711")).isVisible();
        assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
        Screenshots.inspect(page, "broken");
        page.unrouteAll();
        button(page, "Try again").click();
        assertThat(heading(page, "Ada Brandt")).isVisible();
    }

    @Test
    void aListThatCannotBeReadSaysWhyInItsPlace() {
        expectComplaint("status of 500");
        Page page = browser(workspace, Role.SELLER, "/reminders");
        assertThat(heading(page, "Reminders")).isVisible();
        page.route(
                Pattern.compile("/api/(contacts|companies|my-500|timeline|imports)(\\?|$)"),
                route -> route.fulfill(broken("{\"title\": \"Internal error\", \"requestId\": \"req-4712\"}")));
        for (String path : new String[] {"/contacts", "/companies", "/my-500", "/imports", "/contacts/" + ada}) {
            page.navigate(path);
            assertThat(page.getByText("Request req-4712").first()).isVisible();
            assertThat(button(page, "Try again").first()).isVisible();
        }
        Screenshots.inspect(page, "broken-list");
        page.unrouteAll();
        button(page, "Try again").first().click();
        assertThat(page.getByText("Nothing has happened yet")).isVisible();
    }

    @Test
    void anAnswerThatNobodyExpectedLeavesNoBlankPage() {
        expectComplaint(".");
        Page page = browser(workspace, Role.SELLER, "/companies");
        assertThat(heading(page, "Companies")).isVisible();
        page.route(
                Pattern.compile("/api/contacts/" + ada + "(\\?|$)"),
                route -> route.fulfill(
                        new FulfillOptions().setContentType("application/json").setBody("{\"id\": \"" + ada + "\"}")));
        page.navigate("/contacts/" + ada);
        assertThat(heading(page, "This page did not work").last()).isVisible();
        assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
        page.unrouteAll();
        link(page, "Reminders").click();
        assertThat(heading(page, "Reminders")).isVisible();
    }

    @Test
    void aPageWhoseScriptIsGoneSaysSo() {
        expectComplaint(".");
        Page page = browser(workspace, Role.SELLER, "/companies");
        assertThat(heading(page, "Companies")).isVisible();
        page.route(Pattern.compile("/assets/RemindersPage"), route -> route.abort());
        // a newer Brisk would have it: the page is fetched again, once
        page.waitForRequest(
                Request::isNavigationRequest, () -> link(page, "Reminders").click());
        assertThat(heading(page, "This page did not work").last()).isVisible();
        page.unrouteAll();
        button(page, "Try again").click();
        assertThat(heading(page, "Reminders")).isVisible();
    }

    @Test
    void aServerThatStopsIsNoBlankPageEither() {
        expectComplaint("ERR_");
        Page page = contactPage();
        page.route("**/api/**", route -> route.abort());
        link(page, "Companies").click();
        assertThat(heading(page, "Companies")).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("Brisk does not answer");
        page.unrouteAll();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        assertThat(page.getByText("There is no company yet")
                        .or(page.getByText("companies").first()))
                .isVisible();
        assertThat(page.url()).endsWith("/companies");
    }
}
