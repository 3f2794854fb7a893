package dev.anvil.gateway.auth.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.body.PayloadProof;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures are the ones that Amazon publishes for its examples. */
class AuthenticatorTest {
    private static final String SCOPE = "20130524/us-east-1/s3/aws4_request";
    private static final String HOST = "examplebucket.s3.amazonaws.com";
    private static final String GET_SIGNATURE = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
    private static final String PRESIGNED = "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
            + "AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
            + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

    private final Authenticator authenticator = Example.authenticatorAt(Example.DAY);

    @Test
    void takesTheGetOfARange() {
        assertIsTheApp(get("Range", "bytes=0-9"));
    }

    @Test
    void takesThePutWithADateHeader() {
        String signed = "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class";
        Authenticated authenticated = authenticator.authenticate(Example.request(
                "PUT",
                "/test$file.text",
                "Host",
                HOST,
                "Date",
                "Fri, 24 May 2013 00:00:00 GMT",
                "Authorization",
                Example.authorization(
                        SCOPE, signed, "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
                "x-amz-date",
                "20130524T000000Z",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY",
                "x-amz-content-sha256",
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"));
        assertThat(authenticated.proof())
                .isEqualTo(
                        new PayloadProof.WholeHash("44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"));
    }

    @ParameterizedTest
    @CsvSource({
        "/?lifecycle, fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "/?max-keys=2&prefix=J, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        "/?prefix=J&max-keys=2, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    })
    void takesQueriesInAnyOrder(String uri, String signature) {
        assertIsTheApp(Example.request(
                "GET",
                uri,
                "Host",
                HOST,
                "x-amz-date",
                "20130524T000000Z",
                "x-amz-content-sha256",
                Example.EMPTY_SHA256,
                "Authorization",
                Example.authorization(SCOPE, "host;x-amz-content-sha256;x-amz-date", signature)));
    }

    @Test
    void takesThePresignedGet() {
        SignedRequest request = Example.request("GET", PRESIGNED, "Host", HOST);
        assertIsTheApp(request);
        assertThat(authenticator.authenticate(request).proof()).isEqualTo(new PayloadProof.Unsigned());
        assertThat(Example.authenticatorAt(Example.DAY.plusSeconds(86_400))
                        .authenticate(request)
                        .caller())
                .isInstanceOf(Caller.App.class);
    }

    @Test
    void whoSaysWhatThePresignedBodyIsIsHeldToIt() {
        assertThat(authenticator
                        .authenticate(Example.request(
                                "GET", PRESIGNED, "Host", HOST, "x-amz-content-sha256", Example.EMPTY_SHA256))
                        .proof())
                .isEqualTo(new PayloadProof.WholeHash(Example.EMPTY_SHA256));
        assertRefused(
                authenticator,
                Example.request("GET", PRESIGNED, "Host", HOST, "x-amz-content-sha256", "none"),
                S3ErrorCode.INVALID_ARGUMENT,
                "x-amz-content-sha256 must be");
    }

    @Test
    void collapsesSpacesInHeaders() {
        assertIsTheApp(get("Range", "  bytes=0-9 "));
    }

    @Test
    void requestsWithoutASignatureAreAnonymous() {
        assertThat(authenticator
                        .authenticate(Example.request("GET", "/", "Host", HOST))
                        .caller())
                .isEqualTo(new Caller.Anonymous());
        assertThat(authenticator
                        .authenticate(Example.request("GET", "/", "Host", HOST, "Authorization", ""))
                        .caller())
                .isEqualTo(new Caller.Anonymous());
    }

    @Test
    void tellsWhatItSignedWhenSignaturesDiffer() {
        assertThatThrownBy(() -> authenticator.authenticate(get("Range", "bytes=0-8")))
                .isInstanceOfSatisfying(S3Error.class, error -> {
                    assertThat(error.code()).isEqualTo(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
                    assertThat(error.details())
                            .containsEntry("AWSAccessKeyId", Example.ACCESS_KEY)
                            .containsEntry("SignatureProvided", GET_SIGNATURE)
                            .hasEntrySatisfying(
                                    "StringToSign",
                                    text -> assertThat(text)
                                            .startsWith("AWS4-HMAC-SHA256\n20130524T000000Z\n" + SCOPE + "\n"))
                            .hasEntrySatisfying(
                                    "CanonicalRequest",
                                    text -> assertThat(text)
                                            .startsWith("GET\n/test.txt\n\nhost:" + HOST + "\nrange:bytes=0-8\n"));
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {-901, 901, 86_400})
    void refusesAClockThatIsFarOff(long seconds) {
        Authenticator off = Example.authenticatorAt(Example.DAY.plusSeconds(seconds));
        assertRefused(off, get("Range", "bytes=0-9"), S3ErrorCode.REQUEST_TIME_TOO_SKEWED, "difference");
    }

    @Test
    void takesAClockThatIsALittleOff() {
        for (long seconds : List.of(-899L, 899L)) {
            assertThat(Example.authenticatorAt(Example.DAY.plusSeconds(seconds))
                            .authenticate(get("Range", "bytes=0-9"))
                            .caller())
                    .isInstanceOf(Caller.App.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    20130524/eu-west-1/s3/aws4_request     | the region 'eu-west-1' is wrong; expecting 'us-east-1'
                    20130524/us-east-1/ec2/aws4_request    | incorrect service "ec2"
                    20130524/us-east-1/s3/aws5_request     | incorrect terminal "aws5_request"
                    20130523/us-east-1/s3/aws4_request     | Invalid credential date "20130523"
                    20130524/us-east-1/s3                  | the Credential is mal-formed
                    """)
    void refusesASignatureForSomethingElse(String scope, String message) {
        SignedRequest request = Example.request(
                "GET",
                "/",
                "Host",
                HOST,
                "x-amz-date",
                "20130524T000000Z",
                "x-amz-content-sha256",
                Example.EMPTY_SHA256,
                "Authorization",
                Example.authorization(scope, "host;x-amz-content-sha256;x-amz-date", "0".repeat(64)));
        assertRefused(authenticator, request, S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, message);
    }

    @Test
    void namesTheRightRegion() {
        SignedRequest request = signed(
                "Host",
                HOST,
                "x-amz-date",
                "20130524T000000Z",
                "Authorization",
                Example.authorization("20130524/mars/s3/aws4_request", "host", "0"));
        assertThatThrownBy(() -> authenticator.authenticate(request))
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.details()).containsEntry("Region", "us-east-1"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        String noSuchKey = Example.authorization(SCOPE, "host", "0").replace(Example.ACCESS_KEY, "AKIANOBODY");
        assertRefused(
                authenticator,
                signed(
                        "Host",
                        HOST,
                        "x-amz-date",
                        "20130524T000000Z",
                        "x-amz-content-sha256",
                        Example.EMPTY_SHA256,
                        "Authorization",
                        noSuchKey),
                S3ErrorCode.INVALID_ACCESS_KEY_ID,
                "does not exist");
        assertRefused(
                authenticator,
                signed("Authorization", "AWS5-HMAC x"),
                S3ErrorCode.UNSUPPORTED_SIGNATURE,
                "AWS4-HMAC-SHA256");
        assertRefused(
                authenticator,
                signed("Authorization", "Bearer x"),
                S3ErrorCode.INVALID_ARGUMENT,
                "Unsupported Authorization");
        assertRefused(
                authenticator,
                Example.request("GET", PRESIGNED, "Host", HOST, "Authorization", "AWS4-HMAC-SHA256 x"),
                S3ErrorCode.INVALID_ARGUMENT,
                "Only one auth mechanism");
    }

    @Test
    void refusesWhatIsMissing() {
        assertRefused(
                authenticator,
                signed("Host", HOST, "Authorization", Example.authorization(SCOPE, "host", "0")),
                S3ErrorCode.ACCESS_DENIED,
                "x-amz-date");
        assertRefused(
                authenticator,
                signed(
                        "Host",
                        HOST,
                        "x-amz-date",
                        "20130524T000000Z",
                        "Authorization",
                        Example.authorization(SCOPE, "host;x-amz-date", "0")),
                S3ErrorCode.MISSING_SECURITY_HEADER,
                "x-amz-content-sha256");
        assertRefused(
                authenticator,
                signed(
                        "Host",
                        HOST,
                        "x-amz-date",
                        "20130524T000000Z",
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + Example.ACCESS_KEY + "/" + SCOPE),
                S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED,
                "three components");
    }

    @Test
    void headersThatMeanSomethingMustBeSigned() {
        assertRefused(
                authenticator,
                get("Range", "bytes=0-9", "x-amz-acl", "public-read"),
                S3ErrorCode.ACCESS_DENIED,
                "not signed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    X-Amz-Expires=86400 | X-Amz-Expires=soon   | should be a number
                    X-Amz-Expires=86400 | a=b                  | requires the X-Amz-Algorithm
                    20130524T000000Z    | yesterday            | ISO8601
                    HMAC-SHA256         | HMAC-SHA1            | only supports
                    %2Faws4_request     | %2F                  | incorrect terminal
                    us-east-1           | us-west-1            | expecting 'us-east-1'
                    """)
    void refusesAPresignedUrlThatIsNotWellFormed(String part, String instead, String message) {
        assertRefused(
                authenticator,
                Example.request("GET", PRESIGNED.replace(part, instead), "Host", HOST),
                S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR,
                message);
    }

    @ParameterizedTest
    @CsvSource({"604801, less than a week", "-1, non-negative"})
    void nobodyMayGrantMoreThanAWeekOrLessThanNothing(String expires, String message) {
        assertRefused(
                authenticator,
                Example.request("GET", PRESIGNED.replace("86400", expires), "Host", HOST),
                S3ErrorCode.ACCESS_DENIED,
                message);
    }

    @Test
    void aPresignedUrlEnds() {
        Instant end = Example.DAY.plus(Duration.ofDays(1));
        SignedRequest request = Example.request("GET", PRESIGNED, "Host", HOST);
        assertRefused(
                Example.authenticatorAt(end.plusSeconds(1)), request, S3ErrorCode.ACCESS_DENIED, "Request has expired");
        assertRefused(
                Example.authenticatorAt(Example.DAY.minusSeconds(901)),
                request,
                S3ErrorCode.ACCESS_DENIED,
                "not yet valid");
    }

    @Test
    void aPresignedUrlIsGoodForWhatWasSignedOnly() {
        for (SignedRequest other : List.of(
                Example.request("PUT", PRESIGNED, "Host", HOST),
                Example.request("GET", PRESIGNED.replace("test.txt", "text.txt"), "Host", HOST),
                Example.request("GET", PRESIGNED + "&versionId=1", "Host", HOST),
                Example.request("GET", PRESIGNED, "Host", "other.s3.amazonaws.com"))) {
            assertRefused(authenticator, other, S3ErrorCode.SIGNATURE_DOES_NOT_MATCH, "signature");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "STREAMING-SOMETHING",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85z"
            })
    void refusesAPayloadHashThatIsNone(String payload) {
        SignedRequest unsigned = Example.request("PUT", "/k", "Host", HOST, "x-amz-content-sha256", payload);
        assertRefused(authenticator, unsigned, S3ErrorCode.INVALID_ARGUMENT, "x-amz-content-sha256 must be");
    }

    private void assertIsTheApp(SignedRequest request) {
        assertThat(authenticator.authenticate(request).caller()).isInstanceOf(Caller.App.class);
    }

    private static void assertRefused(Authenticator by, SignedRequest request, S3ErrorCode code, String message) {
        assertThatThrownBy(() -> by.authenticate(request)).isInstanceOfSatisfying(S3Error.class, error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.text()).contains(message);
        });
    }

    private static SignedRequest signed(String... headers) {
        return Example.request("GET", "/k", headers);
    }

    private static SignedRequest get(String... more) {
        String[] headers = new String[more.length + 8];
        String[] fixed = {
            "Host",
            HOST,
            "x-amz-content-sha256",
            Example.EMPTY_SHA256,
            "x-amz-date",
            "20130524T000000Z",
            "Authorization",
            Example.authorization(SCOPE, "host;range;x-amz-content-sha256;x-amz-date", GET_SIGNATURE)
        };
        System.arraycopy(fixed, 0, headers, 0, fixed.length);
        System.arraycopy(more, 0, headers, fixed.length, more.length);
        return Example.request("GET", "/test.txt", headers);
    }
}
