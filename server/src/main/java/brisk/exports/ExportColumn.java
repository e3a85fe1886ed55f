package brisk.exports;

import java.util.List;

/**
 * One column of a file.
 *
 * @param name as clients choose it with {@code fields}
 * @param label as it stands in the file's first row, so that the import knows it again
 * @param sql an expression over the aliases of {@link ExportTarget#tables}
 * @param isUsual whether it is there when nobody chooses
 */
public record ExportColumn(String name, String label, String sql, Kind kind, boolean isUsual) {

    /** What a cell is. */
    public enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        TIME,
        DATE,
        /** A text[], in one cell. */
        TEXTS
    }

    public static ExportColumn text(String name, String label, String sql) {
        return new ExportColumn(name, label, sql, Kind.TEXT, true);
    }

    public static ExportColumn number(String name, String label, String sql) {
        return new ExportColumn(name, label, sql, Kind.NUMBER, true);
    }

    public static ExportColumn flag(String name, String label, String sql) {
        return new ExportColumn(name, label, sql, Kind.FLAG, true);
    }

    public static ExportColumn time(String name, String label, String sql) {
        return new ExportColumn(name, label, sql, Kind.TIME, true);
    }

    public static ExportColumn date(String name, String label, String sql) {
        return new ExportColumn(name, label, sql, Kind.DATE, true);
    }

    public static ExportColumn texts(String name, String label, String sql) {
        return new ExportColumn(name, label, sql, Kind.TEXTS, true);
    }

    /** Phones as they were typed: that is what people read, and what the import reads again. */
    public static ExportColumn phones(String name, String label, String column) {
        return texts(name, label, "ARRAY(SELECT p ->> 'typed' FROM jsonb_array_elements(" + column + ") p)");
    }

    /** Only for those who ask for it. */
    public ExportColumn onlyIfNamed() {
        return new ExportColumn(name, label, sql, kind, false);
    }

    static List<String> names(List<ExportColumn> columns) {
        return columns.stream().map(ExportColumn::name).toList();
    }

    static String sqlOf(List<ExportColumn> columns) {
        return String.join(", ", columns.stream().map(ExportColumn::sql).toList());
    }
}
