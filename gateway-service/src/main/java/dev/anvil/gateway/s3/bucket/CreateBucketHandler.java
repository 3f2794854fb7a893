package dev.anvil.gateway.s3.bucket;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.acl.AclText;
import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.catalogue.NewBucket;
import dev.anvil.gateway.catalogue.Versioning;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.access.WantedAcls;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.lock.BucketLock;
import dev.anvil.gateway.s3.settings.BucketOwnership;
import dev.anvil.gateway.s3.settings.BucketTags;
import dev.anvil.gateway.s3.xml.XmlElement;
import dev.anvil.gateway.s3.xml.XmlReader;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.failure.ServiceFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Makes a bucket in this gateway's region. */
final class CreateBucketHandler implements S3Handler.OfNewBucket {
    private static final int MAX_DOCUMENT_BYTES = 64 * 1024;
    private static final RegionName FIRST_REGION = new RegionName("us-east-1");

    private final BucketCatalogue buckets;
    private final RegionName region;
    private final ChangeListeners changes;
    private final WantedAcls acls;

    CreateBucketHandler(BucketCatalogue buckets, RegionName region, ChangeListeners changes, WantedAcls acls) {
        this.buckets = buckets;
        this.region = region;
        this.changes = changes;
        this.acls = acls;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.CREATE_BUCKET;
    }

    @Override
    public S3Response handle(S3Request.OfNewBucket request) {
        S3Call call = request.call();
        Optional<XmlElement> wanted = configuration(call);
        Optional<String> location = wanted.flatMap(this::location);
        Map<BucketSetting, String> settings = settings(call);
        location.ifPresent(named -> settings.put(BucketSetting.LOCATION, named));
        wanted.flatMap(element -> element.child("Tags"))
                .flatMap(BucketTags::ofNewBucket)
                .ifPresent(tags -> settings.put(BucketSetting.TAGGING, tags));
        try {
            buckets.create(new NewBucket(request.name(), call.app().tenant().id(), region, settings));
        } catch (ServiceFailure e) {
            // The oldest region of S3 takes making one's own bucket again for success, and old clients count on it.
            if (!e.reason().equals("BUCKET_ALREADY_OWNED") || !region.equals(FIRST_REGION)) {
                throw e;
            }
            requireSameAcl(request.name(), settings);
        }
        changes.bucketChanged(request.name());
        return S3Response.ok()
                .header("Location", "/" + request.name())
                .header("x-amz-bucket-arn", "arn:aws:s3:::" + request.name());
    }

    /** To make it again is nothing new, unless it would open to others what is private, or close what is open. */
    private void requireSameAcl(BucketName name, Map<BucketSetting, String> wanted) {
        Optional<Bucket> there = buckets.find(name);
        if (there.isPresent()) {
            String ownersOnly = AclText.of(Acl.privateTo(BucketRules.owner(there.get())));
            String current = there.get().setting(BucketSetting.ACL).orElse(ownersOnly);
            if (!current.equals(wanted.getOrDefault(BucketSetting.ACL, ownersOnly))) {
                throw new S3Error(S3ErrorCode.BUCKET_ALREADY_EXISTS).with("BucketName", name.value());
            }
        }
    }

    /** Objects can only be held where every version is kept. */
    private Map<BucketSetting, String> settings(S3Call call) {
        Map<BucketSetting, String> settings = new EnumMap<>(BucketSetting.class);
        settings.putAll(BucketOwnership.of(call));
        acls.ofNewBucket(call, call.app().tenant(), BucketOwnership.wanted(call))
                .ifPresent(acl -> settings.put(BucketSetting.ACL, AclText.of(acl)));
        if (call.header("x-amz-bucket-object-lock-enabled")
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            settings.put(BucketSetting.OBJECT_LOCK, BucketLock.WITHOUT_DEFAULT.document());
            settings.put(BucketSetting.VERSIONING, Versioning.ENABLED.document());
        }
        return settings;
    }

    private static Optional<XmlElement> configuration(S3Call call) {
        byte[] document = call.body().readSmall(MAX_DOCUMENT_BYTES);
        return document.length == 0
                ? Optional.empty()
                : Optional.of(XmlReader.parse(document, "CreateBucketConfiguration"));
    }

    /** What the client calls our region, if it says where the bucket is to be. */
    private Optional<String> location(XmlElement configuration) {
        Optional<String> constraint =
                configuration.text("LocationConstraint").map(String::strip).filter(name -> !name.isEmpty());
        if (constraint.filter(name -> !name.equals(region.value())).isPresent()) {
            throw new S3Error(S3ErrorCode.INVALID_LOCATION_CONSTRAINT).with("LocationConstraint", constraint.get());
        }
        return constraint;
    }
}
