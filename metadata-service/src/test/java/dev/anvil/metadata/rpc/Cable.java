package dev.anvil.metadata.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The cable to a database: while it is cut, every connection breaks and none comes about. */
final class Cable implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final URI target;
    private volatile boolean cut;

    Cable(String url) throws IOException {
        target = URI.create(url);
        Thread.ofVirtual().start(this::accept);
    }

    /** The same database, by way of this cable. */
    String url() {
        return target.toString()
                .replace(
                        target.getHost() + ":" + target.getPort(),
                        socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort());
    }

    void cut() {
        cut = true;
        ends.forEach(Cable::drop);
        ends.clear();
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        cut();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket near = socket.accept();
                if (cut) {
                    drop(near);
                    continue;
                }
                Socket far = new Socket(target.getHost(), target.getPort());
                ends.add(near);
                ends.add(far);
                Thread.ofVirtual().start(() -> pipe(near, far));
                Thread.ofVirtual().start(() -> pipe(far, near));
            } catch (IOException e) {
                // Closed, or the server is away: whoever wanted to connect notices.
                continue;
            }
        }
    }

    private static void pipe(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The cable was cut.
        } finally {
            drop(from);
            drop(to);
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
