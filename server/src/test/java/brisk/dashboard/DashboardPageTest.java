package brisk.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import brisk.deals.Sales;
import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Find;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardPageTest extends BrowserTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Workspace workspace = Fixtures.workspace();
    private final Sales sales = new Sales(workspace.seller());

    @Test
    void theDashboardShowsHowSalesGoAndWhatIsNext() {
        List<String> stages = List.of("New", "New", "New", "Qualified", "Qualified", "Proposal", "Won");
        for (int i = 0; i < stages.size(); i++) {
            sales.create(Map.of(
                    "name",
                    "Deal " + i,
                    "stageId",
                    sales.stage(stages.get(i)),
                    "value",
                    String.valueOf(1_000 * (i + 1)),
                    "currency",
                    "EUR",
                    "expectedCloseDate",
                    LocalDate.now(BERLIN).plusMonths(i).toString()));
        }
        String contact = workspace
                .seller()
                .post("/api/contacts", Map.of("name", "Amélie Dubois"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        workspace
                .seller()
                .post("/api/notes", Map.of("body", "Wants the crane for two days", "contactId", contact))
                .expect(201);
        workspace
                .seller()
                .post(
                        "/api/reminders",
                        Map.of("title", "Send the offer", "dueAt", "2099-01-02T09:00:00Z", "contactId", contact))
                .expect(201);
        Page page = browser(workspace, Role.SELLER, "/dashboard");
        assertThat(page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Figures")))
                .containsText("€21,000");
        assertThat(page.getByText("Send the offer")).isVisible();
        assertThat(page.getByText("Wants the crane for two days")).isVisible();
        assertThat(page.getByRole(AriaRole.TABLE, new GetByRoleOptions().setName(Pattern.compile("^Forecast"))))
                .containsText("€1,000");
        Screenshots.inspect(page, "dashboard");

        page.getByText("Year", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page).hasURL(Pattern.compile("period=year"));
        assertThat(page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Figures")))
                .containsText("€7,000");
    }

    @Test
    void theDashboardFollowsWhatOthersDoAndWhoseDealsOneAsksFor() {
        sales.create(Map.of("name", "Crane hire", "value", "1000", "currency", "EUR"));
        Page page = browser(workspace, Role.SELLER, "/dashboard");
        Locator figures = page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Figures"));
        assertThat(figures).containsText("€1,000");
        // Nothing is clicked: the page hears of it.
        new Sales(workspace.manager()).create(Map.of("name", "Lights", "value", "500", "currency", "EUR"));
        assertThat(figures).containsText("€1,500", new ContainsTextOptions().setTimeout(15_000));

        page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("Owner"))
                .click();
        Find.optionsWith(page, workspace.person(Role.MANAGER).name()).click();
        assertThat(page).hasURL(Pattern.compile("ownerId="));
        assertThat(figures).containsText("€500");
        page.reload();
        assertThat(figures).containsText("€500");
    }

    @Test
    void aChartIsReadWithTheArrowKeysAndWithAFinger() {
        String month = LocalDate.now(BERLIN).plusMonths(1).toString();
        sales.create(Map.of("name", "Crane hire", "value", "1000", "currency", "EUR", "expectedCloseDate", month));
        Page page = browser(workspace, Role.SELLER, "/dashboard");
        Locator chart = page.getByRole(AriaRole.SLIDER, new GetByRoleOptions().setName(Pattern.compile("^Forecast")));
        chart.focus();
        page.keyboard().press("Home");
        page.keyboard().press("ArrowRight");
        assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile("€1,000, €100 weighted, 1 deal$"));
        assertThat(chart).containsText("€1,000, €100 weighted, 1 deal");
        Screenshots.inspect(page, "dashboard-chart");
        page.keyboard().press("Escape");
        assertThat(chart).not().containsText("€1,000");
        var box = chart.boundingBox();
        chart.dispatchEvent("pointerdown", Map.of("clientX", box.x + box.width * 1.5 / 12, "pointerType", "touch"));
        assertThat(chart).containsText("€1,000, €100 weighted, 1 deal");
    }
}
