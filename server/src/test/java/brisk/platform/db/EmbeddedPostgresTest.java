package brisk.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    private Path home;

    @Test
    void itStartsWithADatabaseThatOnlyThisMachineAndThePasswordOpen() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres, "SHOW server_version_num")).startsWith("18");
            assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(query(postgres, "SHOW jit")).isEqualTo("off");
            assertThat(query(postgres, "SELECT inet_server_addr()")).startsWith("127.0.0.1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("postgres.password"))))
                    .isEqualTo("rw-------");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("brisk"), postgres.user(), "guess")
                            .close())
                    .withMessageContaining("password authentication failed");
        }
    }

    @Test
    void lettersOfEveryScriptAreSearchableAndHaveALowerCase() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            execute(postgres, "CREATE EXTENSION pg_trgm");
            for (String name : new String[] {"王伟明", "Łukasz", "मोहन", "Ελένη", "עברית"}) {
                assertThat(query(postgres, "SELECT cardinality(show_trgm('" + name + "'))"))
                        .as(name)
                        .isNotEqualTo("0");
            }
            assertThat(query(postgres, "SELECT lower('ÀÉŁΩЖ')")).isEqualTo("àéłωж");
        }
    }

    @Test
    void aSecondStartFindsTheRowsAndThePasswordOfTheFirst() throws Exception {
        String password;
        try (EmbeddedPostgres postgres = start()) {
            password = postgres.password();
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(postgres.password()).isEqualTo(password);
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aMigrationMayTakeLongerThanAConnectionMayIdle() {
        try (EmbeddedPostgres postgres = start(Map.of("idle_in_transaction_session_timeout", "1ms"))) {
            assertThat(Migrations.migrate(postgres.jdbcUrl("brisk"), postgres.user(), postgres.password(), line -> {}))
                    .isPositive();
        }
    }

    @Test
    void aServerThatWasKilledStartsAgainWithEveryCommittedRow() throws Exception {
        EmbeddedPostgres killed = start();
        execute(killed, "CREATE TABLE kept AS SELECT 42 AS answer");
        kill(killed.process());
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aServerThatAKilledBriskLeftBehindIsStoppedAndReplaced() throws Exception {
        EmbeddedPostgres orphan = start();
        execute(orphan, "CREATE TABLE kept AS SELECT 42 AS answer");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(orphan.process().isAlive()).isFalse();
            assertThat(query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void aStaleProcessFileThatNamesAnotherProgramDoesNotBlockTheStart() throws Exception {
        start().close();
        Files.writeString(
                home.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home.resolve("data") + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void aFirstStartThatDiedHalfwayIsBegunAnew() throws Exception {
        Files.createDirectories(home.resolve("data.unfinished/base"));
        Files.writeString(home.resolve("data.unfinished/PG_VERSION"), "18");
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres, "SELECT current_database()")).isEqualTo("brisk");
        }
        assertThat(home.resolve("data.unfinished")).doesNotExist();
    }

    @Test
    void aServerThatRefusesItsSettingsSaysWhyInOneLine() {
        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> start(Map.of("shared_preload_libraries", "no_such_library")))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("no_such_library")
                        .contains("postgres.log")
                        .doesNotContain("\n"));
    }

    @Test
    void rowsWithoutTheirPasswordAreNotTouched() throws IOException {
        start().close();
        Files.delete(home.resolve("postgres.password"));
        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(this::start)
                .withMessageContaining("postgres.password is missing");
    }

    @Test
    void theLogIsKeptSmall() throws IOException {
        PostgresLog log = new PostgresLog(home.resolve("postgres.log"));
        Files.write(log.file(), new byte[11 * 1024 * 1024]);
        log.trim();
        assertThat(log.sizeBytes()).isZero();
        assertThat(home.resolve("postgres.log.1")).hasSize(11 * 1024 * 1024);
    }

    private EmbeddedPostgres start() {
        return start(Map.of());
    }

    private EmbeddedPostgres start(Map<String, String> more) {
        var settings = new HashMap<>(Map.of("fsync", "off", "shared_buffers", "32MB"));
        settings.putAll(more);
        return EmbeddedPostgres.start(home, Path.of("target/test-postgres"), settings);
    }

    private static void kill(ProcessHandle process) throws ExecutionException, InterruptedException {
        process.destroyForcibly();
        process.onExit().get();
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("brisk"), postgres.user(), postgres.password());
    }
}
