-- Search that does not grow with the workspace. A trigram index over (workspace_id, text) walks a list of every row of the
-- workspace for each search. Here every entry of the index belongs to one workspace: its code stands before the word.

-- The ends of every word: what contains "rigu" has an entry that begins with it, the end "riguez" of "Rodriguez". Ends are at
-- least three characters long, in scripts without blanks between words one. The text is folded (lower case, no accents).
CREATE FUNCTION search_lexemes(workspace_id uuid, folded text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
DECLARE
    code text := right(workspace_id::text, 6);
    lexemes text[] := '{}';
    word text;
BEGIN
    FOREACH word IN ARRAY string_to_array(regexp_replace(folded, '[\x01-/:-`{-\x7f]+', ' ', 'g'), ' ') LOOP
        IF word <> '' THEN
            FOR i IN 1 .. greatest(1, length(word) - CASE WHEN octet_length(word) > 2 * length(word) THEN 0 ELSE 2 END) LOOP
                lexemes := lexemes || (code || substr(word, i, 12));
            END LOOP;
        END IF;
    END LOOP;
    RETURN array_to_tsvector(lexemes);
END $$;

-- Which entries the rows that match all LIKE patterns ('%inside%', or '% begins%' for what a word begins with), or that
-- contain the digits, must have. Some rows that do not match have them as well. Null where the patterns say too little.
CREATE FUNCTION search_entries(workspace_id uuid, patterns text[], digits text) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    code text := right(workspace_id::text, 6);
    entries text[] := '{}';
    pattern text;
    parts text[];
    part text;
BEGIN
    FOREACH pattern IN ARRAY patterns LOOP
        parts := string_to_array(regexp_replace(fold(ltrim(pattern, '% ')), '[\x01-/:-`{-\x7f]+', ' ', 'g'), ' ');
        FOR i IN 1 .. cardinality(parts) LOOP
            part := parts[i];
            -- What stands first may be the end of a word, of which the last characters have no entry.
            CONTINUE WHEN part = ''
                OR i = 1 AND length(part) < 3 AND octet_length(part) <= 2 * length(part) AND pattern NOT LIKE '\% %';
            entries := entries || ('''' || code || left(part, 12) || ''''
                || CASE WHEN length(part) < 12 AND array_position(parts[i + 1:], '') IS NOT DISTINCT FROM 1 THEN ':*' ELSE '' END);
        END LOOP;
    END LOOP;
    RETURN nullif(concat_ws(' | ', '(' || nullif(array_to_string(entries, ' & '), '') || ')',
        '''' || code || left(digits, 12) || '''' || CASE WHEN length(digits) < 12 THEN ':*' ELSE '' END), '')::tsquery;
END $$;

DO $do$
DECLARE
    searched text;
BEGIN
    FOREACH searched IN ARRAY ARRAY['contacts', 'companies', 'deals'] LOOP
        EXECUTE format('DROP INDEX %s_text', searched);
        EXECUTE format('CREATE INDEX %1$s_words ON %1$s USING gin (search_lexemes(workspace_id, search_text))', searched);
        EXECUTE format('CREATE INDEX %1$s_facets ON %1$s USING gin (workspace_id, facets)', searched);
        -- People are known by their last names.
        EXECUTE format('CREATE INDEX %1$s_last_word ON %1$s (workspace_id, split_part(name_key, '' '', -1), name_key, id)
            WHERE deleted_at IS NULL', searched);
    END LOOP;
END $do$;

CREATE TYPE search_hit AS (type text, id uuid, name text, contact_point text, detail text, name_key text COLLATE "C");

-- One table is searched in four stages, the best and cheapest first; what an earlier stage finds, a later one leaves out.
-- 1: the name begins with the text. 2: its last word does. 3: one of the 300 newest rows contains it: what is common is among
-- them, and the index would list thousands. 4: the index of words, for what is rare.
DO $do$
DECLARE
    searched record;
BEGIN
    FOR searched IN SELECT * FROM (VALUES
        ('contacts', 'contact', 'r.emails[1]', 'coalesce(r.job_title, r.organisation)'),
        ('companies', 'company', 'r.domain', 'coalesce(r.industry, r.city)'),
        ('deals', 'deal', 'NULL::text', '(SELECT o.name FROM companies o
            WHERE o.workspace_id = r.workspace_id AND o.id = r.company_id AND o.deleted_at IS NULL)'))
        AS t (table_name, type, contact_point, detail)
    LOOP
        EXECUTE format($function$
            CREATE FUNCTION search_%1$s(stage integer, workspace uuid, prefix text, patterns text[], digits text,
                                        entries tsquery, most integer) RETURNS SETOF search_hit
                LANGUAGE plpgsql STABLE ROWS 100 AS $body$
            DECLARE
                beyond text := prefix || chr(1114111); -- after everything that begins with it
            BEGIN
                CASE stage
                WHEN 1 THEN
                    RETURN QUERY SELECT '%2$s', r.id, r.name, %3$s, %4$s, r.name_key FROM %1$s r
                    WHERE r.workspace_id = workspace AND r.deleted_at IS NULL
                      AND r.name_key >= prefix AND r.name_key < beyond
                    ORDER BY r.name_key, r.id LIMIT most;
                WHEN 2 THEN
                    RETURN QUERY SELECT '%2$s', r.id, r.name, %3$s, %4$s, r.name_key FROM %1$s r
                    WHERE r.workspace_id = workspace AND r.deleted_at IS NULL
                      AND split_part(r.name_key, ' ', -1) >= prefix AND split_part(r.name_key, ' ', -1) < beyond
                      AND NOT (r.name_key >= prefix AND r.name_key < beyond)
                    ORDER BY split_part(r.name_key, ' ', -1), r.name_key, r.id LIMIT most;
                WHEN 3 THEN
                    RETURN QUERY SELECT '%2$s', r.id, r.name, %3$s, %4$s, r.name_key FROM (
                        SELECT * FROM %1$s WHERE workspace_id = workspace ORDER BY id DESC LIMIT 300) r
                    WHERE r.deleted_at IS NULL AND (r.search_text LIKE ALL (patterns) OR r.search_text LIKE digits)
                      AND NOT (r.name_key >= prefix AND r.name_key < beyond)
                      AND NOT (split_part(r.name_key, ' ', -1) >= prefix AND split_part(r.name_key, ' ', -1) < beyond);
                WHEN 4 THEN
                    RETURN QUERY SELECT '%2$s', r.id, r.name, %3$s, %4$s, r.name_key FROM %1$s r
                    WHERE search_lexemes(r.workspace_id, r.search_text) @@ entries
                      AND r.workspace_id = workspace AND r.deleted_at IS NULL
                      AND (r.search_text LIKE ALL (patterns) OR r.search_text LIKE digits)
                      AND NOT (r.name_key >= prefix AND r.name_key < beyond)
                      AND NOT (split_part(r.name_key, ' ', -1) >= prefix AND split_part(r.name_key, ' ', -1) < beyond)
                    LIMIT 200;
                END CASE;
            END $body$
            $function$, searched.table_name, searched.type, searched.contact_point, searched.detail);
    END LOOP;
END $do$;

-- What matches in contacts, companies and deals, or in those of the types: at least `most` hits if there are that many. The
-- same hit may come twice. Stages that cannot add anything to the first `most` are not run.
CREATE FUNCTION search_records(workspace uuid, types text[], prefix text, patterns text[], digits text, most integer)
    RETURNS SETOF search_hit
    LANGUAGE plpgsql STABLE ROWS 200
    -- Planned once per connection: planning takes longer than running. Starting a worker does, too.
    SET plan_cache_mode = force_generic_plan SET max_parallel_workers_per_gather = 0 AS $$
DECLARE
    entries tsquery := search_entries(workspace, patterns, digits);
    folded text := fold(prefix) COLLATE "C";
    folded_patterns text[] := ARRAY(SELECT fold(p) FROM unnest(patterns) p);
    digits_pattern text := '%' || digits || '%';
    rare text[];
    stage integer;
    hits integer;
    found_so_far integer := 0;
BEGIN
    FOR stage IN 1 .. CASE WHEN entries IS NULL THEN 3 ELSE 4 END LOOP
        IF stage = 4 AND cardinality(patterns) > 1 THEN
            -- Words that one in fifty has are left to the filter: the index would list them all.
            rare := ARRAY(
                SELECT p.pattern FROM unnest(patterns, folded_patterns) AS p (pattern, folded)
                LEFT JOIN (SELECT c.search_text FROM contacts c WHERE c.workspace_id = workspace ORDER BY c.id DESC LIMIT 300) newest
                    ON newest.search_text LIKE p.folded
                GROUP BY p.pattern HAVING count(newest.search_text) < 6);
            entries := coalesce(search_entries(workspace, rare, digits), entries);
        END IF;
        IF 'contact' = ANY (types) THEN
            RETURN QUERY SELECT * FROM search_contacts(stage, workspace, folded, folded_patterns, digits_pattern, entries, most);
            GET DIAGNOSTICS hits = ROW_COUNT;
            found_so_far := found_so_far + hits;
        END IF;
        IF 'company' = ANY (types) THEN
            RETURN QUERY SELECT * FROM search_companies(stage, workspace, folded, folded_patterns, digits_pattern, entries, most);
            GET DIAGNOSTICS hits = ROW_COUNT;
            found_so_far := found_so_far + hits;
        END IF;
        IF 'deal' = ANY (types) THEN
            RETURN QUERY SELECT * FROM search_deals(stage, workspace, folded, folded_patterns, digits_pattern, entries, most);
            GET DIAGNOSTICS hits = ROW_COUNT;
            found_so_far := found_so_far + hits;
        END IF;
        EXIT WHEN found_so_far >= most;
    END LOOP;
END $$;
