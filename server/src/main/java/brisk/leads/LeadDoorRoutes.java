package brisk.leads;

import static brisk.platform.http.Route.get;
import static brisk.platform.http.Route.patch;
import static brisk.platform.http.Route.post;

import brisk.leads.EnquiryIntake.Enquiry;
import brisk.leads.LeadDoors.Door;
import brisk.platform.cache.CachedBody;
import brisk.platform.cache.Topic;
import brisk.platform.db.Changes;
import brisk.platform.db.Database;
import brisk.platform.http.Answer;
import brisk.platform.http.CachedReads;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Request;
import brisk.platform.http.Route;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.security.Caller;
import brisk.platform.security.Permission;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Doors for web forms over HTTP: administrators make them, and whoever has the secret of one sends enquiries through it. */
final class LeadDoorRoutes {
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_PER_MINUTE = 120;
    private static final int MOST_DOORS = 10_000;
    private static final String KEY = "Idempotency-Key";
    private static final String FORM = "application/x-www-form-urlencoded";
    /** For addresses that lead nowhere: they take as long as a wrong signature. */
    private static final byte[] NO_SECRET = new byte[48];

    private final Database database;
    private final CachedReads reads;
    private final Clock clock;
    private final Cache<UUID, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_DOORS)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    LeadDoorRoutes(Database database, CachedReads reads, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.clock = clock;
    }

    List<Route> table() {
        return List.of(
                get("/api/lead-doors", Permission.ADMINISTER, this::list),
                post("/api/lead-doors", Permission.ADMINISTER, this::create),
                patch("/api/lead-doors/{id}", Permission.ADMINISTER, this::update),
                post("/api/lead-doors/{id}/rotate", Permission.ADMINISTER, this::rotate),
                post(LeadDoors.PATH + "{door}", null, this::take).maxBodyBytes(EnquiryIntake.LARGEST));
    }

    private Answer list(Request request) throws Exception {
        Caller caller = request.caller();
        return reads.shared(
                request,
                "lead-doors",
                request.query(),
                TTL,
                List.of(topic(caller)),
                () -> CachedBody.of(database.read(request.trace(), handle -> LeadDoors.list(handle, caller)), 0));
    }

    private static Topic topic(Caller caller) {
        return Topic.all(caller.workspaceId(), LeadDoors.TOPIC);
    }

    private Answer create(Request request) {
        Caller caller = request.caller();
        Values values = LeadDoors.FIELDS.readNew(request.json(), caller);
        String secret = LeadDoors.freshSecret();
        Row row = database.write(request.trace(), (handle, changes) -> {
            changes.touch(topic(caller));
            return LeadDoors.insert(handle, caller, values, secret, clock.instant());
        });
        return new Answer.Body(
                201,
                Answer.JSON,
                withSecret(row, secret),
                Map.of("ETag", row.cached().etag()));
    }

    /** The only answer that ever has it. */
    private static byte[] withSecret(Row row, String secret) {
        ObjectNode door = Json.object(row.json());
        door.put("secret", secret);
        return Json.bytes(door);
    }

    private Answer update(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        Values values = LeadDoors.FIELDS.readChanges(request.json(), caller);
        return database.writeStatement(request.trace(), (handle, changes) -> {
                    changes.touch(topic(caller));
                    return LeadDoors.DOORS.update(handle, caller, id, values, request.ifMatch(), clock.instant());
                })
                .saved();
    }

    private Answer rotate(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id");
        String secret = LeadDoors.freshSecret();
        Row row = database.writeStatement(request.trace(), (handle, changes) -> {
            changes.touch(topic(caller));
            return LeadDoors.rotate(handle, caller, id, secret, request.ifMatch(), clock.instant());
        });
        return new Answer.Body(
                200,
                Answer.JSON,
                withSecret(row, secret),
                Map.of("ETag", row.cached().etag()));
    }

    private Answer take(Request request) {
        byte[] body = request.bytes();
        Instant now = clock.instant();
        @Nullable
        Door door = LeadDoors.parse(request.text("door"))
                .flatMap(ids -> database.read(request.trace(), handle -> LeadDoors.find(handle, ids[0], ids[1])))
                .orElse(null);
        @Nullable
        String signature = DoorSignature.verified(
                        request.header(DoorSignature.HEADER), body, door == null ? NO_SECRET : door.secret(), now)
                .orElse(null);
        if (door == null || signature == null) {
            throw Problem.unauthorized("The address, the signature or its time is not right.");
        }
        limit(door);
        String key = key(request, signature);
        List<Enquiry> enquiries = enquiries(request, body, door);
        return Answer.json(
                200,
                database.write(
                        request.trace(), (handle, changes) -> take(handle, changes, door, key, body, enquiries, now)));
    }

    /** Counted where the signature is right, so that strangers cannot close a door. */
    private void limit(Door door) {
        Bucket bucket = buckets.get(
                door.id(),
                ignored -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(MOST_PER_MINUTE).refillGreedy(MOST_PER_MINUTE, WINDOW))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            throw Problem.tooMany(
                    seconds, "More than " + MOST_PER_MINUTE + " enquiries a minute; wait " + seconds + " s.");
        }
    }

    /** Without one, the signature is the key: what somebody overheard and sends again does nothing. */
    private static String key(Request request, String signature) {
        String key = request.header(KEY);
        if (key == null) {
            return "signature " + signature;
        }
        if (key.isBlank() || key.length() > 180 || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw Problem.badRequest(KEY + " must have 1 to 180 printable ASCII characters.");
        }
        return "key " + key;
    }

    private static List<Enquiry> enquiries(Request request, byte[] body, Door door) {
        Caller acting = door.acting();
        if (EnquiryIntake.isAdf(request.mediaType())) {
            return EnquiryIntake.adf(request, body, acting, door::people);
        }
        ObjectNode given = switch (request.mediaType()) {
            case "application/json" -> Json.object(body);
            case FORM -> Request.form(body);
            default -> throw Problem.wrongType("application/json, " + FORM + ", application/xml or message/rfc822");
        };
        ObjectNode lead = LeadForm.named(given);
        door.complete(lead);
        return List.of(new Enquiry("", EnquiryIntake.fields(lead, acting, door::people), List.of()));
    }

    private static byte[] take(
            Handle handle, Changes changes, Door door, String key, byte[] body, List<Enquiry> enquiries, Instant now) {
        Caller acting = door.acting();
        return DoorRequests.answered(handle, acting, door.id(), key, body, now).orElseGet(() -> {
            byte[] answer = EnquiryIntake.take(handle, changes, acting, enquiries, false, now);
            DoorRequests.remember(handle, acting, door.id(), key, answer, now);
            OffsetDateTime last = door.lastUsedAt();
            if (last == null || last.toInstant().isBefore(now.minus(WINDOW))) {
                changes.touch(topic(acting));
            }
            return answer;
        });
    }
}
