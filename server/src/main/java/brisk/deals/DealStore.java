package brisk.deals;

import brisk.platform.db.Aggregates;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.records.Column;
import brisk.platform.records.Columns;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Filters;
import brisk.platform.records.Listing;
import brisk.platform.records.RecordTable.Row;
import brisk.platform.records.Rows;
import brisk.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The SQL of deals, one at a time and in lists. */
final class DealStore {
    /** The filters that lists and boards share. */
    static final List<String> FILTERS = List.of(
            "q",
            "ownerId",
            "companyId",
            "contactId",
            "currency",
            "source",
            "tag",
            "valueMin",
            "valueMax",
            "expectedCloseFrom",
            "expectedCloseTo",
            "closedFrom",
            "closedTo",
            "createdFrom",
            "createdTo");

    static final List<String> PARAMETERS =
            Listing.parameters(Stream.concat(FILTERS.stream(), Stream.of("pipelineId", "stageId", "status", "deleted"))
                    .toArray(String[]::new));

    static final List<String> TEXT_FACETS = List.of("currency", "source");

    private static final List<String> FACETS =
            Stream.concat(TEXT_FACETS.stream(), Stream.of("tag")).toList();
    private static final String CLOSED = "coalesce(d.closed_at, 'infinity')";
    private static final String EXPECTED = "coalesce(d.expected_close_date, 'infinity')";
    private static final int MOST_MOVES = 200;

    private static final Columns STAY = Columns.of(
            Column.text("stageId", "e.to_id"),
            Column.text("name", "e.to_name"),
            Column.text("kind", "e.outcome"),
            Column.integer("visits", "e.visits"),
            Column.integer("seconds", "e.seconds"),
            Column.time("since", "e.at"));
    private static final Columns MOVE = Columns.of(
            Column.included("from", Column.text("id", "e.from_id"), Column.text("name", "e.from_name")),
            Column.included("to", Column.text("id", "e.to_id"), Column.text("name", "e.to_name")),
            Column.text("outcome", "e.outcome"),
            Column.time("at", "e.at"),
            Column.integer("seconds", "e.seconds"),
            Column.included("by", Column.text("id", "e.user_id"), Column.text("name", "e.user_name")));

    /** What is written with a deal in the same statement. */
    private static final String LINKED = """
            , linked AS (
                INSERT INTO deal_contacts (workspace_id, deal_id, contact_id)
                SELECT :workspaceId, w.id, c.id FROM written w, unnest(:contact_ids) AS c (id)
                ON CONFLICT (workspace_id, deal_id, contact_id) DO NOTHING
            )""";

    private static final String UNLINKED = """
            , unlinked AS (
                DELETE FROM deal_contacts dc USING written w
                WHERE dc.workspace_id = :workspaceId AND dc.deal_id = w.id AND dc.contact_id <> ALL (:contact_ids)
            )""";
    private static final String LINES = """
            , lines AS (
                INSERT INTO deal_products (workspace_id, deal_id, position, product_id, quantity, price)
                SELECT :workspaceId, w.id, l.position, l.product_id, l.quantity, l.price
                FROM written w,
                     ROWS FROM (jsonb_to_recordset(CAST(:products AS jsonb))
                                AS (product_id uuid, quantity numeric, price numeric))
                     WITH ORDINALITY AS l (product_id, quantity, price, position)
                ON CONFLICT (workspace_id, deal_id, position) DO UPDATE
                SET product_id = excluded.product_id, quantity = excluded.quantity, price = excluded.price
            )""";
    private static final String LINES_LEFT = """
            , lines_left AS (
                DELETE FROM deal_products l USING written w
                WHERE l.workspace_id = :workspaceId AND l.deal_id = w.id
                  AND l.position > jsonb_array_length(CAST(:products AS jsonb))
            )""";

    private DealStore() {}

    /** One page of the workspace's deals. */
    static byte[] page(Handle handle, Caller caller, Query query) {
        Listing listing = listing(caller, query);
        return listing.run(handle, "deals d" + joins(listing::selects), "deals d");
    }

    static Listing listing(Caller caller, Query query) {
        boolean deleted = Boolean.TRUE.equals(query.flag("deleted"));
        UUID stageId = query.id("stageId");
        UUID pipelineId = query.id("pipelineId");
        UUID ownerId = query.id("ownerId");
        String status = query.oneOf("status", List.of("open", "won", "lost"));
        String defaultSort = stageId != null && !deleted ? "board" : "-created";
        var listing = new Listing(query, Deals.COLUMNS, "d", defaultSort, Deals.SORTS, caller)
                .where(deleted ? "d.deleted_at IS NOT NULL" : "d.deleted_at IS NULL");
        int before = listing.conditions();
        filter(listing, query, caller);
        listing.where("d.facets @> :pipeline", "pipeline", facet("pipelineId", pipelineId));
        if (listing.conditions() == before && !deleted && (stageId == null || status == null)) {
            exactTotal(listing, ownerId, stageId, status);
        }
        listing.where("d.owner_id = :ownerId", "ownerId", ownerId).where("d.stage_id = :stageId", "stageId", stageId);
        if (status != null) {
            // As a literal, so that the indexes of what is open can serve it.
            listing.where("d.status = '" + status + "'");
        }
        return listing;
    }

    /** The conditions of {@link #FILTERS}, but for the owner. */
    static void filter(Listing listing, Query query, Caller caller) {
        Filters.words(listing, "d", query);
        Filters.facets(listing, "d", query, FACETS);
        Filters.created(listing, "d", query, caller);
        Filters.times(listing, CLOSED, "closed", query, caller);
        Filters.dates(listing, EXPECTED, "expectedClose", query);
        known(listing, CLOSED, query.text("closedFrom"));
        known(listing, EXPECTED, query.text("expectedCloseFrom"));
        listing.where("d.company_id = :companyId", "companyId", query.id("companyId"))
                .where("""
                        d.id IN (SELECT dc.deal_id FROM deal_contacts dc
                                 WHERE dc.workspace_id = :workspaceId AND dc.contact_id = :contactId)
                        """, "contactId", query.id("contactId"))
                .where("coalesce(d.value, 0) >= :valueMin", "valueMin", query.amount("valueMin"))
                .where("coalesce(d.value, 0) <= :valueMax", "valueMax", query.amount("valueMax"));
    }

    /** What has no such date is not after any. */
    private static void known(Listing listing, String sql, @Nullable String from) {
        if (from != null) {
            listing.where(sql + " < 'infinity'");
        }
    }

    static String @Nullable [] facet(String name, @Nullable UUID id) {
        return id == null ? null : new String[] {name + ":" + id};
    }

    private static void exactTotal(
            Listing listing, @Nullable UUID ownerId, @Nullable UUID stageId, @Nullable String status) {
        String scope = (ownerId == null ? "" : ownerId) + "|";
        if (stageId != null) {
            listing.exactTotal(Aggregates.totalOf("deals", "stage")).bind("totalPrefix", scope + stageId + "|");
        } else if (status != null) {
            listing.exactTotal(Aggregates.totalOf("deals", "status")).bind("totalPrefix", scope + status);
        } else if (ownerId != null) {
            listing.exactTotal(Aggregates.total("deals", "owner", ":ownerKey")).bind("ownerKey", ownerId.toString());
        } else {
            listing.exactTotal(Aggregates.total("deals", "total", "''"));
        }
    }

    static String joins(Predicate<String> selects) {
        return (selects.test("company")
                        ? " LEFT JOIN companies company ON company.workspace_id = d.workspace_id AND company.id = d.company_id"
                        : "")
                + (selects.test("owner")
                        ? " LEFT JOIN users owner ON owner.workspace_id = d.workspace_id AND owner.id = d.owner_id"
                        : "")
                + (selects.test("stage")
                        ? " JOIN pipeline_stages stage ON stage.workspace_id = d.workspace_id AND stage.id = d.stage_id"
                        : "");
    }

    static Row record(Handle handle, Caller caller, UUID id, Query query) {
        Columns selected = Deals.COLUMNS.select(query);
        return Deals.TABLE.read(handle, caller, id, selected, joins(selected::has));
    }

    static Row insert(Handle handle, Caller caller, Values values, Instant now) {
        String besides = values.has("contact_ids") ? LINKED : "";
        return Deals.TABLE.insert(
                handle,
                caller,
                values.with(Deals.CHANGED_BY, caller.userId()),
                besides + (values.has("products") ? LINES : ""),
                now);
    }

    static Row update(Handle handle, Caller caller, UUID id, Values values, @Nullable Long ifMatch, Instant now) {
        String besides = values.has("contact_ids") ? LINKED + UNLINKED : "";
        return Deals.TABLE.update(
                handle,
                caller,
                id,
                values.with(Deals.CHANGED_BY, caller.userId()),
                "",
                besides + (values.has("products") ? LINES + LINES_LEFT : ""),
                ifMatch,
                now);
    }

    /**
     * To a stage, and there to a place of its column: on top, or behind another deal (on top too, where that one has gone
     * elsewhere by now). Ranks are numerics, between any two of which there is another one.
     *
     * @param after a deal in the stage; null for on top
     */
    static Row move(
            Handle handle,
            Caller caller,
            UUID id,
            Values values,
            @Nullable UUID after,
            @Nullable Long ifMatch,
            Instant now) {
        values.with(Deals.CHANGED_BY, caller.userId());
        String rank = after == null ? "rank = -extract(epoch FROM CAST(:now AS timestamptz)), " : """
                rank = coalesce((
                    SELECT CASE WHEN n.rank IS NULL THEN a.rank + 1 ELSE (a.rank + n.rank) * 0.5 END
                    FROM deals a
                    LEFT JOIN LATERAL (
                        SELECT o.rank FROM deals o
                        WHERE o.workspace_id = :workspaceId AND o.stage_id = :stage_id AND o.deleted_at IS NULL
                          AND (o.rank, o.id) > (a.rank, a.id) AND o.id <> :id
                        ORDER BY o.rank, o.id
                        LIMIT 1) n ON true
                    WHERE a.workspace_id = :workspaceId AND a.id = :after AND a.stage_id = :stage_id AND a.deleted_at IS NULL
                ), -extract(epoch FROM CAST(:now AS timestamptz))),
                """;
        return Deals.TABLE.update(handle, caller, id, values, rank, "", ifMatch, now);
    }

    /** How long a deal was in each stage, and its last moves, the newest first. */
    static byte[] history(Handle handle, Caller caller, UUID id) {
        var statement = handle.createQuery("""
                WITH stays AS (
                    SELECT m.from_stage_id AS stage_id, m.seconds, NULL::timestamptz AS since FROM deal_moves m
                    WHERE m.workspace_id = :workspaceId AND m.deal_id = :id AND m.from_stage_id IS NOT NULL
                    UNION ALL
                    SELECT d.stage_id, 0, d.stage_since FROM deals d WHERE d.workspace_id = :workspaceId AND d.id = :id
                ), stage AS (
                    SELECT stage_id, count(*) AS visits, sum(seconds) AS seconds, max(since) AS since FROM stays GROUP BY stage_id
                ), moves AS (
                    SELECT m.* FROM deal_moves m
                    WHERE m.workspace_id = :workspaceId AND m.deal_id = :id
                    ORDER BY m.at DESC, m.id DESC
                    LIMIT :most
                ), e AS (
                    SELECT 1 AS part, s.position AS place, NULL::uuid AS from_id, NULL AS from_name, s.id AS to_id,
                           s.name AS to_name, s.kind AS outcome, stage.since AS at, stage.seconds, NULL::uuid AS user_id,
                           NULL AS user_name, stage.visits
                    FROM stage JOIN pipeline_stages s ON s.workspace_id = :workspaceId AND s.id = stage.stage_id
                    UNION ALL
                    SELECT 2, row_number() OVER (ORDER BY m.at DESC, m.id DESC), f.id, f.name, t.id, t.name, m.outcome, m.at,
                           m.seconds, u.id, u.name, 0
                    FROM moves m
                    JOIN pipeline_stages t ON t.workspace_id = :workspaceId AND t.id = m.to_stage_id
                    LEFT JOIN pipeline_stages f ON f.workspace_id = :workspaceId AND f.id = m.from_stage_id
                    LEFT JOIN users u ON u.workspace_id = :workspaceId AND u.id = m.user_id
                )
                SELECT e.part, %s, %s
                FROM deals d, e
                WHERE d.workspace_id = :workspaceId AND d.id = :id AND d.deleted_at IS NULL
                ORDER BY e.part, e.place, e.to_id
                """.formatted(STAY.sql(), MOVE.sql()))
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .bind("most", MOST_MOVES);
        return Rows.json(statement, DealStore::writeHistory);
    }

    private static void writeHistory(JsonGenerator json, ResultSet rows) throws SQLException {
        json.writeStartObject();
        json.writeName("stages");
        json.writeStartArray();
        int part = 0;
        while (rows.next()) {
            if (part == 1 && rows.getInt(1) == 2) {
                json.writeEndArray();
                json.writeName("moves");
                json.writeStartArray();
            }
            part = rows.getInt(1);
            json.writeStartObject();
            Columns columns = part == 1 ? STAY : MOVE;
            columns.writeMembers(json, rows, part == 1 ? 2 : 2 + STAY.width());
            json.writeEndObject();
        }
        if (part == 0) {
            throw Problem.notFound("The deal");
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
