package dev.anvil.gateway.content;

import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.body.BodyStream;
import dev.anvil.gateway.body.TrustedBody;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.encryption.DataKey;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.model.BucketId;
import dev.anvil.model.ByteRange;
import dev.anvil.model.Checksum;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes new content out of a range of an object, by reading it and writing it anew. */
public final class ContentCopy {
    private final ContentReader reader;
    private final ContentWriter writer;
    private final BlockPool pool;

    public ContentCopy(ContentReader reader, ContentWriter writer, BlockPool pool) {
        this.reader = reader;
        this.writer = writer;
        this.pool = pool;
    }

    /**
     * @param key what the source is encrypted with, where it is
     * @param sealing how the copy is to be encrypted, where it is
     */
    public NewContent copy(
            BucketId bucket,
            ObjectVersion version,
            @Nullable DataKey key,
            ByteRange range,
            Set<Checksum.Algorithm> checksums,
            @Nullable Sealing sealing)
            throws IOException {
        try (Conduit conduit = new Conduit()) {
            conduit.feed(out -> reader.read(bucket, version, key, range, out));
            try (BodyStream body = TrustedBody.open(conduit.source(), checksums, pool)) {
                return writer.write(body, sealing);
            }
        }
    }
}
