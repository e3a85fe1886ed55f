-- Leads from files know the row that they came from, and so do enquiries that a file repeats: the same file twice adds nothing.

ALTER TABLE leads ADD COLUMN source_key uuid; -- what an import recognises its own row by
CREATE INDEX leads_source_key ON leads (workspace_id, source_key) WHERE source_key IS NOT NULL;
ALTER TABLE lead_touches ADD COLUMN source_key uuid;
CREATE INDEX lead_touches_source_key ON lead_touches (workspace_id, source_key) WHERE source_key IS NOT NULL;

-- What assign_lead() asks for one enquiry, for many at once. Whether a rule is for such an enquiry at this moment; over midnight where its hours end before they begin.
CREATE FUNCTION lead_rule_fits(r lead_rules, time_zone text, moment timestamptz, lead_source text, lead_branch text, lead_model text)
    RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN r.active AND r.deleted_at IS NULL
        AND (r.source IS NULL OR lower(r.source) = lower(coalesce(lead_source, '')))
        AND (r.branch IS NULL OR lower(r.branch) = lower(coalesce(lead_branch, '')))
        AND (r.model IS NULL OR lower(r.model) = lower(coalesce(lead_model, '')))
        AND (r.days = '{}' OR extract(isodow FROM moment AT TIME ZONE time_zone)::smallint = ANY (r.days))
        AND CASE WHEN r.from_time IS NULL THEN true
                 WHEN r.from_time < r.to_time THEN (moment AT TIME ZONE time_zone)::time >= r.from_time
                                               AND (moment AT TIME ZONE time_zone)::time < r.to_time
                 ELSE (moment AT TIME ZONE time_zone)::time >= r.from_time
                   OR (moment AT TIME ZONE time_zone)::time < r.to_time END;

-- How many open leads somebody follows up, from the aggregates.
CREATE FUNCTION open_leads_of(workspace uuid, person uuid) RETURNS bigint LANGUAGE sql STABLE
    RETURN (SELECT coalesce(sum(amounts.amount), 0)::bigint FROM (
                SELECT a.amount FROM aggregates a
                WHERE a.workspace_id = workspace AND a.subject = 'leads' AND a.dimension = 'status'
                  AND a.key >= 'p:' || person || '|open|' AND a.key < 'p:' || person || '|open}'
                UNION ALL
                SELECT d.amount FROM aggregate_deltas d, unnest(d.dimensions, d.keys) AS part (dimension, key)
                WHERE d.workspace_id = workspace AND d.subject = 'leads' AND part.dimension = 'status'
                  AND starts_with(part.key, 'p:' || person || '|open|')) amounts);
