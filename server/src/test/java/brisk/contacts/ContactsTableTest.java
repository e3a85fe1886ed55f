package brisk.contacts;

import static brisk.testing.Find.button;
import static brisk.testing.Find.cell;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.mark;
import static brisk.testing.Find.menuItem;
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
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is done with contacts in their table. */
class ContactsTableTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();

    private JsonNode contact(String name, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(fields);
        body.put("name", name);
        return workspace.seller().post("/api/contacts", body).expect(201).json();
    }

    private JsonNode contact(JsonNode created) {
        return workspace
                .seller()
                .get("/api/contacts/" + created.path("id").asString())
                .expect(200)
                .json();
    }

    private void change(JsonNode created, Map<String, Object> changes) {
        workspace
                .manager()
                .patch("/api/contacts/" + created.path("id").asString(), changes)
                .expect(200);
    }

    private static List<String> headers(Page page) {
        return page.getByRole(AriaRole.COLUMNHEADER).allInnerTexts().stream()
                .map(String::strip)
                .filter(header -> !header.isEmpty())
                .toList();
    }

    private static Locator handle(Page page, String column) {
        return button(page, "Move " + column);
    }

    @Test
    void aColumnGoesWhereItIsPutAndIsThereForOthersInAView() {
        contact("Amélie Dubois", Map.of("role", "Producer", "status", "Active"));
        Page page = browser(workspace, Role.SELLER, "/contacts");
        assertThat(row(page, "Amélie Dubois")).isVisible();
        assertThat(headers(page)).startsWith("Name", "Company", "Job title", "Role", "Status");

        button(page, "Columns").click();
        handle(page, "Status").focus();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowUp");
        assertThat(page.getByText("Status is number 2 of")).isAttached();
        page.getByRole(AriaRole.CHECKBOX, new GetByRoleOptions().setName("Role").setExact(true))
                .uncheck();
        Screenshots.inspect(page, "contacts-columns");
        assertThat(headers(page)).startsWith("Name", "Company", "Status", "Job title", "Warmness");

        BoundingBox owner = Objects.requireNonNull(handle(page, "Owner").boundingBox());
        BoundingBox company = Objects.requireNonNull(handle(page, "Company").boundingBox());
        page.mouse().move(owner.x + 5, owner.y + 15);
        page.mouse().down();
        page.mouse().move(company.x + 5, owner.y - 40);
        page.mouse().move(company.x + 5, company.y + 5);
        page.mouse().up();
        List<String> chosen = List.of("Name", "Owner", "Company", "Status", "Job title", "Warmness");
        assertThat(headers(page)).startsWith(chosen.toArray(String[]::new));
        page.keyboard().press("Escape");
        page.reload();
        assertThat(row(page, "Amélie Dubois")).isVisible();
        assertThat(headers(page)).startsWith(chosen.toArray(String[]::new));

        page.navigate("/contacts?role=Producer");
        button(page, "Save as …").click();
        Locator dialog = dialog(page, "Save a view");
        dialog.getByLabel("Name").fill("Producers");
        dialog.getByText("Share with everybody").click();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(button(page, "Producers")).isVisible();

        Page other = browser(workspace, Role.MANAGER, "/contacts");
        assertThat(row(other, "Amélie Dubois")).isVisible();
        other.keyboard().press("v");
        optionsWith(other, "Producers").click();
        assertThat(button(other, "Role Producer")).isVisible();
        assertThat(row(other, "Amélie Dubois")).isVisible();
        assertThat(headers(other)).startsWith(chosen.toArray(String[]::new));
        assertThat(other).hasURL(Pattern.compile("role=Producer&view="));
        Screenshots.inspect(other, "contacts-shared-view");
    }

    @Test
    void filtersAreStillThereAfterAReload() {
        contact("Amélie Dubois", Map.of("role", "Producer", "tags", List.of("berlin")));
        contact("Ben Okri", Map.of("role", "Gaffer", "tags", List.of("berlin")));
        Page page = browser(workspace, Role.SELLER, "/contacts?role=Gaffer&tag=berlin");
        assertThat(page.getByText("1 contact")).isVisible();
        page.reload();
        assertThat(button(page, "Role Gaffer")).isVisible();
        assertThat(button(page, "Tag berlin")).isVisible();
        assertThat(row(page, "Ben Okri")).isVisible();
        assertThat(row(page, "Amélie Dubois")).hasCount(0);
        button(page, "Clear all").click();
        assertThat(page.getByText("2 contacts")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/contacts$"));
    }

    @Test
    void theContactsOfACompanyAreFoundByItsName() {
        JsonNode company = workspace
                .seller()
                .post("/api/companies", Map.of("name", "Studio Nord"))
                .expect(201)
                .json();
        contact("Amélie Dubois", Map.of("companyId", company.path("id").asString()));
        contact("Ben Okri", Map.of());
        Page page = browser(workspace, Role.SELLER, "/contacts");
        assertThat(row(page, "Ben Okri")).isVisible();
        page.keyboard().press("f");
        assertThat(page.getByPlaceholder("Filter by …")).isFocused();
        page.keyboard().type("company");
        page.keyboard().press("Enter");
        page.keyboard().type("nord");
        optionsWith(page, "Studio Nord").click();
        assertThat(button(page, "Company Studio Nord")).isVisible();
        assertThat(row(page, "Amélie Dubois")).isVisible();
        assertThat(row(page, "Ben Okri")).hasCount(0);
    }

    @Test
    void anOwnerIsChosenInTheCell() {
        JsonNode amelie = contact("Amélie Dubois", Map.of());
        String manager = workspace.person(Role.MANAGER).name();
        Page page = browser(workspace, Role.SELLER, "/contacts");
        cell(page, "Amélie Dubois", "Owner").dblclick();
        assertThat(optionsWith(page, "Nobody")).isVisible();
        Screenshots.inspect(page, "contacts-owner-cell");
        assertThat(page.getByPlaceholder("Owner")).isFocused();
        page.keyboard().type(manager.substring(0, 4));
        page.keyboard().press("Enter");
        assertThat(cell(page, "Amélie Dubois", "Owner")).containsText(manager);
        assertThat(optionsWith(page, manager)).hasCount(0);
        page.reload();
        assertThat(cell(page, "Amélie Dubois", "Owner")).containsText(manager);
        assertThat(contact(amelie).path("ownerId").asString())
                .isEqualTo(workspace.person(Role.MANAGER).id().toString());

        cell(page, "Amélie Dubois", "Owner").dblclick();
        page.keyboard().press("Escape");
        assertThat(optionsWith(page, "Nobody")).hasCount(0);
        assertThat(cell(page, "Amélie Dubois", "Owner")).containsText(manager);
    }

    @Test
    void whatTheServerRefusesIsTakenBackAndSaidInTheCell() {
        JsonNode amelie = contact("Amélie Dubois", Map.of("warmness", 40));
        Page page = browser(workspace, Role.SELLER, "/contacts");
        cell(page, "Amélie Dubois", "Warmness").dblclick();
        page.keyboard().type("400");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("must be");
        assertThat(page.getByLabel("Warmness").and(page.locator("input"))).hasValue("400");
        Screenshots.inspect(page, "contacts-cell-refused");
        page.keyboard().press("Escape");
        assertThat(cell(page, "Amélie Dubois", "Warmness")).containsText("40");
        assertThat(contact(amelie).path("warmness").asInt()).isEqualTo(40);
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsNotOverwrittenUnseen() {
        JsonNode amelie = contact("Amélie Dubois", Map.of("jobTitle", "Producer", "role", "Producer"));
        Page page = browser(workspace, Role.SELLER, "/contacts");
        cell(page, "Amélie Dubois", "Job title").dblclick();
        page.keyboard().type("Line Producer");
        change(amelie, Map.of("jobTitle", "Executive Producer"));
        page.waitForTimeout(500); // By now this page has heard of it.
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("It is now: Executive Producer");
        Screenshots.inspect(page, "contacts-cell-overtaken");
        button(page, "Take theirs").click();
        assertThat(cell(page, "Amélie Dubois", "Job title")).hasText("Executive Producer");

        cell(page, "Amélie Dubois", "Role").dblclick();
        page.keyboard().type("Director");
        change(amelie, Map.of("jobTitle", "Producer"));
        page.keyboard().press("Enter");
        assertThat(cell(page, "Amélie Dubois", "Role")).hasText("Director");
        assertThat(cell(page, "Amélie Dubois", "Job title")).hasText("Producer");
        assertThat(contact(amelie).path("role").asString()).isEqualTo("Director");
    }

    @Test
    void aChangeOfManySaysWhichItCouldNotMake() {
        contact("Amélie Dubois", Map.of("status", "New"));
        JsonNode ben = contact("Ben Okri", Map.of("status", "New"));
        JsonNode chiara = contact("Chiara Conti", Map.of("status", "Active"));
        Page page = browser(workspace, Role.SELLER, "/contacts");
        for (String name : List.of("Amélie Dubois", "Ben Okri", "Chiara Conti")) {
            mark(page, name).click();
        }
        assertThat(page.getByText("3 selected")).isVisible();
        Screenshots.inspect(page, "contacts-selected");
        workspace.manager().delete("/api/contacts/" + ben.path("id").asString()).expect(204);
        assertThat(row(page, "Ben Okri")).hasCount(0);

        page.keyboard().press("Shift+E");
        optionsWith(page, "Status").click();
        optionsWith(page, "Active").click();
        Locator told = dialog(page, "Not everything could be done");
        assertThat(told.getByRole(AriaRole.LISTITEM)).hasCount(1);
        assertThat(told.getByRole(AriaRole.LISTITEM)).containsText("Ben Okri");
        assertThat(page.getByText("2 contacts changed.")).isVisible();
        Screenshots.inspect(page, "contacts-bulk-shortfall");
        told.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                .last()
                .click();
        assertThat(cell(page, "Amélie Dubois", "Status")).hasText("Active");

        page.getByRole(AriaRole.ALERT)
                .filter(new FilterOptions().setHasText("2 contacts changed."))
                .getByText("Undo")
                .click();
        assertThat(cell(page, "Amélie Dubois", "Status")).hasText("New");
        assertThat(contact(chiara).path("status").asString()).isEqualTo("Active");
    }

    @Test
    void aFilteredListIsDownloadedAsAFile() throws Exception {
        contact("Amélie Dubois", Map.of("status", "Active"));
        contact("Ben Okri", Map.of("status", "New"));
        Page page = browser(workspace, Role.SELLER, "/contacts?status=Active");
        row(page, "Amélie Dubois").waitFor();
        button(page, "Download").click();
        var download = page.waitForDownload(() -> menuItem(page, "As CSV").click());
        assertThat(download.suggestedFilename()).endsWith(".csv");
        assertThat(Files.readString(download.path())).contains("Amélie Dubois").doesNotContain("Ben Okri");
    }
}
