-- Search finds leads, as far as whoever searches sees them; mails that were given up are found without reading all mails.

CREATE INDEX mails_failed ON mails (workspace_id, id) WHERE state = 'failed';

-- As the other tables are searched, with one condition more: access is 'all', 'branch', 'cre' or 'ps', of the person or branch.
CREATE FUNCTION may_see_lead(l leads, access text, person uuid, house text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE access WHEN 'all' THEN true WHEN 'branch' THEN lower(l.branch) = lower(house)
                       WHEN 'cre' THEN l.cre_id = person WHEN 'ps' THEN l.ps_id = person ELSE false END;

CREATE FUNCTION search_leads(stage integer, workspace uuid, prefix text, patterns text[], digits text, entries tsquery,
                             most integer, access text, person uuid, house text) RETURNS SETOF search_hit
    LANGUAGE plpgsql STABLE ROWS 100 AS $$
DECLARE
    beyond text := prefix || chr(1114111); -- after everything that begins with it
BEGIN
    CASE stage
    WHEN 1 THEN
        RETURN QUERY SELECT 'lead', r.id, r.customer_name, r.mobile, concat_ws(' · ', r.uid, r.model), r.name_key FROM leads r
        WHERE r.workspace_id = workspace AND r.deleted_at IS NULL
          AND r.name_key >= prefix AND r.name_key < beyond AND may_see_lead(r, access, person, house)
        ORDER BY r.name_key, r.id LIMIT most;
    WHEN 2 THEN
        RETURN QUERY SELECT 'lead', r.id, r.customer_name, r.mobile, concat_ws(' · ', r.uid, r.model), r.name_key FROM leads r
        WHERE r.workspace_id = workspace AND r.deleted_at IS NULL
          AND split_part(r.name_key, ' ', -1) >= prefix AND split_part(r.name_key, ' ', -1) < beyond
          AND NOT (r.name_key >= prefix AND r.name_key < beyond) AND may_see_lead(r, access, person, house)
        ORDER BY split_part(r.name_key, ' ', -1), r.name_key, r.id LIMIT most;
    WHEN 3 THEN
        RETURN QUERY SELECT 'lead', r.id, r.customer_name, r.mobile, concat_ws(' · ', r.uid, r.model), r.name_key FROM leads r
        WHERE r.workspace_id = workspace
          AND r.id IN (SELECT newest.id FROM leads newest WHERE newest.workspace_id = workspace ORDER BY newest.id DESC LIMIT 300)
          AND r.deleted_at IS NULL AND (r.search_text LIKE ALL (patterns) OR r.search_text LIKE digits)
          AND NOT (r.name_key >= prefix AND r.name_key < beyond)
          AND NOT (split_part(r.name_key, ' ', -1) >= prefix AND split_part(r.name_key, ' ', -1) < beyond)
          AND may_see_lead(r, access, person, house);
    WHEN 4 THEN
        RETURN QUERY SELECT 'lead', r.id, r.customer_name, r.mobile, concat_ws(' · ', r.uid, r.model), r.name_key FROM leads r
        WHERE search_lexemes(r.workspace_id, r.search_text) @@ entries
          AND r.workspace_id = workspace AND r.deleted_at IS NULL
          AND (r.search_text LIKE ALL (patterns) OR r.search_text LIKE digits)
          AND NOT (r.name_key >= prefix AND r.name_key < beyond)
          AND NOT (split_part(r.name_key, ' ', -1) >= prefix AND split_part(r.name_key, ' ', -1) < beyond)
          AND may_see_lead(r, access, person, house)
        LIMIT 200;
    END CASE;
END $$;

DROP FUNCTION search_records(uuid, text[], text, text[], text, integer);

-- What matches in contacts, companies, deals and leads, or in those of the types: at least `most` hits if there are that many.
-- The same hit may come twice. Stages are those of V018: words as they stand are asked for before all that begin like them.
CREATE FUNCTION search_records(workspace uuid, types text[], prefix text, patterns text[], digits text, most integer, access text,
                               person uuid, house text)
    RETURNS SETOF search_hit
    LANGUAGE plpgsql STABLE ROWS 200
    -- Planned once per connection: planning takes longer than running. Starting a worker does, too.
    SET plan_cache_mode = force_generic_plan SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
    entries tsquery := search_entries(workspace, patterns, digits);
    words integer := cardinality(patterns);
    folded text := fold(prefix) COLLATE "C";
    folded_patterns text[] := ARRAY(SELECT fold(p) FROM unnest(patterns) p);
    digits_pattern text := '%' || digits || '%';
    rare text[] := patterns;
    rarest text[];
    asked tsquery;
    stage integer;
    hits integer;
    found_in_stage integer;
    found_so_far integer := 0;
BEGIN
    FOR stage IN 1 .. CASE WHEN entries IS NULL THEN 3 ELSE 6 END LOOP
        found_in_stage := 0;
        CONTINUE WHEN stage IN (4, 5) AND (words = 1 OR digits IS NOT NULL);
        IF stage = 4 THEN
            asked := replace(entries::text, ':*', '')::tsquery;
            -- Words that many of the newest rows have are left to the filter: the index would list them all.
            SELECT array_agg(sample.pattern) FILTER (WHERE sample.rows < 6), array_agg(sample.pattern) FILTER (WHERE sample.rows = 0)
            INTO rare, rarest FROM (
                SELECT p.pattern, count(newest.search_text) AS rows FROM unnest(patterns, folded_patterns) AS p (pattern, folded)
                LEFT JOIN (SELECT c.search_text FROM contacts c WHERE c.workspace_id = workspace ORDER BY c.id DESC LIMIT 300) newest
                    ON newest.search_text LIKE p.folded
                GROUP BY p.pattern) sample;
        ELSIF stage = 5 THEN
            asked := replace(search_entries(workspace, patterns[: words - 1], NULL)::text, ':*', '')::tsquery;
            IF asked IS NULL OR patterns[words] = ANY (CASE WHEN words > 2 THEN rarest ELSE rare END) THEN
                asked := coalesce(asked && search_entries(workspace, patterns[words :], NULL), asked, entries);
            END IF;
        ELSIF stage = 6 THEN
            asked := coalesce(search_entries(workspace, coalesce(rare, '{}'), digits), entries);
        END IF;
        IF 'contact' = ANY (types) THEN
            RETURN QUERY SELECT * FROM search_contacts(least(stage, 4), workspace, folded, folded_patterns, digits_pattern, asked, most);
            GET DIAGNOSTICS hits = ROW_COUNT;
            found_in_stage := found_in_stage + hits;
        END IF;
        IF 'company' = ANY (types) THEN
            RETURN QUERY SELECT * FROM search_companies(least(stage, 4), workspace, folded, folded_patterns, digits_pattern, asked, most);
            GET DIAGNOSTICS hits = ROW_COUNT;
            found_in_stage := found_in_stage + hits;
        END IF;
        IF 'deal' = ANY (types) THEN
            RETURN QUERY SELECT * FROM search_deals(least(stage, 4), workspace, folded, folded_patterns, digits_pattern, asked, most);
            GET DIAGNOSTICS hits = ROW_COUNT;
            found_in_stage := found_in_stage + hits;
        END IF;
        IF 'lead' = ANY (types) THEN
            RETURN QUERY SELECT * FROM search_leads(least(stage, 4), workspace, folded, folded_patterns, digits_pattern, asked, most, access,
                                                    person, house);
            GET DIAGNOSTICS hits = ROW_COUNT;
            found_in_stage := found_in_stage + hits;
        END IF;
        found_so_far := found_so_far + found_in_stage;
        EXIT WHEN found_so_far >= most OR (stage = 5 AND words > 2 AND found_in_stage > 0);
    END LOOP;
END $$;

-- A lead becomes a contact (or joins one) and a deal, with everything that happened as activities of both: all of it or nothing.
-- wish: contactId (absent: a new one), deal (name, value, currency, stageId, expectedCloseDate; null: none), status (absent: the
-- first one of the kind won), currency (of a deal that names none).
-- Finds nothing where the lead has been deleted meanwhile; fresh is false for one that had been converted before.
CREATE FUNCTION convert_lead(workspace uuid, converted uuid, moment timestamptz, caller uuid, wish jsonb)
    RETURNS TABLE (fresh boolean, lead leads)
LANGUAGE plpgsql AS $$
DECLARE
    person uuid := (wish ->> 'contactId')::uuid;
    deal jsonb := coalesce(wish -> 'deal', '{}');
    made_deal uuid;
    next_status text := wish ->> 'status';
BEGIN
    SELECT l.* INTO lead FROM leads l
    WHERE l.workspace_id = workspace AND l.id = converted AND l.deleted_at IS NULL
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    fresh := lead.converted_at IS NULL;
    IF NOT fresh THEN
        RETURN NEXT;
        RETURN;
    END IF;
    IF person IS NULL THEN
        INSERT INTO contacts AS c (workspace_id, name, emails, phones, owner_id, source, custom, created_at, updated_at)
        VALUES (workspace, lead.customer_name, array_remove(ARRAY[lead.email], NULL),
                jsonb_build_array(jsonb_build_object('e164', lead.mobile, 'typed', lead.mobile_typed, 'extension', NULL))
                    || lead.alternate_phones,
                coalesce(lead.ps_id, caller), lead.source, lead.custom, moment, moment)
        RETURNING c.id INTO person;
    ELSE
        PERFORM 1 FROM contacts c WHERE c.workspace_id = workspace AND c.id = person AND c.deleted_at IS NULL FOR KEY SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'no such contact' USING ERRCODE = 'foreign_key_violation', TABLE = 'leads',
                CONSTRAINT = 'leads_workspace_id_contact_id_fkey';
        END IF;
    END IF;
    IF deal <> 'null' THEN
        INSERT INTO deals AS d (workspace_id, name, company_id, owner_id, stage_id, value, currency, expected_close_date, source,
                                changed_by, created_at, updated_at)
        SELECT workspace, coalesce(deal ->> 'name', left(concat_ws(' for ', coalesce(lead.model, 'Enquiry'), lead.customer_name), 200)),
               c.company_id, coalesce(lead.ps_id, caller), (deal ->> 'stageId')::uuid, (deal ->> 'value')::numeric,
               coalesce(deal ->> 'currency', wish ->> 'currency'), (deal ->> 'expectedCloseDate')::date, lead.source, caller,
               moment, moment
        FROM contacts c WHERE c.workspace_id = workspace AND c.id = person
        RETURNING d.id INTO made_deal;
        INSERT INTO deal_contacts (workspace_id, deal_id, contact_id) VALUES (workspace, made_deal, person);
    END IF;
    INSERT INTO activities (workspace_id, kind, contact_id, deal_id, owner_id, subject, body, direction, outcome,
                            duration_seconds, occurred_at, created_at, updated_at)
    SELECT workspace, h.kind, person, made_deal, h.user_id, h.subject, h.body, h.direction, h.outcome, h.seconds, h.at, moment, moment
    FROM (SELECT 'note' AS kind, lead.created_by AS user_id, 'Enquiry ' || lead.uid AS subject,
                 concat_ws(E'\n', 'Source: ' || concat_ws(', ', lead.source, lead.sub_source, lead.campaign),
                           'Interested in: ' || lead.model, 'City: ' || lead.city, lead.remarks) AS body,
                 NULL AS direction, NULL AS outcome, NULL::integer AS seconds, lead.created_at AS at
          UNION ALL
          SELECT 'note', t.user_id, 'Asked again (' || lead.uid || ')',
                 concat_ws(E'\n', 'Source: ' || concat_ws(', ', t.source, t.sub_source, t.campaign), 'Interested in: ' || t.model,
                           t.remarks), NULL, NULL, NULL, t.at
          FROM lead_touches t WHERE t.workspace_id = workspace AND t.lead_id = converted
          UNION ALL
          SELECT 'call', k.user_id, 'Call (' || lead.uid || ')', k.remarks, k.direction, k.outcome, k.duration_seconds, k.at
          FROM lead_calls k WHERE k.workspace_id = workspace AND k.lead_id = converted
          UNION ALL
          SELECT CASE f.channel WHEN 'visit' THEN 'meeting' ELSE f.channel END, f.done_by, 'Follow-up (' || lead.uid || ')',
                 f.remarks, 'outbound', f.outcome, NULL, f.done_at
          FROM lead_follow_ups f
          WHERE f.workspace_id = workspace AND f.lead_id = converted AND f.done_at IS NOT NULL AND f.channel <> 'call') h
    ORDER BY h.at;
    UPDATE contacts c
    SET last_contacted_at = greatest(c.last_contacted_at, (
        SELECT max(a.occurred_at) FROM activities a
        WHERE a.workspace_id = workspace AND a.contact_id = person AND a.deleted_at IS NULL AND a.kind <> 'note'
          AND a.occurred_at <= moment))
    WHERE c.workspace_id = workspace AND c.id = person;
    IF next_status IS NULL AND lead.status_kind = 'open' THEN
        SELECT s.code INTO next_status FROM lead_statuses s
        WHERE s.workspace_id = workspace AND s.kind = 'won' AND s.active
        ORDER BY s.position, s.code
        LIMIT 1;
    END IF;
    UPDATE leads l
    SET contact_id = person, deal_id = made_deal, converted_at = moment, status = coalesce(next_status, l.status),
        changed_by = caller, version = l.version + 1, updated_at = moment
    WHERE l.workspace_id = workspace AND l.id = converted
    RETURNING l.* INTO lead;
    RETURN NEXT;
END $$;
