-- Creations that a rule is for take their turns one behind the other: whose turn it is shows only when the creation before has
-- been committed. What a rule fits and who has how much is said once, for files (V020) and for single leads.
CREATE OR REPLACE FUNCTION assign_lead(workspace uuid, moment timestamptz, lead_source text, lead_branch text, lead_model text,
                            OUT rule uuid, OUT ps uuid)
LANGUAGE plpgsql AS $$
DECLARE
    candidate record;
BEGIN
    FOR candidate IN
        SELECT r.id, r.strategy
        FROM lead_rules r JOIN workspaces w ON w.id = r.workspace_id
        WHERE r.workspace_id = workspace AND lead_rule_fits(r, w.time_zone, moment, lead_source, lead_branch, lead_model)
        ORDER BY r.position, r.id
    LOOP
        rule := candidate.id;
        PERFORM FROM lead_rules r WHERE r.workspace_id = workspace AND r.id = candidate.id FOR NO KEY UPDATE;
        UPDATE lead_rule_members next SET last_turn_at = clock_timestamp()
        WHERE next.workspace_id = workspace AND next.rule_id = candidate.id AND next.user_id = (
            SELECT m.user_id
            FROM lead_rule_members m JOIN users u ON u.workspace_id = m.workspace_id AND u.id = m.user_id
            WHERE m.workspace_id = workspace AND m.rule_id = candidate.id AND u.active
            ORDER BY CASE candidate.strategy WHEN 'least_loaded' THEN open_leads_of(workspace, m.user_id) END,
                     m.last_turn_at, m.position, m.user_id
            LIMIT 1)
        RETURNING next.user_id INTO ps;
        IF ps IS NOT NULL THEN
            RETURN;
        END IF;
    END LOOP;
    rule := NULL;
END $$;
