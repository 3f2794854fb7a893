package dev.anvil.gateway.http.oneport;

import dev.anvil.gateway.http.ClientSilence;
import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.InternalProtocolNegotiator.ProtocolNegotiator;
import io.grpc.netty.InternalProtocolNegotiators;
import io.netty.channel.ChannelHandler;
import io.netty.util.AsciiString;

/** What gRPC asks how each new connection is to begin: with a look at its first bytes. */
final class OnePortNegotiator implements ProtocolNegotiator {
    private final ProtocolNegotiator plaintext = InternalProtocolNegotiators.serverPlaintext();
    private final HttpRelay relay;
    private final OnePortTls tls;
    private final ClientSilence silence;

    OnePortNegotiator(HttpRelay relay, OnePortTls tls, ClientSilence silence) {
        this.relay = relay;
        this.tls = tls;
        this.silence = silence;
    }

    @Override
    public AsciiString scheme() {
        return AsciiString.of("http");
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler grpc) {
        return new FirstBytes(() -> plaintext.newHandler(grpc), relay, tls, silence.limit());
    }

    @Override
    public void close() {
        plaintext.close();
    }
}
