package dev.anvil.gateway.content;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.BlobWriter;
import dev.anvil.blob.TooFewDrivesException;
import dev.anvil.gateway.body.BodyDigests;
import dev.anvil.gateway.body.BodyStream;
import dev.anvil.gateway.cluster.PlacementViews;
import dev.anvil.gateway.encryption.Chunks;
import dev.anvil.gateway.encryption.Sealing;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.placement.Drive;
import dev.anvil.placement.DriveState;
import dev.anvil.placement.DriveView;
import dev.anvil.runtime.failure.ServiceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts bodies on drives. Whatever a body turns out to be, nothing is left of it but what was returned. */
public final class ContentWriter {
    /** What one body may be: S3's limit for an object in one piece, and for a part. */
    public static final long MAX_BYTES = 5L << 30;

    private final BlobWriter writer;
    private final PlacementViews views;
    private final InstantSource clock;

    public ContentWriter(BlobWriter writer, PlacementViews views, InstantSource clock) {
        this.writer = writer;
        this.views = views;
        this.clock = clock;
    }

    /** Writes the body to its end and checks all that was promised about it. */
    public NewContent write(BodyStream body) throws IOException {
        return write(body, null);
    }

    /** The same, encrypted on its way where it is sealed. */
    public NewContent write(BodyStream body, @Nullable Sealing sealing) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(new BoundedStream(body, MAX_BYTES), 1);
        int first = bytes.read();
        if (first < 0) {
            return new NewContent(body.digests(), null, sealing);
        }
        bytes.unread(first);
        BlobLayout layout = write(bytes, sealing);
        try {
            BodyDigests digests = body.digests();
            long expected = sealing == null ? digests.length() : Chunks.sealedLength(digests.length());
            if (expected != layout.length()) {
                throw new IllegalStateException(
                        "a body of " + digests.length() + " bytes became " + layout.length() + " bytes on the drives");
            }
            return new NewContent(digests, layout, sealing);
        } catch (RuntimeException e) {
            writer.discard(layout);
            throw e;
        }
    }

    private BlobLayout write(InputStream bytes, @Nullable Sealing sealing) throws IOException {
        DriveView view = views.current();
        Scheme scheme = view.schemeForWriting()
                .orElseThrow(() -> new ServiceFailure(
                        ServiceFailure.Kind.UNAVAILABLE, "NO_DRIVES", "no drive is known that could take the object"));
        BlobId blob = BlobId.create(clock.instant());
        List<DriveId> drives = view.drivesFor(blob);
        try {
            InputStream written = sealing == null ? bytes : sealing.key().sealing(blob, bytes);
            return writer.write(blob, scheme.withOnly(drives.size()), drives, written);
        } catch (TooFewDrivesException e) {
            // Which drives they were is in the cause, for the log: clients of the gRPC API are told these words.
            throw e.isForWantOfSpace() || isFull(view)
                    ? new ServiceFailure(ServiceFailure.Kind.EXHAUSTED, "STORAGE_FULL", "the drives are full", e)
                    : new ServiceFailure(
                            ServiceFailure.Kind.UNAVAILABLE,
                            "TOO_FEW_DRIVES",
                            "too few drives could take the object; try again in a moment",
                            e);
        }
    }

    /** Full drives are not even tried: they are in the view, and take nothing new. */
    private static boolean isFull(DriveView view) {
        return view.drives().stream().noneMatch(Drive::takesNewShards)
                && view.drives().stream().anyMatch(drive -> drive.state() == DriveState.READ_ONLY);
    }
}
