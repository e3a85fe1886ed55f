-- Doors through which web forms send enquiries, and follow-ups that can be taken back.

-- The secret is kept as it is: whoever checks a signature needs it.
CREATE TABLE lead_doors (
    workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id           uuid NOT NULL DEFAULT uuidv7(),
    name         text NOT NULL CHECK (name <> ''),
    source       text NOT NULL CHECK (source <> ''), -- of enquiries that name none, as the next two
    campaign     text,
    branch       text,
    cre_id       uuid, -- who takes what comes in
    active       boolean NOT NULL DEFAULT true,
    secret       bytea NOT NULL,
    created_by   uuid NOT NULL,
    last_used_at timestamptz,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    deleted_at   timestamptz, -- never set: a door is closed, not deleted
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, cre_id) REFERENCES users (workspace_id, id),
    FOREIGN KEY (workspace_id, created_by) REFERENCES users (workspace_id, id)
);

-- What was answered, so that a request that is sent again is answered the same and does nothing. Gone after a day.
CREATE TABLE lead_door_requests (
    workspace_id uuid NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    door_id      uuid NOT NULL,
    key          text COLLATE "C" NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    body_hash    bytea NOT NULL,
    answer       text,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id),
    CONSTRAINT lead_door_requests_key UNIQUE (workspace_id, door_id, key),
    FOREIGN KEY (workspace_id, door_id) REFERENCES lead_doors (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX lead_door_requests_created ON lead_door_requests (workspace_id, created_at);

-- How the lead stood before and after an attempt was entered, and what was written besides.
ALTER TABLE lead_follow_ups ADD COLUMN undo jsonb;

CREATE FUNCTION standing(l leads) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN jsonb_build_object('status', l.status, 'first_responded_at', l.first_responded_at, 'sla', l.sla,
        'next_follow_up_at', l.next_follow_up_at, 'closed_at', l.closed_at);

-- As in V017, and it remembers how to take it back.
CREATE OR REPLACE FUNCTION follow_up_lead(workspace uuid, followed uuid, moment timestamptz, caller uuid, made jsonb)
    RETURNS TABLE (lead leads, done lead_follow_ups, planned lead_follow_ups)
LANGUAGE plpgsql AS $$
DECLARE
    reached boolean := made ->> 'outcome' IN ('connected', 'callback', 'visited', 'not_interested');
    next_status text := made ->> 'status';
    next_due timestamptz := (made ->> 'nextAt')::timestamptz;
    before jsonb;
    was_planned boolean;
    call_id uuid;
BEGIN
    SELECT l.* INTO lead FROM leads l
    WHERE l.workspace_id = workspace AND l.id = followed AND l.deleted_at IS NULL
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    before := standing(lead);
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
    was_planned := FOUND;
    IF NOT was_planned THEN
        INSERT INTO lead_follow_ups AS f (workspace_id, lead_id, attempt, user_id, due_at, done_at, done_by, channel, outcome,
                                          remarks, next_at, created_at)
        VALUES (workspace, followed, lead.attempts + 1, lead.ps_id, moment, moment, caller, made ->> 'channel',
                made ->> 'outcome', made ->> 'remarks', next_due, moment)
        RETURNING f.* INTO done;
    END IF;
    IF made ->> 'channel' = 'call' THEN
        INSERT INTO lead_calls AS c (workspace_id, lead_id, at, user_id, direction, outcome, duration_seconds, remarks, created_at)
        VALUES (workspace, followed, moment, caller, 'outbound',
                CASE made ->> 'outcome' WHEN 'visited' THEN 'connected' ELSE made ->> 'outcome' END,
                (made ->> 'durationSeconds')::integer, made ->> 'remarks', moment)
        RETURNING c.id INTO call_id;
    END IF;
    UPDATE leads l
    SET status = coalesce(next_status, l.status), first_responded_at = coalesce(l.first_responded_at, moment),
        next_follow_up_at = next_due, attempts = l.attempts + 1, changed_by = caller, version = l.version + 1,
        updated_at = moment
    WHERE l.workspace_id = workspace AND l.id = followed
    RETURNING l.* INTO lead;
    UPDATE lead_follow_ups f
    SET undo = jsonb_build_object('before', before, 'after', standing(lead), 'planned', was_planned, 'call', call_id)
    WHERE f.workspace_id = workspace AND f.id = done.id
    RETURNING f.* INTO done;
    -- The trigger has moved or planned the next one, unless the date stayed the same.
    INSERT INTO lead_follow_ups AS f (workspace_id, lead_id, attempt, user_id, due_at, created_at)
    SELECT workspace, followed, lead.attempts + 1, lead.ps_id, lead.next_follow_up_at, moment
    WHERE lead.next_follow_up_at IS NOT NULL
    ON CONFLICT (workspace_id, lead_id) WHERE done_at IS NULL DO NOTHING;
    SELECT f.* INTO planned FROM lead_follow_ups f
    WHERE f.workspace_id = workspace AND f.lead_id = followed AND f.done_at IS NULL;
    RETURN NEXT;
END $$;

-- Takes back an attempt that was entered by mistake: the newest one of a lead. What it changed goes back, as far as nobody has
-- changed it since. Finds nothing where there is no such attempt; taken is false where it is not the newest, or not known any
-- more what it changed.
CREATE FUNCTION take_back_follow_up(workspace uuid, followed uuid, mistaken uuid, moment timestamptz, caller uuid)
    RETURNS TABLE (taken boolean, lead leads)
LANGUAGE plpgsql AS $$
DECLARE
    wrong lead_follow_ups;
    now_is jsonb;
    back jsonb;
BEGIN
    SELECT l.* INTO lead FROM leads l
    WHERE l.workspace_id = workspace AND l.id = followed AND l.deleted_at IS NULL
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT f.* INTO wrong FROM lead_follow_ups f
    WHERE f.workspace_id = workspace AND f.id = mistaken AND f.lead_id = followed AND f.done_at IS NOT NULL;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    taken := wrong.undo IS NOT NULL AND NOT EXISTS (
        SELECT FROM lead_follow_ups f
        WHERE f.workspace_id = workspace AND f.lead_id = followed AND f.id <> mistaken AND f.outcome <> 'cancelled'
          AND (f.done_at, f.attempt) > (wrong.done_at, wrong.attempt));
    IF NOT taken THEN
        RETURN NEXT;
        RETURN;
    END IF;
    now_is := standing(lead);
    SELECT now_is || coalesce(jsonb_object_agg(b.key, b.value), '{}') INTO back
    FROM jsonb_each(wrong.undo -> 'before') b
    WHERE now_is -> b.key = wrong.undo -> 'after' -> b.key;
    IF back ->> 'next_follow_up_at' IS DISTINCT FROM now_is ->> 'next_follow_up_at' OR wrong.undo -> 'planned' = 'true' THEN
        DELETE FROM lead_follow_ups f WHERE f.workspace_id = workspace AND f.lead_id = followed AND f.done_at IS NULL;
    END IF;
    IF wrong.undo -> 'planned' = 'true' THEN
        UPDATE lead_follow_ups f
        SET done_at = NULL, done_by = NULL, channel = NULL, outcome = NULL, remarks = NULL, next_at = NULL, undo = NULL
        WHERE f.workspace_id = workspace AND f.id = mistaken;
    ELSE
        DELETE FROM lead_follow_ups f WHERE f.workspace_id = workspace AND f.id = mistaken;
    END IF;
    DELETE FROM lead_calls c WHERE c.workspace_id = workspace AND c.id = (wrong.undo ->> 'call')::uuid;
    UPDATE leads l
    SET status = back ->> 'status', first_responded_at = (back ->> 'first_responded_at')::timestamptz, sla = back ->> 'sla',
        next_follow_up_at = (back ->> 'next_follow_up_at')::timestamptz, closed_at = (back ->> 'closed_at')::timestamptz,
        attempts = l.attempts - 1, changed_by = caller, version = l.version + 1, updated_at = moment
    WHERE l.workspace_id = workspace AND l.id = followed
    RETURNING l.* INTO lead;
    -- What is planned is the attempt behind those that were made, and only where something is.
    UPDATE lead_follow_ups f SET attempt = lead.attempts + 1, due_at = lead.next_follow_up_at, user_id = lead.ps_id
    WHERE f.workspace_id = workspace AND f.lead_id = followed AND f.done_at IS NULL AND lead.next_follow_up_at IS NOT NULL;
    DELETE FROM lead_follow_ups f
    WHERE f.workspace_id = workspace AND f.lead_id = followed AND f.done_at IS NULL AND lead.next_follow_up_at IS NULL;
    INSERT INTO lead_follow_ups AS f (workspace_id, lead_id, attempt, user_id, due_at, created_at)
    SELECT workspace, followed, lead.attempts + 1, lead.ps_id, lead.next_follow_up_at, moment
    WHERE lead.next_follow_up_at IS NOT NULL
    ON CONFLICT (workspace_id, lead_id) WHERE done_at IS NULL DO NOTHING;
    RETURN NEXT;
END $$;

-- As in V017, but whoever hands many leads over at once tells of all of them in one mail.
CREATE OR REPLACE FUNCTION follow_lead() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF NEW.ps_id IS DISTINCT FROM OLD.ps_id AND NEW.ps_id IS DISTINCT FROM NEW.changed_by AND NEW.status_kind = 'open'
       AND coalesce(current_setting('brisk.told_together', true), '') <> 'yes' THEN
        PERFORM tell_ps(NEW, NEW.updated_at);
    END IF;
    RETURN NULL;
END $$;

-- What the PS of many leads is told: how many there are, and the first of them.
CREATE FUNCTION tell_ps_of_many(workspace uuid, person uuid, given uuid[], moment timestamptz) RETURNS void LANGUAGE sql AS $$
    SELECT enqueue_mail(workspace, person, told.leads || CASE told.leads WHEN 1 THEN ' lead is' ELSE ' leads are' END || ' yours now',
        told.lines || CASE WHEN told.leads > 50 THEN E'\n… and ' || told.leads - 50 || ' more' ELSE '' END || E'\n', moment)
    FROM (SELECT count(*) AS leads,
                 string_agg(l.uid || '  ' || l.customer_name || '  ' || l.mobile || coalesce('  ' || l.model, ''), E'\n'
                            ORDER BY l.place) FILTER (WHERE l.place <= 50) AS lines
          FROM (SELECT l.*, row_number() OVER (ORDER BY l.next_follow_up_at, l.id) AS place FROM leads l
                WHERE l.workspace_id = workspace AND l.id = ANY (given) AND l.status_kind = 'open') l) told
    WHERE told.leads > 0
$$;
