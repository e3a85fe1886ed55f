package brisk.contract;

import static brisk.contract.Call.id;
import static brisk.contract.Call.json;
import static brisk.contract.Call.plain;

import brisk.leads.LeadDoorsTest;
import brisk.platform.http.Json;
import brisk.platform.security.Role;
import brisk.testing.Http;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** How the operations of the lead desk are called. */
final class LeadExamples {
    private static final String ALL = "cre,ps,statusInfo,touches,contact,deal";

    private final BiConsumer<String, Function<World, Call>> examples;

    LeadExamples(BiConsumer<String, Function<World, Call>> examples) {
        this.examples = examples;
        leads();
        history();
        setup();
        duplicates();
        intake();
        add("listMails", world -> {
            world.failedMail();
            return plain();
        });
        add("resendMail", world -> id(world.failedMail()));
    }

    private void add(String operationId, Function<World, Call> call) {
        examples.accept(operationId, call);
    }

    private static Call uid(String uid) {
        return plain().path("uid", uid);
    }

    private void leads() {
        add("listLeads", world -> {
            world.lead();
            return plain().query("include", ALL);
        });
        add("createLead", world -> json(world.newLead()));
        add("addLead", world -> json(world.newLead()));
        add("checkLead", world -> {
            String uid = world.lead();
            String mobile = world.admin()
                    .get("/api/leads/" + uid)
                    .expect(200)
                    .json()
                    .at("/mobile/typed")
                    .asString();
            return plain().query("phone", mobile);
        });
        add("getLead", world -> uid(world.lead()).query("include", ALL));
        add(
                "updateLead",
                world -> uid(world.lead())
                        .body(Map.of("status", "test_drive", "nextFollowUpAt", "2027-01-02T09:00:00+01:00")));
        add("deleteLead", world -> uid(world.lead()));
        add("restoreLead", world -> uid(world.deleted("/api/leads", world.lead())));
    }

    private void history() {
        add("convertLead", world -> uid(followedUp(world)).body(Map.of("deal", Map.of("value", "1450000"))));
        add("getLeadStats", world -> {
            world.lead();
            return plain();
        });
        add("getLeadSla", world -> {
            world.lead();
            return plain();
        });
        add("listLeadFollowUps", world -> uid(followedUp(world)));
        add(
                "addLeadFollowUp",
                world -> uid(world.lead())
                        .body(Map.of("outcome", "callback", "remarks", "On Monday", "nextAt", "2027-01-02T09:00:00Z")));
        add("listLeadCalls", world -> uid(followedUp(world)));
        add(
                "addLeadCall",
                world -> uid(world.lead())
                        .body(Map.of("direction", "outbound", "outcome", "connected", "durationSeconds", 95)));
        add("listLeadTouches", world -> {
            var lead = world.newLead();
            String uid = world.admin()
                    .post("/api/leads", lead)
                    .expect(201)
                    .json()
                    .path("uid")
                    .asString();
            world.admin().post("/api/leads", lead).expect(409);
            return uid(uid);
        });
    }

    private static String followedUp(World world) {
        String uid = world.lead();
        world.admin()
                .post("/api/leads/" + uid + "/follow-ups", Map.of("outcome", "no_answer"))
                .expect(201);
        return uid;
    }

    private void duplicates() {
        add("listLeadDuplicates", world -> {
            world.leadPair();
            return plain();
        });
        add("dismissLeadDuplicate", world -> id(world.leadPair()));
        add("restoreLeadDuplicate", world -> id(world.leadPair()));
        add("listTouches", world -> {
            var lead = world.newLead();
            world.admin().post("/api/leads", lead).expect(201);
            world.admin().post("/api/leads", lead).expect(409);
            return plain();
        });
        add(
                "mergeLeads",
                world -> json(Map.of("keepId", leadId(world), "mergeId", leadId(world), "take", List.of("city"))));
        add("listLeadMerges", world -> {
            String kept = leadId(world);
            merge(world, kept);
            return uid(kept);
        });
        add("undoLeadMerge", world -> id(merge(world, leadId(world))));
    }

    private static String leadId(World world) {
        return world.make("/api/leads", world.newLead());
    }

    private static String merge(World world, String kept) {
        return world.admin()
                .post("/api/leads/merge", Map.of("keepId", kept, "mergeId", leadId(world)))
                .expect(200)
                .json()
                .path("mergeId")
                .asString();
    }

    private void intake() {
        add(
                "changeLeadsInBulk",
                world -> json(Map.of(
                        "operation",
                        "update_status",
                        "leadIds",
                        List.of(leadId(world), leadId(world)),
                        "updates",
                        Map.of("status", "lost"))));
        add("takeAdf", world -> plain().body("application/xml", adf()));
        add("listLeadDoors", world -> {
            door(world);
            return plain();
        });
        add("createLeadDoor", world -> json(newDoor(world)));
        add(
                "updateLeadDoor",
                world -> id(door(world).path("id").asString())
                        .body(Map.of("name", world.name("Door"), "active", false)));
        add("rotateLeadDoor", world -> id(door(world).path("id").asString()));
        add("sendEnquiry", world -> {
            JsonNode door = door(world);
            byte[] body = Json.bytes(Map.of("customerName", world.name("Customer"), "mobile", "0151 23456789"));
            var server = world.workspace().server();
            String signature = LeadDoorsTest.signature(
                    door.path("secret").asString(), body, server.clock().instant());
            return plain().path("door", door.path("path").asString().replaceFirst(".*/", ""))
                    .body("application/json", body)
                    .by(Http.anonymous(server).with("X-Brisk-Signature", signature));
        });
        add("takeBackLeadFollowUp", world -> {
            String uid = world.lead();
            return uid(uid).path(
                            "id",
                            world.admin()
                                    .post("/api/leads/" + uid + "/follow-ups", Map.of("outcome", "no_answer"))
                                    .expect(201)
                                    .json()
                                    .at("/followUp/id")
                                    .asString());
        });
    }

    /** Whoever sends it has a lead of this name then, so there is no mark in it. */
    private static byte[] adf() {
        return """
                <?xml version="1.0"?><?adf version="1.0"?><adf><prospect><id>7</id><vehicle><make>Tata</make></vehicle>
                <customer><contact><name part="full">Asha Kulkarni</name><phone>0151 29876543</phone></contact></customer></prospect></adf>
                """.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, ?> newDoor(World world) {
        return Map.of("name", world.name("Door"), "source", "Website", "campaign", world.name("Campaign"));
    }

    private static JsonNode door(World world) {
        return world.admin().post("/api/lead-doors", newDoor(world)).expect(201).json();
    }

    private void setup() {
        add("listLeadStatuses", world -> {
            status(world);
            return plain();
        });
        add("createLeadStatus", world -> json(Map.of("name", world.name("Status"), "kind", "open")));
        add("updateLeadStatus", world -> id(status(world)).body(Map.of("name", world.name("Status"), "active", false)));
        add("listLeadRules", world -> {
            rule(world);
            return plain();
        });
        add("createLeadRule", world -> json(newRule(world)));
        add("getLeadRule", world -> id(rule(world)));
        add("updateLeadRule", world -> id(rule(world)).body(Map.of("active", false)));
        add("deleteLeadRule", world -> id(rule(world)));
        add("restoreLeadRule", world -> id(world.deleted("/api/lead-rules", rule(world))));
        add("getLeadSettings", world -> {
            world.admin()
                    .patch("/api/lead-settings", Map.of("responseMinutes", 20))
                    .expect(200);
            return plain();
        });
        add("updateLeadSettings", world -> json(Map.of("responseMinutes", 15)));
    }

    private static String status(World world) {
        return world.make("/api/lead-statuses", Map.of("name", world.name("Status"), "kind", "lost"));
    }

    private static String rule(World world) {
        return world.make("/api/lead-rules", newRule(world));
    }

    private static Map<String, ?> newRule(World world) {
        return Map.of(
                "name",
                world.name("Rule"),
                "source",
                "Facebook",
                "strategy",
                "round_robin",
                "days",
                List.of(1, 2, 3),
                "fromTime",
                "09:00",
                "toTime",
                "19:00",
                "memberIds",
                List.of(world.workspace().person(Role.PS).id().toString()));
    }
}
