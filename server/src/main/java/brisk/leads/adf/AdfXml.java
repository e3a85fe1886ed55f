package brisk.leads.adf;

import brisk.platform.http.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML from strangers as a tree: without a document type, without entities of its own, of bounded depth and number. Names are in
 * lower case, because programs write them as they like.
 */
final class AdfXml {
    private static final int DEEPEST = 32;
    private static final int MOST_ELEMENTS = 20_000;

    private AdfXml() {}

    /** An element with its texts together, and its children in their order. */
    static final class Element {
        private final String name;
        private final Map<String, String> attributes = new HashMap<>();
        private final List<Element> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        private Element(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        String attribute(String wanted) {
            return attributes.getOrDefault(wanted, "").strip();
        }

        /** Without the spaces around it; what is blank is empty. */
        String text() {
            return text.toString().strip();
        }

        Stream<Element> all(String wanted) {
            return children.stream().filter(child -> child.name.equals(wanted));
        }

        Optional<Element> first(String wanted) {
            return all(wanted).findFirst();
        }

        /** The text at the end of a path of names; empty where there is none. */
        String textAt(String... path) {
            Element at = this;
            for (String step : path) {
                Optional<Element> next = at.first(step);
                if (next.isEmpty()) {
                    return "";
                }
                at = next.get();
            }
            return at.text();
        }
    }

    /**
     * @return the root
     * @throws Problem 400 that says where the text stops being XML that is read here
     */
    static Element read(byte[] given) {
        XMLStreamReader xml = null;
        try {
            xml = factory().createXMLStreamReader(new ByteArrayInputStream(withoutEarlyMark(given)));
            return tree(xml);
        } catch (XMLStreamException e) {
            throw refused(e.getLocation(), "it is no XML from there on");
        } finally {
            close(xml);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    private static Element tree(XMLStreamReader xml) throws XMLStreamException {
        Deque<Element> open = new ArrayDeque<>();
        Element root = null;
        int elements = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() >= DEEPEST || ++elements > MOST_ELEMENTS) {
                        throw refused(xml.getLocation(), "it has too many elements, or they are nested too deeply");
                    }
                    Element element = element(xml);
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.element().children.add(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.element().text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.DTD -> throw refused(xml.getLocation(), "a document type is not read");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refused(xml.getLocation(), "an entity that XML does not know is not read");
                default -> {
                    // remarks and instructions to programs
                }
            }
        }
        return Objects.requireNonNull(root);
    }

    private static Element element(XMLStreamReader xml) {
        var element = new Element(xml.getLocalName().toLowerCase(Locale.ROOT));
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            element.attributes.put(xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT), xml.getAttributeValue(i));
        }
        return element;
    }

    /** Many programs write their instruction for ADF before the XML declaration, which must be first. */
    private static byte[] withoutEarlyMark(byte[] given) {
        String start = new String(given, 0, Math.min(given.length, 300), StandardCharsets.ISO_8859_1);
        String lower = start.toLowerCase(Locale.ROOT);
        int begin = start.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
        while (begin < start.length() && Character.isWhitespace(start.charAt(begin))) {
            begin++;
        }
        if (lower.startsWith("<?adf", begin)) {
            int xml = lower.indexOf("<?xml", begin);
            int end = lower.indexOf("?>", begin);
            if (xml > end && end > 0 && start.substring(end + 2, xml).isBlank()) {
                begin = xml;
            }
        }
        return begin == 0 ? given : Arrays.copyOfRange(given, begin, given.length);
    }

    private static Problem refused(Location at, String why) {
        return Problem.badRequest("The XML cannot be read at line " + Math.max(1, at.getLineNumber()) + ", column "
                + Math.max(1, at.getColumnNumber()) + ": " + why + ".");
    }

    private static void close(@org.jspecify.annotations.Nullable XMLStreamReader xml) {
        try {
            if (xml != null) {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
