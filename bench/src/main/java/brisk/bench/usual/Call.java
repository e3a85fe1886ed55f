package brisk.bench.usual;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request: who asks, what for, and the session it is answered from. */
record Call(Session session, UUID workspace, UUID user, ZoneId zone, Map<String, String> query, JsonNode body) {

    /** Answers a call with what becomes JSON. */
    @FunctionalInterface
    interface Handler {
        Object answer(Call call) throws Exception;
    }

    String text(String name) {
        return query.getOrDefault(name, "");
    }

    int number(String name, int byDefault) {
        return query.containsKey(name) ? Integer.parseInt(query.getOrDefault(name, "")) : byDefault;
    }

    /** Habit: the list is in memory as a whole, and the page is cut out of it. */
    Map<String, Object> page(List<Map<String, @Nullable Object>> all) {
        int limit = number("limit", 20);
        int page = number("page", 1);
        int from = Math.min(all.size(), (page - 1) * limit);
        int to = Math.min(all.size(), from + limit);
        Map<String, Object> pagination = new LinkedHashMap<>();
        pagination.put("page", page);
        pagination.put("limit", limit);
        pagination.put("total", all.size());
        pagination.put("totalPages", (all.size() + limit - 1) / limit);
        pagination.put("hasNext", to < all.size());
        pagination.put("hasPrev", page > 1);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", new ArrayList<>(all.subList(from, to)));
        answer.put("pagination", pagination);
        return answer;
    }

    /** The entries of a page that was cut. */
    @SuppressWarnings("unchecked")
    static List<Map<String, @Nullable Object>> data(Map<String, Object> page) {
        return (List<Map<String, @Nullable Object>>) page.getOrDefault("data", Collections.emptyList());
    }

    /** Habit (N+1): one more statement for what an entry refers to, for each entry again. */
    void attach(Map<String, @Nullable Object> entry, String name, String idMember, String table) throws Exception {
        Object id = entry.get(idMember);
        if (id != null) {
            entry.put(
                    name,
                    session.one(
                            "SELECT * FROM " + table + " WHERE workspace_id = ? AND id = ?",
                            workspace,
                            UUID.fromString(id.toString())));
        }
    }

    static String member(Map<String, @Nullable Object> entry, String name) {
        Object value = entry.get(name);
        return value == null ? "" : value.toString();
    }
}
