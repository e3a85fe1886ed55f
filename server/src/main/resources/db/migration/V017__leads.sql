-- The lead desk: enquiries, known by their phone numbers, and everything that hangs on one.

-- A manager with a branch sees the leads of that branch only, one without sees all.
ALTER TABLE users ADD COLUMN branch text CHECK (branch <> '');

-- The code is what a lead carries and never changes; the name is what people read.
CREATE TABLE lead_statuses (
    workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id           uuid NOT NULL DEFAULT uuidv7(),
    code         text NOT NULL CHECK (code ~ '^[a-z0-9_]{1,40}$'),
    name         text NOT NULL CHECK (name <> ''),
    kind         text NOT NULL CHECK (kind IN ('open', 'won', 'lost', 'duplicate')),
    position     integer NOT NULL, -- a new lead begins in the first open one
    active       boolean NOT NULL DEFAULT true, -- offered; leads that are in it stay in it
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    deleted_at   timestamptz, -- never set: leads speak of it for ever
    PRIMARY KEY (workspace_id, code),
    CONSTRAINT lead_statuses_id UNIQUE (workspace_id, id),
    CONSTRAINT lead_statuses_kind UNIQUE (workspace_id, code, kind)
);

CREATE TABLE lead_settings (
    workspace_id     uuid PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    response_minutes integer NOT NULL DEFAULT 30 CHECK (response_minutes BETWEEN 1 AND 43200),
    retry_minutes    integer NOT NULL DEFAULT 1440 CHECK (retry_minutes BETWEEN 1 AND 43200), -- where nobody says when
    version          bigint NOT NULL DEFAULT 1,
    updated_at       timestamptz NOT NULL DEFAULT now()
);

-- Who follows an enquiry up where nobody is chosen: the first rule that fits and has somebody.
CREATE TABLE lead_rules (
    workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id           uuid NOT NULL DEFAULT uuidv7(),
    name         text NOT NULL CHECK (name <> ''),
    position     integer NOT NULL,
    source       text, -- null for any, as the next two
    branch       text,
    model        text,
    strategy     text NOT NULL CHECK (strategy IN ('round_robin', 'least_loaded')),
    days         smallint[] NOT NULL DEFAULT '{}' CHECK (days <@ '{1,2,3,4,5,6,7}'::smallint[]), -- ISO, 1 is Monday; empty for all
    from_time    time, -- in the workspace's time zone; a range over midnight is one that ends before it begins
    to_time      time,
    active       boolean NOT NULL DEFAULT true,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    deleted_at   timestamptz,
    PRIMARY KEY (workspace_id, id),
    CHECK ((from_time IS NULL) = (to_time IS NULL))
);
CREATE INDEX lead_rules_deleted ON lead_rules (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;

-- The state of a round robin: whose last turn is longest ago is next. A row per person and not one counter, so that creations
-- of the same moment take different people instead of waiting for each other.
CREATE TABLE lead_rule_members (
    workspace_id uuid NOT NULL,
    rule_id      uuid NOT NULL,
    user_id      uuid NOT NULL,
    position     integer NOT NULL,
    last_turn_at timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (workspace_id, rule_id, user_id),
    FOREIGN KEY (workspace_id, rule_id) REFERENCES lead_rules (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id)
) WITH (fillfactor = 50);

CREATE TABLE leads (
    workspace_id          uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id                    uuid NOT NULL DEFAULT uuidv7(),
    uid                   text COLLATE "C" NOT NULL,
    customer_name         text NOT NULL CHECK (customer_name <> ''),
    mobile                text COLLATE "C" NOT NULL CHECK (mobile ~ '^\+[0-9]{4,20}$'),
    mobile_typed          text NOT NULL,
    alternate_phones      jsonb NOT NULL DEFAULT '[]', -- as a contact's phones, each of them with its E.164
    email                 text,
    source                text NOT NULL CHECK (source <> ''),
    sub_source            text,
    campaign              text,
    model                 text, -- what the customer asks for
    city                  text,
    branch                text,
    cre_id                uuid, -- who took the enquiry
    ps_id                 uuid, -- who follows it up
    status                text NOT NULL,
    status_kind           text NOT NULL,
    priority              text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high')),
    custom                jsonb NOT NULL DEFAULT '{}',
    remarks               text,
    first_response_due_at timestamptz NOT NULL,
    first_responded_at    timestamptz,
    sla                   text NOT NULL DEFAULT 'waiting' CHECK (sla IN ('waiting', 'overdue', 'met', 'missed')),
    next_follow_up_at     timestamptz,
    attempts              integer NOT NULL DEFAULT 0, -- follow-ups that were made
    closed_at             timestamptz,
    contact_id            uuid,
    deal_id               uuid,
    converted_at          timestamptz,
    merged_into           uuid,
    rule_id               uuid, -- which rule chose the PS; kept when the rule goes
    created_by            uuid,
    changed_by            uuid,
    version               bigint NOT NULL DEFAULT 1,
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    deleted_at            timestamptz,
    name_key              text COLLATE "C" GENERATED ALWAYS AS (left(fold(customer_name), 200)) STORED,
    search_text           text NOT NULL DEFAULT '',
    facets                text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (workspace_id, id),
    CONSTRAINT leads_uid UNIQUE (workspace_id, uid),
    FOREIGN KEY (workspace_id, cre_id) REFERENCES users (workspace_id, id),
    FOREIGN KEY (workspace_id, ps_id) REFERENCES users (workspace_id, id),
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id),
    FOREIGN KEY (workspace_id, deal_id) REFERENCES deals (workspace_id, id),
    FOREIGN KEY (workspace_id, merged_into) REFERENCES leads (workspace_id, id),
    CONSTRAINT leads_workspace_id_status_fkey FOREIGN KEY (workspace_id, status, status_kind)
        REFERENCES lead_statuses (workspace_id, code, kind)
);
-- Each way of looking (everybody's, a CRE's, a PS's, a branch's) in the two orders that a desk works in.
CREATE INDEX leads_cre ON leads (workspace_id, cre_id, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_ps ON leads (workspace_id, ps_id, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_branch ON leads (workspace_id, lower(branch), id) WHERE deleted_at IS NULL AND branch IS NOT NULL;
CREATE INDEX leads_due ON leads (workspace_id, coalesce(next_follow_up_at, 'infinity'), id) WHERE deleted_at IS NULL;
CREATE INDEX leads_cre_due ON leads (workspace_id, cre_id, coalesce(next_follow_up_at, 'infinity'), id) WHERE deleted_at IS NULL;
CREATE INDEX leads_ps_due ON leads (workspace_id, ps_id, coalesce(next_follow_up_at, 'infinity'), id) WHERE deleted_at IS NULL;
CREATE INDEX leads_branch_due ON leads (workspace_id, lower(branch), coalesce(next_follow_up_at, 'infinity'), id)
    WHERE deleted_at IS NULL AND branch IS NOT NULL;
CREATE INDEX leads_name ON leads (workspace_id, name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_last_word ON leads (workspace_id, split_part(name_key, ' ', -1), name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX leads_words ON leads USING gin (search_lexemes(workspace_id, search_text));
CREATE INDEX leads_facets ON leads USING gin (workspace_id, facets);
CREATE INDEX leads_waiting ON leads (workspace_id, first_response_due_at) WHERE sla = 'waiting' AND deleted_at IS NULL;
CREATE INDEX leads_contact ON leads (workspace_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX leads_deal ON leads (workspace_id, deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX leads_merged_into ON leads (workspace_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX leads_deleted ON leads (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;

-- One lead per number, whether it is the mobile, another one, or one that a duplicate enquiry brought along: the primary key
-- is what makes duplicates impossible. Deleted leads are not in it. The reference is checked at the end of the transaction,
-- because numbers are taken before the lead is written.
CREATE TABLE lead_phones (
    workspace_id uuid NOT NULL,
    phone        text COLLATE "C" NOT NULL,
    lead_id      uuid NOT NULL,
    PRIMARY KEY (workspace_id, phone),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX lead_phones_lead ON lead_phones (workspace_id, lead_id);

-- An enquiry by somebody who is a lead already.
CREATE TABLE lead_touches (
    workspace_id  uuid NOT NULL,
    id            uuid NOT NULL DEFAULT uuidv7(),
    lead_id       uuid NOT NULL,
    at            timestamptz NOT NULL,
    user_id       uuid, -- who entered it
    source        text NOT NULL,
    sub_source    text,
    campaign      text,
    model         text,
    customer_name text NOT NULL,
    email         text,
    remarks       text,
    phones        jsonb NOT NULL, -- what was typed, the mobile first
    matched       text NOT NULL,  -- the number by which the lead was known
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id)
);
CREATE INDEX lead_touches_lead ON lead_touches (workspace_id, lead_id, id);

-- Attempts to reach the customer: those that were made, and at most one that is planned.
CREATE TABLE lead_follow_ups (
    workspace_id uuid NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    lead_id      uuid NOT NULL,
    attempt      integer NOT NULL, -- from 1
    user_id      uuid,             -- whose task it is
    due_at       timestamptz NOT NULL,
    done_at      timestamptz,
    done_by      uuid,
    channel      text CHECK (channel IN ('call', 'message', 'email', 'visit')),
    outcome      text CHECK (outcome IN ('connected', 'callback', 'no_answer', 'busy', 'unreachable', 'wrong_number',
                                         'not_interested', 'visited', 'cancelled')),
    next_at      timestamptz,      -- what was agreed
    remarks      text,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id),
    CHECK ((done_at IS NULL) = (outcome IS NULL)),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id),
    FOREIGN KEY (workspace_id, done_by) REFERENCES users (workspace_id, id)
);
CREATE UNIQUE INDEX lead_follow_ups_planned ON lead_follow_ups (workspace_id, lead_id) WHERE done_at IS NULL;
CREATE INDEX lead_follow_ups_lead ON lead_follow_ups (workspace_id, lead_id, id);

CREATE TABLE lead_calls (
    workspace_id     uuid NOT NULL,
    id               uuid NOT NULL DEFAULT uuidv7(),
    lead_id          uuid NOT NULL,
    at               timestamptz NOT NULL,
    user_id          uuid,
    direction        text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    outcome          text NOT NULL CHECK (outcome IN ('connected', 'callback', 'no_answer', 'busy', 'unreachable', 'wrong_number',
                                                      'not_interested')),
    duration_seconds integer CHECK (duration_seconds BETWEEN 0 AND 86400),
    remarks          text,
    created_at       timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id)
);
CREATE INDEX lead_calls_lead ON lead_calls (workspace_id, lead_id, id);

CREATE FUNCTION add_lead_defaults(workspace uuid) RETURNS void LANGUAGE sql AS $$
    INSERT INTO lead_settings (workspace_id) VALUES (workspace);
    INSERT INTO lead_statuses (workspace_id, code, name, kind, position)
    SELECT workspace, s.code, s.name, s.kind, s.position
    FROM (VALUES ('new', 'New', 'open', 1), ('contacted', 'Contacted', 'open', 2), ('qualified', 'Qualified', 'open', 3),
                 ('test_drive', 'Test drive', 'open', 4), ('booked', 'Booked', 'open', 5), ('won', 'Won', 'won', 6),
                 ('lost', 'Lost', 'lost', 7), ('duplicate', 'Duplicate', 'duplicate', 8)) AS s (code, name, kind, position)
$$;
CREATE OR REPLACE FUNCTION begin_workspace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM add_default_pipeline(NEW.id);
    PERFORM add_lead_defaults(NEW.id);
    RETURN NULL;
END $$;
SELECT add_lead_defaults(id) FROM workspaces;

-- The numbers that a lead itself has, in the order in which everybody takes them: who wants the same ones waits, and nobody
-- waits for somebody who waits for them.
CREATE FUNCTION numbers_of(mobile text, alternate_phones jsonb) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY(SELECT DISTINCT n.phone COLLATE "C"
                 FROM (SELECT mobile AS phone UNION ALL SELECT a ->> 'e164' FROM jsonb_array_elements(alternate_phones) a) n
                 WHERE n.phone IS NOT NULL
                 ORDER BY 1);

-- Whatever way a lead is written: its kind is that of its status, what is closed needs no follow-up and was answered, and the
-- clock of the first response stands where it was answered.
CREATE FUNCTION derive_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.status <> OLD.status THEN
        SELECT s.kind INTO NEW.status_kind FROM lead_statuses s
        WHERE s.workspace_id = NEW.workspace_id AND s.code = NEW.status AND s.active;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'no such status' USING ERRCODE = 'foreign_key_violation', TABLE = 'leads',
                CONSTRAINT = 'leads_workspace_id_status_fkey';
        END IF;
    END IF;
    IF NEW.status_kind = 'open' THEN
        NEW.closed_at := NULL;
    ELSE
        NEW.closed_at := coalesce(NEW.closed_at, NEW.updated_at);
        NEW.first_responded_at := coalesce(NEW.first_responded_at, NEW.updated_at);
        NEW.next_follow_up_at := NULL;
    END IF;
    IF NEW.first_responded_at IS NOT NULL THEN
        NEW.sla := CASE WHEN NEW.first_responded_at <= NEW.first_response_due_at THEN 'met' ELSE 'missed' END;
    END IF;
    NEW.search_text := search_text_of(
        jsonb_build_array(jsonb_build_object('e164', NEW.mobile, 'typed', NEW.mobile_typed)) || NEW.alternate_phones,
        NEW.custom, NEW.customer_name, NEW.uid, NEW.email, NEW.model, NEW.city, NEW.campaign);
    NEW.facets := facets_of('{}', 'status', NEW.status, 'kind', NEW.status_kind, 'source', NEW.source,
        'subSource', NEW.sub_source, 'campaign', NEW.campaign, 'model', NEW.model, 'city', NEW.city, 'branch', NEW.branch,
        'priority', NEW.priority, 'sla', NEW.sla);
    RETURN NEW;
END $$;
CREATE TRIGGER derive_lead BEFORE INSERT OR UPDATE OF customer_name, mobile, mobile_typed, alternate_phones, email, source,
    sub_source, campaign, model, city, branch, status, priority, custom, first_response_due_at, first_responded_at, sla,
    next_follow_up_at ON leads
    FOR EACH ROW EXECUTE FUNCTION derive_lead();

-- The outbox, for what is written inside the database: one line of subject, and nothing for somebody who has left.
CREATE FUNCTION enqueue_mail(workspace uuid, recipient_id uuid, mail_subject text, mail_body text, moment timestamptz) RETURNS void
    LANGUAGE sql AS $$
    INSERT INTO mails (workspace_id, recipient, subject, body, next_attempt_at, created_at)
    SELECT workspace, u.email, btrim(regexp_replace(mail_subject, '[[:cntrl:]]+', ' ', 'g')), mail_body, moment, moment
    FROM users u
    WHERE u.workspace_id = workspace AND u.id = recipient_id AND u.active
$$;

CREATE FUNCTION tell_ps(l leads, moment timestamptz) RETURNS void LANGUAGE sql AS $$
    SELECT enqueue_mail(l.workspace_id, l.ps_id, 'New lead ' || l.uid || ': ' || l.customer_name,
        concat_ws(E'\n', l.customer_name, 'Mobile: ' || l.mobile, 'E-mail: ' || l.email, 'Interested in: ' || l.model,
            'City: ' || l.city, 'Source: ' || concat_ws(', ', l.source, l.sub_source, l.campaign),
            E'\n' || l.remarks,
            E'\nCall until ' || to_char(l.first_response_due_at AT TIME ZONE w.time_zone, 'FMDD Mon YYYY, HH24:MI')
                || ' (' || w.time_zone || '). Lead ' || l.uid || E'.\n'), moment)
    FROM workspaces w
    WHERE w.id = l.workspace_id
$$;

-- What follows from a change: numbers are taken and given back, the planned follow-up moves with its date and its owner, and
-- whoever is given a lead is told.
CREATE FUNCTION follow_lead() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text[] := CASE WHEN OLD.deleted_at IS NULL THEN numbers_of(OLD.mobile, OLD.alternate_phones) ELSE '{}' END;
    wanted text[] := CASE WHEN NEW.deleted_at IS NULL THEN numbers_of(NEW.mobile, NEW.alternate_phones) ELSE '{}' END;
BEGIN
    IF NEW.deleted_at IS NOT NULL AND OLD.deleted_at IS NULL THEN
        DELETE FROM lead_phones p WHERE p.workspace_id = NEW.workspace_id AND p.lead_id = NEW.id;
    ELSIF before <> wanted THEN
        DELETE FROM lead_phones p
        WHERE p.workspace_id = NEW.workspace_id AND p.lead_id = NEW.id AND p.phone = ANY (before) AND p.phone <> ALL (wanted);
        INSERT INTO lead_phones (workspace_id, phone, lead_id)
        SELECT NEW.workspace_id, w.phone, NEW.id FROM unnest(wanted) AS w (phone)
        WHERE NOT EXISTS (SELECT FROM lead_phones p
                          WHERE p.workspace_id = NEW.workspace_id AND p.phone = w.phone AND p.lead_id = NEW.id);
    END IF;
    IF NEW.deleted_at IS NULL AND OLD.deleted_at IS NOT NULL THEN
        -- What duplicate enquiries brought along comes back as far as it is still free.
        INSERT INTO lead_phones (workspace_id, phone, lead_id)
        SELECT DISTINCT NEW.workspace_id, typed ->> 'e164' COLLATE "C", NEW.id
        FROM lead_touches t, jsonb_array_elements(t.phones) typed
        WHERE t.workspace_id = NEW.workspace_id AND t.lead_id = NEW.id AND typed ->> 'e164' IS NOT NULL
        ORDER BY 2
        ON CONFLICT (workspace_id, phone) DO NOTHING;
    END IF;
    IF NEW.next_follow_up_at IS DISTINCT FROM OLD.next_follow_up_at OR NEW.ps_id IS DISTINCT FROM OLD.ps_id THEN
        IF NEW.next_follow_up_at IS NULL THEN
            UPDATE lead_follow_ups f SET done_at = NEW.updated_at, done_by = NEW.changed_by, outcome = 'cancelled'
            WHERE f.workspace_id = NEW.workspace_id AND f.lead_id = NEW.id AND f.done_at IS NULL;
        ELSE
            INSERT INTO lead_follow_ups AS f (workspace_id, lead_id, attempt, user_id, due_at, created_at)
            VALUES (NEW.workspace_id, NEW.id, NEW.attempts + 1, NEW.ps_id, NEW.next_follow_up_at, NEW.updated_at)
            ON CONFLICT (workspace_id, lead_id) WHERE done_at IS NULL
            DO UPDATE SET due_at = excluded.due_at, user_id = excluded.user_id;
        END IF;
    END IF;
    IF NEW.ps_id IS DISTINCT FROM OLD.ps_id AND NEW.ps_id IS DISTINCT FROM NEW.changed_by AND NEW.status_kind = 'open' THEN
        PERFORM tell_ps(NEW, NEW.updated_at);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER follow_lead AFTER UPDATE OF mobile, alternate_phones, deleted_at, next_follow_up_at, ps_id, status ON leads
    FOR EACH ROW EXECUTE FUNCTION follow_lead();

-- A short id that people can say on the telephone: seven characters without I, L, O and U. It follows from source, mobile and
-- time; where it is taken already, the next candidate follows from them as well.
CREATE FUNCTION lead_uid(source text, mobile text, moment timestamptz, candidate integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    hash bigint := hashtextextended(source || '|' || mobile || '|' || extract(epoch FROM moment)::text, candidate);
    uid text := '';
BEGIN
    FOR i IN 0 .. 6 LOOP
        uid := uid || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', ((hash >> (5 * i)) & 31)::integer + 1, 1)
            || CASE WHEN i = 2 THEN '-' ELSE '' END;
    END LOOP;
    RETURN uid;
END $$;

-- Whose turn it is. Rows of people whom another creation is just taking are skipped; where all are being taken, this waits.
CREATE FUNCTION assign_lead(workspace uuid, moment timestamptz, lead_source text, lead_branch text, lead_model text,
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
            SELECT m.user_id INTO ps
            FROM lead_rule_members m JOIN users u ON u.workspace_id = m.workspace_id AND u.id = m.user_id
            WHERE m.workspace_id = workspace AND m.rule_id = candidate.id AND u.active
            ORDER BY m.last_turn_at, m.position, m.user_id
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

-- A lead with all that goes with it, or the one that is there already with a touch: one call, one round trip. An insert of a
-- number waits for a concurrent one of the same number, and what that wrote is seen by the statements that follow here.
-- fields are columns of leads by name; besides them, "call" is the call by which the enquiry came (null for none).
CREATE FUNCTION create_lead(workspace uuid, moment timestamptz, caller uuid, fields jsonb)
    RETURNS TABLE (created boolean, matched text, lead leads)
LANGUAGE plpgsql AS $$
DECLARE
    given leads := jsonb_populate_record(NULL::leads, fields);
    call jsonb := coalesce(fields -> 'call', '{}');
    wanted text[] := numbers_of(given.mobile, coalesce(given.alternate_phones, '[]'));
    fresh text[];
    existing uuid;
    candidate integer := 0;
BEGIN
    given.workspace_id := workspace;
    given.id := uuidv7();
    LOOP
        WITH taken AS (
            INSERT INTO lead_phones (workspace_id, phone, lead_id)
            SELECT workspace, w.phone, given.id FROM unnest(wanted) AS w (phone)
            ON CONFLICT (workspace_id, phone) DO NOTHING
            RETURNING phone
        )
        SELECT array_agg(taken.phone) INTO fresh FROM taken;
        EXIT WHEN cardinality(fresh) = cardinality(wanted);

        SELECT p.phone, p.lead_id INTO matched, existing
        FROM lead_phones p
        WHERE p.workspace_id = workspace AND p.phone = ANY (wanted) AND p.lead_id <> given.id
        ORDER BY p.phone = given.mobile DESC, p.lead_id
        LIMIT 1
        FOR KEY SHARE;
        IF FOUND THEN
            SELECT l.* INTO lead FROM leads l WHERE l.workspace_id = workspace AND l.id = existing;
            -- What is new leads to that lead from now on.
            UPDATE lead_phones p SET lead_id = lead.id WHERE p.workspace_id = workspace AND p.phone = ANY (fresh);
            INSERT INTO lead_touches (workspace_id, lead_id, at, user_id, source, sub_source, campaign, model, customer_name,
                                      email, remarks, phones, matched)
            VALUES (workspace, lead.id, moment, caller, given.source, given.sub_source, given.campaign, given.model,
                    given.customer_name, given.email, given.remarks,
                    jsonb_build_array(jsonb_build_object('e164', given.mobile, 'typed', given.mobile_typed, 'extension', NULL))
                        || coalesce(given.alternate_phones, '[]'), matched);
            created := false;
            RETURN NEXT;
            RETURN;
        END IF;
        -- It was deleted in between: once more.
        DELETE FROM lead_phones p WHERE p.workspace_id = workspace AND p.phone = ANY (fresh);
    END LOOP;

    SELECT coalesce(given.branch, u.branch) INTO given.branch FROM users u WHERE u.workspace_id = workspace AND u.id = caller;
    IF NOT fields ? 'ps_id' THEN
        SELECT a.rule, a.ps INTO given.rule_id, given.ps_id
        FROM assign_lead(workspace, moment, given.source, given.branch, given.model) a;
    END IF;
    IF given.branch IS NULL THEN
        SELECT u.branch INTO given.branch FROM users u WHERE u.workspace_id = workspace AND u.id = given.ps_id;
    END IF;
    IF given.status IS NULL THEN
        SELECT s.code INTO given.status FROM lead_statuses s
        WHERE s.workspace_id = workspace AND s.active AND s.kind = 'open'
        ORDER BY s.position, s.code
        LIMIT 1;
    END IF;
    SELECT moment + make_interval(mins => s.response_minutes) INTO given.first_response_due_at
    FROM lead_settings s WHERE s.workspace_id = workspace;
    LOOP
        INSERT INTO leads AS l (workspace_id, id, uid, customer_name, mobile, mobile_typed, alternate_phones, email, source,
                           sub_source, campaign, model, city, branch, cre_id, ps_id, status, priority, custom, remarks,
                           first_response_due_at, next_follow_up_at, rule_id, created_by, changed_by, created_at, updated_at)
        VALUES (workspace, given.id, lead_uid(given.source, given.mobile, moment, candidate), given.customer_name, given.mobile,
                given.mobile_typed, coalesce(given.alternate_phones, '[]'), given.email, given.source, given.sub_source,
                given.campaign, given.model, given.city, given.branch, given.cre_id, given.ps_id, given.status,
                coalesce(given.priority, 'normal'), coalesce(given.custom, '{}'), given.remarks, given.first_response_due_at,
                coalesce(given.next_follow_up_at, given.first_response_due_at), given.rule_id, caller, caller, moment, moment)
        ON CONFLICT (workspace_id, uid) DO NOTHING
        RETURNING l.* INTO lead;
        EXIT WHEN FOUND;
        candidate := candidate + 1;
    END LOOP;
    IF lead.next_follow_up_at IS NOT NULL THEN
        INSERT INTO lead_follow_ups (workspace_id, lead_id, attempt, user_id, due_at, created_at)
        VALUES (workspace, lead.id, 1, lead.ps_id, lead.next_follow_up_at, moment);
    END IF;
    IF call <> 'null' THEN
        INSERT INTO lead_calls (workspace_id, lead_id, at, user_id, direction, outcome, duration_seconds, remarks, created_at)
        VALUES (workspace, lead.id, moment, caller, coalesce(call ->> 'direction', 'inbound'),
                coalesce(call ->> 'outcome', 'connected'), (call ->> 'durationSeconds')::integer, call ->> 'remarks', moment);
    END IF;
    IF lead.ps_id IS NOT NULL AND lead.ps_id <> caller THEN
        PERFORM tell_ps(lead, moment);
    END IF;
    created := true;
    matched := NULL;
    RETURN NEXT;
END $$;

-- An attempt to reach the customer was made: the planned one, or one that nobody planned. It is the first response if there
-- was none, the status follows, and the next one is planned. Finds nothing where the lead has been deleted meanwhile.
-- made: outcome, channel, remarks, durationSeconds, status, nextAt (absent: when the outcome or the settings say; null: never)
CREATE FUNCTION follow_up_lead(workspace uuid, followed uuid, moment timestamptz, caller uuid, made jsonb)
    RETURNS TABLE (lead leads, done lead_follow_ups, planned lead_follow_ups)
LANGUAGE plpgsql AS $$
DECLARE
    reached boolean := made ->> 'outcome' IN ('connected', 'callback', 'visited', 'not_interested');
    next_status text := made ->> 'status';
    next_due timestamptz := (made ->> 'nextAt')::timestamptz;
BEGIN
    SELECT l.* INTO lead FROM leads l
    WHERE l.workspace_id = workspace AND l.id = followed AND l.deleted_at IS NULL
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF next_status IS NULL AND reached AND lead.status_kind = 'open' THEN
        SELECT s.code INTO next_status FROM lead_statuses s
        WHERE s.workspace_id = workspace AND s.code = 'contacted' AND s.active AND s.kind = 'open'
          AND s.position > (SELECT c.position FROM lead_statuses c WHERE c.workspace_id = workspace AND c.code = lead.status)
          AND NOT EXISTS (SELECT FROM lead_statuses b JOIN lead_statuses c ON c.workspace_id = workspace AND c.code = lead.status
                          WHERE b.workspace_id = workspace AND b.active AND b.kind = 'open' AND b.position < c.position);
    END IF;
    IF NOT made ? 'nextAt' THEN
        SELECT moment + make_interval(mins => s.retry_minutes) INTO next_due
        FROM lead_settings s WHERE s.workspace_id = workspace;
    END IF;
    UPDATE lead_follow_ups f
    SET done_at = moment, done_by = caller, channel = made ->> 'channel', outcome = made ->> 'outcome', remarks = made ->> 'remarks',
        next_at = next_due
    WHERE f.workspace_id = workspace AND f.lead_id = followed AND f.done_at IS NULL
    RETURNING f.* INTO done;
    IF NOT FOUND THEN
        INSERT INTO lead_follow_ups AS f (workspace_id, lead_id, attempt, user_id, due_at, done_at, done_by, channel, outcome,
                                          remarks, next_at, created_at)
        VALUES (workspace, followed, lead.attempts + 1, lead.ps_id, moment, moment, caller, made ->> 'channel',
                made ->> 'outcome', made ->> 'remarks', next_due, moment)
        RETURNING f.* INTO done;
    END IF;
    IF made ->> 'channel' = 'call' THEN
        INSERT INTO lead_calls (workspace_id, lead_id, at, user_id, direction, outcome, duration_seconds, remarks, created_at)
        VALUES (workspace, followed, moment, caller, 'outbound',
                CASE made ->> 'outcome' WHEN 'visited' THEN 'connected' ELSE made ->> 'outcome' END,
                (made ->> 'durationSeconds')::integer, made ->> 'remarks', moment);
    END IF;
    UPDATE leads l
    SET status = coalesce(next_status, l.status), first_responded_at = coalesce(l.first_responded_at, moment),
        next_follow_up_at = next_due, attempts = l.attempts + 1, changed_by = caller, version = l.version + 1,
        updated_at = moment
    WHERE l.workspace_id = workspace AND l.id = followed
    RETURNING l.* INTO lead;
    -- The trigger has moved or planned the next one, unless the date stayed the same.
    INSERT INTO lead_follow_ups AS f (workspace_id, lead_id, attempt, user_id, due_at, created_at)
    SELECT workspace, followed, lead.attempts + 1, lead.ps_id, lead.next_follow_up_at, moment
    WHERE lead.next_follow_up_at IS NOT NULL
    ON CONFLICT (workspace_id, lead_id) WHERE done_at IS NULL DO NOTHING;
    SELECT f.* INTO planned FROM lead_follow_ups f
    WHERE f.workspace_id = workspace AND f.lead_id = followed AND f.done_at IS NULL;
    RETURN NEXT;
END $$;

-- Incremental totals. Whose they are stands first: nothing for everybody's, b: a branch's, c: a CRE's, p: a PS's. Each lead
-- counts on the day on which it came, in its source and with its CRE and PS, in the state that it has now:
-- whose|day|s:source|kind|sla. seconds is the time until the first response.
CREATE FUNCTION lead_dimensions() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_fill('status'::text, ARRAY[4]) || array_fill('created_month'::text, ARRAY[10])
        || array_fill('created_day'::text, ARRAY[10]);

CREATE FUNCTION lead_keys(branch text, cre_id uuid, ps_id uuid, source text, status text, kind text, sla text, day date)
RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (
        SELECT ARRAY[now, b || now, c || now, p || now,
                     m || s, m || ec, m || ep, b || m || s, b || m || ec, b || m || ep, c || m || s, c || m || ep, p || m || s, p || m || ec,
                     d || s, d || ec, d || ep, b || d || s, b || d || ec, b || d || ep, c || d || s, c || d || ep, p || d || s, p || d || ec]
        FROM (SELECT 'b:' || lower(replace(branch, '|', '/')) AS b, 'c:' || cre_id AS c, 'p:' || ps_id AS p,
                     '|' || kind || '|' || status AS now,
                     '|' || to_char(day, 'YYYY-MM') || '|' AS m, '|' || to_char(day, 'YYYY-MM-DD') || '|' AS d,
                     's:' || left(replace(source, '|', '/'), 100) || '|' || kind || '|' || sla AS s,
                     'c:' || coalesce(cre_id::text, '') || '|' || kind || '|' || sla AS ec,
                     'p:' || coalesce(ps_id::text, '') || '|' || kind || '|' || sla AS ep) parts);

CREATE FUNCTION count_leads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount, seconds)
        SELECT workspace_id, 'leads', lead_dimensions(), keys, count(*), sum(seconds)
        FROM (SELECT a.workspace_id,
                     coalesce(extract(epoch FROM a.first_responded_at - a.created_at), 0)::bigint AS seconds,
                     lead_keys(a.branch, a.cre_id, a.ps_id, a.source, a.status, a.status_kind, a.sla,
                               (a.created_at AT TIME ZONE w.time_zone)::date) AS keys
              FROM added a JOIN workspaces w ON w.id = a.workspace_id
              WHERE a.deleted_at IS NULL) live
        GROUP BY workspace_id, keys;
    ELSE
        INSERT INTO aggregate_deltas (workspace_id, subject, dimensions, keys, amount, seconds)
        SELECT workspace_id, 'leads', lead_dimensions(), keys, sum(sign), sum(sign * seconds)
        FROM (SELECT c.workspace_id, c.sign,
                     coalesce(extract(epoch FROM c.first_responded_at - c.created_at), 0)::bigint AS seconds,
                     lead_keys(c.branch, c.cre_id, c.ps_id, c.source, c.status, c.status_kind, c.sla,
                               (c.created_at AT TIME ZONE w.time_zone)::date) AS keys
              FROM (SELECT *, 1 AS sign FROM added UNION ALL SELECT *, -1 FROM removed) c
              JOIN workspaces w ON w.id = c.workspace_id
              WHERE c.deleted_at IS NULL) changes
        GROUP BY workspace_id, keys
        HAVING sum(sign) <> 0 OR sum(sign * seconds) <> 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_leads_added AFTER INSERT ON leads
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_leads();
CREATE TRIGGER count_leads_changed AFTER UPDATE ON leads
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_leads();
