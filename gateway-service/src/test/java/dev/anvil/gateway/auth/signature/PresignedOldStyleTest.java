package dev.anvil.gateway.auth.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first URL is the one that Amazon publishes as an example, the second was made by botocore. */
class PresignedOldStyleTest {
    private static final Instant END = Instant.ofEpochSecond(1_175_139_620);
    private static final String PUPPY = "/photos/puppy.jpg?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE"
            + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";
    private static final String PART =
            "/bucket/a%20key%2Bmore?uploadId=an-upload&partNumber=2&response-content-type=text%2Fplain"
                    + "&AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=ISdKB%2Fqqb9afQYCbrg4S6%2BENcqc%3D&content-md5=rL0Y20zC%2BFzt72VPzMSk2A%3D%3D"
                    + "&x-amz-meta-a=b&Expires=1175139620";

    @Test
    void takesTheExampleWithTheBucketInTheHost() {
        assertThat(authenticate(END, request("GET", PUPPY, "johnsmith"))).isInstanceOf(Caller.App.class);
    }

    @Test
    void takesParametersThatAreCovered() {
        assertThat(authenticate(END, request("PUT", PART, ""))).isInstanceOf(Caller.App.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uploadId=an-upload|uploadId=another",
                "partNumber=2|partNumber=3",
                "a%20key|a%20cat",
                "meta-a=b|meta-a=c"
            })
    void whatIsCoveredCannotBeChanged(String change) {
        String[] words = change.split("\\|");
        assertRefused(request("PUT", PART.replace(words[0], words[1]), ""), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @Test
    void anotherMethodBucketOrHeaderIsRefused() {
        assertRefused(request("DELETE", PUPPY, "johnsmith"), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertRefused(request("GET", PUPPY, "janesmith"), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertRefused(
                request("GET", PUPPY, "johnsmith", "x-amz-acl", "public-read"), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    /** Or somebody who was given a URL to read an object could see whatever else a parameter turns the request into. */
    @ParameterizedTest
    @ValueSource(strings = {"retention", "legal-hold", "attributes", "encryption", "anything"})
    void aParameterThatIsNotCoveredIsRefused(String name) {
        assertRefused(request("GET", PUPPY + "&" + name, "johnsmith"), S3ErrorCode.UNSUPPORTED_SIGNATURE);
    }

    @Test
    void aUrlEnds() {
        SignedRequest request = request("GET", PUPPY, "johnsmith");
        assertThatThrownBy(() -> authenticate(END.plusSeconds(1), request))
                .isInstanceOfSatisfying(S3Error.class, error -> {
                    assertThat(error.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
                    assertThat(error.text()).isEqualTo("Request has expired");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&Expires=", "&Expires=soon"})
    void aUrlWithoutAnEndIsRefused(String expires) {
        assertRefused(
                request("GET", PUPPY.replace("&Expires=1175139620", expires), "johnsmith"), S3ErrorCode.ACCESS_DENIED);
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertRefused(
                request("GET", PUPPY.replace(Example.ACCESS_KEY, "AKIANOBODY"), "johnsmith"),
                S3ErrorCode.INVALID_ACCESS_KEY_ID);
    }

    private static Caller authenticate(Instant now, SignedRequest request) {
        return Example.authenticatorAt(now).authenticate(request).caller();
    }

    private static void assertRefused(SignedRequest request, S3ErrorCode code) {
        assertThatThrownBy(() -> authenticate(END, request))
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private static SignedRequest request(String method, String uri, String bucketInHost, String... headers) {
        SignedRequest plain = Example.request(method, uri, headers);
        return new SignedRequest(method, bucketInHost, plain.rawPath(), plain.parameters(), plain.headers());
    }
}
