package brisk.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code postmaster.pid}, in which a running server says who it is and how far it has come. */
record PostmasterFile(long pid, boolean isReady) {

    private static final int STATUS_LINE = 7;

    static Optional<PostmasterFile> read(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(data));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            boolean isReady =
                    lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
            return Optional.of(
                    new PostmasterFile(Math.abs(Long.parseLong(lines.getFirst().strip())), isReady));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static void delete(Path data) throws IOException {
        Files.deleteIfExists(file(data));
    }

    private static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    /** After a reboot or in a new container the number may belong to any other program. */
    static boolean isServerOf(Path data, ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean isPostgres = info.command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(true);
        boolean isOurs = info.arguments()
                .map(arguments -> Arrays.asList(arguments).contains(data.toString()))
                .orElse(true);
        return isPostgres && isOurs;
    }
}
