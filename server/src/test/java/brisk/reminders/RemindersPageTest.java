package brisk.reminders;

import static brisk.testing.Find.button;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.entry;
import static brisk.testing.Find.field;
import static brisk.testing.Find.heading;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of one's own reminders in a real browser. */
class RemindersPageTest extends BrowserTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private String remind(String title, Instant dueAt) {
        return seller.post("/api/reminders", Map.of("title", title, "dueAt", dueAt))
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private static Instant tonight() {
        return ZonedDateTime.now(BERLIN).with(LocalTime.of(23, 59)).toInstant();
    }

    private Page reminders(String view) {
        Page page = browser(workspace, Role.SELLER, "/reminders?view=" + view);
        assertThat(heading(page, "Reminders")).isVisible();
        return page;
    }

    private static Locator tab(Page page, String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Which reminders"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static Locator current(Page page) {
        return page.locator("[aria-current=true]");
    }

    private JsonNode read(String id) {
        return seller.get("/api/reminders/" + id).expect(200).json();
    }

    @Test
    void eachViewSaysWhatIsThereAndHowMuch() {
        remind("Was due yesterday", Instant.now().minus(Duration.ofDays(1)));
        remind("Due tonight", tonight());
        remind("Next week", Instant.now().plus(Duration.ofDays(7)));
        remind("Next month", Instant.now().plus(Duration.ofDays(30)));
        Page page = reminders("today");
        assertThat(entry(page, "Due tonight")).containsText("today, 23:59");
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(1);
        assertThat(tab(page, "Overdue")).containsText("1");
        assertThat(tab(page, "Upcoming")).containsText("2");
        Screenshots.inspect(page, "reminders-today");

        tab(page, "Overdue").click();
        assertThat(page).hasURL(Pattern.compile("view=overdue"));
        assertThat(entry(page, "Was due yesterday")).containsText("yesterday");
        Screenshots.inspect(page, "reminders-overdue");
        tab(page, "Upcoming").click();
        assertThat(page.getByRole(AriaRole.ARTICLE).first()).containsText("Next week");
        assertThat(page.getByRole(AriaRole.ARTICLE).last()).containsText("Next month");
    }

    @Test
    void remindersAreDoneAndPutOffByKeyAndBothCanBeTakenBack() {
        String first = remind("First", Instant.now().plus(Duration.ofDays(2)));
        String second = remind("Second", Instant.now().plus(Duration.ofDays(3)));
        remind("Third", Instant.now().plus(Duration.ofDays(4)));
        Page page = reminders("upcoming");
        assertThat(current(page)).containsText("First");
        page.keyboard().press("d");
        assertThat(entry(page, "First")).hasCount(0);
        assertThat(toast(page)).containsText("“First” is done.");
        assertThat(current(page)).containsText("Second");
        assertThat(tab(page, "Upcoming")).containsText("2");
        assertThat(read(first).path("state").asString()).isEqualTo("done");
        button(toast(page), "Undo").click();
        assertThat(entry(page, "First")).isVisible();
        assertThat(read(first).path("state").asString()).isEqualTo("open");

        page.keyboard().press("k");
        page.keyboard().press("k");
        assertThat(current(page)).containsText("First");
        page.keyboard().press("j");
        assertThat(current(page)).containsText("Second");
        String before = read(second).path("dueAt").asString();
        page.keyboard().press("s");
        assertThat(page.getByRole(AriaRole.MENU)).isVisible();
        Screenshots.inspect(page, "reminders-snooze");
        assertThat(page.getByRole(AriaRole.MENUITEM).first()).isFocused();
        page.keyboard().press("End");
        page.keyboard().press("Enter");
        assertThat(toast(page)).containsText("“Second” is put off until");
        assertThat(page.getByRole(AriaRole.ARTICLE).last()).containsText("Second");
        assertThat(read(second).path("dueAt").asString()).isNotEqualTo(before);
        button(toast(page), "Undo").click();
        assertThat(page.getByRole(AriaRole.ARTICLE).last()).containsText("Third");
        assertThat(Instant.parse(read(second).path("dueAt").asString())).isEqualTo(Instant.parse(before));

        page.keyboard().press("Backspace");
        assertThat(toast(page)).containsText("was deleted.");
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(2);
        button(toast(page), "Undo").click();
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(3);
    }

    @Test
    void whatIsPutOffUntilTomorrowLeavesToday() {
        remind("Due tonight", tonight());
        Page page = reminders("today");
        entry(page, "Due tonight").hover();
        button(page, "Snooze: Due tonight").click();
        // late in the evening an hour from now is "tomorrow, 00:20", too
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^Tomorrow")))
                .click();
        assertThat(page.getByText("Nothing for today")).isVisible();
        assertThat(tab(page, "Upcoming")).containsText("1");
    }

    @Test
    void aReminderIsMadeFromAnywhereAndLeadsToItsContact() {
        String ada = seller.post("/api/contacts", Map.of("name", "Ada Brandt"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        Page page = browser(workspace, Role.SELLER, "/companies");
        assertThat(heading(page, "Companies")).isVisible();
        page.keyboard().press("a");
        page.keyboard().press("r");
        assertThat(field(page, "What is to be done?")).isFocused();
        page.keyboard().press("Enter");
        assertThat(dialog(page, "New reminder")).containsText("must not be empty");
        field(page, "What is to be done?").fill("Send the offer");
        button(page, "Next week").click();
        page.getByPlaceholder("Find a contact …").fill("ada br");
        option(page, "Ada Brandt").click();
        Screenshots.inspect(page, "reminder-new");
        button(page, "Create").click();
        assertThat(dialog(page, "New reminder")).not().isVisible();
        assertThat(toast(page)).containsText("I will remind you");

        page.keyboard().press("g");
        page.keyboard().press("r");
        tab(page, "Upcoming").click();
        assertThat(entry(page, "Send the offer")).containsText("Ada Brandt");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/contacts/" + ada + "$"));
        assertThat(entry(page, "Send the offer")).isVisible();
    }

    @Test
    void whereNothingIsToDoItSaysSo() {
        Page page = reminders("today");
        assertThat(page.getByText("Nothing for today")).isVisible();
        Screenshots.inspect(page, "reminders-empty");
        tab(page, "Overdue").click();
        assertThat(page.getByText("Nothing is overdue")).isVisible();
        tab(page, "Upcoming").click();
        assertThat(page.getByText("Nothing is coming up")).isVisible();
    }

    @Test
    void whatFallsDueIsSeenWithoutReloading() {
        Page page = reminders("upcoming");
        assertThat(page.getByText("Nothing is coming up")).isVisible();
        workspace
                .manager()
                .post(
                        "/api/reminders",
                        Map.of(
                                "title",
                                "From the boss",
                                "userId",
                                workspace.person(Role.SELLER).id().toString(),
                                "dueAt",
                                Instant.now().plus(Duration.ofDays(3))))
                .expect(201);
        assertThat(entry(page, "From the boss")).isVisible();
    }
}
