package brisk.imports.xlsx;

import brisk.imports.csv.CsvException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** One part of a spreadsheet file, read from front to back. Neither document types nor entities are looked at. */
final class Xml implements Closeable {
    private static final XMLInputFactory FACTORY = factory();
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final InputStream in;
    private final XMLStreamReader reader;

    Xml(InputStream in) throws XMLStreamException {
        this.in = in;
        this.reader = FACTORY.createXMLStreamReader(in);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Goes on to the next element of this name; false at the end of the part. */
    boolean next(String name) throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT && is(name)) {
                return true;
            }
        }
        return false;
    }

    /** Goes on to the next element inside the one that is called {@code parent}; null at that one's end. */
    @Nullable
    String nextWithin(String parent) throws XMLStreamException {
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return reader.getLocalName();
            }
            if (event == XMLStreamConstants.END_ELEMENT && is(parent)) {
                return null;
            }
        }
        return null;
    }

    private boolean is(String name) {
        return reader.getLocalName().equals(name);
    }

    /** The attribute of the element where the reader stands. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Everything written in the element where the reader stands, up to its end; how to pronounce it is left out. */
    String text(String element, int mostCharacters) throws XMLStreamException {
        var text = new StringBuilder();
        int spoken = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT && is(element)) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT && is("rPh")) {
                spoken++;
            } else if (event == XMLStreamConstants.END_ELEMENT && is("rPh")) {
                spoken--;
            } else if (reader.isCharacters() && spoken == 0) {
                text.append(reader.getText());
                if (text.length() > mostCharacters) {
                    throw new CsvException("The file cannot be read to its end: a cell is larger than " + mostCharacters
                            + " characters.");
                }
            }
        }
        return text.indexOf("_x") < 0 ? text.toString() : unescaped(text);
    }

    /** Characters that XML has no way to write stand as _x0007_. */
    private static String unescaped(CharSequence text) {
        return ESCAPED.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
