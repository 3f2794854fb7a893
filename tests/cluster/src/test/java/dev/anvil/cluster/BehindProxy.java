package dev.anvil.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** A suite as clients see it that know one name only, that of the proxy in front of its gateways. Closing it ends the proxy. */
final class BehindProxy implements Suite {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Suite suite;
    private final TestCertificate certificate;
    private final int port;
    private final Process process;
    private final Path folder;

    private BehindProxy(Suite suite, TestCertificate certificate, int port, Process process, Path folder) {
        this.folder = folder;
        this.suite = suite;
        this.certificate = certificate;
        this.port = port;
        this.process = process;
    }

    static BehindProxy start(ProxyKind kind, Path folder, SeparateProcesses suite, TestCertificate certificate) {
        return start(kind, folder, suite, new ProxyKind.Gateways(suite.s3Ports(), suite.apiPorts()), certificate);
    }

    static BehindProxy start(
            ProxyKind kind, Path folder, Suite suite, ProxyKind.Gateways gateways, TestCertificate certificate) {
        try {
            Files.createDirectories(folder);
            int port = Repository.freePort();
            List<String> command = kind.prepare(folder, port, gateways, certificate);
            Path log = folder.resolve("proxy.log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
            Process process = builder.start();
            await(process, port, log);
            return new BehindProxy(suite, certificate, port, process, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process, int port, Path log) throws IOException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!listens(port)) {
            try {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    process.destroyForcibly();
                    throw new AssertionError("the proxy did not start:\n" + Files.readString(log));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the proxy started", e);
            }
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** The end of what the proxy said, for those who want to know why. */
    String said() {
        StringBuilder said = new StringBuilder();
        for (String name : List.of("proxy.log", "error.log")) {
            Path log = folder.resolve(name);
            if (Files.exists(log)) {
                try (java.util.stream.Stream<String> lines = Files.lines(log)) {
                    List<String> all = lines.toList();
                    all.subList(Math.max(0, all.size() - 40), all.size())
                            .forEach(line -> said.append(line).append('\n'));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return said.toString();
    }

    TestCertificate certificate() {
        return certificate;
    }

    @Override
    public Map<String, String> env() {
        return suite.env();
    }

    @Override
    public Tool.Outcome anvil(String... arguments) {
        return suite.anvil(arguments);
    }

    @Override
    public URI s3Endpoint() {
        return URI.create("https://localhost:" + port);
    }

    @Override
    public URI apiEndpoint() {
        return s3Endpoint();
    }

    @Override
    public S3Client client(URI endpoint, Keys keys, String region) {
        return client(DefaultRetryStrategy.standardStrategyBuilder().build());
    }

    /** For those who want to see every failure. */
    S3Client clientWithoutRetries() {
        return client(DefaultRetryStrategy.doNotRetry());
    }

    private S3Client client(RetryStrategy retries) {
        return S3Client.builder()
                .endpointOverride(s3Endpoint())
                .region(Region.of(region()))
                .credentialsProvider(keys().provider())
                .overrideConfiguration(o -> o.retryStrategy(retries))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .socketTimeout(Duration.ofMinutes(1))
                        .tlsTrustManagersProvider(() -> certificate.trust().toArray(TrustManager[]::new)))
                .forcePathStyle(true)
                .build();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
