package brisk.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Person;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private final List<String> own = Stream.concat(
                    Stream.of(workspace.name(), seller.name(), seller.email(), "Brisk", "люди.csv", "UTF-8"),
                    // What the server says of a request, and the pipeline that a workspace begins with.
                    Stream.of("HIT", "MISS", "Sales", "New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"))
            .toList();

    private String create(String path, Map<String, Object> record) {
        return seller.http().post(path, record).expect(201).json().path("id").asString();
    }

    private void everythingIsSaid(Page page, String where) {
        Object found = page.evaluate(PLAIN_WORDS, own);
        assertThat(found).as(where).isEqualTo(List.of());
    }

    private void visit(Page page, String path, String shown) {
        page.navigate(path);
        assertThat(page.getByText(shown).first()).isVisible();
        everythingIsSaid(page, path);
    }

    @Test
    void anotherLanguageReachesEveryListAndSigningIn() {
        Page page = browser(workspace.server(), LANGUAGE);
        page.navigate("/sign-in");
        assertThat(page.getByRole(AriaRole.HEADING)).isVisible();
        assertThat(page.locator("html")).hasAttribute("lang", "ru");
        everythingIsSaid(page, "sign-in");
        signIn(page, workspace, seller);

        for (String path :
                List.of("/my-500", "/contacts", "/companies", "/deals/table", "/reminders", "/imports", "/nowhere")) {
            page.navigate(path);
            assertThat(page.getByRole(AriaRole.HEADING).first()).isVisible();
            page.locator("main svg").first().waitFor();
            everythingIsSaid(page, path + " with nothing on it");
        }
    }

    @Test
    void anotherLanguageReachesEveryRecord() {
        Page page = browser(workspace.server(), LANGUAGE);
        signIn(page, workspace, seller);
        String company =
                create("/api/companies", Map.of("name", "Студия Север", "employees", 1_240, "ownerId", seller.id()));
        String contact = create(
                "/api/contacts",
                Map.of("name", "Анна Берг", "jobTitle", "Режиссёр", "companyId", company, "ownerId", seller.id()));
        Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS);
        create(
                "/api/interactions",
                Map.of("kind", "call", "contactId", contact, "body", "Спросила о датах", "occurredAt", yesterday));
        create("/api/reminders", Map.of("title", "Отправить", "contactId", contact, "dueAt", yesterday));
        String deal = create(
                "/api/deals", Map.of("name", "Камеры", "value", "1200", "currency", "EUR", "companyId", company));

        visit(page, "/my-500", "Спросила о датах");
        assertThat(page.getByRole(AriaRole.TREEGRID)).containsText("вчера");
        page.keyboard().press("j");
        page.keyboard().press("Space");
        everythingIsSaid(page, "somebody of the book");
        visit(page, "/contacts", "Анна Берг");
        visit(page, "/companies", "Студия Север");
        assertThat(page.getByRole(AriaRole.GRID)).containsText("1\u00a0240");
        visit(page, "/companies/" + company, "Анна Берг");
        visit(page, "/contacts/" + contact, "Спросила о датах");
        assertThat(page.getByText(Pattern.compile("^\\d+ .+ 20\\d\\d\\Wг\\.$")).last())
                .isVisible();
        Screenshots.inspect(page, "language");
        visit(page, "/reminders?view=overdue", "Отправить");
        visit(page, "/deals/table", "Камеры");
        visit(page, "/deals/" + deal, "Студия Север");
        visit(page, "/companies/" + company + "?part=figures", "Камеры");
        visit(page, "/dashboard", "Спросила о датах");

        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        everythingIsSaid(page, "the help");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.OPTION).first().waitFor();
        everythingIsSaid(page, "the palette");
        page.keyboard().press("Escape");
        page.keyboard().press("a");
        page.keyboard().press("c");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        everythingIsSaid(page, "a new contact");
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
