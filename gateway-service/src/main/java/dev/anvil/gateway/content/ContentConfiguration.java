package dev.anvil.gateway.content;

import dev.anvil.blob.BlobIo;
import dev.anvil.blob.BlobIoSettings;
import dev.anvil.blob.BufferPool;
import dev.anvil.blob.DamageListener;
import dev.anvil.blob.peer.GrpcDrives;
import dev.anvil.erasure.ErasureCoding;
import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.cluster.PlacementViews;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.membership.MembershipLink;
import dev.anvil.runtime.membership.NodeView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContentSettings.class)
class ContentConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ContentConfiguration.class);

    @Bean
    BufferPool unitBuffers(ContentSettings settings) {
        return new BufferPool(settings.keptBuffers().toBytes());
    }

    @Bean(destroyMethod = "close")
    GrpcDrives drives(
            ServiceChannels channels,
            MembershipLink membership,
            BufferPool buffers,
            Supplier<Optional<CatalogueStamp>> catalogueStamp) {
        return new GrpcDrives(
                channels,
                drive -> membership.current().nodeOf(drive).map(NodeView::address),
                BlobIoSettings.DEFAULT,
                buffers,
                catalogueStamp);
    }

    @Bean
    ErasureCoding erasureCoding(ContentSettings settings, MeterRegistry meters) {
        ErasureCoding coding = ErasureCoding.choose(settings.coder());
        Gauge.builder("anvil.coder", () -> 1)
                .description("Always 1; the label tells which erasure coder computes parity")
                .tag("coder", coding.name())
                .register(meters);
        LOG.info("Parity is computed by {}: {}", coding.name(), coding.explanation());
        coding.warmUp(4, 2);
        return coding;
    }

    @Bean
    MeterBinder blobMeters(BlobIo blobs) {
        return new BlobMeters(blobs.statistics());
    }

    @Bean
    BlobIo blobIo(GrpcDrives drives, ErasureCoding coding, BufferPool buffers, InstantSource clock) {
        return new BlobIo(drives, coding, BlobIoSettings.DEFAULT, buffers, clock);
    }

    @Bean
    ContentWriter contentWriter(BlobIo blobs, PlacementViews views, InstantSource clock) {
        return new ContentWriter(blobs.writer(), views, clock);
    }

    @Bean
    ContentReader contentReader(BlobIo blobs, ObjectCatalogue objects, DamageListener damages) {
        return new ContentReader(blobs.reader(), objects, damages);
    }

    @Bean
    ContentCopy contentCopy(ContentReader reader, ContentWriter writer, BlockPool blocks) {
        return new ContentCopy(reader, writer, blocks);
    }
}
