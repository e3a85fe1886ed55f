package brisk.coherence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Lets writers and readers loose on a server and judges what they saw. */
public final class CoherenceRun {
    /** Between two writes of one writer: without a pause hardly any answer would live long enough to be read twice. */
    private static final int MOST_PAUSE_MILLIS = 400;

    private CoherenceRun() {}

    /**
     * @param address such as http://127.0.0.1:8080
     * @param tokens API tokens that may read and write, the first one an administrator's, which also writes; readers take turns
     *     with all of them
     */
    public record Settings(String address, List<String> tokens, Duration duration, int writers, int readers) {}

    /** One step of a writer or reader. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /** @throws Exception where a request fails */
    public static Checker.Verdict run(Settings settings) throws Exception {
        var client = new Client(settings.address());
        String admin = settings.tokens().getFirst();
        var world = new World(client, admin);
        String pipeline =
                client.get(admin, "/api/pipelines", "").json().at("/data/0/id").asString();
        long until = System.nanoTime() + settings.duration().toNanos();
        List<Future<?>> work = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < settings.writers(); i++) {
                var writer = new Writer(world);
                work.add(threads.submit(() -> repeat(until, () -> {
                    writer.next();
                    Thread.sleep(ThreadLocalRandom.current().nextInt(MOST_PAUSE_MILLIS));
                })));
            }
            for (int i = 0; i < settings.readers(); i++) {
                String token = settings.tokens().get(i % settings.tokens().size());
                var reader = new Reader(world, token, pipeline);
                work.add(threads.submit(() -> repeat(until, reader::next)));
            }
            for (Future<?> one : work) {
                one.get();
            }
        }
        return Checker.check(world.history);
    }

    private static @Nullable Void repeat(long until, Step step) throws Exception {
        while (System.nanoTime() < until) {
            step.run();
        }
        return null;
    }
}
