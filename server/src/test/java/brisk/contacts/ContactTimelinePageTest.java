package brisk.contacts;

import static brisk.testing.Find.button;
import static brisk.testing.Find.entry;
import static brisk.testing.Find.field;
import static brisk.testing.Find.heading;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happened with a contact, and writing it down, on the contact's page in a real browser. */
class ContactTimelinePageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final String ada = seller.post("/api/contacts", Map.of("name", "Ada Brandt"))
            .expect(201)
            .json()
            .path("id")
            .asString();

    private Page page() {
        Page page = browser(workspace, Role.SELLER, "/contacts/" + ada);
        assertThat(heading(page, "Ada Brandt")).isVisible();
        return page;
    }

    private static Locator lastContact(Page page) {
        return page.locator("aside [data-fact]")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText("Last contact", new Page.GetByTextOptions().setExact(true))));
    }

    private void log(String kind, String body, Instant when) {
        seller.post("/api/interactions", Map.of("kind", kind, "contactId", ada, "body", body, "occurredAt", when))
                .expect(201);
    }

    @Test
    void everyKindIsWrittenByItsKey() {
        Page page = page();
        for (String[] kind : new String[][] {
            {"n", "Prefers mornings"},
            {"m", "Met at the fair"},
            {"s", "Sent the schedule"},
            {"i", "Visited the set"},
            {"e", "Thanks for the offer"}
        }) {
            page.keyboard().press(kind[0]);
            assertThat(field(page, "Text")).isFocused();
            page.keyboard().type(kind[1]);
            // It is shown before it is answered.
            page.waitForResponse(
                    answer -> answer.request().method().equals("POST"),
                    () -> page.keyboard().press("Control+Enter"));
            assertThat(entry(page, kind[1])).isVisible();
            assertThat(field(page, "Text")).not().isVisible();
        }
        JsonNode timeline =
                seller.get("/api/timeline?contactId=" + ada).expect(200).json().path("data");
        assertThat(timeline.valueStream().map(entry -> entry.path("kind").asString()))
                .containsExactlyInAnyOrder("note", "meeting", "message", "interaction", "email");
        page.reload();
        assertThat(entry(page, "Met at the fair")).isVisible();
        Screenshots.inspect(page, "contact-timeline");
    }

    @Test
    void whatWasNotSavedIsBackInTheForm() {
        expectComplaint("Failed to load resource");
        Page page = page();
        page.route("**/api/notes", route -> route.abort());
        page.keyboard().press("n");
        assertThat(field(page, "Text")).isFocused();
        page.keyboard().type("Half a day of thoughts");
        page.keyboard().press("Control+Enter");
        assertThat(page.getByText("Your text is back in the form")).isVisible();
        assertThat(field(page, "Text")).hasValue("Half a day of thoughts");
        assertThat(entry(page, "Half a day of thoughts")).hasCount(0);

        page.unroute("**/api/notes");
        page.reload();
        assertThat(field(page, "Text")).hasValue("Half a day of thoughts");
        field(page, "Text").press("Control+Enter");
        assertThat(entry(page, "Half a day of thoughts")).isVisible();
    }

    @Test
    void anActivityIsEditedAndDeletedWithUndo() {
        log("call", "Asked for the crew list", Instant.now().minus(2, ChronoUnit.DAYS));
        Page page = page();
        Locator call = entry(page, "Asked for the crew list");
        call.hover();
        button(call, "Edit: Call").click();
        assertThat(field(page, "Text")).hasValue("Asked for the crew list");
        field(page, "Text").fill("Asked for the full crew list");
        Screenshots.inspect(page, "contact-activity-editing");
        page.keyboard().press("Control+Enter");
        assertThat(entry(page, "Asked for the full crew list")).isVisible();

        call = entry(page, "Asked for the full crew list");
        call.hover();
        button(call, "Delete: Call").click();
        assertThat(entry(page, "Asked for the full crew list")).hasCount(0);
        assertThat(toast(page)).containsText("Call deleted.");
        assertThat(lastContact(page)).containsText("Never");
        button(toast(page), "Undo").click();
        assertThat(entry(page, "Asked for the full crew list")).isVisible();
        assertThat(lastContact(page)).not().containsText("Never");
    }

    @Test
    void anActivityThatSomebodyElseChangedIsNotOverwrittenSilently() {
        String id = seller.post("/api/notes", Map.of("contactId", ada, "body", "First draft"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        Page page = page();
        entry(page, "First draft").hover();
        button(entry(page, "First draft"), "Edit: Note").click();
        field(page, "Text").fill("Mine");
        workspace.manager().patch("/api/notes/" + id, Map.of("body", "Theirs")).expect(200);
        page.keyboard().press("Control+Enter");
        assertThat(page.getByText("Somebody else changed this meanwhile")).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("Theirs");
        assertThat(field(page, "Text")).hasValue("Mine");
        Screenshots.inspect(page, "contact-activity-conflict");
        button(page, "Keep mine").click();
        assertThat(entry(page, "Mine")).isVisible();
        assertThat(seller.get("/api/notes/" + id)
                        .expect(200)
                        .json()
                        .path("body")
                        .asString())
                .isEqualTo("Mine");
    }

    @Test
    void theTimelineLoadsAsOneReadsAndIsFilteredByKind() {
        List<Map<String, Object>> calls = IntStream.range(0, 130)
                .<Map<String, Object>>mapToObj(i -> Map.of(
                        "kind",
                        i % 2 == 0 ? "call" : "meeting",
                        "contactId",
                        ada,
                        "body",
                        "No. " + i,
                        "occurredAt",
                        Instant.now().minus(i, ChronoUnit.DAYS)))
                .toList();
        calls.forEach(call -> seller.post("/api/interactions", call).expect(201));
        seller.post("/api/notes", Map.of("contactId", ada, "body", "The only note"))
                .expect(201);
        Page page = page();
        assertThat(entry(page, "No. 0")).isVisible();
        Screenshots.inspect(page, "contact-history");
        Locator end = page.getByText("This is where it began.");
        page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Timeline"))
                .hover();
        page.waitForCondition(() -> {
            page.mouse().wheel(0, 3_000);
            return end.isVisible();
        });
        assertThat(entry(page, "No. 129")).isVisible();

        button(page, "Note").click();
        assertThat(entry(page, "The only note")).isVisible();
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(1);
        assertThat(page).hasURL(java.util.regex.Pattern.compile("\\?kind=note$"));
        page.reload();
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(1);
        button(page, "Message").click();
        button(page, "Note").click();
        assertThat(page.getByText("Nothing of this kind")).isVisible();
        Screenshots.inspect(page, "contact-nothing-of-kind");
        button(page, "Show everything").click();
        assertThat(entry(page, "No. 0")).isVisible();
    }
}
