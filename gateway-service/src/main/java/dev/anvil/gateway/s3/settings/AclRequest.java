package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.header.AclFields;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;

/** A request that puts an access control list, in its headers or as a document. */
public final class AclRequest {
    private static final int MAX_DOCUMENT_BYTES = 256 * 1024;

    private AclRequest() {}

    public static void requireOwnerOnly(S3Call call) {
        AclFields.requireOwnerOnly(call.headers());
        byte[] document = call.body().readSmall(MAX_DOCUMENT_BYTES);
        if (document.length > 0) {
            requireOwnerOnly(call, XmlReader.parse(document, "AccessControlPolicy"));
        }
    }

    private static void requireOwnerOnly(S3Call call, XmlElement policy) {
        String owner = call.app().tenant().canonicalId();
        XmlElement list = policy.child("AccessControlList").orElseThrow(XmlDocument::malformed);
        for (XmlElement grant : list.children("Grant")) {
            boolean toOwner = grant.child("Grantee")
                    .flatMap(grantee -> grantee.text("ID"))
                    .filter(owner::equals)
                    .isPresent();
            if (!toOwner) {
                throw AclFields.notSupported();
            }
        }
    }
}
