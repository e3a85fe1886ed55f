package brisk.platform.db;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The programs of PostgreSQL, unpacked once from the archive on the classpath. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * Unpacks into a directory below {@code root} that is named after the archive's checksum, unless it is there.
     *
     * @return the directory that holds bin, lib and share
     */
    static Path unpack(Path root) throws IOException {
        String archive = "postgres-" + operatingSystem() + "-" + architecture() + ".txz";
        URL resource = PostgresBinaries.class.getResource("/" + archive);
        if (resource == null) {
            throw new PostgresStartException("this build has no PostgreSQL for " + operatingSystem() + " on "
                    + architecture() + "; set BRISK_DATABASE_URL to a PostgreSQL >= 18");
        }
        Path directory = root.resolve(checksum(resource));
        if (Files.isDirectory(directory)) {
            return directory;
        }
        // A rename is all or nothing, so a start that dies while unpacking leaves nothing that looks complete.
        Files.createDirectories(root);
        Path unfinished = Files.createTempDirectory(root, "unpacking-");
        try (InputStream in = resource.openStream()) {
            PostgresArchive.unpack(in, unfinished);
        }
        try {
            Files.move(unfinished, directory);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // another process that shares the programs was first
            deleteTree(unfinished);
        }
        return directory;
    }

    /** Removes what earlier versions and interrupted starts unpacked, when none of their servers runs any more. */
    static void deleteOthers(Path directory) throws IOException {
        for (Path other : children(directory.resolveSibling("."))) {
            if (!other.getFileName().equals(directory.getFileName())) {
                deleteTree(other);
            }
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        }
    }

    /** The jar knows its entry's CRC, so the start need not read 15 MB to see that nothing changed. */
    private static String checksum(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        return connection instanceof JarURLConnection jar
                ? "%08x".formatted(jar.getJarEntry().getCrc())
                : "size-" + connection.getContentLengthLong();
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String operatingSystem() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : name.replace(' ', '_');
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
