package brisk.testing;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;

/** What people look for on a page of the web app. */
public final class OnPage {
    private OnPage() {}

    public static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    public static Locator option(Page page, String name) {
        return page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(name));
    }

    public static Locator menuItem(Page page, String name) {
        return page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName(name));
    }

    public static Locator dialog(Page page, String name) {
        return page.getByRole(AriaRole.DIALOG, new GetByRoleOptions().setName(name));
    }

    /** The row of a table in which this text stands. */
    public static Locator row(Page page, String text) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }

    /** In the row with this text, the cell below this header. */
    public static Locator cell(Page page, String text, String header) {
        row(page, text).waitFor();
        int place = page.getByRole(AriaRole.COLUMNHEADER).allInnerTexts().stream()
                .map(String::strip)
                .toList()
                .indexOf(header);
        if (place < 0) {
            throw new AssertionError("There is no column " + header + ".");
        }
        return row(page, text).getByRole(AriaRole.GRIDCELL).nth(place);
    }

    /** The mark that selects the row with this text. */
    public static Locator mark(Page page, String text) {
        return row(page, text).getByRole(AriaRole.CHECKBOX);
    }
}
