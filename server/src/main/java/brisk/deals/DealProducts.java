package brisk.deals;

import brisk.platform.http.Json;
import brisk.platform.http.Problem.FieldError;
import brisk.platform.records.Field;
import brisk.platform.records.Readers;
import brisk.platform.security.Caller;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The products of a deal, each a line with a quantity and the price of one. */
final class DealProducts {
    static final String NONE = "[]";

    private static final int MOST_LINES = 100;
    private static final Field.Reader ID = Readers.id();
    private static final Field.Reader QUANTITY = Readers.amount(9, 3);
    private static final Field.Reader PRICE = Readers.amount(16, 2);

    private DealProducts() {}

    /** As the statements that write them read it. */
    private record Line(UUID product_id, BigDecimal quantity, BigDecimal price) {}

    /** A list of {@code {"productId", "quantity", "price"}} as a text of JSON. */
    static Field.Reader reader() {
        return (name, value, caller, errors) -> {
            if (!value.isArray() || value.size() > MOST_LINES) {
                errors.add(new FieldError(name, "must be a list of at most " + MOST_LINES + " products"));
                return null;
            }
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                Line line = line(name + "[" + i + "]", value.get(i), caller, errors);
                if (line != null) {
                    lines.add(line);
                }
            }
            return new String(Json.bytes(lines), StandardCharsets.UTF_8);
        };
    }

    private static @Nullable Line line(String name, JsonNode entry, Caller caller, List<FieldError> errors) {
        for (String member : entry.propertyNames()) {
            if (!Set.of("productId", "name", "quantity", "price").contains(member)) {
                errors.add(new FieldError(name + "." + member, "is no member of a product's line"));
            }
        }
        Object product = ID.read(name + ".productId", entry.path("productId"), caller, errors);
        Object quantity = entry.has("quantity")
                ? QUANTITY.read(name + ".quantity", entry.path("quantity"), caller, errors)
                : BigDecimal.ONE;
        Object price = PRICE.read(name + ".price", entry.path("price"), caller, errors);
        if (quantity instanceof BigDecimal number && number.signum() == 0) {
            errors.add(new FieldError(name + ".quantity", "must be more than 0"));
        }
        return product instanceof UUID id && quantity instanceof BigDecimal count && price instanceof BigDecimal one
                ? new Line(id, count, one)
                : null;
    }

    /** What the lines come to; null where there are none. */
    static @Nullable BigDecimal total(String lines) {
        BigDecimal total = null;
        for (JsonNode line : Json.tree(lines.getBytes(StandardCharsets.UTF_8))) {
            BigDecimal amount = line.path("quantity")
                    .decimalValue()
                    .multiply(line.path("price").decimalValue());
            total = total == null ? amount : total.add(amount);
        }
        return total == null ? null : total.setScale(2, RoundingMode.HALF_UP);
    }
}
