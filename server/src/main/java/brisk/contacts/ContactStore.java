package brisk.contacts;

import brisk.platform.cache.CachedBody;
import brisk.platform.db.Aggregates;
import brisk.platform.http.Json;
import brisk.platform.http.Problem;
import brisk.platform.http.Query;
import brisk.platform.records.Columns;
import brisk.platform.records.Filters;
import brisk.platform.records.Listing;
import brisk.platform.security.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The SQL of lists and statistics of contacts. */
final class ContactStore {
    /** Columns and filters of the same name. */
    static final List<String> TEXT_FACETS = List.of("role", "production", "type", "status", "source");

    private static final List<String> FACETS =
            Stream.concat(TEXT_FACETS.stream(), Stream.of("tag")).toList();
    static final List<String> PARAMETERS = Listing.parameters(Stream.concat(
                    FACETS.stream(),
                    Stream.of(
                            "q",
                            "inCampaign",
                            "ownerId",
                            "companyId",
                            "warmnessMin",
                            "warmnessMax",
                            "lastContactedFrom",
                            "lastContactedTo",
                            "createdFrom",
                            "createdTo",
                            "deleted"))
            .toArray(String[]::new));

    private static final int KEYS_PER_DIMENSION = 100;

    private ContactStore() {}

    /** One page of the workspace's contacts. */
    static byte[] page(Handle handle, Caller caller, Query query) {
        Listing listing = listing(caller, query);
        return listing.run(handle, "contacts c" + joins(listing::selects), "contacts c");
    }

    static Listing listing(Caller caller, Query query) {
        UUID ownerId = query.id("ownerId");
        boolean deleted = Boolean.TRUE.equals(query.flag("deleted"));
        String defaultSort = deleted ? "-created" : "name";
        var listing = new Listing(query, Contacts.COLUMNS, "c", defaultSort, Contacts.SORTS, caller)
                .where(deleted ? "c.deleted_at IS NOT NULL AND c.merged_into IS NULL" : "c.deleted_at IS NULL");
        int before = listing.conditions();
        Filters.words(listing, "c", query);
        List<String> facets = Filters.facetsAsked(listing, query, FACETS);
        Boolean inCampaign = query.flag("inCampaign");
        if (inCampaign != null) {
            facets.add("'inCampaign:" + inCampaign + "'");
        }
        Filters.having(listing, "c", facets);
        Filters.times(listing, Contacts.LAST_CONTACTED_ORDER, "lastContacted", query, caller);
        if (query.text("lastContactedTo") != null) {
            listing.where(Contacts.LAST_CONTACTED_ORDER + " > '-infinity'");
        }
        Filters.created(listing, "c", query, caller);
        listing.where("c.company_id = :companyId", "companyId", query.id("companyId"))
                .where("c.warmness >= :warmnessMin", "warmnessMin", query.integer("warmnessMin", 0, 100))
                .where("c.warmness <= :warmnessMax", "warmnessMax", query.integer("warmnessMax", 0, 100));
        int filters = listing.conditions() - before;
        if (!deleted && filters == 0) {
            listing.exactTotal(
                    ownerId == null
                            ? Aggregates.total("contacts", "total", "''")
                            : Aggregates.total("contacts", "owner", ":ownerKey"));
        } else if (!deleted && filters == 1 && facets.size() == 1) {
            listing.exactTotal(Aggregates.totalOfFacet("contact_facets", facets.getFirst()))
                    .bind("facetOwner", ownerId == null ? "" : ownerId.toString());
        }
        if (ownerId != null) {
            listing.where("c.owner_id = :ownerId", "ownerId", ownerId).bind("ownerKey", ownerId.toString());
        }
        return listing;
    }

    static String joins(Predicate<String> selects) {
        return (selects.test("company")
                        ? " LEFT JOIN companies company ON company.workspace_id = c.workspace_id AND company.id = c.company_id"
                        : "")
                + (selects.test("owner")
                        ? " LEFT JOIN users owner ON owner.workspace_id = c.workspace_id AND owner.id = c.owner_id"
                        : "");
    }

    static CachedBody record(Handle handle, Caller caller, UUID id, Query query) {
        Columns selected = Contacts.COLUMNS.select(query);
        try {
            return Contacts.TABLE
                    .read(handle, caller, id, selected, joins(selected::has))
                    .cached();
        } catch (Problem problem) {
            throw winner(handle, caller, id)
                    .map(winner -> Problem.merged("The contact", winner))
                    .orElse(problem);
        }
    }

    /** Links to a contact outlive its merge. */
    private static Optional<UUID> winner(Handle handle, Caller caller, UUID id) {
        return handle.createQuery("""
                SELECT c.merged_into FROM contacts c
                WHERE c.workspace_id = :workspaceId AND c.id = :id AND c.merged_into IS NOT NULL""")
                .bind("workspaceId", caller.workspaceId())
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
    }

    /** How many contacts there are, in all and by each dimension; from the aggregates, so at any size the same cost. */
    static byte[] statistics(Handle handle, Caller caller) {
        Map<String, Map<String, Long>> dimensions = new LinkedHashMap<>();
        handle.createQuery("""
                SELECT dimension, key, amount FROM (
                    SELECT dimension, key, sum(amount)::bigint AS amount,
                           row_number() OVER (PARTITION BY dimension ORDER BY sum(amount) DESC, key) AS place
                    FROM (
                        SELECT dimension, key, amount FROM aggregates
                        WHERE workspace_id = :workspaceId AND subject = 'contacts' AND dimension <> 'owner'
                        UNION ALL
                        SELECT part.dimension, part.key, d.amount
                        FROM aggregate_deltas d, unnest(d.dimensions, d.keys) AS part (dimension, key)
                        WHERE d.workspace_id = :workspaceId AND d.subject = 'contacts'
                          AND part.dimension <> 'owner' AND part.key IS NOT NULL
                    ) amounts
                    GROUP BY dimension, key
                    HAVING sum(amount) > 0
                ) ranked
                WHERE place <= :keys
                ORDER BY dimension, place
                """)
                .bind("workspaceId", caller.workspaceId())
                .bind("keys", KEYS_PER_DIMENSION)
                .map((rows, context) -> dimensions
                        .computeIfAbsent(rows.getString(1), d -> new LinkedHashMap<>())
                        .put(rows.getString(2), rows.getLong(3)))
                .list();
        Map<String, Long> total = dimensions.getOrDefault("total", Map.of());
        return Json.write(json -> {
            json.writeStartObject();
            json.writeName("total");
            json.writeNumber(total.getOrDefault("", 0L));
            for (String dimension : List.of("role", "production", "type", "status", "warmness")) {
                json.writeName("by" + Character.toUpperCase(dimension.charAt(0)) + dimension.substring(1));
                json.writeStartArray();
                dimensions.getOrDefault(dimension, Map.of()).forEach((key, count) -> {
                    json.writeStartObject();
                    json.writeStringProperty("key", key);
                    json.writeName("count");
                    json.writeNumber(count);
                    json.writeEndObject();
                });
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }
}
