package dev.anvil.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.gateway.wire.Parameters;
import dev.anvil.model.RegionName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForwardSealTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final RegionName EU = new RegionName("eu-west-1");
    private static final RegionName US = new RegionName("us-west-2");
    private static final Origin ORIGIN = new Origin(EU, "photos.s3.example.com", "s3.example.com", "192.0.2.7");
    private static final Headers SIGNED = Headers.of(Map.of("Authorization", List.of("AWS4-HMAC-SHA256 a")));
    private static final ForwardSeal.Sealed REQUEST = request("GET", "/photos/a%20b", "versionId=1", SIGNED);

    @Test
    void whatWasSealedIsBelieved() {
        assertThat(at(NOW, "now").originOf(carrying(REQUEST, seal()), US)).contains(ORIGIN);
    }

    @Test
    void whoSaysNothingComesStraightFromAClient() {
        assertThat(at(NOW, "now").originOf(REQUEST, US)).isEmpty();
    }

    @Test
    void aSealIsGoodForItsRequestOnly() {
        Headers other = Headers.of(Map.of("Authorization", List.of("AWS4-HMAC-SHA256 b")));
        for (ForwardSeal.Sealed changed : List.of(
                request("PUT", "/photos/a%20b", "versionId=1", SIGNED),
                request("GET", "/photos/a", "versionId=1", SIGNED),
                request("GET", "/photos/a%20b", "versionId=2", SIGNED),
                request("GET", "/photos/a%20b", "versionId=1", other))) {
            refused(at(NOW, "now"), carrying(changed, seal()), US);
        }
    }

    @Test
    void everyWordOfItIsSealed() {
        Map<String, String> headers = seal();
        for (String name : headers.keySet()) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.put(name, headers.get(name) + "0");
            refused(at(NOW, "now"), carrying(REQUEST, changed), US);
            changed.remove(name);
            refused(at(NOW, "now"), carrying(REQUEST, changed), US);
        }
    }

    @Test
    void aSealIsGoodForItsRegionItsSecretAndItsTime() {
        refused(at(NOW, "now"), carrying(REQUEST, seal()), EU);
        refused(at(NOW, "another"), carrying(REQUEST, seal()), US);
        refused(at(NOW, new String[0]), carrying(REQUEST, seal()), US);
        refused(at(NOW.plus(Duration.ofMinutes(16)), "now"), carrying(REQUEST, seal()), US);
        refused(at(NOW.minus(Duration.ofMinutes(16)), "now"), carrying(REQUEST, seal()), US);
        assertThat(at(NOW, "next", "now").originOf(carrying(REQUEST, seal()), US))
                .isPresent();
    }

    private static Map<String, String> seal() {
        return at(NOW, "now").headersFor(REQUEST, ORIGIN, US);
    }

    private static void refused(ForwardSeal seal, ForwardSeal.Sealed request, RegionName target) {
        assertThatThrownBy(() -> seal.originOf(request, target))
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED));
    }

    private static ForwardSeal at(Instant now, String... secrets) {
        return new ForwardSeal(List.of(secrets).stream().map(ForwardKey::of).toList(), InstantSource.fixed(now));
    }

    private static ForwardSeal.Sealed request(String method, String path, String query, Headers headers) {
        return new ForwardSeal.Sealed(method, path, Parameters.parse(query), headers);
    }

    private static ForwardSeal.Sealed carrying(ForwardSeal.Sealed request, Map<String, String> more) {
        Map<String, List<String>> all = new TreeMap<>();
        for (String name : request.headers().names()) {
            all.put(name, request.headers().all(name));
        }
        more.forEach((name, value) -> all.put(name, List.of(value)));
        return new ForwardSeal.Sealed(request.method(), request.rawPath(), request.parameters(), Headers.of(all));
    }
}
