package brisk.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.BriskProcess;
import brisk.testing.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The server dies in the middle, and what is there when it is back. */
class ImportKillTest {
    private static final int ROWS = 60_000;
    private static final Map<String, String> ADA =
            Map.of("email", "ada@example.org", "password", "correct horse battery");

    private static Sender signIn(BriskProcess brisk, String path, Map<String, String> body) {
        Http anonymous = Http.anonymous(brisk.address());
        Http.Reply reply = anonymous.post(path, body);
        return new Sender(anonymous
                .with("Cookie", reply.header("Set-Cookie").replaceFirst(";.*", ""))
                .with("X-CSRF-Token", reply.json().path("csrfToken").asString()));
    }

    private static byte[] file() {
        var file = new StringBuilder("Name,Email\n");
        for (int i = 0; i < ROWS; i++) {
            file.append("Person ").append(i).append(",p").append(i).append("@example.org\n");
        }
        return file.toString().getBytes(UTF_8);
    }

    private static void awaitSaving(Sender sender, String path) {
        while (sender.http().get(path).expect(200).json().get("rowsSaved").asLong() == 0) {
            Sender.pause(10);
        }
    }

    private static int contacts(Sender sender) {
        JsonNode page = sender.http().get("/api/contacts?limit=1").expect(200).json();
        return page.path("pagination").path("total").asInt();
    }

    @Test
    void an_import_that_a_kill_or_a_stop_interrupts_begins_again_and_nothing_is_there_twice(@TempDir Path home)
            throws Exception {
        JsonNode job;
        String path;
        try (BriskProcess brisk = BriskProcess.start(home, "--rateLimit.allowList", "127.0.0.1")) {
            Sender ada = signIn(
                    brisk,
                    "/api/setup",
                    Map.of(
                            "workspaceName", "Northwind",
                            "name", "Ada",
                            "email", "ada@example.org",
                            "password", "correct horse battery"));
            job = ada.upload("", file());
            path = "/api/imports/" + job.get("id").asString();
            awaitSaving(ada, path);
            brisk.kill();
        }
        try (BriskProcess brisk = BriskProcess.start(home, "--rateLimit.allowList", "127.0.0.1")) {
            Sender ada = signIn(brisk, "/api/session", ADA);
            assertThat(contacts(ada)).isZero();
            awaitSaving(ada, path);
            // Closing stops it as an operator does, in the middle of its second attempt.
        }
        try (BriskProcess brisk = BriskProcess.start(home, "--rateLimit.allowList", "127.0.0.1")) {
            Sender ada = signIn(brisk, "/api/session", ADA);
            assertThat(contacts(ada)).isZero();
            assertThat(Sender.counts(ada.await(job)))
                    .isEqualTo("created 60000, updated 0, unchanged 0, repeated 0, rejected 0, reported 0");
            assertThat(contacts(ada)).isEqualTo(ROWS);

            JsonNode again = ada.upload("", file());
            awaitSaving(ada, "/api/imports/" + again.get("id").asString());
            brisk.kill();
            Files.delete(home.resolve("imports").resolve(again.get("id").asString() + ".csv"));
            job = again;
        }
        try (BriskProcess brisk = BriskProcess.start(home, "--rateLimit.allowList", "127.0.0.1")) {
            Sender ada = signIn(brisk, "/api/session", ADA);
            assertThat(Sender.counts(ada.await(job)))
                    .isEqualTo("failed: The file is not there any more; send it again.");
            assertThat(contacts(ada)).isEqualTo(ROWS);
        }
    }
}
