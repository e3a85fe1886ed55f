package brisk.leads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.http.Json;
import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.retention.RetentionJob;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Web forms send enquiries through doors that are open to nobody else. */
public class LeadDoorsTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http admin = workspace.admin();
    private final Http form = Http.anonymous(workspace.server());
    private final JsonNode door = open(Map.of());

    private JsonNode open(Map<String, ?> besides) {
        var door = new HashMap<String, Object>(Map.of("name", "Test drive form", "source", "Website"));
        door.putAll(besides);
        return admin.post("/api/lead-doors", door).expect(201).json();
    }

    /** The header that a form sends with this body. */
    public static String signature(String secret, byte[] body, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((at.getEpochSecond() + ".").getBytes(UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Instant now() {
        return workspace.server().clock().instant();
    }

    private Reply send(JsonNode to, Http http, String type, byte[] body) {
        return http.with("X-Brisk-Signature", signature(to.path("secret").asString(), body, now()))
                .send("POST", to.path("path").asString(), type, BodyPublishers.ofByteArray(body));
    }

    private Reply send(Map<String, ?> enquiry) {
        return send(door, form, "application/json", Json.bytes(enquiry));
    }

    private static Map<String, Object> enquiry(String mobile) {
        return Map.of("customerName", "Asha Kulkarni", "mobile", mobile, "model", "Nexon EV");
    }

    private JsonNode lead(Reply reply) {
        return admin.get("/api/leads/"
                        + reply.expect(200).json().at("/results/0/uid").asString())
                .expect(200)
                .json();
    }

    @Test
    void aSignedFormBecomesALeadOfTheDoor() {
        String cre = workspace.person(Role.CRE).id().toString();
        JsonNode own = open(Map.of("campaign", "Diwali", "branch", "Andheri", "creId", cre));
        JsonNode lead = lead(send(own, form, "application/json", Json.bytes(enquiry(Desk.mobile()))));
        assertThat(lead.path("source").asString()).isEqualTo("Website");
        assertThat(lead.path("campaign").asString()).isEqualTo("Diwali");
        assertThat(lead.path("branch").asString()).isEqualTo("Andheri");
        assertThat(lead.path("creId").asString()).isEqualTo(cre);
        assertThat(admin.get("/api/leads/" + lead.path("id").asString() + "/calls")
                        .json()
                        .path("data"))
                .isEmpty();
        byte[] fields = ("customer_name=Asha+K&mobile=" + Desk.mobile().replace(' ', '+')
                        + "&source=Landing+page&custom.Finance=yes")
                .getBytes(UTF_8);
        JsonNode second = lead(send(own, form, "application/x-www-form-urlencoded", fields));
        assertThat(second.path("source").asString()).isEqualTo("Landing page");
        assertThat(second.at("/custom/Finance").asString()).isEqualTo("yes");
        byte[] adf = ("<adf><prospect><customer><contact><name part=\"full\">Asha</name><phone>" + Desk.mobile()
                        + "</phone></contact></customer></prospect></adf>")
                .getBytes(UTF_8);
        assertThat(lead(send(own, form, "application/xml", adf)).path("branch").asString())
                .isEqualTo("Andheri");
        assertThat(admin.get("/api/lead-doors").json().at("/data/1/lastUsedAt").isString())
                .isTrue();
    }

    @Test
    void aKnownCustomerBecomesATouchAndTheFormLearnsNothingAboutThem() {
        String mobile = Desk.mobile();
        String uid = Desk.uid(admin, Map.of("mobile", mobile));
        Reply reply = send(enquiry(mobile)).expect(200);
        assertThat(reply.json().at("/results/0/result").asString()).isEqualTo("duplicate");
        assertThat(reply.text()).doesNotContain("Ada Brandt", "createdAt", "\"id\"");
        assertThat(admin.get("/api/leads/" + uid + "/touches")
                        .json()
                        .at("/data/0/source")
                        .asString())
                .isEqualTo("Website");
    }

    @Test
    void whatIsNotSignedRightIsRefusedWithoutSayingWhy() {
        byte[] body = Json.bytes(enquiry(Desk.mobile()));
        String secret = door.path("secret").asString();
        String path = door.path("path").asString();
        String good = signature(secret, body, now());
        List<Reply> refused = new ArrayList<>();
        for (String header : List.of(
                signature("door_wrong", body, now()),
                signature(secret, "{}".getBytes(UTF_8), now()),
                signature(secret, body, now().minus(Duration.ofMinutes(6))),
                signature(secret, body, now().plus(Duration.ofMinutes(6))),
                good.replaceFirst("t=[0-9]+", "t=" + (now().getEpochSecond() + 1)),
                good.substring(0, good.length() - 1),
                "nonsense",
                "t=,v1=")) {
            refused.add(form.with("X-Brisk-Signature", header)
                    .send("POST", path, "application/json", BodyPublishers.ofByteArray(body)));
        }
        refused.add(form.send("POST", path, "application/json", BodyPublishers.ofByteArray(body)));
        Http signed = form.with("X-Brisk-Signature", good);
        for (String other : List.of(path.substring(0, path.length() - 3) + "AAA", "/api/leads/intake/nonsense")) {
            refused.add(signed.send("POST", other, "application/json", BodyPublishers.ofByteArray(body)));
        }
        admin.patch("/api/lead-doors/" + door.path("id").asString(), Map.of("active", false))
                .expect(200);
        refused.add(signed.send("POST", path, "application/json", BodyPublishers.ofByteArray(body)));
        for (Reply reply : refused) {
            assertThat(reply.expect(401).json().path("detail"))
                    .isEqualTo(refused.getFirst().json().path("detail"));
        }
        admin.patch("/api/lead-doors/" + door.path("id").asString(), Map.of("active", true))
                .expect(200);
        assertThat(admin.get("/api/leads").json().path("data")).isEmpty();
        signed.send("POST", path, "application/json", BodyPublishers.ofByteArray(body))
                .expect(200);
    }

    @Test
    void theSameRequestAgainIsAnsweredTheSameAndDoesNothing() {
        String mobile = Desk.mobile();
        Http keyed = form.with("Idempotency-Key", "form-42");
        byte[] body = Json.bytes(enquiry(mobile));
        Reply first = send(door, keyed, "application/json", body).expect(200);
        Reply again = send(door, keyed, "application/json", body).expect(200);
        assertThat(again.text()).isEqualTo(first.text());
        String uid = first.json().at("/results/0/uid").asString();
        assertThat(admin.get("/api/leads/" + uid + "/touches").json().path("data"))
                .isEmpty();
        send(door, keyed, "application/json", Json.bytes(enquiry(Desk.mobile())))
                .expect(422);
        assertThat(lead(send(open(Map.of()), keyed, "application/json", Json.bytes(enquiry(Desk.mobile()))))
                        .path("uid")
                        .asString())
                .isNotEqualTo(uid);
        byte[] overheard = Json.bytes(enquiry(Desk.mobile()));
        Http replayed =
                form.with("X-Brisk-Signature", signature(door.path("secret").asString(), overheard, now()));
        String path = door.path("path").asString();
        for (int i = 0; i < 2; i++) {
            assertThat(replayed.send("POST", path, "application/json", BodyPublishers.ofByteArray(overheard))
                            .expect(200)
                            .json()
                            .path("created")
                            .asInt())
                    .isEqualTo(1);
        }
        form.with("Idempotency-Key", "x".repeat(181))
                .with("X-Brisk-Signature", signature(door.path("secret").asString(), body, now()))
                .send("POST", path, "application/json", BodyPublishers.ofByteArray(body))
                .expect(400);
    }

    @Test
    void aKeyThatComesManyTimesAtOnceMakesOneLead() throws Exception {
        Http keyed = form.with("Idempotency-Key", "at once");
        byte[] body = Json.bytes(enquiry(Desk.mobile()));
        List<Callable<String>> senders = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            senders.add(() ->
                    send(door, keyed, "application/json", body).expect(200).text());
        }
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = together.invokeAll(senders);
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(answers.getFirst().get());
            }
        }
        assertThat(admin.get("/api/leads/touches").json().path("data")).isEmpty();
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        Http keyed = form.with("Idempotency-Key", "yesterday");
        byte[] body = Json.bytes(enquiry(Desk.mobile()));
        send(door, keyed, "application/json", body).expect(200);
        var tomorrow = Clock.offset(workspace.server().clock(), Duration.ofHours(25));
        new RetentionJob(workspace.server().app().database(), tomorrow).purge(new Trace());
        assertThat(send(door, keyed, "application/json", body)
                        .expect(200)
                        .json()
                        .path("duplicates")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void wrongValuesAreNamedAndNothingElseMayBeSaid() {
        JsonNode errors = send(Map.of("customerName", "", "mobile", "none", "email", "x"))
                .expect(422)
                .json()
                .path("errors");
        assertThat(errors.valueStream().map(e -> e.path("field").asString()))
                .containsExactlyInAnyOrder("customerName", "mobile", "email");
        for (String field : List.of("psId", "creId", "status", "branch", "call", "utm")) {
            var enquiry = new HashMap<String, Object>(enquiry(Desk.mobile()));
            enquiry.put(field, "x");
            send(enquiry).expect(400);
        }
        send(door, form, "text/plain", "x".getBytes(UTF_8)).expect(415);
        send(door, form, "application/json", "{".getBytes(UTF_8)).expect(400);
    }

    @Test
    void aSecretIsShownOnceAndWorksUntilThereIsAnother() {
        String id = door.path("id").asString();
        String secret = door.path("secret").asString();
        assertThat(admin.get("/api/lead-doors").text()).doesNotContain(secret);
        assertThat(admin.patch("/api/lead-doors/" + id, Map.of("name", "Form"))
                        .expect(200)
                        .text())
                .doesNotContain(secret, "secret");
        assertThat(door.path("path").asString()).doesNotContain(secret);
        JsonNode rotated = admin.send("POST", "/api/lead-doors/" + id + "/rotate", null)
                .expect(200)
                .json();
        assertThat(rotated.path("secret").asString()).isNotEqualTo(secret);
        send(enquiry(Desk.mobile())).expect(401);
        send(rotated, form, "application/json", Json.bytes(enquiry(Desk.mobile())))
                .expect(200);
        for (Http other : List.of(workspace.manager(), workspace.seller())) {
            other.get("/api/lead-doors").expect(403);
        }
        Fixtures.workspace()
                .admin()
                .send("POST", "/api/lead-doors/" + id + "/rotate", null)
                .expect(404);
    }

    @Test
    void aDoorTakesSoMuchAMinuteAndStrangersCannotCloseIt() {
        byte[] body = Json.bytes(enquiry(Desk.mobile()));
        for (int i = 0; i < 130; i++) {
            form.with("X-Brisk-Signature", "t=1,v1=00")
                    .send("POST", door.path("path").asString(), "application/json", BodyPublishers.ofByteArray(body))
                    .expect(401);
        }
        Http keyed = form.with("Idempotency-Key", "many");
        Reply last = send(door, keyed, "application/json", body).expect(200);
        for (int i = 0; i < 200 && last.status() == 200; i++) {
            last = send(door, keyed, "application/json", body);
        }
        assertThat(last.expect(429).header("Retry-After")).matches("[1-9][0-9]*");
        send(open(Map.of()), form, "application/json", body).expect(200);
    }
}
