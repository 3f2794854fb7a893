package dev.anvil.gc.peer;

import dev.anvil.blob.BlobIo;
import dev.anvil.blob.BlobIoSettings;
import dev.anvil.blob.BlobIoStatistics;
import dev.anvil.blob.BlobRepairer;
import dev.anvil.blob.BufferPool;
import dev.anvil.blob.Drives;
import dev.anvil.blob.peer.DriveAddresses;
import dev.anvil.blob.peer.GrpcDrives;
import dev.anvil.erasure.CoderChoice;
import dev.anvil.erasure.ErasureCoding;
import dev.anvil.gc.audit.Placements;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.gc.blob.DriveFate;
import dev.anvil.gc.drain.DrainRequests;
import dev.anvil.gc.expire.BucketContents;
import dev.anvil.gc.lease.TaskQueue;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.MembershipLink;
import dev.anvil.runtime.membership.NodeAnnouncement;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import dev.anvil.runtime.membership.NodeView;
import dev.anvil.runtime.membership.ReachableAddress;
import dev.anvil.runtime.membership.SelfDescription;
import dev.anvil.runtime.setting.HostPort;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Connects the worker to the services that it works with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MetadataSettings.class)
class PeerConfiguration {
    private static final long POOLED_BYTES = 64L << 20;

    /** This worker's name for as long as the process lives: nothing is kept that anybody could ask it for later. */
    @Bean
    NodeId workerId() {
        return NodeId.create();
    }

    /** A worker serves no calls. What it announces is where its health is asked for, or port 0 where that is nowhere. */
    @Bean
    SelfDescription selfDescription(NodeId workerId, Environment environment) {
        String host = ReachableAddress.of("", environment.getProperty("server.address", ""), 0)
                .host();
        String zone = environment.getProperty("anvil.zone", "");
        return () -> {
            int port = environment.getProperty("local.server.port", Integer.class, 0);
            return Optional.of(
                    new NodeAnnouncement(workerId, NodeRole.GC_WORKER, new HostPort(host, port), zone, List.of()));
        };
    }

    @Bean(destroyMethod = "shutdownNow")
    ManagedChannel metadataChannel(ServiceChannels channels, MetadataSettings settings) {
        return channels.open(settings.hosts());
    }

    @Bean
    TaskQueue taskQueue(ManagedChannel metadataChannel, NodeId workerId, MetadataSettings settings) {
        return new GrpcTaskQueue(metadataChannel, workerId, settings.regionName());
    }

    @Bean
    DrainRequests drainRequests(ManagedChannel metadataChannel, MetadataSettings settings) {
        return new GrpcDrainRequests(metadataChannel, settings.regionName());
    }

    @Bean
    Catalogue catalogue(ManagedChannel metadataChannel) {
        return new GrpcCatalogue(metadataChannel);
    }

    @Bean
    BucketContents bucketContents(ManagedChannel metadataChannel) {
        return new GrpcBucketContents(metadataChannel);
    }

    @Bean
    Placements placements(ManagedChannel metadataChannel) {
        return new GrpcPlacements(metadataChannel);
    }

    @Bean
    GrpcCatalogueStamp catalogueStamp(ManagedChannel metadataChannel, InstantSource clock) {
        return new GrpcCatalogueStamp(metadataChannel, clock);
    }

    @Bean
    DriveAddresses driveAddresses(MembershipLink membership) {
        return drive -> membership
                .current()
                .nodeOf(drive)
                .filter(node -> node.state().mayAnswer())
                .map(NodeView::address);
    }

    @Bean
    DriveFate driveFate(MembershipLink membership) {
        return drive -> {
            ClusterView view = membership.current();
            // A drive that was given up and is served by a live node all the same was put into another one.
            return view.nodeOf(drive)
                    .map(node -> node.state() == NodeState.DECOMMISSIONED)
                    .orElseGet(() -> view.givenUp().contains(drive));
        };
    }

    @Bean
    BufferPool bufferPool() {
        return new BufferPool(POOLED_BYTES);
    }

    @Bean
    Drives drives(
            ServiceChannels channels, DriveAddresses addresses, BufferPool buffers, GrpcCatalogueStamp catalogueStamp) {
        return new GrpcDrives(channels, addresses, BlobIoSettings.DEFAULT, buffers, catalogueStamp);
    }

    @Bean
    GrpcDriveContents driveContents(
            ServiceChannels channels, DriveAddresses addresses, GrpcCatalogueStamp catalogueStamp) {
        return new GrpcDriveContents(channels, addresses, catalogueStamp);
    }

    @Bean
    BlobIo blobIo(Drives drives, BufferPool buffers, InstantSource clock) {
        return new BlobIo(drives, ErasureCoding.choose(CoderChoice.AUTO), BlobIoSettings.DEFAULT, buffers, clock);
    }

    @Bean
    BlobRepairer blobRepairer(BlobIo blobs) {
        return blobs.repairer();
    }

    @Bean
    MeterBinder repairMeters(BlobIo blobs) {
        return registry -> FunctionCounter.builder("anvil.repair.shards", blobs.statistics(), BlobIoStatistics::rebuilt)
                .description("Shards that were made anew")
                .register(registry);
    }
}
