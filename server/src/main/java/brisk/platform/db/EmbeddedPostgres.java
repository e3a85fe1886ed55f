package brisk.platform.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that Brisk starts and owns where no other is configured: its programs come from the classpath, its rows lie
 * in {@code home/data}, and it listens on a free port of 127.0.0.1 that is chosen anew at each start.
 *
 * <p>Whoever starts one holds the home's {@link DataDirectory}. A server that a killed Brisk left behind is stopped first.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /** Recovery after an unclean stop replays at most max_wal_size; this is for slow disks. */
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(10);

    /** How long the processes of a killed server may take to notice that it is gone. */
    private static final Duration LEFTOVER_LIMIT = Duration.ofSeconds(15);

    private static final Duration FAST_STOP_LIMIT = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE_STOP_LIMIT = Duration.ofSeconds(10);
    private static final int POLL_MILLIS = 3;
    private static final Duration LOG_CHECK = Duration.ofMinutes(1);

    private static final int MOST_RESTARTS = 5;
    private static final Duration RESTARTS_COUNTED = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final PostgresCluster cluster;
    private final int port;
    private volatile Process process;
    private volatile boolean isClosing;
    private volatile @Nullable Thread supervisor;

    private EmbeddedPostgres(PostgresCluster cluster, Process process, int port) {
        this.cluster = cluster;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the server of a home, which is created with an empty database {@code brisk} where there is none.
     *
     * @param extraSettings settings of PostgreSQL that override Brisk's, such as {@code fsync=off} in tests
     * @throws PostgresStartException with one line that says why
     */
    public static EmbeddedPostgres start(Path home, Map<String, String> extraSettings) {
        return start(home, home.resolve("postgres"), extraSettings);
    }

    /** Starts with the programs below {@code binaries}, which short-lived homes may share instead of unpacking 60 MB each. */
    public static EmbeddedPostgres start(Path home, Path binaries, Map<String, String> extraSettings) {
        try {
            Path absolute = home.toAbsolutePath().normalize();
            DataDirectory.createPrivate(absolute);
            Path unpacked = PostgresBinaries.unpack(binaries.toAbsolutePath().normalize());
            PostgresCluster cluster =
                    PostgresCluster.open(absolute, PostgresPrograms.in(unpacked), PostgresSettings.with(extraSettings));
            stopLeftover(cluster);
            if (unpacked.startsWith(absolute)) {
                PostgresBinaries.deleteOthers(unpacked);
            }
            return launch(cluster, 0);
        } catch (IOException e) {
            throw new PostgresStartException("PostgreSQL cannot be started in " + home + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresStartException("interrupted while PostgreSQL was starting", e);
        }
    }

    /** Credentials are not part of it. */
    public String jdbcUrl(String databaseName) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + databaseName;
    }

    public String user() {
        return PostgresCluster.USER;
    }

    public String password() {
        return cluster.password();
    }

    public int port() {
        return port;
    }

    /** The process of the server, for tests that kill it. */
    ProcessHandle process() {
        return process.toHandle();
    }

    private static void stopLeftover(PostgresCluster cluster) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = PostmasterFile.read(cluster.data()).flatMap(PostmasterFile::process);
        if (process.isEmpty()) {
            return;
        }
        if (!PostmasterFile.isServerOf(cluster.data(), process.get())) {
            // PostgreSQL itself would take any live process of this user for its predecessor.
            PostmasterFile.delete(cluster.data());
            return;
        }
        LOG.info(
                "stopping the PostgreSQL that an earlier run left behind (process {})",
                process.get().pid());
        stop(cluster, process.get());
    }

    /** @param samePort 0 for any free one */
    private static EmbeddedPostgres launch(PostgresCluster cluster, int samePort)
            throws IOException, InterruptedException {
        long giveUpNanos = System.nanoTime() + LEFTOVER_LIMIT.toNanos();
        while (true) {
            cluster.log().trim();
            long logStart = cluster.log().sizeBytes();
            int port = samePort == 0 ? freePort() : samePort;
            Process process = cluster.launch(port);
            if (awaitReady(cluster, process)) {
                EmbeddedPostgres postgres = new EmbeddedPostgres(cluster, process, port);
                if (samePort == 0) {
                    Thread.ofVirtual().name("postgres-log").start(postgres::keepLogSmall);
                }
                return postgres;
            }
            String failure = cluster.log().failure(logStart);
            boolean mayPass = failure.contains("could not create any TCP/IP sockets")
                    || failure.contains("shared memory block")
                    || failure.contains("lock file");
            if (!mayPass || System.nanoTime() > giveUpNanos) {
                throw new PostgresStartException("PostgreSQL does not start: " + failure + " (more in "
                        + cluster.log().file() + ")");
            }
            Thread.sleep(100);
        }
    }

    /** @return false when the server gave up */
    private static boolean awaitReady(PostgresCluster cluster, Process process)
            throws IOException, InterruptedException {
        try {
            return pollReady(cluster, process);
        } catch (InterruptedException e) {
            // Nobody would know of the server any more.
            process.destroy();
            throw e;
        }
    }

    private static boolean pollReady(PostgresCluster cluster, Process process)
            throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        boolean isTold = false;
        while (process.isAlive()) {
            Optional<PostmasterFile> status = PostmasterFile.read(cluster.data());
            if (status.filter(found -> found.pid() == process.pid() && found.isReady())
                    .isPresent()) {
                return true;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - startNanos);
            if (waited.compareTo(RECOVERY_LIMIT) > 0) {
                stop(cluster, process.toHandle());
                throw new PostgresStartException("PostgreSQL was not ready after " + RECOVERY_LIMIT.toMinutes()
                        + " minutes; see " + cluster.log().file());
            }
            if (!isTold && waited.toSeconds() >= 5) {
                LOG.info("PostgreSQL repairs its files after an unclean stop");
                isTold = true;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void keepLogSmall() {
        try {
            while (!isClosing) {
                Thread.sleep(LOG_CHECK);
                cluster.log().trim();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * From now on the server is started again on its port when it ends by itself, after a pause that doubles, at most five times
     * within ten minutes.
     *
     * @param gaveUp is told in one line that it was in vain
     */
    public void restartWhenItDies(Consumer<String> gaveUp) {
        supervisor = Thread.ofVirtual().name("postgres-supervisor").start(() -> {
            try {
                String failure = supervise();
                if (!failure.isEmpty()) {
                    gaveUp.accept(failure);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** @return why it is not started again; empty when it was stopped */
    private String supervise() throws InterruptedException {
        Deque<Long> restarts = new ArrayDeque<>();
        String failure = "it ends again and again";
        while (true) {
            int exitCode = process.waitFor();
            if (isClosing) {
                return "";
            }
            long now = System.nanoTime();
            while (!restarts.isEmpty() && now - restarts.getFirst() > RESTARTS_COUNTED.toNanos()) {
                restarts.removeFirst();
            }
            if (restarts.size() >= MOST_RESTARTS) {
                return "PostgreSQL has ended and was started again " + MOST_RESTARTS + " times in vain: " + failure;
            }
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << restarts.size()));
            restarts.addLast(System.nanoTime());
            LOG.warn(
                    "PostgreSQL has ended (exit code {}) and is started again ({} of {})",
                    exitCode,
                    restarts.size(),
                    MOST_RESTARTS);
            try {
                process = launch(cluster, port).process;
                failure = "it ends again and again";
            } catch (IOException | PostgresStartException e) {
                failure = String.valueOf(e.getMessage());
            }
        }
    }

    /** Stops the server: open transactions are rolled back, everything committed is on disk. */
    @Override
    public void close() {
        isClosing = true;
        try {
            Thread supervising = supervisor;
            if (supervising != null) {
                supervising.interrupt();
                supervising.join(IMMEDIATE_STOP_LIMIT);
            }
            stop(cluster, process.toHandle());
        } catch (IOException e) {
            LOG.warn("PostgreSQL could not be stopped: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(PostgresCluster cluster, ProcessHandle server) throws IOException, InterruptedException {
        for (String mode : List.of("fast", "immediate")) {
            cluster.signalStop(mode);
            if (awaitEnd(cluster.data(), server, mode.equals("fast") ? FAST_STOP_LIMIT : IMMEDIATE_STOP_LIMIT)) {
                return;
            }
        }
        // The next start recovers; a server that ignores both signals must not hold up the end of Brisk.
        server.destroyForcibly();
    }

    private static boolean awaitEnd(Path data, ProcessHandle server, Duration limit)
            throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < endNanos) {
            // The file goes last. A dead process may stay visible until its parent asks for it.
            if (!server.isAlive() || PostmasterFile.read(data).isEmpty()) {
                return true;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return false;
    }
}
