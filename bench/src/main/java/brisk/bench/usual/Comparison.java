package brisk.bench.usual;

import brisk.bench.RawClient;
import brisk.bench.RawClient.Answer;
import brisk.bench.RawClient.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * The same requests to the usual server and to Brisk, in turns, after both have shown that they answer the same. Prints a line
 * for each route, its fields separated by tabs.
 *
 * <pre>BRISK JDBC-URL USER PASSWORD ROUNDS SECONDS CONNECTIONS ONLY ADMIN-TOKEN SELLER-TOKEN CONSULTANT-TOKEN</pre>
 */
public final class Comparison {
    private static final int WARM_UP_SECONDS = 3;

    private final String brisk;
    private final String usual;
    private final int rounds;
    private final int seconds;
    private final int connections;

    /** One run against one side. */
    private record Run(double perSecond, double p50Millis, double statements, double hitShare, long errors) {}

    private Comparison(String brisk, String usual, int rounds, int seconds, int connections) {
        this.brisk = brisk;
        this.usual = usual;
        this.rounds = rounds;
        this.seconds = seconds;
        this.connections = connections;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty(
                "sun.net.httpserver.nodelay", "true"); // else every answer waits 40 ms for an acknowledgement
        List<String> tokens = Arrays.asList(arguments).subList(8, 11);
        try (var server = new UsualServer(arguments[1], arguments[2], arguments[3])) {
            var comparison = new Comparison(
                    arguments[0],
                    "http://127.0.0.1:" + server.port(),
                    Integer.parseInt(arguments[4]),
                    Integer.parseInt(arguments[5]),
                    Integer.parseInt(arguments[6]));
            List<Routes.Route> routes;
            try (var client = new RawClient(arguments[0])) {
                routes = new Routes(client, tokens.get(0), tokens.get(1), tokens.get(2)).all();
            }
            for (Routes.Route route : routes) {
                if (arguments[7].equals("all") || route.name().contains(arguments[7])) {
                    comparison.compare(route);
                }
            }
        }
        System.exit(0);
    }

    private void compare(Routes.Route route) throws Exception {
        System.err.println("  " + route.name());
        String difference = difference(route);
        if (!difference.isEmpty()) {
            line("different", route.group(), route.name(), difference);
            return;
        }
        run(usual, route, Math.min(seconds, WARM_UP_SECONDS));
        run(brisk, route, Math.min(seconds, WARM_UP_SECONDS));
        List<Run> before = new ArrayList<>();
        List<Run> after = new ArrayList<>();
        List<Run> misses = new ArrayList<>();
        Routes.Route missed = route.writes() ? null : route.missed();
        for (int round = 0; round < rounds; round++) {
            before.add(run(usual, route, seconds));
            after.add(run(brisk, route, seconds));
            if (missed != null) {
                misses.add(run(brisk, missed, seconds));
            }
        }
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = after.get(round).perSecond / before.get(round).perSecond;
        }
        Arrays.sort(ratios);
        long errors = before.stream().mapToLong(Run::errors).sum()
                + after.stream().mapToLong(Run::errors).sum();
        line(
                "row",
                route.group(),
                route.name(),
                median(before.stream().mapToDouble(Run::p50Millis).toArray(), "%.2f"),
                median(before.stream().mapToDouble(Run::perSecond).toArray(), "%.1f"),
                median(after.stream().mapToDouble(Run::p50Millis).toArray(), "%.2f"),
                median(after.stream().mapToDouble(Run::perSecond).toArray(), "%.1f"),
                misses.isEmpty()
                        ? "-"
                        : median(misses.stream().mapToDouble(Run::p50Millis).toArray(), "%.2f"),
                median(ratios, "%.1f"),
                String.format(Locale.ROOT, "%.1f", ratios[0]),
                String.format(Locale.ROOT, "%.1f", ratios[rounds - 1]),
                median(before.stream().mapToDouble(Run::statements).toArray(), "%.0f"),
                median(after.stream().mapToDouble(Run::statements).toArray(), "%.2f"),
                missStatements(route),
                median(after.stream().mapToDouble(run -> 100 * run.hitShare).toArray(), "%.0f"),
                String.valueOf(errors));
    }

    /** Empty where both answer the same to some of the requests. */
    private String difference(Routes.Route route) throws Exception {
        try (var one = new RawClient(usual);
                var other = new RawClient(brisk)) {
            for (int i = 0; i < route.checked(); i++) {
                Request request = route.requests().get(i);
                Answer before = one.send(request);
                // What both write must not be the same thing twice.
                Answer after = other.send(route.requests().get(route.writes() ? i + route.checked() : i));
                if (before.status() != after.status()) {
                    return request.path() + " answers " + before.status() + " and " + after.status() + ": "
                            + (before.status() >= 400 ? before : after).text().replaceAll("[\\r\\n\\t]", " ");
                }
                String difference = route.same().difference(before.text(), after.text());
                if (!difference.isEmpty()) {
                    return request.path() + ": " + difference;
                }
            }
        }
        return "";
    }

    private String missStatements(Routes.Route route) throws Exception {
        try (var client = new RawClient(brisk)) {
            Request miss = (route.writes() ? route : route.missed()).requests().getLast();
            return String.valueOf(client.send(miss).statements());
        }
    }

    private Run run(String address, Routes.Route route, int runSeconds) throws Exception {
        long start = System.nanoTime();
        long until = start + runSeconds * 1_000_000_000L;
        var next = new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 20));
        List<Callable<Worker>> workers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            workers.add(() -> {
                var worker = new Worker();
                worker.work(address, route, until, next);
                return worker;
            });
        }
        var sum = new Worker();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (Future<Worker> worker : threads.invokeAll(workers)) {
                sum.add(worker.get());
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        long count = Math.max(1, sum.micros.getTotalCount());
        return new Run(
                count / took,
                sum.micros.getValueAtPercentile(50) / 1_000.0,
                (double) sum.statements / count,
                (double) sum.hits / count,
                sum.errors);
    }

    /** One connection's part of a run. */
    private static final class Worker {
        private final Histogram micros = new Histogram(300_000_000L, 3);
        private long statements;
        private long hits;
        private long errors;

        void work(String address, Routes.Route route, long until, AtomicInteger next) throws Exception {
            try (var client = new RawClient(address)) {
                while (System.nanoTime() < until) {
                    Request request = route.request(next.getAndIncrement());
                    long begin = System.nanoTime();
                    Answer answer = client.send(request);
                    micros.recordValue((System.nanoTime() - begin) / 1_000);
                    statements += answer.statements();
                    hits += answer.hit() ? 1 : 0;
                    errors += answer.status() >= 300 ? 1 : 0;
                }
            }
        }

        void add(Worker other) {
            micros.add(other.micros);
            statements += other.statements;
            hits += other.hits;
            errors += other.errors;
        }
    }

    private static String median(double[] values, String format) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return String.format(Locale.ROOT, format, median);
    }

    private static void line(String... fields) {
        System.out.println(String.join(
                "\t",
                Arrays.stream(fields)
                        .map(field -> field.isEmpty() ? "-" : field.replaceAll("\\s+", " "))
                        .toList()));
    }
}
