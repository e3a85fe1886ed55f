package brisk.leads;

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
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lead desk in a real browser. */
class LeadDeskPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();
    private final Http cre = workspace.person(Role.CRE).http();

    private String lead(String name, Map<String, ?> besides) {
        var lead = new HashMap<String, Object>(Map.of(
                "customerName", name, "psId", workspace.person(Role.PS).id().toString(), "model", "Nexon EV"));
        lead.putAll(besides);
        return Desk.uid(cre, lead);
    }

    private static String in(Duration time) {
        return Instant.now().plus(time).toString();
    }

    /** One is late, one is due in five days, one has no date. */
    private void queue() {
        lead("Later Lakshmi", Map.of("nextFollowUpAt", in(Duration.ofDays(5))));
        lead("Late Asha", Map.of("nextFollowUpAt", in(Duration.ofHours(-3)), "priority", "high"));
        lead("Later Still Bo", Map.of("nextFollowUpAt", in(Duration.ofDays(6)), "source", "Walk-in"));
        lead("Later Dev", Map.of("nextFollowUpAt", in(Duration.ofHours(-2))));
    }

    private Page desk(Role role) {
        return browser(workspace, role, "/leads");
    }

    private static Locator rows(Page page) {
        return page.locator("[data-row]");
    }

    private static Locator row(Page page, String name) {
        return rows(page).filter(new Locator.FilterOptions().setHasText(name));
    }

    private static List<String> names(Page page) {
        return rows(page).locator("[role=rowheader] a").allInnerTexts();
    }

    /** Takes what a filter offers by typing. */
    private static void choose(Page page, String option) {
        assertThat(page.getByRole(AriaRole.OPTION).first()).isVisible();
        page.keyboard().type(option);
        assertThat(page.getByRole(AriaRole.OPTION)).hasCount(1);
        page.keyboard().press("Enter");
    }

    private static Locator field(Page page, String label) {
        return page.getByRole(AriaRole.DIALOG).getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static void saves(Page page, String path, Runnable act) {
        page.waitForResponse(
                response -> response.request().method().equals("POST")
                        && response.url().endsWith(path),
                act);
    }

    @Test
    void whatIsDueFirstStandsFirstAndOneKeySaysWhatACallCameTo() {
        queue();
        Page page = desk(Role.PS);
        assertThat(row(page, "Late Asha")).isVisible();
        assertThat(names(page)).containsExactly("Late Asha", "Later Dev", "Later Lakshmi", "Later Still Bo");
        assertThat(page.getByRole(AriaRole.GRID)).containsText("Overdue 2");
        assertThat(page.getByRole(AriaRole.GRID)).containsText("Later");
        page.keyboard().press("j");
        assertThat(row(page, "Late Asha")).isFocused();
        Screenshots.inspect(page, "leads");

        saves(page, "/follow-ups", () -> page.keyboard().press("3"));
        assertThat(page.getByRole(AriaRole.ALERT).last()).containsText("Late Asha: No answer. Next");
        assertThat(row(page, "Later Dev")).isFocused();
        assertThat(rows(page).first()).containsText("Later Dev");
        assertThat(row(page, "Late Asha")).containsText("1 attempt");

        page.keyboard().press("c");
        page.keyboard().type("Wants a test drive on Saturday");
        Screenshots.inspect(page, "leads-call");
        saves(page, "/follow-ups", () -> page.keyboard().press("Enter"));
        assertThat(row(page, "Later Dev")).containsText("Contacted");
        assertThat(page.getByRole(AriaRole.GRID)).not().containsText("Overdue");
    }

    @Test
    void aFilterIsAChipAndTheAddressKeepsIt() {
        queue();
        Page page = desk(Role.ADMIN);
        assertThat(row(page, "Late Asha")).isVisible();
        page.keyboard().press("f");
        choose(page, "Priority");
        choose(page, "High");
        assertThat(rows(page)).hasCount(1);
        assertThat(page.getByRole(AriaRole.GROUP, new GetByRoleOptions().setName("Filters")))
                .containsText("High");
        assertThat(page.url()).contains("priority=high");
    }

    @Test
    void anEnquiryIsEnteredWithoutAMouseInOneGo() {
        Page page = desk(Role.CRE);
        assertThat(page.getByText("No leads to follow up")).isVisible();
        Screenshots.inspect(page, "leads-none");
        page.keyboard().press("n");
        assertThat(field(page, "Mobile")).isFocused();
        page.keyboard().type("0151 23456789");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("+4915123456789");
        for (String text : List.of("Asha Kulkarni", "Facebook", "Nexon EV")) {
            page.keyboard().press("Tab");
            page.keyboard().type(text);
        }
        Screenshots.inspect(page, "leads-new");
        saves(page, "/api/leads", () -> page.keyboard().press("Control+Enter"));
        assertThat(page.getByRole(AriaRole.ALERT).last()).containsText("created for Asha Kulkarni in ");
        assertThat(page.getByRole(AriaRole.ALERT).last()).containsText("ms");
        assertThat(row(page, "Asha Kulkarni")).isVisible();
        assertThat(row(page, "Asha Kulkarni")).containsText("Nexon EV");
    }

    @Test
    void aNumberThatIsALeadSaysWhoseBeforeAndAfterSaving() {
        String mobile = Desk.mobile();
        String uid = lead("Asha Kulkarni", Map.of("mobile", mobile));
        Page page = desk(Role.CRE);
        assertThat(row(page, "Asha Kulkarni")).isVisible();
        page.keyboard().press("n");
        assertThat(field(page, "Mobile")).isFocused();
        page.keyboard().type(mobile);
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("is a lead already");
        assertThat(dialog).containsText(workspace.person(Role.PS).name() + " follows it up");
        assertThat(dialog).containsText(uid);
        page.keyboard().press("Tab");
        page.keyboard().type("Asha K.");
        page.keyboard().press("Tab");
        page.keyboard().type("Google");
        Screenshots.inspect(page, "leads-known");
        saves(page, "/api/leads", () -> page.keyboard().press("Control+Enter"));
        assertThat(dialog).containsText("Duplicate: this customer is a lead already");
        assertThat(dialog).containsText("The enquiry was kept with lead " + uid);
        Screenshots.inspect(page, "leads-duplicate");
        page.keyboard().press("Enter");
        assertThat(field(page, "Mobile")).hasValue("");
        assertThat(field(page, "Source")).hasValue("Google");
    }

    @Test
    void aLeadIsChangedWhereItStandsAndSomebodyElsesChangeIsNotLost() {
        String uid = lead("Asha Kulkarni", Map.of("city", "Pune"));
        cre.post(
                        "/api/leads/" + uid + "/calls",
                        Map.of("direction", "inbound", "outcome", "connected", "durationSeconds", 95))
                .expect(201);
        Page page = browser(workspace, Role.PS, "/leads/" + uid);
        Locator city = page.locator("[data-fact=city]");
        assertThat(city).containsText("Pune");
        assertThat(page.locator("header")).containsText("First response due in");
        Screenshots.inspect(page, "lead");

        city.getByRole(AriaRole.BUTTON).click();
        cre.patch("/api/leads/" + uid, Map.of("city", "Mumbai")).expect(200);
        page.keyboard().press("Control+A");
        page.keyboard().type("Nashik");
        page.keyboard().press("Enter");
        assertThat(city).containsText("Somebody else changed this meanwhile");
        Screenshots.inspect(page, "lead-conflict");
        city.getByText("Keep mine").click();
        assertThat(city).containsText("Nashik");
        assertThat(city).not().containsText("meanwhile");
        page.waitForTimeout(300);
        assertThat(cre.get("/api/leads/" + uid).json().path("city").asString()).isEqualTo("Nashik");
    }

    @Test
    void aFollowUpIsWrittenOnTheLeadsPage() {
        String uid = lead("Asha Kulkarni", Map.of());
        Page page = browser(workspace, Role.PS, "/leads/" + uid);
        Locator form = page.getByRole(AriaRole.FORM);
        assertThat(form).isVisible();
        page.keyboard().press("c");
        page.keyboard().type("Comes on Saturday");
        form.getByLabel("Status").selectOption("Test drive");
        form.getByLabel("Next follow-up").fill("2031-05-31T10:30");
        saves(page, "/follow-ups", () -> page.keyboard().press("Enter"));
        assertThat(page.locator("[data-fact=status]")).containsText("Test drive");
        assertThat(page.locator("header")).containsText("First response in time");
        assertThat(page.getByText("Comes on Saturday").first()).isVisible();
        var lead = cre.get("/api/leads/" + uid).expect(200).json();
        assertThat(lead.path("nextFollowUpAt").asString()).startsWith("2031-05-31T08:30:00");
        assertThat(lead.path("status").asString()).isEqualTo("test_drive");
    }

    @Test
    void aLeadBecomesAContactAndADeal() {
        String uid = lead("Asha Kulkarni", Map.of());
        Page page = browser(workspace, Role.PS, "/leads/" + uid);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Make a contact and a deal"))
                .click();
        field(page, "Value").fill("1450000");
        Screenshots.inspect(page, "lead-convert");
        saves(page, "/convert", () -> page.keyboard().press("Enter"));
        assertThat(page.locator("aside")
                        .getByRole(
                                AriaRole.LINK,
                                new Locator.GetByRoleOptions()
                                        .setName("Asha Kulkarni")
                                        .setExact(true)))
                .isVisible();
        assertThat(cre.get("/api/leads/" + uid).json().path("kind").asString()).isEqualTo("won");
    }

    @Test
    void aManagerSeesWhoAnswersTooLate() {
        queue();
        String uid = lead("Won Wendy", Map.of("source", "Google"));
        workspace
                .person(Role.PS)
                .http()
                .post("/api/leads/" + uid + "/follow-ups", Map.of("outcome", "connected", "status", "won"))
                .expect(201);
        Page page = desk(Role.MANAGER);
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Team")).click();
        assertThat(page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Who follows up")))
                .containsText(workspace.person(Role.PS).name());
        assertThat(page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Figures")))
                .containsText("Conversion 20");
        Screenshots.inspect(page, "lead-team");
        page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName("Who takes enquiries"))
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        assertThat(rows(page)).hasCount(4);
        assertThat(page.url()).contains("creId=" + workspace.person(Role.CRE).id());
    }
}
