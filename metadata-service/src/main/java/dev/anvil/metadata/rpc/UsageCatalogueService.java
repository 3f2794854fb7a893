package dev.anvil.metadata.rpc;

import dev.anvil.metadata.tenant.TenantName;
import dev.anvil.metadata.tenant.Tenants;
import dev.anvil.metadata.usage.BucketUsage;
import dev.anvil.metadata.usage.TenantUsage;
import dev.anvil.metadata.v1.GetBucketUsageRequest;
import dev.anvil.metadata.v1.GetTenantUsageRequest;
import dev.anvil.metadata.v1.Usage;
import dev.anvil.metadata.v1.UsageCatalogueGrpc;
import dev.anvil.model.BucketName;
import dev.anvil.model.TenantId;
import io.grpc.stub.StreamObserver;

final class UsageCatalogueService extends UsageCatalogueGrpc.UsageCatalogueImplBase {
    private final TenantUsage usage;
    private final Tenants tenants;

    UsageCatalogueService(TenantUsage usage, Tenants tenants) {
        this.usage = usage;
        this.tenants = tenants;
    }

    @Override
    public void getBucketUsage(GetBucketUsageRequest request, StreamObserver<Usage> observer) {
        Answer.with(observer, toProto(usage.of(new BucketName(request.getBucket()))));
    }

    @Override
    public void getTenantUsage(GetTenantUsageRequest request, StreamObserver<Usage> observer) {
        TenantId tenant = request.hasTenantId()
                ? TenantId.parse(request.getTenantId())
                : tenants.named(new TenantName(request.getName())).id();
        Answer.with(observer, toProto(usage.of(tenant)));
    }

    private static Usage toProto(BucketUsage usage) {
        return Usage.newBuilder()
                .setObjects(usage.objects())
                .setVersions(usage.versions())
                .setBytes(usage.bytes())
                .setPendingBytes(usage.pendingBytes())
                .build();
    }
}
