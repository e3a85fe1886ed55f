package brisk.contacts;

import static brisk.testing.Find.button;
import static brisk.testing.Find.entry;
import static brisk.testing.Find.field;
import static brisk.testing.Find.heading;
import static brisk.testing.Find.link;
import static brisk.testing.Find.option;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of one contact in a real browser. */
class ContactPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final String ada = contact("Ada Brandt");

    private String contact(String name) {
        Map<String, Object> contact = new HashMap<>(Map.of(
                "name",
                name,
                "jobTitle",
                "Line Producer",
                "organisation",
                "Studio Nord",
                "emails",
                List.of("ada@studio-nord.example"),
                "phones",
                List.of("030 901820"),
                "warmness",
                20,
                "tags",
                List.of("berlin", "crew"),
                "ownerId",
                workspace.person(Role.SELLER).id().toString()));
        contact.put("custom", Map.of("Diet", "vegan"));
        return seller.post("/api/contacts", contact)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private JsonNode read() {
        return seller.get("/api/contacts/" + ada).expect(200).json();
    }

    private Page page() {
        Page page = browser(workspace, Role.SELLER, "/contacts/" + ada);
        assertThat(heading(page, "Ada Brandt")).isVisible();
        return page;
    }

    /** A fact of the page while it is not edited, by its label. */
    private static Locator fact(Page page, String label) {
        return page.locator("aside [data-fact]")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(label, new Page.GetByTextOptions().setExact(true))));
    }

    private static void edit(Page page, String label) {
        fact(page, label).hover();
        fact(page, label).getByRole(AriaRole.BUTTON).last().click();
        assertThat(fact(page, label).locator("input:not([type=hidden])").last()).isFocused();
    }

    private void log(String kind, String body, Instant when) {
        seller.post("/api/interactions", Map.of("kind", kind, "contactId", ada, "body", body, "occurredAt", when))
                .expect(201);
    }

    @Test
    void factsAreEditedWhereTheyStand() {
        Page page = page();
        Screenshots.inspect(page, "contact");
        edit(page, "Job title");
        assertThat(field(page, "Job title")).isFocused();
        page.keyboard().type("Producer");
        page.keyboard().press("Enter");
        assertThat(fact(page, "Job title")).containsText("Producer");
        assertThat(fact(page, "Job title").getByRole(AriaRole.BUTTON)).isFocused();

        edit(page, "E-mails");
        page.keyboard().type("brandt@example.org");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(link(page, "brandt@example.org")).hasAttribute("href", "mailto:brandt@example.org");

        edit(page, "Diet");
        page.keyboard().press("Control+a");
        page.keyboard().type("everything");
        page.keyboard().press("Tab");
        assertThat(fact(page, "Diet")).containsText("everything");

        heading(page, "Ada Brandt").getByRole(AriaRole.BUTTON).click();
        field(page, "Name").fill("Ada Brandt-Lovelace");
        page.keyboard().press("Enter");
        assertThat(heading(page, "Ada Brandt-Lovelace")).isVisible();

        edit(page, "Tags");
        Screenshots.inspect(page, "contact-editing");

        page.reload();
        assertThat(heading(page, "Ada Brandt-Lovelace")).isVisible();
        assertThat(fact(page, "Job title")).containsText("Producer");
        assertThat(fact(page, "Diet")).containsText("everything");
        assertThat(read().path("emails").toString()).contains("ada@studio-nord.example", "brandt@example.org");
    }

    @Test
    void escapeGivesUpWhatWasTyped() {
        Page page = page();
        edit(page, "Job title");
        page.keyboard().type("Nobody");
        page.keyboard().press("Escape");
        assertThat(fact(page, "Job title")).containsText("Line Producer");
        assertThat(fact(page, "Job title").getByRole(AriaRole.BUTTON)).isFocused();
        assertThat(read().path("jobTitle").asString()).isEqualTo("Line Producer");
    }

    @Test
    void whoWasOvertakenSeesWhatTheOtherWroteAndChooses() {
        Page page = page();
        edit(page, "Job title");
        page.keyboard().type("Mine");
        workspace
                .manager()
                .patch("/api/contacts/" + ada, Map.of("jobTitle", "Theirs", "warmness", 70))
                .expect(200);
        page.keyboard().press("Enter");
        Locator conflict = fact(page, "Job title").getByRole(AriaRole.ALERT);
        assertThat(conflict).containsText("Somebody else changed this meanwhile");
        assertThat(conflict).containsText("Mine");
        assertThat(fact(page, "Job title")).containsText("Theirs");
        assertThat(fact(page, "Warmness")).containsText("70");
        Screenshots.inspect(page, "contact-conflict");
        button(conflict, "Take theirs").click();
        assertThat(conflict).not().isVisible();
        assertThat(read().path("jobTitle").asString()).isEqualTo("Theirs");

        edit(page, "Job title");
        page.keyboard().type("Mine again");
        workspace
                .manager()
                .patch("/api/contacts/" + ada, Map.of("jobTitle", "Theirs again"))
                .expect(200);
        page.keyboard().press("Enter");
        button(fact(page, "Job title"), "Keep mine").click();
        assertThat(conflict).not().isVisible();
        assertThat(fact(page, "Job title")).containsText("Mine again");
        page.waitForCondition(() -> read().path("jobTitle").asString().equals("Mine again"));
    }

    @Test
    void whoChangesAnotherFactThanTheOtherHasNoConflict() {
        Page page = page();
        edit(page, "Job title");
        page.keyboard().type("Producer");
        workspace
                .manager()
                .patch("/api/contacts/" + ada, Map.of("status", "Active"))
                .expect(200);
        page.keyboard().press("Enter");
        assertThat(fact(page, "Job title")).containsText("Producer");
        assertThat(fact(page, "Status")).containsText("Active");
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        assertThat(read().path("jobTitle").asString()).isEqualTo("Producer");
        assertThat(read().path("status").asString()).isEqualTo("Active");
    }

    @Test
    void whatTheServerRefusesIsSaidAtItsField() {
        Page page = page();
        edit(page, "E-mails");
        page.keyboard().type("no address");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(fact(page, "E-mails")).containsText("is not an e-mail address");
        Screenshots.inspect(page, "contact-refused");
        fact(page, "E-mails").locator("input:not([type=hidden])").press("Escape");
        assertThat(fact(page, "E-mails")).not().containsText("no address");
        assertThat(link(page, "ada@studio-nord.example")).isVisible();

        edit(page, "Job title");
        field(page, "Job title").fill("x".repeat(201));
        page.keyboard().press("Enter");
        assertThat(fact(page, "Job title")).containsText("200");
        assertThat(field(page, "Job title")).hasValue("x".repeat(201));
        field(page, "Job title").fill("Producer");
        page.keyboard().press("Enter");
        assertThat(fact(page, "Job title")).containsText("Producer");

        heading(page, "Ada Brandt").getByRole(AriaRole.BUTTON).click();
        field(page, "Name").fill("");
        page.keyboard().press("Enter");
        assertThat(page.locator("header")).containsText("must not be empty");
        assertThat(read().path("name").asString()).isEqualTo("Ada Brandt");
    }

    @Test
    void aLoggedCallIsOnTheTimelineAtOnceAndMovesTheContactInTheBook() {
        contact("Bo Lind");
        Page book = browser(workspace, Role.SELLER, "/my-500");
        assertThat(book.locator("[data-row]")).hasCount(2);
        Page page = page();
        assertThat(fact(page, "Last contact")).containsText("Never");
        Screenshots.inspect(page, "contact-empty");

        page.keyboard().press("c");
        assertThat(field(page, "Text")).isFocused();
        page.keyboard().type("Wants an offer for June");
        field(page, "Minutes").fill("12");
        page.getByPlaceholder("Outcome").click();
        option(page, "Interested").click();
        Screenshots.inspect(page, "contact-composer");
        page.keyboard().press("Control+Enter");
        assertThat(entry(page, "Wants an offer for June")).containsText("12 min");
        assertThat(entry(page, "Wants an offer for June")).containsText("Interested");
        assertThat(fact(page, "Last contact")).not().containsText("Never");
        assertThat(field(page, "Text")).not().isVisible();

        Locator row = book.locator("[data-row]").filter(new Locator.FilterOptions().setHasText("Ada Brandt"));
        assertThat(row).containsText("Wants an offer for June");
        assertThat(row).not().containsText("Never");
        Page contacts = browser(workspace, Role.SELLER, "/my-500");
        assertThat(contacts.locator("[data-row]").last()).containsText("Ada Brandt");
    }

    @Test
    void remindersStandOnThePageAndAreMadeThere() {
        Page page = page();
        assertThat(page.getByText("Nothing to remember.")).isVisible();
        page.keyboard().press("r");
        assertThat(field(page, "What is to be done?")).isFocused();
        page.keyboard().type("Send the offer");
        page.keyboard().press("Enter");
        assertThat(entry(page, "Send the offer")).containsText("tomorrow, 09:00");
        assertThat(toast(page)).containsText("I will remind you tomorrow, 09:00.");

        button(page, "Done: Send the offer").click();
        assertThat(entry(page, "Send the offer")).hasCount(0);
        assertThat(toast(page)).containsText("“Send the offer” is done.");
        button(toast(page), "Undo").click();
        assertThat(entry(page, "Send the offer")).isVisible();
        page.keyboard().press("r");
        Screenshots.inspect(page, "contact-reminder");
    }

    @Test
    void aDeletedContactComesBackWithUndo() {
        Page page = page();
        button(page, "More").click();
        Screenshots.inspect(page, "contact-menu");
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Delete"))
                .click();
        assertThat(heading(page, "Contacts")).isVisible();
        assertThat(toast(page)).containsText("Ada Brandt was deleted.");
        seller.get("/api/contacts/" + ada).expect(404);
        button(toast(page), "Undo").click();
        assertThat(page.getByText("Ada Brandt").first()).isVisible();
        seller.get("/api/contacts/" + ada).expect(200);
    }

    @Test
    void viewersReadAndAreOfferedNoChange() {
        log("call", "Asked for the crew list", Instant.now());
        Page page = browser(workspace, Role.VIEWER, "/contacts/" + ada);
        assertThat(entry(page, "Asked for the crew list")).isVisible();
        assertThat(page.locator("aside button")).hasCount(0);
        assertThat(page.getByText("Write a note, or log what happened …")).hasCount(0);
        page.keyboard().press("c");
        assertThat(field(page, "Text")).hasCount(0);
        Screenshots.inspect(page, "contact-viewer");
    }
}
