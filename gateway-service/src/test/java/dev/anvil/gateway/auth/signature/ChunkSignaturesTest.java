package dev.anvil.gateway.auth.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.body.BodyStream;
import dev.anvil.gateway.body.PayloadProof;
import dev.anvil.gateway.body.ReceivedBody;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Amazon's two examples of signed chunks: 65 KiB of the letter a, with and without trailing headers. */
class ChunkSignaturesTest {
    private static final String SCOPE = "20130524/us-east-1/s3/aws4_request";
    private static final String CHUNKED =
            chunk(65_536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
                    + chunk(1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
                    + chunk(0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
    private static final String WITH_TRAILER =
            chunk(65_536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2")
                    + chunk(1024, "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7")
                    + "0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
                    + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
                    + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";

    @Test
    void takesSignedChunks() throws IOException {
        assertThat(read(body(chunkedRequest(), CHUNKED))).isEqualTo("a".repeat(66_560));
    }

    @Test
    void takesASignedTrailer() throws IOException {
        assertThat(read(body(trailerRequest(), WITH_TRAILER))).isEqualTo("a".repeat(66_560));
    }

    @Test
    void refusesAChunkThatWasChanged() {
        int inFirstChunk = 5000;
        String tampered = CHUNKED.substring(0, inFirstChunk) + "b" + CHUNKED.substring(inFirstChunk + 1);
        assertRefused(body(chunkedRequest(), tampered), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @Test
    void refusesAnEndThatWasNotSigned() {
        String cut = chunk(65_536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
                + chunk(0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
        assertThatThrownBy(() -> read(body(chunkedRequest(), cut))).isInstanceOf(S3Error.class);
    }

    @Test
    void refusesATrailerThatWasChanged() {
        assertRefused(
                body(trailerRequest(), WITH_TRAILER.replace("sOO8/Q==", "AAAAAA==")),
                S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        assertRefused(
                body(trailerRequest(), WITH_TRAILER.replaceAll("x-amz-trailer-signature:.*\r\n", "")),
                S3ErrorCode.MALFORMED_TRAILER);
    }

    private static void assertRefused(ReceivedBody body, S3ErrorCode code) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private static String read(ReceivedBody body) throws IOException {
        try (BodyStream stream = body.open()) {
            String text = new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(stream.digests().length()).isEqualTo(text.length());
            return text;
        }
    }

    private static ReceivedBody body(SignedRequest request, String sent) {
        PayloadProof proof =
                Example.authenticatorAt(Example.DAY).authenticate(request).proof();
        return new ReceivedBody(
                () -> new ByteArrayInputStream(sent.getBytes(StandardCharsets.US_ASCII)),
                request.headers(),
                proof,
                new BlockPool());
    }

    private static String chunk(int size, String signature) {
        return Integer.toHexString(size) + ";chunk-signature=" + signature + "\r\n" + "a".repeat(size) + "\r\n";
    }

    private static SignedRequest chunkedRequest() {
        return Example.request(
                "PUT",
                "/examplebucket/chunkObject.txt",
                "Host",
                "s3.amazonaws.com",
                "x-amz-date",
                "20130524T000000Z",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY",
                "Authorization",
                Example.authorization(
                        SCOPE,
                        "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                                + "x-amz-storage-class",
                        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"),
                "x-amz-content-sha256",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "Content-Encoding",
                "aws-chunked",
                "x-amz-decoded-content-length",
                "66560",
                "Content-Length",
                "66824");
    }

    private static SignedRequest trailerRequest() {
        return Example.request(
                "PUT",
                "/examplebucket/chunkObject.txt",
                "Host",
                "s3.amazonaws.com",
                "x-amz-date",
                "20130524T000000Z",
                "x-amz-storage-class",
                "REDUCED_REDUNDANCY",
                "Authorization",
                Example.authorization(
                        SCOPE,
                        "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
                                + "x-amz-storage-class;x-amz-trailer",
                        "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"),
                "x-amz-content-sha256",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "Content-Encoding",
                "aws-chunked",
                "x-amz-decoded-content-length",
                "66560",
                "x-amz-trailer",
                "x-amz-checksum-crc32c",
                "Content-Length",
                "66824");
    }
}
