-- The order of a seller's book as in V002. With the plain column beside its expression the ranking is read from the index alone:
-- the planner does not take the expression for proof that the column itself is not needed.
DROP INDEX contacts_book;
CREATE INDEX contacts_book ON contacts
    (workspace_id, owner_id, in_campaign DESC, warmness, coalesce(last_contacted_at, '-infinity'), id DESC)
    INCLUDE (last_contacted_at)
    WHERE deleted_at IS NULL AND owner_id IS NOT NULL;
