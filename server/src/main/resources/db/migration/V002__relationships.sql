CREATE TABLE companies (
    workspace_id  uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id            uuid NOT NULL DEFAULT uuidv7(),
    name          text NOT NULL CHECK (name <> ''),
    domain        text,
    industry      text,
    parent_id     uuid,
    country       text,
    city          text,
    website       text,
    phones        jsonb NOT NULL DEFAULT '[]', -- [{"e164": "+4930…" or null, "typed": "030 …", "extension": "12" or null}]
    employees     integer CHECK (employees >= 0),
    revenue       numeric(18, 2),
    currency      text CHECK (currency ~ '^[A-Z]{3}$'),
    founded_year  integer CHECK (founded_year BETWEEN 1000 AND 9999),
    owner_id      uuid,
    source        text,
    tags          text[] NOT NULL DEFAULT '{}',
    custom        jsonb NOT NULL DEFAULT '{}',
    source_key    uuid, -- what an import recognises its own row by
    version       bigint NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    deleted_at    timestamptz,
    name_key      text COLLATE "C" GENERATED ALWAYS AS (left(fold(name), 200)) STORED,
    search_text   text NOT NULL DEFAULT '',
    facets        text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, parent_id) REFERENCES companies (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES users (workspace_id, id)
);
CREATE INDEX companies_name ON companies (workspace_id, name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_parent ON companies (workspace_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX companies_owner ON companies (workspace_id, owner_id, id) WHERE deleted_at IS NULL;
CREATE INDEX companies_source_key ON companies (workspace_id, source_key) WHERE source_key IS NOT NULL;
CREATE INDEX companies_deleted ON companies (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX companies_text ON companies USING gin (workspace_id, search_text gin_trgm_ops, facets);

CREATE TABLE contacts (
    workspace_id      uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id                uuid NOT NULL DEFAULT uuidv7(),
    name              text NOT NULL CHECK (name <> ''),
    emails            text[] NOT NULL DEFAULT '{}', -- lower case, the first one is the primary
    phones            jsonb NOT NULL DEFAULT '[]',  -- as in companies
    organisation      text,
    company_id        uuid,
    job_title         text,
    role              text,
    production        text,
    type              text,
    status            text, -- relationship status
    warmness          smallint NOT NULL DEFAULT 0 CHECK (warmness BETWEEN 0 AND 100),
    in_campaign       boolean NOT NULL DEFAULT false,
    last_contacted_at timestamptz,
    owner_id          uuid,
    source            text,
    tags              text[] NOT NULL DEFAULT '{}',
    custom            jsonb NOT NULL DEFAULT '{}',
    source_key        uuid,
    merged_into       uuid,
    version           bigint NOT NULL DEFAULT 1,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    deleted_at        timestamptz,
    name_key          text COLLATE "C" GENERATED ALWAYS AS (left(fold(name), 200)) STORED,
    email             text COLLATE "C" GENERATED ALWAYS AS (emails[1]) STORED,
    search_text       text NOT NULL DEFAULT '',
    facets            text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, company_id) REFERENCES companies (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES users (workspace_id, id),
    FOREIGN KEY (workspace_id, merged_into) REFERENCES contacts (workspace_id, id)
);
CREATE INDEX contacts_name ON contacts (workspace_id, name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_email ON contacts (workspace_id, email) WHERE email IS NOT NULL;
CREATE INDEX contacts_other_emails ON contacts USING gin (workspace_id, emails) WHERE cardinality(emails) > 1;
CREATE INDEX contacts_company ON contacts (workspace_id, company_id, id) WHERE company_id IS NOT NULL;
-- "Never" sorts as the beginning of time: with a null in the key a cursor could not be one comparison of rows.
CREATE INDEX contacts_last_contacted ON contacts (workspace_id, coalesce(last_contacted_at, '-infinity'), id) WHERE deleted_at IS NULL;
CREATE INDEX contacts_warmness ON contacts (workspace_id, warmness, id) WHERE deleted_at IS NULL;
-- The order of a seller's book: in a campaign first, then the coldest, never contacted before long ago, newest first.
CREATE INDEX contacts_book ON contacts
    (workspace_id, owner_id, in_campaign DESC, warmness, coalesce(last_contacted_at, '-infinity'), id DESC)
    WHERE deleted_at IS NULL AND owner_id IS NOT NULL;
CREATE INDEX contacts_source_key ON contacts (workspace_id, source_key) WHERE source_key IS NOT NULL;
CREATE INDEX contacts_merged_into ON contacts (workspace_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX contacts_deleted ON contacts (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX contacts_text ON contacts USING gin (workspace_id, search_text gin_trgm_ops, facets);

-- What search looks through: one folded text per row. Digits of phones stand without punctuation too, because
-- people type "0203 123" for "(0203) 1-23".
CREATE FUNCTION search_text_of(phones jsonb, custom jsonb, VARIADIC texts text[]) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    result text := ' ' || array_to_string(texts, ' '); -- the first word begins with a blank, as every other
BEGIN
    IF phones <> '[]' THEN
        result := result || (SELECT string_agg(
                concat_ws(' ', '', p ->> 'e164', p ->> 'typed', regexp_replace(p ->> 'typed', '[^0-9]', '', 'g')), '')
            FROM jsonb_array_elements(phones) p);
    END IF;
    IF custom <> '{}' THEN
        result := result || (SELECT string_agg(' ' || c.value, '') FROM jsonb_each_text(custom) c WHERE c.value IS NOT NULL);
    END IF;
    -- Every kind of blank is one to a person who searches (SearchText splits words at the same ones).
    RETURN left(fold(translate(result, E'\t\n\r\u00a0\u2028\u2029\u3000', '       ')), 4000);
END $$;

-- One text[] carries every attribute that lists filter by, so that one index serves any combination of filters.
CREATE FUNCTION facets_of(tags text[], VARIADIC pairs text[]) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    result text[] := '{}';
    i integer := 1;
    tag text;
BEGIN
    WHILE i < cardinality(pairs) LOOP
        IF pairs[i + 1] IS NOT NULL THEN
            result := result || (pairs[i] || ':' || left(lower(pairs[i + 1]), 200));
        END IF;
        i := i + 2;
    END LOOP;
    FOREACH tag IN ARRAY tags LOOP
        result := result || ('tag:' || left(lower(tag), 200));
    END LOOP;
    RETURN result;
END $$;

CREATE FUNCTION derive_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search_text := search_text_of(NEW.phones, NEW.custom,
        NEW.name, array_to_string(NEW.emails, ' '), NEW.organisation, NEW.job_title, NEW.production);
    NEW.facets := facets_of(NEW.tags, 'role', NEW.role, 'production', NEW.production, 'type', NEW.type,
        'status', NEW.status, 'source', NEW.source, 'inCampaign', NEW.in_campaign::text);
    RETURN NEW;
END $$;
-- A column list keeps the trigger out of the hot update of last_contacted_at.
CREATE TRIGGER derive_contact BEFORE INSERT OR UPDATE OF name, emails, phones, organisation, job_title, production,
    role, type, status, source, in_campaign, tags, custom ON contacts
    FOR EACH ROW EXECUTE FUNCTION derive_contact();

CREATE FUNCTION derive_company() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search_text := search_text_of(NEW.phones, NEW.custom, NEW.name, NEW.domain, NEW.website, NEW.city, NEW.country);
    NEW.facets := facets_of(NEW.tags, 'industry', NEW.industry, 'country', NEW.country, 'source', NEW.source);
    RETURN NEW;
END $$;
CREATE TRIGGER derive_company BEFORE INSERT OR UPDATE OF name, domain, website, city, country, phones, industry, source,
    tags, custom ON companies
    FOR EACH ROW EXECUTE FUNCTION derive_company();

CREATE TABLE book_pins (
    workspace_id uuid NOT NULL,
    user_id      uuid NOT NULL,
    contact_id   uuid NOT NULL,
    position     integer NOT NULL, -- from 1, in the order that the user gave them
    pinned_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, user_id, contact_id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX book_pins_contact ON book_pins (workspace_id, contact_id);

CREATE TABLE contact_merges (
    workspace_id uuid NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    winner_id    uuid NOT NULL,
    user_id      uuid NOT NULL,
    undo         jsonb NOT NULL, -- the winner's fields before, and per loser what was moved
    created_at   timestamptz NOT NULL DEFAULT now(),
    undone_at    timestamptz,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, winner_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id)
);
CREATE INDEX contact_merges_winner ON contact_merges (workspace_id, winner_id);

CREATE TABLE activities (
    workspace_id     uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id               uuid NOT NULL DEFAULT uuidv7(),
    kind             text NOT NULL CHECK (kind IN ('interaction', 'call', 'meeting', 'email', 'message', 'note')),
    contact_id       uuid,
    company_id       uuid,
    owner_id         uuid,
    subject          text,
    body             text,
    direction        text CHECK (direction IN ('inbound', 'outbound')),
    channel          text,
    outcome          text,
    duration_seconds integer CHECK (duration_seconds BETWEEN 0 AND 604800),
    occurred_at      timestamptz NOT NULL,
    version          bigint NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    deleted_at       timestamptz,
    PRIMARY KEY (workspace_id, id),
    CHECK (contact_id IS NOT NULL OR company_id IS NOT NULL),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, company_id) REFERENCES companies (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, owner_id) REFERENCES users (workspace_id, id)
);
-- The deleted ones are in these two as well, because the foreign keys look for them when a contact or company is purged.
CREATE INDEX activities_contact ON activities (workspace_id, contact_id, occurred_at DESC, id DESC) WHERE contact_id IS NOT NULL;
CREATE INDEX activities_company ON activities (workspace_id, company_id, occurred_at DESC, id DESC) WHERE company_id IS NOT NULL;
-- With the kind before the time: a list of an owner's calls reads calls only, a list of everything merges the kinds.
CREATE INDEX activities_owner ON activities (workspace_id, owner_id, kind, occurred_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX activities_kind ON activities (workspace_id, kind, occurred_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX activities_occurred ON activities (workspace_id, occurred_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX activities_deleted ON activities (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE reminders (
    workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id           uuid NOT NULL DEFAULT uuidv7(),
    title        text NOT NULL CHECK (title <> ''),
    note         text,
    contact_id   uuid,
    company_id   uuid,
    user_id      uuid NOT NULL, -- whose to-do it is
    state        text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'due', 'done')),
    due_at       timestamptz NOT NULL,
    snoozes      integer NOT NULL DEFAULT 0,
    done_at      timestamptz,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    deleted_at   timestamptz,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, company_id) REFERENCES companies (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id)
);
CREATE INDEX reminders_user ON reminders (workspace_id, user_id, due_at, id) WHERE deleted_at IS NULL;
-- What is still to do, however much has been done: one's own, and the team's.
CREATE INDEX reminders_user_pending ON reminders (workspace_id, user_id, due_at, id) WHERE deleted_at IS NULL AND state <> 'done';
CREATE INDEX reminders_pending ON reminders (workspace_id, due_at, id) WHERE deleted_at IS NULL AND state <> 'done';
CREATE INDEX reminders_due ON reminders (workspace_id, due_at, id) WHERE deleted_at IS NULL;
CREATE INDEX reminders_contact ON reminders (workspace_id, contact_id, due_at, id) WHERE contact_id IS NOT NULL;
CREATE INDEX reminders_company ON reminders (workspace_id, company_id) WHERE company_id IS NOT NULL;
CREATE INDEX reminders_waiting ON reminders (workspace_id, due_at) WHERE state = 'open' AND deleted_at IS NULL;
CREATE INDEX reminders_deleted ON reminders (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;

-- Incremental totals. AFTER STATEMENT with transition tables: one delta row per combination, however many rows.
CREATE FUNCTION warmness_band(warmness smallint) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN warmness >= 70 THEN 'hot' WHEN warmness >= 40 THEN 'warm' ELSE 'cold' END;

CREATE FUNCTION count_contacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount)
        SELECT workspace_id, 'contacts', ARRAY['total', 'owner', 'role', 'production', 'type', 'status', 'warmness'],
               ARRAY['', owner_id::text, role, production, type, status, warmness_band(warmness)], count(*)
        FROM added WHERE deleted_at IS NULL
        GROUP BY workspace_id, owner_id, role, production, type, status, warmness_band(warmness);
    ELSE
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount)
        SELECT workspace_id, 'contacts', ARRAY['total', 'owner', 'role', 'production', 'type', 'status', 'warmness'],
               ARRAY['', owner_id::text, role, production, type, status, band], sum(amount)
        FROM (SELECT workspace_id, owner_id, role, production, type, status, warmness_band(warmness) AS band, 1 AS amount
              FROM added WHERE deleted_at IS NULL
              UNION ALL
              SELECT workspace_id, owner_id, role, production, type, status, warmness_band(warmness), -1
              FROM removed WHERE deleted_at IS NULL) changes
        GROUP BY workspace_id, owner_id, role, production, type, status, band
        HAVING sum(amount) <> 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_contacts_added AFTER INSERT ON contacts
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_contacts();
CREATE TRIGGER count_contacts_changed AFTER UPDATE ON contacts
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_contacts();

CREATE FUNCTION count_companies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount)
        SELECT workspace_id, 'companies', ARRAY['total', 'owner', 'industry'], ARRAY['', owner_id::text, industry], count(*)
        FROM added WHERE deleted_at IS NULL
        GROUP BY workspace_id, owner_id, industry;
    ELSE
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount)
        SELECT workspace_id, 'companies', ARRAY['total', 'owner', 'industry'], ARRAY['', owner_id::text, industry], sum(amount)
        FROM (SELECT workspace_id, owner_id, industry, 1 AS amount FROM added WHERE deleted_at IS NULL
              UNION ALL
              SELECT workspace_id, owner_id, industry, -1 FROM removed WHERE deleted_at IS NULL) changes
        GROUP BY workspace_id, owner_id, industry
        HAVING sum(amount) <> 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_companies_added AFTER INSERT ON companies
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_companies();
CREATE TRIGGER count_companies_changed AFTER UPDATE ON companies
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_companies();

CREATE FUNCTION count_activities() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount)
        SELECT workspace_id, 'activities', ARRAY['total', 'owner', 'kind'], ARRAY['', owner_id::text, kind], count(*)
        FROM added WHERE deleted_at IS NULL
        GROUP BY workspace_id, owner_id, kind;
    ELSE
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount)
        SELECT workspace_id, 'activities', ARRAY['total', 'owner', 'kind'], ARRAY['', owner_id::text, kind], sum(amount)
        FROM (SELECT workspace_id, owner_id, kind, 1 AS amount FROM added WHERE deleted_at IS NULL
              UNION ALL
              SELECT workspace_id, owner_id, kind, -1 FROM removed WHERE deleted_at IS NULL) changes
        GROUP BY workspace_id, owner_id, kind
        HAVING sum(amount) <> 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_activities_added AFTER INSERT ON activities
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_activities();
CREATE TRIGGER count_activities_changed AFTER UPDATE ON activities
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_activities();
