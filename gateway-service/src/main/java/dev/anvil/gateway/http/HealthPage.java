package dev.anvil.gateway.http;

import dev.anvil.gateway.s3.S3Response;
import java.util.List;
import java.util.Optional;

/**
 * What balancers and people ask without a signature: {@code GET /}, whether somebody is there, and {@code GET /ready}, whether
 * requests should be sent here. With a signature both mean what they mean in S3.
 */
final class HealthPage {
    private static final String READY = "/ready";
    private final Addressing addressing;
    private final List<ReadinessCheck> checks;

    HealthPage(Addressing addressing, List<ReadinessCheck> checks) {
        this.addressing = addressing;
        this.checks = List.copyOf(checks);
    }

    boolean isMeantBy(Incoming incoming) {
        return (incoming.method().equals("GET") || incoming.method().equals("HEAD"))
                && (incoming.rawPath().equals("/") || incoming.rawPath().equals(READY))
                && incoming.parameters().all().isEmpty()
                && !incoming.isSigned()
                && !addressing.namesABucket(incoming.endpoint().host());
    }

    S3Response answer(Incoming incoming) {
        return incoming.rawPath().equals(READY) ? readiness() : plain(200, "text/plain", "Anvil is here.\n");
    }

    private S3Response readiness() {
        List<String> reasons = checks.stream()
                .map(ReadinessCheck::problem)
                .flatMap(Optional::stream)
                .toList();
        return plain(
                reasons.isEmpty() ? 200 : 503,
                "application/json",
                "{\"ready\":" + reasons.isEmpty() + ",\"reasons\":["
                        + String.join(
                                ",", reasons.stream().map(HealthPage::quoted).toList()) + "]}\n");
    }

    private static S3Response plain(int status, String type, String text) {
        return S3Response.status(status).header("Content-Type", type).text(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else {
                quoted.append(c < ' ' ? ' ' : (char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
