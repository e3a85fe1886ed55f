package brisk.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import brisk.testing.Http;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/** Somebody who sends files and waits for what becomes of them. */
public record Sender(Http http) {
    private static final Set<String> ENDED = Set.of("done", "failed", "cancelled");
    private static final String BOUNDARY = "----brisk-test-boundary";

    /** A file of the folder with real data beside the checkout; without it the test is skipped. */
    public static Path shared(String name) {
        Path file = Path.of("../shared/data", name);
        Assumptions.assumeTrue(Files.exists(file), "../shared/data/" + name + " is not there: skipped");
        return file;
    }

    /** Sends a text as a file and waits for the end of its import. */
    public JsonNode send(String target, String text) {
        return await(upload("?target=" + target + "&fileName=test.csv", text.getBytes(UTF_8)));
    }

    public JsonNode send(String target, Path file) throws IOException {
        return await(upload("?target=" + target + "&fileName=" + file.getFileName(), Files.readAllBytes(file)));
    }

    public JsonNode send(String target, String fileName, byte[] file) {
        return await(upload("?target=" + target + "&fileName=" + fileName, file));
    }

    public JsonNode upload(String query, byte[] bytes) {
        return http.send("POST", "/api/imports" + query, "text/csv", BodyPublishers.ofByteArray(bytes))
                .expect(202)
                .json();
    }

    Http.Reply form(Map<String, String> parts, String fileName, byte[] bytes) {
        var start = new StringBuilder();
        parts.forEach((name, value) -> start.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        start.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(fileName)
                .append("\"\r\nContent-Type: text/csv\r\n\r\n");
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(start.toString()),
                BodyPublishers.ofByteArray(bytes),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        return http.send("POST", "/api/imports", "multipart/form-data; boundary=" + BOUNDARY, body);
    }

    public JsonNode await(JsonNode job) {
        String path = "/api/imports/" + job.get("id").asString();
        for (int i = 0; i < 1_200; i++) {
            JsonNode now = http.get(path).expect(200).json();
            if (ENDED.contains(now.get("state").asString())) {
                return now;
            }
            pause(100);
        }
        throw new AssertionError("the import did not end: " + job);
    }

    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** "created 2, updated 0, unchanged 0, repeated 1, rejected 0, reported 0" */
    public static String counts(JsonNode job) {
        if (!job.get("state").asString().equals("done")) {
            return job.get("state").asString() + ": " + job.get("error").asString();
        }
        List<String> counts = new ArrayList<>();
        for (String name : List.of("Created", "Updated", "Unchanged", "Repeated", "Rejected", "Reported")) {
            counts.add(name.toLowerCase(java.util.Locale.ROOT) + " "
                    + job.get("rows" + name).asLong());
        }
        return String.join(", ", counts);
    }

    /** "12 repeated: is the same as line 3" */
    public List<String> findings(JsonNode job) {
        List<String> findings = new ArrayList<>();
        JsonNode page = http.get("/api/imports/" + job.get("id").asString() + "/findings?limit=100")
                .expect(200)
                .json();
        for (JsonNode finding : page.get("data")) {
            findings.add(
                    finding.get("line").asLong() + " " + finding.get("kind").asString() + ": "
                            + finding.get("reason").asString());
        }
        return findings;
    }

    /** The only contact or company that a search by name finds. */
    public JsonNode only(String kind, String name) {
        JsonNode page = http.get("/api/" + kind + "?q=" + java.net.URLEncoder.encode(name, UTF_8) + "&include=owner")
                .expect(200)
                .json();
        if (page.get("data").size() != 1) {
            throw new AssertionError(page.get("data").size() + " are called " + name + ": " + page);
        }
        return page.get("data").get(0);
    }
}
