package brisk.leads;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.imports.Sender;
import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures.Workspace;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The queue of a desk that has more to do than fits a page, in a real browser. */
class LongQueuePageTest extends BrowserTest {
    private static final int LEADS = 1_000;
    /** Into the sixth page that is fetched. */
    private static final int STEPS = 260;

    private static final int MOST_ROWS_DRAWN = 80;

    private final Workspace workspace = LeadFiles.dealership();

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("() => document.activeElement?.getAttribute('data-row') ?? ''"));
    }

    @Test
    void aThousandLeadsAreWorkedThroughByKey() {
        String rows = IntStream.rangeClosed(1, LEADS)
                .mapToObj("Customer %1$04d,98220 1%1$04d"::formatted)
                .collect(Collectors.joining("\n", "Name,Phone\n", "\n"));
        assertThat(Sender.counts(new Sender(workspace.manager()).send("leads", rows)))
                .startsWith("created 1000,");
        Page page = browser(workspace, Role.MANAGER, "/leads");
        assertThat(page.getByText("Customer").first()).isVisible();

        List<String> visited = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            String before = focused(page);
            page.waitForCondition(() -> {
                page.keyboard().press("j");
                return !focused(page).equals(before);
            });
            visited.add(focused(page));
        }
        assertThat(visited).doesNotHaveDuplicates().doesNotContain("");
        assertThat(page.locator("[data-row]").count()).isLessThan(MOST_ROWS_DRAWN);

        page.waitForResponse(
                response -> response.url().endsWith("/follow-ups") && response.status() == 201,
                () -> page.keyboard().press("3"));
        assertThat(page.getByText("No answer. Next").last()).isVisible();
        // The keys go on with the lead after it.
        page.waitForCondition(
                () -> !visited.contains(focused(page)) && !focused(page).isEmpty());
    }
}
