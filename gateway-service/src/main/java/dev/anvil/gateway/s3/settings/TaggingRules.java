package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.gateway.s3.header.TagFields;
import java.util.List;

/** Tags of a bucket. */
final class TaggingRules implements DocumentRules {
    @Override
    public String check(byte[] document) {
        List<Tag> tags = TagFields.of(document, TagFields.MAX_OF_BUCKET);
        return XmlDocument.of(xml -> {
            xml.openRoot("Tagging");
            TagFields.write(xml, tags);
            xml.close();
        });
    }
}
