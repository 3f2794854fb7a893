package dev.anvil.gateway.http.oneport;

import io.grpc.ServerCredentials;
import io.grpc.netty.InternalNettyServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import java.util.List;
import org.springframework.grpc.server.NettyGrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;

/** Spring's native gRPC server with our way of beginning connections, for which credentials are gRPC's only open door. */
final class OnePortServerFactory extends NettyGrpcServerFactory {
    private final OnePortNegotiator negotiator;

    OnePortServerFactory(
            String address,
            List<ServerBuilderCustomizer<NettyServerBuilder>> customizers,
            OnePortNegotiator negotiator) {
        super(address, customizers, null, null, null);
        this.negotiator = negotiator;
    }

    @Override
    protected ServerCredentials credentials() {
        return InternalNettyServerCredentials.create(negotiator);
    }
}
