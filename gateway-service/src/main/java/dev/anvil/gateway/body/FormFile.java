package dev.anvil.gateway.body;

import dev.anvil.gateway.wire.Headers;
import dev.anvil.model.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The file of a form as a body. How long it is shows at its end; how long it can be at most is known before. */
public final class FormFile implements RequestBody {
    private final InputStream file;
    private final long atMost;
    private final BodyPromises promises;
    private final BlockPool pool;

    /** {@code fields} are the form's, as the headers of the put that it stands for. */
    public FormFile(InputStream file, long atMost, Headers fields, BlockPool pool) {
        this.file = file;
        this.atMost = atMost;
        BodyPromises asHeaders = BodyPromises.parse(fields, new PayloadProof.Unsigned());
        this.promises =
                new BodyPromises(OptionalLong.empty(), asHeaders.proof(), asHeaders.md5(), asHeaders.checksum());
        this.pool = pool;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(atMost);
    }

    @Override
    public Optional<Checksum.Algorithm> declaredChecksum() {
        return Optional.ofNullable(promises.checksum()).map(PromisedChecksum::algorithm);
    }

    @Override
    public BodyStream open(Set<Checksum.Algorithm> alsoComputed) {
        BodyDigestSet digests = new BodyDigestSet(promises, alsoComputed);
        return new VerifiedStream(file, promises, digests, new DigestsBeside(pool, digests.all()));
    }

    @Override
    public PassedOnStream openAsSent() {
        return new PassedOnStream(file);
    }

    @Override
    public byte[] readSmall(int limit) {
        try (BodyStream body = open()) {
            byte[] bytes = body.readNBytes(limit);
            body.digests();
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
