package dev.anvil.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.Checksum;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedBodyTest {
    private static final byte[] HELLO = "hello world".getBytes(StandardCharsets.UTF_8);
    private final BlockPool pool = new BlockPool();

    @Test
    void answersTheMd5OfWhatWasRead() throws IOException {
        BodyStream body = plain(HELLO).open();
        assertThat(body.readAllBytes()).isEqualTo(HELLO);
        assertThat(body.digests().md5().value()).isEqualTo("5eb63bbbe01eeed093cb22bb8f5acdc3");
        assertThat(body.digests().length()).isEqualTo(11);
    }

    @Test
    void goesToTheEndByItselfBeforeItAnswersDigests() {
        assertThat(plain(HELLO).open().digests().md5().value()).isEqualTo("5eb63bbbe01eeed093cb22bb8f5acdc3");
    }

    @Test
    void opensTheSourceOnlyWhenItIsOpenedItself() {
        AtomicBoolean asked = new AtomicBoolean();
        ReceivedBody body = new ReceivedBody(
                () -> {
                    asked.set(true);
                    return InputStream.nullInputStream();
                },
                headers("content-length", "0"),
                new PayloadProof.Unsigned(),
                pool);
        assertThat(body.length()).hasValue(0);
        assertThat(asked).isFalse();
        body.open();
        assertThat(asked).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32, DUoRhQ==",
        "CRC32C, yZRlqg==",
        "CRC64NVME, jSnVw/bqjr4=",
        "SHA1, Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
        "SHA256, uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=",
        "SHA512, MJ7MSJwS1utMxA9QyQLytNDtd+5RGnx6m808qG1M2G+YndNbxf9JlnDaNCVbRbDP2DDoH2Bdz33FVC6TrpzXbw==",
        "MD5, XrY7u+Ae7tCTyyK7j1rNww==",
        "XXHASH64, RatnNLIeaWg=",
        "XXHASH3, 1Eex6kDmmIs=",
        "XXHASH128, 340J6T+HSQCpm4d1zBW2xw=="
    })
    void checksTheChecksumInAHeader(Checksum.Algorithm algorithm, String value) throws IOException {
        String name = PromisedChecksum.headerName(algorithm);
        ReceivedBody good = plain(HELLO, name, value);
        assertThat(good.declaredChecksum()).contains(algorithm);
        assertThat(good.open().digests().checksum(algorithm))
                .hasValueSatisfying(checksum -> assertThat(Base64.getEncoder().encodeToString(checksum.bytes()))
                        .isEqualTo(value));
        assertRefusedAtTheEnd(
                plain("hello worlD".getBytes(StandardCharsets.UTF_8), name, value), S3ErrorCode.BAD_DIGEST);
        assertThatThrownBy(() -> plain(HELLO, name, "bad").open())
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(S3ErrorCode.BAD_DIGEST));
    }

    @Test
    void computesTheChecksumsThatAreAskedFor() {
        BodyDigests digests = plain(HELLO, "x-amz-sdk-checksum-algorithm", "crc32")
                .open(Set.of(Checksum.Algorithm.SHA1))
                .digests();
        assertThat(digests.checksums()).containsOnlyKeys(Checksum.Algorithm.CRC32, Checksum.Algorithm.SHA1);
    }

    @Test
    void takesOneChecksumOnly() {
        assertRefused(
                plain(HELLO, "x-amz-checksum-crc32", "DUoRhQ==", "x-amz-checksum-crc32c", "none"),
                S3ErrorCode.INVALID_REQUEST);
        assertRefused(
                plain(HELLO, "x-amz-checksum-crc32", "DUoRhQ==", "x-amz-trailer", "x-amz-checksum-crc32c"),
                S3ErrorCode.INVALID_REQUEST);
    }

    @Test
    void refusesAChecksumThatItCannotCheck() {
        assertRefused(plain(HELLO, "x-amz-checksum-sha3", "DUoRhQ=="), S3ErrorCode.INVALID_REQUEST);
        assertThat(plain(HELLO, "x-amz-checksum-type", "FULL_OBJECT")
                        .open()
                        .digests()
                        .length())
                .isEqualTo(11);
    }

    @Test
    void refusesAChecksumOfAnotherAlgorithmThanIsNamed() {
        assertRefused(
                plain(HELLO, "x-amz-sdk-checksum-algorithm", "SHA1", "x-amz-checksum-crc32", "DUoRhQ=="),
                S3ErrorCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "YWJj", "not base64", "XrY7u+Ae7tCTyyK7j1rNww"})
    void refusesAContentMd5ThatIsNone(String md5) {
        ReceivedBody body = plain(HELLO, "content-md5", md5);
        if (md5.startsWith("XrY7")) {
            assertThat(body.open().digests().length()).isEqualTo(11);
        } else {
            assertRefused(body, S3ErrorCode.INVALID_DIGEST);
        }
    }

    @Test
    void checksTheContentMd5() {
        assertThat(plain(HELLO, "content-md5", "XrY7u+Ae7tCTyyK7j1rNww==")
                        .open()
                        .digests()
                        .length())
                .isEqualTo(11);
        assertRefusedAtTheEnd(plain(HELLO, "content-md5", "XrY7u+Ae7tCTyyK7j1rNwA=="), S3ErrorCode.BAD_DIGEST);
    }

    @Test
    void checksTheHashThatWasSigned() {
        String sha256 = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
        assertThat(body(HELLO, new PayloadProof.WholeHash(sha256), "content-length", "11")
                        .open()
                        .digests()
                        .length())
                .isEqualTo(11);
        assertRefusedAtTheEnd(
                body(HELLO, new PayloadProof.WholeHash("0".repeat(64)), "content-length", "11"),
                S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH);
    }

    @Test
    void refusesMoreOrLessThanWasPromised() {
        assertRefusedAtTheEnd(
                body(HELLO, new PayloadProof.Unsigned(), "content-length", "12"), S3ErrorCode.INCOMPLETE_BODY);
        assertRefusedAtTheEnd(
                body(HELLO, new PayloadProof.Unsigned(), "content-length", "10"), S3ErrorCode.INCOMPLETE_BODY);
    }

    @Test
    void needsALength() {
        assertRefused(body(HELLO, new PayloadProof.Unsigned()), S3ErrorCode.MISSING_CONTENT_LENGTH);
        assertRefused(
                body(HELLO, new PayloadProof.UnsignedChunks(), "content-length", "11"),
                S3ErrorCode.MISSING_CONTENT_LENGTH);
    }

    @Test
    void readsSmallBodiesWholeUpToALimit() {
        assertThat(plain(HELLO).readSmall(11)).isEqualTo(HELLO);
        assertThat(body(new byte[0], new PayloadProof.Unsigned()).readSmall(11)).isEmpty();
        assertThat(body(HELLO, new PayloadProof.Unsigned(), "transfer-encoding", "chunked")
                        .readSmall(11))
                .isEqualTo(HELLO);
        for (ReceivedBody tooLong :
                List.of(plain(HELLO), body(HELLO, new PayloadProof.Unsigned(), "transfer-encoding", "chunked"))) {
            assertThatThrownBy(() -> tooLong.readSmall(10))
                    .isInstanceOfSatisfying(
                            S3Error.class,
                            error -> assertThat(error.code()).isEqualTo(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED));
        }
    }

    @Test
    void unwrapsUnsignedChunksWithATrailer() throws IOException {
        String sent = "5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32c:yZRlqg==\r\n\r\n";
        BodyStream body =
                chunked(sent, "x-amz-trailer", "x-amz-checksum-crc32c").open();
        assertThat(body.readAllBytes()).isEqualTo(HELLO);
        assertThat(body.digests().checksums()).containsOnlyKeys(Checksum.Algorithm.CRC32C);
    }

    @Test
    void refusesATrailerThatIsWrongOrMissing() {
        String sent = "b\r\nhello world\r\n0\r\n%s\r\n";
        for (String trailer : List.of("", "x-amz-checksum-crc32:DUoRhQ==\r\n", "nonsense\r\n")) {
            assertRefusedAtTheEnd(
                    chunked(sent.formatted(trailer), "x-amz-trailer", "x-amz-checksum-crc32c"),
                    S3ErrorCode.MALFORMED_TRAILER);
        }
        assertRefusedAtTheEnd(
                chunked(sent.formatted("x-amz-checksum-crc32c:AAAAAA==\r\n"), "x-amz-trailer", "x-amz-checksum-crc32c"),
                S3ErrorCode.BAD_DIGEST);
        // One that was not announced could not be checked.
        assertRefusedAtTheEnd(
                chunked(sent.formatted("x-amz-checksum-crc32c:yZRlqg==\r\n")), S3ErrorCode.MALFORMED_TRAILER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "b\r\nhello",
                "b\r\nhello world",
                "b\r\nhello world\r\n",
                "b\r\nhello worldx\r\n0\r\n\r\n",
                "g\r\nhello world\r\n0\r\n\r\n",
                "-b\r\nhello world\r\n0\r\n\r\n",
                "ffffffffffffffffff\r\nhello world\r\n0\r\n\r\n",
                "\r\nhello world\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\n\r\n",
                "c\r\nhello world!\r\n0\r\n\r\n"
            })
    void refusesChunksThatAreNotWellFormed(String sent) {
        assertRefusedAtTheEnd(chunked(sent), S3ErrorCode.INCOMPLETE_BODY);
    }

    @Test
    void refusesAnEndlessLine() {
        assertRefusedAtTheEnd(chunked("0".repeat(100_000)), S3ErrorCode.INCOMPLETE_BODY);
    }

    /** Whatever garbage comes, it is refused as an S3 error; nothing is taken for the body that is not the body. */
    @Test
    void survivesGarbage() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String good = "5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32c:yZRlqg==\r\n\r\n";
        for (int round = 0; round < 3000; round++) {
            byte[] sent = good.getBytes(StandardCharsets.ISO_8859_1);
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                sent[random.nextInt(sent.length)] = (byte) random.nextInt(256);
            }
            ReceivedBody body = body(
                    sent,
                    new PayloadProof.UnsignedChunks(),
                    "x-amz-decoded-content-length",
                    "11",
                    "x-amz-trailer",
                    "x-amz-checksum-crc32c");
            try {
                byte[] read = body.open().readAllBytes();
                assertThat(read).as("seed %d, round %d", seed, round).isEqualTo(HELLO);
            } catch (S3Error refused) {
                assertThat(refused.code().status()).isEqualTo(400);
            } catch (IOException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    /** Large bodies take another way through the digests; the answers are the same, however the reads fall. */
    @Test
    void digestsLargeBodiesBesideTheReader() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            byte[] bytes = new byte[(1 << 20) + random.nextInt(1 << 20)];
            random.nextBytes(bytes);
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            ReceivedBody body = new ReceivedBody(
                    () -> torn(bytes, random),
                    headers("content-length", String.valueOf(bytes.length)),
                    new PayloadProof.WholeHash(sha256),
                    pool);
            try (BodyStream stream = body.open(Set.of(Checksum.Algorithm.values()))) {
                assertThat(stream.readAllBytes()).as("seed %d", seed).isEqualTo(bytes);
                BodyDigests digests = stream.digests();
                assertThat(digests.md5().value())
                        .as("seed %d", seed)
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("MD5").digest(bytes)));
                for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
                    Digest alone = Digest.of(algorithm);
                    alone.update(bytes, 0, bytes.length);
                    assertThat(digests.checksum(algorithm)).contains(new Checksum(algorithm, alone.finish()));
                }
            }
        }
    }

    @Test
    void aLargeBodyWithAWrongHashIsRefusedToo() {
        byte[] bytes = new byte[3 << 20];
        assertRefusedAtTheEnd(
                body(bytes, new PayloadProof.WholeHash("0".repeat(64)), "content-length", String.valueOf(bytes.length)),
                S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH);
    }

    @Test
    void aLargeBodyMayBeAbandoned() throws IOException {
        byte[] bytes = new byte[3 << 20];
        for (int round = 0; round < 100; round++) {
            ReceivedBody body = plain(bytes);
            assertThat(body.open().readNBytes(2 << 20)).hasSize(2 << 20);
            body.close();
        }
    }

    private static void assertRefused(ReceivedBody body, S3ErrorCode code) {
        assertThatThrownBy(body::open)
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private static void assertRefusedAtTheEnd(ReceivedBody body, S3ErrorCode code) {
        BodyStream stream = body.open();
        assertThatThrownBy(stream::readAllBytes)
                .isInstanceOfSatisfying(
                        S3Error.class, error -> assertThat(error.code()).isEqualTo(code));
        body.close();
    }

    private ReceivedBody plain(byte[] bytes, String... more) {
        List<String> headers = new ArrayList<>(List.of("content-length", String.valueOf(bytes.length)));
        headers.addAll(List.of(more));
        return body(bytes, new PayloadProof.Unsigned(), headers.toArray(String[]::new));
    }

    private ReceivedBody chunked(String sent, String... more) {
        List<String> headers = new ArrayList<>(List.of("x-amz-decoded-content-length", "11"));
        headers.addAll(List.of(more));
        return body(
                sent.getBytes(StandardCharsets.ISO_8859_1),
                new PayloadProof.UnsignedChunks(),
                headers.toArray(String[]::new));
    }

    private ReceivedBody body(byte[] bytes, PayloadProof proof, String... headers) {
        return new ReceivedBody(() -> new ByteArrayInputStream(bytes), headers(headers), proof, pool);
    }

    private static Headers headers(String... fields) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            headers.put(fields[i], List.of(fields[i + 1]));
        }
        return Headers.of(headers);
    }

    /** Answers each read with as many bytes as it likes, as networks do. */
    private static InputStream torn(byte[] bytes, Random random) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return super.read(to, offset, Math.min(length, 1 + random.nextInt(40_000)));
            }
        };
    }
}
