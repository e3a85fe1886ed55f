package brisk.leads;

import static brisk.testing.Find.button;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.link;
import static brisk.testing.Find.toast;
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
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Leads that may be one customer, in a real browser. */
class LeadDuplicatesPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Http admin = workspace.admin();

    private String lead(String name, String city) {
        var lead = new HashMap<String, Object>(Map.of("customerName", name, "email", "asha@example.org", "city", city));
        lead.put("psId", workspace.person(Role.PS).id().toString());
        return Desk.uid(admin, lead);
    }

    private Page page(String part) {
        LeadDuplicatesTest.compare(workspace);
        return browser(workspace, Role.MANAGER, "/leads/duplicates" + part);
    }

    private static Locator pairs(Page page) {
        return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("May be the same"))
                .getByRole(AriaRole.LISTITEM);
    }

    @Test
    void twoLeadsAreComparedMergedAndSeparatedAgain() {
        String first = lead("Asha Kulkarni", "Pune");
        String second = lead("Asha K.", "Mumbai");
        Page page = page("");
        assertThat(pairs(page)).hasCount(1);
        assertThat(pairs(page)).containsText("same e-mail");
        Screenshots.inspect(page, "lead-duplicates");
        button(page, "Compare Asha Kulkarni and Asha K.").click();
        Locator dialog = dialog(page, "Merge two leads");
        button(dialog, "Use “Mumbai” for City").click();
        Screenshots.inspect(page, "lead-merge");
        button(dialog, "Merge").click();
        assertThat(toast(page)).containsText("Asha Kulkarni is one lead now.");
        assertThat(pairs(page)).hasCount(0);
        var kept = admin.get("/api/leads/" + first).expect(200).json();
        assertThat(kept.path("city").asString()).isEqualTo("Mumbai");
        assertThat(kept.path("alternatePhones").size()).isEqualTo(1);
        admin.get("/api/leads/" + second).expect(404);

        button(page, "Undo").click();
        assertThat(toast(page)).containsText("The leads are separate again.");
        admin.get("/api/leads/" + second).expect(200);
        assertThat(admin.get("/api/leads/" + first).json().path("city").asString())
                .isEqualTo("Pune");
    }

    @Test
    void aLeadsPageTellsWhoItMayBeAndWhatWasMergedIntoIt() {
        String first = lead("Asha Kulkarni", "Pune");
        lead("Asha K.", "Pune");
        LeadDuplicatesTest.compare(workspace);
        Page page = browser(workspace, Role.PS, "/leads/" + first);
        assertThat(page.getByText("May be the same customer as Asha K.")).isVisible();
        Screenshots.inspect(page, "lead-may-be");
        button(page, "Compare").click();
        button(dialog(page, "Merge two leads"), "Merge").click();
        assertThat(page.getByText("was merged into this lead by")).isVisible();
        Screenshots.inspect(page, "lead-merged");
        page.getByRole(AriaRole.MAIN)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Undo"))
                .first()
                .click();
        assertThat(page.getByText("was merged into this lead by")).hasCount(0);
    }

    @Test
    void whatIsNotTheSameIsToldApartAndCanBeTakenBack() {
        lead("Asha Kulkarni", "Pune");
        lead("Asha K.", "Pune");
        Page page = page("");
        button(page, "Asha Kulkarni and Asha K. are not the same").click();
        assertThat(page.getByText("No duplicates")).isVisible();
        Screenshots.inspect(page, "lead-duplicates-none");
        link(page, "Not the same").click();
        assertThat(button(page, "They may be the same")).isVisible();
        button(page, "They may be the same").click();
        assertThat(button(page, "They may be the same")).hasCount(0);
        link(page, "May be the same").click();
        assertThat(pairs(page)).hasCount(1);
    }

    @Test
    void whoAskedAgainStandsWithWhoEnteredItAndWhoHasTheLead() {
        String mobile = Desk.mobile();
        String uid = Desk.uid(
                admin,
                Map.of("mobile", mobile, "psId", workspace.person(Role.PS).id().toString()));
        Desk.enquire(
                        workspace.person(Role.CRE).http(),
                        Map.of(
                                "mobile",
                                mobile,
                                "customerName",
                                "A. Kulkarni",
                                "source",
                                "Google",
                                "remarks",
                                "Again!"))
                .expect(409);
        Page page = page("?part=repeated");
        Locator line = page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("A. Kulkarni"));
        assertThat(line).containsText("entered by " + workspace.person(Role.CRE).name());
        assertThat(line).containsText(workspace.person(Role.PS).name() + " follows it up");
        Screenshots.inspect(page, "lead-repeated");
        link(page, "kept with " + uid).click();
        assertThat(page.getByText("through Google")).isVisible();
    }
}
