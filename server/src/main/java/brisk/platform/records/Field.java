package brisk.platform.records;

import brisk.platform.http.Problem.FieldError;
import brisk.platform.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One member that a client may write: where it goes, and the rule it must keep.
 *
 * @param column the table's column
 * @param cast the SQL type that the bound text is cast to; empty for none
 * @param emptyValue what a JSON null stores
 */
public record Field(
        String name,
        String column,
        String cast,
        boolean required,
        @Nullable Object emptyValue,
        Reader reader) {

    /** Reads a value that is present and not null, or says what is wrong with it. */
    @FunctionalInterface
    public interface Reader {
        @Nullable
        Object read(String name, JsonNode value, Caller caller, List<FieldError> errors);
    }

    public static Field of(String name, String column, Reader reader) {
        return new Field(name, column, "", false, null, reader);
    }

    /** It must be given for a new record and can never be emptied. */
    public Field mandatory() {
        return new Field(name, column, cast, true, emptyValue, reader);
    }

    /** For a column that is never null. */
    public Field emptiedTo(Object value) {
        return new Field(name, column, cast, required, value, reader);
    }

    /** The column's value is a text that SQL casts: jsonb, for one. */
    public Field castTo(String type) {
        return new Field(name, column, type, required, emptyValue, reader);
    }

    String placeholder() {
        return cast.isEmpty() ? ":" + column : "CAST(:" + column + " AS " + cast + ")";
    }
}
