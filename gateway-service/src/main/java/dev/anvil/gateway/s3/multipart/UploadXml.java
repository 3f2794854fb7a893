package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.catalogue.Upload;
import dev.anvil.gateway.s3.header.AttributeFields;
import dev.anvil.gateway.s3.header.ChecksumFields;
import dev.anvil.gateway.s3.xml.XmlWriter;
import dev.anvil.model.Checksum.Algorithm;

/** What documents tell of an upload. */
final class UploadXml {
    private UploadXml() {}

    /** Uploads are seen by their own tenant only, so owner and initiator are the tenant that asks. */
    static void people(XmlWriter xml, Caller.App app, Upload upload) {
        person(xml, "Initiator", app);
        person(xml, "Owner", app);
        String storageClass = upload.attributes().storageClass();
        xml.element("StorageClass", storageClass == null ? AttributeFields.STANDARD : storageClass);
    }

    private static void person(XmlWriter xml, String element, Caller.App app) {
        xml.open(element)
                .element("ID", app.tenant().canonicalId())
                .element("DisplayName", app.tenant().displayName())
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
