package brisk.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContactsTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();

    private JsonNode create(Map<String, ?> contact) {
        return seller.post("/api/contacts", contact).expect(201).json();
    }

    @Test
    void aNewContactKeepsEverythingThatWasSaidOfIt() {
        Reply reply = seller.post(
                        "/api/contacts",
                        Map.ofEntries(
                                Map.entry("name", "  Amélie Dubois "),
                                Map.entry("emails", List.of("Amelie@Example.ORG", "a.dubois@example.org")),
                                Map.entry("phones", List.of("030 901820", "+1 212 555 0143 x12", "call the office")),
                                Map.entry("organisation", "Studio Nord"),
                                Map.entry("jobTitle", "Line Producer"),
                                Map.entry("role", "Producer"),
                                Map.entry("production", "The Long Winter"),
                                Map.entry("type", "crew"),
                                Map.entry("status", "active"),
                                Map.entry("warmness", 73),
                                Map.entry("inCampaign", true),
                                Map.entry("lastContactedAt", "2026-03-01T12:00:00+01:00"),
                                Map.entry("source", "fair"),
                                Map.entry("tags", List.of("vip", "berlin")),
                                Map.entry("custom", Map.of("Shoe size", 39, "Vegan", true))))
                .expect(201);
        JsonNode contact = seller.get(reply.header("Location")).expect(200).json();

        assertThat(contact).isEqualTo(reply.json());
        assertThat(contact.path("name").asString()).isEqualTo("Amélie Dubois");
        assertThat(contact.path("emails").toString()).isEqualTo("[\"amelie@example.org\",\"a.dubois@example.org\"]");
        assertThat(contact.path("phones").toString())
                .isEqualTo("""
                [{"e164": "+4930901820", "typed": "030 901820", "extension": null}, \
                {"e164": "+12125550143", "typed": "+1 212 555 0143 x12", "extension": "12"}, \
                {"e164": null, "typed": "call the office", "extension": null}]\
                """.replace(": ", ":").replace(", \"", ",\"").replace("}, ", "},"));
        assertThat(contact.path("lastContactedAt").asString()).isEqualTo("2026-03-01T11:00:00.000Z");
        assertThat(contact.path("warmness").asInt()).isEqualTo(73);
        assertThat(contact.path("tags").toString()).isEqualTo("[\"vip\",\"berlin\"]");
        assertThat(contact.path("custom").path("Shoe size").asInt()).isEqualTo(39);
        assertThat(contact.path("version").asInt()).isEqualTo(1);
    }

    @Test
    void aNewContactTakesOneStatementAndReadingItAgainNone() {
        Reply created = seller.post("/api/contacts", Map.of("name", "Bea Ruiz")).expect(201);
        String path = created.header("Location");
        Reply miss = seller.get(path).expect(200);
        Reply hit = seller.get(path).expect(200);

        assertThat(created.statements()).isEqualTo(1);
        assertThat(miss.statements()).isEqualTo(1);
        assertThat(miss.header("X-Cache")).isEqualTo("MISS");
        assertThat(hit.statements()).isZero();
        assertThat(hit.header("X-Cache")).isEqualTo("HIT");
        assertThat(hit.bytes()).isEqualTo(miss.bytes());
    }

    @Test
    void whatWasReadBeforeAChangeIsNeverServedAfterIt() {
        String path =
                "/api/contacts/" + create(Map.of("name", "Old Name")).path("id").asString();
        seller.get(path).expect(200);
        seller.get("/api/contacts").expect(200);
        seller.patch(path, Map.of("name", "New Name")).expect(200);

        assertThat(seller.get(path).json().path("name").asString()).isEqualTo("New Name");
        assertThat(seller.get("/api/contacts").text()).contains("New Name").doesNotContain("Old Name");
    }

    @Test
    void aChangeThatMissesSomebodyElsesChangeIsRefused() {
        JsonNode contact = create(Map.of("name", "Carla", "jobTitle", "Gaffer"));
        String path = "/api/contacts/" + contact.path("id").asString();
        String etag = seller.get(path).header("ETag");
        seller.with("If-Match", etag)
                .patch(path, Map.of("jobTitle", "Best boy"))
                .expect(200);

        Reply lost = seller.with("If-Match", etag)
                .patch(path, Map.of("jobTitle", "Grip"))
                .expect(412);
        assertThat(lost.json().path("currentVersion").asInt()).isEqualTo(2);
        assertThat(seller.get(path).json().path("jobTitle").asString()).isEqualTo("Best boy");
    }

    @Test
    void anUnchangedContactIsAnsweredWithNotModified() {
        String path =
                "/api/contacts/" + create(Map.of("name", "Dev")).path("id").asString();
        Reply first = seller.get(path);
        Reply second =
                seller.with("If-None-Match", first.header("ETag")).get(path).expect(304);

        assertThat(second.bytes()).isEmpty();
        assertThat(second.header("X-Cache")).isEqualTo("HIT");
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    }

    /** Java's client adds a length of its own to an answer without a body, so this looks at the connection itself. */
    @Test
    void notModifiedDoesNotSpeakOfALength() throws Exception {
        String token =
                workspace.program(brisk.platform.security.Role.SELLER, "read").header("Authorization");
        String path =
                "/api/contacts/" + create(Map.of("name", "Dev")).path("id").asString();
        String etag = seller.get(path).header("ETag");
        java.net.URI address = java.net.URI.create(workspace.server().address());
        try (var socket = new java.net.Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: " + token
                                    + "\r\nIf-None-Match: " + etag + "\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            // To the end of the stream: the connection is closed, as the request asks.
            String answer = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 304")
                    .doesNotContainIgnoringCase("content-length")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void nullEmptiesAFieldAndWhatIsNotNamedStays() {
        JsonNode contact = create(Map.of("name", "Eva", "jobTitle", "Editor", "tags", List.of("a")));
        String path = "/api/contacts/" + contact.path("id").asString();
        JsonNode changed = seller.patch(path, "{\"jobTitle\": null, \"tags\": null}")
                .expect(200)
                .json();

        assertThat(changed.path("jobTitle").isNull()).isTrue();
        assertThat(changed.path("tags").toString()).isEqualTo("[]");
        assertThat(changed.path("name").asString()).isEqualTo("Eva");
    }

    @Test
    void everyBrokenRuleIsNamedWithItsField() {
        JsonNode problem = seller.post(
                        "/api/contacts",
                        "{\"name\": \" \", \"emails\": [\"fine@example.org\", \"not one\"], \"warmness\": 101,"
                                + " \"ownerId\": \"me\", \"lastContactedAt\": \"yesterday\", \"custom\": [1]}")
                .expect(422)
                .json();

        assertThat(problem.path("errors").valueStream().map(e -> e.path("field").asString()))
                .containsExactly("name", "emails[1]", "warmness", "lastContactedAt", "ownerId", "custom");
        assertThat(problem.path("requestId").asString()).isNotEmpty();
    }

    @Test
    void anUnknownFieldAndBrokenJsonAreRefusedWithTheirPlace() {
        assertThat(seller.post("/api/contacts", "{\"nmae\": \"Typo\"}")
                        .expect(400)
                        .text())
                .contains("nmae");
        assertThat(seller.post("/api/contacts", "{\"name\": \"Half").expect(400).text())
                .contains("line 1");
        assertThat(seller.get("/api/contacts?onwerId=1").expect(400).text()).contains("onwerId");
    }

    @Test
    void anOwnerOrCompanyOfAnotherWorkspaceIsUnknown() {
        Fixtures.Workspace other = Fixtures.workspace();
        String stranger = other.person(brisk.platform.security.Role.SELLER).id().toString();
        JsonNode problem = seller.post("/api/contacts", Map.of("name", "Finn", "ownerId", stranger))
                .expect(422)
                .json();
        assertThat(problem.path("errors").get(0).path("field").asString()).isEqualTo("ownerId");
    }

    @Test
    void aDeletedContactIsGoneAndCanBeBroughtBack() {
        String path =
                "/api/contacts/" + create(Map.of("name", "Gus")).path("id").asString();
        seller.get(path).expect(200);
        seller.delete(path).expect(204);
        seller.get(path).expect(404);
        assertThat(seller.get("/api/contacts?q=gus").json().path("data").size()).isZero();
        assertThat(seller.get("/api/contacts?deleted=true").text()).contains("Gus");
        seller.delete(path).expect(404);

        seller.send("POST", path + "/restore", null).expect(200);
        assertThat(seller.get(path).expect(200).json().path("deletedAt").isNull())
                .isTrue();
        seller.send("POST", path + "/restore", null).expect(404);
    }

    @Test
    void aViewerReadsButDoesNotWrite() {
        String path =
                "/api/contacts/" + create(Map.of("name", "Hana")).path("id").asString();
        workspace.viewer().get(path).expect(200);
        workspace.viewer().patch(path, Map.of("name", "X")).expect(403);
        workspace.viewer().post("/api/contacts", Map.of("name", "X")).expect(403);
        workspace.viewer().delete(path).expect(403);
    }

    @Test
    void theStatisticsFollowEveryChange() {
        create(Map.of("name", "A", "role", "Producer", "warmness", 80));
        create(Map.of("name", "B", "role", "Producer"));
        String third = create(Map.of("name", "C", "role", "Gaffer")).path("id").asString();
        assertThat(statistics()).isEqualTo("3 [Producer=2, Gaffer=1] [cold=2, hot=1]");

        seller.patch("/api/contacts/" + third, Map.of("role", "Producer", "warmness", 50))
                .expect(200);
        assertThat(statistics()).isEqualTo("3 [Producer=3] [cold=1, hot=1, warm=1]");
        seller.delete("/api/contacts/" + third).expect(204);
        assertThat(statistics()).isEqualTo("2 [Producer=2] [cold=1, hot=1]");
        assertThat(seller.get("/api/contacts/stats?refresh=true").statements()).isEqualTo(1);
    }

    private String statistics() {
        JsonNode statistics = seller.get("/api/contacts/stats").expect(200).json();
        return statistics.path("total").asInt() + " " + counts(statistics, "byRole") + " "
                + counts(statistics, "byWarmness");
    }

    private static List<String> counts(JsonNode statistics, String dimension) {
        return statistics
                .path(dimension)
                .valueStream()
                .map(entry ->
                        entry.path("key").asString() + "=" + entry.path("count").asInt())
                .toList();
    }

    @Test
    void bothAddressesOfTheApiLeadToTheSameContacts() {
        String id = create(Map.of("name", "Ivo")).path("id").asString();
        assertThat(seller.get("/api/crm/contacts/" + id).expect(200).bytes())
                .isEqualTo(seller.get("/api/contacts/" + id).bytes());
    }

    @Test
    void idsOfOtherShapesAndMethodsThatAreNotOfferedAreSaidSo() {
        seller.get("/api/contacts/42").expect(404);
        Reply reply = seller.send("PUT", "/api/contacts", "{}").expect(405);
        assertThat(Arrays.asList(reply.header("Allow").split(", "))).containsExactly("GET", "HEAD", "POST");
        Reply head = seller.send("HEAD", "/api/contacts", null).expect(200);
        assertThat(head.bytes()).isEmpty();
        seller.send("POST", "/api/contacts", "text/plain", java.net.http.HttpRequest.BodyPublishers.ofString("x"))
                .expect(415);
        seller.post("/api/contacts", Map.of("name", "x".repeat(2_000_000))).expect(413);
    }
}
