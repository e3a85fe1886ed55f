package brisk.testing;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;

/** Parts of a page by what people call them. */
public final class Find {
    private Find() {}

    public static Locator button(Page page, String name) {
        return exact(page, AriaRole.BUTTON, name);
    }

    public static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    public static Locator heading(Page page, String name) {
        return exact(page, AriaRole.HEADING, name);
    }

    public static Locator link(Page page, String name) {
        return exact(page, AriaRole.LINK, name);
    }

    public static Locator field(Page page, String name) {
        return exact(page, AriaRole.TEXTBOX, name);
    }

    public static Locator dialog(Page page, String name) {
        return exact(page, AriaRole.DIALOG, name);
    }

    public static Locator option(Page page, String name) {
        return exact(page, AriaRole.OPTION, name);
    }

    /** The options whose names hold this text, in any case: also to say that there is none. */
    public static Locator optionsWith(Page page, String text) {
        return page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(text));
    }

    /** The entry of a menu whose name holds this text: it may say its keys, too. */
    public static Locator menuItem(Page page, String text) {
        return page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName(text));
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

    /** What a page says in its corner, the latest. */
    public static Locator toast(Page page) {
        return page.locator(".mantine-Notification-root").last();
    }

    /** An entry of a list, such as a reminder or an activity, by a text in it. */
    public static Locator entry(Page page, String text) {
        return page.getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator exact(Page page, AriaRole role, String name) {
        return page.getByRole(role, new GetByRoleOptions().setName(name).setExact(true));
    }
}
