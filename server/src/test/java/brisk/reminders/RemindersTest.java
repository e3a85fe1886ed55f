package brisk.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RemindersTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http seller = workspace.seller();
    private final Http manager = workspace.manager();
    private final String sellerId = workspace.person(Role.SELLER).id().toString();
    private final String managerId = workspace.person(Role.MANAGER).id().toString();

    private static String remind(Http who, String title, Instant dueAt) {
        return remind(who, Map.of("title", title, "dueAt", dueAt.toString()));
    }

    private static String remind(Http who, Map<String, ?> reminder) {
        return who.post("/api/reminders", reminder).expect(201).header("Location");
    }

    private static List<String> titles(Http who, String path) {
        return who.get(path).expect(200).each("title");
    }

    private static Instant inDays(int days) {
        return LocalDate.now(BERLIN)
                .plusDays(days)
                .atStartOfDay(BERLIN)
                .plusHours(12)
                .toInstant();
    }

    @Test
    void aReminderIsOnesOwnUnlessSomebodyElseIsNamed() {
        String path = remind(seller, "Call Ada", inDays(1));
        JsonNode reminder = seller.get(path).expect(200).json();
        assertThat(reminder.path("userId").asString()).isEqualTo(sellerId);
        assertThat(reminder.path("state").asString()).isEqualTo("open");
        assertThat(reminder.path("doneAt").isNull()).isTrue();
        assertThat(titles(seller, "/api/crm/reminders")).containsExactly("Call Ada");
    }

    @Test
    void viewsFollowTheUsersDay() {
        remind(seller, "Last week", inDays(-7));
        remind(
                seller,
                "Tonight",
                LocalDate.now(BERLIN)
                        .plusDays(1)
                        .atStartOfDay(BERLIN)
                        .minusSeconds(1)
                        .toInstant());
        remind(seller, "Tomorrow", inDays(1));
        remind(seller, "Next week", inDays(7));
        seller.post(remind(seller, "Done today", inDays(0)) + "/done", Map.of()).expect(200);
        assertThat(titles(seller, "/api/reminders?view=today")).containsExactly("Tonight");
        assertThat(titles(seller, "/api/reminders?view=overdue")).containsExactly("Last week");
        assertThat(titles(seller, "/api/reminders?view=upcoming")).containsExactly("Tomorrow", "Next week");
        assertThat(titles(seller, "/api/reminders?state=done")).containsExactly("Done today");
        assertThat(titles(seller, "/api/reminders?state=open&sort=-due&limit=2"))
                .containsExactly("Next week", "Tomorrow");
        assertThat(titles(
                        seller,
                        "/api/reminders?dueFrom=" + LocalDate.now(BERLIN).plusDays(1)))
                .hasSize(2);
    }

    @Test
    void listsAreCachedAndNeverStale() {
        String list = "/api/reminders?view=upcoming";
        assertThat(titles(seller, list)).isEmpty();
        String path = remind(seller, "Call Ada", inDays(3));
        assertThat(titles(seller, list)).containsExactly("Call Ada");
        assertThat(seller.get("/api/reminders").statements()).isEqualTo(1);
        assertThat(seller.get("/api/reminders").statements()).isZero();
        seller.get(path).expect(200);
        assertThat(seller.get(path).statements()).isZero();
        assertThat(seller.patch(path, Map.of("title", "Call Grace")).expect(200).statements())
                .isEqualTo(1);
        assertThat(titles(seller, list)).containsExactly("Call Grace");
        assertThat(seller.get(path).text()).contains("Call Grace");
        seller.delete(path).expect(204);
        assertThat(titles(seller, list)).isEmpty();
        seller.get(path).expect(404);
        seller.post(path + "/restore", Map.of()).expect(200);
        assertThat(titles(seller, list)).containsExactly("Call Grace");
    }

    @Test
    void othersRemindersAreSeenByManagersOnly() {
        Fixtures.Person colleague = workspace.hire("Signe Berg");
        String path = remind(seller, "Call Ada", inDays(1));
        colleague.http().get(path).expect(404);
        colleague.http().patch(path, Map.of("title", "Mine")).expect(404);
        colleague.http().delete(path).expect(404);
        colleague.http().post(path + "/done", Map.of()).expect(404);
        colleague.http().post(path + "/snooze", Map.of("minutes", 5)).expect(404);
        colleague.http().get("/api/reminders?userId=" + sellerId).expect(403);
        colleague.http().get("/api/reminders?userId=all").expect(403);
        assertThat(titles(colleague.http(), "/api/reminders")).isEmpty();

        manager.get(path).expect(200);
        assertThat(titles(manager, "/api/reminders")).isEmpty();
        assertThat(titles(manager, "/api/reminders?userId=" + sellerId)).containsExactly("Call Ada");
        assertThat(titles(manager, "/api/reminders?userId=all&state=open")).containsExactly("Call Ada");
        manager.post(path + "/done", Map.of()).expect(200);
        assertThat(titles(seller, "/api/reminders?state=open")).isEmpty();
    }

    @Test
    void onlyManagersGiveRemindersToOthers() {
        Map<String, String> forManager =
                Map.of("title", "Approve", "dueAt", inDays(1).toString(), "userId", managerId);
        seller.post("/api/reminders", forManager).expect(403);
        String path =
                remind(manager, Map.of("title", "Call Ada", "dueAt", inDays(1).toString(), "userId", sellerId));
        assertThat(titles(seller, "/api/reminders")).containsExactly("Call Ada");
        seller.patch(path, Map.of("userId", managerId)).expect(403);
        manager.patch(path, Map.of("userId", managerId)).expect(200);
        seller.get(path).expect(404);
    }

    @Test
    void whatIsDoneCanBeReopened() {
        String path = remind(seller, "Call Ada", inDays(1));
        JsonNode done = seller.post(path + "/done", Map.of()).expect(200).json();
        assertThat(done.path("state").asString()).isEqualTo("done");
        assertThat(done.path("doneAt").isNull()).isFalse();
        String again = seller.post(path + "/done", Map.of())
                .expect(200)
                .json()
                .path("doneAt")
                .asString();
        assertThat(again).isEqualTo(done.path("doneAt").asString());
        JsonNode open = seller.post(path + "/reopen", Map.of()).expect(200).json();
        assertThat(open.path("state").asString()).isEqualTo("open");
        assertThat(open.path("doneAt").isNull()).isTrue();
    }

    @Test
    void aSnoozeMovesTheDueTime() {
        String path = remind(seller, "Call Ada", inDays(-1));
        JsonNode snoozed =
                seller.post(path + "/snooze", Map.of("minutes", 30)).expect(200).json();
        assertThat(snoozed.path("snoozes").asInt()).isEqualTo(1);
        assertThat(Instant.parse(snoozed.path("dueAt").asString()))
                .isBetween(
                        Instant.now().plus(29, ChronoUnit.MINUTES),
                        Instant.now().plus(31, ChronoUnit.MINUTES));
        Instant until = inDays(4);
        assertThat(seller.post(path + "/snooze", Map.of("until", until.toString()))
                        .expect(200)
                        .json()
                        .path("dueAt")
                        .asString())
                .startsWith(until.toString().substring(0, 16));
        seller.post(path + "/snooze", Map.of("until", inDays(-2).toString())).expect(422);
        seller.post(path + "/snooze", Map.of("minutes", 0)).expect(422);
        seller.post(path + "/snooze", Map.of("minutes", 5, "until", until.toString()))
                .expect(422);
        seller.post(path + "/snooze", Map.of()).expect(400);
    }

    @Test
    void aLostUpdateIsRefused() {
        String path = remind(seller, "Call Ada", inDays(1));
        String seen = seller.get(path).header("ETag");
        seller.with("If-Match", seen)
                .post(path + "/snooze", Map.of("minutes", 5))
                .expect(200);
        seller.with("If-Match", seen).patch(path, Map.of("title", "Call Grace")).expect(412);
        seller.with("If-Match", seen).delete(path).expect(412);
    }

    @Test
    void aReminderNeedsATitleAndATime() {
        Reply refused = seller.post("/api/reminders", Map.of("title", "  ", "userId", 7))
                .expect(422);
        List<String> fields = new ArrayList<>();
        refused.json().path("errors").forEach(e -> fields.add(e.path("field").asString()));
        assertThat(fields).containsExactlyInAnyOrder("title", "userId", "dueAt");
        String path = remind(seller, "Call Ada", inDays(1));
        seller.patch(path, "{\"dueAt\": null}").expect(422);
        seller.patch(path, "{\"userId\": null}").expect(422);
        seller.get("/api/reminders?state=late").expect(400);
        seller.get("/api/reminders?view=later").expect(400);
        workspace
                .viewer()
                .post("/api/reminders", Map.of("title", "x", "dueAt", inDays(1).toString()))
                .expect(403);
    }

    @Test
    void theRemindersOfACompanyAreListed() {
        String studio = seller.post("/api/companies", Map.of("name", "Studio Nord"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        remind(seller, Map.of("title", "Send the offer", "dueAt", inDays(1).toString(), "companyId", studio));
        remind(seller, Map.of("title", "Something else", "dueAt", inDays(1).toString()));
        assertThat(titles(seller, "/api/reminders?companyId=" + studio)).containsExactly("Send the offer");
        assertThat(titles(workspace.manager(), "/api/reminders?companyId=" + studio))
                .isEmpty();
        assertThat(titles(workspace.manager(), "/api/reminders?userId=all&companyId=" + studio))
                .containsExactly("Send the offer");
    }

    @Test
    void aReminderIsOfThisWorkspacesContacts() {
        Http stranger = Fixtures.workspace().admin();
        String foreign = stranger.post("/api/contacts", Map.of("name", "Somebody"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        Map<String, Object> reminder =
                new HashMap<>(Map.of("title", "Call", "dueAt", inDays(1).toString()));
        reminder.put("contactId", foreign);
        assertThat(seller.post("/api/reminders", reminder).expect(422).text()).contains("contactId");
        String ada = seller.post("/api/contacts", Map.of("name", "Ada Lovelace"))
                .json()
                .path("id")
                .asString();
        reminder.put("contactId", ada);
        String path = remind(seller, reminder);
        assertThat(seller.get("/api/reminders?include=contact,user&contactId=" + ada)
                        .text())
                .contains("Ada Lovelace", workspace.person(Role.SELLER).name());
        stranger.get(path).expect(404);
        stranger.delete(path).expect(404);
        assertThat(titles(stranger, "/api/reminders?userId=all")).isEmpty();
    }
}
