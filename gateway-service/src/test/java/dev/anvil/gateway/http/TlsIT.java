package dev.anvil.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.api.v1.BucketServiceGrpc;
import dev.anvil.api.v1.ListBucketsRequest;
import dev.anvil.gateway.catalogue.Credential;
import dev.anvil.runtime.setting.SettingRefused;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ports of a gateway with TLS of its own, and files that are renewed under it. */
class TlsIT {
    private static final String BIG = "x".repeat(300_000);

    @TempDir
    static Path folder;

    private static SelfSigned first;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        first = SelfSigned.write(folder);
        gateway = TestGateway.start(
                "--ANVIL_TLS_CERTIFICATE=" + folder.resolve("certificate.pem"),
                "--ANVIL_TLS_KEY=" + folder.resolve("key.pem"));
        Credential app =
                gateway.store().addApp("ANVILTLSACCESSKEY000", "secretsecretsecretsecretsecretsecret0000", "*|*");
        gateway.store().addBucket("photos", app.tenant().id());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void s3AndGrpcComeByTlsAndNothingComesWithoutAndRenewedFilesAreServedWithoutARestart() throws Exception {
        try (HttpClient http = HttpClient.newBuilder()
                .sslContext(first.context())
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            for (int port : new int[] {gateway.s3Port(), gateway.apiPort()}) {
                assertThat(get(http, port, "/ready").statusCode()).isEqualTo(200);
                // More than a buffer's worth in one direction, and an answer in the other.
                HttpResponse<String> refused = http.send(
                        HttpRequest.newBuilder(uri(port, "/photos/big"))
                                .PUT(HttpRequest.BodyPublishers.ofString(BIG))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.body()).contains("AccessDenied");
            }
            try (RawClient plain = new RawClient(gateway.apiPort())) {
                assertThatThrownBy(() -> plain.exchange("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .isInstanceOf(IOException.class);
            }
            assertThat(http.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort()
                                                    + "/actuator/prometheus"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("ssl_chain_expiry_seconds{");
            ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", gateway.apiPort())
                    .sslContext(GrpcSslContexts.forClient()
                            .trustManager(first.trust())
                            .build())
                    .build();
            try {
                listBuckets(channel);
                SelfSigned second = SelfSigned.write(folder);
                until(gateway.s3Port(), second);
                until(gateway.apiPort(), second);
                // Who trusts the first one only comes no further, and what stands goes on.
                assertThatThrownBy(() -> serial(gateway.s3Port(), first.context()))
                        .isInstanceOf(SSLHandshakeException.class);
                listBuckets(channel);
                // Half of a renewal changes nothing.
                Files.writeString(folder.resolve("certificate.pem"), "no certificate");
                TimeUnit.SECONDS.sleep(5);
                assertThat(serial(gateway.apiPort(), second.context()))
                        .isEqualTo(second.certificate().getSerialNumber());
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() {
        assertThatThrownBy(() -> TestGateway.start("--ANVIL_TLS_CERTIFICATE=" + folder.resolve("certificate.pem")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("ANVIL_TLS_KEY");
    }

    private static void listBuckets(ManagedChannel channel) {
        assertThat(BucketServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(20, TimeUnit.SECONDS)
                        .listBuckets(ListBucketsRequest.newBuilder()
                                .setPageToken("echo")
                                .build())
                        .getNextPageToken())
                .isEqualTo("echo");
    }

    private static URI uri(int port, String path) {
        return URI.create("https://localhost:" + port + path);
    }

    private static HttpResponse<String> get(HttpClient http, int port, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(port, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Of the certificate that a new connection is shown. */
    private static BigInteger serial(int port, SSLContext trusting) throws IOException {
        try (Socket socket = trusting.getSocketFactory().createSocket("localhost", port)) {
            SSLSocket tls = (SSLSocket) socket;
            tls.setSoTimeout(10_000);
            tls.startHandshake();
            return ((X509Certificate) tls.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    private static void until(int port, SelfSigned expected) throws Exception {
        long limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try {
                assertThat(serial(port, expected.context()))
                        .isEqualTo(expected.certificate().getSerialNumber());
                return;
            } catch (SSLHandshakeException e) {
                assertThat(System.nanoTime()).as("still the old certificate").isLessThan(limit);
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }
}
