-- Deals from files know the row that they came from, and an import says what it assumed.

ALTER TABLE deals ADD COLUMN source_key uuid; -- what an import recognises its own row by
CREATE INDEX deals_source_key ON deals (workspace_id, source_key) WHERE source_key IS NOT NULL;

-- A folded name without blanks and punctuation: "GTX Pro" and "GTXPro" are one to a person. In the collation "C" only
-- the marks of ASCII go, so that letters of every script stay.
CREATE FUNCTION squeeze(name_key text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(name_key COLLATE "C", '[[:space:][:punct:]]', '', 'g');

ALTER TABLE import_jobs ADD COLUMN file_type text NOT NULL DEFAULT 'csv' CHECK (file_type IN ('csv', 'xlsx'));

ALTER TABLE import_findings
    DROP CONSTRAINT import_findings_kind_check,
    ADD CONSTRAINT import_findings_kind_check
        CHECK (kind IN ('rejected', 'repeated', 'shared_email', 'warning', 'assumed'));
