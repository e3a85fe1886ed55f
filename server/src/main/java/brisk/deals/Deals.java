package brisk.deals;

import static brisk.platform.records.Column.decimal;
import static brisk.platform.records.Column.included;
import static brisk.platform.records.Column.includedJson;
import static brisk.platform.records.Column.integer;
import static brisk.platform.records.Column.json;
import static brisk.platform.records.Column.text;
import static brisk.platform.records.Column.texts;
import static brisk.platform.records.Column.time;

import brisk.platform.cache.Topic;
import brisk.platform.http.Query;
import brisk.platform.records.Columns;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Includes;
import brisk.platform.records.Readers;
import brisk.platform.records.RecordTable;
import brisk.platform.records.RecordTopics;
import brisk.platform.records.Sort;
import brisk.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a deal is: its columns, the fields that clients write, the orders it is listed in, its cache topics. */
public final class Deals {
    private static final String CONTACTS = """
            (SELECT coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'email', c.email)
                                      ORDER BY c.name_key, c.id), '[]')
             FROM deal_contacts dc
             JOIN contacts c ON c.workspace_id = dc.workspace_id AND c.id = dc.contact_id
             WHERE dc.workspace_id = d.workspace_id AND dc.deal_id = d.id AND c.deleted_at IS NULL)""";
    private static final String PRODUCTS = """
            (SELECT coalesce(json_agg(json_build_object('productId', p.id, 'name', p.name,
                                      'quantity', trim_scale(l.quantity)::text, 'price', l.price::text)
                                      ORDER BY l.position), '[]')
             FROM deal_products l
             JOIN products p ON p.workspace_id = l.workspace_id AND p.id = l.product_id
             WHERE l.workspace_id = d.workspace_id AND l.deal_id = d.id)""";

    static final Columns COLUMNS = Columns.of(
            text("id", "d.id"),
            text("name", "d.name"),
            text("companyId", "d.company_id"),
            text("ownerId", "d.owner_id"),
            text("pipelineId", "d.pipeline_id"),
            text("stageId", "d.stage_id"),
            text("status", "d.status"),
            decimal("value", "d.value"),
            text("currency", "d.currency"),
            text("expectedCloseDate", "d.expected_close_date"),
            text("reason", "d.reason"),
            time("closedAt", "d.closed_at"),
            time("stageSince", "d.stage_since"),
            text("source", "d.source"),
            texts("tags", "d.tags"),
            json("custom", "d.custom"),
            integer("version", "d.version"),
            time("createdAt", "d.created_at"),
            time("updatedAt", "d.updated_at"),
            time("deletedAt", "d.deleted_at"),
            included("company", text("id", "company.id"), text("name", "company.name")),
            included("owner", text("id", "owner.id"), text("name", "owner.name")),
            included(
                    "stage",
                    text("id", "stage.id"),
                    text("name", "stage.name"),
                    text("kind", "stage.kind"),
                    integer("probability", "stage.probability")),
            includedJson("contacts", CONTACTS),
            includedJson("products", PRODUCTS));

    private static final Map<String, String> INCLUDED_TABLES = Map.of(
            "company", "companies",
            "owner", "users",
            "stage", "pipelines",
            "contacts", "contacts",
            "products", "products");

    static final Field VALUE = Field.of("value", "value", Readers.amount(16, 2));

    static final Fields FIELDS = Fields.of(
            Field.of("name", "name", Readers.text(200)).mandatory(),
            Field.of("companyId", "company_id", Readers.id()),
            Field.of("contactIds", "contact_ids", Readers.ids(50))
                    .emptiedTo(new UUID[0])
                    .beside(),
            Field.of("ownerId", "owner_id", Readers.id()),
            Field.of("pipelineId", "pipeline_id", Readers.id()).neverEmpty(),
            Field.of("stageId", "stage_id", Readers.id()).neverEmpty(),
            VALUE,
            Field.of("currency", "currency", Readers.currency()).mandatory(),
            Field.of("expectedCloseDate", "expected_close_date", Readers.date()),
            Field.of("reason", "reason", Readers.text(500)),
            Field.of("closedAt", "closed_at", Readers.time()),
            Field.of("products", "products", DealProducts.reader())
                    .emptiedTo(DealProducts.NONE)
                    .beside(),
            Field.of("source", "source", Readers.text(100)),
            Field.of("tags", "tags", Readers.texts(50, 100)).emptiedTo(new String[0]),
            Field.of("custom", "custom", Readers.custom()).emptiedTo("{}").castTo("jsonb"));

    /** Who wrote the deal last; its history tells by it who moved it. */
    static final Field CHANGED_BY = Field.of("changedBy", "changed_by", Readers.id());

    static final Sort BOARD = Sort.by("board", "d.rank", "numeric");

    static final List<Sort> SORTS = List.of(
            Sort.by("created", "d.id", "uuid"),
            Sort.by("name", "d.name_key", "text"),
            Sort.by("value", "coalesce(d.value, 0)", "numeric"),
            Sort.by("expectedClose", "coalesce(d.expected_close_date, 'infinity')", "date"),
            Sort.by("closed", "coalesce(d.closed_at, 'infinity')", "timestamptz"),
            BOARD);

    static final RecordTable TABLE = new RecordTable("The deal", "deals", "d", COLUMNS);

    public static final RecordTopics TOPICS = new RecordTopics(
            "deals",
            Map.of(
                    "value", Set.of("value", "valueMin", "valueMax"),
                    "expected_close_date", Set.of("expectedClose", "expectedCloseFrom", "expectedCloseTo")));

    private Deals() {}

    /** Everything that lists or counts deals. */
    public static Topic all(UUID workspaceId) {
        return TOPICS.all(workspaceId);
    }

    public static Topic one(UUID workspaceId, UUID dealId) {
        return TOPICS.one(workspaceId, dealId);
    }

    static List<Topic> withIncludes(Caller caller, Query query, List<Topic> own) {
        return Includes.topics(caller, query, own, INCLUDED_TABLES);
    }
}
