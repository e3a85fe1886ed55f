package brisk.imports;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a target may know of the import that it works for.
 *
 * @param mayManage whether the one who sent the file may change what belongs to the whole team
 * @param columns for each field the name of the first column that means it
 */
public record ImportContext(
        UUID workspaceId, UUID importId, String fileName, boolean mayManage, Map<String, String> columns) {

    /** The name of the first column that means this; null where none does. */
    public @Nullable String column(String field) {
        return columns.get(field);
    }
}
