package dev.anvil.gateway.auth.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures are the ones that Amazon published for its examples of signature version 2. */
class OldAuthorizationHeaderTest {
    private static final Instant NOW = Instant.parse("2007-03-27T19:40:00Z");
    private static final String PUPPY_DATE = "Tue, 27 Mar 2007 19:36:42 +0000";
    private static final String PUPPY_SIGNATURE = "bWq2s1WEIj+Ydj0vQ697zp+IXMU=";

    @Test
    void takesTheExamples() {
        assertThat(authenticate(puppy("GET", PUPPY_DATE, PUPPY_SIGNATURE))).isInstanceOf(Caller.App.class);
        assertThat(authenticate(request(
                        "GET",
                        "/?prefix=photos&max-keys=50&marker=puppy",
                        "Date",
                        "Tue, 27 Mar 2007 19:42:41 +0000",
                        "Authorization",
                        "AWS " + Example.ACCESS_KEY + ":htDYFYduRNen8P9ZfE/s9SuKy0U=")))
                .isInstanceOf(Caller.App.class);
    }

    /** Made by botocore: it sends {@code PUT /bucket} and signs {@code /bucket/}. */
    @Test
    void takesTheSlashThatIsSignedAndNotSent() {
        SignedRequest sent = Example.request(
                "PUT",
                "/bucket",
                "Date",
                PUPPY_DATE,
                "Authorization",
                "AWS " + Example.ACCESS_KEY + ":JEKYNZuPQ6b6g3+FZX7GMNDH2xc=");
        assertThat(authenticate(sent)).isInstanceOf(Caller.App.class);
    }

    @Test
    void whatIsSignedCannotBeChanged() {
        assertRefused(puppy("DELETE", PUPPY_DATE, PUPPY_SIGNATURE), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertRefused(
                puppy("GET", PUPPY_DATE.replace("42", "43"), PUPPY_SIGNATURE), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertRefused(
                puppy("GET", PUPPY_DATE, PUPPY_SIGNATURE, "x-amz-acl", "public-read"),
                S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    /** Such a parameter would be somebody else's word in a request of ours. */
    @Test
    void aParameterThatIsNotCoveredIsRefused() {
        assertRefused(
                request(
                        "GET",
                        "/photos/puppy.jpg?retention",
                        "Date",
                        PUPPY_DATE,
                        "Authorization",
                        "AWS " + Example.ACCESS_KEY + ":" + PUPPY_SIGNATURE),
                S3ErrorCode.UNSUPPORTED_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Tue, 07 Jul 2010 21:53:04 GMT | REQUEST_TIME_TOO_SKEWED
                    Tue, 07 Jul 9999 21:53:04 GMT | REQUEST_TIME_TOO_SKEWED
                    Tue, 07 Jul 1950 21:53:04 GMT | ACCESS_DENIED
                    Bad Date                      | ACCESS_DENIED
                    ''                            | ACCESS_DENIED
                    """)
    void aDateThatIsNotNowIsRefused(String date, S3ErrorCode code) {
        assertRefused(puppy("GET", date, PUPPY_SIGNATURE), code);
        assertRefused(puppy("GET", PUPPY_DATE, PUPPY_SIGNATURE, "x-amz-date", date), code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS HAHAHA", "AWS ", "AWS :abc=", "AWS AKIAIOSFODNN7EXAMPLE:"})
    void whatIsNoKeyAndSignatureIsRefused(String authorization) {
        assertRefused(
                request("GET", "/photos/puppy.jpg", "Date", PUPPY_DATE, "Authorization", authorization),
                authorization.equals("AWS ") ? S3ErrorCode.UNSUPPORTED_SIGNATURE : S3ErrorCode.INVALID_ARGUMENT);
    }

    private static SignedRequest puppy(String method, String date, String signature, String... more) {
        String[] headers = new String[4 + more.length];
        headers[0] = "Date";
        headers[1] = date;
        headers[2] = "Authorization";
        headers[3] = "AWS " + Example.ACCESS_KEY + ":" + signature;
        System.arraycopy(more, 0, headers, 4, more.length);
        return request(method, "/photos/puppy.jpg", headers);
    }

    private static SignedRequest request(String method, String uri, String... headers) {
        SignedRequest plain = Example.request(method, uri, headers);
        return new SignedRequest(method, "johnsmith", plain.rawPath(), plain.parameters(), plain.headers());
    }

    private static Caller authenticate(SignedRequest request) {
        return Example.authenticatorAt(NOW).authenticate(request).caller();
    }

    private static void assertRefused(SignedRequest request, S3ErrorCode code) {
        assertThatThrownBy(() -> authenticate(request))
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(code));
    }
}
