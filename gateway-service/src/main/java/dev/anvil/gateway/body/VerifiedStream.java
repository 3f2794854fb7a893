package dev.anvil.gateway.body;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts and digests what passes, and at the end holds it against what was promised. */
final class VerifiedStream extends BodyStream {
    static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final BodyPromises promises;
    private final BodyDigestSet digests;
    private final DigestWork work;
    private final InputStream source;
    private final @Nullable AwsChunkedStream chunked;
    private long count;
    private boolean closed;
    private @Nullable BodyDigests result;

    VerifiedStream(InputStream raw, BodyPromises promises, BodyDigestSet digests, DigestWork work) {
        this.promises = promises;
        this.digests = digests;
        this.work = work;
        this.chunked = promises.isChunked()
                ? new AwsChunkedStream(raw, promises.proof() instanceof PayloadProof.SignedChunks, work::chunkEnds)
                : null;
        this.source = chunked == null ? raw : chunked;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (result != null) {
            return -1;
        }
        if (closed) {
            throw new IOException("the body was closed before its end");
        }
        int read = source.read(bytes, offset, length);
        if (read < 0) {
            result = finish();
            return -1;
        }
        count += read;
        if (promises.length().isPresent() && count > promises.length().getAsLong()) {
            throw incomplete();
        }
        work.update(bytes, offset, read);
        return read;
    }

    @Override
    public BodyDigests digests() {
        try {
            // What a handler left unread was promised too; a body of the promised length has nothing left here.
            while (result == null) {
                skipToEnd();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(result);
    }

    @Override
    public void close() {
        closed = true;
        work.close();
    }

    boolean isAtEnd() {
        return result != null;
    }

    private void skipToEnd() throws IOException {
        byte[] rest = new byte[8 * 1024];
        while (read(rest, 0, rest.length) >= 0) {
            // Counted and digested on the way.
        }
    }

    private BodyDigests finish() throws IOException {
        if (promises.length().isPresent() && count != promises.length().getAsLong()) {
            throw incomplete();
        }
        work.complete();
        if (chunked != null) {
            verifyTrailerSignature(chunked);
        }
        verifyWholeHash();
        verifyMd5();
        Map<Checksum.Algorithm, Checksum> checksums = digests.checksums();
        verifyChecksum(checksums);
        return BodyDigests.of(count, digests.md5(), checksums);
    }

    private void verifyTrailerSignature(AwsChunkedStream trailing) {
        if (promises.proof() instanceof PayloadProof.SignedChunks signed && signed.trailing()) {
            String signature = trailing.trailers().get(TRAILER_SIGNATURE);
            if (signature == null) {
                throw new S3Error(S3ErrorCode.MALFORMED_TRAILER);
            }
            signed.verifier()
                    .verifyTrailer(Digest.messageDigest("SHA-256").digest(trailing.trailersAsSigned()), signature);
        }
    }

    private void verifyWholeHash() {
        if (promises.proof() instanceof PayloadProof.WholeHash whole) {
            Mismatch.check(
                    whole.bytes(),
                    digests.sha256(),
                    (promised, computed) -> new S3Error(S3ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH)
                            .with("ClientComputedContentSHA256", Mismatch.hex(promised))
                            .with("S3ComputedContentSHA256", Mismatch.hex(computed)));
        }
    }

    private void verifyMd5() {
        byte[] md5 = promises.md5();
        if (md5 != null) {
            Mismatch.check(
                    md5,
                    digests.md5(),
                    (promised, computed) -> new S3Error(S3ErrorCode.BAD_DIGEST)
                            .with("ExpectedDigest", Mismatch.hex(promised))
                            .with("CalculatedDigest", Mismatch.base64(computed)));
        }
    }

    private void verifyChecksum(Map<Checksum.Algorithm, Checksum> computed) {
        PromisedChecksum promised = promises.checksum();
        if (chunked != null
                && (promised == null || !promised.trailing())
                && PromisedChecksum.isAmong(chunked.trailers())) {
            // It was not announced, so nobody computed what it is to be compared with.
            throw new S3Error(S3ErrorCode.MALFORMED_TRAILER);
        }
        Checksum expected = promised == null ? null : promised.trailing() ? trailingValue(promised) : promised.value();
        if (expected != null && !expected.equals(computed.get(expected.algorithm()))) {
            throw new S3Error(
                    S3ErrorCode.BAD_DIGEST,
                    "The " + expected.algorithm() + " you specified did not match the calculated checksum.");
        }
    }

    private Checksum trailingValue(PromisedChecksum promised) {
        String name = PromisedChecksum.headerName(promised.algorithm());
        String value = chunked == null ? null : chunked.trailers().get(name);
        if (value == null) {
            throw new S3Error(S3ErrorCode.MALFORMED_TRAILER);
        }
        return PromisedChecksum.parse(promised.algorithm(), value);
    }

    private S3Error incomplete() {
        return new S3Error(S3ErrorCode.INCOMPLETE_BODY)
                .with("NumberBytesExpected", String.valueOf(promises.length().orElse(0)))
                .with("NumberBytesProvided", String.valueOf(count));
    }
}
