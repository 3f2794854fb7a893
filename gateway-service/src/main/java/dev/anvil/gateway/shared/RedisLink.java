package dev.anvil.gateway.shared;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Redis, while there is one. It is made beside the requests, and whoever finds it broken or slow has all others go on
 * without it for a while: a Redis that hangs costs one request a second one short wait.
 */
final class RedisLink implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMillis(100);
    /** Nobody waits for that, and a process that has just started is slow at its first TLS. */
    private static final Duration UNTIL_CONNECTED = Duration.ofSeconds(3);

    static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final String DISTRUST =
            " (TLS: is the certificate that Redis shows for this host, and signed by whom "
                    + CertificateAuthority.SETTING + " names?)";
    private static final int MOST_UNDER_WAY = 1_000;

    private final RedisClient client;
    private final Ticker ticker;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
    private volatile long restUntil;
    private volatile boolean failing;
    private volatile boolean closed;

    /** @param trust whom it believes where the URI asks for TLS */
    RedisLink(RedisURI uri, SslOptions trust, Ticker ticker) {
        this.ticker = ticker;
        uri.setTimeout(UNTIL_CONNECTED);
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .sslOptions(trust)
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
            LOG.warn("The shared cache does not answer; the catalogue is asked instead: {}", reason(why));
        }
    }

    /** That it cannot connect says nothing; what it could not do stands below. */
    private static String reason(Exception why) {
        StringBuilder said = new StringBuilder(String.valueOf(why.getMessage()));
        boolean distrusts = false;
        for (Throwable each = why.getCause(); each != null; each = each.getCause()) {
            distrusts |= each instanceof SSLException;
            if (each.getCause() == null) {
                said.append(": ").append(each.getMessage());
            }
        }
        return said.append(distrusts ? DISTRUST : "").toString();
    }

    private void connect() {
        if (closed || !connecting.compareAndSet(false, true)) {
            return;
        }
        Thread.ofVirtual().name("shared-cache-connect").start(() -> {
            try {
                StatefulRedisConnection<byte[], byte[]> made = client.connect(ByteArrayCodec.INSTANCE);
                made.setTimeout(PATIENCE);
                connection = made;
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
