package brisk.contacts;

import static brisk.testing.Find.button;
import static brisk.testing.Find.dialog;
import static brisk.testing.Find.optionsWith;
import static brisk.testing.Find.row;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contacts and companies made by hand. */
class NewRecordsPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();

    private static Locator field(Locator dialog, String label) {
        return dialog.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static Locator link(Locator within, String name) {
        return within.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    @Test
    void whoIsThereAlreadyIsShownWhileOneTypes() {
        workspace
                .seller()
                .post(
                        "/api/contacts",
                        Map.of(
                                "name",
                                "Amélie Dubois",
                                "emails",
                                List.of("amelie@example.org"),
                                "phones",
                                List.of("+49 30 901820"),
                                "jobTitle",
                                "Line Producer"))
                .expect(201);
        Page page = browser(workspace, Role.SELLER, "/contacts");
        button(page, "New contact").click();
        Locator dialog = dialog(page, "New contact");
        assertThat(field(dialog, "Name")).isFocused();

        page.keyboard().type("dubois amelie");
        assertThat(link(dialog, "Amélie Dubois")).containsText("same name");
        field(dialog, "Name").fill("A. Dubois");
        assertThat(link(dialog, "Amélie Dubois")).containsText("similar name");
        field(dialog, "Name").fill("Somebody");
        assertThat(link(dialog, "Amélie Dubois")).hasCount(0);
        field(dialog, "Phone").fill("030 901820");
        assertThat(link(dialog, "Amélie Dubois")).containsText("same phone");
        field(dialog, "E-mail").fill("Amelie@Example.org");
        assertThat(link(dialog, "Amélie Dubois")).containsText("same e-mail");
        Screenshots.inspect(page, "new-contact-alike");

        link(dialog, "Amélie Dubois").click();
        assertThat(page).hasURL(Pattern.compile("/contacts/[0-9a-f-]{36}$"));
        assertThat(dialog).hasCount(0);
    }

    @Test
    void aContactIsMadeWithItsCompanyAndShownInTheList() {
        Page page = browser(workspace, Role.SELLER, "/contacts");
        assertThat(page.getByText("No contacts yet")).isVisible();
        page.keyboard().press("a");
        page.keyboard().press("c");
        Locator dialog = dialog(page, "New contact");
        assertThat(field(dialog, "Name")).isFocused();
        page.keyboard().press("Control+Enter");
        assertThat(dialog.getByText("must not be empty")).isVisible();
        assertThat(field(dialog, "Owner"))
                .hasValue(workspace.person(Role.SELLER).name());

        field(dialog, "Name").fill("Ben Okri");
        field(dialog, "E-mail").fill("no e-mail");
        field(dialog, "Company").fill("Studio Nord");
        optionsWith(page, "Create “Studio Nord”").click();
        assertThat(dialog.getByText("A new company, created too")).isVisible();
        button(page, "Create").click();
        assertThat(field(dialog, "E-mail")).hasAttribute("aria-invalid", "true");
        Screenshots.inspect(page, "new-contact-refused");
        assertThat(companies()).isEmpty();

        field(dialog, "E-mail").fill("ben@example.org, okri@example.org");
        field(dialog, "Job title").fill("Gaffer");
        page.keyboard().press("Control+Enter");
        assertThat(dialog).hasCount(0);
        assertThat(page.getByText("Ben Okri was created.")).isVisible();
        assertThat(row(page, "Ben Okri")).containsText("Studio Nord");
        assertThat(row(page, "Ben Okri")).containsText("Gaffer");
        assertThat(companies()).hasSize(1);

        button(page, "Open").click();
        assertThat(page).hasURL(Pattern.compile("/contacts/[0-9a-f-]{36}$"));
        assertThat(page.getByText("okri@example.org")).isVisible();
    }

    private List<String> companies() {
        return workspace.seller().get("/api/companies").expect(200).each("name");
    }

    @Test
    void nothingThatWasTypedIsLostWithoutAWord() {
        Page page = browser(workspace, Role.SELLER, "/contacts");
        button(page, "New contact").click();
        Locator dialog = dialog(page, "New contact");
        assertThat(field(dialog, "Name")).isFocused();
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);

        button(page, "New contact").click();
        assertThat(field(dialog, "Name")).isFocused();
        page.keyboard().type("Chiara Conti");
        page.keyboard().press("Escape");
        assertThat(dialog.getByText("Discard what you typed?")).isVisible();
        Screenshots.inspect(page, "new-contact-discard");
        page.keyboard().press("Escape");
        assertThat(dialog.getByText("Discard what you typed?")).hasCount(0);
        assertThat(field(dialog, "Name")).hasValue("Chiara Conti");
        page.keyboard().press("Escape");
        button(page, "Discard").click();
        assertThat(dialog).hasCount(0);
    }

    @Test
    void aCompanyIsMadeFromThePaletteAndNotTwice() {
        workspace
                .seller()
                .post("/api/companies", Map.of("name", "Studio Nord", "domain", "studio-nord.example"))
                .expect(201);
        Page page = browser(workspace, Role.SELLER, "/companies");
        assertThat(page.getByText("1 company")).isVisible();
        page.keyboard().press("Control+k");
        page.keyboard().type("new comp");
        assertThat(optionsWith(page, "New company")).isVisible();
        page.keyboard().press("Enter");
        Locator dialog = dialog(page, "New company");
        field(dialog, "Name").fill("studio nord gmbh");
        assertThat(link(dialog, "Studio Nord")).containsText("same name");
        field(dialog, "Name").fill("Nordlicht Film");
        field(dialog, "Domain").fill("https://www.studio-nord.example/about");
        assertThat(link(dialog, "Studio Nord")).containsText("same domain");
        Screenshots.inspect(page, "new-company-alike");
        field(dialog, "Domain").fill("nordlicht.example");
        assertThat(link(dialog, "Studio Nord")).hasCount(0);
        page.keyboard().press("Enter");
        assertThat(page.getByText("Nordlicht Film was created.")).isVisible();
        assertThat(page.getByText("2 companies")).isVisible();
    }

    @Test
    void whoMayNotWriteIsNotOfferedTo() {
        Page page = browser(workspace, Role.VIEWER, "/contacts");
        assertThat(page.getByText("No contacts yet")).isVisible();
        assertThat(button(page, "New contact")).hasCount(0);
    }
}
