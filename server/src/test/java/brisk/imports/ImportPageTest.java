package brisk.imports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Find;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Http;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages of imports in a real browser. */
class ImportPageTest extends BrowserTest {
    private static final double MOST_MILLIS_OF_AN_IMPORT = 180_000;
    private static final Pattern IMPORT = Pattern.compile("/imports/[0-9a-f-]{36}");

    private final Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/csv", text.getBytes(UTF_8));
    }

    /** Every tenth has no usable address, every fiftieth nothing at all, and the last one repeats the first. */
    private static String people(int count) {
        var text = new StringBuilder("Full name,Mail,Mobile,Job title,Remarks\n");
        for (int i = 0; i < count; i++) {
            if (i % 50 == 7) {
                text.append(",,,Producer,nobody\n");
            } else {
                text.append("Person %d,%s,+49 30 %d,Producer,\"Met at the fair, no. %d\"\n"
                        .formatted(i, i % 10 == 3 ? "no address" : "person" + i + "@example.org", 1_000_000 + i, i));
            }
        }
        return text.append("Person 0,person0@example.org,+49 30 1000000,Producer,\"Met at the fair, no. 0\"\n")
                .toString();
    }

    private Page imports() {
        Page page = browser(workspace, Role.SELLER, "/imports");
        assertThat(button(page, "Choose a file")).isVisible();
        return page;
    }

    private static void choose(Page page, FilePayload file) {
        page.waitForFileChooser(() -> button(page, "Choose a file").click()).setFiles(file);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator meaning(Page page, String column) {
        return page.getByRole(
                AriaRole.COMBOBOX, new GetByRoleOptions().setName("What the column " + column + " means"));
    }

    private static Locator findings(Page page) {
        return page.getByRole(AriaRole.LISTITEM);
    }

    /** The number under a head such as New or Rejected. */
    private static Locator count(Page page, String head) {
        return page.locator("dl > div")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("dt").filter(new Locator.FilterOptions().setHasText(head))))
                .locator("dd");
    }

    private int contacts() {
        return seller.get("/api/contacts?limit=1")
                .expect(200)
                .json()
                .path("pagination")
                .path("total")
                .asInt();
    }

    @Test
    void aFileIsCheckedImportedAndItsRowsThatNeedALookAreListed() throws IOException {
        Page page = imports();
        Screenshots.inspect(page, "imports-empty");
        choose(page, file("fair.csv", people(120)));
        assertThat(page).hasURL(IMPORT);
        assertThat(meaning(page, "Full name")).hasValue("Name");
        assertThat(meaning(page, "Mail")).hasValue("E-mail");
        assertThat(meaning(page, "Remarks")).hasValue("Keep under its own name");
        assertThat(page.getByRole(AriaRole.TABLE).first()).containsText("Person 0 · Person 1 · Person 2");
        Screenshots.inspect(page, "import-columns");
        assertThat(contacts()).as("nothing is saved before the start").isZero();

        button(page, "Start the import").click();
        assertThat(count(page, "New")).hasText("117");
        assertThat(count(page, "Rejected")).hasText("3");
        assertThat(count(page, "Repeated")).hasText("1");
        assertThat(contacts()).isEqualTo(117);
        Screenshots.inspect(page, "import-result");

        count(page, "Rejected").getByRole(AriaRole.BUTTON).click();
        assertThat(page).hasURL(Pattern.compile("\\?kind=rejected$"));
        assertThat(findings(page)).hasCount(3);
        assertThat(findings(page).first()).containsText("Line 9");
        findings(page).first().getByRole(AriaRole.BUTTON).click();
        assertThat(findings(page).first()).containsText("Job title");

        Download download = page.waitForDownload(
                () -> page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Download as CSV"))
                        .click());
        assertThat(Files.readString(download.path())).contains("rejected").doesNotContain("repeated");

        page.reload();
        assertThat(findings(page)).hasCount(3);
    }

    @Test
    void aColumnIsMappedOnceAndSomethingMustSayWhoARowIs() {
        Page page = imports();
        choose(page, file("two.csv", "Name,Person,Mail\nAda Brandt,Ada B.,ada@example.org\n"));
        assertThat(meaning(page, "Name")).hasValue("Name");

        meaning(page, "Person").click();
        Locator taken = page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName("Name (is already Name)"));
        assertThat(taken).hasAttribute("aria-disabled", "true");
        page.keyboard().press("Escape");

        for (String column : new String[] {"Name", "Person", "Mail"}) {
            meaning(page, column).click();
            page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName("Leave out"))
                    .click();
        }
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Say which column is a name");
        assertThat(button(page, "Start the import")).isDisabled();

        meaning(page, "Person").click();
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName("Name").setExact(true))
                .click();
        button(page, "Start the import").click();
        assertThat(count(page, "New")).hasText("1");
        assertThat(seller.get("/api/contacts").expect(200).json().toString())
                .contains("Ada B.")
                .doesNotContain("Brandt");
    }

    @Test
    void whatIsNoCsvFileIsRefusedInPlainWords() {
        Page page = imports();
        choose(page, file("people.ods", "PK"));
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("people.ods is a spreadsheet of another kind. Save it as .xlsx or CSV");
        choose(page, file("nothing.csv", ""));
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("nothing.csv is empty.");
        choose(page, file("renamed.csv", "PK\u0003\u0004 and so on"));
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("spreadsheet");
    }

    @Test
    void aFileIsTakenWhereverItIsDropped() {
        Page page = imports();
        page.getByText("Companies").last().click();
        page.evaluate("""
                () => {
                  const files = new DataTransfer();
                  files.items.add(new File(['Company,City\\nStudio Nord,Berlin\\n'], 'studios.csv', { type: 'text/csv' }));
                  const tell = (type) => document.querySelector('h1').dispatchEvent(
                    new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }));
                  tell('dragenter');
                  window.drop = () => tell('drop');
                }""");
        assertThat(page.getByText("Drop the file to import it as Companies")).isVisible();
        page.evaluate("() => window.drop()");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("studios.csv")))
                .isVisible();
        button(page, "Discard").click();
        assertThat(page.getByText("studios.csv was discarded.")).isVisible();
        assertThat(page.getByText("Nothing of it was kept")).isVisible();
    }

    @Test
    void aHundredThousandPeopleAreImportedWhileOneLooksElsewhere() {
        Path people = Sender.shared("people/people-100000.csv");
        Page page = imports();
        page.waitForFileChooser(() -> button(page, "Choose a file").click()).setFiles(people);
        assertThat(meaning(page, "First Name")).hasValue("First name");
        button(page, "Start the import").click();
        assertThat(page.getByText("Reading the file")).isVisible();
        assertThat(page.getByText(Pattern.compile("[\\d,]+ rows read"))).isVisible();
        assertThat(page.getByText(Pattern.compile("[\\d,]+ rows/s"))).isVisible();
        assertThat(page.getByText(Pattern.compile("left$"))).isVisible();
        Screenshots.inspect(page, "import-running");

        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("All imports"))
                .click();
        assertThat(page.getByText("Running")).isVisible();
        page.getByText("people-100000.csv").click();
        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
        Find.link(page, "Reminders").click();
        assertThat(Find.heading(page, "Reminders")).isVisible();
        Find.link(page, "Import").click();
        page.getByText("people-100000.csv").click();
        assertThat(page.getByText(Pattern.compile("[\\d,]+ rows/s"))).isVisible();
        int before = percent(page);
        assertThat(before).as("it goes on where it was").isPositive();
        page.waitForCondition(() -> percent(page) > before);
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("All imports"))
                .click();
        Page other = browser(workspace, Role.SELLER, "/imports");
        other.getByText("people-100000.csv").click();
        assertThat(other.getByRole(AriaRole.PROGRESSBAR)).isVisible();
        assertThat(count(other, "New")).hasText("100,000", within());
        assertThat(page.getByText("100,000 new"))
                .isVisible(new IsVisibleOptions().setTimeout(MOST_MILLIS_OF_AN_IMPORT));
        Screenshots.inspect(page, "imports");
        Screenshots.inspect(other, "import-result-large");
    }

    /** How far the import of the page is; all of it where it has just ended. */
    private static int percent(Page page) {
        Locator bar = page.getByRole(AriaRole.PROGRESSBAR);
        return bar.count() == 0 ? 100 : (int) Double.parseDouble(bar.first().getAttribute("aria-valuenow"));
    }

    private static HasTextOptions within() {
        return new HasTextOptions().setTimeout(MOST_MILLIS_OF_AN_IMPORT);
    }

    @Test
    void anImportThatIsCancelledLeavesNothing() {
        Page page = imports();
        choose(page, file("many.csv", people(60_000)));
        button(page, "Start the import").click();
        assertThat(page.getByText(Pattern.compile("[\\d,]+ rows read"))).isVisible();
        button(page, "Cancel the import").click();
        assertThat(page.getByText("The import was cancelled")).isVisible();
        assertThat(page.getByText("Drop the file again to start anew.")).isVisible();
        Screenshots.inspect(page, "import-cancelled");
        assertThat(contacts()).isZero();
    }
}
