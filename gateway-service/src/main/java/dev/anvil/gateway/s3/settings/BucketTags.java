package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.gateway.s3.header.TagFields;
import dev.anvil.gateway.s3.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** Tags of a bucket, as they are kept. */
public final class BucketTags {
    private BucketTags() {}

    /** Those that a bucket is made with. */
    public static Optional<String> ofNewBucket(XmlElement tags) {
        List<Tag> found = TagFields.of(tags, TagFields.MAX_OF_BUCKET);
        return found.isEmpty() ? Optional.empty() : Optional.of(document(found));
    }

    static String document(List<Tag> tags) {
        return XmlDocument.of(xml -> {
            xml.openRoot("Tagging");
            TagFields.write(xml, tags);
            xml.close();
        });
    }
}
