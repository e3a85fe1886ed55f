package brisk.leads;

import brisk.platform.http.Problem.FieldError;
import brisk.platform.records.Field;
import brisk.platform.records.Fields;
import brisk.platform.records.Fields.Values;
import brisk.platform.records.Readers;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a telephone call with a customer is. */
final class LeadCalls {
    static final Field DIRECTION = Field.of("direction", "direction", Readers.choice(List.of("inbound", "outbound")));
    static final Field OUTCOME = Field.of("outcome", "outcome", Readers.choice(Leads.CALL_OUTCOMES));
    static final Field DURATION = Field.of("durationSeconds", "durationSeconds", Readers.integer(0, 86_400));
    static final Field REMARKS = Field.of("remarks", "remarks", Readers.text(4_000));

    private static final Fields OF_ENQUIRY = Fields.of(DIRECTION, OUTCOME, DURATION, REMARKS);

    private LeadCalls() {}

    /** The call by which an enquiry came, as the functions of the database take it. */
    static Field.Reader reader() {
        return (name, value, caller, errors) -> {
            if (!(value instanceof ObjectNode object)) {
                errors.add(new FieldError(name, "must be an object, or null where nobody called"));
                return null;
            }
            return json(OF_ENQUIRY.readNew(object, caller)).toString();
        };
    }

    /** The values by their columns; texts, times and ids as texts, null where the request says null. */
    static ObjectNode json(Values values) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((field, value) -> {
            switch (value) {
                case null -> json.putNull(field.column());
                case Long number -> json.put(field.column(), number);
                case OffsetDateTime time -> json.put(field.column(), time.toString());
                case UUID id -> json.put(field.column(), id.toString());
                case String text
                when field.cast().equals("jsonb") || field.column().equals("call") ->
                    json.putRawValue(field.column(), new tools.jackson.databind.util.RawValue(text));
                default -> json.put(field.column(), value.toString());
            }
        });
        return json;
    }
}
