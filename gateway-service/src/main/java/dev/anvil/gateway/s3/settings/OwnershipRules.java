package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.acl.ObjectOwnership;
import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Who owns what is put into a bucket. */
final class OwnershipRules implements DocumentRules {
    static final Set<String> POSSIBLE = Arrays.stream(ObjectOwnership.values())
            .map(ObjectOwnership::written)
            .collect(Collectors.toSet());

    @Override
    public String check(byte[] document) {
        XmlElement root = XmlReader.parse(document, "OwnershipControls");
        XmlElement rule = XmlDocument.some(root, "Rule", 1).getFirst();
        return document(XmlDocument.oneOf(rule, "ObjectOwnership", POSSIBLE));
    }

    /** What strangers were granted would be taken from them unseen. */
    @Override
    public void checkFor(Bucket bucket, String checked) {
        if (checked.contains(ObjectOwnership.BUCKET_OWNER_ENFORCED.written())
                && !BucketRules.of(bucket).acl().isPrivate()) {
            throw new S3Error(S3ErrorCode.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
        }
    }

    static String document(String ownership) {
        return XmlDocument.of(xml -> xml.openRoot("OwnershipControls")
                .open("Rule")
                .element("ObjectOwnership", ownership)
                .close()
                .close());
    }
}
