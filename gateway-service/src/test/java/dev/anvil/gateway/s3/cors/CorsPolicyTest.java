package dev.anvil.gateway.s3.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Response.Header;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.BucketId;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsPolicyTest {
    private static final Bucket BUCKET = bucket("<CORSConfiguration>" + rule("GET", "*suffix")
            + rule("GET", "start*end") + rule("GET", "prefix*") + rule("PUT", "*.put") + "</CORSConfiguration>");

    @ParameterizedTest
    @CsvSource({
        "foo.suffix, GET, GET",
        "foo.suffix, PUT, ",
        "foo.bar, GET, ",
        "foo.suffix.get, GET, ",
        "startend, GET, GET",
        "start12end, GET, GET",
        "0start12end, GET, ",
        "starend, GET, ",
        "prefix, GET, GET",
        "bla.prefix, GET, ",
        "foo.put, PUT, PUT",
    })
    void matchesOriginsWithAStar(String origin, String method, @Nullable String allowed) {
        assertThat(answered(BUCKET, method, Map.of("Origin", List.of(origin))).get("Access-Control-Allow-Methods"))
                .isEqualTo(allowed);
    }

    @Test
    void whatAPageWillDoCountsMoreThanWhatItsBrowserDoesNow() {
        Map<String, List<String>> headers =
                Map.of("Origin", List.of("foo.suffix"), "Access-Control-Request-Method", List.of("GET"));
        assertThat(answered(BUCKET, "OPTIONS", headers)).containsEntry("Access-Control-Allow-Origin", "foo.suffix");
    }

    @Test
    void tellsEverythingThatTheRuleSays() {
        Bucket bucket =
                bucket("<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
                        + "<AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
                        + "<MaxAgeSeconds>300</MaxAgeSeconds></CORSRule></CORSConfiguration>");
        Map<String, List<String>> headers = Map.of(
                "Origin",
                List.of("https://example.org"),
                "Access-Control-Request-Method",
                List.of("PUT"),
                "Access-Control-Request-Headers",
                List.of("X-Amz-Date, x-amz-meta-a"));
        assertThat(answered(bucket, "OPTIONS", headers))
                .containsEntry("Access-Control-Allow-Origin", "*")
                .containsEntry("Access-Control-Allow-Methods", "GET, PUT")
                .containsEntry("Access-Control-Allow-Headers", "x-amz-date, x-amz-meta-a")
                .containsEntry("Access-Control-Expose-Headers", "ETag")
                .containsEntry("Access-Control-Max-Age", "300")
                .containsKey("Vary")
                .doesNotContainKey("Access-Control-Allow-Credentials");
        Map<String, List<String>> tooMuch = Map.of(
                "Origin",
                List.of("https://example.org"),
                "Access-Control-Request-Headers",
                List.of("x-amz-date, x-other"));
        assertThat(answered(bucket, "GET", tooMuch)).isEmpty();
    }

    @Test
    void saysNothingWithoutAnOriginOrWithoutRules() {
        assertThat(answered(BUCKET, "GET", Map.of())).isEmpty();
        assertThat(answered(bucket(null), "GET", Map.of("Origin", List.of("foo.suffix"))))
                .isEmpty();
    }

    private static Map<String, String> answered(Bucket bucket, String method, Map<String, List<String>> headers) {
        return CorsPolicy.headersFor(bucket, method, Headers.of(headers)).stream()
                .collect(Collectors.toMap(Header::name, Header::value));
    }

    private static String rule(String method, String origin) {
        return "<CORSRule><AllowedMethod>" + method + "</AllowedMethod><AllowedOrigin>" + origin
                + "</AllowedOrigin></CORSRule>";
    }

    private static Bucket bucket(@Nullable String cors) {
        return new Bucket(
                BucketId.create(),
                new BucketName("photos"),
                TenantId.create(),
                "c".repeat(64),
                "owner",
                new RegionName("eu"),
                Instant.EPOCH,
                cors == null ? Map.of() : Map.of(BucketSetting.CORS.documentName(), cors));
    }
}
