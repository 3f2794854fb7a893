package dev.anvil.gateway.encryption;

import dev.anvil.model.BlobId;
import dev.anvil.model.ByteRange;
import dev.anvil.model.ETag;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** What the bytes of a version are encrypted with. Never shows in a log. */
public final class DataKey {
    static final int BYTES = 32;
    private static final int ETAG_BYTES = 16;

    private final byte[] bytes;

    DataKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The body as it is written into a blob that has never been written. */
    public InputStream sealing(BlobId blob, InputStream plain) {
        return new SealingStream(cipherOf(blob), plain);
    }

    /** Takes the sealed chunks of a blob that hold the range, and hands its plain bytes on. */
    public OpeningSink opening(BlobId blob, long sealedLength, ByteRange plain, OpeningSink.Receiver receiver) {
        return new OpeningSink(cipherOf(blob), sealedLength, plain, receiver);
    }

    /** An entity tag that tells nothing of the bytes to who does not have the key. */
    public ETag tagInPlaceOf(ETag md5) {
        byte[] tag = Macs.derive(bytes, "anvil entity tag", HexFormat.of().parseHex(md5.value()));
        return new ETag(HexFormat.of().formatHex(Arrays.copyOf(tag, ETAG_BYTES)));
    }

    private ChunkCipher cipherOf(BlobId blob) {
        byte[] name = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(blob.value().getMostSignificantBits())
                .putLong(blob.value().getLeastSignificantBits())
                .array();
        return new ChunkCipher(Macs.derive(bytes, "anvil blob", name));
    }

    @Override
    public String toString() {
        return "DataKey[hidden]";
    }
}
