package brisk.workspace;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tenants themselves. */
public final class WorkspaceStore {

    /**
     * @param timeZone an IANA name
     * @param defaultRegion ISO 3166 code by which phone numbers without a country code are read
     * @param demo true where the rows are made up
     */
    public record NewWorkspace(String name, String timeZone, String defaultRegion, boolean demo) {}

    /** @return the id of the new, empty workspace */
    public UUID create(Handle handle, NewWorkspace workspace) {
        return handle.createQuery("""
                INSERT INTO workspaces (name, time_zone, default_region, demo)
                VALUES (:name, :timeZone, :defaultRegion, :demo)
                RETURNING id
                """)
                .bind("name", workspace.name())
                .bind("timeZone", workspace.timeZone())
                .bind("defaultRegion", workspace.defaultRegion())
                .bind("demo", workspace.demo())
                .mapTo(UUID.class)
                .one();
    }

    /** Whether nobody can sign in yet, because there is no user in any workspace. */
    boolean isEmpty(Handle handle) {
        return handle.createQuery("SELECT NOT EXISTS (SELECT 1 FROM users) -- every workspace")
                .mapTo(Boolean.class)
                .one();
    }

    /** Lets one transaction at a time go on; the next one sees what this one has committed. */
    void lockSetup(Handle handle) {
        handle.execute("SELECT pg_advisory_xact_lock(hashtext('brisk.setup'))");
    }
}
