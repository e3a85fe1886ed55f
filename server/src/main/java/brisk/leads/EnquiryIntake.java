package brisk.leads;

import brisk.leads.adf.Adf;
import brisk.leads.adf.AdfMail;
import brisk.platform.db.Changes;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.http.Request;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.RecordTable;
import brisk.platform.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Several enquiries of one request in one statement, through the same create_lead() as any other, with a result for each. */
final class EnquiryIntake {
    /** Bytes of XML or of a mail. */
    static final long LARGEST = 2L << 20;

    private static final Set<String> XML =
            Set.of("application/xml", "text/xml", "application/x-adf+xml", "application/adf+xml");
    private static final String MAIL = "message/rfc822";

    private EnquiryIntake() {}

    /**
     * An enquiry that was read.
     *
     * @param reference what the sender calls it; empty where it says nothing
     * @param fields as create_lead() takes them; null where there are complaints
     */
    record Enquiry(String reference, @Nullable ObjectNode fields, List<FieldError> complaints) {}

    static boolean isAdf(String mediaType) {
        return XML.contains(mediaType) || mediaType.equals(MAIL);
    }

    /**
     * @param people adds who takes and follows it up, and whatever else the sender does not say
     * @throws Problem 400 or 422 where it cannot be read at all; 415 where it is neither XML nor a mail
     */
    static List<Enquiry> adf(Request request, byte[] body, Caller caller, Consumer<ObjectNode> people) {
        String type = request.mediaType();
        if (!isAdf(type)) {
            throw Problem.wrongType("application/xml, text/xml, application/x-adf+xml or message/rfc822");
        }
        List<byte[]> documents = type.equals(MAIL) ? AdfMail.documents(body) : List.of(body);
        List<Enquiry> enquiries = new ArrayList<>();
        for (byte[] document : documents) {
            Adf.read(document, caller.region())
                    .forEach(prospect -> enquiries.add(read(prospect.adfId(), prospect.lead(), caller, people)));
        }
        return enquiries;
    }

    private static Enquiry read(String reference, ObjectNode lead, Caller caller, Consumer<ObjectNode> people) {
        try {
            return new Enquiry(reference, fields(lead, caller, people), List.of());
        } catch (Problem problem) {
            if (problem.errors().isEmpty()) {
                throw problem;
            }
            return new Enquiry(reference, null, problem.errors());
        }
    }

    /** @throws Problem 422 with an entry per field */
    static ObjectNode fields(ObjectNode lead, Caller caller, Consumer<ObjectNode> people) {
        Values values = Leads.OF_INTAKE.readNew(lead, caller);
        LeadCreation.dialled(values);
        ObjectNode fields = LeadCalls.json(values).putNull("call"); // nobody rang
        people.accept(fields);
        return fields;
    }

    /** What became of an enquiry that could be read. */
    private record Taken(boolean created, @Nullable String matched, UUID id, String uid, KnownLead lead) {}

    /**
     * All of them in one statement.
     *
     * @param told what to say of a lead that is there already
     * @return the answer's body: a result for each, in their order
     */
    static byte[] take(
            Handle handle, Changes changes, Caller caller, List<Enquiry> enquiries, boolean told, Instant now) {
        ArrayNode given = JsonNodeFactory.instance.arrayNode();
        enquiries.stream().map(Enquiry::fields).filter(fields -> fields != null).forEach(given::add);
        List<Taken> taken = given.isEmpty() ? List.of() : create(handle, caller, given, now);
        changes.touch(Leads.all(caller.workspaceId()));
        taken.forEach(lead -> changes.touch(Leads.one(caller.workspaceId(), lead.id)));
        List<Map<String, Object>> results = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < enquiries.size(); i++) {
            Enquiry enquiry = enquiries.get(i);
            results.add(result(i, enquiry, enquiry.fields() == null ? null : taken.get(next++), told));
        }
        long created = taken.stream().filter(Taken::created).count();
        return Json.bytes(Map.of(
                "created",
                created,
                "duplicates",
                taken.size() - created,
                "rejected",
                enquiries.size() - taken.size(),
                "results",
                results));
    }

    private static Map<String, Object> result(int index, Enquiry enquiry, @Nullable Taken taken, boolean told) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("index", index);
        if (!enquiry.reference().isEmpty()) {
            result.put("reference", enquiry.reference());
        }
        if (taken == null) {
            result.put("result", "rejected");
            result.put("errors", enquiry.complaints());
            return result;
        }
        result.put("result", taken.created ? "created" : "duplicate");
        result.put("uid", taken.uid);
        if (told) {
            result.put("id", taken.id);
        }
        if (told && taken.matched != null) {
            result.put("matched", taken.matched);
            result.put("lead", taken.lead);
        }
        return result;
    }

    private static List<Taken> create(Handle handle, Caller caller, ArrayNode enquiries, Instant now) {
        LeadAccess access = LeadAccess.of(caller);
        return handle.createQuery("SELECT c.created, c.matched, l.id, l.uid, " + KnownLead.sql(access) + """

                FROM jsonb_array_elements(CAST(:enquiries AS jsonb)) WITH ORDINALITY AS enquiry (fields, place)
                CROSS JOIN LATERAL create_lead(:workspaceId, :now, :callerId, enquiry.fields) c
                CROSS JOIN LATERAL (SELECT (c.lead).*) l
                """
                        + Leads.PEOPLE + "ORDER BY enquiry.place")
                .bind("workspaceId", caller.workspaceId())
                .bind("callerId", caller.userId())
                .bind("callerBranch", caller.branch())
                .bind("enquiries", enquiries.toString())
                .bind("now", RecordTable.utc(now))
                .map((row, context) -> new Taken(
                        row.getBoolean(1),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        KnownLead.read(row, 5)))
                .list();
    }
}
