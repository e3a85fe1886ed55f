package brisk.my500;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class My500Test {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private String contact(String name, boolean inCampaign, int warmness, String lastContacted) {
        Map<String, Object> contact = new HashMap<>(Map.of(
                "name", name,
                "inCampaign", inCampaign,
                "warmness", warmness,
                "ownerId", workspace.person(Role.SELLER).id().toString()));
        if (!lastContacted.isEmpty()) {
            contact.put("lastContactedAt", lastContacted);
        }
        return seller.post("/api/contacts", contact)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private List<String> names() {
        return seller.get("/api/my-500?limit=100").expect(200).each("name");
    }

    @Test
    void theBookGoesByCampaignThenWarmnessThenLastContactThenAge() {
        contact("warm, no campaign", false, 90, "");
        contact("cold, no campaign", false, 10, "");
        contact("campaign, spoken to lately", true, 20, "2026-05-01T10:00:00Z");
        contact("campaign, spoken to long ago", true, 20, "2020-05-01T10:00:00Z");
        contact("campaign, never, older", true, 20, "");
        contact("campaign, never, newer", true, 20, "");
        assertThat(names())
                .containsExactly(
                        "campaign, never, newer",
                        "campaign, never, older",
                        "campaign, spoken to long ago",
                        "campaign, spoken to lately",
                        "cold, no campaign",
                        "warm, no campaign");
    }

    @Test
    void pinnedContactsStandOnTopInTheSellersOrder() {
        String a = contact("A", false, 10, "");
        String b = contact("B", false, 20, "");
        String c = contact("C", false, 30, "");
        seller.send("PUT", "/api/my-500/pins/" + c, null).expect(204);
        assertThat(names()).containsExactly("C", "A", "B");
        seller.send("PUT", "/api/my-500/pins/" + b, null).expect(204);
        assertThat(names()).containsExactly("C", "B", "A");
        seller.put("/api/my-500/pins/" + b, Map.of("first", true)).expect(204);
        assertThat(names()).containsExactly("B", "C", "A");
        seller.put("/api/my-500/pins/" + a, Map.of("after", b)).expect(204);
        assertThat(names()).containsExactly("B", "A", "C");
        seller.delete("/api/my-500/pins/" + b).expect(204);
        assertThat(names()).containsExactly("A", "C", "B");
        seller.delete("/api/my-500/pins/" + b).expect(404);
    }

    @Test
    void nobodyPinsAContactOfAnotherWorkspace() {
        Fixtures.Workspace other = Fixtures.workspace();
        String stranger = other.seller()
                .post("/api/contacts", Map.of("name", "S"))
                .json()
                .path("id")
                .asString();
        seller.send("PUT", "/api/my-500/pins/" + stranger, null).expect(404);
        assertThat(names()).isEmpty();
    }

    @Test
    void everyBookIsTheCallersOwn() {
        contact("Mine", false, 1, "");
        Http colleague = workspace.hire("Tom Baker").http();
        assertThat(colleague.get("/api/my-500").json().path("data").size()).isZero();
        assertThat(names()).containsExactly("Mine");
    }

    @Test
    void aBookEndsAtFiveHundred() {
        String owner = workspace.person(Role.SELLER).id().toString();
        for (int i = 0; i < 510; i++) {
            seller.post("/api/contacts", Map.of("name", "Person " + i, "ownerId", owner))
                    .expect(201);
        }
        JsonNode last = seller.get("/api/my-500?limit=100&page=5").expect(200).json();
        assertThat(last.path("pagination").path("total").asInt()).isEqualTo(500);
        assertThat(last.path("data").size()).isEqualTo(100);
        assertThat(seller.get("/api/my-500?limit=100&page=6")
                        .json()
                        .path("data")
                        .size())
                .isZero();
    }

    @Test
    void pagesFollowEachOtherFromThePinsIntoTheRanking() {
        for (int i = 1; i <= 5; i++) {
            contact("Ranked " + i, false, i * 10, "");
        }
        String own = contact("Pinned, own", false, 90, "");
        String others = workspace
                .admin()
                .post("/api/contacts", Map.of("name", "Pinned, somebody else's"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        seller.send("PUT", "/api/my-500/pins/" + own, null).expect(204);
        seller.send("PUT", "/api/my-500/pins/" + others, null).expect(204);
        seller.send("PUT", "/api/my-500/pins/" + contact("Gone", false, 1, ""), null)
                .expect(204);
        seller.delete("/api/contacts/" + idOf("Gone")).expect(204);
        List<String> read = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            JsonNode answer =
                    seller.get("/api/my-500?limit=3&page=" + page).expect(200).json();
            assertThat(answer.path("pagination").path("total").asInt()).isEqualTo(7);
            assertThat(answer.path("pagination").path("hasNext").asBoolean()).isEqualTo(page < 3);
            for (JsonNode entry : answer.path("data")) {
                read.add(entry.path("place").asInt() + " " + entry.path("name").asString());
            }
        }
        assertThat(read)
                .containsExactly(
                        "1 Pinned, own",
                        "2 Pinned, somebody else's",
                        "3 Ranked 1",
                        "4 Ranked 2",
                        "5 Ranked 3",
                        "6 Ranked 4",
                        "7 Ranked 5");
    }

    private String idOf(String name) {
        return seller.get("/api/my-500/search?q=" + name)
                .expect(200)
                .json()
                .path("data")
                .get(0)
                .path("id")
                .asString();
    }

    @Test
    void searchLooksThroughTheBookOnly() {
        contact("Nora Quist", false, 1, "");
        seller.post("/api/contacts", Map.of("name", "Nora Elsewhere")).expect(201);
        JsonNode found =
                seller.get("/api/my-500/search?q=nora").expect(200).json().path("data");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.get(0).path("name").asString()).isEqualTo("Nora Quist");
    }

    @Test
    void theBodySaysWhatThisVeryRequestTook() {
        for (int i = 0; i < 20; i++) {
            contact("Person with a name " + i, false, i, "");
        }
        Reply miss = seller.get("/api/my-500").expect(200);
        Reply hit = seller.get("/api/my-500").expect(200);
        assertThat(miss.statements()).isEqualTo(1);
        assertThat(hit.statements()).isZero();
        assertThat(miss.json().path("performance").path("cacheHit").asBoolean()).isFalse();
        assertThat(hit.json().path("performance").path("cacheHit").asBoolean()).isTrue();
        assertThat(hit.json().path("syncStatus").path("state").asString()).isEqualTo("not_connected");

        Reply compressed =
                seller.with("Accept-Encoding", "gzip").get("/api/my-500").expect(200);
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.bytes().length).isLessThan(hit.bytes().length / 3);
        assertThat(brisk.platform.http.Json.tree(gunzip(compressed.bytes())).path("data"))
                .isEqualTo(hit.json().path("data"));
    }

    private static byte[] gunzip(byte[] bytes) {
        try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
