package brisk.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brisk.platform.config.Config;
import brisk.platform.db.Database;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.TestServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MailSenderTest {
    private static final TestServer server = TestServer.start(Map.of());

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Database database = server.app().database();
    private final Mails mails = new Mails(database, server.clock());

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Config.Mail smtp(int port, String password) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(port),
                "mail.from", "crm@brisk.example",
                "mail.tls", "none"));
        if (!password.isEmpty()) {
            settings.put("mail.user", "crm");
            settings.put("mail.password", password);
        }
        return Config.of(settings).mail();
    }

    private void enqueue(String recipient, String subject) {
        database.write(new Trace(), (handle, changes) -> {
            mails.enqueue(handle, workspace.id(), recipient, subject, "Grüße aus Köln,\nBrisk");
            return subject;
        });
    }

    private record Kept(String state, int attempts, String lastError, boolean waits) {}

    private List<Kept> kept() throws SQLException {
        try (Connection connection = server.db().connect();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT state, attempts, coalesce(last_error, ''), next_attempt_at > ? FROM mails
                        WHERE workspace_id = ? ORDER BY id
                        """)) {
            statement.setObject(1, server.clock().instant().atOffset(java.time.ZoneOffset.UTC));
            statement.setObject(2, workspace.id());
            List<Kept> kept = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    kept.add(new Kept(rows.getString(1), rows.getInt(2), rows.getString(3), rows.getBoolean(4)));
                }
            }
            return kept;
        }
    }

    private static int refusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void whatIsEnqueuedArrivesOnce() throws Exception {
        var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.start();
        try {
            var sender = new MailSender(database, smtp(greenMail.getSmtp().getPort(), ""), server.clock());
            for (int i = 0; i < 40; i++) {
                enqueue("selma@example.org", "Reminder: call\r\nBcc: everybody@example.org " + i);
            }
            List<Callable<Void>> nodes = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                nodes.add(() -> {
                    sender.send(new Trace());
                    return null;
                });
            }
            try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var node : together.invokeAll(nodes)) {
                    node.get();
                }
            }
            var received = greenMail.getReceivedMessagesForDomain("example.org");
            assertThat(received).hasSize(40);
            assertThat(received[0].getFrom()[0]).hasToString("crm@brisk.example");
            assertThat(received[0].getSubject()).startsWith("Reminder: call Bcc: everybody@example.org");
            assertThat(received[0].getContent().toString()).contains("Grüße aus Köln");
            assertThat(GreenMailUtil.getHeaders(received[0])).contains("@brisk>");
            assertThat(kept())
                    .hasSize(40)
                    .allSatisfy(mail -> assertThat(mail.state()).isEqualTo("sent"));
            sender.send(new Trace());
            assertThat(greenMail.getReceivedMessages()).hasSize(40);
        } finally {
            greenMail.stop();
        }
    }

    @Test
    void thePeopleOfTheDemoGetNoMail() throws Exception {
        enqueue("selma@northwind.example", "Reminder");
        new MailSender(database, smtp(refusedPort(), ""), server.clock()).send(new Trace());
        assertThat(kept()).singleElement().satisfies(mail -> {
            assertThat(mail.state()).isEqualTo("failed");
            assertThat(mail.lastError()).contains("RFC 2606");
        });
    }

    @Test
    void aTransactionThatFailsSendsNothing() throws Exception {
        assertThatThrownBy(() -> database.write(new Trace(), (handle, changes) -> {
                    mails.enqueue(handle, workspace.id(), "selma@example.org", "Never", "");
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(kept()).isEmpty();
    }

    @Test
    void aServerThatRefusesIsAskedLessAndLessOftenAndThenNoMore() throws Exception {
        var sender = new MailSender(database, smtp(refusedPort(), "s3cret-of-the-mail-server"), server.clock());
        enqueue("selma@example.org", "Reminder");
        sender.send(new Trace());
        sender.send(new Trace());
        assertThat(kept()).singleElement().satisfies(mail -> {
            assertThat(mail.state()).isEqualTo("waiting");
            assertThat(mail.attempts()).isEqualTo(1);
            assertThat(mail.waits()).isTrue();
            assertThat(mail.lastError()).contains("Connection refused").doesNotContain("s3cret");
        });
        long minutes = 1;
        for (int attempt = 2; attempt <= 8; attempt++) {
            server.advance(Duration.ofMinutes(minutes).minusSeconds(10));
            sender.send(new Trace());
            assertThat(kept().getFirst().attempts()).isEqualTo(attempt - 1);
            server.advance(Duration.ofSeconds(20));
            sender.send(new Trace());
            assertThat(kept().getFirst().attempts()).isEqualTo(attempt);
            minutes *= 3;
        }
        assertThat(kept().getFirst().state()).isEqualTo("failed");
        server.advance(Duration.ofDays(1));
        sender.send(new Trace());
        assertThat(kept().getFirst().attempts()).isEqualTo(8);
    }

    @Test
    void whatNobodySentForDaysIsGivenUpAndOldMailIsForgotten() throws Exception {
        enqueue("selma@example.org", "Reminder");
        server.advance(Duration.ofDays(4));
        mails.purge(new Trace());
        assertThat(kept()).singleElement().satisfies(mail -> {
            assertThat(mail.state()).isEqualTo("failed");
            assertThat(mail.lastError()).contains("three days");
        });
        server.advance(Duration.ofDays(80));
        mails.purge(new Trace());
        assertThat(kept()).hasSize(1);
        server.advance(Duration.ofDays(10));
        mails.purge(new Trace());
        assertThat(kept()).isEmpty();
    }
}
