package dev.anvil.metadata.rpc;

import dev.anvil.metadata.app.AppSecrets;
import dev.anvil.metadata.app.Apps;
import dev.anvil.metadata.audit.AuditLog;
import dev.anvil.metadata.bucket.Buckets;
import dev.anvil.metadata.change.ChangeHub;
import dev.anvil.metadata.database.OnGlobalRole;
import dev.anvil.metadata.region.Regions;
import dev.anvil.metadata.secret.KeyCheck;
import dev.anvil.metadata.secret.SecretBox;
import dev.anvil.metadata.task.TaskQueue;
import dev.anvil.metadata.tenant.Tenants;
import dev.anvil.metadata.usage.TenantUsage;
import dev.anvil.model.RegionName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
class GlobalRpcConfiguration {
    @Bean
    BucketCatalogueService bucketCatalogueService(Buckets buckets, RegionName ownRegion, AuditLog audit) {
        return new BucketCatalogueService(buckets, ownRegion, audit);
    }

    @Bean
    TenantCatalogueService tenantCatalogueService(Tenants tenants, AuditLog audit) {
        return new TenantCatalogueService(tenants, audit);
    }

    @Bean
    AppCatalogueService appCatalogueService(Apps apps, AuditLog audit) {
        return new AppCatalogueService(apps, audit);
    }

    @Bean
    RegionCatalogueService regionCatalogueService(Regions regions, RegionName ownRegion, AuditLog audit) {
        return new RegionCatalogueService(regions, ownRegion, audit);
    }

    @Bean
    AuditLogService auditLogService(AuditLog audit) {
        return new AuditLogService(audit);
    }

    @Bean
    KeyRingService keyRingService(SecretBox box, AppSecrets secrets, KeyCheck check, AuditLog audit) {
        return new KeyRingService(box, secrets, check, audit);
    }

    @Bean
    UsageCatalogueService usageCatalogueService(TenantUsage usage, Tenants tenants) {
        return new UsageCatalogueService(usage, tenants);
    }

    @Bean
    ChangeFeedService changeFeedService(ChangeHub hub, Ending ending) {
        return new ChangeFeedService(hub, ending);
    }

    @Bean
    TaskQueueService taskQueueService(TaskQueue queue, RegionName ownRegion, Ending ending, AuditLog audit) {
        return new TaskQueueService(queue, ownRegion, ending, audit);
    }
}
