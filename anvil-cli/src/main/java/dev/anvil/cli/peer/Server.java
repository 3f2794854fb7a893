package dev.anvil.cli.peer;

import dev.anvil.admin.v1.AdminServiceGrpc;
import dev.anvil.api.v1.AuthServiceGrpc;
import dev.anvil.api.v1.BucketServiceGrpc;
import dev.anvil.api.v1.GetAccessTokenRequest;
import dev.anvil.api.v1.GetAccessTokenResponse;
import dev.anvil.api.v1.ObjectServiceGrpc;
import io.grpc.CallCredentials;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A connection to a gateway for the length of one command. The access token is fetched when the first call needs it. */
public final class Server implements AutoCloseable {
    private static final int MAX_MESSAGE_BYTES = 16 << 20;
    private static final int FLOW_WINDOW_BYTES = 4 << 20;
    private static final long TOKEN_SECONDS = 20;
    private static final long CLOSE_SECONDS = 2;

    private final ManagedChannel channel;
    private final String clientId;
    private final String clientSecret;
    private final CallCredentials credentials = new BearerToken(() -> token(List.of()));

    public Server(String host, int port, boolean tls, String clientId, String clientSecret) {
        this(
                host,
                port,
                tls ? TlsChannelCredentials.create() : InsecureChannelCredentials.create(),
                clientId,
                clientSecret);
    }

    /** By TLS, to a server whose certificate that authority has signed. */
    public Server(String host, int port, Authority authority, String clientId, String clientSecret) {
        this(host, port, authority.credentials(), clientId, clientSecret);
    }

    private Server(String host, int port, ChannelCredentials transport, String clientId, String clientSecret) {
        this.channel = NettyChannelBuilder.forAddress(host, port, transport)
                .flowControlWindow(FLOW_WINDOW_BYTES)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /** Where it is. */
    public String address() {
        return channel.authority();
    }

    /** An access token, and for how many seconds it is good. */
    public record Token(String value, long seconds) {}

    public Token token(List<String> scopes) {
        GetAccessTokenResponse answer = AuthServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(TOKEN_SECONDS, TimeUnit.SECONDS)
                .getAccessToken(GetAccessTokenRequest.newBuilder()
                        .setClientId(clientId)
                        .setClientSecret(clientSecret)
                        .addAllScopes(scopes)
                        .build());
        return new Token(answer.getAccessToken(), answer.getExpiresIn());
    }

    public Buckets buckets() {
        return new Buckets(BucketServiceGrpc.newBlockingStub(channel).withCallCredentials(credentials));
    }

    public Objects objects() {
        return new Objects(
                ObjectServiceGrpc.newBlockingStub(channel).withCallCredentials(credentials),
                ObjectServiceGrpc.newBlockingV2Stub(channel).withCallCredentials(credentials));
    }

    public Administration administration() {
        return new Administration(AdminServiceGrpc.newBlockingStub(channel).withCallCredentials(credentials));
    }

    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
