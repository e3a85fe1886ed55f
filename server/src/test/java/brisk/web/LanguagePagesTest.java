package brisk.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Fixtures.Workspace;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Another language is a file: whoever's browser speaks it reads nothing else. Here it is the one whose letters have
 * marks, written as in Russia, and so are the records: a word of plain letters is one that no catalogue has.
 */
class LanguagePagesTest extends BrowserTest {
    private static final String LANGUAGE = "ru-XA";

    /** Whatever is read or said of the page, without what has no language: words in headers, paths, whose Brisk it is. */
    private static final String PLAIN_WORDS = """
            (own) => {
              const said = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                if (node.nodeType === Node.TEXT_NODE) {
                  const { parentElement } = node;
                  if (!parentElement.closest('script, style, noscript') && parentElement.checkVisibility()) {
                    said.push(node.data);
                  }
                } else if (node.checkVisibility()) {
                  const spoken = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];
                  said.push(...spoken.map((name) => node.getAttribute(name) ?? ''));
                  if (node instanceof HTMLInputElement && !['radio', 'checkbox'].includes(node.type)) {
                    said.push(node.value);
                  }
                }
              }
              return [document.title, ...said]
                .filter((text) => !/^Ĺášť ŕéɋúéšť, .*:$/.test(text)) // names a route
                .map((text) => own.reduce((rest, word) => rest.replaceAll(word, ''), text))
                .filter((text) => /[A-Za-z]{2}/.test(text));
            }""";

    private final Workspace workspace = Fixtures.workspace();
    private final Person seller = workspace.person(Role.SELLER);
    private final List<String> own =
            List.of(workspace.name(), seller.name(), seller.email(), "Brisk", "люди.csv", "UTF-8", "HIT", "MISS");

    private void everythingIsSaid(Page page, String where) {
        Object found = page.evaluate(PLAIN_WORDS, own);
        assertThat(found).as(where).isEqualTo(List.of());
    }

    @Test
    void anotherLanguageReachesEveryListAndSigningIn() {
        Page page = browser(workspace.server(), LANGUAGE);
        page.navigate("/sign-in");
        assertThat(page.getByRole(AriaRole.HEADING)).isVisible();
        assertThat(page.locator("html")).hasAttribute("lang", "ru");
        everythingIsSaid(page, "sign-in");
        signIn(page, workspace, seller);

        for (String path : List.of("/my-500", "/contacts", "/companies", "/reminders", "/imports")) {
            page.navigate(path);
            assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
            page.locator("main svg").first().waitFor();
            everythingIsSaid(page, path + " with nothing on it");
        }
    }

    @Test
    void anotherLanguageReachesAnImport() {
        Page page = browser(workspace.server(), LANGUAGE);
        signIn(page, workspace, seller);
        page.navigate("/imports");
        page.getByRole(AriaRole.HEADING).first().waitFor();
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("люди.csv", "text/csv", "Имя,Город\nАнна,Берлин\n,\n".getBytes(UTF_8)));
        assertThat(page.getByRole(AriaRole.TABLE).first()).containsText("Анна");
        everythingIsSaid(page, "the columns of a file");
    }
}
