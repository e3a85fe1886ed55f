package brisk.bench.mixed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a run is told, in system properties: {@code bench.url}, {@code bench.data} (a folder with a file of lines for each kind of
 * thing that is asked for), {@code bench.phase}, {@code bench.rate}, {@code bench.seconds}, {@code bench.out}.
 */
record Plan(String url, Path data, String phase, double rate, int seconds, Path out) {
    static Plan read() {
        return new Plan(
                System.getProperty("bench.url"),
                Path.of(System.getProperty("bench.data")),
                System.getProperty("bench.phase"),
                Double.parseDouble(System.getProperty("bench.rate")),
                Integer.getInteger("bench.seconds"),
                Path.of(System.getProperty("bench.out")));
    }

    /** The lines of a file, of which the first ones are asked for most: the nth one n times less often than the first. */
    Popular popular(String name) {
        try {
            List<String> lines = Files.readAllLines(data.resolve(name)).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            if (lines.isEmpty()) {
                throw new IllegalStateException("there are no " + name);
            }
            return new Popular(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Values that are drawn by Zipf's law. */
    static final class Popular {
        private final List<String> values;
        private final double[] cumulated;

        Popular(List<String> values) {
            this.values = values;
            this.cumulated = new double[values.size()];
            double sum = 0;
            for (int i = 0; i < cumulated.length; i++) {
                sum += 1.0 / (i + 1);
                cumulated[i] = sum;
            }
        }

        /** Each of them as often as the others. */
        String any() {
            return values.get(ThreadLocalRandom.current().nextInt(values.size()));
        }

        String next() {
            double at = ThreadLocalRandom.current().nextDouble(cumulated[cumulated.length - 1]);
            int found = java.util.Arrays.binarySearch(cumulated, at);
            return values.get(found < 0 ? -found - 1 : found);
        }
    }
}
