package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Deletion;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.Preconditions;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.gateway.s3.header.WriteConditions;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.util.List;

/** The keys that are to be deleted. */
record DeleteDocument(boolean quiet, List<Deletion> deletions) {
    static DeleteDocument parse(byte[] document) {
        XmlElement root = XmlReader.parse(document, "Delete");
        List<XmlElement> objects = root.children("Object");
        if (objects.isEmpty() || objects.size() > ObjectCatalogue.MAX_PAGE) {
            throw new S3Error(S3ErrorCode.MALFORMED_XML);
        }
        boolean quiet = root.text("Quiet")
                .map(String::strip)
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        return new DeleteDocument(
                quiet, objects.stream().map(DeleteDocument::deletion).toList());
    }

    private static Deletion deletion(XmlElement object) {
        String key = object.text("Key").orElse("");
        if (key.isEmpty() || key.indexOf('\0') >= 0) {
            throw new S3Error(S3ErrorCode.MALFORMED_XML);
        }
        if (!ObjectKey.isWithinLimit(key)) {
            throw new S3Error(S3ErrorCode.KEY_TOO_LONG);
        }
        VersionId version = object.text("VersionId")
                .filter(text -> !text.isEmpty())
                .map(VersionParameter::parse)
                .orElse(null);
        Preconditions conditions = WriteConditions.ofDeletion(
                object.text("ETag").orElse(null),
                object.text("LastModifiedTime").orElse(null),
                object.text("Size").orElse(null));
        return new Deletion(new ObjectKey(key), version, conditions);
    }
}
