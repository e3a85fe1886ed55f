package brisk.bench.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Draws the same picture twice: as SVG, whose colours follow the reader's light or dark mode, and as PNG with a light ground, which
 * can be read on both. Places are in pixels from the top left.
 */
final class Canvas {
    /** A colour by what it is for. */
    enum Ink {
        GROUND("#ffffff", "#14181f"),
        TEXT("#1f2530", "#e4e8ee"),
        QUIET("#5b6472", "#9aa4b2"),
        GRID("#e3e7ec", "#2b323d"),
        FIRST("#8a5a00", "#f0b95b"),
        SECOND("#1d5fd1", "#7aadff"),
        THIRD("#a8326b", "#ff8fbf");

        private final String light;
        private final String dark;

        Ink(String light, String dark) {
            this.light = light;
            this.dark = dark;
        }

        private String style() {
            return "ink-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a text stands to its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private static final int PNG_SCALE = 2;
    private static final String FONT = "Inter, 'Segoe UI', 'DejaVu Sans', sans-serif";

    private final StringBuilder svg = new StringBuilder(8_000);
    private final BufferedImage image;
    private final Graphics2D graphics;

    Canvas(int width, int height, String title) {
        this.image = new BufferedImage(width * PNG_SCALE, height * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        this.graphics = image.createGraphics();
        graphics.scale(PNG_SCALE, PNG_SCALE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                width,
                height,
                width,
                height,
                escaped(title)));
        styles();
        rectangle(0, 0, width, height, Ink.GROUND);
    }

    private void styles() {
        var light = new StringBuilder();
        var dark = new StringBuilder();
        for (Ink ink : Ink.values()) {
            light.append(rule(ink, ink.light));
            dark.append(rule(ink, ink.dark));
        }
        svg.append("<style>text { font-family: ")
                .append(FONT)
                .append("; } ")
                .append(light)
                .append("@media (prefers-color-scheme: dark) { ")
                .append(dark)
                .append("}</style>\n");
    }

    private static String rule(Ink ink, String colour) {
        return "." + ink.style() + " { fill: " + colour + "; } ." + ink.style() + "-line { stroke: " + colour
                + "; fill: none; } ";
    }

    void rectangle(double x, double y, double w, double h, Ink ink) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                ink.style(),
                x,
                y,
                w,
                h));
        graphics.setColor(Color.decode(ink.light));
        graphics.fill(new Rectangle2D.Double(x, y, w, h));
    }

    void line(double x1, double y1, double x2, double y2, double thickness, Ink ink) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"%s-line\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke-width=\"%.1f\"/>%n",
                ink.style(),
                x1,
                y1,
                x2,
                y2,
                thickness));
        graphics.setColor(Color.decode(ink.light));
        graphics.setStroke(new BasicStroke((float) thickness));
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    /** A mark of its own form for each of three series, so that colour is not all that tells them apart. */
    void mark(double x, double y, Ink ink) {
        double r = 5;
        switch (ink) {
            case SECOND -> circle(x, y, r, ink);
            case THIRD -> {
                line(x - r, y - r, x + r, y + r, 2.5, ink);
                line(x - r, y + r, x + r, y - r, 2.5, ink);
            }
            default -> rectangle(x - r + 0.5, y - r + 0.5, 2 * r - 1, 2 * r - 1, ink);
        }
    }

    private void circle(double x, double y, double r, Ink ink) {
        svg.append(String.format(
                Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>%n", ink.style(), x, y, r));
        graphics.setColor(Color.decode(ink.light));
        graphics.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
    }

    void text(double x, double y, int size, boolean bold, Anchor anchor, Ink ink, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" font-weight=\"%d\" text-anchor=\"%s\">%s</text>%n",
                ink.style(),
                x,
                y,
                size,
                bold ? 600 : 400,
                anchor.name().toLowerCase(Locale.ROOT),
                escaped(text)));
        graphics.setColor(Color.decode(ink.light));
        graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size));
        double w = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        double left = switch (anchor) {
            case START -> x;
            case MIDDLE -> x - w / 2;
            case END -> x - w;
        };
        graphics.drawString(text, (float) left, (float) y);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Writes stem.svg and stem.png. */
    void write(Path stem) throws IOException {
        Files.writeString(Path.of(stem + ".svg"), svg + "</svg>\n");
        graphics.dispose();
        ImageIO.write(image, "png", Path.of(stem + ".png").toFile());
    }
}
