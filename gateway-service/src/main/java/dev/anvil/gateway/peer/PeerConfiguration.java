package dev.anvil.gateway.peer;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.ChangeListener;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.catalogue.CredentialSource;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.RegionDirectory;
import dev.anvil.gateway.catalogue.TenantCatalogue;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.catalogue.UsageSource;
import dev.anvil.gateway.shared.SharedAnswers;
import dev.anvil.runtime.channel.ServiceChannels;
import io.grpc.ManagedChannel;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PeerSettings.class)
class PeerConfiguration {
    @Bean(destroyMethod = "shutdownNow")
    ManagedChannel metadataChannel(ServiceChannels channels, PeerSettings settings) {
        return channels.open(settings.metadata());
    }

    @Bean
    ObjectCatalogue objectCatalogue(ManagedChannel metadataChannel) {
        return new GrpcObjectCatalogue(metadataChannel);
    }

    @Bean
    UploadCatalogue uploadCatalogue(ManagedChannel metadataChannel) {
        return new GrpcUploadCatalogue(metadataChannel);
    }

    @Bean
    BucketCatalogue bucketCatalogue(ManagedChannel metadataChannel, ObjectProvider<SharedAnswers> shared) {
        return new GrpcBucketCatalogue(metadataChannel, shared.getIfAvailable(() -> SharedAnswers.NONE));
    }

    @Bean
    TenantCatalogue tenantCatalogue(ManagedChannel metadataChannel) {
        return new GrpcTenantCatalogue(metadataChannel);
    }

    @Bean
    CredentialSource credentialSource(ManagedChannel metadataChannel, ObjectProvider<SharedAnswers> shared) {
        return new GrpcCredentialSource(metadataChannel, shared.getIfAvailable(() -> SharedAnswers.NONE));
    }

    @Bean
    UsageSource usageSource(ManagedChannel metadataChannel) {
        return new GrpcUsageSource(metadataChannel);
    }

    @Bean
    RegionDirectory regionDirectory(ManagedChannel metadataChannel) {
        return new GrpcRegionDirectory(metadataChannel, Ticker.systemTicker());
    }

    @Bean
    GrpcDamageReports damageReports(ManagedChannel metadataChannel) {
        return new GrpcDamageReports(metadataChannel);
    }

    @Bean
    GrpcCatalogueReach catalogueReach(ManagedChannel metadataChannel) {
        return new GrpcCatalogueReach(metadataChannel);
    }

    @Bean
    GrpcCatalogueStamp catalogueStamp(ManagedChannel metadataChannel) {
        return new GrpcCatalogueStamp(metadataChannel);
    }

    @Bean
    ChangeListeners changeListeners(List<ChangeListener> listeners) {
        return new ChangeListeners(listeners);
    }

    @Bean
    ChangeFeedWatcher changeFeedWatcher(ManagedChannel metadataChannel, List<ChangeListener> listeners) {
        return new ChangeFeedWatcher(metadataChannel, listeners);
    }
}
