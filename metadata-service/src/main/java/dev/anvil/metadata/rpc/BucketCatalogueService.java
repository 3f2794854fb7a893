package dev.anvil.metadata.rpc;

import com.google.protobuf.ByteString;
import dev.anvil.metadata.Page;
import dev.anvil.metadata.audit.AuditLog;
import dev.anvil.metadata.bucket.Bucket;
import dev.anvil.metadata.bucket.Buckets;
import dev.anvil.metadata.bucket.NewBucket;
import dev.anvil.metadata.bucket.SettingName;
import dev.anvil.metadata.bucket.Settings;
import dev.anvil.metadata.v1.BucketCatalogueGrpc;
import dev.anvil.metadata.v1.CreateBucketRequest;
import dev.anvil.metadata.v1.DeleteBucketRequest;
import dev.anvil.metadata.v1.DeleteBucketResponse;
import dev.anvil.metadata.v1.ListAllBucketsRequest;
import dev.anvil.metadata.v1.ListBucketsRequest;
import dev.anvil.metadata.v1.ListBucketsResponse;
import dev.anvil.metadata.v1.LookUpBucketRequest;
import dev.anvil.metadata.v1.PutBucketSettingRequest;
import dev.anvil.metadata.v1.UpdateBucketRequest;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.credential.Actor;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

final class BucketCatalogueService extends BucketCatalogueGrpc.BucketCatalogueImplBase {
    /** A bucket's settings may be long. */
    private static final int MAX_PAGE_WITH_SETTINGS = 200;

    private final Buckets buckets;
    private final RegionName ownRegion;
    private final AuditLog audit;

    BucketCatalogueService(Buckets buckets, RegionName ownRegion, AuditLog audit) {
        this.audit = audit;
        this.buckets = buckets;
        this.ownRegion = ownRegion;
    }

    @Override
    public void createBucket(CreateBucketRequest request, StreamObserver<dev.anvil.metadata.v1.Bucket> observer) {
        NewBucket wanted = new NewBucket(
                new BucketName(request.getName()),
                TenantId.parse(request.getTenantId()),
                request.getRegion().isEmpty() ? ownRegion : new RegionName(request.getRegion()),
                settings(request.getSettingsMap()));
        Bucket bucket = notedForOperators("bucket.create", wanted.name(), () -> buckets.create(wanted));
        Answer.with(observer, toProto(bucket));
    }

    @Override
    public void lookUpBucket(LookUpBucketRequest request, StreamObserver<dev.anvil.metadata.v1.Bucket> observer) {
        Answer.with(observer, toProto(buckets.named(new BucketName(request.getName()))));
    }

    @Override
    public void deleteBucket(DeleteBucketRequest request, StreamObserver<DeleteBucketResponse> observer) {
        BucketName name = new BucketName(request.getName());
        TenantId owner = TenantId.parse(request.getTenantId());
        DeleteBucketResponse answer = notedForOperators("bucket.delete", name, () -> {
            buckets.delete(name, owner);
            return DeleteBucketResponse.getDefaultInstance();
        });
        Answer.with(observer, answer);
    }

    @Override
    public void listBuckets(ListBucketsRequest request, StreamObserver<ListBucketsResponse> observer) {
        Page<Bucket> page = buckets.list(
                TenantId.parse(request.getTenantId()),
                PlainText.of("the prefix", request.getPrefix()),
                PlainText.of("the marker", request.getAfter()),
                PageLimit.of(request.getLimit(), Buckets.MAX_PAGE));
        ListBucketsResponse.Builder answer = ListBucketsResponse.newBuilder().setMore(page.more());
        page.items().forEach(bucket -> answer.addBuckets(toProto(bucket)));
        Answer.with(observer, answer.build());
    }

    @Override
    public void putBucketSetting(
            PutBucketSettingRequest request, StreamObserver<dev.anvil.metadata.v1.Bucket> observer) {
        SettingName setting = new SettingName(request.getSetting());
        Supplier<Bucket> change = () -> buckets.putSetting(
                new BucketName(request.getName()), setting, request.hasDocument() ? request.getDocument() : null);
        Bucket bucket = Actor.isNamed()
                ? audit.change(
                        "bucket.setting",
                        request.getName(),
                        setting.value() + (request.hasDocument() ? " set" : " removed"),
                        change)
                : change.get();
        Answer.with(observer, toProto(bucket));
    }

    private <T> T notedForOperators(String action, BucketName bucket, Supplier<T> change) {
        return Actor.isNamed() ? audit.attempt(action, bucket.value(), change) : change.get();
    }

    @Override
    public void listAllBuckets(ListAllBucketsRequest request, StreamObserver<ListBucketsResponse> observer) {
        Page<Bucket> page = buckets.listAll(
                PlainText.of("the tenant", request.getTenant()),
                PlainText.of("the prefix", request.getPrefix()),
                PlainText.of("the marker", request.getAfter()),
                PageLimit.of(request.getLimit(), MAX_PAGE_WITH_SETTINGS));
        ListBucketsResponse.Builder answer = ListBucketsResponse.newBuilder().setMore(page.more());
        page.items().forEach(bucket -> answer.addBuckets(toProto(bucket)));
        Answer.with(observer, answer.build());
    }

    @Override
    public void updateBucket(UpdateBucketRequest request, StreamObserver<dev.anvil.metadata.v1.Bucket> observer) {
        Bucket bucket = audit.change(
                "bucket.update",
                request.getName(),
                changed -> Quotas.inWords(changed.limits().bucket()),
                () -> buckets.setQuota(new BucketName(request.getName()), Quotas.change(request.getQuota())));
        Answer.with(observer, toProto(bucket));
    }

    private static Settings settings(Map<String, String> documents) {
        return new Settings(documents.entrySet().stream()
                .collect(Collectors.toMap(entry -> new SettingName(entry.getKey()), Map.Entry::getValue)));
    }

    private static dev.anvil.metadata.v1.Bucket toProto(Bucket bucket) {
        dev.anvil.metadata.v1.Bucket.Builder proto = dev.anvil.metadata.v1.Bucket.newBuilder()
                .setBucketId(bytes(bucket.id()))
                .setName(bucket.name().value())
                .setTenantId(bucket.tenant().toString())
                .setRegion(bucket.region().value())
                .setCreatedMillis(bucket.created().toEpochMilli())
                .setOwnerCanonicalId(bucket.ownerId())
                .setOwnerName(bucket.ownerName())
                .setQuota(Quotas.toProto(bucket.limits().bucket()))
                .setTenantQuota(Quotas.toProto(bucket.limits().tenant()))
                .setTenantName(bucket.limits().tenantName());
        bucket.settings().documents().forEach((name, document) -> proto.putSettings(name.value(), document));
        return proto.build();
    }

    private static ByteString bytes(BucketId id) {
        UUID uuid = id.value();
        return ByteString.copyFrom(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .flip());
    }
}
