-- Every tenant table starts its primary key with workspace_id, every index that serves a list does too, and every
-- foreign key carries it, so that the schema can be distributed by workspace and a row can never point into another.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Lower case without accents: what a person types is compared with what another person typed.
-- unaccent() is only STABLE because its dictionary can be replaced; ours never is.
CREATE FUNCTION fold(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(public.unaccent('public.unaccent'::regdictionary, value));

CREATE TABLE workspaces (
    id             uuid PRIMARY KEY DEFAULT uuidv7(),
    name           text NOT NULL CHECK (name <> ''),
    default_region text NOT NULL DEFAULT 'US' CHECK (default_region ~ '^[A-Z]{2}$'),
    time_zone      text NOT NULL DEFAULT 'UTC',
    demo           boolean NOT NULL DEFAULT false,
    created_at     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE users (
    workspace_id  uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id            uuid NOT NULL DEFAULT uuidv7(),
    email         text NOT NULL,
    name          text NOT NULL CHECK (name <> ''),
    role          text NOT NULL CHECK (role IN ('admin', 'manager', 'seller', 'cre', 'ps', 'viewer')),
    password_hash text,
    time_zone     text,
    active        boolean NOT NULL DEFAULT true,
    failed_logins integer NOT NULL DEFAULT 0,
    locked_until  timestamptz,
    version       bigint NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX users_email ON users (workspace_id, lower(email));
CREATE INDEX users_sign_in ON users (lower(email));

-- A token carries its workspace in front of its secret, so that even this lookup names the workspace first.
CREATE TABLE sessions (
    workspace_id uuid NOT NULL,
    token_hash   bytea NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    user_id      uuid NOT NULL,
    user_agent   text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, token_hash),
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_user ON sessions (workspace_id, user_id);

CREATE TABLE api_tokens (
    workspace_id uuid NOT NULL,
    token_hash   bytea NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    user_id      uuid NOT NULL,
    name         text NOT NULL CHECK (name <> ''),
    scopes       text[] NOT NULL CHECK (scopes <@ ARRAY['read', 'write', 'admin'] AND cardinality(scopes) > 0),
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, token_hash),
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX api_tokens_user ON api_tokens (workspace_id, user_id, id);

-- Totals that must not cost more at a million rows: triggers append deltas (one row per distinct combination in a
-- statement), a job folds them into aggregates, and a reader adds both.
CREATE TABLE aggregates (
    workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    subject      text NOT NULL,
    dimension    text NOT NULL,
    key          text NOT NULL,
    amount       bigint NOT NULL,
    PRIMARY KEY (workspace_id, subject, dimension, key)
);

CREATE TABLE aggregate_deltas (
    workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    subject      text NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    dimensions   text[] NOT NULL,
    keys         text[] NOT NULL, -- the key of each dimension; null where the row has none
    amount       bigint NOT NULL,
    PRIMARY KEY (workspace_id, subject, id)
);

-- Mails leave in the transaction that causes them; a job sends them.
CREATE TABLE mails (
    workspace_id    uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id              uuid NOT NULL DEFAULT uuidv7(),
    recipient       text NOT NULL,
    subject         text NOT NULL,
    body            text NOT NULL,
    state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    last_error      text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    sent_at         timestamptz,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX mails_waiting ON mails (workspace_id, next_attempt_at) WHERE state = 'waiting';

-- db-scheduler's table, as its documentation gives it; it belongs to the process, not to a workspace.
CREATE TABLE scheduled_tasks (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
