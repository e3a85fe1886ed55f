-- Pipelines with their stages, products, and deals with everything that hangs on one.

CREATE TABLE pipelines (
    workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id           uuid NOT NULL DEFAULT uuidv7(),
    name         text NOT NULL CHECK (name <> ''),
    position     integer NOT NULL, -- the first one is the default
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    deleted_at   timestamptz,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX pipelines_name ON pipelines (workspace_id, fold(name)) WHERE deleted_at IS NULL;

-- A stage that is taken out of its pipeline stays for the history of the deals that went through it.
CREATE TABLE pipeline_stages (
    workspace_id uuid NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    pipeline_id  uuid NOT NULL,
    name         text NOT NULL CHECK (name <> ''),
    kind         text NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
    probability  smallint NOT NULL CHECK (probability BETWEEN 0 AND 100),
    position     integer NOT NULL,
    removed_at   timestamptz,
    PRIMARY KEY (workspace_id, id),
    CONSTRAINT pipeline_stages_kind UNIQUE (workspace_id, pipeline_id, id, kind),
    CHECK (kind = 'open' OR probability = CASE kind WHEN 'won' THEN 100 ELSE 0 END),
    FOREIGN KEY (workspace_id, pipeline_id) REFERENCES pipelines (workspace_id, id) ON DELETE CASCADE
);

CREATE FUNCTION add_default_pipeline(workspace uuid) RETURNS void LANGUAGE sql AS $$
    WITH made AS (
        INSERT INTO pipelines (workspace_id, name, position) VALUES (workspace, 'Sales', 1) RETURNING workspace_id, id
    )
    INSERT INTO pipeline_stages (workspace_id, pipeline_id, name, kind, probability, position)
    SELECT made.workspace_id, made.id, s.name, s.kind, s.probability, s.position
    FROM made, (VALUES ('New', 'open', 10, 1), ('Qualified', 'open', 25, 2), ('Proposal', 'open', 50, 3),
                       ('Negotiation', 'open', 75, 4), ('Won', 'won', 100, 5), ('Lost', 'lost', 0, 6))
         AS s (name, kind, probability, position)
$$;
CREATE FUNCTION begin_workspace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM add_default_pipeline(NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER begin_workspace AFTER INSERT ON workspaces FOR EACH ROW EXECUTE FUNCTION begin_workspace();
SELECT add_default_pipeline(id) FROM workspaces;

CREATE TABLE products (
    workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id           uuid NOT NULL DEFAULT uuidv7(),
    name         text NOT NULL CHECK (name <> ''),
    code         text,
    category     text,
    description  text,
    price        numeric(18, 2) CHECK (price >= 0),
    currency     text CHECK (currency ~ '^[A-Z]{3}$'),
    active       boolean NOT NULL DEFAULT true, -- offered for new deals
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    deleted_at   timestamptz,
    name_key     text COLLATE "C" GENERATED ALWAYS AS (left(fold(name), 200)) STORED,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX products_name ON products (workspace_id, name_key) WHERE deleted_at IS NULL;
CREATE INDEX products_deleted ON products (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE deals (
    workspace_id        uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id                  uuid NOT NULL DEFAULT uuidv7(),
    name                text NOT NULL CHECK (name <> ''),
    company_id          uuid,
    owner_id            uuid,
    pipeline_id         uuid NOT NULL,
    stage_id            uuid NOT NULL,
    status              text NOT NULL, -- the kind of its stage
    value               numeric(18, 2) CHECK (value >= 0),
    currency            text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    expected_close_date date,
    reason              text, -- why it was won or lost
    closed_at           timestamptz,
    stage_since         timestamptz NOT NULL,
    rank                numeric NOT NULL, -- its place in the column of its stage, the lowest on top; see derive_deal()
    source              text,
    tags                text[] NOT NULL DEFAULT '{}',
    custom              jsonb NOT NULL DEFAULT '{}',
    changed_by          uuid, -- who wrote it last, and so who moved it when its stage changes
    version             bigint NOT NULL DEFAULT 1,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    deleted_at          timestamptz,
    name_key            text COLLATE "C" GENERATED ALWAYS AS (left(fold(name), 200)) STORED,
    search_text         text NOT NULL DEFAULT '',
    facets              text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (workspace_id, id),
    CHECK ((status = 'open') = (closed_at IS NULL)),
    FOREIGN KEY (workspace_id, company_id) REFERENCES companies (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES users (workspace_id, id),
    FOREIGN KEY (workspace_id, changed_by) REFERENCES users (workspace_id, id),
    CONSTRAINT deals_workspace_id_stage_id_fkey FOREIGN KEY (workspace_id, pipeline_id, stage_id, status)
        REFERENCES pipeline_stages (workspace_id, pipeline_id, id, kind)
);
CREATE INDEX deals_name ON deals (workspace_id, name_key, id) WHERE deleted_at IS NULL;
-- What is not known sorts at one end, as in contacts_last_contacted.
CREATE INDEX deals_value ON deals (workspace_id, coalesce(value, 0), id) WHERE deleted_at IS NULL;
CREATE INDEX deals_expected ON deals (workspace_id, coalesce(expected_close_date, 'infinity'), id) WHERE deleted_at IS NULL;
CREATE INDEX deals_closed ON deals (workspace_id, coalesce(closed_at, 'infinity'), id) WHERE deleted_at IS NULL;
-- The columns of a board: everybody's, and those of one owner.
CREATE INDEX deals_stage ON deals (workspace_id, stage_id, rank, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_stage_owner ON deals (workspace_id, stage_id, owner_id, rank, id) WHERE deleted_at IS NULL;
CREATE INDEX deals_owner ON deals (workspace_id, owner_id, id) WHERE deleted_at IS NULL;
-- What is still open lies thinly among what was to close in the same weeks.
CREATE INDEX deals_open ON deals (workspace_id, coalesce(expected_close_date, 'infinity'), id)
    WHERE deleted_at IS NULL AND status = 'open';
CREATE INDEX deals_open_owner ON deals (workspace_id, owner_id, coalesce(expected_close_date, 'infinity'), id)
    WHERE deleted_at IS NULL AND status = 'open';
-- With everything that the figures of a company are made of. The deleted ones are in it for the foreign key.
CREATE INDEX deals_company ON deals (workspace_id, company_id, id)
    INCLUDE (stage_id, status, currency, value, closed_at, deleted_at) WHERE company_id IS NOT NULL;
CREATE INDEX deals_deleted ON deals (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX deals_text ON deals USING gin (workspace_id, search_text gin_trgm_ops, facets);

CREATE TABLE deal_contacts (
    workspace_id uuid NOT NULL,
    deal_id      uuid NOT NULL,
    contact_id   uuid NOT NULL,
    PRIMARY KEY (workspace_id, deal_id, contact_id),
    FOREIGN KEY (workspace_id, deal_id) REFERENCES deals (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX deal_contacts_contact ON deal_contacts (workspace_id, contact_id, deal_id);

CREATE TABLE deal_products (
    workspace_id uuid NOT NULL,
    deal_id      uuid NOT NULL,
    position     integer NOT NULL, -- from 1
    product_id   uuid NOT NULL,
    quantity     numeric(12, 3) NOT NULL CHECK (quantity > 0),
    price        numeric(18, 2) NOT NULL CHECK (price >= 0), -- of one, in the deal's currency
    PRIMARY KEY (workspace_id, deal_id, position),
    FOREIGN KEY (workspace_id, deal_id) REFERENCES deals (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, id)
);
CREATE INDEX deal_products_product ON deal_products (workspace_id, product_id);

-- How deals went through their stages. What a move says of its deal (status, deleted) follows the deal, so that stages can
-- be counted without it.
CREATE TABLE deal_moves (
    workspace_id  uuid NOT NULL,
    deal_id       uuid NOT NULL,
    id            uuid NOT NULL DEFAULT uuidv7(),
    from_stage_id uuid,
    to_stage_id   uuid NOT NULL,
    outcome       text NOT NULL -- of the stage that it left
                  CHECK (outcome IN ('entered', 'forward', 'back', 'won', 'lost', 'reopened', 'transferred')),
    again         boolean NOT NULL, -- it had been in that stage before
    at            timestamptz NOT NULL,
    seconds       bigint NOT NULL,  -- how long it had been in the stage that it left
    user_id       uuid,
    owner_id      uuid,             -- of the deal at that time
    status        text NOT NULL,
    deleted       boolean NOT NULL,
    PRIMARY KEY (workspace_id, deal_id, id),
    FOREIGN KEY (workspace_id, deal_id) REFERENCES deals (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, from_stage_id) REFERENCES pipeline_stages (workspace_id, id),
    FOREIGN KEY (workspace_id, to_stage_id) REFERENCES pipeline_stages (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id),
    FOREIGN KEY (workspace_id, owner_id) REFERENCES users (workspace_id, id)
);

-- Whatever way a deal is written, its pipeline and status are those of its stage, and its times are those of its moves.
-- A deal without a stage begins in the first open one of its pipeline, or of the first pipeline.
CREATE FUNCTION derive_deal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stage record;
    same_stage boolean := TG_OP = 'UPDATE' AND NEW.stage_id IS NOT DISTINCT FROM OLD.stage_id;
    old_status text;
BEGIN
    IF NOT same_stage OR NEW.pipeline_id IS DISTINCT FROM OLD.pipeline_id THEN
        -- The locks wait for who takes a stage out of its pipeline at this moment.
        IF NEW.stage_id IS NULL OR same_stage THEN
            SELECT s.id, s.pipeline_id, s.kind INTO stage
            FROM pipeline_stages s JOIN pipelines p ON p.workspace_id = s.workspace_id AND p.id = s.pipeline_id
            WHERE s.workspace_id = NEW.workspace_id AND (NEW.pipeline_id IS NULL OR p.id = NEW.pipeline_id)
              AND p.deleted_at IS NULL AND s.removed_at IS NULL AND s.kind = 'open'
            ORDER BY p.position, p.id, s.position, s.id
            LIMIT 1
            FOR KEY SHARE OF s, p;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no such pipeline' USING ERRCODE = 'foreign_key_violation', TABLE = 'deals',
                    CONSTRAINT = 'deals_workspace_id_pipeline_id_fkey';
            END IF;
        ELSE
            SELECT s.id, s.pipeline_id, s.kind INTO stage
            FROM pipeline_stages s JOIN pipelines p ON p.workspace_id = s.workspace_id AND p.id = s.pipeline_id
            WHERE s.workspace_id = NEW.workspace_id AND s.id = NEW.stage_id AND s.removed_at IS NULL AND p.deleted_at IS NULL
              AND (NEW.pipeline_id IS NULL OR s.pipeline_id = NEW.pipeline_id
                   OR (TG_OP = 'UPDATE' AND NEW.pipeline_id = OLD.pipeline_id))
            FOR KEY SHARE OF s, p;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'no such stage' USING ERRCODE = 'foreign_key_violation', TABLE = 'deals',
                    CONSTRAINT = 'deals_workspace_id_stage_id_fkey';
            END IF;
        END IF;
        NEW.stage_id := stage.id;
        NEW.pipeline_id := stage.pipeline_id;
        NEW.status := stage.kind;
        IF TG_OP = 'INSERT' THEN
            NEW.stage_since := coalesce(NEW.stage_since, NEW.created_at);
        ELSE
            NEW.stage_since := NEW.updated_at;
            old_status := OLD.status;
        END IF;
        IF TG_OP = 'INSERT' OR NEW.rank = OLD.rank THEN
            NEW.rank := -extract(epoch FROM NEW.stage_since); -- on top: what came last has the lowest
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.status <> OLD.status THEN
            -- Of the time when it was closed before, nothing is left but its history.
            NEW.closed_at := CASE WHEN NEW.closed_at IS DISTINCT FROM OLD.closed_at THEN NEW.closed_at END;
            NEW.reason := CASE WHEN NEW.reason IS DISTINCT FROM OLD.reason THEN NEW.reason END;
        END IF;
    END IF;
    NEW.rank := round(NEW.rank, 100); -- between two ranks there is another, but not for ever
    IF NEW.status = 'open' THEN
        NEW.closed_at := NULL;
        NEW.reason := NULL;
    ELSE
        NEW.closed_at := coalesce(NEW.closed_at, NEW.stage_since);
    END IF;
    NEW.search_text := search_text_of('[]', NEW.custom, NEW.name);
    NEW.facets := facets_of(NEW.tags, 'pipelineId', NEW.pipeline_id::text, 'status', NEW.status, 'currency', NEW.currency,
        'source', NEW.source);
    RETURN NEW;
END $$;
CREATE TRIGGER derive_deal BEFORE INSERT OR UPDATE OF name, custom, tags, source, currency, pipeline_id, stage_id, status,
    closed_at, reason, rank ON deals
    FOR EACH ROW EXECUTE FUNCTION derive_deal();

CREATE FUNCTION record_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO deal_moves (workspace_id, deal_id, to_stage_id, outcome, again, at, seconds, user_id, owner_id, status,
                                deleted)
        SELECT workspace_id, id, stage_id, 'entered', false, stage_since, 0, changed_by, owner_id, status,
               deleted_at IS NOT NULL
        FROM added;
    ELSE
        UPDATE deal_moves m SET status = a.status, deleted = a.deleted_at IS NOT NULL
        FROM added a JOIN removed r ON r.workspace_id = a.workspace_id AND r.id = a.id
        WHERE m.workspace_id = a.workspace_id AND m.deal_id = a.id
          AND (a.status <> r.status OR (a.deleted_at IS NULL) <> (r.deleted_at IS NULL));
        INSERT INTO deal_moves (workspace_id, deal_id, from_stage_id, to_stage_id, outcome, again, at, seconds, user_id,
                                owner_id, status, deleted)
        SELECT a.workspace_id, a.id, r.stage_id, a.stage_id,
               CASE WHEN a.status <> 'open' THEN a.status
                    WHEN r.status <> 'open' THEN 'reopened'
                    WHEN a.pipeline_id <> r.pipeline_id OR f.removed_at IS NOT NULL THEN 'transferred'
                    WHEN (t.position, t.id) > (f.position, f.id) THEN 'forward'
                    ELSE 'back' END,
               EXISTS (SELECT FROM deal_moves m
                       WHERE m.workspace_id = a.workspace_id AND m.deal_id = a.id AND m.to_stage_id = a.stage_id),
               a.stage_since, greatest(0, extract(epoch FROM a.stage_since - r.stage_since))::bigint,
               a.changed_by, a.owner_id, a.status, a.deleted_at IS NOT NULL
        FROM added a
        JOIN removed r ON r.workspace_id = a.workspace_id AND r.id = a.id
        JOIN pipeline_stages f ON f.workspace_id = a.workspace_id AND f.id = r.stage_id
        JOIN pipeline_stages t ON t.workspace_id = a.workspace_id AND t.id = a.stage_id
        WHERE a.stage_id <> r.stage_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER record_moves_added AFTER INSERT ON deals
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION record_moves();
CREATE TRIGGER record_moves_changed AFTER UPDATE ON deals
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION record_moves();

-- Activities and to-dos hang on deals as well.
ALTER TABLE activities
    ADD COLUMN deal_id uuid,
    DROP CONSTRAINT activities_check,
    ADD CONSTRAINT activities_about CHECK (contact_id IS NOT NULL OR company_id IS NOT NULL OR deal_id IS NOT NULL),
    ADD FOREIGN KEY (workspace_id, deal_id) REFERENCES deals (workspace_id, id) ON DELETE CASCADE;
CREATE INDEX activities_deal ON activities (workspace_id, deal_id, occurred_at DESC, id DESC) WHERE deal_id IS NOT NULL;
ALTER TABLE reminders
    ADD COLUMN deal_id uuid,
    ADD FOREIGN KEY (workspace_id, deal_id) REFERENCES deals (workspace_id, id) ON DELETE CASCADE;
CREATE INDEX reminders_deal ON reminders (workspace_id, deal_id) WHERE deal_id IS NOT NULL;

-- What a company's figures need of its activities is read from the index alone.
DROP INDEX activities_company;
CREATE INDEX activities_company ON activities (workspace_id, company_id, occurred_at DESC, id DESC)
    INCLUDE (kind, direction, deleted_at) WHERE company_id IS NOT NULL;
