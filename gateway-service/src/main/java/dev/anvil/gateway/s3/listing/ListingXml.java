package dev.anvil.gateway.s3.listing;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.CommonPrefix;
import dev.anvil.gateway.catalogue.ListEntry;
import dev.anvil.gateway.catalogue.ObjectSummary;
import dev.anvil.gateway.s3.header.AttributeFields;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.model.Checksum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of listings as documents show them. */
record ListingXml(XmlWriter xml, ListingText text) {
    void contents(List<ListEntry> entries, @Nullable Bucket owner) {
        for (ListEntry entry : entries) {
            if (entry instanceof ObjectSummary object) {
                xml.open("Contents").element("Key", text.of(object.key().value()));
                summary(object);
                optionalOwner(owner);
                xml.close();
            }
        }
    }

    void versions(List<ListEntry> entries, Bucket owner) {
        for (ListEntry entry : entries) {
            if (entry instanceof ObjectSummary version) {
                xml.open(version.deleteMarker() ? "DeleteMarker" : "Version")
                        .element("Key", text.of(version.key().value()))
                        .element("VersionId", version.version().value())
                        .element("IsLatest", version.latest());
                if (version.deleteMarker()) {
                    xml.element("LastModified", version.modified());
                } else {
                    summary(version);
                }
                optionalOwner(owner);
                xml.close();
            }
        }
    }

    /** The prefixes come last, whatever their order among the keys. */
    void commonPrefixes(List<ListEntry> entries) {
        for (ListEntry entry : entries) {
            if (entry instanceof CommonPrefix common) {
                xml.open("CommonPrefixes")
                        .element("Prefix", text.of(common.prefix()))
                        .close();
            }
        }
    }

    void optional(String name, String value) {
        if (!value.isEmpty()) {
            xml.element(name, text.of(value));
        }
    }

    private void summary(ObjectSummary object) {
        xml.element("LastModified", object.modified());
        if (object.etag() != null) {
            xml.element("ETag", object.etag().quoted());
        }
        for (Checksum.Algorithm algorithm : object.checksumAlgorithms()) {
            xml.element("ChecksumAlgorithm", algorithm.name());
        }
        if (!object.checksumAlgorithms().isEmpty()) {
            xml.element("ChecksumType", ChecksumFields.typeName(object.checksumComposite()));
        }
        xml.element("Size", object.size())
                .element(
                        "StorageClass",
                        object.storageClass() == null ? AttributeFields.STANDARD : object.storageClass());
    }

    private void optionalOwner(@Nullable Bucket owner) {
        if (owner != null) {
            xml.open("Owner")
                    .element("ID", owner.ownerId())
                    .element("DisplayName", owner.ownerName())
                    .close();
        }
    }
}
