package dev.anvil.gateway.http.oneport;

import dev.anvil.gateway.http.ClientAddresses;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins a client's connection to one of its own to Tomcat, and tells Tomcat's side who the client is. */
final class HttpRelay {
    private static final Logger LOG = LoggerFactory.getLogger(HttpRelay.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    /** Between these the one side waits for the other: what a connection may hold in memory each way. */
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private final Supplier<? extends SocketAddress> tomcat;
    private final ClientAddresses clients;

    HttpRelay(Supplier<? extends SocketAddress> tomcat, ClientAddresses clients) {
        this.tomcat = tomcat;
        this.clients = clients;
    }

    void begin(Channel client, FirstBytes first) {
        client.config().setAutoRead(false);
        client.config().setWriteBufferWaterMark(WATER_MARKS);
        client.config().setRecvByteBufAllocator(bigReads());
        Bootstrap bootstrap = new Bootstrap()
                // The same event loop for both, so that the two sides never run at once.
                .group(client.eventLoop())
                .channelFactory(new ReflectiveChannelFactory<>(client.getClass()))
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.RECVBUF_ALLOCATOR, bigReads())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel server) {
                        server.pipeline().addLast(new RelayEnd(client));
                    }
                });
        bootstrap.connect(tomcat.get()).addListener(connected -> {
            if (connected.isSuccess()) {
                join(client, ((ChannelFuture) connected).channel(), first);
            } else {
                LOG.warn("An HTTP connection could not be relayed: {}", String.valueOf(connected.cause()));
                first.takeSeen().release();
                client.close();
            }
        });
    }

    private void join(Channel client, Channel server, FirstBytes first) {
        int relayPort = ((InetSocketAddress) server.localAddress()).getPort();
        if (client.remoteAddress() instanceof InetSocketAddress address) {
            clients.relayed(relayPort, address);
            server.closeFuture().addListener(closed -> clients.ended(relayPort));
        }
        if (!client.isActive()) {
            server.close();
            return;
        }
        dropGrpcHandlers(client.pipeline(), first);
        client.pipeline().replace(first, "http-relay", new RelayEnd(server));
        server.writeAndFlush(first.takeSeen());
        client.read();
    }

    private static void dropGrpcHandlers(ChannelPipeline pipeline, FirstBytes first) {
        for (String name : pipeline.names()) {
            ChannelHandler handler = pipeline.get(name);
            if (handler != null && handler != first && !(handler instanceof SslHandler)) {
                pipeline.remove(handler);
            }
        }
    }

    private static AdaptiveRecvByteBufAllocator bigReads() {
        return new AdaptiveRecvByteBufAllocator(4 * 1024, 64 * 1024, 256 * 1024);
    }
}
