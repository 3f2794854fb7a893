package dev.anvil.gateway.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.BucketPage;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.NewBucket;
import dev.anvil.gateway.catalogue.Quota;
import dev.anvil.gateway.shared.SharedAnswers;
import dev.anvil.metadata.v1.BucketCatalogueGrpc;
import dev.anvil.metadata.v1.BucketCatalogueGrpc.BucketCatalogueBlockingStub;
import dev.anvil.metadata.v1.CreateBucketRequest;
import dev.anvil.metadata.v1.DeleteBucketRequest;
import dev.anvil.metadata.v1.ListBucketsRequest;
import dev.anvil.metadata.v1.LookUpBucketRequest;
import dev.anvil.metadata.v1.PutBucketSettingRequest;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Channel;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Buckets, asked of metadata-service. */
final class GrpcBucketCatalogue implements BucketCatalogue {
    private final BucketCatalogueBlockingStub stub;
    private final SharedAnswers shared;

    GrpcBucketCatalogue(Channel channel, SharedAnswers shared) {
        this.shared = shared;
        this.stub = BucketCatalogueGrpc.newBlockingStub(channel);
    }

    @Override
    public Bucket create(NewBucket bucket) {
        var request = CreateBucketRequest.newBuilder()
                .setName(bucket.name().value())
                .setTenantId(bucket.tenant().toString())
                .setRegion(bucket.region().value());
        bucket.settings().forEach((setting, document) -> request.putSettings(setting.documentName(), document));
        return bucket(Calls.once(() -> stub.createBucket(request.build())));
    }

    @Override
    public Optional<Bucket> find(BucketName name) {
        LookUpBucketRequest request =
                LookUpBucketRequest.newBuilder().setName(name.value()).build();
        try {
            byte[] answer = shared.find(
                    SharedAnswers.Kind.BUCKET,
                    name.value(),
                    () -> Calls.repeatable(() -> stub.lookUpBucket(request)).toByteArray());
            return Optional.of(bucket(dev.anvil.metadata.v1.Bucket.parseFrom(answer)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a bucket cannot be read", e);
        } catch (ServiceFailure e) {
            if (e.kind() == ServiceFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void delete(BucketName name, TenantId tenant) {
        DeleteBucketRequest request = DeleteBucketRequest.newBuilder()
                .setName(name.value())
                .setTenantId(tenant.toString())
                .build();
        Calls.once(() -> stub.deleteBucket(request));
    }

    @Override
    public BucketPage list(TenantId tenant, String prefix, String after, int limit) {
        ListBucketsRequest request = ListBucketsRequest.newBuilder()
                .setTenantId(tenant.toString())
                .setPrefix(prefix)
                .setAfter(after)
                .setLimit(limit)
                .build();
        var answer = Calls.repeatable(() -> stub.listBuckets(request));
        return new BucketPage(
                answer.getBucketsList().stream()
                        .map(GrpcBucketCatalogue::bucket)
                        .toList(),
                answer.getMore());
    }

    @Override
    public Bucket putSetting(BucketName name, BucketSetting setting, @Nullable String document) {
        var request = PutBucketSettingRequest.newBuilder().setName(name.value()).setSetting(setting.documentName());
        AttributeMessages.ifPresent(document, request::setDocument);
        return bucket(Calls.repeatable(() -> stub.putBucketSetting(request.build())));
    }

    private static Bucket bucket(dev.anvil.metadata.v1.Bucket message) {
        return new Bucket(
                new BucketId(Uuids.fromBytes(message.getBucketId())),
                new BucketName(message.getName()),
                TenantId.parse(message.getTenantId()),
                message.getOwnerCanonicalId(),
                message.getOwnerName(),
                new RegionName(message.getRegion()),
                Instant.ofEpochMilli(message.getCreatedMillis()),
                message.getSettingsMap(),
                new Bucket.Quotas(quota(message.getQuota()), quota(message.getTenantQuota())));
    }

    private static Quota quota(dev.anvil.metadata.v1.Quota message) {
        return new Quota(
                message.hasBytes() ? OptionalLong.of(message.getBytes()) : OptionalLong.empty(),
                message.hasObjects() ? OptionalLong.of(message.getObjects()) : OptionalLong.empty());
    }
}
