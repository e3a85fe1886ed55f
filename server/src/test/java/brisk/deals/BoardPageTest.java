package brisk.deals;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Sales sales = new Sales(workspace.seller());
    private String first = "";
    private String second = "";
    private String won = "";
    private String lost = "";

    @BeforeEach
    void stages() {
        var stages = workspace.seller().get("/api/pipelines").expect(200).json().at("/data/0/stages");
        first = stages.at("/0/name").asString();
        second = stages.at("/1/name").asString();
        stages.forEach(stage -> {
            String name = stage.path("name").asString();
            switch (stage.path("kind").asString()) {
                case "won" -> won = name;
                case "lost" -> lost = name;
                default -> {}
            }
        });
    }

    private void someDeals() {
        String company = workspace
                .seller()
                .post("/api/companies", Map.of("name", "Studio Nord"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        List<String> names =
                List.of("Cameras for The Long Winter", "Crane hire", "Lights", "Sound stage 4", "Catering");
        for (int i = 0; i < names.size(); i++) {
            sales.create(Map.of(
                    "name",
                    names.get(i),
                    "stageId",
                    sales.stage(i < 3 ? first : second),
                    "value",
                    String.valueOf(1_000 * (i + 1)),
                    "currency",
                    "EUR",
                    "companyId",
                    company,
                    "expectedCloseDate",
                    i == 1 ? "2020-01-31" : "2099-03-31"));
        }
    }

    private static Locator column(Page page, String stage) {
        return page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName(Pattern.compile("^" + stage + ",")));
    }

    private static Locator card(Locator within, String name) {
        return within.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile(name)));
    }

    private static void drag(Page page, Locator card, Locator target) {
        BoundingBox from = card.boundingBox();
        BoundingBox to = target.boundingBox();
        Mouse mouse = page.mouse();
        mouse.move(from.x + 30, from.y + 20);
        mouse.down();
        mouse.move(from.x + 60, from.y + 40);
        mouse.move(to.x + to.width / 2, to.y + 70, new Mouse.MoveOptions().setSteps(5));
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/board-dragging.png")));
        mouse.up();
    }

    private static Locator status(Page page) {
        return page.locator("[role=status]").filter(new Locator.FilterOptions().setHasText(Pattern.compile("\\S")));
    }

    @Test
    void aDealIsDraggedToAnotherStageAndTheTotalsFollow() {
        someDeals();
        Page page = browser(workspace, Role.SELLER, "/deals");
        assertThat(column(page, first)).containsText("€6,000");
        assertThat(column(page, second)).containsText("€9,000");
        Screenshots.inspect(page, "board");

        drag(page, card(column(page, first), "Lights"), column(page, second));
        assertThat(card(column(page, second), "Lights")).isVisible();
        assertThat(column(page, first)).containsText("€3,000");
        assertThat(column(page, second)).containsText("€12,000");
        page.reload();
        assertThat(card(column(page, second), "Lights")).isVisible();
        assertThat(sales.names("/api/deals?stageId=" + sales.stage(second))).containsOnlyOnce("Lights");
    }

    @Test
    void aDealIsMovedByKeyboardAndTheReasonOfALossIsKept() {
        someDeals();
        Page page = browser(workspace, Role.SELLER, "/deals");
        card(column(page, first), "Crane hire").focus();
        page.keyboard().press("Space");
        assertThat(status(page)).containsText("Crane hire is picked up.");
        page.keyboard().press("ArrowRight");
        assertThat(status(page)).containsText("in " + second);
        page.keyboard().press("Escape");
        assertThat(card(column(page, first), "Crane hire")).isFocused();

        page.keyboard().press("Space");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Space");
        assertThat(card(column(page, second), "Crane hire")).isFocused();

        page.setViewportSize(1_800, 800);
        drag(page, card(column(page, second), "Catering"), column(page, lost));
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Lost: Catering");
        Screenshots.inspect(page, "board-lost");
        page.keyboard().type("They cook themselves");
        page.keyboard().press("Enter");
        assertThat(card(column(page, lost), "Catering")).isVisible();
        assertThat(page.getByText("Catering is lost.")).isVisible();
        assertThat(workspace
                        .seller()
                        .get("/api/deals?status=lost")
                        .expect(200)
                        .json()
                        .at("/data/0/reason")
                        .asString())
                .isEqualTo("They cook themselves");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Undo")).click();
        assertThat(card(column(page, second), "Catering")).isVisible();
        assertThat(won).isNotEmpty();
    }

    @Test
    void aMoveThatTheServerRefusesIsTakenBackAndSaid() {
        someDeals();
        Page page = browser(workspace, Role.SELLER, "/deals");
        page.route(
                "**/api/deals/*/move",
                route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setStatus(422)
                        .setContentType("application/problem+json")
                        .setBody("{\"title\":\"Invalid\",\"detail\":\"This stage takes nobody.\",\"errors\":[]}")));
        drag(page, card(column(page, first), "Lights"), column(page, second));
        assertThat(page.getByText("This stage takes nobody.")).isVisible();
        assertThat(card(column(page, first), "Lights")).isVisible();
        assertThat(column(page, second)).containsText("€9,000");
    }

    @Test
    void aColumnOfThousandsIsScrolledToItsEnd() throws SQLException {
        fill(5_000);
        Page page = browser(workspace, Role.SELLER, "/deals");
        Locator column = column(page, first);
        assertThat(column).containsText("5,000");
        assertThat(card(column, "^Deal 1(?!\\d)")).isAttached();
        // To the end at once: everything between is fetched on the way there.
        column.locator("[data-scroll]").evaluate("it => it.scrollTo(0, it.scrollHeight)");
        assertThat(card(column, "^Deal 5000")).isVisible();
        assertThat(column.getByRole(AriaRole.LINK).count()).isLessThan(40);
    }

    /** So many deals in the first stage, past the API, which would take a minute. */
    private void fill(int count) throws SQLException {
        try (Connection connection = workspace.server().db().connect();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO deals (workspace_id, name, stage_id, currency, value, created_at)
                        SELECT ?, 'Deal ' || i, ?, 'EUR', i % 100, now() - i / 3 * interval '1 minute'
                        FROM generate_series(1, ?) i""")) {
            insert.setObject(1, workspace.id());
            insert.setObject(2, UUID.fromString(sales.stage(first)));
            insert.setInt(3, count);
            insert.executeUpdate();
        }
    }
}
