package dev.anvil.standalone.setting;

import dev.anvil.cli.instance.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code up}, as given. */
public final class UpOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DataFolder.DEFAULT,
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    Path data = Path.of(DataFolder.DEFAULT);

    @Option(
            names = "--api",
            paramLabel = "HOST:PORT",
            description = "The common port of gRPC and S3 (default: 127.0.0.1:50051). API_LISTEN_ADDR, GRPC_BIND_ADDR")
    @Nullable
    String api;

    @Option(
            names = "--s3",
            paramLabel = "HOST:PORT",
            description = "The direct port of S3 (default: 127.0.0.1:9000). HTTP_BIND_ADDR")
    @Nullable
    String s3;

    @Option(
            names = "--cluster",
            paramLabel = "MULTIADDR",
            description = "Where the cluster's gossip listens (default: /ip4/127.0.0.1/udp/7443/quic-v1)."
                    + " CLUSTER_LISTEN_ADDR, QUIC_BIND_ADDR")
    @Nullable
    String cluster;

    @Option(
            names = "--management",
            paramLabel = "HOST:PORT",
            description = "Health and metrics (default: 127.0.0.1:50052). MANAGEMENT_BIND_ADDR")
    @Nullable
    String management;

    @Option(
            names = "--drives",
            paramLabel = "N",
            description = "How many drives, which are folders of DIR/drives (default: 6, later as many as there are).")
    @Nullable
    String drives;

    @Option(names = "--region", paramLabel = "NAME", description = "The region's name (default: us-east-1). REGION")
    @Nullable
    String region;

    @Option(names = "--init-cluster", description = "This node is the first of a new cluster. INIT_CLUSTER")
    @Nullable
    Boolean initCluster;

    @Option(
            names = "--roles",
            paramLabel = "ROLES",
            description = "Which services this node runs: some of gateway, metadata, storage, membership, worker,"
                    + " separated by commas (default: all). ANVIL_ROLES")
    @Nullable
    String roles;

    /** The folder that everything else is in. */
    public DataFolder folder() {
        return new DataFolder(data);
    }
}
