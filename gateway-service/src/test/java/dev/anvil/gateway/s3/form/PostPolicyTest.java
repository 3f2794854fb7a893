package dev.anvil.gateway.s3.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostPolicyTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String POLICY = """
            {"expiration": "2026-05-01T13:00:00Z", "conditions": [{"bUcKeT": "photos"}, ["StArTs-WiTh", "$KeY", "foo"],
             {"acl": "private"}, ["starts-with", "$Content-Type", ""], ["content-length-range", 1, 1024]]}
            """;
    private static final Map<String, String> FORM = Map.of(
            "bucket",
            "photos",
            "key",
            "foo.txt",
            "acl",
            "private",
            "content-type",
            "text/plain",
            "policy",
            "p",
            "signature",
            "s",
            "awsaccesskeyid",
            "a",
            "x-ignore-this",
            "1");

    @Test
    void takesAFormThatHoldsWhatWasAskedFor() {
        PostPolicy policy = parse(POLICY);
        policy.check(FORM, NOW);
        assertThat(policy.length()).isEqualTo(new PostCondition.Length(1, 1024));
    }

    @Test
    void refusesAFormThatIsTooLate() {
        assertDenied(FORM, Instant.parse("2026-05-01T13:00:00Z"), "Policy expired");
    }

    @Test
    void refusesAFormThatHoldsSomethingElse() {
        assertDenied(with("key", "bar.txt"), NOW, "[\"starts-with\", \"$key\", \"foo\"]");
        assertDenied(with("acl", "Private"), NOW, "[\"eq\", \"$acl\", \"private\"]");
        assertDenied(with("bucket", "other"), NOW, "$bucket");
        assertDenied(with("x-amz-meta-a", "b"), NOW, "Extra input fields: x-amz-meta-a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{\"conditions\": []}",
                "{\"expiration\": \"2026-05-01T13:00:00Z\"}",
                "{\"EXPIRATION\": \"2026-05-01T13:00:00Z\", \"conditions\": []}",
                "{\"expiration\": \"2026-05-01T13:00:00Z\", \"CONDITIONS\": []}",
                "{\"expiration\": \"2026-05-01 13:00:00\", \"conditions\": []}",
                "{\"expiration\": \"2026-05-01T13:00:00Z\", \"conditions\": [{}]}",
                "{\"expiration\": \"2026-05-01T13:00:00Z\", \"conditions\": [[\"eq\", \"key\", \"x\"]]}",
                "{\"expiration\": \"2026-05-01T13:00:00Z\", \"conditions\": [[\"ends-with\", \"$key\", \"x\"]]}",
                "{\"expiration\": \"2026-05-01T13:00:00Z\", \"conditions\": [[\"content-length-range\", 0]]}",
                "{\"expiration\": \"2026-05-01T13:00:00Z\", \"conditions\": [[\"content-length-range\", -1, 0]]}",
                "{\"expiration\": \"2026-05-01T13:00:00Z\", \"conditions\": [[\"content-length-range\", \"a\", 0]]}"
            })
    void refusesAPolicyThatIsNone(String policy) {
        assertThatThrownBy(() -> parse(policy))
                .isInstanceOfSatisfying(
                        S3Error.class,
                        error -> assertThat(error.code()).isEqualTo(S3ErrorCode.INVALID_POLICY_DOCUMENT));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> form = new HashMap<>(FORM);
        form.put(name, value);
        return form;
    }

    private static void assertDenied(Map<String, String> form, Instant now, String message) {
        assertThatThrownBy(() -> parse(POLICY).check(form, now)).isInstanceOfSatisfying(S3Error.class, error -> {
            assertThat(error.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
            assertThat(error.text()).contains(message);
        });
    }

    private static PostPolicy parse(String json) {
        return PostPolicy.parse(Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    }
}
