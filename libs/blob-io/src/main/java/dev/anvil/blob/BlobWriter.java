package dev.anvil.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Puts new blobs on drives. Thread-safe. */
public interface BlobWriter {
    /**
     * Writes the body to its end. When this returns, at least the scheme's write quorum of shards is durable; slots that are
     * absent from the layout need repair. When it throws, nothing is left behind but what the sweep will collect.
     *
     * <p>A body up to the threshold for small objects is written as whole copies instead: the layout says which scheme it got.
     *
     * @param blob an id that was made for this call and is used for no other: the shards are named after it
     * @param drives best first, without duplicates: the first ones take the shards, the others replace those that fail before
     *     they have taken a byte. Fewer than the scheme has shards will do, as long as there is a quorum
     * @throws IOException what the body threw; the blob is abandoned
     * @throws TooFewDrivesException when no quorum of drives took its shards
     */
    BlobLayout write(BlobId blob, Scheme scheme, List<DriveId> drives, InputStream body) throws IOException;

    /**
     * Deletes what {@link #write} wrote, as far as the drives answer. Only for a blob whose commit was never sent (docs/PROTOCOL.md,
     * rule SILENT).
     */
    void discard(BlobLayout blob);
}
