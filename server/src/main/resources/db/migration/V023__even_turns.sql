-- More creations at once than people to give them to: they are spread over all of them.

CREATE OR REPLACE FUNCTION assign_lead(workspace uuid, moment timestamptz, lead_source text, lead_branch text, lead_model text,
                            OUT rule uuid, OUT ps uuid)
LANGUAGE plpgsql AS $$
DECLARE
    candidate record;
    local_time timestamp;
BEGIN
    FOR candidate IN
        SELECT r.id, r.strategy, r.days, r.from_time, r.to_time, w.time_zone
        FROM lead_rules r JOIN workspaces w ON w.id = r.workspace_id
        WHERE r.workspace_id = workspace AND r.active AND r.deleted_at IS NULL
          AND (r.source IS NULL OR lower(r.source) = lower(lead_source))
          AND (r.branch IS NULL OR lower(r.branch) = lower(lead_branch))
          AND (r.model IS NULL OR lower(r.model) = lower(lead_model))
        ORDER BY r.position, r.id
    LOOP
        local_time := moment AT TIME ZONE candidate.time_zone;
        CONTINUE WHEN candidate.days <> '{}' AND extract(isodow FROM local_time)::smallint <> ALL (candidate.days);
        CONTINUE WHEN candidate.from_time < candidate.to_time
            AND NOT (local_time::time >= candidate.from_time AND local_time::time < candidate.to_time);
        CONTINUE WHEN candidate.from_time >= candidate.to_time
            AND NOT (local_time::time >= candidate.from_time OR local_time::time < candidate.to_time);
        rule := candidate.id;
        IF candidate.strategy = 'round_robin' THEN
            SELECT m.user_id INTO ps
            FROM lead_rule_members m JOIN users u ON u.workspace_id = m.workspace_id AND u.id = m.user_id
            WHERE m.workspace_id = workspace AND m.rule_id = candidate.id AND u.active
            ORDER BY m.last_turn_at, m.position, m.user_id
            LIMIT 1
            FOR NO KEY UPDATE OF m SKIP LOCKED;
        ELSE
            SELECT m.user_id INTO ps
            FROM lead_rule_members m
            JOIN users u ON u.workspace_id = m.workspace_id AND u.id = m.user_id
            LEFT JOIN LATERAL (
                SELECT sum(amounts.amount) AS leads FROM (
                    SELECT a.amount FROM aggregates a
                    WHERE a.workspace_id = workspace AND a.subject = 'leads' AND a.dimension = 'status'
                      AND a.key >= 'p:' || m.user_id || '|open|' AND a.key < 'p:' || m.user_id || '|open}'
                    UNION ALL
                    SELECT d.amount FROM aggregate_deltas d, unnest(d.dimensions, d.keys) AS part (dimension, key)
                    WHERE d.workspace_id = workspace AND d.subject = 'leads' AND part.dimension = 'status'
                      AND starts_with(part.key, 'p:' || m.user_id || '|open|')) amounts) load ON true
            WHERE m.workspace_id = workspace AND m.rule_id = candidate.id AND u.active
            ORDER BY coalesce(load.leads, 0), m.last_turn_at, m.position, m.user_id
            LIMIT 1
            FOR NO KEY UPDATE OF m SKIP LOCKED;
        END IF;
        IF ps IS NULL THEN
            -- Everybody is being given a lead at this moment. Who waits for one of them by turn waits for the same one as all others.
            SELECT m.user_id INTO ps
            FROM lead_rule_members m JOIN users u ON u.workspace_id = m.workspace_id AND u.id = m.user_id
            WHERE m.workspace_id = workspace AND m.rule_id = candidate.id AND u.active
            ORDER BY random()
            LIMIT 1
            FOR NO KEY UPDATE OF m;
        END IF;
        IF ps IS NOT NULL THEN
            UPDATE lead_rule_members m SET last_turn_at = clock_timestamp()
            WHERE m.workspace_id = workspace AND m.rule_id = candidate.id AND m.user_id = ps;
            RETURN;
        END IF;
    END LOOP;
    rule := NULL;
END $$;
