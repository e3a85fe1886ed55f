package brisk.deals;

import brisk.platform.db.Sums;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.records.Column;
import brisk.platform.records.Columns;
import brisk.platform.records.Listing;
import brisk.platform.records.Rows;
import brisk.platform.security.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A pipeline as a board, in one statement: its stages, what they come to, and the first deals of each. */
final class BoardStore {
    static final List<String> PARAMETERS = Stream.concat(
                    Stream.of("limit", "fields", "include"), DealStore.FILTERS.stream())
            .toList();

    private static final int COUNTED = 10_000;

    private static final Columns STAGE = Columns.of(
            Column.text("id", "board.id"),
            Column.text("name", "board.name"),
            Column.text("kind", "board.kind"),
            Column.integer("probability", "board.probability"),
            Column.integer("count", "board.deals"),
            Column.json("totals", "board.totals"));

    /** Of aggregates, which costs the same whatever the number of deals. */
    private static final String KEPT = Sums.SQL + """
            , counted AS (
                SELECT split_part(key, '|', 1) AS stage, split_part(key, '|', 2) AS currency, amount, value FROM sums
            ), exact AS (SELECT true AS exact)""";

    private BoardStore() {}

    /**
     * {"pipeline", "totalExact", "stages": [{…, "count", "totals" per currency, "deals", "hasNext", "next"}]}. Totals without
     * filters, and by owner, come from aggregates; others are counted up to {@link #COUNTED} deals.
     *
     * @throws Problem 404 for a pipeline that is not there
     */
    static byte[] board(Handle handle, Caller caller, UUID id, Query query) {
        UUID ownerId = query.id("ownerId");
        var listing = new Listing(query, Deals.COLUMNS, "d", "board", List.of(Deals.BOARD), caller)
                .where("d.deleted_at IS NULL");
        int before = listing.conditions();
        DealStore.filter(listing, query, caller);
        boolean filtered = listing.conditions() > before;
        listing.where("d.owner_id = :ownerId", "ownerId", ownerId);
        Columns deal = listing.selected();
        var statement = listing.bindTo(handle.createQuery("WITH "
                        + (filtered ? counted(listing.filter()) : KEPT)
                        + """
                , board AS MATERIALIZED (
                    SELECT s.id, s.name, s.kind, s.probability, s.position, p.name AS pipeline,
                           (SELECT coalesce(sum(amount), 0) FROM counted WHERE stage = s.id::text) AS deals,
                           (SELECT coalesce(json_agg(json_build_object('currency', currency, 'count', amount,
                                                                       'value', round(value, 2)::text)
                                                     ORDER BY amount DESC, currency), '[]')
                            FROM counted WHERE stage = s.id::text AND amount > 0) AS totals
                    FROM pipelines p
                    JOIN pipeline_stages s ON s.workspace_id = p.workspace_id AND s.pipeline_id = p.id AND s.removed_at IS NULL
                    WHERE p.workspace_id = :workspaceId AND p.id = :id AND p.deleted_at IS NULL
                )
                SELECT board.pipeline, exact.exact, %s, card.*
                FROM board CROSS JOIN exact
                LEFT JOIN LATERAL (
                    SELECT d.rank::text AS place, d.id AS deal_id, %s
                    FROM deals d%s
                    WHERE %s AND d.stage_id = board.id
                    ORDER BY d.rank, d.id
                    LIMIT %d) card ON true
                ORDER BY board.position, board.id, card.place::numeric, card.deal_id
                """.formatted(
                                        STAGE.sql(),
                                        deal.sql(),
                                        DealStore.joins(listing::selects),
                                        listing.filter(),
                                        listing.limit() + 1)))
                .bind("id", id);
        if (filtered) {
            statement.bind("pipeline", DealStore.facet("pipelineId", id)).bind("counted", COUNTED);
        } else {
            String whose = ownerId == null ? "" : ownerId.toString();
            new Sums().all("stage", "deals", "stage", whose + "|").bind(statement);
        }
        return Rows.json(statement, (json, rows) -> new Writer(id, deal, listing.limit()).write(json, rows));
    }

    /** One more than is counted tells that there are more. */
    private static String counted(String filter) {
        return """
            matching AS (
                SELECT d.stage_id, d.currency, d.value FROM deals d WHERE %s AND d.facets @> :pipeline LIMIT :counted + 1
            ), counted AS (
                SELECT stage_id::text AS stage, currency, count(*) AS amount, coalesce(sum(value), 0) AS value
                FROM (SELECT stage_id, currency, value FROM matching LIMIT :counted) most
                GROUP BY stage_id, currency
            ), exact AS (SELECT count(*) <= :counted AS exact FROM matching)""".formatted(filter);
    }

    /** Rows come as stage x deal; a stage's members are written once, when its first row comes up. */
    private static final class Writer {
        private static final int STAGE_AT = 3;

        private final UUID pipelineId;
        private final Columns deal;
        private final int limit;
        private final int placeAt = STAGE_AT + STAGE.width();
        private @Nullable String stage;
        private int written;
        private @Nullable String last;
        private boolean more;

        Writer(UUID pipelineId, Columns deal, int limit) {
            this.pipelineId = pipelineId;
            this.deal = deal;
            this.limit = limit;
        }

        void write(JsonGenerator json, ResultSet rows) throws SQLException {
            while (rows.next()) {
                if (stage == null) {
                    begin(json, rows);
                }
                String next = rows.getString(STAGE_AT);
                if (!next.equals(stage)) {
                    endStage(json);
                    stage = next;
                    json.writeStartObject();
                    STAGE.writeMembers(json, rows, STAGE_AT);
                    json.writeName("deals");
                    json.writeStartArray();
                }
                if (rows.getObject(placeAt) != null) {
                    card(json, rows);
                }
            }
            if (stage == null) {
                throw Problem.notFound("The pipeline");
            }
            endStage(json);
            json.writeEndArray();
            json.writeEndObject();
        }

        private void begin(JsonGenerator json, ResultSet rows) throws SQLException {
            json.writeStartObject();
            json.writeName("pipeline");
            json.writeStartObject();
            json.writeName("id");
            json.writeString(pipelineId.toString());
            json.writeName("name");
            json.writeString(rows.getString(1));
            json.writeEndObject();
            json.writeName("totalExact");
            json.writeBoolean(rows.getBoolean(2));
            json.writeName("stages");
            json.writeStartArray();
        }

        private void card(JsonGenerator json, ResultSet rows) throws SQLException {
            if (written == limit) {
                more = true;
                return;
            }
            json.writeStartObject();
            deal.writeMembers(json, rows, placeAt + 2);
            json.writeEndObject();
            written++;
            last = Listing.cursor("board", rows.getString(placeAt), rows.getString(placeAt + 1));
        }

        private void endStage(JsonGenerator json) {
            if (stage == null) {
                return;
            }
            json.writeEndArray();
            json.writeName("hasNext");
            json.writeBoolean(more);
            json.writeName("next");
            if (more) {
                json.writeString(last);
            } else {
                json.writeNull();
            }
            json.writeEndObject();
            written = 0;
            more = false;
        }
    }
}
