package dev.anvil.runtime.channel;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.lang.ref.WeakReference;
import java.time.Duration;

/**
 * Keeps a channel from waiting long before it dials again. gRPC itself waits longer after each failed dial, up to two minutes,
 * which is meant for clients by the million; here a service that has come back would be refused work for as long.
 *
 * <p>One virtual thread for each channel, until the channel is shut down or nobody holds it any more.
 */
final class QuickReconnect implements Runnable {
    /** While there is no connection at all. */
    static final Duration WITHOUT_CONNECTION = Duration.ofMillis(400);

    /** While there is one: another address of the same channel may be away. */
    static final Duration WITH_CONNECTION = Duration.ofSeconds(5);

    private final WeakReference<ManagedChannel> channel;

    private QuickReconnect(ManagedChannel channel) {
        this.channel = new WeakReference<>(channel);
    }

    static ManagedChannel watch(ManagedChannel channel) {
        Thread.ofVirtual().name("reconnect").start(new QuickReconnect(channel));
        return channel;
    }

    @Override
    public void run() {
        try {
            Duration pause = WITHOUT_CONNECTION;
            while (true) {
                Thread.sleep(pause);
                ManagedChannel watched = channel.get();
                if (watched == null || watched.isShutdown()) {
                    return;
                }
                ConnectivityState state = watched.getState(false);
                if (state != ConnectivityState.IDLE) {
                    watched.resetConnectBackoff();
                }
                pause = state == ConnectivityState.READY ? WITH_CONNECTION : WITHOUT_CONNECTION;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
