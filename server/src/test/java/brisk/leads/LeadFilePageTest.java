package brisk.leads;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** From the desk to a file of leads and back, and the desk as a file, in a real browser. */
class LeadFilePageTest extends BrowserTest {
    private static final String SHEET = """
            Created,Customer Name,Mobile,Alternate Mobile,Sales Consultant,Lead Status,Budget
            15/03/2026 10:05,Asha Kulkarni,98450 98450,98220 11122,Priya Raman,New,9 L
            16/03/2026,Ravi Rao,+91-98220 11123,,,Almost there,12 L
            17/03/2026,Asha again,98220 11122,,,,
            18/03/2026,Nobody,not a phone,,,,
            """;

    private final Workspace workspace = LeadFiles.dealership();

    private static Locator named(Page page, AriaRole role, String name) {
        return page.getByRole(role, new GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void a_file_comes_to_the_desk_and_the_desk_goes_out_as_a_file() throws IOException {
        Page page = browser(workspace, Role.MANAGER, "/leads");
        page.locator("#content")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Import"))
                .click();
        assertThat(page.getByRole(AriaRole.RADIO, new GetByRoleOptions().setName("Leads")))
                .isChecked();
        Screenshots.inspect(page, "import-leads");
        page.waitForFileChooser(
                        () -> named(page, AriaRole.BUTTON, "Choose a file").click())
                .setFiles(new FilePayload("enquiries.csv", "text/csv", SHEET.getBytes(UTF_8)));
        assertThat(page.getByRole(
                        AriaRole.COMBOBOX, new GetByRoleOptions().setName("What the column Alternate Mobile means")))
                .hasValue("Other phone");
        assertThat(page.getByRole(
                        AriaRole.COMBOBOX, new GetByRoleOptions().setName("What the column Sales Consultant means")))
                .hasValue("Follows it up");
        Screenshots.inspect(page, "import-leads-columns");
        named(page, AriaRole.BUTTON, "Start the import").click();
        assertThat(page.getByText(
                        "asks again with the number +919822011122 of line 2; kept as an enquiry of the same lead"))
                .isVisible();
        Screenshots.inspect(page, "import-leads-result");
        named(page, AriaRole.LINK, "Open leads").click();
        assertThat(page.getByText("Asha Kulkarni").first()).isVisible();
        named(page, AriaRole.BUTTON, "Download").click();
        Download file = page.waitForDownload(
                () -> named(page, AriaRole.MENUITEM, "As CSV").click());
        assertThat(Files.readString(file.path())).contains("Asha Kulkarni,+919845098450", "Ravi Rao,+919822011123");
        Screenshots.inspect(page, "desk-after-import");
    }
}
