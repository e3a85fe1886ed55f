package brisk.platform.records;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Where a page is in its list, as every list says it.
 *
 * @param page counted from 1
 * @param limit the most rows of a page
 * @param total rows in the list; at least as many where it is not exact
 * @param hasPrev whether rows come before this page
 * @param next the cursor of the page after this one; null where there is none, or where the list has no cursors
 */
public record Pagination(
        int page,
        int limit,
        long total,
        boolean totalExact,
        boolean hasNext,
        boolean hasPrev,
        @Nullable String next) {

    /** Writes the member "pagination" into an object that is open. */
    public void write(JsonGenerator json) {
        json.writeName("pagination");
        json.writeStartObject();
        json.writeName("page");
        json.writeNumber(page);
        json.writeName("limit");
        json.writeNumber(limit);
        json.writeName("total");
        json.writeNumber(total);
        json.writeName("totalExact");
        json.writeBoolean(totalExact);
        json.writeName("totalPages");
        json.writeNumber((total + limit - 1) / limit);
        json.writeName("hasNext");
        json.writeBoolean(hasNext);
        json.writeName("hasPrev");
        json.writeBoolean(hasPrev);
        json.writeName("next");
        if (next == null) {
            json.writeNull();
        } else {
            json.writeString(next);
        }
        json.writeEndObject();
    }
}
