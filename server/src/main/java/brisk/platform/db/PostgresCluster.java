package brisk.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The rows on disk ({@code home/data}) and the password that opens them ({@code home/postgres.password}). */
final class PostgresCluster {

    static final String USER = "brisk";
    static final String DATABASE = "brisk";

    /**
     * Under plain C the trigram index ignores every letter outside ASCII. C.UTF-8 is on all systems of today, en_US.UTF-8 on
     * macOS and on older Linux.
     */
    private static final List<String> LOCALES = List.of("C.UTF-8", "en_US.UTF-8", "C.utf8", "en_US.utf8");

    private static final int PASSWORD_BYTES = 24;

    private final Path home;
    private final PostgresPrograms programs;
    private final Map<String, String> settings;
    private final String password;

    private PostgresCluster(Path home, PostgresPrograms programs, Map<String, String> settings, String password) {
        this.home = home;
        this.programs = programs;
        this.settings = settings;
        this.password = password;
    }

    /** The cluster of a home, made where there is none. */
    static PostgresCluster open(Path home, PostgresPrograms programs, Map<String, String> settings)
            throws IOException, InterruptedException {
        PostgresCluster cluster = new PostgresCluster(home, programs, settings, password(home));
        if (!Files.exists(cluster.data())) {
            cluster.create();
        }
        return cluster;
    }

    Path data() {
        return home.resolve("data");
    }

    PostgresLog log() {
        return new PostgresLog(home.resolve("postgres.log"));
    }

    String password() {
        return password;
    }

    Process launch(int port) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", data().toString(), "-p", Integer.toString(port)));
        settings.forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
        return programs.startServer(arguments, log().file());
    }

    /** @param mode fast or immediate */
    void signalStop(String mode) throws IOException, InterruptedException {
        programs.run("", "pg_ctl", "stop", "-D", data().toString(), "-m", mode, "-W");
    }

    private static String password(Path home) throws IOException {
        Path file = home.resolve("postgres.password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        if (Files.exists(home.resolve("data"))) {
            throw new PostgresStartException(
                    file + " is missing, without which nobody can sign in to " + home.resolve("data"));
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Files.deleteIfExists(unfinished(file));
        Files.createFile(
                unfinished(file), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished(file), password + "\n");
        Files.move(unfinished(file), file);
        return password;
    }

    /** Everything is made beside its place and moved there when complete, so a killed first start leaves nothing half-made. */
    private void create() throws IOException, InterruptedException {
        initialize(unfinished(data()));
        PostgresPrograms.Result created = programs.run(
                "CREATE DATABASE " + DATABASE + "\n",
                "postgres",
                "--single",
                "-D",
                unfinished(data()).toString(),
                "postgres");
        if (!created.succeeded() || created.output().contains("ERROR:")) {
            throw new PostgresStartException("the database could not be created: " + lastLine(created.output()));
        }
        Files.move(unfinished(data()), data());
    }

    private void initialize(Path directory) throws IOException, InterruptedException {
        String failure = "";
        for (String locale : LOCALES) {
            PostgresBinaries.deleteTree(directory);
            List<String> arguments = new ArrayList<>(List.of(
                    "-D",
                    directory.toString(),
                    "-U",
                    USER,
                    "--pwfile=" + home.resolve("postgres.password"),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=" + locale));
            if ("off".equals(settings.get("fsync"))) {
                arguments.add("--no-sync");
            }
            PostgresPrograms.Result result = programs.run("", "initdb", arguments.toArray(String[]::new));
            if (result.succeeded()) {
                return;
            }
            failure = lastLine(result.output());
            if (!result.output().contains("locale")) {
                break;
            }
        }
        throw new PostgresStartException("PostgreSQL could not create " + directory + ": " + failure);
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> line.contains("error:") || line.contains("FATAL:"))
                .findFirst()
                .orElse(output.strip().lines().reduce((first, second) -> second).orElse("no reason given"));
    }

    private static Path unfinished(Path path) {
        return path.resolveSibling(path.getFileName() + ".unfinished");
    }
}
