package brisk.platform.records;

import brisk.platform.http.Problem;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.security.Caller;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields that a client may write in a kind of record, in their order. */
public final class Fields {
    private final Map<String, Field> byName = new LinkedHashMap<>();

    public static Fields of(Field... fields) {
        var all = new Fields();
        for (Field field : fields) {
            all.byName.put(field.name(), field);
        }
        return all;
    }

    /** Checked values by field; a null value empties the column. */
    public static final class Values {
        private final Map<Field, @Nullable Object> values = new LinkedHashMap<>();

        public boolean isEmpty() {
            return values.isEmpty();
        }

        public boolean has(String column) {
            return values.keySet().stream().anyMatch(f -> f.column().equals(column));
        }

        public List<String> names() {
            return values.keySet().stream().map(Field::column).toList();
        }

        public void forEach(BiConsumer<Field, @Nullable Object> action) {
            values.forEach(action);
        }

        public @Nullable Object get(String column) {
            for (var entry : values.entrySet()) {
                if (entry.getKey().column().equals(column)) {
                    return entry.getValue();
                }
            }
            return null;
        }

        /** ", name, emails" */
        public String columns() {
            return joined(field -> ", " + field.column());
        }

        /** ", :name, :emails" */
        public String placeholders() {
            return joined(field -> ", " + field.placeholder());
        }

        /** "name = :name, emails = :emails, " */
        public String assignments() {
            return joined(field -> field.column() + " = " + field.placeholder() + ", ");
        }

        private String joined(Function<Field, String> text) {
            return String.join(
                    "",
                    values.keySet().stream().filter(Field::isColumn).map(text).toList());
        }

        /** Adds what follows from the request rather than being in it. */
        public Values with(Field field, @Nullable Object value) {
            values.put(field, value);
            return this;
        }

        /** As arguments, so that in a batch a column may be null in one row and not in another. */
        public <S extends SqlStatement<S>> S bind(S statement) {
            Arguments arguments = statement.getConfig(Arguments.class);
            values.forEach((field, value) -> {
                if (value == null) {
                    statement.bindNull(field.column(), Types.NULL); // PostgreSQL knows the column's type better
                } else {
                    statement.bind(
                            field.column(),
                            arguments.findFor(value.getClass(), value).orElseThrow());
                }
            });
            return statement;
        }
    }

    /** What a new record gets where its request says nothing. */
    public static void byDefault(ObjectNode json, String field, String value) {
        if (!json.has(field)) {
            json.put(field, value);
        }
    }

    /** All that is given, everything required among it. */
    public Values readNew(ObjectNode json, Caller caller) {
        return read(json, caller, true);
    }

    /** What is given and nothing else (RFC 7396: null empties a field). */
    public Values readChanges(ObjectNode json, Caller caller) {
        Values values = read(json, caller, false);
        if (values.isEmpty()) {
            throw Problem.badRequest(
                    "Nothing to change: name at least one of " + String.join(", ", byName.keySet()) + ".");
        }
        return values;
    }

    /** The same values, with every other field at what a new record has there: so that all fit one statement. */
    Values complete(Values given) {
        var all = new Values();
        for (Field field : byName.values()) {
            all.values.put(field, given.values.containsKey(field) ? given.values.get(field) : field.emptyValue());
        }
        return all;
    }

    private Values read(ObjectNode json, Caller caller, boolean complete) {
        List<FieldError> errors = new ArrayList<>();
        for (String name : json.propertyNames()) {
            if (!byName.containsKey(name)) {
                throw Problem.unknownField(name, byName.keySet());
            }
        }
        var values = new Values();
        for (Field field : byName.values()) {
            JsonNode node = json.get(field.name());
            if (node == null) {
                if (complete && field.required()) {
                    errors.add(new FieldError(field.name(), "is required"));
                }
                continue;
            }
            int before = errors.size();
            Object value = node.isNull() ? null : field.reader().read(field.name(), node, caller, errors);
            if (value == null && !field.emptiable() && errors.size() == before) {
                errors.add(new FieldError(field.name(), "must not be empty"));
            }
            values.values.put(field, value == null ? field.emptyValue() : value);
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return values;
    }
}
