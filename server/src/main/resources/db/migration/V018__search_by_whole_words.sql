-- The index gathers every row of every word that begins like one that was typed, before it looks which rows have them all:
-- four words of a company's name cost 80,000 rows. Rows of words as they stand it reads side by side, and skips most. So
-- several words are asked for as they stand first.

-- What matches in contacts, companies and deals, or in those of the types: at least `most` hits if there are that many. The
-- same hit may come twice. Stages 1 to 3 are those of the tables; 4: every word stands as it was typed, or ends with it;
-- 5: all but the last one do, which may go on; 6: all may go on. Stages that cannot add anything to the first `most` are
-- not run, nor is 6 where three or more words were found: then nobody means the beginnings of others.
CREATE OR REPLACE FUNCTION search_records(workspace uuid, types text[], prefix text, patterns text[], digits text, most integer)
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
        found_so_far := found_so_far + found_in_stage;
        EXIT WHEN found_so_far >= most OR (stage = 5 AND words > 2 AND found_in_stage > 0);
    END LOOP;
END $$;
