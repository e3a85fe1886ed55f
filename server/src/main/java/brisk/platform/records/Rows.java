package brisk.platform.records;

import brisk.platform.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.Query;
import tools.jackson.core.JsonGenerator;

/** Runs a query and writes its rows as JSON while they are read. */
public final class Rows {
    private Rows() {}

    /** Writes the whole result. */
    @FunctionalInterface
    public interface Writer {
        void write(JsonGenerator json, ResultSet rows) throws SQLException;
    }

    public static byte[] json(Query query, Writer writer) {
        return query.scanResultSet((rows, context) -> {
            try (context) {
                // Past the pool's proxy, which costs a call for each of a page's two thousand values.
                ResultSet result = rows.get().unwrap(ResultSet.class);
                return Json.write(json -> writer.write(json, result));
            }
        });
    }
}
