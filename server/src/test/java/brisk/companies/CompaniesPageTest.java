package brisk.companies;

import static brisk.testing.Find.button;
import static brisk.testing.Find.cell;
import static brisk.testing.Find.mark;
import static brisk.testing.Find.optionsWith;
import static brisk.testing.Find.row;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.BrowserTest;
import brisk.testing.Fixtures;
import brisk.testing.Fixtures.Workspace;
import brisk.testing.Screenshots;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CompaniesPageTest extends BrowserTest {
    private final Workspace workspace = Fixtures.workspace();

    private void companies() {
        List<Map<String, Object>> records = List.of(
                company("Studio Nord", "Film production", "Berlin", "Germany", 48),
                company("Harbour Light", "Lighting rental", "Hamburg", "Germany", 12),
                company("Cinéma du Lac", "Distribution", "Lausanne", "Switzerland", 7),
                company("Alpine Media Holding", "Film production", "Zürich", "Switzerland", 1240));
        workspace
                .seller()
                .post("/api/companies/bulk", Map.of("operation", "create", "records", records))
                .expect(200);
    }

    private Map<String, Object> company(String name, String industry, String city, String country, int employees) {
        return Map.of(
                "name",
                name,
                "industry",
                industry,
                "city",
                city,
                "country",
                country,
                "employees",
                employees,
                "domain",
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + ".example",
                "tags",
                List.of("film"),
                "ownerId",
                workspace.person(Role.SELLER).id());
    }

    @Test
    void companiesAreFilteredFoundAndOpened() {
        companies();
        Page page = browser(workspace, Role.SELLER, "/companies");
        assertThat(page.getByText("4 companies")).isVisible();
        Screenshots.inspect(page, "companies");

        page.keyboard().press("f");
        assertThat(page.getByPlaceholder("Filter by …")).isFocused();
        page.keyboard().type("country");
        page.keyboard().press("Enter");
        optionsWith(page, "Switzerland").click();
        assertThat(page.getByText("2 companies")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/companies\\?country=Switzerland$"));
        page.reload();
        assertThat(button(page, "Country Switzerland")).isVisible();
        Screenshots.inspect(page, "companies-filtered");

        page.getByPlaceholder("Name, domain, city …").fill("zurich");
        assertThat(page.getByText("1 company")).isVisible();
        assertThat(row(page, "Alpine Media Holding")).isVisible();
        row(page, "Alpine Media Holding").click();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/companies/[0-9a-f-]{36}"));
    }

    @Test
    void companiesAreChangedInPlaceAndManyAtOnce() {
        companies();
        Page page = browser(workspace, Role.SELLER, "/companies");
        cell(page, "Studio Nord", "Employees").dblclick();
        page.keyboard().type("fifty");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("must be a whole number");
        Screenshots.inspect(page, "companies-cell-refused");
        page.keyboard().press("Control+a");
        page.keyboard().type("50");
        page.keyboard().press("Enter");
        assertThat(cell(page, "Studio Nord", "Employees")).hasText("50");

        cell(page, "Studio Nord", "Belongs to").dblclick();
        assertThat(page.getByPlaceholder("Belongs to")).isFocused();
        page.keyboard().type("alpine");
        assertThat(optionsWith(page, "Alpine Media Holding")).isVisible();
        page.keyboard().press("Enter");
        assertThat(cell(page, "Studio Nord", "Belongs to")).hasText("Alpine Media Holding");

        mark(page, "Studio Nord").click();
        mark(page, "Harbour Light").click();
        button(page, "Change …").click();
        optionsWith(page, "Owner").click();
        optionsWith(page, workspace.person(Role.MANAGER).name()).click();
        assertThat(page.getByText("2 companies changed.")).isVisible();
        assertThat(cell(page, "Harbour Light", "Owner"))
                .hasText(workspace.person(Role.MANAGER).name());
        page.reload();
        assertThat(cell(page, "Studio Nord", "Employees")).hasText("50");
        assertThat(cell(page, "Studio Nord", "Belongs to")).hasText("Alpine Media Holding");
        assertThat(cell(page, "Cinéma du Lac", "Owner"))
                .hasText(workspace.person(Role.SELLER).name());
    }
}
