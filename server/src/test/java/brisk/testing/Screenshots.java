package brisk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How pages look, as pictures below target/screenshots, and whether everybody can use them, as axe sees it. */
public final class Screenshots {
    private static final Path FOLDER = Path.of("target/screenshots");
    private static final Path AXE = Path.of("web/node_modules/axe-core/axe.min.js");
    /** Until a changed scheme or width is drawn. */
    private static final double SETTLING_MILLIS = 100;

    private static @Nullable String axe;

    private enum Size {
        DESKTOP(1280, 800),
        PHONE(360, 740);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private Screenshots() {}

    /**
     * Takes the page in light and dark, at desktop and phone width, as name-{light,dark}-{desktop,phone}.png, and fails
     * where axe finds something serious in one of them. The page is at desktop width and light afterwards.
     */
    public static void inspect(Page page, String name) {
        List<String> problems = new ArrayList<>();
        for (Size size : List.of(Size.PHONE, Size.DESKTOP)) {
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.setViewportSize(size.width, size.height);
                page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
                page.waitForTimeout(SETTLING_MILLIS);
                String variant = (name + "-" + scheme + "-" + size).toLowerCase(Locale.ROOT);
                one(page, variant);
                problems.addAll(axeProblems(page, variant));
            }
        }
        assertThat(problems).as("what axe finds serious").isEmpty();
    }

    static void one(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }

    private static List<String> axeProblems(Page page, String variant) {
        page.evaluate(axe());
        Object found = page.evaluate("""
                async (variant) => {
                  const { violations, incomplete } = await axe.run(document, { resultTypes: ['violations', 'incomplete'] });
                  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
                  // Names on what may have none: where there is text, too, axe is not sure, and browsers are not of one mind.
                  const named = incomplete.filter(({ id }) => id === 'aria-prohibited-attr');
                  return [...serious, ...named]
                    .flatMap(({ id, help, nodes }) => nodes.map((node) =>
                      `${variant}: ${id}: ${help}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
                }""", variant);
        List<String> problems = new ArrayList<>();
        if (found instanceof List<?> list) {
            list.forEach(problem -> problems.add(String.valueOf(problem)));
        }
        return problems;
    }

    private static synchronized String axe() {
        if (axe == null) {
            try {
                axe = Files.readString(AXE);
            } catch (IOException e) {
                throw new UncheckedIOException("npm ci in web/ brings axe-core", e);
            }
        }
        return axe;
    }
}
