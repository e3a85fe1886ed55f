package brisk.leads;

import static brisk.testing.Find.button;
import static brisk.testing.Find.cell;
import static brisk.testing.Find.link;
import static brisk.testing.Find.optionsWith;
import static brisk.testing.Find.row;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Http;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** All leads as a table in a real browser. */
class LeadListPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Http cre = workspace.person(Role.CRE).http();

    private String lead(String name, Map<String, ?> besides) {
        var lead = new HashMap<String, Object>(Map.of("customerName", name, "model", "Nexon EV"));
        lead.putAll(besides);
        return Desk.uid(cre, lead);
    }

    private Page list(Role role, String search) {
        return browser(workspace, role, "/leads/list" + search);
    }

    @Test
    void aCellIsChangedWhereItStands() {
        String uid = lead(
                "Asha Kulkarni", Map.of("psId", workspace.person(Role.PS).id().toString()));
        lead("Bo Iyer", Map.of("source", "Walk-in", "city", "Pune"));
        Page page = list(Role.MANAGER, "");
        assertThat(page.getByText("2 leads")).isVisible();
        cell(page, "Asha Kulkarni", "Status").dblclick();
        Screenshots.inspect(page, "lead-list");
        optionsWith(page, "Qualified").click();
        assertThat(cell(page, "Asha Kulkarni", "Status")).hasText("Qualified");
        cell(page, "Asha Kulkarni", "Model").dblclick();
        page.keyboard().press("Control+A");
        page.keyboard().type("Harrier");
        page.keyboard().press("Enter");
        assertThat(cell(page, "Asha Kulkarni", "Model")).hasText("Harrier");
        page.waitForCondition(() -> {
            var saved = cre.get("/api/leads/" + uid).json();
            return saved.path("status").asString().equals("qualified")
                    && saved.path("model").asString().equals("Harrier");
        });
    }

    @Test
    void filtersStandInTheAddressAndMakeAView() {
        lead("Asha Kulkarni", Map.of());
        lead("Bo Iyer", Map.of("source", "Walk-in"));
        Page page = list(Role.MANAGER, "?source=Walk-in");
        assertThat(page.getByText("1 lead")).isVisible();
        assertThat(page.getByRole(AriaRole.GROUP, new GetByRoleOptions().setName("Filters")))
                .containsText("Walk-in");
        button(page, "Save as …").click();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).fill("People at the door");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("view="));
        assertThat(page.getByText("People at the door").first()).isVisible();
        assertThat(workspace
                        .manager()
                        .get("/api/views?resource=leads")
                        .json()
                        .at("/data/0/query/source")
                        .asString())
                .isEqualTo("Walk-in");
    }

    @Test
    void theListLeadsToALeadAndBackToTheQueue() {
        lead("Asha Kulkarni", Map.of());
        lead("Bo Iyer", Map.of());
        Page page = list(Role.CRE, "?sort=name");
        assertThat(page.getByText("2 leads")).isVisible();
        assertThat(page.getByRole(AriaRole.ROW).nth(1)).containsText("Asha Kulkarni");
        row(page, "Bo Iyer").getByRole(AriaRole.LINK).first().click();
        assertThat(page).hasURL(Pattern.compile("/leads/[0-9A-Z]{3}-[0-9A-Z]{4}$"));
        page.goBack();
        assertThat(row(page, "Bo Iyer")).isVisible();
        assertThat(link(page, "Settings")).hasCount(0);
        link(page, "Queue").click();
        assertThat(page.locator("[data-row]")).hasCount(2);
    }

    @Test
    void whatIsDeletedIsAFilterAway() {
        String uid = lead("Asha Kulkarni", Map.of());
        workspace.manager().delete("/api/leads/" + uid).expect(204);
        Page page = list(Role.MANAGER, "");
        assertThat(page.getByText("No leads yet")).isVisible();
        Screenshots.inspect(page, "lead-list-none");
        page.navigate(page.url() + "?deleted=true");
        assertThat(row(page, "Asha Kulkarni")).isVisible();
    }
}
