package dev.anvil.gateway.body;

import dev.anvil.model.Checksum;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The body of one request. Nothing is read, and a waiting client is not told to go on, before it is opened. */
public interface RequestBody {
    /** Bytes after decoding; empty where the client did not say. */
    OptionalLong length();

    /** The checksum that the client sends along, in a header or after the body, or wants to be computed. */
    Optional<Checksum.Algorithm> declaredChecksum();

    /** Opens the body, once. Beyond MD5 and what the client declared, the checksums named here are computed. */
    BodyStream open(Set<Checksum.Algorithm> alsoComputed);

    /**
     * Opens the body, once, for somebody who passes it on: the bytes as they came, not decoded, with nothing verified that is promised
     * of them.
     */
    PassedOnStream openAsSent() throws IOException;

    default BodyStream open() {
        return open(Set.of());
    }

    /** All of a small body, verified; EntityTooLarge or MaxMessageLengthExceeded where it is longer than {@code limit}. */
    byte[] readSmall(int limit);

    /** The same for requests whose checksum headers speak of something else than their body. */
    default byte[] readSmallWithoutChecksum(int limit) {
        return readSmall(limit);
    }
}
