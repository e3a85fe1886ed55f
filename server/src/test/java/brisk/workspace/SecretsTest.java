package brisk.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** Passwords, cookies, tokens and their hashes are never answered, logged or stored as they are. */
class SecretsTest {
    private static final String NEXT_PASSWORD = "an even longer password";

    private final Fixtures.Workspace workspace = Fixtures.workspace();

    @Test
    void nothing_secret_is_logged_at_any_level() {
        try (var log = new CapturedLog("brisk", "org.jdbi", "io.helidon.webserver", "com.password4j", "com.zaxxer")) {
            Reply signedIn = signIn(Fixtures.PASSWORD).expect(200);
            signIn("a wrong guess").expect(401);
            Http browser = Http.browser(workspace.server(), signedIn);
            Reply token = browser.post("/api/tokens", Map.of("name", "export", "scopes", List.of("read")))
                    .expect(201);
            Http.program(workspace.server(), token.json().path("token").asString())
                    .get("/api/users")
                    .expect(200);
            browser.post(
                            "/api/session/password",
                            Map.of("currentPassword", Fixtures.PASSWORD, "newPassword", NEXT_PASSWORD))
                    .expect(204);
            browser.post("/api/session", "{\"email\":\"a@b.c\",\"password\":\"" + NEXT_PASSWORD + "\"")
                    .expect(400);

            assertThat(String.join("\n", log.lines))
                    .doesNotContain(Fixtures.PASSWORD)
                    .doesNotContain(NEXT_PASSWORD)
                    .doesNotContain("a wrong guess")
                    .doesNotContain("argon2id")
                    .doesNotContain(signedIn.sessionCookie())
                    .doesNotContain(signedIn.json().path("csrfToken").asString())
                    .doesNotContain(token.json().path("token").asString());
        }
    }

    @Test
    void the_message_of_a_failed_statement_has_no_values() {
        Throwable failure = catchThrowable(() -> workspace
                .server()
                .app()
                .database()
                .read(
                        new Trace(),
                        handle -> handle.createQuery("SELECT :secret FROM no_such_table")
                                .bind("secret", "the bound value")
                                .mapTo(String.class)
                                .one()));
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).contains("no_such_table").doesNotContain("the bound value");
    }

    @Test
    void malformed_bodies_are_not_answered_with_what_they_contain() {
        Reply reply = Http.anonymous(workspace.server())
                .post("/api/session", "{\"email\":\"a@b.c\",\"password\":[\"" + NEXT_PASSWORD + "\"]}")
                .expect(400);
        assertThat(reply.text()).doesNotContain(NEXT_PASSWORD);
    }

    private Reply signIn(String password) {
        return Http.anonymous(workspace.server())
                .post(
                        "/api/session",
                        Map.of("email", workspace.person(Role.SELLER).email(), "password", password));
    }

    private static final class CapturedLog extends Handler implements AutoCloseable {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final List<Logger> loggers;

        CapturedLog(String... names) {
            loggers = List.of(names).stream().map(Logger::getLogger).toList();
            setLevel(Level.ALL);
            for (Logger logger : loggers) {
                logger.setLevel(Level.ALL);
                logger.setUseParentHandlers(false);
                logger.addHandler(this);
            }
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(new SimpleFormatter().format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            for (Logger logger : loggers) {
                logger.removeHandler(this);
                logger.setUseParentHandlers(true);
                logger.setLevel(null);
            }
        }
    }
}
