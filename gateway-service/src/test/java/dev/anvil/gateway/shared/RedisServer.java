package dev.anvil.gateway.shared;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real one, of whatever make is installed. */
final class RedisServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Path program;
    private final int port;
    private Process process;

    private RedisServer(Path program, int port) throws IOException, InterruptedException {
        this.program = program;
        this.port = port;
        this.process = launch();
    }

    static RedisServer start() throws IOException, InterruptedException {
        Optional<Path> program = Stream.of("valkey-server", "redis-server")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                program.isPresent(),
                "neither redis-server nor valkey-server is installed (apt-get install redis-server)");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free.setReuseAddress(true);
            int port = free.getLocalPort();
            free.close();
            return new RedisServer(program.orElseThrow(), port);
        }
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    private Process launch() throws IOException, InterruptedException {
        Process started = new ProcessBuilder(
                        program.toString(),
                        "--port",
                        "" + port,
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return started;
            } catch (IOException e) {
                if (System.nanoTime() > end || !started.isAlive()) {
                    started.destroyForcibly();
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException, InterruptedException {
        process = launch();
    }

    /** It neither answers nor ends its connections, until it is told to go on. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, "" + process.pid())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill ended with " + status);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        thaw();
        kill();
    }
}
