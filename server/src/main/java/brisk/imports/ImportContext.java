package brisk.imports;

import brisk.platform.security.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a target may know of the import that it works for.
 *
 * @param mayManage whether the one who sent the file may change what belongs to the whole team
 * @param headers the names of all columns
 * @param columns for each field the name of the first column that means it
 */
public record ImportContext(
        UUID workspaceId,
        UUID importId,
        String fileName,
        Sender sender,
        boolean mayManage,
        List<String> headers,
        Map<String, String> columns) {

    /** Who sent the file. */
    public record Sender(UUID id, Role role, @Nullable String branch) {}

    /** The name of the first column that means this; null where none does. */
    public @Nullable String column(String field) {
        return columns.get(field);
    }
}
