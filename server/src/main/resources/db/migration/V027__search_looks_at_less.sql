-- The stages of V016, but 3 looks at 60 of the newest rows, and at 300 only where one of the 60 is found: what none of 60 has is
-- rare enough for the index. What 4 of 300 have is common enough to be found 20 times among 1,500, and the index would list ten
-- thousand. 4 ends after 60 hits, more than an answer can hold.
DO $do$
DECLARE
    searched record;
BEGIN
    FOR searched IN SELECT * FROM (VALUES
        ('contacts', 'contact', 'r.emails[1]', 'coalesce(r.job_title, r.organisation)'),
        ('companies', 'company', 'r.domain', 'coalesce(r.industry, r.city)'),
        ('deals', 'deal', 'NULL::text', '(SELECT o.name FROM companies o
            WHERE o.workspace_id = r.workspace_id AND o.id = r.company_id AND o.deleted_at IS NULL)'),
        ('leads', 'lead', 'r.mobile', 'concat_ws('' · '', r.uid, r.model)'))
        AS t (table_name, type, contact_point, detail)
    LOOP
        EXECUTE format($function$
            CREATE OR REPLACE FUNCTION search_%1$s(stage integer, workspace uuid, prefix text, patterns text[], digits text,
                                                   entries tsquery, most integer) RETURNS SETOF search_hit
                LANGUAGE plpgsql STABLE ROWS 100 AS $body$
            DECLARE
                beyond text := prefix || chr(1114111); -- after everything that begins with it
                looked_at integer := 0;
                upto integer;
                hits integer;
                found_so_far integer := 0;
            BEGIN
                CASE stage
                WHEN 1 THEN
                    RETURN QUERY SELECT '%2$s', r.id, r.%5$s, %3$s, %4$s, r.name_key FROM %1$s r
                    WHERE r.workspace_id = workspace AND r.deleted_at IS NULL
                      AND r.name_key >= prefix AND r.name_key < beyond
                    ORDER BY r.name_key, r.id LIMIT most;
                WHEN 2 THEN
                    RETURN QUERY SELECT '%2$s', r.id, r.%5$s, %3$s, %4$s, r.name_key FROM %1$s r
                    WHERE r.workspace_id = workspace AND r.deleted_at IS NULL
                      AND split_part(r.name_key, ' ', -1) >= prefix AND split_part(r.name_key, ' ', -1) < beyond
                      AND NOT (r.name_key >= prefix AND r.name_key < beyond)
                    ORDER BY split_part(r.name_key, ' ', -1), r.name_key, r.id LIMIT most;
                WHEN 3 THEN
                    FOREACH upto IN ARRAY ARRAY[60, 300, 1500] LOOP
                        RETURN QUERY SELECT '%2$s', r.id, r.%5$s, %3$s, %4$s, r.name_key FROM (
                            SELECT * FROM %1$s WHERE workspace_id = workspace ORDER BY id DESC OFFSET looked_at LIMIT upto - looked_at) r
                        WHERE r.deleted_at IS NULL AND (r.search_text LIKE ALL (patterns) OR r.search_text LIKE digits)
                          AND NOT (r.name_key >= prefix AND r.name_key < beyond)
                          AND NOT (split_part(r.name_key, ' ', -1) >= prefix AND split_part(r.name_key, ' ', -1) < beyond);
                        GET DIAGNOSTICS hits = ROW_COUNT;
                        found_so_far := found_so_far + hits;
                        EXIT WHEN found_so_far >= most OR found_so_far * 75 < upto;
                        looked_at := upto;
                    END LOOP;
                WHEN 4 THEN
                    RETURN QUERY SELECT '%2$s', r.id, r.%5$s, %3$s, %4$s, r.name_key FROM %1$s r
                    WHERE search_lexemes(r.workspace_id, r.search_text) @@ entries
                      AND r.workspace_id = workspace AND r.deleted_at IS NULL
                      AND (r.search_text LIKE ALL (patterns) OR r.search_text LIKE digits)
                      AND NOT (r.name_key >= prefix AND r.name_key < beyond)
                      AND NOT (split_part(r.name_key, ' ', -1) >= prefix AND split_part(r.name_key, ' ', -1) < beyond)
                    LIMIT 60;
                END CASE;
            END $body$
            $function$, searched.table_name, searched.type, searched.contact_point, searched.detail,
            CASE searched.type WHEN 'lead' THEN 'customer_name' ELSE 'name' END);
    END LOOP;
END $do$;

DROP FUNCTION search_leads(integer, uuid, text, text[], text, tsquery, integer, text, uuid, text);
DROP FUNCTION may_see_lead(leads, text, uuid, text);

-- The newest leads of a person or branch: access is 'branch', 'cre' or 'ps'.
CREATE FUNCTION newest_leads_of(workspace uuid, access text, person uuid, house text, most integer) RETURNS SETOF leads
    LANGUAGE sql STABLE AS $$
    (SELECT * FROM leads l WHERE access = 'ps' AND l.workspace_id = workspace AND l.ps_id = person AND l.deleted_at IS NULL
     ORDER BY l.id DESC LIMIT most)
    UNION ALL
    (SELECT * FROM leads l WHERE access = 'cre' AND l.workspace_id = workspace AND l.cre_id = person AND l.deleted_at IS NULL
     ORDER BY l.id DESC LIMIT most)
    UNION ALL
    (SELECT * FROM leads l WHERE access = 'branch' AND l.workspace_id = workspace AND lower(l.branch) = lower(house)
       AND l.deleted_at IS NULL
     ORDER BY l.id DESC LIMIT most)
$$;

-- Whoever sees only some leads does not wait for the names of all the others: the newest 500 of theirs are looked through, once
-- for all stages. For older ones the index is asked, and at most 5,000 of anybody's are gone through; what is older and more common
-- than that is found by a longer text.
CREATE FUNCTION search_older_leads_of(workspace uuid, patterns text[], digits text, entries tsquery, access text, person uuid,
                                      house text) RETURNS SETOF search_hit
    LANGUAGE plpgsql STABLE ROWS 100 AS $$
BEGIN
    RETURN QUERY SELECT 'lead', r.id, r.customer_name, r.mobile, concat_ws(' · ', r.uid, r.model), r.name_key
    FROM (SELECT * FROM leads l
          WHERE search_lexemes(l.workspace_id, l.search_text) @@ entries
            AND l.workspace_id = workspace AND l.deleted_at IS NULL
            AND (l.search_text LIKE ALL (patterns) OR l.search_text LIKE digits)
          LIMIT 5000) r
    WHERE CASE access WHEN 'ps' THEN r.ps_id = person WHEN 'cre' THEN r.cre_id = person ELSE lower(r.branch) = lower(house) END
    LIMIT 60;
END $$;

-- As in V019.
CREATE OR REPLACE FUNCTION search_records(workspace uuid, types text[], prefix text, patterns text[], digits text, most integer,
                                          access text, person uuid, house text)
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
    most_looked_at CONSTANT integer := 500;
    theirs search_hit[];
    count_of_theirs integer;
    stage integer;
    found_in_stage integer;
    found_so_far integer := 0;
BEGIN
    IF 'lead' = ANY (types) AND access <> 'all' THEN
        SELECT count(*), array_agg(('lead', l.id, l.customer_name, l.mobile, concat_ws(' · ', l.uid, l.model), l.name_key)::search_hit)
                         FILTER (WHERE l.search_text LIKE ALL (folded_patterns) OR l.search_text LIKE digits_pattern)
        INTO count_of_theirs, theirs FROM newest_leads_of(workspace, access, person, house, most_looked_at) l;
    END IF;
    FOR stage IN 1 .. CASE WHEN entries IS NULL THEN 3 ELSE 6 END LOOP
        CONTINUE WHEN stage IN (4, 5) AND (words = 1 OR digits IS NOT NULL);
        IF stage = 4 THEN
            asked := replace(entries::text, ':*', '')::tsquery;
            -- Words that many of the newest rows have are left to the filter: the index would list them all.
            SELECT array_agg(sample.pattern) FILTER (WHERE sample.rows < 3), array_agg(sample.pattern) FILTER (WHERE sample.rows = 0)
            INTO rare, rarest FROM (
                SELECT p.pattern, count(newest.search_text) AS rows FROM unnest(patterns, folded_patterns) AS p (pattern, folded)
                LEFT JOIN (SELECT c.search_text FROM contacts c WHERE c.workspace_id = workspace ORDER BY c.id DESC LIMIT 150) newest
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
        RETURN QUERY
            SELECT * FROM search_contacts(least(stage, 4), workspace, folded, folded_patterns, digits_pattern, asked, most)
            WHERE 'contact' = ANY (types)
            UNION ALL
            SELECT * FROM search_companies(least(stage, 4), workspace, folded, folded_patterns, digits_pattern, asked, most)
            WHERE 'company' = ANY (types)
            UNION ALL
            SELECT * FROM search_deals(least(stage, 4), workspace, folded, folded_patterns, digits_pattern, asked, most)
            WHERE 'deal' = ANY (types)
            UNION ALL
            SELECT * FROM search_leads(least(stage, 4), workspace, folded, folded_patterns, digits_pattern, asked, most)
            WHERE 'lead' = ANY (types) AND access = 'all'
            UNION ALL
            SELECT * FROM unnest(theirs) t
            WHERE stage = 3 OR stage < 3 AND starts_with(CASE stage WHEN 1 THEN t.name_key ELSE split_part(t.name_key, ' ', -1) END, folded)
            UNION ALL
            SELECT * FROM search_older_leads_of(workspace, folded_patterns, digits_pattern, asked, access, person, house)
            WHERE stage > 3 AND count_of_theirs = most_looked_at;
        GET DIAGNOSTICS found_in_stage = ROW_COUNT;
        found_so_far := found_so_far + found_in_stage;
        EXIT WHEN found_so_far >= most OR (stage = 5 AND words > 2 AND found_in_stage > 0);
    END LOOP;
END $$;
