package brisk.leads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A file of leads beside people who create leads, and one that is taken back. */
class LeadImportRaceTest {
    private static final int CREATORS = 64;
    private static final int ROWS = 4_000;

    private final Fixtures.Workspace workspace = LeadFiles.dealership();
    private final LeadFiles files = new LeadFiles(workspace.manager());

    private static String number(int index) {
        return "+9198450" + (20_000 + index);
    }

    private static byte[] sheet(int rows) {
        var sheet = new StringBuilder("Name,Mobile\n");
        // Not in the order of the numbers, as no file is.
        for (int i = 0; i < rows; i++) {
            int index = (int) (i * 7_919L % rows);
            sheet.append("Customer ")
                    .append(index)
                    .append(',')
                    .append(number(index))
                    .append('\n');
        }
        return sheet.toString().getBytes(UTF_8);
    }

    private long total() {
        return files.http()
                .get("/api/leads?limit=1&refresh=true")
                .expect(200)
                .json()
                .at("/pagination/total")
                .asLong();
    }

    @Test
    void sixtyFourWhoEnterCustomersOfARunningFileMakeNoDuplicatesAndNobodyWaitsForEver() throws Exception {
        JsonNode job = files.sender().upload("?target=leads&fileName=test.csv", sheet(ROWS));
        List<Callable<Reply>> creators = new ArrayList<>();
        for (int i = 0; i < CREATORS; i++) {
            // Of two rows of the file, which is one customer more than the file knows.
            Map<String, Object> enquiry =
                    Desk.enquiry(Map.of("mobile", number(ROWS - 1 - i), "alternatePhones", List.of(number(i))));
            creators.add(() -> workspace.admin().post("/api/leads", enquiry));
        }
        long created = 0;
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Reply> reply : together.invokeAll(creators)) {
                assertThat(reply.get().status()).isIn(201, 409);
                created += reply.get().status() == 201 ? 1 : 0;
            }
        }
        JsonNode done = files.sender().await(job);
        assertThat(done.path("state").asString()).isEqualTo("done");
        assertThat(done.path("rowsCreated").asLong()).isEqualTo(ROWS - 2 * created);
        assertThat(done.path("rowsUpdated").asLong()).isEqualTo(created);
        assertThat(done.path("rowsRepeated").asLong()).isEqualTo(created);
        assertThat(total()).isEqualTo(ROWS - created);
        for (int i = 0; i < CREATORS; i++) {
            boolean isOne = files.with(number(i))
                    .path("uid")
                    .equals(files.with(number(ROWS - 1 - i)).path("uid"));
            assertThat(files.with(number(i)).path("touches").asInt()
                            + files.with(number(ROWS - 1 - i)).path("touches").asInt())
                    .isEqualTo(isOne ? 4 : 1);
        }
    }

    @Test
    void aFileThatIsCancelledLeavesNothing() {
        JsonNode job = files.sender().upload("?target=leads&fileName=test.csv", sheet(30_000));
        String path = "/api/imports/" + job.path("id").asString();
        while (files.http().get(path).expect(200).json().path("rowsSaved").asLong() == 0) {
            brisk.imports.Sender.pause(20);
        }
        files.http().send("POST", path + "/cancel", null).expect(200);
        assertThat(files.sender().await(job).path("state").asString()).isEqualTo("cancelled");
        assertThat(total()).isZero();
        // Waits for the end of the transaction that holds the number.
        Desk.enquire(files.http(), Map.of("mobile", number(1))).expect(201);
    }
}
