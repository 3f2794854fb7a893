package dev.anvil.runtime.channel;

import dev.anvil.runtime.credential.CredentialClientInterceptor;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.request.RequestIdClientInterceptor;
import dev.anvil.runtime.setting.HostPort;
import dev.anvil.runtime.tls.ClusterTls;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Opens channels to other services. Whoever opens one closes it. */
public final class ServiceChannels {
    /** Unary calls that set no deadline of their own get this one. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);

    /** Larger than the largest message that a contract allows, so that a bug is a failure and not an endless buffer. */
    public static final int MAX_MESSAGE_BYTES = 16 << 20;

    private static final int FLOW_WINDOW_BYTES = 4 << 20;

    /** Drives push up to the window whatever the reader asked for, and every stalled reader holds as much for each of them. */
    private static final int BYTES_FLOW_WINDOW_BYTES = 1 << 20;

    private static final int MAX_ADDRESSES = 64;

    private final ServiceCredential credential;
    private final LocalServers local;
    private final Optional<ClusterTls> tls;
    private final Optional<ClientInterceptor> tracing;
    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();

    public ServiceChannels(ServiceCredential credential) {
        this(credential, new LocalServers(), Optional.empty());
    }

    public ServiceChannels(ServiceCredential credential, LocalServers local, Optional<ClusterTls> tls) {
        this(credential, local, tls, Optional.empty());
    }

    public ServiceChannels(
            ServiceCredential credential,
            LocalServers local,
            Optional<ClusterTls> tls,
            Optional<ClientInterceptor> tracing) {
        this.credential = credential;
        this.local = local;
        this.tls = tls;
        this.tracing = tracing;
    }

    public ManagedChannel open(HostPort address) {
        return open(List.of(address));
    }

    /** Calls go round robin over the addresses that can be reached. Names are resolved again when connections break. */
    public ManagedChannel open(List<HostPort> addresses) {
        Optional<String> sibling = addresses.size() == 1 ? local.find(addresses.getFirst()) : Optional.empty();
        return sibling.<ManagedChannel>map(
                        name -> inProcess(name).executor(callbacks).build())
                .orElseGet(() -> QuickReconnect.watch(
                        overNetwork(addresses).executor(callbacks).build()));
    }

    /** For streams that move bytes: callbacks must not block, as they run on the event loop. */
    public ManagedChannel openForBytes(HostPort address) {
        return local.find(address)
                .<ManagedChannel>map(name -> inProcess(name).directExecutor().build())
                .orElseGet(() -> QuickReconnect.watch(overNetwork(List.of(address))
                        .flowControlWindow(BYTES_FLOW_WINDOW_BYTES)
                        .directExecutor()
                        .build()));
    }

    /** Whether messages are handed over as they are: who sends one must not change it afterwards. */
    public boolean isLocal(HostPort address) {
        return local.find(address).isPresent();
    }

    private InProcessChannelBuilder inProcess(String name) {
        return InProcessChannelBuilder.forName(name).intercept(interceptors());
    }

    private ClientInterceptor[] interceptors() {
        return Stream.concat(
                        Stream.of(
                                new DeadlineClientInterceptor(DEFAULT_DEADLINE),
                                new CredentialClientInterceptor(credential),
                                new RequestIdClientInterceptor()),
                        tracing.stream())
                .toArray(ClientInterceptor[]::new);
    }

    private NettyChannelBuilder overNetwork(List<HostPort> addresses) {
        if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
            throw new IllegalArgumentException(
                    "a channel has 1 to " + MAX_ADDRESSES + " addresses, not " + addresses.size());
        }
        ChannelCredentials credentials =
                tls.map(ClusterTls::clientCredentials).orElseGet(InsecureChannelCredentials::create);
        NettyChannelBuilder builder = addresses.size() == 1
                ? NettyChannelBuilder.forAddress(
                        addresses.getFirst().host(), addresses.getFirst().port(), credentials)
                : NettyChannelBuilder.forTarget("anvil:///services", credentials)
                        .nameResolverFactory(new FixedAddressesResolver.Factory(addresses));
        if (tls.isPresent()) {
            builder.overrideAuthority(ClusterTls.NAME);
        }
        return builder.defaultLoadBalancingPolicy("round_robin")
                .disableRetry()
                .flowControlWindow(FLOW_WINDOW_BYTES)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true)
                .intercept(interceptors());
    }
}
