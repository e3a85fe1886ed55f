package brisk.platform.db;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import brisk.App.Coordinates;
import brisk.testing.BriskProcess;
import brisk.testing.BriskProcess.Ended;
import brisk.testing.TestDb;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start says about the database that it is told to use. */
class DatabaseHoldTest {
    @TempDir
    private Path home;

    private static String[] flags(String url, String user, String password) {
        return new String[] {"--database.url", url, "--database.user", user, "--database.password", password};
    }

    private Ended refused(String... flags) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("run", "--data", home.resolve("refused").toString(), "--no-demo", "--port", "0"));
        all.addAll(List.of(flags));
        Ended ended = BriskProcess.run(all.toArray(String[]::new));
        assertThat(ended.exitCode()).as("%s", ended.output()).isEqualTo(2);
        return ended;
    }

    @Test
    void oneBriskAtATimeWorksWithADatabaseWhateverItsHome() throws Exception {
        try (TestDb db = TestDb.fresh()) {
            Coordinates at = db.coordinates();
            String[] flags = flags(at.jdbcUrl(), at.user(), at.password());
            try (BriskProcess first = BriskProcess.start(home.resolve("first"), flags)) {
                assertThat(refused(flags).output())
                        .singleElement(STRING)
                        .startsWith("brisk: another Brisk (brisk on ")
                        .contains("works with the database 127.0.0.1:")
                        .contains("database.url");
                first.kill();
            }
            BriskProcess.start(home.resolve("second"), flags).close();
        }
    }

    @Test
    void wrongSettingsOfTheDatabaseAreOneLineAtOnce() throws Exception {
        try (TestDb db = TestDb.fresh()) {
            Coordinates at = db.coordinates();
            String place = at.jdbcUrl().replaceFirst("[^/]*$", "");
            long started = System.nanoTime();
            assertThat(refused(flags(at.jdbcUrl(), at.user(), "guess")).output())
                    .singleElement(STRING)
                    .contains("database.password", "password authentication failed");
            assertThat(refused(flags(place + "nowhere", at.user(), at.password()))
                            .output())
                    .singleElement(STRING)
                    .contains("database.url", "\"nowhere\" does not exist");
            assertThat(refused(flags("jdbc:postgresql://nohost.invalid/brisk", "a", "b"))
                            .output())
                    .singleElement(STRING)
                    .contains("database.url", "'nohost.invalid'");
            assertThat(System.nanoTime() - started).as("nanoseconds").isLessThan(60_000_000_000L);
        }
    }

    @Test
    void aPostgresqlThatIsTooOldIsOneLine() throws Exception {
        try (var old = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(old));
            assertThat(refused(flags("jdbc:postgresql://127.0.0.1:" + old.getLocalPort() + "/crm", "a", "b"))
                            .output())
                    .singleElement(STRING)
                    .contains("database.url", "has version 15, and Brisk needs 18 or newer");
        }
    }

    /** A PostgreSQL 15 that lets everybody in and agrees to everything (PostgreSQL documentation, 54.2 and 54.7). */
    private static void serve(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            var in = new DataInputStream(socket.getInputStream());
            var out = new DataOutputStream(socket.getOutputStream());
            int length = in.readInt();
            if (length == 8) {
                in.readInt();
                out.write('N'); // no TLS
                length = in.readInt();
            }
            in.skipNBytes(length - 4);
            message(out, 'R', new byte[4]);
            for (String parameter : List.of(
                    "server_version\00015.4",
                    "client_encoding\000UTF8",
                    "DateStyle\000ISO, MDY",
                    "integer_datetimes\000on",
                    "standard_conforming_strings\000on",
                    "TimeZone\000UTC")) {
                message(out, 'S', (parameter + "\000").getBytes(US_ASCII));
            }
            message(out, 'K', new byte[8]);
            message(out, 'Z', new byte[] {'I'});
            while (true) {
                int type = in.read();
                if (type < 0) {
                    return;
                }
                in.skipNBytes(in.readInt() - 4);
                if (type == 'P') {
                    message(out, '1', new byte[0]);
                } else if (type == 'B') {
                    message(out, '2', new byte[0]);
                } else if (type == 'E' || type == 'Q') {
                    message(out, 'C', "SET\000".getBytes(US_ASCII));
                }
                if (type == 'S' || type == 'Q') {
                    message(out, 'Z', new byte[] {'I'});
                }
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var message = new DataOutputStream(bytes);
        message.write(type);
        message.writeInt(body.length + 4);
        message.write(body);
        out.write(bytes.toByteArray());
        out.flush();
    }
}
