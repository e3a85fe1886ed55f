package brisk.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Brisk as a process of its own, as an operator runs it: for tests that stop it, kill it, or make it refuse to start. */
public final class BriskProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final String address;

    private BriskProcess(Process process, Path log, String address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /** What a process that ended by itself has printed, and its exit code. */
    public record Ended(List<String> output, int exitCode) {}

    /** Runs it with these arguments until it ends. */
    public static Ended run(String... arguments) throws IOException, InterruptedException {
        Process process = builder("", List.of(arguments)).start();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            return new Ended(reader.readAllLines(), process.waitFor());
        }
    }

    /** Starts it on {@code home} and returns when it says that it is ready. */
    public static BriskProcess start(Path home, String... flags) throws IOException {
        return start("", home, flags);
    }

    /** The same with other classes in the place of some of Brisk's own: a folder or jar that comes first. */
    public static BriskProcess startBehind(Path classes, Path home, String... flags) throws IOException {
        return start(classes + File.pathSeparator, home, flags);
    }

    private static BriskProcess start(String classPathFront, Path home, String... flags) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--data", home.toString(), "--no-demo", "--port", "0"));
        arguments.addAll(List.of(flags));
        Path log = Files.createTempFile("brisk-process", ".log");
        Process process =
                builder(classPathFront, arguments).redirectOutput(log.toFile()).start();
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (BufferedReader lines = Files.newBufferedReader(log)) {
                String ready = lines.lines()
                        .filter(line -> line.matches(".* is ready on \\S+ \\(.* s\\)")) // whole: it may be half written
                        .findFirst()
                        .orElse("");
                if (!ready.isEmpty()) {
                    return new BriskProcess(process, log, ready.replaceFirst(".* is ready on (\\S+) .*", "$1"));
                }
            }
            sleep(50);
        }
        process.destroyForcibly();
        throw new IOException("Brisk did not start:\n" + Files.readString(log));
    }

    /** Without the settings of who runs the tests. */
    private static ProcessBuilder builder(String classPathFront, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-cp",
                classPathFront + System.getProperty("java.class.path"),
                "brisk.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("BRISK_"));
        return builder;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public URI uri(String path) {
        return URI.create(address + path);
    }

    public String address() {
        return address;
    }

    /** What it has printed so far, in lines. */
    public List<String> output() throws IOException {
        return Files.readAllLines(log);
    }

    /** Waits until it ends by itself. */
    public Ended await(Duration most) throws IOException, InterruptedException {
        if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("Brisk did not end within " + most.toSeconds() + " s:\n" + Files.readString(log));
        }
        return new Ended(output(), process.exitValue());
    }

    /** As kill -9 does: nothing of it gets to clean up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** As Ctrl-C and service managers do. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new UncheckedIOException(new IOException("Brisk did not stop within " + STOP.toSeconds() + " s"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
