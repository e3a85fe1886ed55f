package brisk.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** The files that were sent, below the home: {@code imports/<id>.csv}, and {@code *.part} while one arrives. */
final class ImportFiles {
    private final Path directory;

    ImportFiles(Path home) {
        this.directory = home.resolve("imports");
    }

    /** An empty file to write to. */
    Path fresh() throws IOException {
        Files.createDirectories(directory);
        return Files.createTempFile(directory, "", ".part");
    }

    Path of(UUID importId) {
        return directory.resolve(importId + ".csv");
    }

    void keep(Path received, UUID importId) {
        try {
            Files.move(received, of(importId), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(UUID importId) {
        delete(of(importId));
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also what a killed server left half-received, and what belongs to nobody. */
    void deleteBefore(Instant before, Set<UUID> needed) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                boolean isNeeded = needed.stream().anyMatch(id -> name.equals(id + ".csv"));
                if (!isNeeded && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    delete(file);
                }
            }
        } catch (NoSuchFileException e) {
            // nothing was ever imported
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
