package brisk.deals;

import static brisk.testing.Find.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PipelineOrderPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();

    private List<String> order() {
        return workspace.manager().get("/api/pipelines").each("name");
    }

    private static Locator handle(Page page, String name) {
        return button(page, "Move the pipeline " + name);
    }

    @Test
    void pipelinesArePutInOrderByKeyAndByDragging() {
        var stages = List.of(
                Map.of("name", "Open", "kind", "open", "probability", 50),
                Map.of("name", "Won", "kind", "won", "probability", 100),
                Map.of("name", "Lost", "kind", "lost", "probability", 0));
        Stream.of("Rental", "Service")
                .forEach(name -> workspace
                        .manager()
                        .post("/api/pipelines", Map.of("name", name, "stages", stages))
                        .expect(201));
        Page page = browser(workspace, Role.MANAGER, "/deals/pipelines");
        button(page, "Order").click();
        Screenshots.inspect(page, "pipelines-order");

        handle(page, "Service").focus();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowUp");
        assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.LISTITEM))
                .hasText(new String[] {"Service", "Sales", "Rental"});
        page.waitForCondition(() -> order().equals(List.of("Service", "Sales", "Rental")));

        BoundingBox from = handle(page, "Service").boundingBox();
        BoundingBox to = handle(page, "Rental").boundingBox();
        page.mouse().move(from.x + 10, from.y + 10);
        page.mouse().down();
        page.mouse().move(to.x + 10, to.y + 10);
        page.mouse().up();
        page.waitForCondition(() -> order().equals(List.of("Sales", "Rental", "Service")));
        assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.LISTITEM))
                .hasText(new String[] {"Sales", "Rental", "Service"});
    }
}
