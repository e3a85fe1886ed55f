package brisk.leads;

import static brisk.platform.records.Column.included;
import static brisk.platform.records.Column.includedJson;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.json;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.time;

import brisk.platform.cache.Topic;
import brisk.platform.http.Json;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.http.Query;
import brisk.platform.records.Column;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Includes;
import brisk.platform.records.PhoneNumbers;
import brisk.platform.records.PhoneNumbers.Phone;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.records.Sort;
import brisk.platform.records.Texts;
import brisk.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a lead is: its columns, the fields that clients write, the orders it is listed in, its cache topics. */
public final class Leads {
    static final List<String> KINDS = List.of("open", "won", "lost", "duplicate");
    static final List<String> PRIORITIES = List.of("low", "normal", "high");
    static final List<String> SLA = List.of("waiting", "overdue", "met", "missed");
    static final List<String> CALL_OUTCOMES =
            List.of("connected", "callback", "no_answer", "busy", "unreachable", "wrong_number", "not_interested");

    private static final int MOST_ALTERNATES = 10;

    private static final Column CRE = included("cre", text("id", "cre.id"), text("name", "cre.name"));
    private static final Column PS = included("ps", text("id", "ps.id"), text("name", "ps.name"));
    private static final String STATUS_NAME = """
            (SELECT json_build_object('code', s.code, 'name', s.name, 'kind', s.kind) FROM lead_statuses s
             WHERE s.workspace_id = l.workspace_id AND s.code = l.status)""";
    private static final String TOUCHES = """
            (SELECT count(*) FROM lead_touches t WHERE t.workspace_id = l.workspace_id AND t.lead_id = l.id)""";

    private static final Column[] ALWAYS = {
        text("id", "l.id"),
        text("uid", "l.uid"),
        text("customerName", "l.customer_name"),
        json("mobile", "jsonb_build_object('e164', l.mobile, 'typed', l.mobile_typed, 'extension', NULL)"),
        json("alternatePhones", "l.alternate_phones"),
        text("email", "l.email"),
        text("source", "l.source"),
        text("subSource", "l.sub_source"),
        text("campaign", "l.campaign"),
        text("model", "l.model"),
        text("city", "l.city"),
        text("branch", "l.branch"),
        text("creId", "l.cre_id"),
        text("psId", "l.ps_id"),
        text("status", "l.status"),
        text("kind", "l.status_kind"),
        text("priority", "l.priority"),
        json("custom", "l.custom"),
        text("remarks", "l.remarks"),
        time("firstResponseDueAt", "l.first_response_due_at"),
        time("firstRespondedAt", "l.first_responded_at"),
        text("sla", "l.sla"),
        time("nextFollowUpAt", "l.next_follow_up_at"),
        integer("attempts", "l.attempts"),
        time("closedAt", "l.closed_at"),
        text("contactId", "l.contact_id"),
        text("dealId", "l.deal_id"),
        time("convertedAt", "l.converted_at"),
        text("mergedInto", "l.merged_into"),
        integer("version", "l.version"),
        time("createdAt", "l.created_at"),
        time("updatedAt", "l.updated_at"),
        time("deletedAt", "l.deleted_at")
    };

    static final Columns COLUMNS = Columns.of(Stream.concat(
                    Arrays.stream(ALWAYS),
                    Stream.of(
                            CRE,
                            PS,
                            includedJson("statusInfo", STATUS_NAME),
                            includedJson("touches", TOUCHES),
                            included("contact", text("id", "contact.id"), text("name", "contact.name")),
                            included("deal", text("id", "deal.id"), text("name", "deal.name"))))
            .toArray(Column[]::new));

    /** The members of a lead, with those who look after it; where a {@code performance} follows. */
    static final Columns WITH_PEOPLE =
            Columns.of(Stream.concat(Arrays.stream(ALWAYS), Stream.of(CRE, PS)).toArray(Column[]::new));

    static final String PEOPLE = """
             LEFT JOIN users cre ON cre.workspace_id = :workspaceId AND cre.id = l.cre_id
             LEFT JOIN users ps ON ps.workspace_id = :workspaceId AND ps.id = l.ps_id
            """;

    private static final Map<String, String> INCLUDED_TABLES = Map.of(
            "cre", "users",
            "ps", "users",
            "statusInfo", "lead-statuses",
            "contact", "contacts",
            "deal", "deals");

    static final Field MOBILE = Field.of("mobile", "mobile", phone()).mandatory();
    static final Field MOBILE_TYPED = Field.of("mobileTyped", "mobile_typed", phone());
    static final Field CHANGED_BY = Field.of("changedBy", "changed_by", Readers.id());

    private static final Field[] WRITABLE = {
        Field.of("customerName", "customer_name", Readers.text(200)).mandatory(),
        MOBILE,
        Field.of("alternatePhones", "alternate_phones", phones())
                .emptiedTo("[]")
                .castTo("jsonb"),
        Field.of("email", "email", email()),
        Field.of("source", "source", Readers.text(100)).mandatory(),
        Field.of("subSource", "sub_source", Readers.text(100)),
        Field.of("campaign", "campaign", Readers.text(200)),
        Field.of("model", "model", Readers.text(200)),
        Field.of("city", "city", Readers.text(100)),
        Field.of("branch", "branch", Readers.text(100)),
        Field.of("creId", "cre_id", Readers.id()),
        Field.of("psId", "ps_id", Readers.id()),
        Field.of("status", "status", Readers.text(40)).neverEmpty(),
        Field.of("priority", "priority", Readers.choice(PRIORITIES)).emptiedTo("normal"),
        Field.of("custom", "custom", Readers.custom()).emptiedTo("{}").castTo("jsonb"),
        Field.of("remarks", "remarks", Readers.text(4_000)),
        Field.of("nextFollowUpAt", "next_follow_up_at", Readers.time())
    };

    static final Fields OF_NEW = Fields.of(Stream.concat(
                    Arrays.stream(WRITABLE),
                    Stream.of(Field.of("call", "call", LeadCalls.reader()).beside()))
            .toArray(Field[]::new));

    static final Fields OF_CHANGE = Fields.of(WRITABLE);

    /** What other programs and forms say of a customer; who looks after a lead, and how it stands, is not theirs to say. */
    static final Fields OF_INTAKE = Fields.of(Arrays.stream(WRITABLE)
            .filter(field -> !Set.of("branch", "creId", "psId", "status", "nextFollowUpAt")
                    .contains(field.name()))
            .toArray(Field[]::new));

    static final List<Sort> SORTS = List.of(
            Sort.by("created", "l.id", "uuid"),
            Sort.by("followUp", "coalesce(l.next_follow_up_at, 'infinity')", "timestamptz"),
            Sort.by("name", "l.name_key", "text"));

    private static final Map<LeadAccess, RecordTable> TABLES = new EnumMap<>(LeadAccess.class);

    static {
        for (LeadAccess access : LeadAccess.values()) {
            TABLES.put(access, new RecordTable("The lead", "leads", "l", COLUMNS, access.condition("l")));
        }
    }

    private Leads() {}

    /** The leads that somebody sees. */
    static RecordTable table(Caller caller) {
        return Objects.requireNonNull(TABLES.get(LeadAccess.of(caller)));
    }

    /** Everything that lists or counts leads. */
    public static Topic all(UUID workspaceId) {
        return Topic.all(workspaceId, "leads");
    }

    public static Topic one(UUID workspaceId, UUID leadId) {
        return Topic.one(workspaceId, "leads", leadId);
    }

    static List<Topic> withIncludes(Caller caller, Query query, Topic own) {
        return Includes.topics(caller, query, List.of(own), INCLUDED_TABLES);
    }

    /** A number that can be dialled: without one, nobody could be known again or called back. */
    private static Field.Reader phone() {
        return (name, value, caller, errors) -> read(name, value, caller, errors);
    }

    private static @Nullable Phone read(String name, JsonNode value, Caller caller, List<FieldError> errors) {
        String typed = Texts.clean((value.isObject() ? value.path("typed") : value).asString(""));
        Phone phone = typed.isEmpty() || typed.length() > 64 || typed.indexOf('\0') >= 0
                ? null
                : PhoneNumbers.parse(typed, caller.region());
        if (phone == null || phone.e164() == null) {
            errors.add(new FieldError(name, "must be a phone number that can be dialled, such as 98450 12345"));
            return null;
        }
        return phone;
    }

    private static Field.Reader phones() {
        return (name, value, caller, errors) -> {
            if (!value.isArray() || value.size() > MOST_ALTERNATES) {
                errors.add(new FieldError(name, "must be a list of at most " + MOST_ALTERNATES + " phone numbers"));
                return null;
            }
            Set<Phone> phones = new LinkedHashSet<>();
            for (int i = 0; i < value.size(); i++) {
                Phone phone = read(name + "[" + i + "]", value.get(i), caller, errors);
                if (phone != null) {
                    phones.add(phone);
                }
            }
            return new String(Json.bytes(phones), StandardCharsets.UTF_8);
        };
    }

    private static Field.Reader email() {
        return (name, value, caller, errors) -> {
            String email = Texts.clean(value.asString("")).toLowerCase(Locale.ROOT);
            if (!email.isEmpty() && !Readers.isEmail(email)) {
                errors.add(new FieldError(name, "is not an e-mail address"));
            }
            return email.isEmpty() ? null : email;
        };
    }
}
