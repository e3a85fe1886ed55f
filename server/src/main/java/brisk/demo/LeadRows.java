package brisk.demo;

import brisk.demo.Dice.About;
import brisk.demo.LeadFacts.Attempt;
import brisk.demo.LeadFacts.Lead;
import brisk.demo.Team.Member;
import brisk.platform.http.Json;
import brisk.platform.records.PhoneNumbers.Phone;
import brisk.platform.security.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes the lead desk: enquiries with their numbers, calls and follow-ups, and the rule by which they are assigned. */
final class LeadRows {
    private static final long NEVER = Long.MIN_VALUE;

    private static final List<String> LEADS = List.of(
            "id",
            "uid",
            "customer_name",
            "mobile",
            "mobile_typed",
            "email",
            "source",
            "campaign",
            "model",
            "city",
            "branch",
            "cre_id",
            "ps_id",
            "status",
            "priority",
            "remarks",
            "first_response_due_at",
            "first_responded_at",
            "sla",
            "next_follow_up_at",
            "attempts",
            "closed_at",
            "created_by",
            "changed_by",
            "created_at",
            "updated_at");

    private final World world;
    private final LeadFacts facts;

    LeadRows(World world, int contacts) {
        this.world = world;
        this.facts = new LeadFacts(world, contacts);
    }

    private interface Writer {
        void write(CopyStream rows, Lead lead) throws SQLException;
    }

    private long copy(Connection connection, String table, List<String> columns, Writer writer) throws SQLException {
        try (var rows = new CopyStream(connection, world.workspaceId, table, columns)) {
            for (int i = 0; i < facts.count(); i++) {
                writer.write(rows, facts.lead(i));
            }
            return rows.finish();
        }
    }

    /** @return how many leads there are */
    long write(Connection connection) throws SQLException {
        writeRule(connection);
        long leads = copy(connection, "leads", LEADS, this::lead);
        copy(
                connection,
                "lead_phones",
                List.of("phone", "lead_id"),
                (rows, lead) -> rows.row().text(lead.mobile()).id(lead.id()));
        copy(
                connection,
                "lead_touches",
                List.of(
                        "id",
                        "lead_id",
                        "at",
                        "user_id",
                        "source",
                        "model",
                        "customer_name",
                        "phones",
                        "matched",
                        "cre_id",
                        "ps_id",
                        "branch"),
                LeadRows::touch);
        copy(
                connection,
                "lead_follow_ups",
                List.of(
                        "id",
                        "lead_id",
                        "attempt",
                        "user_id",
                        "due_at",
                        "done_at",
                        "done_by",
                        "channel",
                        "outcome",
                        "created_at"),
                LeadRows::followUps);
        copy(
                connection,
                "lead_calls",
                List.of("id", "lead_id", "at", "user_id", "direction", "outcome", "duration_seconds", "created_at"),
                LeadRows::calls);
        compareNewest(connection);
        return leads;
    }

    /** Pairs that may be one customer are looked for among the newest: among all of them, that would go on for a while. */
    private void compareNewest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO lead_checks (workspace_id, lead_ids)
                SELECT workspace_id, array_agg(id)
                FROM (SELECT workspace_id, id, (row_number() OVER () - 1) / 100 AS part
                      FROM (SELECT l.workspace_id, l.id FROM leads l WHERE l.workspace_id = ? ORDER BY l.id DESC LIMIT 2000) newest) parts
                GROUP BY workspace_id, part
                """)) {
            statement.setObject(1, world.workspaceId);
            statement.executeUpdate();
        }
    }

    private void writeRule(Connection connection) throws SQLException {
        UUID rule = DemoIds.at(
                world.team.member(0).createdAt(), Dice.about(About.LEAD, -2).nextLong());
        try (PreparedStatement statement = connection.prepareStatement("""
                WITH rule AS (
                    INSERT INTO lead_rules (workspace_id, id, name, position, strategy)
                    VALUES (?, ?, 'Everybody in turn', 1, 'round_robin')
                    RETURNING workspace_id, id
                )
                INSERT INTO lead_rule_members (workspace_id, rule_id, user_id, position)
                SELECT rule.workspace_id, rule.id, m.user_id, m.position
                FROM rule, unnest(?::uuid[]) WITH ORDINALITY AS m (user_id, position)
                """)) {
            statement.setObject(1, world.workspaceId);
            statement.setObject(2, rule);
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "uuid",
                            LeadFacts.members(world.team, Role.PS).stream()
                                    .map(Member::id)
                                    .toArray()));
            statement.executeUpdate();
        }
    }

    private void lead(CopyStream rows, Lead lead) throws SQLException {
        long now = world.calendar.nowMillis();
        boolean isLate = lead.respondedAt() == NEVER && lead.dueAt() < now;
        long last = lead.attempts().isEmpty()
                ? lead.createdAt()
                : lead.attempts().getLast().doneAt();
        rows.row()
                .id(lead.id())
                .text(lead.uid())
                .text(lead.name())
                .text(lead.mobile())
                .text(lead.typed())
                .text(lead.email())
                .text(lead.source())
                .text(lead.source().equals("Facebook") || lead.source().equals("Google Ads") ? "Festive offer" : null)
                .text(lead.model())
                .text(lead.city())
                .text(lead.branch())
                .id(lead.cre().id())
                .id(lead.ps().id())
                .text(lead.status())
                .text(lead.priority())
                .text(lead.remarks())
                .time(lead.dueAt())
                .timeOrNone(lead.respondedAt())
                .text(isLate ? "overdue" : "waiting")
                .timeOrNone(lead.nextAt())
                .integer(lead.attempts().size())
                .timeOrNone(lead.closedAt())
                .id(lead.cre().id())
                .id(lead.cre().id())
                .time(lead.createdAt())
                .time(Math.max(last, lead.closedAt()));
    }

    private static void touch(CopyStream rows, Lead lead) throws SQLException {
        if (lead.askedAgainAt() == NEVER) {
            return;
        }
        rows.row()
                .id(DemoIds.at(lead.askedAgainAt(), Dice.seed(Dice.seed(About.LEAD, lead.index()), 1)))
                .id(lead.id())
                .time(lead.askedAgainAt())
                .id(lead.cre().id())
                .text(lead.source().equals("Website") ? "Car portal" : "Website")
                .text(lead.model())
                .text(lead.name())
                .json(Json.bytes(List.of(new Phone(lead.mobile(), lead.typed(), null))))
                .text(lead.mobile())
                .id(lead.cre().id())
                .id(lead.ps().id())
                .text(lead.branch().toLowerCase(Locale.ROOT));
    }

    private static void followUps(CopyStream rows, Lead lead) throws SQLException {
        long writtenAt = lead.createdAt();
        for (Attempt attempt : lead.attempts()) {
            rows.row()
                    .id(attempt.id())
                    .id(lead.id())
                    .integer(attempt.number())
                    .id(lead.ps().id())
                    .time(attempt.dueAt())
                    .time(attempt.doneAt())
                    .id(lead.ps().id())
                    .text(attempt.channel())
                    .text(attempt.outcome())
                    .time(writtenAt);
            writtenAt = attempt.doneAt();
        }
        if (lead.nextAt() != NEVER) {
            rows.row()
                    .id(DemoIds.at(writtenAt, Dice.seed(Dice.seed(About.LEAD, lead.index()), 2)))
                    .id(lead.id())
                    .integer(lead.attempts().size() + 1)
                    .id(lead.ps().id())
                    .time(lead.nextAt())
                    .timeOrNone(NEVER)
                    .id(null)
                    .text(null)
                    .text(null)
                    .time(writtenAt);
        }
    }

    private static void calls(CopyStream rows, Lead lead) throws SQLException {
        if (lead.byTelephone()) {
            call(rows, lead, lead.createdAt(), lead.cre(), "inbound", "connected", 0);
        }
        for (Attempt attempt : lead.attempts()) {
            if (attempt.channel().equals("call")) {
                call(rows, lead, attempt.doneAt(), lead.ps(), "outbound", attempt.outcome(), attempt.number());
            }
        }
    }

    private static void call(
            CopyStream rows, Lead lead, long at, Member by, String direction, String outcome, int number)
            throws SQLException {
        long seed = Dice.seed(Dice.seed(About.LEAD, lead.index()), 10 + number);
        rows.row()
                .id(DemoIds.at(at, seed))
                .id(lead.id())
                .time(at)
                .id(by.id())
                .text(direction)
                .text(outcome)
                .integer(outcome.equals("connected") ? 40 + (int) Math.floorMod(seed, 500L) : 0)
                .time(at);
    }
}
