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
 * @param required it must be given for a new record
 * @param emptiable whether a JSON null empties it
 * @param emptyValue what a JSON null stores
 * @param isColumn false where the value is bound for the statement, but kept in another table than the record
 */
public record Field(
        String name,
        String column,
        String cast,
        boolean required,
        boolean emptiable,
        @Nullable Object emptyValue,
        boolean isColumn,
        Reader reader) {

    /** Reads a value that is present and not null, or says what is wrong with it. */
    @FunctionalInterface
    public interface Reader {
        @Nullable
        Object read(String name, JsonNode value, Caller caller, List<FieldError> errors);
    }

    public static Field of(String name, String column, Reader reader) {
        return new Field(name, column, "", false, true, null, true, reader);
    }

    /** It must be given for a new record and can never be emptied. */
    public Field mandatory() {
        return new Field(name, column, cast, true, false, emptyValue, isColumn, reader);
    }

    /** It can be left out of a new record, which then gets what the table gives it, but never be emptied. */
    public Field neverEmpty() {
        return new Field(name, column, cast, required, false, emptyValue, isColumn, reader);
    }

    /** For a column that is never null. */
    public Field emptiedTo(Object value) {
        return new Field(name, column, cast, required, emptiable, value, isColumn, reader);
    }

    /** The column's value is a text that SQL casts: jsonb, for one. */
    public Field castTo(String type) {
        return new Field(name, column, type, required, emptiable, emptyValue, isColumn, reader);
    }

    /** Kept in another table, by what a statement does besides. */
    public Field beside() {
        return new Field(name, column, cast, required, emptiable, emptyValue, false, reader);
    }

    String placeholder() {
        return cast.isEmpty() ? ":" + column : "CAST(:" + column + " AS " + cast + ")";
    }
}
