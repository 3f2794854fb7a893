package dev.anvil.gateway.auth;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.acl.AclText;
import dev.anvil.gateway.acl.Grantee;
import dev.anvil.gateway.acl.ObjectOwnership;
import dev.anvil.gateway.acl.PublicAccessBlock;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.policy.BucketPolicy;
import dev.anvil.gateway.policy.MalformedPolicy;
import dev.anvil.gateway.policy.Opinion;
import dev.anvil.gateway.policy.Question;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Everything that a bucket's settings say about who may do what.
 *
 * @param publicRead whether everybody may get its objects, by the switch that operators have
 */
public record BucketRules(
        BucketPolicy policy, Acl acl, ObjectOwnership ownership, PublicAccessBlock block, boolean publicRead) {
    /** What the switch is set to. */
    public static final String PUBLIC_READ = "read";

    public static BucketRules of(Bucket bucket) {
        return new BucketRules(policy(bucket), acl(bucket), ownership(bucket), block(bucket), publicRead(bucket));
    }

    public static Grantee.User owner(Bucket bucket) {
        return new Grantee.User(bucket.ownerId(), bucket.ownerName());
    }

    public boolean listsMeanNothing() {
        return ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED;
    }

    boolean heedPublicGrants() {
        return !block.ignorePublicAcls();
    }

    /** @param own whether the owner of the bucket asks, from whom nothing is kept because others might get it */
    Opinion opinion(Question question, boolean own, boolean plainRead) {
        Opinion opinion = policy.judge(question);
        if (opinion == Opinion.NOTHING && publicRead && plainRead) {
            opinion = Opinion.ALLOWED;
        }
        boolean restricted = block.restrictPublicBuckets() && (publicRead || policy.isPublic());
        return restricted && !own && opinion != Opinion.DENIED ? Opinion.NOTHING : opinion;
    }

    /** Whether strangers get something here by policy or list, as far as that is not blocked. */
    public boolean arePublic() {
        return !block.restrictPublicBuckets() && (publicRead || policy.isPublic())
                || heedPublicGrants() && !listsMeanNothing() && acl.isPublic();
    }

    private static BucketPolicy policy(Bucket bucket) {
        Optional<String> document = bucket.setting(BucketSetting.POLICY);
        try {
            return document.isPresent()
                    ? BucketPolicy.parse(document.get(), bucket.name().value())
                    : BucketPolicy.NONE;
        } catch (MalformedPolicy e) {
            // It was judged when it was put. To go on without it could allow what it denies.
            throw new IllegalStateException("the policy of bucket '" + bucket.name() + "' cannot be read", e);
        }
    }

    private static Acl acl(Bucket bucket) {
        return bucket.setting(BucketSetting.ACL).map(AclText::parse).orElseGet(() -> Acl.privateTo(owner(bucket)));
    }

    private static ObjectOwnership ownership(Bucket bucket) {
        return bucket.setting(BucketSetting.OWNERSHIP)
                .flatMap(document -> xml(document).child("Rule"))
                .flatMap(rule -> rule.text("ObjectOwnership"))
                .flatMap(ObjectOwnership::of)
                .orElse(ObjectOwnership.OBJECT_WRITER);
    }

    private static PublicAccessBlock block(Bucket bucket) {
        Optional<XmlElement> document =
                bucket.setting(BucketSetting.PUBLIC_ACCESS_BLOCK).map(BucketRules::xml);
        return document.isEmpty()
                ? PublicAccessBlock.NONE
                : new PublicAccessBlock(
                        isOn(document.get(), "BlockPublicAcls"),
                        isOn(document.get(), "IgnorePublicAcls"),
                        isOn(document.get(), "BlockPublicPolicy"),
                        isOn(document.get(), "RestrictPublicBuckets"));
    }

    private static boolean publicRead(Bucket bucket) {
        return bucket.setting(BucketSetting.PUBLIC_ACCESS)
                .filter(PUBLIC_READ::equals)
                .isPresent();
    }

    private static boolean isOn(XmlElement document, String name) {
        return document.text(name).filter("true"::equals).isPresent();
    }

    private static XmlElement xml(String document) {
        return XmlReader.parse(document.getBytes(StandardCharsets.UTF_8));
    }
}
