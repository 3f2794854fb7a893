package dev.anvil.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/** A Redis of whatever make is installed, that forgets all when it ends. */
final class RedisProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final SocketFactory sockets;

    private RedisProcess(int port, SocketFactory sockets, List<String> listen) throws IOException {
        String program = Stream.of("valkey-server", "redis-server")
                .filter(Tool::isInstalled)
                .findFirst()
                .orElse("");
        assumeTrue(!program.isEmpty(), "neither redis-server nor valkey-server is installed");
        List<String> command = new ArrayList<>(List.of(program, "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--appendonly", "no"));
        command.addAll(listen);
        this.port = port;
        this.sockets = sockets;
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Waiting.until("Redis answers", Duration.ofSeconds(10), () -> keys() >= 0);
    }

    static RedisProcess start(int port) throws IOException {
        return new RedisProcess(port, SocketFactory.getDefault(), List.of("--port", "" + port));
    }

    /** By TLS alone, and of clients it wants no certificates. */
    static RedisProcess startWithTls(int port, TestCertificate own) throws IOException {
        return new RedisProcess(
                port,
                own.context().getSocketFactory(),
                List.of(
                        "--port",
                        "0",
                        "--tls-port",
                        "" + port,
                        "--tls-cert-file",
                        own.certificate().toString(),
                        "--tls-key-file",
                        own.key().toString(),
                        "--tls-ca-cert-file",
                        own.certificate().toString(),
                        "--tls-auth-clients",
                        "no"));
    }

    /** By its own protocol: {@code :12} and an end of line. */
    int keys() {
        try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("DBSIZE\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[64];
            int length = socket.getInputStream().read(answer);
            return Integer.parseInt(new String(answer, 1, length - 1, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not asked to: that is how it goes. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
