package brisk.leads;

import static brisk.platform.records.Column.bool;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.platform.http.Problem;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.records.Rows;
import brisk.platform.security.Caller;
import brisk.platform.security.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Doors through which web forms send enquiries: what they are, and how one is found by its address. */
final class LeadDoors {
    static final String TOPIC = "lead-doors";
    static final String PATH = "/api/leads/intake/";

    private static final int MOST = 100;
    private static final int ADDRESS_BYTES = 32;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom random = new SecureRandom();

    /** The workspace's id and the door's: no secret, but the lookup names the workspace. */
    private static final String ADDRESS =
            "'" + PATH + "' || translate(encode(uuid_send(d.workspace_id) || uuid_send(d.id), 'base64'), '+/=', '-_')";

    private static final Columns DOOR = Columns.of(
            text("id", "d.id"),
            text("name", "d.name"),
            text("source", "d.source"),
            text("campaign", "d.campaign"),
            text("branch", "d.branch"),
            text("creId", "d.cre_id"),
            bool("active", "d.active"),
            text("path", ADDRESS),
            time("lastUsedAt", "d.last_used_at"),
            integer("version", "d.version"),
            time("createdAt", "d.created_at"),
            time("updatedAt", "d.updated_at"));

    static final Fields FIELDS = Fields.of(
            Field.of("name", "name", Readers.text(100)).mandatory(),
            Field.of("source", "source", Readers.text(100)).mandatory(),
            Field.of("campaign", "campaign", Readers.text(200)),
            Field.of("branch", "branch", Readers.text(100)),
            Field.of("creId", "cre_id", Readers.id()),
            Field.of("active", "active", Readers.bool()).neverEmpty());

    static final RecordTable DOORS = new RecordTable("The door", "lead_doors", "d", DOOR);

    private static final Field SECRET = Field.of("secret", "secret", Readers.text(100));
    private static final Field CREATED_BY = Field.of("createdBy", "created_by", Readers.id());

    private LeadDoors() {}

    /** What a form signs with; shown once. */
    static String freshSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return "door_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static byte[] list(Handle handle, Caller caller) {
        var statement = handle.createQuery("SELECT " + DOOR.sql() + " FROM lead_doors d"
                        + " WHERE d.workspace_id = :workspaceId ORDER BY d.id LIMIT " + MOST)
                .bind("workspaceId", caller.workspaceId());
        return Rows.json(statement, (json, rows) -> {
            json.writeStartObject();
            json.writeName("data");
            json.writeStartArray();
            while (rows.next()) {
                json.writeStartObject();
                DOOR.writeMembers(json, rows, 1);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static Row insert(Handle handle, Caller caller, Values values, String secret, Instant now) {
        long there = handle.createQuery("SELECT count(*) FROM lead_doors WHERE workspace_id = :workspaceId")
                .bind("workspaceId", caller.workspaceId())
                .mapTo(Long.class)
                .one();
        if (there >= MOST) {
            throw Problem.conflict("There are " + MOST + " doors, the most that a workspace may have.", Map.of());
        }
        values.with(SECRET, secret.getBytes(StandardCharsets.US_ASCII)).with(CREATED_BY, caller.userId());
        return DOORS.insert(handle, caller, values, now);
    }

    /** From now on, only what is signed with the new one comes in. */
    static Row rotate(Handle handle, Caller caller, UUID id, String secret, @Nullable Long ifMatch, Instant now) {
        Values values = new Values().with(SECRET, secret.getBytes(StandardCharsets.US_ASCII));
        return DOORS.update(handle, caller, id, values, ifMatch, now);
    }

    /** A door as a request comes to it. */
    record Door(
            UUID id,
            String source,
            @Nullable String campaign,
            @Nullable String branch,
            @Nullable UUID creId,
            byte[] secret,
            @Nullable OffsetDateTime lastUsedAt,
            Caller acting) {

        /** What the door says where the form does not. */
        void complete(ObjectNode lead) {
            if (lead.path("source").asString("").isBlank()) {
                lead.put("source", source);
            }
        }

        void people(ObjectNode fields) {
            if (campaign != null && fields.path("campaign").asString("").isEmpty()) {
                fields.put("campaign", campaign);
            }
            if (branch != null) {
                fields.put("branch", branch);
            }
            if (creId != null) {
                fields.put("cre_id", creId.toString());
            }
        }
    }

    /** An open door by its address; nothing where there is none, whatever the reason. */
    static Optional<UUID[]> parse(String address) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(address);
            if (bytes.length != ADDRESS_BYTES) {
                return Optional.empty();
            }
            ByteBuffer ids = ByteBuffer.wrap(bytes);
            return Optional.of(
                    new UUID[] {new UUID(ids.getLong(), ids.getLong()), new UUID(ids.getLong(), ids.getLong())});
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<Door> find(Handle handle, UUID workspaceId, UUID id) {
        return handle.createQuery("""
                SELECT d.id, d.name, d.source, d.campaign, d.branch, d.cre_id, d.secret, d.last_used_at,
                       coalesce(d.cre_id, d.created_by) AS acting_id, w.default_region, w.time_zone
                FROM lead_doors d JOIN workspaces w ON w.id = d.workspace_id
                WHERE d.workspace_id = :workspaceId AND d.id = :id AND d.active
                """)
                .bind("workspaceId", workspaceId)
                .bind("id", id)
                .map((row, context) -> {
                    ZoneId zone = ZoneId.of(row.getString("time_zone"));
                    return new Door(
                            row.getObject("id", UUID.class),
                            row.getString("source"),
                            row.getString("campaign"),
                            row.getString("branch"),
                            row.getObject("cre_id", UUID.class),
                            row.getBytes("secret"),
                            row.getObject("last_used_at", OffsetDateTime.class),
                            new Caller(
                                    workspaceId,
                                    row.getObject("acting_id", UUID.class),
                                    row.getString("name"),
                                    "",
                                    Role.ADMIN,
                                    Set.of("write"),
                                    false,
                                    zone,
                                    zone,
                                    row.getString("default_region"),
                                    null));
                })
                .findOne();
    }
}
