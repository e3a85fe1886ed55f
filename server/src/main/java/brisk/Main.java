package brisk;

import brisk.App.Coordinates;
import brisk.imports.ImportCommand;
import brisk.platform.config.Config;
import brisk.platform.config.ConfigException;
import brisk.platform.db.DataDirectory;
import brisk.platform.db.EmbeddedPostgres;
import brisk.platform.db.OutageFilter;
import brisk.platform.db.PostgresStartException;
import brisk.platform.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The command line: reads what to do and the configuration, starts Brisk, and stops it in order. */
public final class Main {

    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;

    private static final String USAGE = """
            Usage: brisk [run] [flags]          start the server, with its own PostgreSQL unless database.url is set
                   brisk import FILE... [flags] send files to a running server
                   brisk help                   print this

            """;

    private Main() {}

    public static void main(String[] arguments) {
        boolean isCommand = arguments.length > 0 && !arguments[0].startsWith("-");
        String command = isCommand ? arguments[0] : "run";
        List<String> flags = List.of(arguments).subList(isCommand ? 1 : 0, arguments.length);
        if (!command.equals("import") && (flags.contains("--help") || flags.contains("-h"))) {
            command = "help";
        }
        Running running = new Running(Thread.currentThread());
        try {
            switch (command) {
                case "run" -> run(running, Config.load(flags, System.getenv()));
                case "import" -> ImportCommand.run(flags, System.getenv(), System.out);
                case "train" -> Training.run(start(running, Config.load(flags, Map.of())));
                case "help" -> System.out.print(USAGE + Config.help());
                default -> throw new ConfigException("there is no command '" + command + "'; 'brisk help' lists them");
            }
        } catch (Throwable e) {
            fail(running, e);
        }
        System.exit(0);
    }

    private static void run(Running running, Config config) throws InterruptedException {
        App app = start(running, config);
        System.out.printf(
                Locale.ROOT,
                "Brisk %s is ready on http://%s:%d (%.1f s)%n",
                version(),
                config.http().host(),
                app.port(),
                (System.currentTimeMillis()
                                - ManagementFactory.getRuntimeMXBean().getStartTime())
                        / 1000.0);
        app.welcome().forEach(System.out::println);
        new CountDownLatch(1).await();
    }

    private static App start(Running running, Config config) {
        configureLogging();
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        running.open(() -> DataDirectory.hold(config.home()));
        requireFree(config.http());
        Coordinates coordinates = coordinates(running, config);
        return running.open(() -> App.start(config, coordinates));
    }

    private static void requireFree(Config.Http http) {
        try {
            HttpServer.requireFree(http.host(), http.port());
        } catch (UncheckedIOException e) {
            String message = String.valueOf(e.getCause());
            if (message.contains("Unresolved address") || message.contains("Cannot assign requested address")) {
                throw new ConfigException("http.host '" + http.host() + "' is no address of this machine");
            }
            throw e;
        }
    }

    private static Coordinates coordinates(Running running, Config config) {
        Config.Database database = config.database();
        if (database.url() != null) {
            return new Coordinates(
                    database.url(), database.user(), database.password().reveal());
        }
        EmbeddedPostgres postgres = running.open(() -> EmbeddedPostgres.start(config.home(), Map.of()));
        postgres.restartWhenItDies(failure -> {
            System.err.println("brisk: " + failure);
            // Not in the thread that says so: the end waits for it.
            Thread.ofPlatform().name("end").start(() -> System.exit(FAILED));
        });
        return new Coordinates(postgres.jdbcUrl("brisk"), postgres.user(), postgres.password());
    }

    private static void configureLogging() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        try (InputStream in = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(Objects.requireNonNull(in));
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                handler.setFilter(new OutageFilter());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    private static void fail(Running running, Throwable failure) {
        // A start that Ctrl-C interrupts fails too, and nobody wants to read how.
        if (!running.isClosing()) {
            System.err.println("brisk: " + reason(failure));
        }
        System.exit(failure instanceof ConfigException ? MISCONFIGURED : FAILED);
    }

    /** The cause at the bottom, in one line; what nobody foresaw is told in full as well, because it is a defect. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !isForeseen(cause)) {
            cause = cause.getCause();
        }
        if (cause instanceof BindException) {
            return "the address is taken (" + cause.getMessage() + "); choose another with --port";
        }
        if ((cause instanceof RuntimeException || cause instanceof Error) && !isForeseen(cause)) {
            failure.printStackTrace();
        }
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static boolean isForeseen(Throwable failure) {
        return failure instanceof ConfigException || failure instanceof PostgresStartException;
    }
}
