package brisk.imports.csv;

import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a table below its header, one after the other, from whatever kind of file. */
public interface Rows extends Closeable {
    /**
     * Null at the end.
     *
     * @throws CsvException where the file cannot be read to its end
     */
    CsvRows.@Nullable Row next();

    /** What of the file was passed over, for a person; known at the end. */
    default List<String> remarks() {
        return List.of();
    }

    /** How much of the file was read so far. */
    long bytesRead();
}
