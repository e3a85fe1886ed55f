package brisk.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.http.Json;
import brisk.platform.records.Texts;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NaughtyStringsTest {
    private static final Path LIST = Path.of("../shared/data/strings/blns.json");
    /** The habits of the big list, for a clone that stands alone. */
    private static final List<String> OWN = List.of(
            "undefined",
            "1'; DROP TABLE contacts--",
            "<script>alert(1)</script>",
            "%s%n{{7*7}}${1+1}",
            "../../etc/passwd",
            "\u202eright to left",
            "Ω≈ç√∫",
            "👩‍👩‍👧‍👦",
            "ﾟ･✿ヾ╲(｡◕‿◕｡)╱✿･ﾟ",
            "表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀",
            "בְּרֵאשִׁית",
            "\\",
            "%",
            "_",
            "''",
            "\"",
            "a\tb",
            "-1/0",
            "1E+02",
            "İstanbul",
            "ǅ",
            "ﬁ",
            "\ufeffbom",
            "a\u0301");

    private final Http seller = Fixtures.workspace().seller();

    private static List<String> strings() throws IOException {
        List<String> all = new ArrayList<>(OWN);
        if (Files.exists(LIST)) {
            Json.tree(Files.readAllBytes(LIST)).forEach(text -> all.add(text.asString()));
        }
        return all;
    }

    @Test
    void everyStringIsKeptAsItIsOrRefusedWithAReasonAndFoundAgain() throws IOException {
        int kept = 0;
        for (String text : strings()) {
            Reply created = seller.post("/api/contacts", Map.of("name", text, "custom", Map.of("note", text)));
            String clean = Texts.clean(text);
            if (clean.isEmpty() || clean.codePointCount(0, clean.length()) > 200) {
                created.expect(422);
                continue;
            }
            created.expect(201);
            kept++;
            JsonNode contact =
                    seller.get(created.header("Location")).expect(200).json();
            assertThat(contact.path("name").asString()).isEqualTo(clean);
            assertThat(contact.path("custom").path("note").asString()).isEqualTo(text);
            String found = seller.get("/api/contacts?limit=100&q=" + URLEncoder.encode(clean, StandardCharsets.UTF_8))
                    .expect(200)
                    .text();
            assertThat(found)
                    .as("search for %s", clean)
                    .contains(contact.path("id").asString());
            seller.get("/api/search?q=" + URLEncoder.encode(clean, StandardCharsets.UTF_8))
                    .expect(200);
        }
        assertThat(kept).isGreaterThan(15);
    }

    @Test
    void theBigListIsThere() {
        Assumptions.assumeTrue(
                Files.exists(LIST), "../shared/data/strings is not here: only our own strings were tried");
        assertThat(LIST).isReadable();
    }

    @Test
    void whatNoDatabaseKeepsIsRefusedAtTheField() {
        for (String json : List.of("{\"name\": \"a\\u0000b\"}", "{\"name\": \"a\\ud800b\"}")) {
            JsonNode problem = seller.post("/api/contacts", json).expect(422).json();
            assertThat(problem.path("errors").get(0).path("field").asString()).isEqualTo("name");
        }
        seller.get("/api/search?q=a%00b").expect(400);
    }
}
