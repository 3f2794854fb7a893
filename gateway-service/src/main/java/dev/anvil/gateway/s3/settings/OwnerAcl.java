package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.gateway.s3.S3Response;

/** The only access control list there is: everything to the owner. Who else may what is a matter of policies. */
public final class OwnerAcl {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private OwnerAcl() {}

    public static S3Response answer(Tenant owner) {
        return S3Response.ok().xml(xml -> {
            xml.openRoot("AccessControlPolicy");
            xml.open("Owner")
                    .element("ID", owner.canonicalId())
                    .element("DisplayName", owner.displayName())
                    .close();
            xml.open("AccessControlList").open("Grant");
            xml.openWith("Grantee", "xmlns:xsi", XSI, "xsi:type", "CanonicalUser")
                    .element("ID", owner.canonicalId())
                    .element("DisplayName", owner.displayName())
                    .close();
            xml.element("Permission", "FULL_CONTROL").close().close();
            xml.close();
        });
    }
}
