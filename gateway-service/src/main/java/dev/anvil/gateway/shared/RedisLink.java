package dev.anvil.gateway.shared;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Redis, while there is one. It is made beside the requests, and whoever finds it broken or slow has all others go on
 * without it for a while: a Redis that hangs costs one request a second one short wait.
 */
final class RedisLink implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMillis(100);
    static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final int MOST_UNDER_WAY = 1_000;

    private final RedisClient client;
    private final Ticker ticker;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
    private volatile long restUntil;
    private volatile boolean failing;
    private volatile boolean closed;

    RedisLink(RedisURI uri, Ticker ticker) {
        this.ticker = ticker;
        uri.setTimeout(PATIENCE);
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_UNDER_WAY)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(Duration.ofSeconds(1))
                        .build())
                .build());
        restUntil = ticker.read();
        connect();
    }

    /** Null where it is better to do without. */
    @Nullable
    StatefulRedisConnection<byte[], byte[]> connection() {
        if (ticker.read() - restUntil < 0) {
            return null;
        }
        StatefulRedisConnection<byte[], byte[]> open = connection;
        if (open == null || !open.isOpen()) {
            connect();
            return null;
        }
        return open;
    }

    void failed(Exception why) {
        restUntil = ticker.read() + PAUSE.toNanos();
        StatefulRedisConnection<byte[], byte[]> broken = connection;
        connection = null;
        if (broken != null) {
            broken.closeAsync();
        }
        if (!failing) {
            failing = true;
            LOG.warn("The shared cache does not answer; the catalogue is asked instead: {}", why.getMessage());
        }
    }

    private void connect() {
        if (closed || !connecting.compareAndSet(false, true)) {
            return;
        }
        Thread.ofVirtual().name("shared-cache-connect").start(() -> {
            try {
                connection = client.connect(ByteArrayCodec.INSTANCE);
                if (failing) {
                    LOG.info("The shared cache answers again");
                    failing = false;
                }
            } catch (RuntimeException e) {
                failed(e);
            } finally {
                connecting.set(false);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
