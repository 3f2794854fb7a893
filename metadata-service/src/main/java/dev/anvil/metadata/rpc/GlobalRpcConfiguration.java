package dev.anvil.metadata.rpc;

import dev.anvil.metadata.app.Apps;
import dev.anvil.metadata.bucket.Buckets;
import dev.anvil.metadata.change.ChangeHub;
import dev.anvil.metadata.database.OnGlobalRole;
import dev.anvil.metadata.region.Regions;
import dev.anvil.metadata.task.TaskQueue;
import dev.anvil.metadata.tenant.Tenants;
import dev.anvil.model.RegionName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
class GlobalRpcConfiguration {
    @Bean
    BucketCatalogueService bucketCatalogueService(Buckets buckets, RegionName ownRegion) {
        return new BucketCatalogueService(buckets, ownRegion);
    }

    @Bean
    TenantCatalogueService tenantCatalogueService(Tenants tenants) {
        return new TenantCatalogueService(tenants);
    }

    @Bean
    AppCatalogueService appCatalogueService(Apps apps) {
        return new AppCatalogueService(apps);
    }

    @Bean
    RegionCatalogueService regionCatalogueService(Regions regions) {
        return new RegionCatalogueService(regions);
    }

    @Bean
    ChangeFeedService changeFeedService(ChangeHub hub, Ending ending) {
        return new ChangeFeedService(hub, ending);
    }

    @Bean
    TaskQueueService taskQueueService(TaskQueue queue, RegionName ownRegion, Ending ending) {
        return new TaskQueueService(queue, ownRegion, ending);
    }
}
