package dev.anvil.gateway.body;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request that came by HTTP. Closing it frees what reading it took, however far the reading got. */
public final class ReceivedBody implements RequestBody, AutoCloseable {
    /** From here on digests are computed beside the reader: below it, the hand-over costs more than it saves. */
    private static final long BESIDE_FROM_BYTES = 1 << 20;

    /** Where the raw bytes come from. Asking for them is what lets a waiting client go on. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    private final Source source;
    private final Headers headers;
    private final PayloadProof proof;
    private final BlockPool pool;
    private @Nullable VerifiedStream opened;
    private @Nullable PassedOnStream passedOn;

    public ReceivedBody(Source source, Headers headers, PayloadProof proof, BlockPool pool) {
        this.source = source;
        this.headers = headers;
        this.proof = proof;
        this.pool = pool;
    }

    @Override
    public OptionalLong length() {
        return promises().length();
    }

    @Override
    public Optional<Checksum.Algorithm> declaredChecksum() {
        return Optional.ofNullable(promises().checksum()).map(PromisedChecksum::algorithm);
    }

    @Override
    public BodyStream open(Set<Checksum.Algorithm> alsoComputed) {
        BodyPromises promises = promises();
        // A body in HTTP's own chunks has an end without having promised a length.
        if (promises.length().isEmpty() && !headers.contains("transfer-encoding")) {
            throw new S3Error(S3ErrorCode.MISSING_CONTENT_LENGTH);
        }
        return open(promises, alsoComputed);
    }

    @Override
    public PassedOnStream openAsSent() throws IOException {
        requireUnopened();
        passedOn = new PassedOnStream(source.open());
        return passedOn;
    }

    @Override
    public byte[] readSmall(int limit) {
        return readSmall(promises(), limit);
    }

    @Override
    public byte[] readSmallWithoutChecksum(int limit) {
        return readSmall(BodyPromises.withoutChecksum(headers, proof), limit);
    }

    private byte[] readSmall(BodyPromises promises, int limit) {
        if (promises.length().orElse(0) > limit) {
            throw new S3Error(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED)
                    .with("MaxMessageLengthBytes", String.valueOf(limit));
        }
        if (promises.length().isEmpty() && !headers.contains("transfer-encoding")) {
            return new byte[0];
        }
        try (BodyStream body = open(promises, Set.of())) {
            byte[] bytes = body.readNBytes(limit);
            if (body.read() >= 0) {
                throw new S3Error(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED)
                        .with("MaxMessageLengthBytes", String.valueOf(limit));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it was read to its end. */
    public boolean isRead() {
        return opened != null && opened.isAtEnd() || passedOn != null && passedOn.isAtEnd();
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private void requireUnopened() {
        if (opened != null || passedOn != null) {
            throw new IllegalStateException("a body can be read once");
        }
    }

    private BodyPromises promises() {
        return BodyPromises.parse(headers, proof);
    }

    private BodyStream open(BodyPromises promises, Set<Checksum.Algorithm> alsoComputed) {
        requireUnopened();
        BodyDigestSet digests = new BodyDigestSet(promises, alsoComputed);
        List<Digest> all = digests.all();
        boolean large = promises.length().orElse(0) >= BESIDE_FROM_BYTES;
        try {
            InputStream raw = source.open();
            DigestWork work = large ? new DigestsBeside(pool, all) : DigestWork.inline(all);
            opened = new VerifiedStream(raw, promises, digests, work);
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
