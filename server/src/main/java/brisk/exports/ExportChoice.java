package brisk.exports;

import brisk.platform.http.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns a file has.
 *
 * @param allCustom whether it has all fields that users have added; otherwise those of {@code customKeys}
 */
record ExportChoice(List<ExportColumn> columns, boolean allCustom, List<String> customKeys) {
    private static final String CUSTOM = "custom";
    private static final String ONE_CUSTOM = "custom.";

    /** @param fields in their order; the usual ones where there are none */
    ExportChoice(ExportTarget target, List<String> fields) {
        this(chosen(target, fields), hasCustom(target, fields), customKeys(target, fields));
    }

    private static List<ExportColumn> chosen(ExportTarget target, List<String> fields) {
        if (fields.isEmpty()) {
            return target.columns().stream().filter(ExportColumn::isUsual).toList();
        }
        List<ExportColumn> chosen = new ArrayList<>();
        for (String field : fields) {
            if (!target.custom().isEmpty() && (field.equals(CUSTOM) || field.startsWith(ONE_CUSTOM))) {
                continue;
            }
            chosen.add(target.columns().stream()
                    .filter(column -> column.name().equals(field))
                    .findFirst()
                    .orElseThrow(() -> Problem.badRequest("'" + field + "' is not offered by 'fields'; there are: "
                            + String.join(", ", ExportColumn.names(target.columns()))
                            + (target.custom().isEmpty() ? "" : ", custom, and custom.X for the custom field X")
                            + ".")));
        }
        if (chosen.isEmpty()) {
            throw Problem.badRequest("'fields' names no column besides custom fields; add one, such as '"
                    + target.columns().getFirst().name() + "'.");
        }
        return chosen;
    }

    private static boolean hasCustom(ExportTarget target, List<String> fields) {
        return !target.custom().isEmpty() && (fields.isEmpty() || fields.contains(CUSTOM));
    }

    private static List<String> customKeys(ExportTarget target, List<String> fields) {
        return target.custom().isEmpty()
                ? List.of()
                : fields.stream()
                        .filter(field -> field.startsWith(ONE_CUSTOM))
                        .map(field -> field.substring(ONE_CUSTOM.length()))
                        .distinct()
                        .toList();
    }
}
