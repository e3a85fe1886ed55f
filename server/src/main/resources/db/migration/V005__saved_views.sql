-- How somebody likes to look at a list: its filters, order and columns, for themselves or for everybody.

CREATE TABLE saved_views (
    workspace_id uuid NOT NULL,
    id           uuid NOT NULL DEFAULT uuidv7(),
    user_id      uuid NOT NULL, -- who made it
    resource     text NOT NULL, -- the list it is a view of
    name         text NOT NULL CHECK (name <> ''),
    shared       boolean NOT NULL DEFAULT false,
    query        jsonb NOT NULL DEFAULT '{}', -- search parameters of the page's address, all of them texts
    columns      text[] NOT NULL DEFAULT '{}',
    position     integer NOT NULL,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    deleted_at   timestamptz,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, user_id) REFERENCES users (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX saved_views_name ON saved_views (workspace_id, user_id, resource, lower(name)) WHERE deleted_at IS NULL;
CREATE INDEX saved_views_shared ON saved_views (workspace_id, resource) WHERE shared AND deleted_at IS NULL;
CREATE INDEX saved_views_deleted ON saved_views (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;
