package brisk.deals;

import static brisk.testing.Find.button;
import static brisk.testing.Find.cell;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.mark;
import static brisk.testing.Find.optionsWith;
import static brisk.testing.Find.row;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of deals in a real browser: cells, saved views, and what is done with many at once. */
class DealsTablePageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Sales sales = new Sales(workspace.seller());

    private Page table() {
        Page page = browser(workspace, Role.SELLER, "/deals/table");
        assertThat(row(page, "Crane hire")).isVisible();
        return page;
    }

    private static void choose(Page page, String what, String value) {
        button(page, "Change …").click();
        optionsWith(page, what).click();
        optionsWith(page, value).click();
    }

    private static Locator notDone(Page page) {
        return dialog(page, "Not everything could be done");
    }

    @Test
    void stageCompanyAndOwnerAreChangedInTheirCells() {
        workspace.seller().post("/api/companies", Map.of("name", "Studio Nord")).expect(201);
        String id = sales.deal("Crane hire", "New", "100");
        Page page = table();
        cell(page, "Crane hire", "Stage").dblclick();
        optionsWith(page, "Proposal").click();
        assertThat(cell(page, "Crane hire", "Stage")).hasText("Proposal");
        cell(page, "Crane hire", "Company").dblclick();
        page.keyboard().type("nord");
        assertThat(optionsWith(page, "Studio Nord")).isVisible();
        page.keyboard().press("Enter");
        assertThat(cell(page, "Crane hire", "Company")).hasText("Studio Nord");
        cell(page, "Crane hire", "Owner").dblclick();
        Screenshots.inspect(page, "deals-cell");
        optionsWith(page, workspace.person(Role.MANAGER).name()).click();
        assertThat(cell(page, "Crane hire", "Owner"))
                .hasText(workspace.person(Role.MANAGER).name());
        page.reload();
        assertThat(cell(page, "Crane hire", "Stage")).hasText("Proposal");
        assertThat(cell(page, "Crane hire", "Company")).hasText("Studio Nord");
        assertThat(sales.names("/api/deals?stageId=" + sales.stage("Proposal"))).containsExactly("Crane hire");
        workspace.seller().get("/api/deals/" + id).expect(200);
    }

    @Test
    void theFiltersSuggestWhatATeamUses() {
        sales.create(Map.of("name", "Crane hire", "source", "Berlin fair", "tags", List.of("rental")));
        sales.deal("Lights", "New", "1");
        Page page = table();
        page.keyboard().press("f");
        assertThat(page.getByPlaceholder("Filter by …")).isFocused();
        page.keyboard().type("source");
        page.keyboard().press("Enter");
        optionsWith(page, "Berlin fair").click();
        assertThat(page.getByText("1 deal")).isVisible();
    }

    @Test
    void aViewOfDealsIsSavedAndOpenedAgain() {
        sales.deal("Crane hire", "Won", "100");
        sales.deal("Lights", "New", "50");
        Page page = browser(workspace, Role.SELLER, "/deals/table?status=won");
        assertThat(page.getByText("1 deal")).isVisible();
        button(page, "Save as …").click();
        Locator dialog = dialog(page, "Save a view");
        dialog.getByLabel("Name").fill("What we won");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("view="));
        page.navigate("/deals/table");
        assertThat(page.getByText("2 deals")).isVisible();
        button(page, "All deals").click();
        page.getByText("What we won").click();
        assertThat(page.getByText("1 deal")).isVisible();
        assertThat(row(page, "Crane hire")).isVisible();
    }

    @Test
    void manyDealsAreWonOrLostForAReasonAndTakenBack() {
        String before = sales.create(Map.of(
                        "name",
                        "Lights",
                        "stageId",
                        sales.stage("Lost"),
                        "reason",
                        "Too dear",
                        "closedAt",
                        "2026-03-01T10:00:00Z"))
                .path("id")
                .asString();
        String id = sales.deal("Crane hire", "New", "100");
        Page page = table();
        page.getByLabel("Select all rows").click();
        choose(page, "Close as", "Won");
        Locator dialog = dialog(page, "Won: 2 deals");
        dialog.getByRole(AriaRole.TEXTBOX).fill("Best offer");
        Screenshots.inspect(page, "deals-close-many");
        page.keyboard().press("Enter");
        assertThat(page.getByText("2 deals changed.")).isVisible();
        assertThat(cell(page, "Crane hire", "Stage")).hasText("Won");
        assertThat(sales.total("/api/deals?status=won")).isEqualTo(2);
        assertThat(workspace
                        .seller()
                        .get("/api/deals/" + id)
                        .json()
                        .path("reason")
                        .asString())
                .isEqualTo("Best offer");

        button(page, "Undo").click();
        assertThat(cell(page, "Crane hire", "Stage")).hasText("New");
        assertThat(cell(page, "Lights", "Stage")).hasText("Lost");
        var lost = workspace.seller().get("/api/deals/" + before).expect(200).json();
        assertThat(lost.path("reason").asString()).isEqualTo("Too dear");
        assertThat(lost.path("closedAt").asString()).startsWith("2026-03-01T10:00");

        mark(page, "Crane hire").click();
        choose(page, "Close as", "Lost");
        dialog(page, "Lost: 1 deal").getByRole(AriaRole.TEXTBOX).fill("Somebody else");
        button(page, "Mark as lost").click();
        assertThat(cell(page, "Crane hire", "Stage")).hasText("Lost");
        assertThat(sales.total("/api/deals?status=lost")).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeDoneIsSaidForEachDeal() {
        sales.deal("Crane hire", "New", "100");
        String gone = sales.deal("Lights", "New", "50");
        Page page = table();
        // Nobody tells this page of the deletion before it asks.
        page.route("**/api/events", route -> route.abort());
        page.reload();
        expectComplaint("ERR_FAILED");
        assertThat(row(page, "Lights")).isVisible();
        workspace.manager().delete("/api/deals/" + gone).expect(204);
        page.getByLabel("Select all rows").click();
        choose(page, "Stage", "Proposal");
        assertThat(notDone(page)).containsText("Lights");
        assertThat(notDone(page)).containsText("The deal does not exist");
        Screenshots.inspect(page, "deals-not-done");
        assertThat(sales.total("/api/deals?stageId=" + sales.stage("Proposal"))).isEqualTo(1);
    }

    @Test
    void takingBackLeavesAloneWhatSomebodyElseChangedSince() {
        sales.deal("Crane hire", "New", "100");
        String lights = sales.deal("Lights", "New", "50");
        Page page = table();
        page.getByLabel("Select all rows").click();
        choose(page, "Stage", "Proposal");
        assertThat(page.getByText("2 deals changed.")).isVisible();
        new Sales(workspace.manager()).move(lights, "Negotiation");
        button(page, "Undo").click();
        assertThat(notDone(page)).containsText("Lights");
        assertThat(notDone(page)).containsText("Somebody changed this record");
        notDone(page)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                .last()
                .click();
        assertThat(cell(page, "Crane hire", "Stage")).hasText("New");
        assertThat(cell(page, "Lights", "Stage")).hasText("Negotiation");
    }
}
