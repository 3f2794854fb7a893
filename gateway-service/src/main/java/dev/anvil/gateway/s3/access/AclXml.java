package dev.anvil.gateway.s3.access;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.acl.AclGrant;
import dev.anvil.gateway.acl.Grantee;
import dev.anvil.gateway.acl.Permission;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.gateway.s3.xml.XmlWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Lists as documents. */
public final class AclXml {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private AclXml() {}

    public static S3Response answer(Acl acl) {
        return S3Response.ok().xml(xml -> {
            xml.openRoot("AccessControlPolicy").open("Owner");
            user(xml, acl.owner());
            xml.close().open("AccessControlList");
            for (AclGrant grant : groupsFirst(acl.grants())) {
                xml.open("Grant");
                switch (grant.grantee()) {
                    case Grantee.User user -> {
                        xml.openWith("Grantee", "xmlns:xsi", XSI, "xsi:type", "CanonicalUser");
                        user(xml, user);
                    }
                    case Grantee.Group group ->
                        xml.openWith("Grantee", "xmlns:xsi", XSI, "xsi:type", "Group")
                                .element("URI", group.uri());
                }
                xml.close().element("Permission", grant.permission().name()).close();
            }
            xml.close().close();
        });
    }

    /** The order means nothing, but tools that compare lists sort those that begin with somebody who has a name. */
    private static List<AclGrant> groupsFirst(List<AclGrant> grants) {
        return grants.stream()
                .sorted(Comparator.comparing(grant -> !(grant.grantee() instanceof Grantee.Group)))
                .toList();
    }

    private static void user(XmlWriter xml, Grantee.User user) {
        xml.element("ID", user.id());
        xml.optional("DisplayName", user.displayName().isEmpty() ? null : user.displayName());
    }

    /** The owner does not change: whoever writes of another one is mistaken about whose this is. */
    static Acl read(byte[] document, Grantee.User owner, Grantees grantees) {
        XmlElement root = XmlReader.parse(document, "AccessControlPolicy");
        String named = root.child("Owner")
                .flatMap(element -> element.text("ID"))
                .map(String::strip)
                .orElseThrow(AclXml::malformed);
        if (!named.equals(owner.id())) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED);
        }
        List<XmlElement> grants =
                root.child("AccessControlList").orElseThrow(AclXml::malformed).children("Grant");
        if (grants.size() > Acl.MAX_GRANTS) {
            throw malformed();
        }
        return new Acl(
                owner,
                grants.stream().map(grant -> grant(grant, owner, grantees)).toList());
    }

    private static AclGrant grant(XmlElement grant, Grantee.User owner, Grantees grantees) {
        XmlElement grantee = grant.child("Grantee").orElseThrow(AclXml::malformed);
        return new AclGrant(grantee(grantee, owner, grantees), permission(required(grant, "Permission")));
    }

    private static Grantee grantee(XmlElement grantee, Grantee.User owner, Grantees grantees) {
        return switch (grantee.attribute("type").orElse("")) {
            case "CanonicalUser" -> grantees.withId(required(grantee, "ID"), owner);
            case "AmazonCustomerByEmail" -> grantees.withEmail(required(grantee, "EmailAddress"));
            case "Group" -> Grantees.group(required(grantee, "URI"));
            default -> throw malformed();
        };
    }

    private static Permission permission(String text) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.name().equals(text))
                .findFirst()
                .orElseThrow(AclXml::malformed);
    }

    private static String required(XmlElement parent, String name) {
        return parent.text(name).map(String::strip).orElseThrow(AclXml::malformed);
    }

    private static S3Error malformed() {
        return new S3Error(S3ErrorCode.MALFORMED_ACL);
    }
}
