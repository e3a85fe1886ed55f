package brisk.bench.usual;

import static brisk.bench.usual.Call.member;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Leads: entered with one statement after the other, told of while the client waits, counted in code. */
final class LeadDesk {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int FIRST_RESPONSE_SECONDS = 3_600;

    private LeadDesk() {}

    /** @param mail sends it before the answer */
    static Call.Handler create(Mail mail) {
        return call -> {
            Session session = call.session();
            JsonNode body = call.body();
            String mobile = body.path("mobile").asString();
            // Habit: check, then insert; two requests at the same time both find nothing.
            Map<String, @Nullable Object> known = byNumber(call, mobile);
            if (known != null) {
                return Map.of("status", 409, "existingId", member(known, "id"));
            }
            // Habit: a number is drawn until one is free.
            String uid = uid();
            while (session.one("SELECT * FROM leads WHERE workspace_id = ? AND uid = ?", call.workspace(), uid)
                    != null) {
                uid = uid();
            }
            // Habit: who looks after it is looked up, one statement for each.
            Map<String, @Nullable Object> cre =
                    session.one("SELECT * FROM users WHERE workspace_id = ? AND id = ?", call.workspace(), call.user());
            UUID psId = UUID.fromString(body.path("psId").asString());
            Map<String, @Nullable Object> ps =
                    session.one("SELECT * FROM users WHERE workspace_id = ? AND id = ?", call.workspace(), psId);
            Map<String, @Nullable Object> status = session.one(
                    "SELECT * FROM lead_statuses WHERE workspace_id = ? AND active AND kind = 'open' ORDER BY position, code",
                    call.workspace());
            UUID id = UUID.fromString(member(insert(call, body, uid, mobile, psId, status), "id"));
            session.update(
                    "INSERT INTO lead_phones (workspace_id, phone, lead_id) VALUES (?, ?, ?)",
                    call.workspace(),
                    mobile,
                    id);
            session.update(
                    "INSERT INTO lead_follow_ups (workspace_id, lead_id, attempt, user_id, due_at, created_at)"
                            + " VALUES (?, ?, 1, ?, ?, now())",
                    call.workspace(),
                    id,
                    psId,
                    due());
            // Habit: what was just written is read again.
            Map<String, @Nullable Object> lead = Objects.requireNonNull(
                    session.one("SELECT * FROM leads WHERE workspace_id = ? AND id = ?", call.workspace(), id));
            lead.put("cre", cre);
            lead.put("ps", ps);
            lead.put("kind", lead.get("statusKind"));
            // Habit: the mail is sent before the answer.
            if (ps != null && !psId.equals(call.user())) {
                mail.send(
                        member(ps, "email"),
                        "New lead " + uid + ": " + member(lead, "customerName"),
                        "Mobile: " + mobile + "\nSource: " + member(lead, "source"));
            }
            return lead;
        };
    }

    private static Map<String, @Nullable Object> insert(
            Call call,
            JsonNode body,
            String uid,
            String mobile,
            UUID psId,
            @Nullable Map<String, @Nullable Object> status)
            throws Exception {
        return Objects.requireNonNull(call.session()
                .one(
                        "INSERT INTO leads (workspace_id, uid, customer_name, mobile, mobile_typed, source, model, cre_id, ps_id,"
                                + " status, first_response_due_at, next_follow_up_at, created_by, changed_by)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                        call.workspace(),
                        uid,
                        body.path("customerName").asString(),
                        mobile,
                        mobile,
                        body.path("source").asString(),
                        body.path("model").asString(""),
                        call.user(),
                        psId,
                        status == null ? "" : member(status, "code"),
                        due(),
                        due(),
                        call.user(),
                        call.user()));
    }

    private static Timestamp due() {
        return Timestamp.from(Instant.now().plusSeconds(FIRST_RESPONSE_SECONDS));
    }

    private static String uid() {
        var uid = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            uid.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())))
                    .append(i == 2 ? "-" : "");
        }
        return uid.toString();
    }

    /** Habit: punctuation is taken out in the condition and the end is compared, so that every lead is looked at. */
    private static @Nullable Map<String, @Nullable Object> byNumber(Call call, String phone) throws Exception {
        String digits = phone.replaceAll("[^0-9]", "");
        return call.session()
                .one(
                        "SELECT * FROM leads WHERE workspace_id = ? AND deleted_at IS NULL"
                                + " AND (regexp_replace(mobile, '[^0-9]', '', 'g') LIKE ?"
                                + " OR regexp_replace(alternate_phones::text, '[^0-9]', '', 'g') LIKE ?) ORDER BY id",
                        call.workspace(),
                        "%" + digits,
                        "%" + digits + "%");
    }

    static Object check(Call call) throws Exception {
        Map<String, @Nullable Object> lead = byNumber(call, call.text("phone"));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("known", lead != null);
        answer.put("lead", lead);
        if (lead != null) {
            call.attach(lead, "cre", "creId", "users");
            call.attach(lead, "ps", "psId", "users");
        }
        return answer;
    }

    /** Habit: the leads of thirty days are fetched and counted in code; who they belong to is looked up for each of them. */
    static Object stats(Call call) throws Exception {
        LocalDate today = LocalDate.ofInstant(Instant.now(), call.zone());
        List<Map<String, @Nullable Object>> leads = call.session()
                .rows(
                        "SELECT * FROM leads WHERE workspace_id = ? AND deleted_at IS NULL AND created_at >= ? AND created_at < ?",
                        call.workspace(),
                        Timestamp.from(
                                today.minusDays(29).atStartOfDay(call.zone()).toInstant()),
                        Timestamp.from(
                                today.plusDays(1).atStartOfDay(call.zone()).toInstant()));
        Map<String, List<Map<String, @Nullable Object>>> byCre = new HashMap<>();
        Map<String, List<Map<String, @Nullable Object>>> bySource = new HashMap<>();
        for (Map<String, @Nullable Object> lead : leads) {
            call.attach(lead, "cre", "creId", "users");
            call.attach(lead, "ps", "psId", "users");
            byCre.computeIfAbsent(member(lead, "creId"), id -> new ArrayList<>())
                    .add(lead);
            bySource.computeIfAbsent(member(lead, "source"), source -> new ArrayList<>())
                    .add(lead);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("totals", counts(leads));
        answer.put("bySource", bySource.values().stream().map(LeadDesk::counts).toList());
        answer.put("byCre", byCre.values().stream().map(LeadDesk::counts).toList());
        return answer;
    }

    private static Map<String, Object> counts(List<Map<String, @Nullable Object>> leads) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("leads", leads.size());
        for (String kind : List.of("open", "won", "lost", "duplicate")) {
            counts.put(
                    kind,
                    leads.stream()
                            .filter(lead -> kind.equals(lead.get("statusKind")))
                            .count());
        }
        return counts;
    }
}
