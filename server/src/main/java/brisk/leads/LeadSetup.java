package brisk.leads;

import static brisk.platform.records.Column.bool;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.json;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.platform.http.Problem.FieldError;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.records.Rows;
import brisk.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** How a workspace runs its lead desk: statuses, the rules of assignment, and the times that count. */
final class LeadSetup {
    /** Of a workspace. */
    static final int MOST = 200;

    static final Columns STATUS = Columns.of(
            text("id", "s.id"),
            text("code", "s.code"),
            text("name", "s.name"),
            text("kind", "s.kind"),
            integer("position", "s.position"),
            bool("active", "s.active"),
            integer("version", "s.version"),
            time("createdAt", "s.created_at"),
            time("updatedAt", "s.updated_at"));

    private static final Field NAME =
            Field.of("name", "name", Readers.text(100)).mandatory();
    private static final Field POSITION =
            Field.of("position", "position", Readers.integer(1, 10_000)).neverEmpty();
    private static final Field ACTIVE =
            Field.of("active", "active", Readers.bool()).neverEmpty();

    static final Field CODE = Field.of("code", "code", LeadSetup::code).neverEmpty();

    static final Fields NEW_STATUS = Fields.of(
            NAME, CODE, Field.of("kind", "kind", Readers.choice(Leads.KINDS)).mandatory(), POSITION, ACTIVE);
    static final Fields STATUS_CHANGE = Fields.of(NAME, POSITION, ACTIVE);

    static final RecordTable STATUSES = new RecordTable("The status", "lead_statuses", "s", STATUS);

    private static final String MEMBERS = """
            (SELECT coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'active', u.active,
                                      'lastTurnAt', to_char(nullif(m.last_turn_at, '-infinity') AT TIME ZONE 'UTC',
                                                            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                                      ORDER BY m.position, m.user_id), '[]')
             FROM lead_rule_members m
             JOIN users u ON u.workspace_id = m.workspace_id AND u.id = m.user_id
             WHERE m.workspace_id = r.workspace_id AND m.rule_id = r.id)""";

    static final Columns RULE = Columns.of(
            text("id", "r.id"),
            text("name", "r.name"),
            integer("position", "r.position"),
            text("source", "r.source"),
            text("branch", "r.branch"),
            text("model", "r.model"),
            text("strategy", "r.strategy"),
            json("days", "to_json(r.days)"),
            text("fromTime", "to_char(r.from_time, 'HH24:MI')"),
            text("toTime", "to_char(r.to_time, 'HH24:MI')"),
            bool("active", "r.active"),
            json("members", MEMBERS),
            integer("version", "r.version"),
            time("createdAt", "r.created_at"),
            time("updatedAt", "r.updated_at"),
            time("deletedAt", "r.deleted_at"));

    static final Fields RULE_FIELDS = Fields.of(
            NAME,
            POSITION,
            Field.of("source", "source", Readers.text(100)),
            Field.of("branch", "branch", Readers.text(100)),
            Field.of("model", "model", Readers.text(200)),
            Field.of("strategy", "strategy", Readers.choice(List.of("round_robin", "least_loaded")))
                    .mandatory(),
            Field.of("days", "days", LeadSetup::days).emptiedTo(new Long[0]),
            Field.of("fromTime", "from_time", LeadSetup::timeOfDay),
            Field.of("toTime", "to_time", LeadSetup::timeOfDay),
            ACTIVE,
            Field.of("memberIds", "member_ids", Readers.ids(200)).mandatory().beside());

    static final RecordTable RULES = new RecordTable("The rule", "lead_rules", "r", RULE);

    /** Who was in the rule before keeps their turn. */
    private static final String JOINED = """
            , joined AS (
                INSERT INTO lead_rule_members AS m (workspace_id, rule_id, user_id, position)
                SELECT :workspaceId, w.id, g.user_id, g.position
                FROM written w, unnest(:member_ids) WITH ORDINALITY AS g (user_id, position)
                ON CONFLICT (workspace_id, rule_id, user_id) DO UPDATE SET position = excluded.position
            )""";

    private static final String LEFT = """
            , parted AS (
                DELETE FROM lead_rule_members m USING written w
                WHERE m.workspace_id = :workspaceId AND m.rule_id = w.id AND m.user_id <> ALL (:member_ids)
            )""";

    private static final Columns SETTINGS = Columns.of(
            integer("responseMinutes", "s.response_minutes"),
            integer("retryMinutes", "s.retry_minutes"),
            integer("version", "s.version"),
            time("updatedAt", "s.updated_at"));

    static final Fields SETTINGS_FIELDS = Fields.of(
            Field.of("responseMinutes", "response_minutes", Readers.integer(1, 43_200))
                    .neverEmpty(),
            Field.of("retryMinutes", "retry_minutes", Readers.integer(1, 43_200))
                    .neverEmpty());

    private LeadSetup() {}

    private static @Nullable Object code(String name, JsonNode value, Caller caller, List<FieldError> errors) {
        if (value.isString() && value.asString().matches("[a-z0-9_]{1,40}")) {
            return value.asString();
        }
        errors.add(new FieldError(name, "must be 1 to 40 lower-case letters, digits and underscores"));
        return null;
    }

    private static @Nullable Object days(String name, JsonNode value, Caller caller, List<FieldError> errors) {
        Set<Long> days = new LinkedHashSet<>();
        for (JsonNode day : value.isArray() ? value.values() : List.of(value)) {
            if (!day.isIntegralNumber() || day.asLong() < 1 || day.asLong() > 7) {
                errors.add(new FieldError(name, "must be a list of days from 1 (Monday) to 7 (Sunday)"));
                return null;
            }
            days.add(day.asLong());
        }
        return days.stream().sorted().toArray(Long[]::new);
    }

    private static @Nullable Object timeOfDay(String name, JsonNode value, Caller caller, List<FieldError> errors) {
        try {
            if (value.asString("").matches("\\d\\d:\\d\\d")) {
                return LocalTime.parse(value.asString());
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        errors.add(new FieldError(name, "must be a time of day such as 09:30"));
        return null;
    }

    static byte[] statuses(Handle handle, Caller caller) {
        return array(handle, caller, STATUS, "lead_statuses s", "s", "s.position, s.code");
    }

    static byte[] rules(Handle handle, Caller caller) {
        return array(handle, caller, RULE, "lead_rules r", "r", "r.position, r.id");
    }

    private static byte[] array(
            Handle handle, Caller caller, Columns columns, String from, String alias, String order) {
        return Rows.json(
                handle.createQuery("SELECT " + columns.sql() + "\nFROM " + from + "\nWHERE " + alias
                                + ".workspace_id = :workspaceId AND " + alias + ".deleted_at IS NULL\nORDER BY " + order
                                + "\nLIMIT " + MOST)
                        .bind("workspaceId", caller.workspaceId()),
                (json, rows) -> writeArray(json, rows, columns));
    }

    private static void writeArray(JsonGenerator json, ResultSet rows, Columns columns) throws SQLException {
        json.writeStartObject();
        json.writeName("data");
        json.writeStartArray();
        while (rows.next()) {
            json.writeStartObject();
            columns.writeMembers(json, rows, 1);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A place behind all others, for what is new and was given none; and how many there are. */
    static long lastPosition(Handle handle, Caller caller, String table) {
        return handle.createQuery(
                        "SELECT coalesce(max(position), 0) FROM " + table + " WHERE workspace_id = :workspaceId")
                .bind("workspaceId", caller.workspaceId())
                .mapTo(Long.class)
                .one();
    }

    static boolean hasOpenStatus(Handle handle, Caller caller) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM lead_statuses WHERE workspace_id = :workspaceId AND active AND kind = 'open')")
                .bind("workspaceId", caller.workspaceId())
                .mapTo(Boolean.class)
                .one();
    }

    static Row insertRule(Handle handle, Caller caller, Values values, Instant now) {
        UUID id = RULES.insert(handle, caller, values, JOINED, now).id();
        return RULES.read(handle, caller, id, RULE, "");
    }

    static Row updateRule(Handle handle, Caller caller, UUID id, Values values, @Nullable Long ifMatch, Instant now) {
        RULES.update(handle, caller, id, values, "", values.has("member_ids") ? JOINED + LEFT : "", ifMatch, now);
        return RULES.read(handle, caller, id, RULE, "");
    }

    static Row settings(Handle handle, Caller caller) {
        return handle.createQuery("SELECT s.workspace_id, s.version, " + SETTINGS.sql()
                        + " FROM lead_settings s WHERE s.workspace_id = :workspaceId")
                .bind("workspaceId", caller.workspaceId())
                .map(RecordTable.rowOf(SETTINGS))
                .one();
    }

    static Optional<Row> updateSettings(
            Handle handle, Caller caller, Values values, @Nullable Long ifMatch, Instant now) {
        return values.bind(handle.createQuery("UPDATE lead_settings AS s SET " + values.assignments()
                        + "version = version + 1, updated_at = :now\nWHERE s.workspace_id = :workspaceId"
                        + (ifMatch == null ? "" : " AND s.version = :ifMatch")
                        + "\nRETURNING s.workspace_id, s.version, " + SETTINGS.sql()))
                .bind("workspaceId", caller.workspaceId())
                .bind("ifMatch", ifMatch)
                .bind("now", RecordTable.utc(now))
                .map(RecordTable.rowOf(SETTINGS))
                .findOne();
    }
}
