-- Files that were sent to be imported, and what became of their rows. The rows themselves are staged in a temporary
-- table of the importing transaction, so that neither a crash nor a cancelled import leaves any behind.

CREATE TABLE import_jobs (
    workspace_id   uuid NOT NULL,
    id             uuid NOT NULL DEFAULT uuidv7(),
    user_id        uuid NOT NULL,
    target         text NOT NULL, -- the kind of record that its rows become
    file_name      text NOT NULL,
    file_bytes     bigint NOT NULL,
    state          text NOT NULL
                   CHECK (state IN ('uploaded', 'queued', 'running', 'done', 'failed', 'cancelled')),
    charset        text NOT NULL,
    delimiter      text NOT NULL,
    header_line    bigint NOT NULL, -- 0 where the file has no line of column names
    headers        text[] NOT NULL,
    fields         text[] NOT NULL, -- what each column means, in the order of the headers
    preview        jsonb NOT NULL,  -- the first rows as arrays of texts
    error          text,
    attempts       integer NOT NULL DEFAULT 0,
    bytes_read     bigint NOT NULL DEFAULT 0,
    rows_read      bigint NOT NULL DEFAULT 0,
    rows_saved     bigint NOT NULL DEFAULT 0, -- how far the saving is; what it led to is counted below
    rows_created   bigint NOT NULL DEFAULT 0,
    rows_updated   bigint NOT NULL DEFAULT 0,
    rows_unchanged bigint NOT NULL DEFAULT 0,
    rows_repeated  bigint NOT NULL DEFAULT 0,
    rows_rejected  bigint NOT NULL DEFAULT 0,
    rows_reported  bigint NOT NULL DEFAULT 0, -- kept, but worth a look: an e-mail that other people have too
    created_at     timestamptz NOT NULL,
    started_at     timestamptz,
    finished_at    timestamptz,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX import_jobs_user ON import_jobs (workspace_id, user_id, id);
CREATE INDEX import_jobs_waiting ON import_jobs (workspace_id, created_at) WHERE state IN ('uploaded', 'queued', 'running');

CREATE TABLE import_findings (
    workspace_id uuid NOT NULL,
    import_id    uuid NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    line         bigint NOT NULL, -- of the file, where the row begins
    kind         text NOT NULL CHECK (kind IN ('rejected', 'repeated', 'shared_email', 'warning')),
    reason       text NOT NULL,
    content      text NOT NULL,   -- the row's fields as they stand in the file, a JSON array of texts
    PRIMARY KEY (workspace_id, import_id, line, id),
    FOREIGN KEY (workspace_id, import_id) REFERENCES import_jobs (workspace_id, id) ON DELETE CASCADE
);
