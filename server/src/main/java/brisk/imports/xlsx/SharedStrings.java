package brisk.imports.xlsx;

import static java.nio.charset.StandardCharsets.UTF_8;

import brisk.imports.csv.CsvException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The texts that cells refer to by number. They are needed in any order, so they stay in memory, packed: a text costs its
 * bytes and eight more. They are read only as far as somebody asks.
 */
final class SharedStrings {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int MOST_BYTES = 32 << 20;
    private static final int LENGTH_BYTES = 4;

    private final @Nullable Xml xml;
    private final List<ByteBuffer> blocks = new ArrayList<>();
    private int[] blockOf = new int[1_024];
    private int[] offsetOf = new int[1_024];
    private int count;
    private long bytes;

    /** @param xml null where the file has none */
    SharedStrings(@Nullable Xml xml) {
        this.xml = xml;
    }

    /** @throws CsvException for a number that no text has, and for more text than can be kept */
    String get(int index) throws XMLStreamException, IOException {
        while (index < 0 || index >= count) {
            if (xml == null || index < 0 || !xml.next("si")) {
                throw new CsvException("The spreadsheet is damaged: a cell refers to a text that is not there.");
            }
            add(xml.text("si", XlsxRows.FIELD_CHARACTERS));
        }
        ByteBuffer block = blocks.get(blockOf[index]);
        int offset = offsetOf[index];
        return new String(block.array(), block.arrayOffset() + offset + LENGTH_BYTES, block.getInt(offset), UTF_8);
    }

    private void add(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        int needed = LENGTH_BYTES + encoded.length;
        bytes += needed + 8L;
        if (bytes > MOST_BYTES) {
            throw new CsvException("The spreadsheet has more different texts than can be kept at once ("
                    + (MOST_BYTES >> 20) + " MB); save it as CSV and send that.");
        }
        if (blocks.isEmpty() || blocks.getLast().remaining() < needed) {
            blocks.add(ByteBuffer.allocate(Math.max(needed, BLOCK_BYTES)));
        }
        if (count == blockOf.length) {
            blockOf = Arrays.copyOf(blockOf, count * 2);
            offsetOf = Arrays.copyOf(offsetOf, count * 2);
        }
        blockOf[count] = blocks.size() - 1;
        offsetOf[count++] = blocks.getLast().position();
        blocks.getLast().putInt(encoded.length).put(encoded);
    }
}
