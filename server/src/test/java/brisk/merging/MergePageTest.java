package brisk.merging;

import static brisk.testing.Find.button;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.entry;
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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two contacts of one person become one, in a real browser. */
class MergePageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private final String anna = contact(Map.of(
            "name",
            "Anna Berg",
            "emails",
            List.of("anna@berg.example"),
            "jobTitle",
            "Producer",
            "organisation",
            "Studio Nord",
            "warmness",
            20,
            "tags",
            List.of("berlin"),
            "custom",
            Map.of("Diet", "vegan")));
    private final String annaB = contact(Map.of(
            "name",
            "Anna B.",
            "emails",
            List.of("ab@studio.example", "anna@berg.example"),
            "phones",
            List.of("030 901820"),
            "jobTitle",
            "Line Producer",
            "role",
            "Crew",
            "warmness",
            60,
            "tags",
            List.of("vip"),
            "custom",
            Map.of("Car", "yes")));

    private String contact(Map<String, ?> contact) {
        return seller.post("/api/contacts", contact)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private JsonNode read(String id) {
        return seller.get("/api/contacts/" + id).expect(200).json();
    }

    private void log(String contactId, String body, int daysAgo) {
        seller.post(
                        "/api/interactions",
                        Map.of(
                                "kind",
                                "call",
                                "contactId",
                                contactId,
                                "body",
                                body,
                                "occurredAt",
                                Instant.now().minus(daysAgo, ChronoUnit.DAYS)))
                .expect(201);
    }

    private Page page(String id, String name) {
        Page page = browser(workspace, Role.SELLER, "/contacts/" + id);
        assertThat(heading(page, name)).isVisible();
        return page;
    }

    private static Locator comparison(Page page) {
        return dialog(page, "Merge two contacts");
    }

    @Test
    void twoContactsOfOnePersonAreComparedMergedAndSeparatedAgain() {
        log(anna, "Spoke about the dates in June", 3);
        log(annaB, "Asked for the crew list", 40);
        seller.post(
                        "/api/reminders",
                        Map.of(
                                "title",
                                "Send the offer",
                                "contactId",
                                annaB,
                                "dueAt",
                                Instant.now().plus(2, ChronoUnit.DAYS)))
                .expect(201);
        Page page = page(anna, "Anna Berg");
        assertThat(page.getByText("May be the same person as Anna B.: same e-mail."))
                .isVisible();
        Screenshots.inspect(page, "merge-hint");

        button(page, "Compare").click();
        assertThat(comparison(page)).containsText("Anna B.");
        assertThat(comparison(page)).containsText("1 activity moves to the contact that stays");
        Screenshots.inspect(page, "merge");
        button(comparison(page), "Use “Line Producer” for Job title").click();
        assertThat(button(comparison(page), "Use “Line Producer” for Job title"))
                .hasAttribute("aria-pressed", "true");
        assertThat(button(comparison(page), "Use “Producer” for Job title")).hasAttribute("aria-pressed", "false");
        button(comparison(page), "Merge").click();

        assertThat(comparison(page)).not().isVisible();
        assertThat(toast(page)).containsText("Anna Berg is one contact now.");
        assertThat(entry(page, "Spoke about the dates in June")).isVisible();
        assertThat(entry(page, "Asked for the crew list")).isVisible();
        assertThat(entry(page, "Send the offer")).isVisible();
        assertThat(page.getByText("May be the same person")).hasCount(0);
        assertThat(page.getByText("1 contact, by Selma Lindqvist")).isVisible();
        JsonNode one = read(anna);
        assertThat(one.path("jobTitle").asString()).isEqualTo("Line Producer");
        assertThat(one.path("role").asString()).isEqualTo("Crew");
        assertThat(one.path("organisation").asString()).isEqualTo("Studio Nord");
        assertThat(one.path("warmness").asInt()).isEqualTo(60);
        assertThat(one.path("emails").toString()).contains("anna@berg.example", "ab@studio.example");
        assertThat(one.path("tags").toString()).contains("berlin", "vip");
        assertThat(one.path("custom").toString()).contains("Diet", "Car");
        Screenshots.inspect(page, "merged");

        button(toast(page), "Undo").click();
        assertThat(toast(page)).containsText("The contacts are separate again.");
        assertThat(entry(page, "Asked for the crew list")).hasCount(0);
        assertThat(entry(page, "Send the offer")).hasCount(0);
        assertThat(page.locator("header").first()).containsText("ProducerStudio Nord");
        assertThat(page.getByText("May be the same person as Anna B.")).isVisible();
        assertThat(read(anna).path("jobTitle").asString()).isEqualTo("Producer");
        assertThat(read(annaB).path("jobTitle").asString()).isEqualTo("Line Producer");
        page.navigate("/contacts/" + annaB);
        assertThat(entry(page, "Asked for the crew list")).isVisible();
        assertThat(entry(page, "Send the offer")).isVisible();
    }

    @Test
    void theOtherContactMayBeTheOneThatStays() {
        log(anna, "Spoke about the dates in June", 3);
        Page page = page(anna, "Anna Berg");
        button(page, "Compare").click();
        comparison(page)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Anna B. Keep this one"))
                .click();
        button(comparison(page), "Merge").click();
        assertThat(page).hasURL(Pattern.compile("/contacts/" + annaB + "$"));
        assertThat(heading(page, "Anna B.")).isVisible();
        assertThat(entry(page, "Spoke about the dates in June")).isVisible();

        page.navigate("/contacts/" + anna);
        assertThat(page).hasURL(Pattern.compile("/contacts/" + annaB + "$"));
        assertThat(heading(page, "Anna B.")).isVisible();

        button(page, "Undo").click();
        assertThat(toast(page)).containsText("The contacts are separate again.");
        assertThat(entry(page, "Spoke about the dates in June")).hasCount(0);
        page.navigate("/contacts/" + anna);
        assertThat(heading(page, "Anna Berg")).isVisible();
        assertThat(entry(page, "Spoke about the dates in June")).isVisible();
    }

    @Test
    void ofSeveralDuplicatesOneIsChosen() {
        contact(Map.of("name", "Anna Berg", "jobTitle", "Gaffer"));
        Page page = page(anna, "Anna Berg");
        assertThat(page.getByText("2 contacts may be the same person.")).isVisible();
        button(page, "Compare").click();
        page.getByLabel("Compare with").selectOption("Anna Berg · Gaffer");
        assertThat(button(comparison(page), "Use “Gaffer” for Job title")).isVisible();
        assertThat(button(comparison(page), "Use “Line Producer” for Job title"))
                .hasCount(0);
        Screenshots.inspect(page, "merge-several");
        page.keyboard().press("Escape");
        assertThat(comparison(page)).not().isVisible();
        assertThat(button(page, "Compare")).isFocused();
        assertThat(page.getByText("2 contacts may be the same person.")).isVisible();
    }

    @Test
    void whatCannotBeMergedSaysWhyAndChangesNothing() {
        Page page = page(anna, "Anna Berg");
        button(page, "Compare").click();
        assertThat(comparison(page)).containsText("Anna B.");
        page.route("**/api/contacts/merge", route -> {
            workspace.manager().delete("/api/contacts/" + annaB).expect(204);
            route.resume();
        });
        button(comparison(page), "Merge").click();
        assertThat(comparison(page).getByRole(AriaRole.ALERT)).isVisible();
        Screenshots.inspect(page, "merge-refused");
        assertThat(read(anna).path("jobTitle").asString()).isEqualTo("Producer");
        button(comparison(page), "Cancel").click();
        assertThat(page.getByText("May be the same person")).hasCount(0);
    }
}
