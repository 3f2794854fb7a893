package dev.anvil.runtime.channel;

import dev.anvil.runtime.credential.CredentialClientInterceptor;
import dev.anvil.runtime.credential.ServiceCredential;
import dev.anvil.runtime.request.RequestIdClientInterceptor;
import dev.anvil.runtime.setting.HostPort;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

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
    private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();

    public ServiceChannels(ServiceCredential credential) {
        this.credential = credential;
    }

    public ManagedChannel open(HostPort address) {
        return open(List.of(address));
    }

    /** Calls go round robin over the addresses that can be reached. Names are resolved again when connections break. */
    public ManagedChannel open(List<HostPort> addresses) {
        return QuickReconnect.watch(builder(addresses).executor(callbacks).build());
    }

    /** For streams that move bytes: callbacks run on the event loop and must not block. */
    public ManagedChannel openForBytes(HostPort address) {
        return QuickReconnect.watch(builder(List.of(address))
                .flowControlWindow(BYTES_FLOW_WINDOW_BYTES)
                .directExecutor()
                .build());
    }

    private NettyChannelBuilder builder(List<HostPort> addresses) {
        if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
            throw new IllegalArgumentException(
                    "a channel has 1 to " + MAX_ADDRESSES + " addresses, not " + addresses.size());
        }
        NettyChannelBuilder builder = addresses.size() == 1
                ? NettyChannelBuilder.forAddress(
                        addresses.getFirst().host(), addresses.getFirst().port())
                : NettyChannelBuilder.forTarget("anvil:///services")
                        .nameResolverFactory(new FixedAddressesResolver.Factory(addresses));
        return builder.usePlaintext()
                .defaultLoadBalancingPolicy("round_robin")
                .disableRetry()
                .flowControlWindow(FLOW_WINDOW_BYTES)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .keepAliveTime(30, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true)
                .intercept(
                        new DeadlineClientInterceptor(DEFAULT_DEADLINE),
                        new CredentialClientInterceptor(credential),
                        new RequestIdClientInterceptor());
    }
}
