package brisk.leads;

import brisk.testing.Http;
import brisk.testing.Http.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** What tests of the lead desk do again and again, through HTTP. */
final class Desk {
    private static final AtomicInteger sequence = new AtomicInteger();

    private Desk() {}

    /** A German mobile that nobody has yet. */
    static String mobile() {
        return "0151 " + (40_000_000 + sequence.incrementAndGet());
    }

    static Map<String, Object> enquiry(Map<String, ?> besides) {
        var lead = new HashMap<String, Object>(
                Map.of("customerName", "Asha Kulkarni", "mobile", mobile(), "source", "Facebook"));
        lead.putAll(besides);
        return lead;
    }

    static Reply enquire(Http http, Map<String, ?> besides) {
        return http.post("/api/leads", enquiry(besides));
    }

    static JsonNode lead(Http http, Map<String, ?> besides) {
        return enquire(http, besides).expect(201).json();
    }

    static String uid(Http http, Map<String, ?> besides) {
        return lead(http, besides).path("uid").asString();
    }

    static List<String> uids(Http http, String path) {
        return http.get(path).expect(200).each("uid");
    }
}
