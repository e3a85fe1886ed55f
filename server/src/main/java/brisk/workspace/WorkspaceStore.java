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
}
