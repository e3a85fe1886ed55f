package brisk.deals;

import static brisk.testing.Find.button;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.field;
import static brisk.testing.Find.heading;
import static brisk.testing.Find.link;
import static brisk.testing.Find.optionsWith;
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
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page where pipelines are made and changed. */
class PipelinesPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Sales sales = new Sales(workspace.seller());

    private List<String> stages() {
        return workspace
                .manager()
                .get("/api/pipelines")
                .json()
                .at("/data/0/stages")
                .valueStream()
                .map(stage -> stage.path("name").asString() + " " + stage.path("probability"))
                .toList();
    }

    private Page page(Role role) {
        Page page = browser(workspace, role, "/deals/pipelines");
        assertThat(field(page, "Name of stage 1")).hasValue("New");
        return page;
    }

    private static Locator handle(Page page, String stage) {
        return button(page, "Move " + stage);
    }

    private static void saved(Page page) {
        button(page, "Save").click();
        assertThat(toast(page)).containsText("is saved.");
        assertThat(button(page, "Save")).isDisabled();
    }

    @Test
    void stagesAreAddedRenamedAndPutInOrder() {
        Page page = page(Role.MANAGER);
        Screenshots.inspect(page, "pipelines");
        assertThat(button(page, "Save")).isDisabled();
        button(page, "Add a stage").click();
        page.keyboard().type("Contract");
        field(page, "Probability of Contract in percent").fill("95");
        field(page, "Name of stage 2").fill("Needs known");
        handle(page, "Contract").focus();
        page.keyboard().press("ArrowUp");
        saved(page);
        assertThat(stages())
                .containsExactly(
                        "New 10",
                        "Needs known 25",
                        "Proposal 50",
                        "Contract 95",
                        "Negotiation 75",
                        "Won 100",
                        "Lost 0");

        BoundingBox from = handle(page, "Contract").boundingBox();
        BoundingBox to = handle(page, "Negotiation").boundingBox();
        page.mouse().move(from.x + 10, from.y + 10);
        page.mouse().down();
        page.mouse().move(to.x + 10, to.y + 12);
        page.mouse().up();
        assertThat(field(page, "Name of stage 5")).hasValue("Contract");
        saved(page);
        assertThat(stages().get(4)).isEqualTo("Contract 95");
    }

    @Test
    void whatTheServerRefusesStandsAtItsStage() {
        Page page = page(Role.ADMIN);
        field(page, "Probability of Proposal in percent").fill("150");
        button(page, "Save").click();
        assertThat(page.getByText("must be a whole number from 0 to 100")).isVisible();
        field(page, "Probability of Proposal in percent").fill("50");
        field(page, "Name of stage 2").fill("New");
        button(page, "Save").click();
        assertThat(page.getByText("is the name of another stage here")).isVisible();
        Screenshots.inspect(page, "pipelines-refused");
        button(page, "Take out Won").click();
        field(page, "Name of stage 2").fill("Qualified");
        button(page, "Save").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("must have a stage of the kind won");
        button(page, "Discard").click();
        assertThat(field(page, "Name of stage 5")).hasValue("Won");
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void dealsOfAStageThatGoesAreAskedFor() {
        sales.deal("Crane hire", "Proposal", "100");
        Page page = page(Role.MANAGER);
        button(page, "Take out Proposal").click();
        button(page, "Save").click();
        Locator where = dialog(page, "Where do the deals go?");
        assertThat(where).containsText("Proposal: 1 deal");
        Screenshots.inspect(page, "pipelines-where");
        where.getByRole(AriaRole.COMBOBOX).click();
        optionsWith(page, "Negotiation").click();
        button(where, "Move and save").click();
        assertThat(toast(page)).containsText("is saved.");
        assertThat(sales.names("/api/deals?stageId=" + sales.stage("Negotiation")))
                .containsExactly("Crane hire");
    }

    @Test
    void pipelinesAreMadeMadeTheFirstAndDeletedWithTheirDeals() {
        String deal = sales.deal("Crane hire", "Won", "100");
        Page page = page(Role.MANAGER);
        button(page, "Delete the pipeline").click();
        assertThat(toast(page)).containsText("A workspace has at least one pipeline.");

        button(page, "New pipeline").click();
        Locator dialog = dialog(page, "New pipeline");
        dialog.getByRole(AriaRole.TEXTBOX).fill("Sales");
        button(dialog, "Create").click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).isVisible();
        dialog.getByRole(AriaRole.TEXTBOX).fill("Rentals");
        button(dialog, "Create").click();
        assertThat(page).hasURL(Pattern.compile("id="));
        assertThat(field(page, "Name of the pipeline")).hasValue("Rentals");
        button(page, "Make it the first").click();
        assertThat(page.getByText("New deals begin here")).isVisible();

        link(page, "Sales").click();
        assertThat(field(page, "Name of the pipeline")).hasValue("Sales");
        button(page, "Delete the pipeline").click();
        Locator where = dialog(page, "Where do the deals go?");
        button(where, "Move and delete").click();
        assertThat(toast(page)).containsText("“Sales” was deleted.");
        JsonNode moved = workspace
                .seller()
                .get("/api/deals/" + deal + "?include=stage")
                .expect(200)
                .json();
        assertThat(moved.at("/stage/name").asString()).isEqualTo("Won");
        assertThat(workspace
                        .seller()
                        .get("/api/pipelines")
                        .json()
                        .at("/data/0/name")
                        .asString())
                .isEqualTo("Rentals");
    }

    @Test
    void whoIsOvertakenKeepsWhatTheyTypedUntilTheyTakeTheOther() {
        Page page = page(Role.MANAGER);
        field(page, "Name of the pipeline").fill("Sales of all");
        String address = "/api/pipelines/"
                + workspace
                        .admin()
                        .get("/api/pipelines")
                        .json()
                        .at("/data/0/id")
                        .asString();
        workspace.admin().patch(address, Map.of("name", "Sales abroad")).expect(200);
        assertThat(page.getByText("Somebody changed this meanwhile.")).isVisible();
        button(page, "Save").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Somebody changed");
        link(page, "Deals").first().click();
        page.goBack();
        assertThat(field(page, "Name of the pipeline")).hasValue("Sales of all");
        button(page, "Take theirs").click();
        assertThat(field(page, "Name of the pipeline")).hasValue("Sales abroad");
    }

    @Test
    void sellersSeePipelinesFromThePaletteAndChangeNothing() {
        Page page = browser(workspace, Role.SELLER, "/deals");
        assertThat(heading(page, "Deals")).isVisible();
        page.keyboard().press("Control+k");
        page.keyboard().type("probability");
        optionsWith(page, "Pipelines and stages").click();
        assertThat(heading(page, "Pipelines")).isVisible();
        assertThat(field(page, "Name of stage 1")).isDisabled();
        assertThat(button(page, "Save")).hasCount(0);
        assertThat(button(page, "New pipeline")).hasCount(0);
    }

    @Test
    void theBoardShowsTheOtherPipelineThatIsChosen() {
        sales.deal("Crane hire", "New", "100");
        workspace
                .manager()
                .post(
                        "/api/pipelines",
                        Map.of(
                                "name",
                                "Rentals",
                                "stages",
                                List.of(
                                        Map.of("name", "Asked", "probability", 20),
                                        Map.of("name", "Rented", "kind", "won"),
                                        Map.of("name", "Gone", "kind", "lost"))))
                .expect(201);
        Page page = browser(workspace, Role.SELLER, "/deals");
        assertThat(page.getByText("Crane hire")).isVisible();
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Pipeline"))
                .click();
        optionsWith(page, "Rentals").click();
        assertThat(page).hasURL(Pattern.compile("pipelineId="));
        assertThat(page.getByText("Asked").first()).isVisible();
        assertThat(page.getByText("Crane hire")).hasCount(0);
        Screenshots.inspect(page, "deals-other-pipeline");
        page.reload();
        assertThat(page.getByText("Rented").first()).isVisible();
    }
}
