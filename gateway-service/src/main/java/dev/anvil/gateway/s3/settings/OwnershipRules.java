package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import java.util.Set;

/** Who owns what is put into a bucket. */
final class OwnershipRules implements DocumentRules {
    static final Set<String> POSSIBLE = Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

    @Override
    public String check(byte[] document) {
        XmlElement root = XmlReader.parse(document, "OwnershipControls");
        XmlElement rule = XmlDocument.some(root, "Rule", 1).getFirst();
        return document(XmlDocument.oneOf(rule, "ObjectOwnership", POSSIBLE));
    }

    static String document(String ownership) {
        return XmlDocument.of(xml -> xml.openRoot("OwnershipControls")
                .open("Rule")
                .element("ObjectOwnership", ownership)
                .close()
                .close());
    }
}
