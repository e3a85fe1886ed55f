package brisk.bench.charts;

import brisk.bench.charts.Canvas.Anchor;
import brisk.bench.charts.Canvas.Ink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A line for each row of a table, with up to three marks on it, over a logarithmic scale: what takes a tenth of the time is as far
 * away wherever it stands.
 *
 * @param unit of the values
 * @param series names of the marks
 * @param rows in their order
 */
record DotPlot(String title, String unit, List<String> series, List<Row> rows) {
    private static final List<Ink> INKS = List.of(Ink.FIRST, Ink.SECOND, Ink.THIRD);
    private static final int WIDTH = 860;
    private static final int TOP = 84;
    private static final int ROW = 26;
    private static final int BOTTOM = 26;
    private static final int LEFT = 270;
    private static final int RIGHT = 760;

    /** @param note what stands at the end of the line; may be empty */
    record Row(String label, List<Double> values, String note) {}

    void write(Path stem) throws IOException {
        double lowest = rows.stream()
                .flatMap(row -> row.values().stream())
                .mapToDouble(DotPlot::visible)
                .min()
                .orElse(1);
        double highest = rows.stream()
                .flatMap(row -> row.values().stream())
                .mapToDouble(DotPlot::visible)
                .max()
                .orElse(10);
        int first = (int) Math.floor(Math.log10(lowest) + 1e-9);
        int last = Math.max(first + 1, (int) Math.ceil(Math.log10(highest) - 1e-9));
        int bottom = TOP + rows.size() * ROW;
        var canvas = new Canvas(WIDTH, bottom + BOTTOM, title);
        canvas.text(24, 32, 16, true, Anchor.START, Ink.TEXT, title);
        double legend = 24;
        for (int i = 0; i < series.size(); i++) {
            canvas.mark(legend + 5, 53, INKS.get(i));
            canvas.text(legend + 16, 57, 12, false, Anchor.START, Ink.TEXT, series.get(i));
            legend += 40 + 7 * series.get(i).length();
        }
        for (int decade = first; decade <= last; decade++) {
            double x = LEFT + (RIGHT - LEFT) * (double) (decade - first) / (last - first);
            canvas.line(x, TOP - 4, x, bottom, 1, Ink.GRID);
            canvas.text(x, TOP - 10, 11, false, Anchor.MIDDLE, Ink.QUIET, number(Math.pow(10, decade)) + " " + unit);
        }
        for (int i = 0; i < rows.size(); i++) {
            draw(canvas, rows.get(i), TOP + i * ROW + ROW / 2.0, first, last);
        }
        canvas.write(stem);
    }

    private void draw(Canvas canvas, Row row, double y, int first, int last) {
        canvas.text(LEFT - 14, y + 4, 12, false, Anchor.END, Ink.TEXT, row.label());
        double[] xs = row.values().stream()
                .mapToDouble(value -> LEFT + (RIGHT - LEFT) * (Math.log10(visible(value)) - first) / (last - first))
                .toArray();
        double from = java.util.Arrays.stream(xs).min().orElse(LEFT);
        double to = java.util.Arrays.stream(xs).max().orElse(LEFT);
        canvas.line(LEFT, y, RIGHT, y, 0.5, Ink.GRID);
        canvas.line(from, y, to, y, 2, Ink.QUIET);
        for (int i = 0; i < xs.length; i++) {
            canvas.mark(xs[i], y, INKS.get(i));
        }
        canvas.text(RIGHT + 14, y + 4, 12, true, Anchor.START, Ink.TEXT, row.note());
    }

    /** A logarithm has no place for 0, which whole milliseconds round to. */
    private static double visible(double value) {
        return Math.max(value, 0.01);
    }

    private static String number(double value) {
        return value < 1 ? String.valueOf(value) : String.format(Locale.ROOT, "%,.0f", value);
    }
}
