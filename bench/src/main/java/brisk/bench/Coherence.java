package brisk.bench;

import brisk.coherence.Checker.Verdict;
import brisk.coherence.CoherenceRun;
import brisk.coherence.WithoutGenerations;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Runs writers and readers against a server and prints what the checker says, in lines that a shell script reads.
 *
 * <pre>run ADDRESS SECONDS WRITERS READERS TOKEN...   lines of "total", "route" and "example", separated by tabs
 * break JAR FOLDER                                writes the class of a server that forgets to invalidate</pre>
 */
public final class Coherence {
    private Coherence() {}

    public static void main(String[] arguments) throws Exception {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        if (arguments[0].equals("break")) {
            URL[] jar = {Path.of(rest.get(0)).toUri().toURL()};
            try (var loader = new URLClassLoader(jar)) {
                WithoutGenerations.write(loader, Path.of(rest.get(1)));
            }
            return;
        }
        Verdict verdict = CoherenceRun.run(new CoherenceRun.Settings(
                rest.get(0),
                rest.subList(4, rest.size()),
                Duration.ofSeconds(Integer.parseInt(rest.get(1))),
                Integer.parseInt(rest.get(2)),
                Integer.parseInt(rest.get(3))));
        line(
                "total",
                verdict.writes(),
                verdict.reads(),
                verdict.hits(),
                verdict.observations(),
                verdict.impossible(),
                verdict.unknown());
        verdict.byRoute().forEach((route, counts) -> line("route", route, counts[0], counts[1], counts[2]));
        verdict.examples().forEach(example -> line("example", example));
        System.exit(0);
    }

    private static void line(Object... fields) {
        System.out.println(
                String.join("\t", Arrays.stream(fields).map(String::valueOf).toList()));
    }
}
