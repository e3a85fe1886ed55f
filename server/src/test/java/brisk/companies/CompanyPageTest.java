package brisk.companies;

import static brisk.testing.Find.button;
import static brisk.testing.Find.entry;
import static brisk.testing.Find.field;
import static brisk.testing.Find.heading;
import static brisk.testing.Find.link;
import static brisk.testing.Find.toast;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.deals.Sales;
import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Http;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of one company in a real browser. */
class CompanyPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final String studio = created(
            "/api/companies",
            Map.of("name", "Studio Nord", "domain", "studio-nord.example", "industry", "Film", "city", "Hamburg"));

    private String created(String path, Map<String, ?> record) {
        return seller.post(path, record).expect(201).json().path("id").asString();
    }

    private Page page() {
        Page page = browser(workspace, Role.SELLER, "/companies/" + studio);
        assertThat(heading(page, "Studio Nord")).isVisible();
        return page;
    }

    @Test
    void aCompanyShowsItsPeopleItsRemindersAndWhatHappened() {
        String ada =
                created("/api/contacts", Map.of("name", "Ada Brandt", "companyId", studio, "jobTitle", "Producer"));
        created("/api/notes", Map.of("contactId", ada, "body", "Prefers mornings"));
        Page page = page();
        assertThat(entry(page, "Prefers mornings")).containsText("Ada Brandt");
        page.keyboard().press("r");
        field(page, "What is to be done?").fill("Send the offer");
        page.keyboard().press("Enter");
        assertThat(entry(page, "Send the offer")).containsText("tomorrow, 09:00");
        assertThat(seller.get("/api/reminders?companyId=" + studio)
                        .expect(200)
                        .json()
                        .path("data")
                        .path(0)
                        .path("title")
                        .asString())
                .isEqualTo("Send the offer");
        Screenshots.inspect(page, "company");

        page.locator("aside").getByText("Ada Brandt").click();
        assertThat(heading(page, "Ada Brandt")).isVisible();
        link(page, "Studio Nord").first().click();
        assertThat(heading(page, "Studio Nord")).isVisible();
    }

    @Test
    void factsAreEditedAndADeletedCompanyComesBack() {
        Page page = page();
        page.locator("[data-fact=industry]").getByRole(AriaRole.BUTTON).click();
        page.locator("[data-fact=industry] input").fill("Television");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-fact=industry]")).containsText("Television");
        assertThat(page.locator("header").first()).containsText("Television");

        button(page, "More").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Delete"))
                .click();
        assertThat(toast(page)).containsText("Studio Nord was deleted.");
        page.waitForResponse(
                response -> response.url().endsWith(studio + "/restore") && response.ok(),
                () -> button(toast(page), "Undo").click());
        assertThat(link(page, "Studio Nord")).isVisible();
        seller.get("/api/companies/" + studio).expect(200);
    }

    @Test
    void whoDeletesTheCompanyOneReadsIsNotHidden() {
        Page page = page();
        workspace.manager().delete("/api/companies/" + studio).expect(204);
        assertThat(page.getByText("This company was deleted.")).isVisible();
        assertThat(page.getByText("Write a note, or log what happened …")).hasCount(0);
        assertThat(page.locator("aside button")).hasCount(0);
        Screenshots.inspect(page, "company-gone");
        button(page, "Restore").click();
        assertThat(page.getByText("This company was deleted.")).hasCount(0);
        assertThat(page.getByText("Write a note, or log what happened …")).isVisible();
    }

    @Test
    void aCompanyShowsWhatItBoughtAndHowMuchIsGoingOn() {
        Sales sales = new Sales(seller);
        Map<String, Object> about = Map.of("companyId", studio, "currency", "EUR");
        for (var deal : List.of(
                Map.of("name", "Crane hire", "value", "1200", "stageId", sales.stage("Won")),
                Map.of("name", "Lights", "value", "800", "stageId", sales.stage("Proposal")),
                Map.of("name", "Catering", "value", "300", "stageId", sales.stage("Lost")))) {
            Map<String, Object> all = new HashMap<>(about);
            all.putAll(deal);
            sales.create(all);
        }
        created("/api/interactions", Map.of("companyId", studio, "kind", "call", "direction", "inbound"));
        created("/api/interactions", Map.of("companyId", studio, "kind", "meeting", "direction", "outbound"));
        Page page = page();
        page.getByText("Figures and deals").locator("visible=true").click();
        assertThat(page).hasURL(Pattern.compile("part=figures"));
        Locator figures = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Figures"))
                .first();
        assertThat(figures).containsText("€1,200");
        assertThat(figures).containsText("1 deal, €400 weighted");
        assertThat(figures).containsText("50 %");
        assertThat(figures).containsText("Today");
        assertThat(page.getByText("75 of 100")).isVisible();
        assertThat(page.getByText("40 of 40")).isVisible();
        assertThat(page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Won by month")))
                .containsText("€1,200, 1 deal");
        assertThat(page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Deals in Sales")))
                .containsText("Proposal");
        assertThat(page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Activity by month")))
                .containsText("2 activities · Calls 1, Meetings 1");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Calls 1"))
                .click();
        Screenshots.inspect(page, "company-figures");
        link(page, "Lights").scrollIntoViewIfNeeded();
        Screenshots.inspect(page, "company-deals");

        created("/api/deals", Map.of("name", "Second unit", "value", "500", "currency", "EUR", "companyId", studio));
        assertThat(figures).containsText("2 deals");
        page.reload();
        link(page, "Lights").click();
        assertThat(heading(page, "Lights")).isVisible();
    }
}
