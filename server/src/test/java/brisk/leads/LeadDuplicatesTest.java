package brisk.leads;

import static org.assertj.core.api.Assertions.assertThat;

import brisk.platform.security.Role;
import brisk.platform.telemetry.Trace;
import brisk.testing.Fixtures;
import brisk.testing.Http;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Leads that may be one customer although their numbers differ, and enquiries of customers who are known. */
class LeadDuplicatesTest {
    private final Fixtures.Workspace workspace = Fixtures.workspace();
    private final Http admin = workspace.admin();
    private int numbers;

    static void compare(Fixtures.Workspace workspace) {
        var app = workspace.server().app();
        new LeadMatcher(app.database(), workspace.server().clock()).matchAll(new Trace(), workspace.id());
    }

    private List<JsonNode> pairs(Http http, String query) {
        compare(workspace);
        return http.get("/api/leads/duplicates" + query)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    /** Numbers that nobody takes for one another, unless a test says so. */
    private String id(Map<String, ?> besides) {
        var lead = new HashMap<String, Object>(
                Map.of("mobile", "0171 " + (10_000_000 + 13_579_113L * ++numbers % 89_999_999)));
        lead.putAll(besides);
        return Desk.lead(admin, lead).path("id").asString();
    }

    private void assertPair(String first, String second, String... reasons) {
        assertThat(pairs(admin, "?leadId=" + second)).singleElement().satisfies(pair -> {
            assertThat(pair.at("/first/id").asString()).isEqualTo(first);
            assertThat(pair.at("/second/id").asString()).isEqualTo(second);
            assertThat(pair.path("reasons").valueStream().map(JsonNode::asString))
                    .containsExactly(reasons);
        });
    }

    @Test
    void theSameAddressIsProbablyTheSameCustomer() {
        String first = id(Map.of("customerName", "Asha Kulkarni", "email", "asha@example.org"));
        String second = id(Map.of("customerName", "A. K.", "email", "Asha@Example.org"));
        id(Map.of("customerName", "Somebody Else"));
        assertPair(first, second, "email");
        assertThat(pairs(admin, "")).hasSize(1);
    }

    @Test
    void theSameNameIsProbablyTheSameCustomerWhereTheCityOrTheModelIsTheSame() {
        String first = id(Map.of("customerName", "Núria Ferrer", "city", "Pune", "model", "Nexon EV"));
        String second = id(Map.of("customerName", "nuria ferrer", "city", "PUNE", "model", "Harrier"));
        assertPair(first, second, "name_city");
        String third = id(Map.of("customerName", "Nuria Ferrer", "city", "Goa", "model", "harrier"));
        assertPair(second, third, "name_model");
        String elsewhere = id(Map.of("customerName", "Nuria Ferrer", "city", "Delhi"));
        assertThat(pairs(admin, "?leadId=" + elsewhere)).isEmpty();
    }

    @Test
    void aNumberWithOneOtherDigitOrTwoSwappedOnesIsProbablyAMistake() {
        String first = id(Map.of("customerName", "Rahul Sharma", "mobile", "0151 23456789"));
        String digit = id(Map.of("customerName", "Rahul Sharmaa", "mobile", "0151 23456780"));
        assertPair(first, digit, "number");
        String swapped = id(Map.of("customerName", "Rahul", "mobile", "0151 23465789"));
        assertPair(first, swapped, "number");
        String somebodyElse = id(Map.of("customerName", "Meena Pillai", "mobile", "0151 23456889"));
        assertThat(pairs(admin, "?leadId=" + somebodyElse)).isEmpty();
        String twoDigits = id(Map.of("customerName", "Rahul Sharma", "mobile", "0151 99456789"));
        assertThat(pairs(admin, "?leadId=" + twoDigits)).isEmpty();
    }

    @Test
    void whatMoreThanTenOthersHaveTellsNothing() {
        for (int i = 0; i < 12; i++) {
            id(Map.of("customerName", "Amit Patil", "city", "Pune", "email", "none@example.org"));
        }
        assertThat(pairs(admin, "")).isEmpty();
    }

    @Test
    void aPairGoesWithWhatMadeItOneAndWithItsLeads() {
        String first = id(Map.of("email", "one@example.org"));
        String second = id(Map.of("email", "one@example.org"));
        assertPair(first, second, "email");
        admin.patch("/api/leads/" + second, Map.of("email", "two@example.org")).expect(200);
        assertThat(pairs(admin, "")).isEmpty();
        admin.patch("/api/leads/" + second, Map.of("email", "one@example.org")).expect(200);
        assertPair(first, second, "email");
        admin.delete("/api/leads/" + first).expect(204);
        assertThat(admin.get("/api/leads/duplicates").json().path("data")).isEmpty();
        assertThat(pairs(admin, "")).isEmpty();
        admin.send("POST", "/api/leads/" + first + "/restore", null).expect(200);
        assertPair(first, second, "email");
    }

    @Test
    void twoCustomersAreToldApartOnceAndThatCanBeTakenBack() {
        String first = id(Map.of("email", "one@example.org"));
        String second = id(Map.of("email", "one@example.org"));
        String pair = pairs(admin, "").getFirst().path("id").asString();
        admin.send("POST", "/api/leads/duplicates/" + pair + "/dismiss", null).expect(200);
        admin.patch("/api/leads/" + first, Map.of("city", "Pune")).expect(200);
        assertThat(pairs(admin, "")).isEmpty();
        assertThat(pairs(admin, "?dismissed=true")).hasSize(1);
        admin.send("POST", "/api/leads/duplicates/" + pair + "/restore", null).expect(200);
        assertPair(first, second, "email");
    }

    @Test
    void onlyWhoSeesBothLeadsSeesThePair() {
        String cre = workspace.person(Role.CRE).id().toString();
        String ps = workspace.person(Role.PS).id().toString();
        id(Map.of("email", "one@example.org", "creId", cre, "psId", ps));
        String second = id(Map.of("email", "one@example.org", "creId", cre));
        List<JsonNode> seen = pairs(workspace.person(Role.CRE).http(), "");
        assertThat(seen).hasSize(1);
        String path = "/api/leads/duplicates/" + seen.getFirst().path("id").asString() + "/dismiss";
        Http other = workspace.person(Role.PS).http();
        assertThat(pairs(other, "")).isEmpty();
        other.send("POST", path, null).expect(404);
        admin.patch("/api/leads/" + second, Map.of("psId", ps)).expect(200);
        assertThat(pairs(other, "")).hasSize(1);
        admin.patch("/api/leads/" + second, java.util.Collections.singletonMap("psId", null))
                .expect(200);
        assertThat(other.get("/api/leads/duplicates").json().path("data"))
                .as("at once")
                .isEmpty();
        assertThat(pairs(workspace.manager(), "")).hasSize(1);
        workspace
                .admin()
                .patch("/api/users/" + workspace.person(Role.MANAGER).id(), Map.of("branch", "Andheri"))
                .expect(200);
        assertThat(pairs(workspace.manager(), "")).isEmpty();
        Fixtures.Workspace strangers = Fixtures.workspace();
        assertThat(strangers.admin().get("/api/leads/duplicates").json().path("data"))
                .isEmpty();
        strangers.admin().send("POST", path, null).expect(404);
    }

    @Test
    void repeatedEnquiriesAreListedForWhoHasTheLead() {
        String mobile = Desk.mobile();
        String ps = workspace.person(Role.PS).id().toString();
        String uid = Desk.uid(admin, Map.of("mobile", mobile, "psId", ps));
        Desk.enquire(
                        workspace.person(Role.CRE).http(),
                        Map.of("mobile", mobile, "source", "Google", "campaign", "Diwali", "customerName", "Asha K"))
                .expect(409);
        for (Http http : List.of(admin, workspace.person(Role.PS).http())) {
            JsonNode touch = http.get("/api/leads/touches").expect(200).json().at("/data/0");
            assertThat(touch.at("/lead/uid").asString()).isEqualTo(uid);
            assertThat(touch.path("customerName").asString()).isEqualTo("Asha K");
            assertThat(touch.path("campaign").asString()).isEqualTo("Diwali");
            assertThat(touch.at("/user/name").asString()).isEqualTo("Chidi Okafor");
        }
        Http seller = workspace.seller();
        assertThat(seller.get("/api/leads/touches").json().path("data")).isEmpty();
        admin.patch(
                        "/api/leads/" + uid,
                        Map.of("psId", workspace.person(Role.SELLER).id().toString()))
                .expect(200);
        assertThat(workspace
                        .person(Role.PS)
                        .http()
                        .get("/api/leads/touches")
                        .json()
                        .path("data"))
                .as("at once")
                .isEmpty();
        compare(workspace);
        assertThat(seller.get("/api/leads/touches").json().path("data")).hasSize(1);
    }

    @Test
    void pagesOfPairsGoOnBehindACursor() {
        for (int i = 0; i < 5; i++) {
            id(Map.of("email", "twin" + i + "@example.org"));
            id(Map.of("email", "twin" + i + "@example.org"));
        }
        assertThat(pairs(admin, "")).hasSize(5);
        JsonNode first = admin.get("/api/leads/duplicates?limit=3").json();
        assertThat(first.at("/pagination/total").asInt()).isEqualTo(5);
        JsonNode rest = admin.get("/api/leads/duplicates?limit=3&after="
                        + first.at("/pagination/next").asString())
                .expect(200)
                .json();
        assertThat(rest.path("data")).hasSize(2);
        assertThat(rest.at("/pagination/next").isNull()).isTrue();
    }
}
