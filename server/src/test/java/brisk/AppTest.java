package brisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brisk.platform.config.Config;
import brisk.testing.TestDb;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AppTest {
    /** The server is the last to start: by then the pool and the jobs are open. */
    @Test
    void aStartThatFailsLeavesNoConnectionOpen() throws Exception {
        try (TestDb db = TestDb.fresh();
                var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Config config = Config.of(Map.of(
                    "home",
                    TestDb.folder("test-server").toString(),
                    "http.port",
                    "" + taken.getLocalPort(),
                    "demo.enabled",
                    "false",
                    "shutdown.graceSeconds",
                    "1"));
            assertThatThrownBy(() -> App.start(config, db.coordinates())).isInstanceOf(UncheckedIOException.class);
            Instant patience = Instant.now().plusSeconds(5);
            while (connections(db) > 0) {
                assertThat(Instant.now()).as("connections are still open").isBefore(patience);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static int connections(TestDb db) throws SQLException {
        try (Connection connection = db.connect();
                ResultSet rows = connection.createStatement().executeQuery("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
