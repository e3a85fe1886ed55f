-- Incremental totals of money and of time, of what happened when, and of how many different ones there are.
--
-- Keys begin with whose they are: nothing before the first | for everybody's, or an owner. value is a sum of money where the
-- key names a currency; seconds is a sum of durations, in which the end of what has not ended is 0 (so that the age of open
-- deals is now plus their average). Days and months of sales are those of the workspace's time zone.
-- A dimension that ends with * counts one row per key; how many of its keys are positive is kept in the dimension without it.

ALTER TABLE aggregates
    ADD COLUMN value numeric NOT NULL DEFAULT 0,
    ADD COLUMN seconds bigint NOT NULL DEFAULT 0,
    ALTER COLUMN key TYPE text COLLATE "C"; -- ranges of keys are ranges of days
ALTER TABLE aggregate_deltas
    ADD COLUMN value numeric NOT NULL DEFAULT 0,
    ADD COLUMN seconds bigint NOT NULL DEFAULT 0;

CREATE FUNCTION deal_dimensions() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY['total', 'owner', 'status', 'status', 'stage', 'stage', 'forecast', 'forecast',
                 'created_month', 'created_month', 'created_day', 'created_day',
                 'closed_month', 'closed_month', 'closed_day', 'closed_day', 'company*', 'company*'];

-- In the order of deal_dimensions(); null where a deal has none.
CREATE FUNCTION deal_keys(owner_id uuid, company_id uuid, pipeline_id uuid, stage_id uuid, status text, currency text,
                          expected date, created date, closed date) RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (
        SELECT ARRAY['', owner, '|' || status, owner || '|' || status, '|' || stage, owner || '|' || stage,
                     '|' || forecast, owner || '|' || forecast,
                     '|' || begun_month, owner || '|' || begun_month, '|' || begun_day, owner || '|' || begun_day,
                     '|' || ended_month, owner || '|' || ended_month, '|' || ended_day, owner || '|' || ended_day,
                     '|' || company_id, owner || '|' || company_id]
        FROM (SELECT owner_id::text AS owner,
                     stage_id || '|' || currency AS stage,
                     CASE status WHEN 'open' THEN
                         coalesce(to_char(expected, 'YYYY-MM'), 'none') || '|' || stage_id || '|' || currency END AS forecast,
                     to_char(created, 'YYYY-MM') || '|' || pipeline_id || '|' || currency AS begun_month,
                     to_char(created, 'YYYY-MM-DD') || '|' || pipeline_id || '|' || currency AS begun_day,
                     to_char(closed, 'YYYY-MM') || '|' || status || '|' || pipeline_id || '|' || currency AS ended_month,
                     to_char(closed, 'YYYY-MM-DD') || '|' || status || '|' || pipeline_id || '|' || currency AS ended_day) parts);

CREATE FUNCTION seconds_between(begun timestamptz, ended timestamptz) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ended IS NULL THEN -extract(epoch FROM begun) ELSE greatest(0, extract(epoch FROM ended - begun)) END::bigint;

CREATE FUNCTION count_deals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount, value, seconds)
        SELECT workspace_id, 'deals', deal_dimensions(), keys, count(*), sum(value), sum(seconds)
        FROM (SELECT a.workspace_id, coalesce(a.value, 0) AS value, seconds_between(a.created_at, a.closed_at) AS seconds,
                     deal_keys(a.owner_id, a.company_id, a.pipeline_id, a.stage_id, a.status, a.currency, a.expected_close_date,
                               (a.created_at AT TIME ZONE w.time_zone)::date, (a.closed_at AT TIME ZONE w.time_zone)::date) AS keys
              FROM added a JOIN workspaces w ON w.id = a.workspace_id
              WHERE a.deleted_at IS NULL) live
        GROUP BY workspace_id, keys;
    ELSE
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount, value, seconds)
        SELECT workspace_id, 'deals', deal_dimensions(), keys, sum(sign), sum(sign * value), sum(sign * seconds)
        FROM (SELECT c.workspace_id, c.sign, coalesce(c.value, 0) AS value,
                     seconds_between(c.created_at, c.closed_at) AS seconds,
                     deal_keys(c.owner_id, c.company_id, c.pipeline_id, c.stage_id, c.status, c.currency, c.expected_close_date,
                               (c.created_at AT TIME ZONE w.time_zone)::date, (c.closed_at AT TIME ZONE w.time_zone)::date) AS keys
              FROM (SELECT *, 1 AS sign FROM added UNION ALL SELECT *, -1 FROM removed) c
              JOIN workspaces w ON w.id = c.workspace_id
              WHERE c.deleted_at IS NULL) changes
        GROUP BY workspace_id, keys
        HAVING sum(sign) <> 0 OR sum(sign * value) <> 0 OR sum(sign * seconds) <> 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_deals_added AFTER INSERT ON deals
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_deals();
CREATE TRIGGER count_deals_changed AFTER UPDATE ON deals
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_deals();

CREATE FUNCTION move_dimensions() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY['entered_month', 'entered_month', 'entered_day', 'entered_day',
                 'left_month', 'left_month', 'left_day', 'left_day'];

-- A deal enters a stage once, however often it comes back; it leaves as often as it does.
CREATE FUNCTION move_keys(owner_id uuid, from_stage_id uuid, to_stage_id uuid, outcome text, again boolean, status text, day date)
RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (
        SELECT ARRAY['|' || month || entered, owner || '|' || month || entered, '|' || date || entered, owner || '|' || date || entered,
                     '|' || month || left_, owner || '|' || month || left_, '|' || date || left_, owner || '|' || date || left_]
        FROM (SELECT owner_id::text AS owner, to_char(day, 'YYYY-MM') AS month, to_char(day, 'YYYY-MM-DD') AS date,
                     CASE WHEN NOT again THEN '|' || to_stage_id || '|' || status END AS entered,
                     '|' || from_stage_id || '|' || outcome AS left_) parts);

CREATE FUNCTION count_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount, seconds)
        SELECT workspace_id, 'moves', move_dimensions(), keys, count(*), sum(seconds)
        FROM (SELECT a.workspace_id, a.seconds,
                     move_keys(a.owner_id, a.from_stage_id, a.to_stage_id, a.outcome, a.again, a.status,
                               (a.at AT TIME ZONE w.time_zone)::date) AS keys
              FROM added a JOIN workspaces w ON w.id = a.workspace_id
              WHERE NOT a.deleted) live
        GROUP BY workspace_id, keys;
    ELSE
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount, seconds)
        SELECT workspace_id, 'moves', move_dimensions(), keys, sum(sign), sum(sign * seconds)
        FROM (SELECT c.workspace_id, c.sign, c.seconds,
                     move_keys(c.owner_id, c.from_stage_id, c.to_stage_id, c.outcome, c.again, c.status,
                               (c.at AT TIME ZONE w.time_zone)::date) AS keys
              FROM (SELECT *, 1 AS sign FROM added UNION ALL SELECT *, -1 FROM removed) c
              JOIN workspaces w ON w.id = c.workspace_id
              WHERE NOT c.deleted) changes
        GROUP BY workspace_id, keys
        HAVING sum(sign) <> 0 OR sum(sign * seconds) <> 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_moves_added AFTER INSERT ON deal_moves
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_moves();
CREATE TRIGGER count_moves_changed AFTER UPDATE ON deal_moves
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_moves();

-- The beginning of the hour or quarter of an hour that a moment is in, in seconds since 1970. Days of any time zone are made of
-- quarters, those of most are made of hours.
CREATE FUNCTION bucket(moment timestamptz, width integer) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN to_char(floor(extract(epoch FROM moment) / width) * width, 'FM000000000000');

CREATE FUNCTION activity_dimensions() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY['total', 'owner', 'kind', 'hour', 'hour', 'quarter', 'quarter'];

CREATE FUNCTION activity_keys(owner_id uuid, kind text, occurred_at timestamptz) RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
    RETURN ARRAY['', owner_id::text, kind, '|' || bucket(occurred_at, 3600), owner_id || '|' || bucket(occurred_at, 3600),
                 '|' || bucket(occurred_at, 900), owner_id || '|' || bucket(occurred_at, 900)];

CREATE OR REPLACE FUNCTION count_activities() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount)
        SELECT workspace_id, 'activities', activity_dimensions(), activity_keys(owner_id, kind, occurred_at) AS keys, count(*)
        FROM added WHERE deleted_at IS NULL
        GROUP BY workspace_id, keys;
    ELSE
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount)
        SELECT workspace_id, 'activities', activity_dimensions(), activity_keys(owner_id, kind, occurred_at) AS keys, sum(sign)
        FROM (SELECT *, 1 AS sign FROM added WHERE deleted_at IS NULL
              UNION ALL
              SELECT *, -1 FROM removed WHERE deleted_at IS NULL) changes
        GROUP BY workspace_id, keys
        HAVING sum(sign) <> 0;
    END IF;
    RETURN NULL;
END $$;

-- What happened lately in the workspaces that are there already; older hours are not kept.
INSERT INTO aggregates (workspace_id, subject, dimension, key, amount)
SELECT workspace_id, 'activities', part.dimension, part.key, sum(amount)
FROM (SELECT workspace_id, activity_keys(owner_id, kind, occurred_at) AS keys, count(*) AS amount
      FROM activities
      WHERE deleted_at IS NULL AND occurred_at > now() - interval '100 days'
      GROUP BY workspace_id, keys) combinations,
     unnest(activity_dimensions(), keys) AS part (dimension, key)
WHERE part.dimension IN ('hour', 'quarter') AND part.key IS NOT NULL
GROUP BY workspace_id, part.dimension, part.key;
