package dev.anvil.gateway.s3.access;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.acl.CannedAcl;
import dev.anvil.gateway.acl.Grantee;
import dev.anvil.gateway.acl.ObjectOwnership;
import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.gateway.catalogue.TenantCatalogue;
import dev.anvil.gateway.s3.AccessCheck;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list that a request wants for what it makes or changes, as far as the bucket allows lists and strangers in them. */
public final class WantedAcls {
    private static final int MAX_DOCUMENT_BYTES = 256 * 1024;

    private final Grantees grantees;
    private final AccessCheck access;

    public WantedAcls(TenantCatalogue tenants, AccessCheck access) {
        this.grantees = new Grantees(tenants);
        this.access = access;
    }

    /** Null where the object shall belong to the bucket's owner and be private, as nearly all do. */
    public @Nullable Acl ofNewObject(S3Call call, Bucket bucket) {
        BucketRules rules = access.rulesOf(bucket);
        Optional<AclFields> fields = AclFields.of(call.headers());
        if (rules.listsMeanNothing()) {
            fields.ifPresent(WantedAcls::requireFullControlOfOwner);
            return null;
        }
        Grantee.User bucketOwner = BucketRules.owner(bucket);
        Grantee.User owner = ownerOfNewObject(call.caller(), bucketOwner, rules, fields);
        Acl acl = fields.map(wanted -> wanted.acl(owner, bucketOwner, grantees)).orElseGet(() -> Acl.privateTo(owner));
        requireNotPublic(acl, rules);
        return acl.equals(Acl.privateTo(bucketOwner)) ? null : acl;
    }

    /** What nobody knows has written belongs to the bucket's owner: somebody has to be able to read and to delete it. */
    private static Grantee.User ownerOfNewObject(
            Caller caller, Grantee.User bucketOwner, BucketRules rules, Optional<AclFields> fields) {
        boolean given = rules.ownership() == ObjectOwnership.BUCKET_OWNER_PREFERRED
                && fields.filter(wanted -> wanted.canned() == CannedAcl.BUCKET_OWNER_FULL_CONTROL)
                        .isPresent();
        return caller instanceof Caller.App app
                        && !given
                        && !app.tenant().canonicalId().equals(bucketOwner.id())
                ? Grantees.user(app.tenant())
                : bucketOwner;
    }

    public Acl ofObject(S3Call call, Bucket bucket, @Nullable Acl current) {
        BucketRules rules = access.rulesOf(bucket);
        Grantee.User bucketOwner = BucketRules.owner(bucket);
        if (rules.listsMeanNothing()) {
            AclFields.of(call.headers()).ifPresentOrElse(WantedAcls::requireFullControlOfOwner, () -> {
                throw notSupported();
            });
            return Acl.privateTo(bucketOwner);
        }
        return changed(call, current == null ? bucketOwner : current.owner(), bucketOwner, rules);
    }

    public Acl ofBucket(S3Call call, Bucket bucket) {
        BucketRules rules = access.rulesOf(bucket);
        if (rules.listsMeanNothing()) {
            throw notSupported();
        }
        Grantee.User owner = BucketRules.owner(bucket);
        return changed(call, owner, owner, rules);
    }

    /** Empty where nothing is said, and it is private. */
    public Optional<Acl> ofNewBucket(S3Call call, Tenant maker, Optional<ObjectOwnership> ownership) {
        Grantee.User owner = Grantees.user(maker);
        Optional<Acl> acl = AclFields.of(call.headers()).map(fields -> fields.acl(owner, owner, grantees));
        if (ownership.filter(ObjectOwnership.BUCKET_OWNER_ENFORCED::equals).isPresent()
                && acl.filter(wanted -> !wanted.isPrivate()).isPresent()) {
            throw new S3Error(S3ErrorCode.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
        }
        return acl.filter(wanted -> !wanted.equals(Acl.privateTo(owner)));
    }

    private Acl changed(S3Call call, Grantee.User owner, Grantee.User bucketOwner, BucketRules rules) {
        Optional<AclFields> fields = AclFields.of(call.headers());
        byte[] document = call.body().readSmall(MAX_DOCUMENT_BYTES);
        if (fields.isPresent() && document.length > 0) {
            throw new S3Error(S3ErrorCode.UNEXPECTED_CONTENT);
        }
        Acl acl = fields.map(wanted -> wanted.acl(owner, bucketOwner, grantees))
                .orElseGet(() -> ofDocument(document, owner));
        requireNotPublic(acl, rules);
        return acl;
    }

    private Acl ofDocument(byte[] document, Grantee.User owner) {
        if (document.length == 0) {
            throw new S3Error(S3ErrorCode.MISSING_SECURITY_HEADER);
        }
        return AclXml.read(document, owner, grantees);
    }

    private static void requireNotPublic(Acl acl, BucketRules rules) {
        if (rules.block().blockPublicAcls() && acl.isPublic()) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED);
        }
    }

    /** The one wish that is fulfilled anyway. */
    private static void requireFullControlOfOwner(AclFields fields) {
        if (fields.canned() != CannedAcl.BUCKET_OWNER_FULL_CONTROL) {
            throw notSupported();
        }
    }

    private static S3Error notSupported() {
        return new S3Error(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
    }
}
