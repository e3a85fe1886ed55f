package brisk.platform.db;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs initdb, pg_ctl and postgres, in the way that they accept for the user that Brisk runs as. */
final class PostgresPrograms {

    private static final long TIMEOUT_SECONDS = 120;

    /** What a finished program left. */
    record Result(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private final Path bin;
    private final List<String> asOtherUser;

    private PostgresPrograms(Path bin, List<String> asOtherUser) {
        this.bin = bin;
        this.asOtherUser = asOtherUser;
    }

    /** @param binaries the directory that holds bin, lib and share */
    static PostgresPrograms in(Path binaries) throws IOException, InterruptedException {
        return new PostgresPrograms(binaries.resolve("bin"), isRoot() ? withoutRoot() : List.of());
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, while the kernel still knows it as the
     * owner of its files.
     */
    private static List<String> withoutRoot() throws InterruptedException {
        List<String> unshare = List.of("unshare", "-U");
        try {
            if (run(concat(unshare, "true"), "").succeeded()) {
                return unshare;
            }
        } catch (IOException e) {
            // no such program: the same advice
        }
        throw new PostgresStartException("PostgreSQL does not run as root and this system does not allow"
                + " 'unshare -U': start Brisk as another user, or set BRISK_DATABASE_URL to a PostgreSQL >= 18");
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    /** Runs a program to its end. */
    Result run(String input, String program, String... arguments) throws IOException, InterruptedException {
        return run(line(program, arguments), input);
    }

    /**
     * Starts the server in a session of its own: Ctrl-C in a terminal reaches the whole foreground group, and the database
     * must outlive the requests that Brisk still answers then.
     */
    Process startServer(List<String> arguments, Path log) throws IOException {
        List<String> line = new ArrayList<>(ownSession());
        line.addAll(line("postgres", arguments.toArray(String[]::new)));
        return new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static List<String> ownSession() {
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            return List.of("/usr/bin/setsid");
        }
        Path perl = Path.of("/usr/bin/perl");
        return Files.isExecutable(perl)
                ? List.of(perl.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV")
                : List.of();
    }

    private List<String> line(String program, String... arguments) {
        return concat(concat(asOtherUser, bin.resolve(program).toString()), arguments);
    }

    private static List<String> concat(List<String> first, String... second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(second));
        return all;
    }

    private static Result run(List<String> line, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it ended without reading; its exit code tells
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(line + " does not end");
        }
        return new Result(process.exitValue(), output);
    }
}
