package brisk.leads;

import static brisk.testing.Find.button;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.field;
import static brisk.testing.Find.link;
import static brisk.testing.Find.option;
import static brisk.testing.Find.toast;
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
import com.microsoft.playwright.options.BoundingBox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pages where a workspace says how its lead desk runs. */
class LeadSettingsPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();

    private Page settings(Role role, String part) {
        return browser(workspace, role, "/leads/settings?part=" + part);
    }

    private List<String> statuses() {
        return workspace
                .manager()
                .get("/api/lead-statuses")
                .json()
                .path("data")
                .valueStream()
                .map(status ->
                        status.path("name").asString() + (status.path("active").asBoolean() ? "" : " off"))
                .toList();
    }

    private List<JsonNode> rules() {
        return workspace
                .manager()
                .get("/api/lead-rules")
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    private List<String> ruleNames() {
        return rules().stream().map(rule -> rule.path("name").asString()).toList();
    }

    private void rule(String name) {
        workspace
                .manager()
                .post(
                        "/api/lead-rules",
                        Map.of(
                                "name",
                                name,
                                "strategy",
                                "round_robin",
                                "memberIds",
                                List.of(workspace.person(Role.PS).id().toString())))
                .expect(201);
    }

    /** Switches are drawn by an element beside their field. */
    private static Locator toggle(Page page, String name) {
        return page.getByRole(
                AriaRole.SWITCH, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static void flip(Page page, String name) {
        toggle(page, name).press("Space");
    }

    private static Locator rules(Page page) {
        return page.getByRole(AriaRole.LIST, new GetByRoleOptions().setName("Assignment"))
                .getByRole(AriaRole.LISTITEM);
    }

    @Test
    void statusesAreAddedRenamedSwitchedOffAndPutInOrder() {
        Page page = settings(Role.MANAGER, "statuses");
        assertThat(field(page, "Name of status 1")).hasValue("New");
        Screenshots.inspect(page, "lead-settings-statuses");
        List<String> before = statuses();
        assertThat(button(page, "Save")).isDisabled();

        button(page, "Add a status").click();
        page.keyboard().type("Finance approved");
        button(page, "Move Finance approved").focus();
        page.keyboard().press("ArrowUp");
        field(page, "Name of status 2").fill("Spoken to");
        flip(page, before.getLast() + " can be chosen");
        button(page, "Save").click();
        assertThat(toast(page)).containsText("The statuses are saved.");
        assertThat(button(page, "Save")).isDisabled();
        assertThat(statuses()).contains("Spoken to", "Finance approved", before.getLast() + " off");
        assertThat(statuses()).doesNotContain(before.get(1)).hasSize(before.size() + 1);
        int place = statuses().indexOf("Finance approved");

        BoundingBox from = button(page, "Move Finance approved").boundingBox();
        BoundingBox to = button(page, "Move New").boundingBox();
        page.mouse().move(from.x + 10, from.y + 10);
        page.mouse().down();
        page.mouse().move(to.x + 10, to.y + 12);
        page.mouse().up();
        button(page, "Save").click();
        assertThat(field(page, "Name of status 1")).hasValue("Finance approved");
        assertThat(button(page, "Save")).isDisabled();
        assertThat(statuses().indexOf("Finance approved")).isZero().isLessThan(place);
        assertThat(workspace
                        .manager()
                        .get("/api/lead-statuses")
                        .json()
                        .at("/data/0/code")
                        .asString())
                .isEqualTo("finance_approved");
    }

    @Test
    void whatTheServerRefusesStandsAtItsStatus() {
        Page page = settings(Role.ADMIN, "statuses");
        field(page, "Name of status 2").fill("");
        button(page, "Save").click();
        assertThat(page.getByText("must not be empty")
                        .or(page.getByText("is required"))
                        .first())
                .isVisible();
        Screenshots.inspect(page, "lead-settings-refused");
        button(page, "Discard").click();
        assertThat(field(page, "Name of status 2")).not().hasValue("");
        assertThat(button(page, "Save")).isDisabled();
    }

    @Test
    void aRuleSaysWhoFollowsUpAndWhenAndCanBeSwitchedOff() {
        Page page = settings(Role.MANAGER, "rules");
        assertThat(page.getByText("No rules yet")).isVisible();
        Screenshots.inspect(page, "lead-settings-no-rules");
        button(page, "Add a rule").click();
        Locator dialog = dialog(page, "New rule");
        assertThat(field(page, "Name")).isFocused();
        page.keyboard().type("Facebook in Andheri");
        dialog.getByLabel("Source").fill("Facebook");
        dialog.getByLabel("Branch").fill("Andheri");
        dialog.getByLabel("Who takes turns").click();
        page.keyboard().type(workspace.person(Role.PS).name());
        option(page, workspace.person(Role.PS).name()).click();
        page.keyboard().press("Tab");
        dialog.getByLabel("Who is next").selectOption("Who has the fewest open leads");
        button(dialog, "Sun").click();
        dialog.getByLabel("From").fill("09:00");
        Screenshots.inspect(page, "lead-settings-rule");
        button(dialog, "Create").click();
        assertThat(dialog).containsText("goes with fromTime");
        dialog.getByLabel("Until").fill("19:00");
        button(dialog, "Create").click();
        assertThat(rules(page)).hasCount(1);
        assertThat(rules(page)).containsText("Facebook · Andheri · Mon–Sat 09:00–19:00");
        assertThat(rules(page))
                .containsText("fewest open leads: " + workspace.person(Role.PS).name());
        JsonNode made = rules().getFirst();
        assertThat(made.path("days").size()).isEqualTo(6);
        assertThat(made.path("strategy").asString()).isEqualTo("least_loaded");

        flip(page, "Facebook in Andheri counts");
        assertThat(toggle(page, "Facebook in Andheri counts")).not().isChecked();
        page.waitForTimeout(300);
        assertThat(rules().getFirst().path("active").asBoolean()).isFalse();

        button(page, "Change Facebook in Andheri").click();
        dialog(page, "Change Facebook in Andheri").getByLabel("Branch").fill("");
        button(dialog(page, "Change Facebook in Andheri"), "Save").click();
        assertThat(rules(page)).containsText("Facebook · Mon–Sat");
        assertThat(rules().getFirst().path("branch").isNull()).isTrue();
    }

    @Test
    void rulesAreOrderedByKeysAndByDragAndDeletingOneCanBeUndone() {
        for (String name : List.of("First", "Second", "Third")) {
            rule(name);
        }
        Page page = settings(Role.MANAGER, "rules");
        assertThat(rules(page)).hasCount(3);
        Screenshots.inspect(page, "lead-settings-rules");
        button(page, "Move Third").focus();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowUp");
        assertThat(rules(page).first()).containsText("Third");
        page.waitForCondition(() -> ruleNames().equals(List.of("Third", "First", "Second")));

        BoundingBox from = button(page, "Move Third").boundingBox();
        BoundingBox to = button(page, "Move Second").boundingBox();
        page.mouse().move(from.x + 10, from.y + 10);
        page.mouse().down();
        page.mouse().move(to.x + 10, to.y + 12);
        page.mouse().up();
        page.waitForCondition(() -> ruleNames().equals(List.of("First", "Second", "Third")));
        assertThat(rules(page).last()).containsText("Third");

        button(page, "Delete Second").click();
        assertThat(rules(page)).hasCount(2);
        button(page, "Undo").click();
        assertThat(rules(page)).hasCount(3);
        assertThat(ruleNames()).containsExactly("First", "Second", "Third");
    }

    @Test
    void theTimesThatCountAreSaidInWholeUnits() {
        Page page = settings(Role.MANAGER, "times");
        assertThat(field(page, "First response within")).not().hasValue("");
        Screenshots.inspect(page, "lead-settings-times");
        field(page, "First response within").fill("2");
        page.getByLabel("Unit of “First response within”").selectOption("hours");
        field(page, "Next attempt after").fill("soon");
        button(page, "Save").click();
        assertThat(page.getByText("must be a whole number")).isVisible();
        field(page, "Next attempt after").fill("1");
        page.getByLabel("Unit of “Next attempt after”").selectOption("days");
        button(page, "Save").click();
        assertThat(toast(page)).containsText("The times are saved.");
        JsonNode saved =
                workspace.manager().get("/api/lead-settings").expect(200).json();
        assertThat(saved.path("responseMinutes").asInt()).isEqualTo(120);
        assertThat(saved.path("retryMinutes").asInt()).isEqualTo(1_440);
    }

    @Test
    void aViewerReadsTheSettingsAndSeesNoMails() {
        rule("First");
        Page page = settings(Role.VIEWER, "rules");
        assertThat(rules(page)).hasCount(1);
        assertThat(page.getByText("Admins and managers can change this.")).isVisible();
        assertThat(button(page, "Add a rule")).hasCount(0);
        assertThat(button(page, "Move First")).isDisabled();
        assertThat(link(page, "Mails")).hasCount(0);
        link(page, "Statuses").click();
        assertThat(field(page, "Name of status 1")).isDisabled();
    }

    @Test
    void aMailThatWasGivenUpIsSentAgain() throws SQLException {
        try (Connection connection = workspace.server().db().connect();
                PreparedStatement mail = connection.prepareStatement("""
                        INSERT INTO mails (workspace_id, recipient, subject, body, state, attempts, last_error)
                        VALUES (?, 'ps@example.org', 'New lead: Asha', 'Call her.', 'failed', 8, 'Connection refused')""")) {
            mail.setObject(1, workspace.id());
            mail.executeUpdate();
        }
        Page page = settings(Role.ADMIN, "mails");
        assertThat(page.getByText("Connection refused")).isVisible();
        Screenshots.inspect(page, "lead-mails-failed");
        button(page, "Send again to ps@example.org").click();
        assertThat(toast(page)).containsText("waits to be sent");
        assertThat(page.getByText("Connection refused")).hasCount(0);
        page.getByText("Waiting", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByText("New lead: Asha")).isVisible();
    }

    @Test
    void theSettingsAreFoundInThePalette() {
        Page page = browser(workspace, Role.MANAGER, "/leads");
        assertThat(page.getByText("No leads to follow up")).isVisible();
        for (Map.Entry<String, String> each : Map.of(
                        "Lead desk settings", "/leads/settings", "Lead team", "/leads/team")
                .entrySet()) {
            page.keyboard().press("Control+k");
            assertThat(page.getByPlaceholder("Search people and companies, or jump to …"))
                    .isFocused();
            page.keyboard().type(each.getKey());
            assertThat(page.getByRole(AriaRole.OPTION).first()).containsText(each.getKey());
            page.keyboard().press("Enter");
            page.waitForURL(url -> url.contains(each.getValue()));
        }
    }
}
