package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.acl.Grantee;
import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.s3.header.AttributeFields;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.model.Checksum.Algorithm;

/** What documents tell of an upload. */
final class UploadXml {
    private UploadXml() {}

    /** Who begins an upload owns what comes of it, unless everything belongs to the bucket's owner. */
    static void people(XmlWriter xml, Bucket bucket, Upload upload) {
        Acl acl = upload.attributes().acl();
        Grantee.User owner = acl == null ? BucketRules.owner(bucket) : acl.owner();
        person(xml, "Initiator", owner);
        person(xml, "Owner", owner);
        String storageClass = upload.attributes().storageClass();
        xml.element("StorageClass", storageClass == null ? AttributeFields.STANDARD : storageClass);
    }

    private static void person(XmlWriter xml, String element, Grantee.User user) {
        xml.open(element)
                .element("ID", user.id())
                .element("DisplayName", user.displayName())
                .close();
    }

    static void checksum(XmlWriter xml, Upload upload) {
        Algorithm algorithm = upload.checksumAlgorithm();
        if (algorithm != null) {
            xml.element("ChecksumAlgorithm", algorithm.name())
                    .element("ChecksumType", ChecksumFields.typeName(!upload.checksumOfWhole()));
        }
    }
}
