package dev.anvil.gateway.s3.xml;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a small document whole. Anything that is not plain well-formed XML, document types among it, is MalformedXML. */
public final class XmlReader {
    private static final int MAX_DEPTH = 32;

    private XmlReader() {}

    /** The root, which must have the name that is expected. */
    public static XmlElement parse(byte[] document, String expectedRoot) {
        XmlElement root = parse(document);
        if (!root.name().equals(expectedRoot)) {
            throw new S3Error(S3ErrorCode.MALFORMED_XML);
        }
        return root;
    }

    public static XmlElement parse(byte[] document) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(document));
            return read(reader);
        } catch (XMLStreamException e) {
            throw new S3Error(S3ErrorCode.MALFORMED_XML);
        }
    }

    private static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
        Deque<XmlElement> open = new ArrayDeque<>();
        @Nullable XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement element = new XmlElement(reader.getLocalName(), attributes(reader));
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.element().add(element);
                    }
                    open.push(element);
                    if (open.size() > MAX_DEPTH) {
                        throw new S3Error(S3ErrorCode.MALFORMED_XML);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.element().addText(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new S3Error(S3ErrorCode.MALFORMED_XML);
                default -> {
                    // Comments and processing instructions say nothing to us.
                }
            }
        }
        if (root == null) {
            throw new S3Error(S3ErrorCode.MALFORMED_XML);
        }
        return root;
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** A fresh one each time: factories are not safe to share between threads, and documents are rare. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        return factory;
    }
}
