package dev.anvil.gateway.content;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.BlobReader;
import dev.anvil.blob.BlobSink;
import dev.anvil.blob.DamageListener;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.TooFewShardsException;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.catalogue.PartLayout;
import dev.anvil.gateway.encryption.DataKey;
import dev.anvil.gateway.encryption.OpeningSink;
import dev.anvil.model.BucketId;
import dev.anvil.model.ByteRange;
import dev.anvil.runtime.failure.ServiceFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives objects back, whatever blobs they lie in. */
public final class ContentReader {
    private static final Logger LOG = LoggerFactory.getLogger(ContentReader.class);

    private final BlobReader reader;
    private final ObjectCatalogue objects;
    private final DamageListener damages;

    public ContentReader(BlobReader reader, ObjectCatalogue objects, DamageListener damages) {
        this.reader = reader;
        this.objects = objects;
        this.damages = damages;
    }

    /**
     * Writes the range of the version, which was looked up with its layout, decrypted where there is a key. A failure after the first byte leaves a part
     * behind: the caller cuts the connection.
     */
    public void read(BucketId bucket, ObjectVersion version, @Nullable DataKey key, ByteRange range, OutputStream out)
            throws IOException {
        Progress progress = new Progress(range, out);
        try {
            readRest(version, key, progress);
        } catch (TooFewShardsException e) {
            ObjectVersion moved = resolveAgain(bucket, version, e).orElseThrow(() -> unreadable(e));
            LOG.info("Shards of {} have moved while it was read; going on at byte {}", version.key(), progress.next);
            try {
                readRest(moved, key, progress);
            } catch (TooFewShardsException again) {
                throw unreadable(again);
            }
        }
    }

    /** Drives may come back, so it is worth asking again. */
    private static ServiceFailure unreadable(TooFewShardsException e) {
        return new ServiceFailure(ServiceFailure.Kind.UNAVAILABLE, "TOO_FEW_SHARDS", String.valueOf(e.getMessage()), e);
    }

    private void readRest(ObjectVersion version, @Nullable DataKey key, Progress progress) throws IOException {
        for (PartLayout part : version.parts()) {
            long from = Math.max(progress.next, part.offset());
            long to = Math.min(progress.end, part.end());
            if (from < to) {
                read(part.blob(), key, new ByteRange(from - part.offset(), to - from), progress);
            }
        }
        if (progress.next != progress.end) {
            throw new IllegalStateException("the blobs of " + version.key() + " end at byte " + progress.next
                    + ", but byte " + progress.end + " was to be reached");
        }
    }

    private void read(BlobLayout blob, @Nullable DataKey key, ByteRange range, Progress progress) throws IOException {
        if (key == null) {
            reader.read(blob, range, progress::write, damages);
        } else {
            OpeningSink opening = key.opening(blob.blob(), blob.length(), range, progress::write);
            reader.read(blob, opening.sealedRange(), opening::write, damages);
        }
    }

    /** Shards that are gone may have been moved by a repair. What was overwritten meanwhile is another object. */
    private Optional<ObjectVersion> resolveAgain(
            BucketId bucket, ObjectVersion version, TooFewShardsException failure) {
        boolean mayHaveMoved =
                failure.damages().stream().anyMatch(damage -> damage.failure() == ShardFailure.SHARD_UNKNOWN);
        if (!mayHaveMoved) {
            return Optional.empty();
        }
        return objects.lookUp(bucket, version.key(), version.version(), true) instanceof ObjectVersion now
                        && now.etag().equals(version.etag())
                        && now.modified().equals(version.modified())
                        && !now.parts().equals(version.parts())
                ? Optional.of(now)
                : Optional.empty();
    }

    /** How far we are. */
    private static final class Progress {
        private final BlobSink out;
        private final long end;
        private long next;

        Progress(ByteRange range, OutputStream out) {
            this.out = BlobSink.to(out);
            this.next = range.offset();
            this.end = range.end();
        }

        void write(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            out.write(bytes);
            next += length;
        }
    }
}
