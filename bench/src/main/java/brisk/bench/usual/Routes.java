package brisk.bench.usual;

import brisk.bench.RawClient;
import brisk.bench.RawClient.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is compared: for each route the requests, and what must be the same in both answers. The next one is a few lines. */
final class Routes {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CHECKED = 3;

    private final RawClient brisk;
    private final String admin;
    private final String seller;
    private final String consultant;
    private final List<String> contactIds = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();

    /** What must be alike. */
    @FunctionalInterface
    interface Same {
        /** Empty where it is. */
        String difference(String before, String after);
    }

    /**
     * @param requests what is asked for, over and over; where it writes, each of them once
     * @param fresh makes further requests of a route that writes
     */
    record Route(
            String group, String name, List<Request> requests, Same same, boolean writes, IntFunction<Request> fresh) {
        Request request(int number) {
            return writes
                    ? fresh.apply(number)
                    : requests.get(Math.floorMod(number * 31 + number / 7, requests.size()));
        }

        /** The same past the cache. */
        Route missed() {
            List<Request> past = requests.stream()
                    .map(request -> Request.get(
                            request.token(),
                            request.path() + (request.path().contains("?") ? "&" : "?") + "refresh=true"))
                    .toList();
            return new Route(group, name, past, same, false, fresh);
        }

        int checked() {
            return Math.min(CHECKED, writes ? requests.size() / 2 : requests.size());
        }
    }

    /** @param admin sees everything; seller has a book; consultant follows leads up */
    Routes(RawClient brisk, String admin, String seller, String consultant) {
        this.brisk = brisk;
        this.admin = admin;
        this.seller = seller;
        this.consultant = consultant;
    }

    List<Route> all() throws IOException {
        sample();
        List<Route> routes = new ArrayList<>();
        String group = "Contacts and what happened with them";
        routes.add(reads(group, "contacts, a page of 50", pages(10, "/api/contacts?limit=50&page="), page()));
        routes.add(reads(group, "search", each(names, "/api/search?q="), ids()));
        routes.add(reads(group, "timeline of a contact", each(contactIds, "/api/timeline?contactId="), page()));
        for (String kind : List.of("interactions", "messages", "notes")) {
            routes.add(reads(group, kind, pages(10, "/api/" + kind + "?limit=50&page="), page()));
        }
        routes.add(reads(group, "reminders", List.of(Request.get(seller, "/api/reminders?limit=50")), page()));
        group = "Figures and lists";
        routes.add(reads(group, "dashboard", List.of(Request.get(admin, "/api/dashboard")), dashboard()));
        routes.add(reads(
                group,
                "contact stats",
                List.of(Request.get(admin, "/api/contacts/stats")),
                values("/total", "/byRole", "/byStatus")));
        routes.add(reads(
                group,
                "contacts of a role, with company and owner",
                each(roles, "/api/contacts?limit=50&include=company,owner&role="),
                page()));
        group = "My-500";
        routes.add(reads(group, "a page of the book", pages(seller, 10, "/api/my-500?page="), page()));
        routes.add(reads(group, "search in the book", bookSearches(), ids()));
        group = "Sales";
        routes.add(reads(group, "dashboard of an owner", ofOwners("/api/dashboard?ownerId="), dashboard()));
        routes.add(reads(
                group,
                "pipeline stats",
                ofOwners("/api/deals/pipeline-stats?ownerId="),
                values("/totals/open/count", "/totals/created/count", "/totals/won/count", "/totals/lost/count")
                        .and(members("/stages", "id", "count", "entered", "advanced", "wentBack"))));
        routes.add(bulk(group));
        group = "Leads";
        String self = id(consultant);
        routes.add(lead(group, "lead creation", consultant, self));
        routes.add(lead(group, "lead creation that tells the consultant", admin, self));
        routes.add(reads(group, "duplicate check", checks(), values("/known", "/lead/id")));
        routes.add(reads(
                group,
                "lead dashboard",
                List.of(Request.get(admin, "/api/leads/stats")),
                values("/totals/leads", "/totals/open", "/totals/won", "/totals/lost", "/totals/duplicate")));
        return routes;
    }

    // --- what is asked for ---

    private void sample() throws IOException {
        Set<String> last = new LinkedHashSet<>();
        Set<String> found = new LinkedHashSet<>();
        for (int page = 1; page <= 3; page++) {
            for (JsonNode contact : json(admin, "/api/contacts?limit=100&sort=-created&page=" + page)
                    .path("data")) {
                contactIds.add(contact.path("id").asString());
                String[] words = contact.path("name").asString().split(" ");
                last.add(words[words.length - 1]);
                if (!contact.path("role").asString("").isEmpty()) {
                    found.add(contact.path("role").asString());
                }
            }
        }
        // Names without accents, of which there are few enough that every hit is on the page.
        for (String name : last) {
            if (names.size() < 40
                    && name.matches("[A-Za-z]{5,}")
                    && json(admin, "/api/search?limit=50&q=" + name)
                                    .path("data")
                                    .size()
                            < 15) {
                names.add(name);
            }
        }
        found.stream().filter(role -> role.matches("[A-Za-z]+")).limit(10).forEach(roles::add);
    }

    private List<Request> pages(int count, String path) {
        return pages(admin, count, path);
    }

    private static List<Request> pages(String token, int count, String path) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(page -> Request.get(token, path + page))
                .toList();
    }

    private List<Request> each(List<String> values, String path) {
        return values.stream().map(value -> Request.get(admin, path + value)).toList();
    }

    private List<Request> ofOwners(String path) throws IOException {
        List<Request> requests = new ArrayList<>();
        Set<String> owners = new LinkedHashSet<>();
        for (JsonNode deal : json(admin, "/api/deals?limit=100").path("data")) {
            owners.add(deal.path("ownerId").asString(""));
        }
        owners.remove("");
        owners.stream().limit(10).forEach(owner -> requests.add(Request.get(admin, path + owner)));
        return requests;
    }

    private List<Request> bookSearches() throws IOException {
        List<Request> requests = new ArrayList<>();
        for (JsonNode contact : json(seller, "/api/my-500?limit=100").path("data")) {
            String[] words = contact.path("name").asString().split(" ");
            if (requests.size() < 20 && words[words.length - 1].matches("[A-Za-z]{5,}")) {
                requests.add(Request.get(
                        seller, "/api/my-500/search?q=" + words[words.length - 1].toLowerCase(Locale.ROOT)));
            }
        }
        return requests;
    }

    private List<Request> checks() throws IOException {
        List<Request> requests = new ArrayList<>();
        for (JsonNode lead : json(admin, "/api/leads?limit=50").path("data")) {
            requests.add(Request.get(
                    admin,
                    "/api/leads/check?phone=%2B"
                            + lead.at("/mobile/e164").asString().substring(1)));
        }
        requests.add(Request.get(admin, "/api/leads/check?phone=%2B919999912345"));
        return requests;
    }

    private String id(String token) throws IOException {
        return json(token, "/api/session").at("/user/id").asString();
    }

    private JsonNode json(String token, String path) throws IOException {
        RawClient.Answer answer = brisk.send(Request.get(token, path));
        if (answer.status() != 200) {
            throw new IOException(path + " answers " + answer.status() + ": " + answer.text());
        }
        return JSON.readTree(answer.body());
    }

    // --- what is written ---

    private static Route reads(String group, String name, List<Request> requests, Same same) {
        return new Route(group, name, requests, same, false, number -> requests.getFirst());
    }

    private Route bulk(String group) throws IOException {
        List<String> deals = new ArrayList<>();
        json(admin, "/api/deals?limit=100")
                .path("data")
                .forEach(deal -> deals.add(deal.path("id").asString()));
        String owner = id(seller);
        IntFunction<Request> fresh = number -> {
            int from = Math.floorMod(number * 20, Math.max(1, deals.size() - 19));
            List<String> ids = deals.subList(from, Math.min(deals.size(), from + 20));
            return Request.post(
                    admin,
                    "/api/deals/bulk",
                    "{\"operation\":\"update_owner\",\"dealIds\":[\"" + String.join("\",\"", ids)
                            + "\"],\"updates\":{\"ownerId\":\"" + owner + "\"}}");
        };
        return new Route(
                group,
                "bulk: another owner for 20 deals",
                List.of(fresh.apply(0), fresh.apply(0)),
                members("/results", "id", "result"),
                true,
                fresh);
    }

    private static Route lead(String group, String name, String token, String consultantId) {
        IntFunction<Request> fresh = number -> Request.post(
                token,
                "/api/leads",
                "{\"customerName\":\"Asha Rao\",\"mobile\":\"+919"
                        + String.format(
                                Locale.ROOT, "%09d", ThreadLocalRandom.current().nextLong(1_000_000_000L))
                        + "\",\"source\":\"Walk-in\",\"model\":\"Harbour 7\",\"psId\":\"" + consultantId + "\"}");
        List<Request> checked = IntStream.range(0, 2 * CHECKED).mapToObj(fresh).toList();
        return new Route(group, name, checked, values("/customerName", "/kind", "/status", "/psId"), true, fresh);
    }

    // --- what must be the same ---

    /** The same records in the same order, and the same total. */
    private static Both page() {
        return ids().and(values("/pagination/total"));
    }

    private static Both ids() {
        return members("/data", "id");
    }

    private static Both dashboard() {
        return values(
                        "/overview/deals/total_deals",
                        "/overview/deals/open_deals",
                        "/overview/deals/won/count",
                        "/overview/deals/lost/count",
                        "/overview/deals/created/count",
                        "/overview/deals/won/previous/count",
                        "/overview/activities",
                        "/overview/companies",
                        "/overview/pipeline/id")
                .and(members("/overview/deals/pipeline_value", "currency", "count", "value"))
                .and(members("/overview/pipeline/stages", "id", "name", "count"))
                .and(members("/recent/activities", "id"))
                .and(members("/recent/tasks", "id"));
    }

    private static Both values(String... pointers) {
        return (before, after) -> {
            for (String pointer : pointers) {
                JsonNode one = JSON.readTree(before).at(pointer);
                JsonNode other = JSON.readTree(after).at(pointer);
                if (other.isMissingNode() || !one.equals(other)) {
                    return pointer + " is " + shortened(one.toString()) + " and " + shortened(other.toString());
                }
            }
            return "";
        };
    }

    private static Both members(String array, String... names) {
        return (before, after) -> {
            List<List<String>> one = members(JSON.readTree(before).at(array), names);
            List<List<String>> other = members(JSON.readTree(after).at(array), names);
            return one.equals(other)
                    ? ""
                    : array + " is " + shortened(one.toString()) + " and " + shortened(other.toString());
        };
    }

    private static List<List<String>> members(JsonNode array, String... names) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(entry -> List.of(names).stream()
                        .map(name -> entry.path(name).asString(""))
                        .toList())
                .toList();
    }

    private static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    /** Two things that must be alike. */
    @FunctionalInterface
    private interface Both extends Same {
        default Both and(Same other) {
            return (before, after) -> {
                String difference = difference(before, after);
                return difference.isEmpty() ? other.difference(before, after) : difference;
            };
        }
    }
}
