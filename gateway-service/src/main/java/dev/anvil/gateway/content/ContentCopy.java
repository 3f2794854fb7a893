package dev.anvil.gateway.content;

import dev.anvil.gateway.body.BlockPool;
import dev.anvil.gateway.body.BodyStream;
import dev.anvil.gateway.body.TrustedBody;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.model.BucketId;
import dev.anvil.model.ByteRange;
import dev.anvil.model.Checksum;
import java.io.IOException;
import java.util.Set;

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

    public NewContent copy(BucketId bucket, ObjectVersion version, ByteRange range, Set<Checksum.Algorithm> checksums)
            throws IOException {
        try (Conduit conduit = new Conduit()) {
            conduit.feed(out -> reader.read(bucket, version, range, out));
            try (BodyStream body = TrustedBody.open(conduit.source(), checksums, pool)) {
                return writer.write(body);
            }
        }
    }
}
