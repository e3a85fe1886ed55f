CREATE TABLE import_jobs (
    workspace_id   uuid NOT NULL,
    id             uuid NOT NULL DEFAULT uuidv7(),
    user_id        uuid NOT NULL,
    target         text NOT NULL CHECK (target IN ('contacts', 'companies')),
    file_name      text NOT NULL,
    file_bytes     bigint NOT NULL DEFAULT 0,
    state          text NOT NULL DEFAULT 'uploaded'
                   CHECK (state IN ('uploaded', 'queued', 'running', 'done', 'failed', 'cancelled')),
    mapping        jsonb NOT NULL DEFAULT '{}',
    preview        jsonb NOT NULL DEFAULT '{}',
    error          text,
    rows_read      bigint NOT NULL DEFAULT 0,
    rows_created   bigint NOT NULL DEFAULT 0,
    rows_updated   bigint NOT NULL DEFAULT 0,
    rows_unchanged bigint NOT NULL DEFAULT 0,
    rows_rejected  bigint NOT NULL DEFAULT 0,
    rows_reported  bigint NOT NULL DEFAULT 0, -- kept, but worth a look: an e-mail that other people have too
    created_at     timestamptz NOT NULL DEFAULT now(),
    started_at     timestamptz,
    finished_at    timestamptz,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id) ON DELETE CASCADE
);

CREATE TABLE import_findings (
    workspace_id uuid NOT NULL,
    import_id    uuid NOT NULL,
    line         bigint NOT NULL, -- of the file, the header is line 1
    kind         text NOT NULL CHECK (kind IN ('rejected', 'repeated', 'shared_email')),
    reason       text NOT NULL,
    content      text NOT NULL,
    PRIMARY KEY (workspace_id, import_id, line, kind),
    FOREIGN KEY (workspace_id, import_id) REFERENCES import_jobs (workspace_id, id) ON DELETE CASCADE
);
