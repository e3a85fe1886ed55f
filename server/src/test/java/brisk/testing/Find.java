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
