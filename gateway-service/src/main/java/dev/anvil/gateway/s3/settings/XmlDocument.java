package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Settings as text: what they have in common. */
final class XmlDocument {
    private XmlDocument() {}

    static String of(Consumer<XmlWriter> document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlWriter xml = new XmlWriter(out);
        document.accept(xml);
        xml.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A required child's text, without the white space around it. */
    static String required(XmlElement parent, String name) {
        return parent.text(name).map(String::strip).orElseThrow(XmlDocument::malformed);
    }

    static String oneOf(XmlElement parent, String name, Set<String> possible) {
        String text = required(parent, name);
        if (!possible.contains(text)) {
            throw malformed();
        }
        return text;
    }

    static List<XmlElement> some(XmlElement parent, String name, int most) {
        List<XmlElement> children = parent.children(name);
        if (children.isEmpty() || children.size() > most) {
            throw malformed();
        }
        return children;
    }

    static S3Error malformed() {
        return new S3Error(S3ErrorCode.MALFORMED_XML);
    }
}
