package dev.anvil.libp2p.transport;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.tls.TlsIdentity;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicCodecBuilder;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sockets of one host. */
public final class QuicTransport implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;
    private static final int LINGER_MILLIS = 500;
    private static final int SHUTDOWN_MILLIS = 1000;

    private final TlsIdentity tls;
    private final QuicLimits limits;
    private final ConnectionEvents events;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS, new DefaultThreadFactory("libp2p-io", true), NioIoHandler.newFactory());
    private final ExecutorService handshakes = Executors.newVirtualThreadPerTaskExecutor();
    private final ConnectionSlots slots;
    private final AddressTokens tokens;
    private final InboundStreams streams;
    private final Queue<Channel> listening = new ConcurrentLinkedQueue<>();

    public QuicTransport(TlsIdentity tls, QuicLimits limits, Protocols protocols, ConnectionEvents events) {
        this.tls = tls;
        this.limits = limits;
        this.events = events;
        this.slots = new ConnectionSlots(limits);
        this.tokens = new AddressTokens(tls.clock());
        this.streams = new InboundStreams(protocols, limits.negotiationTimeout());
    }

    /** Accepts connections at an address; port 0 takes a free one. Answers where it listens. */
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        ChannelHandler codec = limited(new QuicServerCodecBuilder())
                .sslEngineProvider(channel -> tls.server().newEngine(channel.alloc()))
                .tokenHandler(tokens)
                .handler(new AcceptedConnection(slots, () -> lifecycle(false, events)))
                .streamHandler(streams)
                .build();
        ChannelFuture bound = udp(address.getAddress(), codec).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("Cannot listen on UDP " + address + "; is the port taken?", bound.cause());
        }
        listening.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    /** Each dial has a socket of its own, which lives and dies with the connection. */
    public CompletableFuture<Connection> dial(InetSocketAddress target, @Nullable PeerId expected) {
        CompletableFuture<Connection> dialed = new CompletableFuture<>();
        QuicSslContext ssl = tls.client(expected);
        ChannelHandler codec = limited(new QuicClientCodecBuilder())
                .sslEngineProvider(channel -> ssl.newEngine(channel.alloc()))
                .build();
        InetAddress address = target.getAddress();
        udp(address, codec).bind(localFor(address)).addListener((ChannelFuture bound) -> {
            if (bound.isSuccess()) {
                connect(bound.channel(), target, dialed);
            } else {
                dialed.completeExceptionally(new IOException("No socket to dial " + target, bound.cause()));
            }
        });
        return dialed;
    }

    private void connect(Channel socket, InetSocketAddress target, CompletableFuture<Connection> dialed) {
        ConnectionLifecycle lifecycle = lifecycle(true, new DialEvents(events, dialed));
        QuicChannel.newBootstrap(socket)
                .remoteAddress(target)
                .handler(lifecycle)
                .streamHandler(streams)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(limits.dialTimeout().toMillis()))
                .connect()
                .addListener((Future<QuicChannel> connected) -> {
                    if (!connected.isSuccess()) {
                        // The socket not at once, for what is still to be sent.
                        lifecycle.abandon();
                        socket.eventLoop().schedule(() -> socket.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
                        dialed.completeExceptionally(
                                new IOException("No answer, or a wrong one, from " + target, connected.cause()));
                        return;
                    }
                    connected.getNow().closeFuture().addListener(closed -> {
                        // The socket does not follow by itself.
                        socket.close();
                        dialed.completeExceptionally(new IOException("The handshake with " + target + " failed"));
                    });
                });
    }

    private ConnectionLifecycle lifecycle(boolean dialed, ConnectionEvents listener) {
        return new ConnectionLifecycle(dialed, limits, tls.clock(), listener);
    }

    private static InetSocketAddress localFor(InetAddress target) {
        if (target.isLoopbackAddress()) {
            return new InetSocketAddress(target, 0);
        }
        return new InetSocketAddress(target instanceof Inet6Address ? "::" : "0.0.0.0", 0);
    }

    private Bootstrap udp(InetAddress address, ChannelHandler codec) {
        // Without a family the JDK opens sockets for both, and binding 0.0.0.0 takes the port of IPv6 as well.
        SocketProtocolFamily family =
                address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        return new Bootstrap()
                .group(group)
                .channelFactory(() -> new NioDatagramChannel(family))
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                .handler(codec);
    }

    private <B extends QuicCodecBuilder<B>> B limited(B builder) {
        return builder.maxIdleTimeout(limits.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .initialMaxData(limits.connectionWindowBytes())
                .initialMaxStreamDataBidirectionalLocal(limits.streamWindowBytes())
                .initialMaxStreamDataBidirectionalRemote(limits.streamWindowBytes())
                .initialMaxStreamsBidirectional(limits.maxStreams())
                .initialMaxStreamsUnidirectional(0)
                .activeMigration(false)
                .sslTaskExecutor(handshakes);
    }

    /** Connections that others began, those in their handshake included. */
    public int accepted() {
        return slots.accepted();
    }

    /** Closes the sockets. Whoever wants peers to be told closes the connections first. */
    @Override
    public void close() {
        listening.forEach(Channel::close);
        group.shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2L * SHUTDOWN_MILLIS);
        handshakes.shutdownNow();
    }
}
