-- Leads that may be one customer though their numbers differ, enquiries of customers who are known, and merging.

-- What a job looks at next: leads that came or changed. Written by the statement that changes them, so that none is missed
-- and nobody who writes a lead waits for a comparison.
CREATE TABLE lead_checks (
    workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id           uuid NOT NULL DEFAULT uuidv7(),
    lead_ids     uuid[] NOT NULL, -- 100 at the most
    PRIMARY KEY (workspace_id, id)
);

-- Two leads, the older one first. Whose both of them are stands here as well, so that everybody's own pairs are one range of an
-- index; whether somebody may see them is asked of the leads.
CREATE TABLE lead_pairs (
    workspace_id uuid NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    first_id     uuid NOT NULL,
    second_id    uuid NOT NULL,
    reasons      text[] NOT NULL CHECK (reasons <@ ARRAY['email', 'name_city', 'name_model', 'number'] AND reasons <> '{}'),
    cre_id       uuid,
    ps_id        uuid,
    branch       text,
    found_at     timestamptz NOT NULL,
    dismissed_at timestamptz, -- somebody said that they are two customers
    dismissed_by uuid,
    PRIMARY KEY (workspace_id, first_id, second_id),
    CHECK (first_id < second_id),
    CONSTRAINT lead_pairs_id UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, first_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, second_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, dismissed_by) REFERENCES users (workspace_id, id)
);
CREATE INDEX lead_pairs_second ON lead_pairs (workspace_id, second_id);
CREATE INDEX lead_pairs_open ON lead_pairs (workspace_id, id) WHERE dismissed_at IS NULL;
CREATE INDEX lead_pairs_cre ON lead_pairs (workspace_id, cre_id, id) WHERE dismissed_at IS NULL AND cre_id IS NOT NULL;
CREATE INDEX lead_pairs_ps ON lead_pairs (workspace_id, ps_id, id) WHERE dismissed_at IS NULL AND ps_id IS NOT NULL;
CREATE INDEX lead_pairs_branch ON lead_pairs (workspace_id, branch, id) WHERE dismissed_at IS NULL AND branch IS NOT NULL;
CREATE INDEX lead_pairs_dismissed ON lead_pairs (workspace_id, id) WHERE dismissed_at IS NOT NULL;

-- The same for touches: whose the lead is.
ALTER TABLE lead_touches ADD COLUMN cre_id uuid, ADD COLUMN ps_id uuid, ADD COLUMN branch text;
UPDATE lead_touches t SET cre_id = l.cre_id, ps_id = l.ps_id, branch = lower(l.branch)
FROM leads l WHERE l.workspace_id = t.workspace_id AND l.id = t.lead_id;
CREATE INDEX lead_touches_cre ON lead_touches (workspace_id, cre_id, id) WHERE cre_id IS NOT NULL;
CREATE INDEX lead_touches_ps ON lead_touches (workspace_id, ps_id, id) WHERE ps_id IS NOT NULL;
CREATE INDEX lead_touches_branch ON lead_touches (workspace_id, branch, id) WHERE branch IS NOT NULL;

CREATE INDEX leads_email ON leads (workspace_id, email) WHERE email IS NOT NULL AND deleted_at IS NULL;

-- What became of the fields of both, and what moved.
CREATE TABLE lead_merges (
    workspace_id uuid NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    kept_id      uuid NOT NULL,
    merged_id    uuid NOT NULL,
    user_id      uuid NOT NULL,
    undo         jsonb NOT NULL,
    created_at   timestamptz NOT NULL,
    undone_at    timestamptz,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, kept_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, merged_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id)
);
CREATE INDEX lead_merges_kept ON lead_merges (workspace_id, kept_id, id);
CREATE INDEX lead_merges_merged ON lead_merges (workspace_id, merged_id);

CREATE FUNCTION check_leads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO lead_checks (workspace_id, lead_ids)
        SELECT workspace_id, array_agg(id)
        FROM (SELECT workspace_id, id, (row_number() OVER (PARTITION BY workspace_id) - 1) / 100 AS part FROM added) parts
        GROUP BY workspace_id, part;
    ELSE
        INSERT INTO lead_checks (workspace_id, lead_ids)
        SELECT workspace_id, array_agg(id)
        FROM (SELECT a.workspace_id, a.id, (row_number() OVER (PARTITION BY a.workspace_id) - 1) / 100 AS part
              FROM added a JOIN removed r ON r.workspace_id = a.workspace_id AND r.id = a.id
              WHERE (a.name_key, a.email, a.city, a.model, a.mobile, a.alternate_phones, a.cre_id, a.ps_id, a.branch, a.deleted_at)
                    IS DISTINCT FROM
                    (r.name_key, r.email, r.city, r.model, r.mobile, r.alternate_phones, r.cre_id, r.ps_id, r.branch, r.deleted_at)) parts
        GROUP BY workspace_id, part;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER check_leads_added AFTER INSERT ON leads
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_leads();
CREATE TRIGGER check_leads_changed AFTER UPDATE ON leads
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION check_leads();

-- A touch is of whoever has the lead now; the job sees to it that it stays so. It may have brought a number along.
CREATE FUNCTION check_touched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE lead_touches t SET cre_id = l.cre_id, ps_id = l.ps_id, branch = lower(l.branch)
    FROM added a JOIN leads l ON l.workspace_id = a.workspace_id AND l.id = a.lead_id
    WHERE t.workspace_id = a.workspace_id AND t.id = a.id;
    INSERT INTO lead_checks (workspace_id, lead_ids)
    SELECT workspace_id, array_agg(lead_id)
    FROM (SELECT workspace_id, lead_id, (row_number() OVER (PARTITION BY workspace_id) - 1) / 100 AS part
          FROM (SELECT DISTINCT workspace_id, lead_id FROM added) touched) parts
    GROUP BY workspace_id, part;
    RETURN NULL;
END $$;
CREATE TRIGGER check_touched AFTER INSERT ON lead_touches
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_touched();

-- The numbers that somebody may have meant who typed this one: one digit is another, or two neighbours have changed places.
-- Of the last ten digits, because nobody mistypes the code of their own country.
CREATE FUNCTION numbers_like(number text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY(
        SELECT overlay(number PLACING d.digit::text FROM p.place) COLLATE "C"
        FROM generate_series(greatest(2, length(number) - 9), length(number)) AS p (place), generate_series(0, 9) AS d (digit)
        WHERE substr(number, p.place, 1) <> d.digit::text
        UNION ALL
        SELECT overlay(number PLACING substr(number, p.place + 1, 1) || substr(number, p.place, 1) FROM p.place)
        FROM generate_series(greatest(2, length(number) - 9), length(number) - 1) AS p (place)
        WHERE substr(number, p.place, 1) <> substr(number, p.place + 1, 1));

-- Of two folded names: one is part of the other, or most of their letters stand together.
CREATE FUNCTION names_alike(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN a = b OR similarity(a, b) >= 0.5 OR word_similarity(a, b) >= 0.9 OR word_similarity(b, a) >= 0.9;

-- Compares leads with all others, and says whether that changed any pair or touch. Each comparison is a few ranges of an index,
-- whatever the number of leads: an e-mail address or a name that more than ten others have tells nothing.
CREATE FUNCTION match_leads(workspace uuid, changed uuid[], moment timestamptz) RETURNS boolean
    LANGUAGE plpgsql
    -- The planner does not know that an array is short; a table of all leads is never worth reading for it. OFFSET 0 keeps the
    -- order of the lookups, and NOT IN hashes what was found: people with numbers in a row may be many, and no statistics tell.
    SET enable_seqscan = off AS $$
DECLARE
    telling CONSTANT integer := 10;
    news bigint;
    moved bigint;
BEGIN
    WITH subjects AS MATERIALIZED (
        SELECT l.id, l.name_key, l.email, lower(l.city) AS city, lower(l.model) AS model FROM leads l
        WHERE l.workspace_id = workspace AND l.id = ANY (changed) AND l.deleted_at IS NULL
    ), hits AS (
        SELECT s.id AS subject, same.id AS other, 'email' AS reason
        FROM subjects s
        CROSS JOIN LATERAL (
            SELECT few.id, count(*) OVER () AS many
            FROM (SELECT o.id FROM leads o
                  WHERE o.workspace_id = workspace AND o.email = s.email AND o.deleted_at IS NULL AND o.id <> s.id
                  LIMIT telling + 1) few) same
        WHERE same.many <= telling
        UNION ALL
        SELECT s.id, same.id, why.reason
        FROM subjects s
        CROSS JOIN LATERAL (
            SELECT few.*, count(*) OVER () AS many
            FROM (SELECT o.id, lower(o.city) AS city, lower(o.model) AS model FROM leads o
                  WHERE o.workspace_id = workspace AND o.name_key = s.name_key AND o.deleted_at IS NULL AND o.id <> s.id
                  LIMIT telling + 1) few) same
        CROSS JOIN LATERAL (VALUES ('name_city', same.city = s.city), ('name_model', same.model = s.model)) AS why (reason, holds)
        WHERE same.many <= telling AND why.holds
        UNION ALL
        SELECT s.id, o.id, 'number'
        FROM subjects s
        CROSS JOIN LATERAL (SELECT p.phone FROM lead_phones p
                            WHERE p.workspace_id = workspace AND p.lead_id = s.id OFFSET 0) own
        CROSS JOIN LATERAL unnest(numbers_like(own.phone)) AS alike (phone)
        CROSS JOIN LATERAL (SELECT p.lead_id FROM lead_phones p
                            WHERE p.workspace_id = workspace AND p.phone = alike.phone AND p.lead_id <> s.id OFFSET 0) near
        CROSS JOIN LATERAL (SELECT l.id, l.name_key FROM leads l
                            WHERE l.workspace_id = workspace AND l.id = near.lead_id AND l.deleted_at IS NULL OFFSET 0) o
        WHERE names_alike(s.name_key, o.name_key)
    ), found AS (
        SELECT least(h.subject, h.other) AS first_id, greatest(h.subject, h.other) AS second_id,
               array_agg(DISTINCT h.reason ORDER BY h.reason) AS reasons
        FROM hits h
        GROUP BY 1, 2
    ), kept AS (
        INSERT INTO lead_pairs AS p (workspace_id, first_id, second_id, reasons, cre_id, ps_id, branch, found_at)
        SELECT workspace, f.first_id, f.second_id, f.reasons, CASE WHEN a.cre_id = b.cre_id THEN a.cre_id END,
               CASE WHEN a.ps_id = b.ps_id THEN a.ps_id END, CASE WHEN lower(a.branch) = lower(b.branch) THEN lower(a.branch) END, moment
        FROM found f
        CROSS JOIN LATERAL (SELECT l.cre_id, l.ps_id, l.branch FROM leads l
                            WHERE l.workspace_id = workspace AND l.id = f.first_id OFFSET 0) a
        CROSS JOIN LATERAL (SELECT l.cre_id, l.ps_id, l.branch FROM leads l
                            WHERE l.workspace_id = workspace AND l.id = f.second_id OFFSET 0) b
        ORDER BY f.first_id, f.second_id
        ON CONFLICT (workspace_id, first_id, second_id) DO UPDATE
        SET reasons = excluded.reasons, cre_id = excluded.cre_id, ps_id = excluded.ps_id, branch = excluded.branch
        WHERE (p.reasons, p.cre_id, p.ps_id, p.branch)
              IS DISTINCT FROM (excluded.reasons, excluded.cre_id, excluded.ps_id, excluded.branch)
        RETURNING 1
    ), gone AS (
        DELETE FROM lead_pairs p
        WHERE p.workspace_id = workspace AND (p.first_id = ANY (changed) OR p.second_id = ANY (changed))
          AND p.dismissed_at IS NULL
          AND (p.first_id, p.second_id) NOT IN (SELECT f.first_id, f.second_id FROM found f)
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM kept) + (SELECT count(*) FROM gone) INTO news;

    UPDATE lead_touches t SET cre_id = l.cre_id, ps_id = l.ps_id, branch = lower(l.branch)
    FROM leads l
    WHERE l.workspace_id = workspace AND l.id = ANY (changed) AND t.workspace_id = workspace AND t.lead_id = l.id
      AND (t.cre_id, t.ps_id, t.branch) IS DISTINCT FROM (l.cre_id, l.ps_id, lower(l.branch));
    GET DIAGNOSTICS moved = ROW_COUNT;
    RETURN news + moved > 0;
END $$;

INSERT INTO lead_checks (workspace_id, lead_ids)
SELECT workspace_id, array_agg(id)
FROM (SELECT workspace_id, id, (row_number() OVER (PARTITION BY workspace_id ORDER BY id) - 1) / 100 AS part FROM leads
      WHERE deleted_at IS NULL) parts
GROUP BY workspace_id, part;
