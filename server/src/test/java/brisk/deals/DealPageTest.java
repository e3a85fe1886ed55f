package brisk.deals;

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
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DealPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Sales sales = new Sales(workspace.seller());

    private String post(Role role, String path, Map<String, ?> body) {
        return workspace
                .person(role)
                .http()
                .post(path, body)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private String deal() {
        String company = post(Role.SELLER, "/api/companies", Map.of("name", "Studio Nord"));
        String contact = post(Role.SELLER, "/api/contacts", Map.of("name", "Amélie Dubois"));
        post(
                Role.MANAGER,
                "/api/products",
                Map.of("name", "Camera", "code", "CAM-1", "price", "400.00", "currency", "EUR"));
        return sales.create(Map.of(
                        "name",
                        "Cameras for The Long Winter",
                        "stageId",
                        sales.stage("Qualified"),
                        "value",
                        "1250.50",
                        "currency",
                        "EUR",
                        "companyId",
                        company,
                        "contactIds",
                        List.of(contact),
                        "expectedCloseDate",
                        "2099-03-31",
                        "tags",
                        List.of("rental")))
                .path("id")
                .asString();
    }

    private JsonNode read(String id) {
        return workspace
                .seller()
                .get("/api/deals/" + id + "?include=products,stage")
                .expect(200)
                .json();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aDealIsMovedAndItsProductsArePricedOnItsPage() {
        String id = deal();
        Page page = browser(workspace, Role.SELLER, "/deals/" + id);
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1)))
                .containsText("Cameras for The Long Winter");

        button(page, "Proposal").click();
        assertThat(page.locator("[aria-current=step]")).hasText("Proposal");

        button(page, "Add a product").click();
        page.getByPlaceholder("Find a product …").fill("cam");
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName("Camera"))
                .click();
        page.getByLabel("Quantity of Camera").fill("2.5");
        page.keyboard().press("Enter");
        assertThat(page.locator("strong")).hasText("€1,000");
        assertThat(button(page, "Make it the value")).hasCount(0);
        Screenshots.inspect(page, "deal");
        page.reload();
        assertThat(page.getByLabel("Quantity of Camera")).hasValue("2.5");
        JsonNode saved = read(id);
        assertThat(saved.at("/stage/name").asString()).isEqualTo("Proposal");
        assertThat(saved.path("value").asString()).startsWith("1000");
        assertThat(saved.at("/products/0/price").asString()).startsWith("400");
    }

    @Test
    void aDealThatIsDeletedComesBackWithUndo() {
        String id = deal();
        Page page = browser(workspace, Role.SELLER, "/deals/" + id);
        button(page, "More").click();
        page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName("Delete"))
                .click();
        assertThat(page.getByText("Cameras for The Long Winter was deleted.")).isVisible();
        assertThat(page).hasURL(java.util.regex.Pattern.compile("/deals$"));
        workspace.seller().get("/api/deals/" + id).expect(404);
        button(page, "Undo").click();
        assertThat(page.getByRole(
                        AriaRole.LINK,
                        new GetByRoleOptions()
                                .setName(java.util.regex.Pattern.compile("^Cameras for The Long Winter"))))
                .isVisible();
    }

    @Test
    void nothingIsAddedToADealThatSomebodyDeletedMeanwhile() {
        String id = deal();
        Page page = browser(workspace, Role.SELLER, "/deals/" + id);
        assertThat(page.getByText("Write a note, or log what happened …")).isVisible();
        workspace.manager().delete("/api/deals/" + id).expect(204);
        assertThat(page.getByText("This deal was deleted.")).isVisible();
        assertThat(page.getByText("Write a note, or log what happened …")).hasCount(0);
        assertThat(page.locator("aside button")).hasCount(0);
        button(page, "Restore").click();
        assertThat(page.getByText("Write a note, or log what happened …")).isVisible();
    }

    @Test
    void aNewDealIsMadeFromAnywhereAndFoundInThePalette() {
        post(Role.SELLER, "/api/companies", Map.of("name", "Studio Nord"));
        Page page = browser(workspace, Role.SELLER, "/deals");
        button(page, "New deal").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name").fill("Crane hire");
        dialog.getByLabel("Value").fill("2500");
        dialog.getByLabel("Company").fill("nord");
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName("Studio Nord"))
                .click();
        Screenshots.inspect(page, "deal-new");
        page.keyboard().press("Control+Enter");
        assertThat(page.getByText("Crane hire was created.")).isVisible();
        assertThat(page.getByRole(AriaRole.REGION).first()).containsText("Crane hire");
        page.keyboard().press("Control+k");
        page.keyboard().type("crane");
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName("Crane hire"))
                .click();
        assertThat(page).hasURL(java.util.regex.Pattern.compile("/deals/[0-9a-f-]{36}$"));
    }

    @Test
    void manyDealsAreMovedInTheTableAndTakenBack() {
        for (String name : List.of("Crane hire", "Lights", "Catering")) {
            sales.deal(name, "New", "100");
        }
        Page page = browser(workspace, Role.SELLER, "/deals/table");
        assertThat(page.getByText("3 deals")).isVisible();
        Screenshots.inspect(page, "deals-table");
        page.getByLabel("Select all rows").click();
        button(page, "Change …").click();
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName("Stage").setExact(true))
                .click();
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName("Proposal"))
                .click();
        Locator cells = page.getByRole(AriaRole.GRIDCELL, new GetByRoleOptions().setName("Proposal"));
        assertThat(cells).hasCount(3);
        assertThat(sales.total("/api/deals?stageId=" + sales.stage("Proposal"))).isEqualTo(3);
        button(page, "Undo").click();
        assertThat(cells).hasCount(0);
        assertThat(sales.total("/api/deals?stageId=" + sales.stage("New"))).isEqualTo(3);
    }

    @Test
    void theTableIsDownloadedAsAFile() throws Exception {
        sales.deal("Crane hire", "New", "100");
        Page page = browser(workspace, Role.SELLER, "/deals/table");
        assertThat(page.getByText("1 deal")).isVisible();
        button(page, "Download").click();
        var download =
                page.waitForDownload(() -> page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName("As CSV"))
                        .click());
        assertThat(Files.readString(download.path())).contains("Crane hire");
    }

    @Test
    void aPhoneShowsTheStageThatTheDealIsIn() {
        String id = sales.deal("Crane hire", "Lost", "100");
        Page page = browser(workspace, Role.SELLER, "/dashboard");
        page.setViewportSize(360, 740);
        page.navigate("/deals/" + id);
        Locator current = page.locator("[aria-current=step]");
        assertThat(current).hasText("Lost");
        assertThat(current).isInViewport();
    }
}
