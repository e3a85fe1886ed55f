package brisk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import brisk.testing.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a write leaves in the cache, because it is about something else, and what it does not. */
class KeptAnswersTest {
    private static TestServer server;
    private static Fixtures.Workspace workspace;
    private static Http seller;
    private static Http manager;
    private static String company;
    private static String otherCompany;
    /** The seller's, of the company. */
    private static String contact;
    /** The manager's, of the other company. */
    private static String otherContact;

    private static String deal;
    private static String otherDeal;

    @BeforeAll
    static void aWorkspaceOfTwo() {
        server = TestServer.start(Map.of());
        workspace = Fixtures.workspace(server);
        seller = workspace.seller();
        manager = workspace.manager();
        company = made("companies", Map.of("name", "Northlight"));
        otherCompany = made("companies", Map.of("name", "Southlight"));
        contact = contact("Vera Lund", company, Role.SELLER);
        otherContact = contact("Otto Brandt", otherCompany, Role.MANAGER);
        deal = made("deals", Map.of("name", "Premiere", "companyId", company, "value", "100"));
        otherDeal = made("deals", Map.of("name", "Festival", "companyId", otherCompany, "value", "200"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String contact(String name, String companyId, Role owner) {
        return made(
                "contacts",
                Map.of("name", name, "companyId", companyId, "ownerId", id(owner), "warmness", 50, "status", "new"));
    }

    private static String id(Role role) {
        return workspace.person(role).id().toString();
    }

    private static String made(String kind, Map<String, ?> fields) {
        return seller.post("/api/" + kind, fields).expect(201).json().path("id").asString();
    }

    private static void afterwards(Runnable write, Http reader, List<String> kept, List<String> loadedAgain) {
        var before = new HashMap<String, String>();
        for (String path :
                List.of(kept, loadedAgain).stream().flatMap(List::stream).toList()) {
            before.put(path, reader.get(path).expect(200).header("ETag"));
        }
        write.run();
        kept.forEach(path -> {
            assertThat(reader.get(path).header("X-Cache")).as(path).isEqualTo("HIT");
            assertThat(reader.get(path + (path.contains("?") ? "&" : "?") + "refresh=true")
                            .header("ETag"))
                    .as("what stayed of %s is what there is", path)
                    .isEqualTo(before.get(path));
        });
        loadedAgain.forEach(
                path -> assertThat(reader.get(path).header("X-Cache")).as(path).isEqualTo("MISS"));
    }

    private static Runnable call(String contactId) {
        return () -> seller.post(
                        "/api/interactions",
                        Map.of("contactId", contactId, "kind", "call", "subject", "Asked for an offer"))
                .expect(201);
    }

    @Test
    void aCallLeavesWhatIsAboutOtherPeople() {
        afterwards(
                call(contact),
                manager,
                List.of(
                        "/api/my-500",
                        "/api/my-500/search?q=otto",
                        "/api/contacts?q=otto",
                        "/api/contacts/" + otherContact,
                        "/api/timeline?contactId=" + otherContact,
                        "/api/search?q=otto",
                        "/api/contacts/stats",
                        "/api/companies/" + otherCompany + "/analytics",
                        "/api/deals?include=company,contacts"),
                List.of(
                        "/api/contacts?q=vera",
                        "/api/contacts",
                        "/api/contacts?q=otto&sort=-lastContacted",
                        "/api/contacts?q=otto&lastContactedFrom=2020-01-01",
                        "/api/contacts/" + contact,
                        "/api/timeline?contactId=" + contact,
                        "/api/timeline",
                        "/api/companies/" + company + "/analytics",
                        "/api/dashboard"));
        afterwards(call(contact), seller, List.of("/api/contacts/stats"), List.of("/api/my-500"));
    }

    @Test
    void aNoteIsSeenInEachBookThatShowsThePerson() {
        manager.put("/api/my-500/pins/" + contact, Map.of()).expect(204);
        afterwards(
                () -> seller.post("/api/notes", Map.of("contactId", contact, "body", "Prefers mornings."))
                        .expect(201),
                manager,
                List.of("/api/contacts?q=otto", "/api/search?q=otto"),
                List.of("/api/my-500", "/api/timeline?contactId=" + contact));
        assertThat(manager.get("/api/my-500").text()).contains("Prefers mornings.");
        manager.delete("/api/my-500/pins/" + contact).expect(204);
    }

    @Test
    void warmnessMovesAContactWhereWarmnessIsLookedAt() {
        Runnable warmer =
                () -> seller.patch("/api/contacts/" + contact, Map.of("warmness", (int) (System.nanoTime() % 100)))
                        .expect(200);
        afterwards(
                warmer,
                manager,
                List.of("/api/my-500", "/api/contacts?q=otto", "/api/search?q=otto", "/api/contacts?status=old"),
                List.of(
                        "/api/contacts?q=vera",
                        "/api/contacts?q=otto&sort=warmness",
                        "/api/contacts?q=otto&warmnessMin=1",
                        "/api/contacts?q=otto&warmnessMax=99",
                        "/api/contacts/stats",
                        "/api/search?q=vera",
                        "/api/contacts/" + contact));
        afterwards(warmer, seller, List.of("/api/contacts?q=otto"), List.of("/api/my-500"));
    }

    @Test
    void aNewNameOrOwnerMayBelongAnywhere() {
        afterwards(
                () -> seller.patch("/api/contacts/" + contact, Map.of("warmness", 3, "name", "Vera Lund-Otto"))
                        .expect(200),
                manager,
                List.of("/api/contacts/" + otherContact),
                List.of("/api/search?q=otto", "/api/contacts?q=otto", "/api/my-500"));
        afterwards(
                () -> seller.patch("/api/contacts/" + contact, Map.of("ownerId", id(Role.MANAGER)))
                        .expect(200),
                manager,
                List.of("/api/deals"),
                List.of("/api/my-500", "/api/contacts?ownerId=" + id(Role.MANAGER)));
        seller.patch("/api/contacts/" + contact, Map.of("ownerId", id(Role.SELLER), "name", "Vera Lund"))
                .expect(200);
    }

    @Test
    void anotherStatusIsCountedAndFiltered() {
        afterwards(
                () -> seller.patch("/api/contacts/" + contact, Map.of("status", "asked-" + System.nanoTime()))
                        .expect(200),
                manager,
                List.of("/api/contacts?q=otto", "/api/my-500"),
                List.of("/api/contacts?status=new", "/api/contacts/stats", "/api/contacts/suggestions"));
    }

    @Test
    void aValueConcernsItsCompanyAndWhatLooksAtValues() {
        afterwards(
                () -> seller.patch("/api/deals/" + deal, Map.of("value", Long.toString(System.nanoTime() % 10_000)))
                        .expect(200),
                manager,
                List.of(
                        "/api/deals?companyId=" + otherCompany,
                        "/api/deals/" + otherDeal,
                        "/api/companies/" + otherCompany + "/analytics",
                        "/api/companies/" + otherCompany + "/deals-summary",
                        "/api/search?q=festival"),
                List.of(
                        "/api/deals",
                        "/api/deals?sort=-value&companyId=" + otherCompany,
                        "/api/deals?valueMin=1&companyId=" + otherCompany,
                        "/api/companies/" + company + "/analytics",
                        "/api/companies/" + company + "/deals-summary",
                        "/api/deals/pipeline-stats",
                        "/api/dashboard"));
    }

    @Test
    void whatOnlyLooksLikeAnIdIsText() {
        var custom = Map.of("a", "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz", "b", "--------------------------------1---");
        seller.patch("/api/contacts/" + contact, Map.of("custom", custom)).expect(200);
        afterwards(
                () -> seller.patch("/api/contacts/" + contact, Map.of("warmness", 7))
                        .expect(200),
                seller,
                List.of("/api/contacts?q=otto"),
                List.of("/api/contacts/" + contact, "/api/my-500"));
    }

    @Test
    void aReminderIsForOnePerson() {
        Runnable remind = () -> made(
                "reminders",
                Map.of(
                        "title",
                        "Call back",
                        "dueAt",
                        Instant.now().plus(1, ChronoUnit.DAYS).toString()));
        afterwards(remind, manager, List.of("/api/reminders"), List.of("/api/reminders?userId=all", "/api/dashboard"));
        afterwards(remind, seller, List.of("/api/contacts"), List.of("/api/reminders"));
    }
}
