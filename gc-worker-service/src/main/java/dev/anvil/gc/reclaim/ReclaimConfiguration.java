package dev.anvil.gc.reclaim;

import dev.anvil.blob.Drives;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.gc.blob.DriveFate;
import dev.anvil.gc.lease.Patience;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReclaimConfiguration {
    @Bean
    ReclaimHandler reclaimHandler(
            Catalogue catalogue, Drives drives, DriveFate fate, Patience patience, InstantSource clock) {
        return new ReclaimHandler(catalogue, new ShardDeletion(drives, fate), patience, clock);
    }
}
