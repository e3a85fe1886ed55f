package brisk.platform.db;

import brisk.platform.config.ConfigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The home of one Brisk, held by a lock on {@code brisk.lock} so that two processes never run on the same rows. The
 * operating system drops the lock with the process, however that ends.
 */
public final class DataDirectory implements AutoCloseable {

    private final Path home;
    private final FileChannel channel;

    private DataDirectory(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /**
     * Creates the directory where it is missing and takes its lock.
     *
     * @throws ConfigException when another Brisk holds it or it cannot be written
     */
    public static DataDirectory hold(Path home) {
        try {
            createPrivate(home);
            return lock(home);
        } catch (IOException e) {
            throw new ConfigException("the home " + home + " cannot be used: " + e);
        }
    }

    public Path home() {
        return home;
    }

    static void createPrivate(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static DataDirectory lock(Path home) throws IOException {
        FileChannel channel = FileChannel.open(
                home.resolve("brisk.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            ByteBuffer holder = ByteBuffer.allocate(32);
            channel.read(holder, 0);
            channel.close();
            throw new ConfigException("another Brisk (process "
                    + StandardCharsets.US_ASCII.decode(holder.flip()).toString().strip() + ") runs on " + home
                    + "; stop it or choose another home with --data");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
        return new DataDirectory(home, channel);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the process ends anyway, and the lock with it
        }
    }
}
