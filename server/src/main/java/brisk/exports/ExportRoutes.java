package brisk.exports;

import static brisk.platform.http.Route.get;

import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.security.Permission;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Lists as files, over HTTP: {@code GET /api/contacts/export?format=xlsx} and the filters of the list. */
public final class ExportRoutes {
    private static final List<String> PAGES = List.of("page", "limit", "after", "include", "count", "fields");
    private static final int AT_ONCE = 4;
    private static final long RETRY_AFTER_SECONDS = 15;

    private final Database database;
    private final List<ExportTarget> targets;
    private final Clock clock;
    private final Duration longest;
    private final int rowsOfASheet;
    private final Semaphore slots = new Semaphore(AT_ONCE);

    public ExportRoutes(Database database, List<ExportTarget> targets, Clock clock) {
        this(database, targets, clock, Duration.ofMinutes(15), XlsxTable.ROWS_OF_A_SHEET);
    }

    /** @param longest how long a download may take, whoever reads it */
    ExportRoutes(Database database, List<ExportTarget> targets, Clock clock, Duration longest, int rowsOfASheet) {
        this.database = database;
        this.targets = List.copyOf(targets);
        this.clock = clock;
        this.longest = longest;
        this.rowsOfASheet = rowsOfASheet;
    }

    public List<Route> table() {
        List<Route> routes = new ArrayList<>();
        for (ExportTarget target : targets) {
            routes.add(get("/api/" + target.name() + "/export", Permission.READ, request -> export(request, target))
                    .limit(Route.Limit.BULK));
        }
        return routes;
    }

    private static List<String> parameters(ExportTarget target) {
        List<String> parameters = new ArrayList<>(target.parameters());
        parameters.removeAll(PAGES);
        parameters.addAll(List.of("fields", "format", "bom"));
        return parameters;
    }

    private Answer export(Request request, ExportTarget target) {
        Query query = request.query(parameters(target));
        boolean isXlsx = query.choice("format", "csv", List.of("csv", "xlsx")).equals("xlsx");
        boolean isMarked = !Boolean.FALSE.equals(query.flag("bom"));
        if (slots.availablePermits() == 0) {
            throw busy();
        }
        var export = new Export(database, request, target, query);
        String day = LocalDate.ofInstant(clock.instant(), request.caller().timeZone())
                .toString();
        String title = target.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + target.name().substring(1);
        return new Answer.Stream(
                isXlsx
                        ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                        : "text/csv; charset=utf-8",
                Map.of(
                        "Content-Disposition",
                        "attachment; filename=\"" + target.name() + "-" + day + (isXlsx ? ".xlsx\"" : ".csv\"")),
                out -> {
                    // Counted only here, because a HEAD request never comes so far.
                    if (!slots.tryAcquire()) {
                        throw busy();
                    }
                    try {
                        write(
                                export,
                                isXlsx ? new XlsxTable(out, title, rowsOfASheet) : new CsvTable(out, isMarked),
                                out);
                    } finally {
                        slots.release();
                    }
                });
    }

    private static Problem busy() {
        return Problem.tooMany(RETRY_AFTER_SECONDS, AT_ONCE + " lists are being downloaded already; wait a moment.");
    }

    /** Somebody who stops reading without hanging up is hung up on in the end: interrupting a write closes its connection. */
    private void write(Export export, TableWriter table, OutputStream out) throws IOException {
        Thread writer = Thread.currentThread();
        long endNanos = System.nanoTime() + longest.toNanos();
        Thread watch = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(longest.plusSeconds(5));
                writer.interrupt();
            } catch (InterruptedException e) {
                // it was done in time
            }
        });
        try {
            export.write(table, () -> System.nanoTime() < endNanos);
            out.flush();
        } finally {
            watch.interrupt();
        }
    }
}
