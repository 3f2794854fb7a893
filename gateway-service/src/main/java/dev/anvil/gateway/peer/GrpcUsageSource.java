package dev.anvil.gateway.peer;

import dev.anvil.gateway.catalogue.Usage;
import dev.anvil.gateway.catalogue.UsageSource;
import dev.anvil.metadata.v1.GetBucketUsageRequest;
import dev.anvil.metadata.v1.GetTenantUsageRequest;
import dev.anvil.metadata.v1.UsageCatalogueGrpc;
import dev.anvil.metadata.v1.UsageCatalogueGrpc.UsageCatalogueBlockingStub;
import dev.anvil.model.BucketName;
import dev.anvil.model.TenantId;
import io.grpc.Channel;

/** Usage, asked of metadata-service. */
final class GrpcUsageSource implements UsageSource {
    private final UsageCatalogueBlockingStub stub;

    GrpcUsageSource(Channel channel) {
        this.stub = UsageCatalogueGrpc.newBlockingStub(channel);
    }

    @Override
    public Usage ofBucket(BucketName bucket) {
        GetBucketUsageRequest request =
                GetBucketUsageRequest.newBuilder().setBucket(bucket.value()).build();
        return usage(Calls.repeatable(() -> stub.getBucketUsage(request)));
    }

    @Override
    public Usage ofTenant(TenantId tenant) {
        GetTenantUsageRequest request = GetTenantUsageRequest.newBuilder()
                .setTenantId(tenant.toString())
                .build();
        return usage(Calls.repeatable(() -> stub.getTenantUsage(request)));
    }

    private static Usage usage(dev.anvil.metadata.v1.Usage usage) {
        return new Usage(usage.getObjects(), usage.getBytes() + usage.getPendingBytes());
    }
}
