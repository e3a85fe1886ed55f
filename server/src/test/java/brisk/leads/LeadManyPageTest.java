package brisk.leads;

import static brisk.testing.Find.button;
import static brisk.testing.Find.cell;
import static brisk.testing.Find.optionsWith;
import static brisk.testing.Find.row;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Http;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many leads at once, and what is taken back, in a real browser. */
class LeadManyPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Http cre = workspace.person(Role.CRE).http();

    private String lead(String name, Map<String, ?> besides) {
        var lead = new HashMap<String, Object>(Map.of("customerName", name));
        lead.putAll(besides);
        return Desk.uid(cre, lead);
    }

    private Page list() {
        Page page = browser(workspace, Role.MANAGER, "/leads/list?sort=name");
        assertThat(page.getByText("2 leads")).isVisible();
        page.getByLabel("Select all rows").click();
        return page;
    }

    private static void choose(Page page, String field, String value) {
        button(page, "Change …").click();
        optionsWith(page, field).click();
        optionsWith(page, value).click();
    }

    @Test
    void manyLeadsAreHandedOverAndHandedBack() {
        String specialist = workspace.person(Role.PS).name();
        lead("Asha Kulkarni", Map.of());
        lead("Bo Iyer", Map.of("psId", workspace.person(Role.PS).id().toString()));
        Page page = list();
        choose(page, "Follows up", specialist);
        assertThat(page.getByText("2 leads changed.")).isVisible();
        Screenshots.inspect(page, "lead-list-changed");
        assertThat(cell(page, "Asha Kulkarni", "Follows up")).hasText(specialist);
        button(page, "Undo").click();
        assertThat(cell(page, "Asha Kulkarni", "Follows up")).not().hasText(specialist);
        assertThat(cell(page, "Bo Iyer", "Follows up")).hasText(specialist);
    }

    @Test
    void manyLeadsGetAStatusAndTheirOwnBack() {
        lead("Asha Kulkarni", Map.of("status", "qualified"));
        lead("Bo Iyer", Map.of());
        Page page = list();
        choose(page, "Status", "Lost");
        assertThat(cell(page, "Asha Kulkarni", "Status")).hasText("Lost");
        assertThat(cell(page, "Bo Iyer", "Status")).hasText("Lost");
        button(page, "Undo").click();
        assertThat(cell(page, "Asha Kulkarni", "Status")).hasText("Qualified");
        assertThat(cell(page, "Bo Iyer", "Status")).hasText("New");
    }

    @Test
    void manyLeadsAreDeletedAndComeBack() {
        lead("Asha Kulkarni", Map.of());
        lead("Bo Iyer", Map.of());
        Page page = list();
        button(page, "Delete").click();
        assertThat(page.getByText("No leads yet")).isVisible();
        button(page, "Undo").click();
        assertThat(row(page, "Asha Kulkarni")).isVisible();
        assertThat(row(page, "Bo Iyer")).isVisible();
    }

    @Test
    void whatACallCameToIsTakenBack() {
        String uid = lead(
                "Asha Kulkarni", Map.of("psId", workspace.person(Role.PS).id().toString()));
        Page page = browser(workspace, Role.PS, "/leads");
        page.locator("[data-row]").first().waitFor();
        page.keyboard().press("j");
        page.keyboard().press("3");
        button(page, "Undo").click();
        page.waitForCondition(
                () -> cre.get("/api/leads/" + uid).json().path("attempts").asInt() == 0);
        assertThat(page.locator("[data-row]").first()).not().containsText("1 attempt");
    }
}
