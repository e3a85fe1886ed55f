package brisk.bench.charts;

import brisk.bench.charts.DotPlot.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws the charts of the reports that it is given, next to them, and links them at their end. A table is known by its columns, so
 * that whoever writes the report need not know of charts.
 */
public final class Charts {
    private static final String HEADING = "## Charts";

    private final Path report;
    private final String stem;
    private final List<String> links = new ArrayList<>();

    /** A table of a report. */
    private record Table(List<String> columns, List<List<String>> rows) {
        boolean has(String column) {
            return column(column) >= 0;
        }

        int column(String name) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).startsWith(name)) {
                    return i;
                }
            }
            return -1;
        }

        String text(List<String> row, String column) {
            int at = column(column);
            return at < 0 || at >= row.size() ? "" : row.get(at);
        }

        double number(List<String> row, String column) {
            String first = text(row, column).replace(",", "").replaceFirst("[^0-9.].*$", "");
            return first.isEmpty() ? Double.NaN : Double.parseDouble(first);
        }
    }

    private Charts(Path report) {
        this.report = report;
        this.stem = report.getFileName().toString().replaceFirst("\\.md$", "");
    }

    public static void main(String[] reports) throws IOException {
        System.setProperty("java.awt.headless", "true");
        for (String report : reports) {
            new Charts(Path.of(report)).draw();
        }
    }

    private void draw() throws IOException {
        String text = Files.readString(report);
        int old = text.indexOf("\n" + HEADING);
        String body = old < 0 ? text : text.substring(0, old);
        List<Row> usual = new ArrayList<>();
        for (Table table : tables(body)) {
            if (table.has("before, p50 ms")) {
                usual.addAll(beforeAndAfter(table));
            } else if (table.has("p50 at") && table.has("factor")) {
                growth(table);
            } else if (table.has("endpoint")) {
                percentiles("mixed", "People at work: time of an answer", table, "endpoint", "requests/s");
            } else if (table.has("requests/s offered")) {
                percentiles("knee", "Time of an answer at rising rates", table, "requests/s offered", "answered");
            }
        }
        chart(
                "usual",
                new DotPlot("The same request before and after", "ms", List.of("before, p50", "after, p50"), usual));
        if (!links.isEmpty()) {
            Files.writeString(
                    report, body.stripTrailing() + "\n\n" + HEADING + "\n\n" + String.join("\n\n", links) + "\n");
        }
    }

    private static List<Row> beforeAndAfter(Table table) {
        List<Row> rows = new ArrayList<>();
        int after = table.column("after, p50 ms");
        for (List<String> row : table.rows()) {
            double before = table.number(row, "before, p50 ms");
            if (!Double.isNaN(before)) {
                String faster = table.text(row, "times faster").replace("*", "").replaceFirst(" .*", "");
                rows.add(new Row(
                        table.text(row, "route"), List.of(before, Double.parseDouble(row.get(after))), faster + "×"));
            }
        }
        return rows;
    }

    private void growth(Table table) throws IOException {
        List<String> sizes = table.columns().stream()
                .filter(column -> column.startsWith("p50 at"))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (List<String> row : table.rows()) {
            rows.add(new Row(
                    row.getFirst() + (table.has("cache") ? ", " + table.text(row, "cache") : ""),
                    sizes.stream().map(size -> table.number(row, size)).toList(),
                    table.text(row, "factor") + "×"));
        }
        chart("growth", new DotPlot("Time of an answer, and how it grows", "ms", sizes, rows));
    }

    private void percentiles(String name, String title, Table table, String label, String rate) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (List<String> row : table.rows()) {
            rows.add(new Row(
                    table.text(row, label),
                    List.of(table.number(row, "p50"), table.number(row, "p95"), table.number(row, "p99")),
                    table.text(row, rate) + "/s"));
        }
        chart(name, new DotPlot(title, "ms", List.of("p50", "p95", "p99"), rows));
    }

    private void chart(String name, DotPlot plot) throws IOException {
        if (plot.rows().isEmpty()) {
            return;
        }
        String file = stem + "-" + name;
        plot.write(report.resolveSibling(file));
        links.add("![" + plot.title() + "](" + file + ".svg)\n\n[as PNG](" + file + ".png)");
    }

    private static List<Table> tables(String text) {
        List<Table> tables = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (String line : (text + "\n\n").split("\n", -1)) {
            if (line.startsWith("|---")) {
                continue;
            }
            if (line.startsWith("|")) {
                String cells = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
                rows.add(Arrays.stream(cells.split("\\|", -1))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList());
            } else if (!rows.isEmpty()) {
                tables.add(new Table(rows.getFirst(), List.copyOf(rows.subList(1, rows.size()))));
                rows.clear();
            }
        }
        return tables;
    }
}
