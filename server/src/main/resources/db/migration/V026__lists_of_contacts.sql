-- How many contacts have a facet, of everybody and of an owner: a list that is filtered by one facet need not count its rows.
-- Keys begin with whose they are, as in V011, and go on with the facet as the column has it. Their subject is one of its own, so
-- that whoever reads the other totals of contacts does not read these.

-- One delta for all facets whose numbers change alike: a single contact is one row, not one for each of its facets. Tags that
-- differ by case are one facet of a contact.
CREATE FUNCTION count_contact_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount)
        SELECT workspace_id, 'contact_facets', array_agg('facet'::text), array_agg(key), amount
        FROM (SELECT a.workspace_id, o.whose || '|' || f.facet AS key, count(*) AS amount
              FROM added a, LATERAL (SELECT DISTINCT facet FROM unnest(a.facets) AS facet) f,
                   LATERAL (VALUES (''), (a.owner_id::text)) AS o (whose)
              WHERE a.deleted_at IS NULL AND o.whose IS NOT NULL
              GROUP BY a.workspace_id, o.whose, f.facet) changes
        GROUP BY workspace_id, amount;
    ELSIF EXISTS (SELECT FROM added a JOIN removed r ON r.workspace_id = a.workspace_id AND r.id = a.id
                  WHERE (a.owner_id, a.facets, a.deleted_at IS NULL) IS DISTINCT FROM (r.owner_id, r.facets, r.deleted_at IS NULL)) THEN
        -- Most changes are touches of last_contacted_at, which end above.
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount)
        SELECT workspace_id, 'contact_facets', array_agg('facet'::text), array_agg(key), amount
        FROM (SELECT c.workspace_id, o.whose || '|' || f.facet AS key, sum(c.amount) AS amount
              FROM (SELECT workspace_id, owner_id, facets, sum(sign) AS amount
                    FROM (SELECT workspace_id, owner_id, facets, 1 AS sign FROM added WHERE deleted_at IS NULL
                          UNION ALL
                          SELECT workspace_id, owner_id, facets, -1 FROM removed WHERE deleted_at IS NULL) versions
                    GROUP BY workspace_id, owner_id, facets
                    HAVING sum(sign) <> 0) c, LATERAL (SELECT DISTINCT facet FROM unnest(c.facets) AS facet) f,
                   LATERAL (VALUES (''), (c.owner_id::text)) AS o (whose)
              WHERE o.whose IS NOT NULL
              GROUP BY c.workspace_id, o.whose, f.facet
              HAVING sum(c.amount) <> 0) changes
        GROUP BY workspace_id, amount;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_contact_facets_added AFTER INSERT ON contacts
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_contact_facets();
CREATE TRIGGER count_contact_facets_changed AFTER UPDATE ON contacts
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_contact_facets();

INSERT INTO aggregates (workspace_id, subject, dimension, key, amount)
SELECT c.workspace_id, 'contact_facets', 'facet', o.whose || '|' || f.facet, count(*)
FROM contacts c, LATERAL (SELECT DISTINCT facet FROM unnest(c.facets) AS facet) f,
     LATERAL (VALUES (''), (c.owner_id::text)) AS o (whose)
WHERE c.deleted_at IS NULL AND o.whose IS NOT NULL
GROUP BY c.workspace_id, o.whose, f.facet
ORDER BY c.workspace_id, o.whose || '|' || f.facet;

-- Without it, any range of times is thought to hold the same small part of the contacts, and a page of the few of long ago is
-- looked for in the order of names: among all.
CREATE STATISTICS contacts_last_contacted_times ON (coalesce(last_contacted_at, '-infinity')) FROM contacts;
ANALYZE contacts;
