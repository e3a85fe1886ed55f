package brisk.contacts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContactsPageTest extends BrowserTest {
    private static final List<String> NAMES = List.of("Amélie Dubois", "Ben Okri", "Chiara Conti", "Dmitri Petrov");
    private static final List<String> ROLES = List.of("Producer", "Gaffer", "Director");

    private final Workspace workspace = Fixtures.workspace();

    private void contacts(int count) {
        List<Map<String, Object>> records = IntStream.range(0, count)
                .<Map<String, Object>>mapToObj(i -> Map.of(
                        "name", "%s %03d".formatted(NAMES.get(i % 4), i),
                        "role", ROLES.get(i % 3),
                        "status", i % 2 == 0 ? "Active" : "New",
                        "organisation", "Studio Nord",
                        "jobTitle", "Line Producer",
                        "emails", List.of("person" + i + "@example.org"),
                        "warmness", i * 7 % 101,
                        "tags", List.of("berlin"),
                        "ownerId", workspace.person(Role.SELLER).id()))
                .toList();
        workspace
                .seller()
                .post("/api/contacts/bulk", Map.of("operation", "create", "records", records))
                .expect(200);
    }

    private static Locator grid(Page page) {
        return page.getByRole(AriaRole.GRID, new GetByRoleOptions().setName("Contacts"));
    }

    private static Locator row(Page page, String name) {
        return grid(page).getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator option(Page page, String name) {
        return page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(name));
    }

    @Test
    void aFilterIsAChipAndAnAddress() {
        contacts(120);
        Page page = browser(workspace, Role.SELLER, "/contacts");
        assertThat(page.getByText("120 contacts")).isVisible();
        assertThat(row(page, "Amélie Dubois 000")).isVisible();
        Screenshots.inspect(page, "contacts");

        page.keyboard().press("f");
        assertThat(page.getByPlaceholder("Filter by …")).isFocused();
        page.keyboard().type("role");
        page.keyboard().press("Enter");
        assertThat(option(page, "Gaffer")).isVisible();
        Screenshots.inspect(page, "contacts-filter");
        option(page, "Gaffer").click();
        assertThat(page.getByText("40 contacts")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/contacts\\?role=Gaffer$"));

        page.navigate("/contacts?role=Gaffer&warmnessMin=70&sort=-warmness");
        assertThat(button(page, "Role Gaffer")).isVisible();
        assertThat(button(page, "Warmness Hot")).isVisible();
        Screenshots.inspect(page, "contacts-filtered");
        button(page, "Remove the filter Role").click();
        assertThat(page).hasURL(Pattern.compile("/contacts\\?warmnessMin=70&sort=-warmness$"));
        page.goBack();
        assertThat(button(page, "Role Gaffer")).isVisible();
    }
}
