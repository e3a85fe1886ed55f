package brisk.imports.xlsx;

import brisk.imports.csv.CsvException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * XML as it is unpacked. What would grow beyond all bounds in a parser is refused before it gets there: more than the
 * file may unpack to, and a tag, comment or text of megabytes (between two of them there always is a "&lt;").
 */
final class BoundedStream extends FilterInputStream {
    private static final int LONGEST_PIECE_BYTES = 1 << 21;

    private final XlsxFile.Budget budget;
    private long count;
    private int piece;

    BoundedStream(InputStream in, XlsxFile.Budget budget) {
        super(in);
        this.budget = budget;
    }

    /** How many bytes have been unpacked. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read <= 0) {
            return read;
        }
        count += read;
        budget.take(read);
        for (int i = offset; i < offset + read; i++) {
            piece = buffer[i] == '<' ? 0 : piece + 1;
            if (piece > LONGEST_PIECE_BYTES) {
                throw new CsvException(
                        "The spreadsheet cannot be read: a cell in it is larger than any program makes them.");
            }
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
