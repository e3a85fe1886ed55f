package brisk.platform.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server writes, in a file that is kept small. */
final class PostgresLog {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLog.class);
    private static final long MAX_BYTES = 10 * 1024 * 1024;

    private final Path file;

    PostgresLog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    long sizeBytes() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The server appends to the open file, so a full one is copied away and emptied rather than renamed. */
    void trim() {
        try {
            if (sizeBytes() > MAX_BYTES) {
                Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                FileChannel.open(file, StandardOpenOption.WRITE).truncate(0).close();
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be shortened: {}", file, e.toString());
        }
    }

    /** Why the server gave up: its fatal line, or the last one that it wrote after {@code fromByte}. */
    String failure(long fromByte) throws IOException {
        if (!Files.exists(file)) {
            return "it wrote nothing";
        }
        byte[] all = Files.readAllBytes(file);
        String text = new String(
                all,
                (int) Math.min(fromByte, all.length),
                (int) Math.max(0, all.length - fromByte),
                StandardCharsets.UTF_8);
        String[] lines = text.strip().split("\n");
        return Arrays.stream(lines)
                .filter(line -> line.contains("FATAL:"))
                .findFirst()
                .map(line -> line.substring(line.indexOf("FATAL:") + "FATAL:".length()))
                .orElse(lines[lines.length - 1])
                .strip();
    }
}
