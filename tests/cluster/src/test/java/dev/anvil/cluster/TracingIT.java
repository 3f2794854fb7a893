package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A collector inside the test is told of one request by every service that it passed through. */
class TracingIT {
    private static final int BYTES = 200_000;

    @TempDir
    static Path folder;

    private final Queue<Seen> spans = new ConcurrentLinkedQueue<>();

    private record Seen(String service, Span span) {}

    @Test
    void aRequestIsOneTraceThroughGatewayMetadataAndStorage() throws Exception {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        collector.createContext("/v1/traces", this::receive);
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        try (AllInOne suite = AllInOne.up(
                        folder.resolve("data"),
                        Map.of("ANVIL_TRACING_ENDPOINT", endpoint, "ANVIL_TRACING_SAMPLE", "1"));
                S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket("traced"));
            s3.putObject(b -> b.bucket("traced").key("one"), RequestBody.fromBytes(SomeBytes.of(1, BYTES)));
            String request = s3.getObjectAsBytes(b -> b.bucket("traced").key("one"))
                    .response()
                    .responseMetadata()
                    .requestId();
            Waiting.until(
                    "the trace of the read is complete",
                    Duration.ofSeconds(20),
                    () -> servicesOf(request)
                                    .containsAll(List.of("gateway-service", "metadata-service", "storage-node-service"))
                            && isWhole(root(request)));
            Seen root = root(request);
            assertThat(root.span().getName()).isEqualTo("S3 GET");
            assertThat(root.span().getParentSpanId().isEmpty()).isTrue();
            assertThat(named(root, "anvil.storage.v1.ShardService/ReadShard")).isNotEmpty();
        } finally {
            collector.stop(0);
        }
    }

    private List<String> servicesOf(String request) {
        return of(root(request).span().getTraceId()).stream()
                .map(Seen::service)
                .distinct()
                .toList();
    }

    /** Everything else hangs on something that was told, too. */
    private boolean isWhole(Seen root) {
        List<Seen> all = of(root.span().getTraceId());
        List<ByteString> known =
                all.stream().map(seen -> seen.span().getSpanId()).toList();
        return all.stream()
                .filter(seen -> seen != root)
                .allMatch(seen -> known.contains(seen.span().getParentSpanId()));
    }

    private Seen root(String request) {
        return spans.stream()
                .filter(seen -> seen.span().getName().startsWith("S3 ")
                        && seen.span().getAttributesList().stream()
                                .anyMatch(attribute -> attribute.getKey().equals("anvil.request_id")
                                        && attribute.getValue().getStringValue().equals(request)))
                .findFirst()
                .orElseThrow();
    }

    private List<Seen> of(ByteString trace) {
        return spans.stream()
                .filter(seen -> seen.span().getTraceId().equals(trace))
                .toList();
    }

    private List<Seen> named(Seen root, String name) {
        return of(root.span().getTraceId()).stream()
                .filter(seen -> seen.span().getName().equals(name))
                .toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream body = exchange.getRequestBody();
                InputStream plain = zipped ? new GZIPInputStream(body) : body) {
            for (ResourceSpans resource :
                    ExportTraceServiceRequest.parseFrom(plain).getResourceSpansList()) {
                String service = resource.getResource().getAttributesList().stream()
                        .filter(attribute -> attribute.getKey().equals("service.name"))
                        .map(attribute -> attribute.getValue().getStringValue())
                        .findFirst()
                        .orElseThrow();
                resource.getScopeSpansList()
                        .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(new Seen(service, span))));
            }
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
