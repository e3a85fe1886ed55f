package brisk.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.mail.Mails;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestServer;
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

class DueRemindersTest {
    private static final TestServer server = TestServer.start(Map.of());

    private final Fixtures.Workspace workspace = Fixtures.workspace(server);
    private final Http seller = workspace.seller();
    private final DueReminders job = new DueReminders(
            server.app().database(), new Mails(server.app().database(), server.clock()), server.clock());

    @AfterAll
    static void stop() {
        server.close();
    }

    private String remind(Http who, Map<String, String> more) {
        Map<String, String> reminder = new java.util.HashMap<>(Map.of(
                "title",
                "Call Ada about the premiere",
                "dueAt",
                server.clock().instant().plus(Duration.ofHours(1)).toString()));
        reminder.putAll(more);
        return who.post("/api/reminders", reminder).expect(201).header("Location");
    }

    private String state(String path) {
        return seller.get(path).expect(200).json().path("state").asString();
    }

    private record Received(String recipient, String subject, String body) {}

    private List<Received> mails() throws SQLException {
        try (Connection connection = server.db().connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT recipient, subject, body FROM mails WHERE workspace_id = ? ORDER BY created_at")) {
            statement.setObject(1, workspace.id());
            List<Received> mails = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    mails.add(new Received(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
            return mails;
        }
    }

    @Test
    void aReminderThatFallsDueSendsOneMail() throws Exception {
        String ada = seller.post("/api/contacts", Map.of("name", "Ada Lovelace"))
                .json()
                .path("id")
                .asString();
        String path = remind(seller, Map.of("contactId", ada, "note", "She asked for two seats"));
        assertThat(state(path)).isEqualTo("open");
        job.mark(new Trace());
        assertThat(mails()).isEmpty();

        server.advance(Duration.ofHours(2));
        List<Callable<Void>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(() -> {
                job.mark(new Trace());
                return null;
            });
        }
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var run : nodes.invokeAll(runs)) {
                run.get();
            }
        }
        assertThat(state(path)).isEqualTo("due");
        assertThat(mails()).singleElement().satisfies(mail -> {
            assertThat(mail.recipient()).isEqualTo(workspace.person(Role.SELLER).email());
            assertThat(mail.subject()).isEqualTo("Reminder: Call Ada about the premiere");
            assertThat(mail.body()).contains("Ada Lovelace", "two seats", "(Europe/Berlin)");
        });
    }

    @Test
    void listsAndTheReminderItselfKnowAtOnceThatItIsDue() {
        String path = remind(seller, Map.of());
        assertThat(seller.get("/api/reminders?state=due").json().path("data")).isEmpty();
        assertThat(state(path)).isEqualTo("open");
        server.advance(Duration.ofHours(2));
        job.mark(new Trace());
        assertThat(seller.get("/api/reminders?state=due").json().path("data")).hasSize(1);
        assertThat(seller.get("/api/reminders?view=overdue").json().path("data"))
                .hasSize(1);
        assertThat(state(path)).isEqualTo("due");
    }

    @Test
    void whatIsDueIsOverdueAtOnce() {
        String path = remind(seller, Map.of("dueAt", server.clock().instant().toString()));
        job.mark(new Trace());
        assertThat(state(path)).isEqualTo("due");
        assertThat(seller.get("/api/reminders?view=overdue").json().path("data"))
                .hasSize(1);
    }

    @Test
    void fallingDueDoesNotDisturbWhoIsEditing() {
        String path = remind(seller, Map.of());
        String etag = seller.get(path).header("ETag");
        server.advance(Duration.ofHours(2));
        job.mark(new Trace());
        seller.with("If-Match", etag)
                .patch(path, Map.of("note", "Bring flowers"))
                .expect(200);
    }

    @Test
    void aSnoozedReminderFallsDueAgainWithAnotherMail() throws Exception {
        String path = remind(seller, Map.of());
        server.advance(Duration.ofHours(2));
        job.mark(new Trace());
        seller.post(path + "/snooze", Map.of("minutes", 30)).expect(200);
        assertThat(state(path)).isEqualTo("open");
        job.mark(new Trace());
        assertThat(mails()).hasSize(1);
        server.advance(Duration.ofHours(1));
        job.mark(new Trace());
        assertThat(state(path)).isEqualTo("due");
        assertThat(mails()).hasSize(2);
    }

    @Test
    void whatIsDoneDeletedOrReopenedSendsNoMail() throws Exception {
        String done = remind(seller, Map.of());
        seller.post(done + "/done", Map.of()).expect(200);
        seller.delete(remind(seller, Map.of())).expect(204);
        server.advance(Duration.ofHours(2));
        job.mark(new Trace());
        assertThat(mails()).isEmpty();
        assertThat(seller.post(done + "/reopen", Map.of())
                        .expect(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("due");
        job.mark(new Trace());
        assertThat(mails()).isEmpty();
    }

    @Test
    void aNewTimeInTheFutureOpensItAgain() throws Exception {
        String path = remind(seller, Map.of());
        server.advance(Duration.ofHours(2));
        job.mark(new Trace());
        String later = server.clock().instant().plus(Duration.ofHours(5)).toString();
        assertThat(seller.patch(path, Map.of("dueAt", later))
                        .expect(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("open");
        server.advance(Duration.ofHours(6));
        job.mark(new Trace());
        assertThat(mails()).hasSize(2);
    }
}
