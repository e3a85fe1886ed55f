package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.config.Config;
import brisk.platform.mail.MailSender;
import brisk.platform.mail.Mails;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A mail server that is down neither delays nor loses a lead, and its mail arrives when somebody sends it again. */
class LeadMailTest {
    private static final TestServer server = TestServer.start(Map.of());

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Http admin = workspace.admin();

    @AfterAll
    static void stop() {
        server.close();
    }

    private static MailSender sender(int port) {
        return new MailSender(
                server.app().database(),
                Config.of(Map.of(
                                "mail.host", "127.0.0.1",
                                "mail.port", Integer.toString(port),
                                "mail.from", "crm@brisk.example",
                                "mail.tls", "none"))
                        .mail(),
                server.clock());
    }

    private static int refusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aMailServerThatIsDownNeitherDelaysNorLosesALead() throws Exception {
        MailSender refused = sender(refusedPort());
        String uid = Desk.uid(
                workspace.person(Role.CRE).http(),
                Map.of("psId", workspace.person(Role.PS).id().toString(), "model", "Nexon EV"));
        for (int attempt = 0; attempt < 8; attempt++) {
            refused.send(new Trace());
            server.advance(Duration.ofHours(13));
        }
        refused.send(new Trace());
        admin.get("/api/leads/" + uid).expect(200);
        // After three days nobody tries any more; what the job of the outbox then does, eight attempts do as well.
        new Mails(server.app().database(), server.clock()).purge(new Trace());
        JsonNode dead = admin.get("/api/mails").expect(200).json().path("data");
        assertThat(dead.size()).isEqualTo(1);
        assertThat(dead.at("/0/subject").asString()).contains(uid);
        assertThat(dead.at("/0/lastError").isNull()).isFalse();
        workspace.manager().get("/api/mails").expect(403);

        var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.start();
        try {
            String resend = "/api/mails/" + dead.at("/0/id").asString() + "/resend";
            assertThat(admin.send("POST", resend, null)
                            .expect(200)
                            .json()
                            .path("state")
                            .asString())
                    .isEqualTo("waiting");
            sender(greenMail.getSmtp().getPort()).send(new Trace());
            var received = greenMail.getReceivedMessages();
            assertThat(received).hasSize(1);
            assertThat(received[0].getSubject()).isEqualTo("New lead " + uid + ": Asha Kulkarni");
            assertThat(received[0].getContent().toString()).contains("Interested in: Nexon EV");
            admin.send("POST", resend, null).expect(404);
            assertThat(admin.get("/api/mails?state=sent").json().path("data").size())
                    .isEqualTo(1);
        } finally {
            greenMail.stop();
        }
    }
}
