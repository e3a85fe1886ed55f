package brisk.bench.usual;

import static brisk.bench.usual.Call.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of contacts, of what happened with them, and of reminders; search; the book. */
final class Records {
    private static final Comparator<Map<String, @Nullable Object>> NEWEST_FIRST =
            Comparator.<Map<String, @Nullable Object>, Instant>comparing(
                            entry -> (Instant) Objects.requireNonNull(entry.get("occurredAt")))
                    .thenComparing(entry -> member(entry, "id"))
                    .reversed();

    private Records() {}

    /** Habit: every contact of the workspace is fetched and turned into an object; filter, order and page follow in code. */
    static Object contacts(Call call) throws Exception {
        List<Map<String, @Nullable Object>> all = new ArrayList<>(call.session()
                .rows("SELECT * FROM contacts WHERE workspace_id = ? AND deleted_at IS NULL", call.workspace()));
        String role = call.text("role");
        if (!role.isEmpty()) {
            all.removeIf(contact -> !role.equals(contact.get("role")));
        }
        all.sort(Comparator.comparing((Map<String, @Nullable Object> contact) -> member(contact, "nameKey"))
                .thenComparing(contact -> member(contact, "id")));
        Map<String, Object> page = call.page(all);
        for (Map<String, @Nullable Object> contact : Call.data(page)) {
            call.attach(contact, "company", "companyId", "companies");
            call.attach(contact, "owner", "ownerId", "users");
        }
        return page;
    }

    /** Habit: a statement for the total and one for the rows, all of them; names of contact, company, deal and owner one by one. */
    static Call.Handler activities(List<String> kinds) {
        String in = "('" + String.join("', '", kinds) + "')";
        return call -> {
            String contactId = call.text("contactId");
            String where = " FROM activities WHERE workspace_id = ? AND deleted_at IS NULL AND kind IN " + in
                    + (contactId.isEmpty() ? "" : " AND contact_id = ?::uuid");
            Object[] values =
                    contactId.isEmpty() ? new Object[] {call.workspace()} : new Object[] {call.workspace(), contactId};
            call.session().number("SELECT count(*)" + where, values);
            List<Map<String, @Nullable Object>> all =
                    new ArrayList<>(call.session().rows("SELECT *" + where, values));
            all.sort(NEWEST_FIRST);
            Map<String, Object> page = call.page(all);
            for (Map<String, @Nullable Object> activity : Call.data(page)) {
                call.attach(activity, "contact", "contactId", "contacts");
                call.attach(activity, "company", "companyId", "companies");
                call.attach(activity, "deal", "dealId", "deals");
                call.attach(activity, "owner", "ownerId", "users");
            }
            return page;
        };
    }

    static Object reminders(Call call) throws Exception {
        String where = " FROM reminders WHERE workspace_id = ? AND user_id = ? AND deleted_at IS NULL";
        call.session().number("SELECT count(*)" + where, call.workspace(), call.user());
        List<Map<String, @Nullable Object>> all =
                new ArrayList<>(call.session().rows("SELECT *" + where, call.workspace(), call.user()));
        all.sort(Comparator.comparing((Map<String, @Nullable Object> reminder) ->
                        (Instant) Objects.requireNonNull(reminder.get("dueAt")))
                .thenComparing(reminder -> member(reminder, "id")));
        Map<String, Object> page = call.page(all);
        for (Map<String, @Nullable Object> reminder : Call.data(page)) {
            call.attach(reminder, "contact", "contactId", "contacts");
            call.attach(reminder, "company", "companyId", "companies");
            call.attach(reminder, "deal", "dealId", "deals");
            call.attach(reminder, "user", "userId", "users");
        }
        return page;
    }

    /**
     * Habit: one table after the other, each with lower(…) LIKE '%word%', which no index serves; all that match are fetched, ranked
     * and cut in code.
     */
    static Object search(Call call) throws Exception {
        String typed = call.text("q").strip().toLowerCase(Locale.ROOT);
        List<Map<String, @Nullable Object>> hits = new ArrayList<>();
        find(call, hits, "contact", "contacts", "name", "email", typed);
        find(call, hits, "company", "companies", "name", "domain", typed);
        find(call, hits, "deal", "deals", "name", "", typed);
        find(call, hits, "lead", "leads", "customerName", "mobile", typed);
        hits.sort(Comparator.comparing((Map<String, @Nullable Object> hit) ->
                        !member(hit, "nameKey").startsWith(typed)
                                && !member(hit, "contactPoint").startsWith(typed))
                .thenComparing(hit -> !(" " + member(hit, "nameKey")).contains(" " + typed))
                .thenComparing(hit -> member(hit, "nameKey"))
                .thenComparing(hit -> member(hit, "id")));
        return Map.of("data", hits.subList(0, Math.min(hits.size(), call.number("limit", 20))));
    }

    private static void find(
            Call call,
            List<Map<String, @Nullable Object>> hits,
            String type,
            String table,
            String nameMember,
            String contactPoint,
            String typed)
            throws Exception {
        List<@Nullable Object> values = new ArrayList<>(List.of(call.workspace()));
        var sql = new StringBuilder("SELECT * FROM " + table + " WHERE workspace_id = ? AND deleted_at IS NULL");
        for (String word : typed.split("\\s+", 6)) {
            sql.append(" AND lower(search_text) LIKE ?");
            values.add("%" + word + "%");
        }
        for (Map<String, @Nullable Object> row : call.session().rows(sql.toString(), values.toArray())) {
            Map<String, @Nullable Object> hit = new LinkedHashMap<>();
            hit.put("type", type);
            hit.put("id", row.get("id"));
            hit.put("name", row.get(nameMember));
            hit.put("nameKey", row.get("nameKey"));
            hit.put("contactPoint", contactPoint.isEmpty() ? null : row.get(contactPoint));
            hits.add(hit);
        }
    }

    /** Habit: the whole book is made in code, for every page of it anew. */
    private static List<Map<String, @Nullable Object>> wholeBook(Call call) throws Exception {
        List<Map<String, @Nullable Object>> pinned = new ArrayList<>();
        List<Object> pinnedIds = new ArrayList<>();
        for (Map<String, @Nullable Object> pin : call.session()
                .rows(
                        "SELECT * FROM book_pins WHERE workspace_id = ? AND user_id = ? ORDER BY position, contact_id",
                        call.workspace(),
                        call.user())) {
            Map<String, @Nullable Object> contact = call.session()
                    .one(
                            "SELECT * FROM contacts WHERE workspace_id = ? AND id = ? AND deleted_at IS NULL",
                            call.workspace(),
                            UUID.fromString(member(pin, "contactId")));
            if (contact != null) {
                pinned.add(contact);
                pinnedIds.add(member(contact, "id"));
            }
        }
        List<Map<String, @Nullable Object>> own = new ArrayList<>(call.session()
                .rows(
                        "SELECT * FROM contacts WHERE workspace_id = ? AND owner_id = ? AND deleted_at IS NULL",
                        call.workspace(),
                        call.user()));
        own.removeIf(contact -> pinnedIds.contains(member(contact, "id")));
        own.sort(Comparator.comparing(
                        (Map<String, @Nullable Object> contact) -> !Boolean.TRUE.equals(contact.get("inCampaign")))
                .thenComparing(contact -> ((Number) Objects.requireNonNull(contact.get("warmness"))).intValue())
                .thenComparing(contact -> contact.get("lastContactedAt") instanceof Instant at ? at : Instant.MIN)
                .thenComparing(Comparator.comparing((Map<String, @Nullable Object> contact) -> member(contact, "id"))
                        .reversed()));
        pinned.addAll(own);
        return new ArrayList<>(pinned.subList(0, Math.min(500, pinned.size())));
    }

    static Object book(Call call) throws Exception {
        Map<String, Object> page = call.page(wholeBook(call));
        withActivities(call, Call.data(page));
        return page;
    }

    static Object searchBook(Call call) throws Exception {
        String[] words = call.text("q").strip().toLowerCase(Locale.ROOT).split("\\s+");
        List<Map<String, @Nullable Object>> found = new ArrayList<>(wholeBook(call));
        for (String word : words) {
            found.removeIf(contact -> !member(contact, "searchText").contains(word));
        }
        found.subList(Math.min(found.size(), call.number("limit", 20)), found.size())
                .clear();
        withActivities(call, found);
        return Map.of("data", found);
    }

    /** Habit (N+1): company, owner and the whole timeline of each contact, of which five are shown. */
    private static void withActivities(Call call, List<Map<String, @Nullable Object>> contacts) throws Exception {
        for (Map<String, @Nullable Object> contact : contacts) {
            call.attach(contact, "company", "companyId", "companies");
            call.attach(contact, "owner", "ownerId", "users");
            List<Map<String, @Nullable Object>> activities = new ArrayList<>(call.session()
                    .rows(
                            "SELECT * FROM activities WHERE workspace_id = ? AND contact_id = ? AND deleted_at IS NULL",
                            call.workspace(),
                            UUID.fromString(member(contact, "id"))));
            activities.sort(NEWEST_FIRST);
            contact.put("activities", new ArrayList<>(activities.subList(0, Math.min(5, activities.size()))));
        }
    }

    /** Habit: counting in code, over all rows. */
    static Object contactStats(Call call) throws Exception {
        List<Map<String, @Nullable Object>> all = call.session()
                .rows("SELECT * FROM contacts WHERE workspace_id = ? AND deleted_at IS NULL", call.workspace());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", all.size());
        for (String dimension : List.of("role", "production", "type", "status")) {
            Map<String, Integer> counts = new HashMap<>();
            for (Map<String, @Nullable Object> contact : all) {
                if (contact.get(dimension) != null) {
                    counts.merge(member(contact, dimension), 1, Integer::sum);
                }
            }
            List<Map<String, Object>> list = new ArrayList<>();
            counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue(Collections.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(100)
                    .forEach(entry -> list.add(Map.of("key", entry.getKey(), "count", entry.getValue())));
            answer.put("by" + Character.toUpperCase(dimension.charAt(0)) + dimension.substring(1), list);
        }
        return answer;
    }
}
