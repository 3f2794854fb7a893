package dev.anvil.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardPlacement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a body stripe by stripe; encoding and sending are up to {@link BlobWrite}. */
final class StripedWriter implements BlobWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StripedWriter.class);

    /** Where the names of a second attempt's shards begin: behind all that the first may have used. */
    private static final int SECOND_ATTEMPT = SlotWrite.MAX_ATTEMPTS / 2;

    private final WriteContext context;

    StripedWriter(WriteContext context) {
        this.context = context;
    }

    @Override
    public BlobLayout write(BlobId blob, Scheme scheme, List<DriveId> drives, InputStream body) throws IOException {
        int promising =
                (int) drives.stream().filter(context.drives()::isPromising).count();
        // Drives that were just found to be away are tried as well where they are needed, but not where they are
        // counted on.
        Scheme fitting = promising < scheme.writeQuorum() ? scheme.withOnly(promising) : scheme;
        return write(blob, fitting, drives, body, 0);
    }

    private BlobLayout write(BlobId blob, Scheme scheme, List<DriveId> drives, InputStream body, int attempt)
            throws IOException {
        if (new HashSet<>(drives).size() != drives.size()) {
            throw new IllegalArgumentException("a drive is twice among the drives for blob " + blob + ": " + drives);
        }
        int stripeBytes = scheme.data() * context.settings().unitBytes();
        byte[] data = context.buffers().take(stripeBytes);
        try {
            int count = fill(body, data, stripeBytes);
            // Then the first stripe is all there is, and it stays in the array to the end.
            boolean oneStripe = count < stripeBytes;
            int length = count;
            Scheme chosen = count <= context.settings().smallBytes() ? scheme.asCopies() : scheme;
            BlobWrite write = new BlobWrite(context, blob, chosen, drives, attempt);
            try (write) {
                // A short stripe is the last one, and then its seal travels with it.
                write.stripe(data, count, count < stripeBytes);
                while (count == stripeBytes) {
                    count = fill(body, data, stripeBytes);
                    write.stripe(data, count, count < stripeBytes);
                }
                return write.finish();
            } catch (TooFewDrivesException e) {
                List<DriveId> rest = write.drivesWithoutFailure();
                Scheme narrower = scheme.withOnly(rest.size());
                if (attempt > 0 || !oneStripe || narrower.equals(scheme)) {
                    throw e;
                }
                context.statistics().narrowWrite();
                LOG.info("Blob {} is written with {} instead of {}: {}", blob, narrower, scheme, e.getMessage());
                return write(blob, narrower, rest, new ByteArrayInputStream(data, 0, length), SECOND_ATTEMPT);
            }
        } finally {
            context.buffers().give(data);
        }
    }

    @Override
    public void discard(BlobLayout blob) {
        for (ShardPlacement shard : blob.shards().values()) {
            Thread.startVirtualThread(() -> discard(blob, shard));
        }
    }

    private void discard(BlobLayout blob, ShardPlacement shard) {
        try {
            context.drives()
                    .delete(
                            shard.drive(),
                            List.of(shard.shard()),
                            "cleanup",
                            context.settings().sealTimeout());
        } catch (ShardException e) {
            LOG.info("Shard {} of the discarded blob {} is left to the sweep: {}", shard, blob.blob(), e.getMessage());
        }
    }

    private static int fill(InputStream body, byte[] array, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int read = body.read(array, count, length - count);
            if (read < 0) {
                break;
            }
            count += read;
        }
        return count;
    }
}
