package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import java.util.List;

/** How far a bucket is kept from becoming public. */
final class PublicAccessBlockRules implements DocumentRules {
    private static final List<String> SWITCHES =
            List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");

    @Override
    public String check(byte[] document) {
        XmlElement root = XmlReader.parse(document, "PublicAccessBlockConfiguration");
        return XmlDocument.of(xml -> {
            xml.openRoot("PublicAccessBlockConfiguration");
            for (String name : SWITCHES) {
                String text = root.text(name).map(String::strip).orElse("false");
                if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                    throw XmlDocument.malformed();
                }
                xml.element(name, Boolean.parseBoolean(text));
            }
            xml.close();
        });
    }
}
