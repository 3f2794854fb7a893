package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A way to a server that lets so many bytes through, both directions counted together, and then none, until it is told to. */
final class StallingRelay implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 << 10;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private long limit = Long.MAX_VALUE;
    private long passed;
    private boolean stalled;

    StallingRelay(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("stalling-relay").start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    /** Counts from here. */
    synchronized void stallAfter(long bytes) {
        limit = bytes;
        passed = 0;
        stalled = false;
        notifyAll();
    }

    synchronized void awaitStall() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!stalled) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            assertThat(left)
                    .as("milliseconds left, with %d bytes passed of %d", passed, limit)
                    .isPositive();
            wait(left);
        }
    }

    synchronized long passed() {
        return passed;
    }

    private synchronized void pass(int bytes) throws InterruptedException {
        while (passed + bytes > limit) {
            stalled = true;
            notifyAll();
            wait();
        }
        passed += bytes;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket();
                open.add(client);
                open.add(server);
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                Thread.ofPlatform().daemon().start(() -> pump(client, server));
                Thread.ofPlatform().daemon().start(() -> pump(server, client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                pass(count);
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One side is gone, and so both are.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** Ends what is under way, as a network does that was cut. */
    void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
