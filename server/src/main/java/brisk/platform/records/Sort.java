package brisk.platform.records;

import brisk.platform.http.Problem;
import java.util.List;

/**
 * An order that has an index: a key that is never null, then the id, both in one direction, so that a cursor is one
 * comparison of rows.
 *
 * @param name what the client writes; "-name" for the other direction
 * @param sql the key
 * @param type its SQL type, to read it back from a cursor
 */
public record Sort(String name, String sql, String type, boolean descending) {

    public static Sort by(String name, String sql, String type) {
        return new Sort(name, sql, type, false);
    }

    static Sort choose(String wanted, List<Sort> offered) {
        boolean descending = wanted.startsWith("-");
        String name = descending ? wanted.substring(1) : wanted;
        for (Sort sort : offered) {
            if (sort.name.equals(name)) {
                return new Sort(name, sort.sql, sort.type, descending);
            }
        }
        throw Problem.badRequest("Sorting by '" + name + "' is not offered; there are: "
                + String.join(", ", offered.stream().map(Sort::name).toList()) + ", each also with '-' before it.");
    }

    /** The same order where the key has another name. */
    Sort by(String otherSql) {
        return new Sort(name, otherSql, type, descending);
    }

    String orderBy(String idSql) {
        String direction = descending ? " DESC" : " ASC";
        return sql.equals(idSql) ? idSql + direction : sql + direction + ", " + idSql + direction;
    }

    String afterCursor(String idSql) {
        String comparison = descending ? " < " : " > ";
        return sql.equals(idSql)
                ? idSql + comparison + ":cursorId"
                : "(" + sql + ", " + idSql + ")" + comparison + "(CAST(:cursorKey AS " + type + "), :cursorId)";
    }
}
