package dev.anvil.gateway.cluster;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this gateway shows itself to the cluster. Set as {@code PUBLIC_GRPC_ADDR} and {@code ANVIL_ZONE}.
 *
 * @param listen HOST:PORT that its gRPC server listens on
 * @param publicAddress HOST:PORT that others reach it at; blank where that is the one that it listens on
 */
@ConfigurationProperties("anvil.gateway.cluster")
record ClusterSettings(
        @DefaultValue("0.0.0.0:50051") String listen,
        @DefaultValue("") String publicAddress,
        @DefaultValue("") String zone) {}
