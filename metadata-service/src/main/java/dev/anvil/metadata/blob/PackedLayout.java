package dev.anvil.metadata.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.Scheme;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what the schema's pack_blob writes: the blobs that an object is made of, one after the other. */
public final class PackedLayout {
    private final ByteBuffer buffer;

    private PackedLayout(byte[] packed) {
        this.buffer = ByteBuffer.wrap(packed);
    }

    /** In order; empty where nothing was packed. */
    public static List<PlacedBlob> read(byte @Nullable [] packed) {
        if (packed == null) {
            return List.of();
        }
        PackedLayout reader = new PackedLayout(packed);
        List<PlacedBlob> blobs = new ArrayList<>();
        while (reader.buffer.hasRemaining()) {
            int partNumber = reader.buffer.getInt();
            long offset = reader.buffer.getLong();
            blobs.add(new PlacedBlob(partNumber, offset, reader.blob()));
        }
        return blobs;
    }

    static BlobLayout readBlob(byte[] packed) {
        return new PackedLayout(packed).blob();
    }

    private BlobLayout blob() {
        BlobId id = new BlobId(new UUID(buffer.getLong(), buffer.getLong()));
        long length = buffer.getLong();
        Scheme scheme = new Scheme(buffer.getShort(), buffer.getShort());
        int unitBytes = buffer.getInt();
        byte[] placement = new byte[buffer.getInt()];
        buffer.get(placement);
        return new BlobLayout(id, length, scheme, unitBytes, Placement.ofBytes(placement));
    }
}
